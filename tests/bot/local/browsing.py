"""A browser for the tests of the page, where this machine has one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@contextmanager
def open_tab() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        tab = browser.new_page()
        tab.set_default_timeout(5000)
        yield tab
        browser.close()


@contextmanager
def without_complaints(tab: Page) -> Iterator[None]:
    """Whatever the page complains of (a broken policy, an error) fails the test."""
    complaints: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def on_error(error: Error) -> None:
        complaints.append(str(error))

    tab.on("console", on_console)
    tab.on("pageerror", on_error)
    yield
    tab.remove_listener("console", on_console)
    tab.remove_listener("pageerror", on_error)
    assert complaints == []
