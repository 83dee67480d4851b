"""`make pictures`: takes the pictures of README and docs anew, in a real browser at the local workspace.

A browser writes the date in a form as its own language does, so that no picture shows such a field.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, FloatRect, Locator, Page, ViewportSize, expect

from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.sample import load_sample, sample_folder
from tests.browser.newcomer import chromium, local_workspace, open_channel
from tests.browser.person import (
    ask_for_sign_off,
    be,
    digests,
    direct_message,
    home,
    message,
    modal,
    move_clock_to,
    set_up_the_digest,
    write,
)

PICTURES = Path(__file__).parent / "pictures"
WINDOW: ViewportSize = {"width": 1100, "height": 800}
TALL: ViewportSize = {"width": 1000, "height": 1400}
MARGIN = 6
NOTHING_BEHIND = ".modal::backdrop { background: white !important }"
COORDINATOR = "Partnership coordinator"
OWNER = "Neighbourhood Inspector"


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with chromium() as browser:
        for take_all in (of_the_readme, of_the_first_day, of_the_week, of_a_reminder):
            take_all(browser)


def of_the_readme(browser: Browser) -> None:
    with workspace(browser, WINDOW, scale=0.85) as page:
        write(page, "/csp actions domestic abuse")
        message(page, "6 actions · 1 overdue")
        page.screenshot(path=PICTURES / "answer.png")


def of_the_first_day(browser: Browser) -> None:
    """In a partnership whose directory is empty still."""
    with workspace(browser, TALL, has_people=False) as page:
        steps = home(page)
        expect(steps.get_by_role("button", name="Add yourself")).to_be_visible()
        take(page, "first-steps", page.get_by_role("tablist"), steps.get_by_text("3. Press Add a person"))
        steps.get_by_role("button", name="Open the directory").first.click()
        modal(page, "People").get_by_role("button", name="Add a person").click()
        form = modal(page, "Add a person")
        form.get_by_label("Slack user").select_option(OWNER)
        form.get_by_label("Name", exact=True).fill(OWNER)
        form.get_by_label("Organisation (optional)").select_option("Kent Police")
        posts = form.get_by_role("group", name="Holds the posts")
        posts.get_by_label("Find in the list").fill("inspector")
        posts.get_by_role("checkbox", name=OWNER).check()
        take(page, "person", form)


def of_the_week(browser: Browser) -> None:
    with workspace(browser, TALL) as page:
        write(page, "/csp overdue")
        listed = message(page, "Overdue actions")
        take(page, "overdue", listed, listed.get_by_role("button", name="Update several"))
        write(page, "/csp SM-04 is done, the hospital's data arrived on Friday")
        message(page, "Mark SM-04 as completed").get_by_role("button", name="Confirm").click()
        take(page, "completed", message(page, "SM-04 is completed"))
        write(page, "/csp move the deadline of RS-04 to 30 January because the school asked for a later day")
        take(page, "proposal", message(page, "Move the deadline of RS-04"))
        sign_off(page)


def of_a_reminder(browser: Browser) -> None:
    with workspace(browser, TALL) as page:
        set_up_the_digest(page, "csp-partnership")
        move_clock_to(page, "2014-12-08T09:00")
        digest = digests(page).last
        take(page, "digest", digest, digest.get_by_role("button", name="Need help: ASB-02"))


def sign_off(page: Page) -> None:
    """An owner reports something done that a coordinator is to accept."""
    ask_for_sign_off(page)
    be(page, OWNER)
    write(page, "/csp ASB-02 is done, barriers stand at both grounds")
    message(page, "Mark ASB-02 as completed").get_by_role("button", name="Confirm").click()
    message(page, "ASB-02 is reported done")
    be(page, COORDINATOR)
    direct_message(page)
    take(page, "sign-off", message(page, "ASB-02 is reported done"))
    shown = home(page)
    expect(shown).to_contain_text("Awaiting sign-off: 2")
    take(page, "home", page.get_by_role("tablist"), shown.get_by_text("These actions are illustrative"))


@contextmanager
def workspace(browser: Browser, size: ViewportSize, *, scale: float = 1, has_people: bool = True) -> Iterator[Page]:
    """The coordinator's page of a workspace of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        if not has_people:
            load_plan(folder / "var" / "local.db")
        with local_workspace(folder) as address:
            page = browser.new_page(viewport=size, device_scale_factor=scale, bypass_csp=True)
            open_channel(page, address)
            yield page
            page.close()


def load_plan(file: Path) -> None:
    """The sample's plan and figures; a workspace that finds them there adds no people."""
    file.parent.mkdir()
    with Database.open(f"sqlite:///{file}") as database:
        load_sample(database, sample_folder(), Origin("pictures", "pictures", datetime.now(UTC)))


def take(page: Page, name: str, part: Locator, last: Locator | None = None) -> None:
    """A picture of a part of the page, or of as much of the page as reaches from there to the last thing to show."""
    page.mouse.move(0, 0)
    first, end = part.bounding_box(), (last or part).bounding_box()
    if first is None or end is None:
        raise LookupError(f"There is nothing to be seen for {name}.")
    bottom = end["y"] + end["height"] + (MARGIN if last else 0)
    clip = FloatRect(x=first["x"], y=first["y"], width=first["width"], height=bottom - first["y"])
    page.screenshot(path=PICTURES / f"{name}.png", clip=clip, style=NOTHING_BEHIND)


if __name__ == "__main__":
    main()
