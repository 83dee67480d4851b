"""The plan is changed from chat: by a coordinator, by an owner, and not by those who may not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.newcomer import CHROMIUM, local_workspace, shown
from tests.browser.person import (
    APP,
    ask_for_sign_off,
    be,
    closed,
    complete,
    direct_message,
    go_to,
    home,
    message,
    modal,
    thread,
    write,
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

COORDINATOR = "Partnership coordinator"
OWNER = "Neighbourhood Inspector"
STRANGER = "Somebody new"
VISITOR = "Visiting coordinator"
PARTNERSHIP = "csp-partnership"
SHARED = "csp-neighbours"
DEEDS = re.compile("^(Complete|Report progress|Hand over|Accept|Send back|Move deadline|Reopen)")
NEW_MESSAGES = f"{APP}, new messages"


@pytest.fixture(scope="module")
def address(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workspace that the tests share: each of them changes an action of its own."""
    with local_workspace(tmp_path_factory.mktemp("shared"), sample) as running:
        yield running


@pytest.fixture
def own_page(tab: Page, sample: Path, tmp_path: Path) -> Iterator[Page]:
    """A workspace for one test alone."""
    with local_workspace(tmp_path, sample) as running, shown(tab, running):
        yield tab


@pytest.fixture
def coordinator(browser: Browser, address: str) -> Iterator[Page]:
    """The coordinator of the shared workspace, beside the person of `page`."""
    tab = browser.new_page()
    with shown(tab, address):
        yield tab
    tab.close()


def test_a_coordinator_completes_an_action_from_the_list_with_evidence_and_undoes_it(page: Page) -> None:
    write(page, "/csp actions substance misuse")
    listed = message(page, "Substance Misuse actions")
    expect(listed).to_contain_text("2 overdue · 2 completed")

    complete(page, "SM-04", "Data are shared since Friday", "2014-11-28")

    expect(listed).to_contain_text("1 overdue · 3 completed")
    expect(listed.get_by_role("button", name="Complete: SM-04")).to_have_count(0)
    done = message(page, "SM-04 is completed, dated 28 November 2014")
    expect(done).to_contain_text("“Data are shared since Friday”")
    expect(home(page)).to_contain_text(re.compile("SM-04.*: completed"))
    expect(home(page)).to_contain_text("Substance Misuse: 3 of 6 completed")

    go_to(page, PARTNERSHIP)
    done.get_by_role("button", name="Undo").click()
    expect(message(page, "Undone: SM-04 is as it was before")).not_to_contain_text("completed")
    write(page, "/csp actions substance misuse")

    expect(listed).to_contain_text("2 overdue · 2 completed")
    expect(listed.get_by_role("button", name="Complete: SM-04")).to_be_visible()
    expect(home(page)).to_contain_text("Substance Misuse: 2 of 6 completed")
    expect(home(page)).not_to_contain_text("SM-04")


def test_an_owner_reports_done_and_the_coordinator_reads_of_it_in_their_direct_message(
    page: Page, coordinator: Page
) -> None:
    be(page, OWNER)
    home(page)
    complete(page, "VC-03", "Patrols on both evenings, as agreed")

    expect(modal(page, "Done")).to_contain_text("VC-03 is completed, dated 1 December 2014")
    closed(page)
    expect(home(page).get_by_role("button", name="Complete: VC-03")).to_have_count(0)
    expect(home(page)).to_contain_text(re.compile("VC-03.*: completed"))

    coordinator.get_by_role("link", name=NEW_MESSAGES).click()
    news = message(coordinator, "VC-03 is completed")
    expect(news).to_contain_text("By Neighbourhood Inspector")
    expect(news).to_contain_text("“Patrols on both evenings, as agreed”")
    expect(news.get_by_role("button", name="Undo")).to_be_visible()
    expect(home(coordinator)).to_contain_text(re.compile("VC-03.*: completed"))


def test_with_sign_off_the_coordinator_accepts_what_the_owner_has_reported(own_page: Page) -> None:
    page = own_page
    ask_for_sign_off(page)
    be(page, OWNER)
    write(page, "/csp my actions")
    complete(page, "ASB-02", "Barriers stand at both grounds")

    expect(message(page, "ASB-02 is reported done and awaits sign-off")).to_be_visible()
    expect(home(page)).to_contain_text("Awaiting sign-off · ASB-02")

    be(page, COORDINATOR)
    expect(home(page)).to_contain_text("Awaiting sign-off: 2")
    expect(home(page).get_by_role("button", name="Accept: ASB-02")).to_be_visible()
    direct_message(page)
    news = message(page, "ASB-02 is reported done")
    expect(news).to_contain_text("“Barriers stand at both grounds”")
    news.get_by_role("button", name="Accept").click()

    expect(message(page, "ASB-02 is signed off and completed")).to_be_visible()
    expect(home(page)).to_contain_text("Awaiting sign-off: 1")
    expect(home(page)).to_contain_text("Tackle nuisance bikes on recreation grounds in Ramsgate: signed off")
    be(page, OWNER)
    expect(home(page)).to_contain_text("11 of 42 actions completed")
    expect(home(page)).not_to_contain_text("Awaiting sign-off · ASB-02")


