from collections.abc import Iterator

import pytest
from browsing import needs_chromium, without_complaints
from form_bot import EVERYTHING, REQUIRED, FormBot, modal, opened
from playwright.sync_api import Locator, Page, expect
from tiny_bots import NOW, SOON

from bot.local import COORDINATOR, PARTNERSHIP, POLICE_OWNER, LocalSlack, MovableClock

pytestmark = needs_chromium
INSIDE = "document.querySelector('#modal').contains(document.activeElement)"


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    """One workspace for all tests here, which `page` tidies: loading the page takes longer than they do."""
    with LocalSlack(MovableClock(NOW, running=False), registration=SOON) as running:
        yield running


@pytest.fixture
def page(tab: Page, slack: LocalSlack, bot: FormBot) -> Iterator[Page]:
    """The page as the coordinator sees it first: no message, no modal."""
    with without_complaints(tab):
        tab.set_viewport_size({"width": 1280, "height": 860})
        if tab.url != f"{slack.url}/":
            tab.goto(slack.url)
        expect(tab.get_by_role("heading", name="#csp-partnership")).to_be_visible()
        yield tab
        tidy(slack)
        expect(tab.get_by_role("article")).to_have_count(0)


def tidy(slack: LocalSlack) -> None:
    for view in slack.modals(COORDINATOR)[-1:]:
        slack.close_view(COORDINATOR, view, whole=True)
    for person in (COORDINATOR, POLICE_OWNER):
        for message in slack.workspace.messages(PARTNERSHIP, seen_by=person):
            slack.workspace.delete(message)


@pytest.fixture
def dialog(page: Page, slack: LocalSlack) -> Locator:
    """The modal that the bot opens."""
    opened(slack)
    dialog = page.get_by_role("dialog", name="Complete an action")
    expect(dialog).to_be_visible()
    return dialog


def fill_required(dialog: Locator) -> None:
    dialog.get_by_label("Reference").fill(REQUIRED["ref"])
    dialog.get_by_label("Evidence").fill(REQUIRED["evidence"])
    dialog.get_by_label("Lead organisation").select_option(REQUIRED["lead"])


def test_every_kind_of_field_is_labelled_and_sent(page: Page, dialog: Locator, slack: LocalSlack, bot: FormBot) -> None:
    fill_required(dialog)
    dialog.get_by_label("Date done").fill("2014-11-28")
    dialog.get_by_label("Time").fill("14:05")
    dialog.get_by_role("group", name="Partners").get_by_label("Kent Police").check()
    dialog.get_by_role("radiogroup", name="Outcome").get_by_label("No longer needed").check()
    dialog.get_by_role("group", name="Other actions").get_by_label("Find in the list").fill("07")
    dialog.get_by_role("group", name="Other actions").get_by_role("checkbox").locator("visible=true").check()
    dialog.get_by_label("Handed over to").select_option("Neighbourhood Inspector")
    dialog.get_by_label("Tell").select_option("#csp-exec")
    dialog.get_by_label("Part done").fill("40")
    dialog.get_by_label("Contact").fill("csu@example.org")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()

    view = bot.heard[-1]["view"]
    assert isinstance(view, dict)
    held = {block_id: each["v"] for block_id, each in view["state"]["values"].items()}
    assert (held["done_on"]["selected_date"], held["at"]["selected_time"]) == ("2014-11-28", "14:05")
    assert [each["value"] for each in held["partners"]["selected_options"]] == ["tdc", "police"]
    assert held["outcome"]["selected_option"]["value"] == "gone"
    assert [each["value"] for each in held["also"]["selected_options"]] == ["DA-07"]
    assert held["who"]["selected_user"] == POLICE_OWNER
    assert (held["share"]["value"], held["channel"]["selected_channel"]) == ("40", None)


def test_errors_are_tied_to_their_fields_and_what_was_typed_stays(
    page: Page, dialog: Locator, slack: LocalSlack, bot: FormBot
) -> None:
    fill_required(dialog)
    bot.answers.append({"response_action": "errors", "errors": {"evidence": "Please say what was done."}})

    dialog.get_by_role("button", name="Save").click()

    evidence = dialog.get_by_label("Evidence")
    expect(evidence).to_have_accessible_description("Please say what was done.")
    expect(evidence).to_have_attribute("aria-invalid", "true")
    expect(evidence).to_be_focused()
    expect(evidence).to_have_value(REQUIRED["evidence"])
    expect(dialog.get_by_label("Reference")).to_have_accessible_description("As in the plan: DA-03")


