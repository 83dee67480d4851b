"""What a person does in the workspace, found as a screen reader finds it: by role, name and label."""

import re

from playwright.sync_api import Locator, Page, expect

APP = "CSP Assistant"


def be(page: Page, who: str) -> None:
    """Becomes another person of the workspace, and waits until the page says so."""
    page.get_by_role("combobox", name="You are").select_option(who)
    expect(page.get_by_text(f"You are now: {who}")).to_be_attached()


def go_to(page: Page, channel: str) -> None:
    """Opens a channel from the list of conversations."""
    page.get_by_role("navigation").get_by_role("link", name=channel).click()
    expect(page.get_by_role("heading", name=f"#{channel}")).to_be_visible()


def direct_message(page: Page) -> Locator:
    """Opens the messages of one's direct message with the app."""
    return _tab(page, "Messages")


def home(page: Page) -> Locator:
    """Opens one's Home of the app."""
    return _tab(page, "Home")


def _tab(page: Page, name: str) -> Locator:
    tab = page.get_by_role("tab", name=name)
    if not tab.is_visible():
        page.get_by_role("navigation").get_by_role("link", name=APP).click()
    expect(page.get_by_role("tabpanel")).to_be_visible()
    tab.click()
    return page.get_by_role("tabpanel", name=name)


def write(page: Page, text: str) -> None:
    """Writes into the conversation that is open and sends it."""
    page.get_by_role("combobox", name=re.compile("^Message ")).fill(text)
    page.keyboard.press("Enter")


def message(page: Page, text: str) -> Locator:
    """The last message of the app that says something."""
    said = page.get_by_role("article", name=re.compile(f"^{APP}, ")).filter(has_text=text)
    expect(said.last).to_be_visible()
    return said.last


def modal(page: Page, title: str) -> Locator:
    """The modal of this title, once it is open."""
    shown = page.get_by_role("dialog", name=title, exact=True)
    expect(shown).to_be_visible()
    return shown


def complete(page: Page, ref: str, evidence: str, day: str = "") -> None:
    """Presses the button that stands with an action and fills in its form."""
    page.get_by_role("button", name=f"Complete: {ref}").last.click()
    form = modal(page, f"Complete: {ref}")
    form.get_by_label("Evidence").fill(evidence)
    if day:
        form.get_by_label("Date done").fill(day)
    form.get_by_role("button", name="Complete", exact=True).click()


def closed(page: Page) -> None:
    """Closes the modal with the key for it."""
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def thread(page: Page) -> Locator:
    """Opens the last thread of the channel."""
    page.get_by_role("button", name=re.compile("^[0-9]+ repl(y|ies)$")).last.click()
    return page.get_by_role("complementary", name="Thread")


def ask_for_sign_off(page: Page) -> None:
    """As the coordinator: what owners report done is to wait until it is accepted."""
    write(page, "/csp people")
    message(page, "People of Thanet").get_by_role("button", name="Settings").click()
    settings = modal(page, "Settings")
    settings.get_by_role("radiogroup", name="Sign-off").get_by_role("radio", name="On: ").check()
    settings.get_by_role("button", name="Save").click()
    expect(message(page, "waits until a coordinator accepts it")).to_be_visible()


def set_up_the_digest(page: Page, channel: str) -> None:
    """As the coordinator: the usual reminder, Mondays at nine, in a channel."""
    write(page, "/csp reminders")
    message(page, "Reminders of").get_by_role("button", name="Set up the weekly digest").click()
    form = modal(page, "Add a reminder")
    form.get_by_label("Channel").select_option(label=f"#{channel}")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def digests(page: Page) -> Locator:
    """What was posted, in its order; the list of reminders speaks of digests too, and opens no list."""
    opening = page.get_by_role("button", name="Open list, for me alone")
    return page.get_by_role("article").filter(has_text="Weekly digest").filter(has=opening)


def move_clock_to(page: Page, moment: str) -> None:
    """To a moment as the field for it takes it: 2014-12-08T09:00."""
    page.get_by_role("button", name="Workspace time").click()
    page.locator("#clock-to").fill(moment)
    page.locator("#clock-to").press("Enter")
    page.keyboard.press("Escape")
