"""The main job, as a newcomer does it: the program is started, a question typed, the answer read and shared."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.newcomer import CHROMIUM, local_workspace, say

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with local_workspace(tmp_path_factory.mktemp("newcomer")) as running:
        yield running


def test_the_domestic_abuse_actions_are_asked_for_read_and_shared(page: Page) -> None:
    say(page, "/csp actions domestic abuse")
    answer = page.get_by_role("article").filter(has_text="Only visible to you").last
    expect(answer).to_contain_text("6 actions · 1 overdue")
    answer.get_by_role("button", name="Share in channel").click()

    shared = page.get_by_role("article").filter(has_text="Shared by").last
    expect(shared).to_contain_text("DA-02")
    expect(shared).to_contain_text("illustrative")


def test_a_long_list_is_paged_with_more_and_earlier(page: Page) -> None:
    say(page, "/csp actions")
    answer = page.get_by_role("article").filter(has_text="42 actions").last
    answer.get_by_role("button", name="More").click()
    expect(answer).to_contain_text("DA-05")
    answer.get_by_role("button", name="Earlier").click()

    expect(answer).to_contain_text("ASB-01")


def test_a_direct_message_is_followed_on_from(page: Page) -> None:
    page.locator("#directs").get_by_text("CSP Assistant").click()
    say(page, "what is overdue?")
    expect(page.get_by_text("Overdue actions")).to_be_visible()
    page.wait_for_timeout(1_500)  # a person reads the answer first; it is remembered right after it was sent
    say(page, "and who's leading on the second one?")

    expect(page.get_by_text("Owner of DA-06", exact=False)).to_be_visible(timeout=15_000)


def test_the_workspace_shows_the_samples_own_day(page: Page) -> None:
    expect(page.get_by_role("button", name="Workspace time")).to_contain_text("1 Dec 2014")


def test_a_phone_shows_the_answer_without_sideways_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 720})
    say(page, "/csp figures domestic abuse")
    expect(page.get_by_text("24.5 %", exact=False).last).to_be_visible()

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= 375
