"""The weekly digest: set up in chat, posted when the clock comes to Monday, answered, and cleared a week later."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.newcomer import CHROMIUM, local_workspace
from tests.browser.person import be, digests, go_to, move_clock_to, set_up_the_digest

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

CHANNEL = "csp-partnership"


@pytest.fixture
def address(sample: Path, tmp_path: Path) -> Iterator[str]:
    with local_workspace(tmp_path, sample) as running:
        yield running


def test_a_digest_is_posted_answered_and_counts_what_was_cleared_a_week_later(page: Page) -> None:
    page.set_viewport_size({"width": 1100, "height": 1400})
    set_up_the_digest(page, CHANNEL)
    move_clock_to(page, "2014-12-08T09:00")
    expect(digests(page)).to_have_count(1)
    expect(digests(page).last).to_contain_text("7 overdue")

    be(page, "Neighbourhood Inspector")
    go_to(page, CHANNEL)
    digests(page).last.get_by_role("button", name="It's done: ASB-02").click()
    expect(digests(page).last).to_contain_text("6 overdue")
    expect(digests(page).last).not_to_contain_text("ASB-02")

    move_clock_to(page, "2014-12-15T09:00")
    expect(digests(page)).to_have_count(2)
    expect(digests(page).last).to_contain_text("1 cleared since the last digest")