def test_the_keyboard_stays_in_the_modal_and_esc_gives_it_back(page: Page, slack: LocalSlack) -> None:
    slack.command(COORDINATOR, PARTNERSHIP, "/csp")
    page.get_by_role("button", name="Complete").press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Reference")).to_be_focused()
    for key in ("Shift+Tab", "Shift+Tab", *["Tab"] * 4):
        page.keyboard.press(key)
        assert page.evaluate(INSIDE)

    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    expect(page.get_by_role("button", name="Complete")).to_be_focused()
    assert slack.modals(COORDINATOR) == []


def test_a_pushed_modal_is_closed_and_the_one_below_has_kept_its_words(
    page: Page, dialog: Locator, slack: LocalSlack, bot: FormBot
) -> None:
    fill_required(dialog)
    bot.answers.append(
        {"response_action": "push", "view": modal("Are you sure?", close={"type": "plain_text", "text": "Back"})}
    )
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("dialog", name="Are you sure?").get_by_role("button", name="Back").click()

    expect(dialog.get_by_label("Evidence")).to_have_value(REQUIRED["evidence"])


def test_an_update_while_one_types_keeps_the_words_and_the_place(
    page: Page, dialog: Locator, slack: LocalSlack, bot: FormBot
) -> None:
    dialog.get_by_label("Evidence").fill("half writ")
    view = slack.modals(COORDINATOR)[-1]
    slack.views.update(view.id, {**view.payload, "title": {"type": "plain_text", "text": "Complete DA-03"}}, None)
    expect(page.get_by_role("dialog", name="Complete DA-03")).to_be_visible()
    page.keyboard.type("ten")

    expect(page.get_by_label("Evidence")).to_have_value("half written")


def test_a_loading_modal_gives_the_keyboard_to_the_form_that_follows(page: Page, slack: LocalSlack) -> None:
    wait = {"type": "modal", "title": {"type": "plain_text", "text": "One moment"}, "blocks": []}
    view = slack.views.open(COORDINATOR, wait)
    expect(page.get_by_role("dialog", name="One moment")).to_be_visible()

    slack.views.update(view.id, EVERYTHING, None)

    expect(page.get_by_label("Reference")).to_be_focused()


def test_the_home_tab_is_opened_drawn_and_pressed_with_the_keyboard(
    page: Page, slack: LocalSlack, bot: FormBot
) -> None:
    page.get_by_role("link", name="CSP Assistant").click()
    page.get_by_role("tab", name="Messages").press("ArrowLeft")
    expect(page.get_by_role("tabpanel", name="Home")).to_contain_text("My actions")
    page.get_by_role("button", name="All leads").press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Kent Police")).to_be_visible()
    page.get_by_role("button", name="Complete").click()

    expect(page.get_by_role("dialog", name="Complete an action")).to_be_visible()
    assert any("police" in str(each.get("actions")) for each in bot.heard)


def test_who_one_is_is_chosen_with_the_keyboard_and_announced(page: Page, slack: LocalSlack, bot: FormBot) -> None:
    slack.command(COORDINATOR, PARTNERSHIP, "/csp")
    expect(page.get_by_text("Only visible to you")).to_be_visible()

    person = page.get_by_role("combobox", name="You are")
    person.focus()
    page.keyboard.type("Neigh")
    expect(page.get_by_role("status").filter(has_text="You are now: Neighbourhood Inspector")).to_be_attached()

    expect(person).to_be_focused()
    expect(person).to_have_accessible_description("Kent Police · full member")
    expect(page.get_by_text("Only visible to you")).to_have_count(0)
    page.get_by_role("combobox", name="Message #csp-partnership").fill("good morning")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("Neighbourhood Inspector")
    assert slack.messages(PARTNERSHIP)[-1].author.id == POLICE_OWNER


def test_on_a_phone_a_modal_fills_the_screen_without_sideways_scrolling(page: Page, dialog: Locator) -> None:
    page.set_viewport_size({"width": 375, "height": 700})

    assert page.evaluate("document.querySelector('#modal').getBoundingClientRect().width") == 375
    assert page.evaluate("document.querySelector('#modal-content').scrollWidth") <= 375
    expect(dialog.get_by_role("button", name="Save")).to_be_in_viewport()
