"""What a newcomer does: start the local workspace as `make run` does, and open its page in a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

from playwright.sync_api import Browser, Error, Page, ViewportSize, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZE: ViewportSize = {"width": 1280, "height": 720}
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DATABASE_URL")


@contextmanager
def local_workspace(folder: Path, database: Path | None = None) -> Iterator[str]:
    """The address of a `python -m bot.local` of its own, with its database in a folder; it ends with the block.

    It makes its database, or begins with a copy of another.
    """
    if database:
        (folder / "var").mkdir()
        shutil.copy(database, folder / "var" / "local.db")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if name not in SECRETS}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.local"],
        cwd=folder,
        env={**clean, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        if not any("is at" in line for line in process.stdout):
            raise AssertionError(f"the local workspace did not start: {process.communicate()[1]}")
        yield f"http://127.0.0.1:{port}"
    finally:
        ended(process)


def ended(process: subprocess.Popen[str]) -> None:
    """Ends a process and waits for it; one that does not end in time is killed, and that is a fault."""
    process.terminate()
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def open_channel(page: Page, address: str) -> None:
    """Opens the workspace and waits until the page lives."""
    page.goto(address)
    expect(page.get_by_role("heading", name="#csp-partnership")).to_be_visible()


@contextmanager
def shown(tab: Page, address: str) -> Iterator[Page]:
    """A tab with the workspace as the coordinator sees it first; an error in the page's own code fails the test."""
    errors: list[str] = []

    def note(error: Error) -> None:
        errors.append(str(error))

    tab.on("pageerror", note)
    tab.set_viewport_size(SIZE)
    open_channel(tab, address)
    yield tab
    tab.remove_listener("pageerror", note)
    assert errors == []


def say(page: Page, text: str) -> None:
    """Types into the open conversation and sends it."""
    page.locator("#composer-form textarea").fill(text)
    page.keyboard.press("Enter")
