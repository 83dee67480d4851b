"""One browser with one tab for all of them: each further tab costs Chromium a process."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.newcomer import chromium, shown
from tests.furnishing import with_people

PATIENCE = 20_000  # milliseconds: machines that run several suites at once are slow


@pytest.fixture(scope="session")
def sample(thanet: Path) -> Path:
    """What a workspace loads at its first start; with it in its folder it starts sooner."""
    return with_people(thanet, datetime.now(UTC))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with chromium() as opened:
        yield opened
    expect.set_options(timeout=None)


@pytest.fixture(scope="package")
def tab(browser: Browser) -> Page:
    tab = browser.new_page()
    tab.set_default_timeout(PATIENCE)
    return tab


@pytest.fixture
def page(tab: Page, address: str) -> Iterator[Page]:
    """The workspace that a module calls its `address`."""
    with shown(tab, address):
        yield tab
