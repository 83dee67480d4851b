from browsing import needs_chromium
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from tiny_bots import Ear, saying

from bot.local import COORDINATOR, EXEC, PARTNERSHIP, LocalSlack
from bot.local.model import Content, Place

pytestmark = needs_chromium

HOSTILE = (
    "<script>alert(1)</script> <javascript:alert(1)|press> &lt;img src=x onerror=alert(1)&gt; "
    "*bold* _italic_ ~gone~ `code` <https://example.org/?a=1&amp;b=2|the plan> <!channel> :wave: 2*3*4"
)


def test_a_command_is_typed_answered_and_pressed(page: Page, slack: LocalSlack, ear: Ear) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Share in channel"}}
    ear.answers.append(saying({"text": "x", "blocks": [{"type": "actions", "elements": [button]}]}))

    page.get_by_role("combobox", name="Message #csp-partnership").type("/c")
    page.keyboard.press("Enter")
    page.keyboard.type("overdue")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Only visible to you")).to_be_visible()
    page.get_by_role("button", name="Share in channel").click()
    page.wait_for_function("!document.querySelector('[aria-busy]')")
    slack.settle()

    assert "text=overdue" in ear.heard[0].body
    assert "block_actions" in ear.heard[1].body


def test_a_message_is_drawn_and_never_run(page: Page, client: WebClient) -> None:
    client.chat_postMessage(channel=PARTNERSHIP, text=HOSTILE)

    text = page.locator("article .text")
    expect(text).to_contain_text("<img src=x onerror=alert(1)>")
    expect(text).to_contain_text("2*3*4")
    assert text.locator("script, img").count() == 0
    assert [each.get_attribute("href") for each in text.locator("a").all()] == ["https://example.org/?a=1&b=2"]
    assert [text.locator(tag).inner_text() for tag in ("strong", "em", "s", "code")] == [
        "bold",
        "italic",
        "gone",
        "code",
    ]


def test_replies_are_read_and_written_in_the_thread(page: Page, slack: LocalSlack, ear: Ear) -> None:
    said = slack.say(COORDINATOR, PARTNERSHIP, "good morning")
    slack.say(COORDINATOR, PARTNERSHIP, "and you", thread=said.ts)

    page.get_by_role("button", name="1 reply").click()
    page.get_by_role("combobox", name="Reply in thread").fill("thank you")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="2 replies")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("complementary")).to_be_hidden()
    expect(page.get_by_role("button", name="2 replies")).to_be_focused()


def test_a_menu_is_used_with_the_keyboard_and_a_danger_asks_first(
    page: Page, slack: LocalSlack, client: WebClient, ear: Ear
) -> None:
    options = [{"text": {"type": "plain_text", "text": each}, "value": each} for each in ("History", "Cancel")]
    words = {name: {"type": "plain_text", "text": name} for name in ("title", "text", "confirm", "deny")}
    menu = {"type": "overflow", "action_id": "row", "options": options, "confirm": words}
    client.chat_postMessage(channel=PARTNERSHIP, text="x", blocks=[{"type": "actions", "elements": [menu]}])

    page.get_by_role("button", name="More actions").press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="deny").click()
    page.get_by_role("button", name="More actions").press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="confirm").click()
    page.wait_for_function("!document.querySelector('[aria-busy]')")
    slack.settle()

    assert len(ear.heard) == 1
    assert "History" in ear.heard[0].body


def test_another_channel_shows_that_there_is_news(page: Page, slack: LocalSlack) -> None:
    slack.workspace.post(Place(EXEC), slack.workspace.bot, Content("for the executive"))

    link = page.get_by_role("link", name="csp-exec, new messages")
    link.click()

    expect(page.get_by_role("heading", name="#csp-exec")).to_be_visible()
    expect(page.get_by_text("for the executive")).to_be_visible()


def test_the_clock_is_moved_on_the_page(page: Page, slack: LocalSlack) -> None:
    page.get_by_role("button", name="Workspace time: Mon, 1 Dec 2014, 09:00").click()
    page.get_by_role("button", name="+ 1 week").click()

    expect(page.get_by_role("button", name="Workspace time: Mon, 8 Dec 2014, 09:00")).to_be_visible()
    assert slack.clock.now().isoformat() == "2014-12-08T09:00:00+00:00"


def test_on_a_phone_the_channels_open_over_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 740})

    page.get_by_role("button", name="Channels").click()
    expect(page.get_by_role("link", name="csp-partnership")).to_be_focused()
    page.get_by_role("link", name="csp-exec").click()

    expect(page.get_by_role("heading", name="#csp-exec")).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 375
