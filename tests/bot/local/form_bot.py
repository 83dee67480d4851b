"""A small Bolt app with a modal that holds every kind of field, a stack of them, and a Home."""

import re
from dataclasses import dataclass, field

from slack_bolt import Ack, App
from slack_sdk import WebClient
from tiny_bots import client_of, wsgi_of

from bot.local import COORDINATOR, PARTNERSHIP, LocalSlack, View
from bot.local.model import Payload

ANY = re.compile(".*")


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str, description: str | None = None) -> Payload:
    described: Payload = {"description": plain(description)} if description else {}
    return {"text": plain(text), "value": value, **described}


def entry(block_id: str, label: str, element: Payload, **more: object) -> Payload:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "v", **element},
        **more,
    }


def modal(title: str, *blocks: Payload, **more: object) -> Payload:
    return {"type": "modal", "title": plain(title), "blocks": list(blocks), "submit": plain("Save"), **more}


def button(text: str, action_id: str, **more: object) -> Payload:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


PARTNERS = [option("Thanet District Council", "tdc"), option("Kent Police", "police"), option("Kent Fire", "fire")]
ACTIONS = [option(f"DA-{number:02} Support victims early", f"DA-{number:02}") for number in range(1, 15)]
OUTCOME = [option("Completed", "done", "The action is finished"), option("No longer needed", "gone")]
EVIDENCE = entry("evidence", "Evidence", {"type": "plain_text_input", "multiline": True, "max_length": 500})
DONE_ON = entry("done_on", "Date done", {"type": "datepicker", "initial_date": "2014-12-01"})
EVERY_FIELD = (
    {"type": "section", "text": {"type": "mrkdwn", "text": "*DA-03* Open a second weekly one stop shop session"}},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Illustrative sample · due 30 September 2014"}]},
    entry("ref", "Reference", {"type": "plain_text_input", "min_length": 3}, hint=plain("As in the plan: DA-03")),
    EVIDENCE,
    DONE_ON,
    entry("at", "Time", {"type": "timepicker", "initial_time": "09:30"}, optional=True),
    entry("lead", "Lead organisation", {"type": "static_select", "options": PARTNERS}),
    entry("partners", "Partners", {"type": "checkboxes", "options": PARTNERS, "initial_options": PARTNERS[:1]}),
    entry("outcome", "Outcome", {"type": "radio_buttons", "options": OUTCOME, "initial_option": OUTCOME[0]}),
    entry("also", "Other actions", {"type": "multi_static_select", "options": ACTIONS}, optional=True),
    entry("who", "Handed over to", {"type": "users_select"}, optional=True),
    entry("place", "Tell", {"type": "conversations_select"}, optional=True),
    entry("channel", "Channel", {"type": "channels_select"}, optional=True),
    entry(
        "share", "Part done", {"type": "number_input", "is_decimal_allowed": False, "max_value": "100"}, optional=True
    ),
    entry("email", "Contact", {"type": "email_text_input"}, optional=True),
    entry("link", "Link", {"type": "url_text_input"}, optional=True),
    {"type": "divider"},
    {"type": "actions", "block_id": "more", "elements": [button("Earlier evidence", "earlier")]},
)
EVERYTHING = modal("Complete an action", *EVERY_FIELD, callback_id="everything", notify_on_close=True)
HOME: Payload = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("My actions")},
        {
            "type": "section",
            "text": {
                "type": "mrkdwn",
                "text": "*DA-03* Open a second weekly one stop shop session\n:red_circle: overdue",
            },
            "accessory": button("Complete", "open", value="DA-03"),
        },
        {"type": "divider"},
        {
            "type": "actions",
            "block_id": "show",
            "elements": [
                {"type": "static_select", "action_id": "lead", "options": PARTNERS, "placeholder": plain("All leads")},
                button("Refresh", "refresh"),
            ],
        },
    ],
}
REQUIRED = {"ref": "DA-03", "evidence": "Leaflet went out", "lead": "Kent Police"}


@dataclass
class FormBot:
    """Opens `view` at its button, answers submissions with `answers` in turn, and keeps what it heard."""

    slack: LocalSlack
    view: Payload = field(default_factory=lambda: EVERYTHING)
    answers: list[Payload] = field(default_factory=list)
    heard: list[Payload] = field(default_factory=list)

    def attach(self) -> None:
        app = App(
            client=client_of(self.slack),
            signing_secret=self.slack.keys.signing_secret,
            process_before_response=True,
            token_verification_enabled=False,
        )
        app.command("/csp")(self._offer)
        app.action("open")(self._open)
        app.action("push")(self._push)
        app.action(ANY)(self._hear)
        app.view(ANY)(self._answer)
        app.view_closed(ANY)(self._hear)
        app.event("app_home_opened")(self._publish)
        app.event(ANY)(self._hear)
        self.slack.attach(wsgi_of(app))

    def _offer(self, ack: Ack) -> None:
        ack(text="Complete?", blocks=[{"type": "actions", "elements": [button("Complete", "open")]}])

    def _open(self, ack: Ack, body: Payload, client: WebClient) -> None:
        self._hear(ack, body)
        client.views_open(trigger_id=str(body["trigger_id"]), view=self.view)

    def _push(self, ack: Ack, body: Payload, client: WebClient) -> None:
        self._hear(ack, body)
        client.views_push(trigger_id=str(body["trigger_id"]), view=self.view)

    def _answer(self, ack: Ack, body: Payload) -> None:
        self.heard.append(body)
        ack(**self.answers.pop(0) if self.answers else {})

    def _publish(self, ack: Ack, body: Payload, event: dict[str, str], client: WebClient) -> None:
        self._hear(ack, body)
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=HOME)

    def _hear(self, ack: Ack, body: Payload) -> None:
        self.heard.append(body)
        ack()


def opened(slack: LocalSlack, user: str = COORDINATOR) -> View:
    """The modal that the bot's button opens for this person."""
    slack.command(user, PARTNERSHIP, "/csp")
    slack.press(user, slack.ephemerals(user, PARTNERSHIP)[-1], "Complete")
    return slack.modals(user)[-1]


def submitted(bot: FormBot) -> Payload:
    """The last submission that it heard."""
    return next(each for each in reversed(bot.heard) if each["type"] == "view_submission")


def values_of(payload: Payload) -> dict[str, dict[str, Payload]]:
    """The state of its view, by block_id and action_id."""
    view = payload["view"]
    assert isinstance(view, dict)
    values: dict[str, dict[str, Payload]] = view["state"]["values"]
    return values