@pytest.mark.parametrize(("who", "channel"), [(STRANGER, PARTNERSHIP), (VISITOR, SHARED)])
def test_who_may_not_presses_the_same_buttons_and_is_refused(page: Page, who: str, channel: str) -> None:
    go_to(page, channel)
    write(page, f"@{APP} what is overdue?")
    answered = thread(page).get_by_role("article", name=APP)
    offered = answered.get_by_role("button")
    expect(answered.get_by_role("button", name="Complete: SM-04")).to_be_visible()
    before, count = answered.inner_text(), offered.count()
    be(page, who)
    go_to(page, channel)
    thread(page)
    expect(offered).to_have_count(count)

    for number in range(count):
        offered.nth(number).click()
        refusal = page.get_by_role("dialog")
        expect(refusal).to_contain_text(re.compile("Sorry, only (its owner|the owners) .*Partnership coordinator"))
        expect(refusal.get_by_role("button")).to_have_count(2)
        expect(refusal.get_by_role("button", name="Close")).to_have_count(2)
        closed(page)

    assert count > 1
    assert answered.inner_text() == before
    expect(home(page)).to_contain_text("coordinator")
    expect(home(page).get_by_role("button", name=DEEDS)).to_have_count(0)
    direct_message(page)
    write(page, "SM-04 is done")
    expect(message(page, "Sorry, ").get_by_role("button", name="Confirm")).to_have_count(0)
    be(page, COORDINATOR)
    go_to(page, channel)
    thread(page)
    assert answered.inner_text() == before


def test_words_in_a_direct_message_propose_a_completion_and_confirm_does_it(page: Page) -> None:
    direct_message(page)
    write(page, "ASB-02 is complete, leaflet went out yesterday")
    proposal = message(
        page, "Mark ASB-02 as completed dated 30 November 2014, with the note “leaflet went out yesterday”?"
    )
    expect(proposal).to_contain_text("Nothing is changed until you confirm it")
    expect(home(page)).to_contain_text("Anti-Social Behaviour: 2 of 6 completed")

    direct_message(page)
    proposal.get_by_role("button", name="Confirm").click()

    done = message(page, "ASB-02 is completed, dated 30 November 2014")
    expect(done).to_contain_text("“leaflet went out yesterday”")
    expect(proposal).to_have_count(0)
    expect(home(page)).to_contain_text("Anti-Social Behaviour: 3 of 6 completed")
    expect(home(page)).to_contain_text(re.compile("ASB-02.*: completed"))


def test_an_action_is_completed_with_the_keyboard_alone(page: Page) -> None:
    write(page, "/csp actions road safety")
    listed = message(page, "Road Safety actions")
    button = listed.get_by_role("button", name="Complete: RS-04")
    button.press("Enter")
    form = modal(page, "Complete: RS-04")
    evidence, submit = form.get_by_label("Evidence"), form.get_by_role("button", name="Complete", exact=True)
    expect(evidence).to_be_focused()
    closed(page)
    expect(button).to_be_focused()

    page.keyboard.press("Enter")
    expect(evidence).to_be_focused()
    page.keyboard.type("All four schools came")
    tab_to(page, submit)
    page.keyboard.press("Enter")

    expect(message(page, "RS-04 is completed")).to_contain_text("“All four schools came”")
    expect(form).to_be_hidden()
    expect(button).to_have_count(0)
    expect(listed.locator(":focus")).to_have_count(1)


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until the keyboard is there; a form has fewer than a dozen stops."""
    for _ in range(12):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def test_a_phone_shows_the_list_the_form_and_the_home_within_its_width(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 720})
    write(page, "/csp actions acquisitive crime")
    button = message(page, "Acquisitive Crime actions").get_by_role("button", name="Complete: AC-03")
    button.click()
    form = modal(page, "Complete: AC-03")
    expect(form.get_by_role("button", name="Complete", exact=True)).to_be_in_viewport(ratio=1)
    widths = [width(page)]
    closed(page)
    place = button.bounding_box()
    page.get_by_role("button", name="Channels").click()
    expect(home(page)).to_contain_text("The plan 2014-15")

    assert [*widths, width(page)] == [375, 375]
    assert place is not None
    assert place["x"] < 75, "the button stands below the text, not beside a narrow column of it"


def width(page: Page) -> int:
    """How wide the page is, with what has to be scrolled to."""
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found
