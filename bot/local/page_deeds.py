"""The page's addresses for what a person does: saying, pressing, filling in, submitting, closing."""

from collections.abc import Iterator
from concurrent.futures import TimeoutError as TooLate

from flask import Blueprint, Response, jsonify

from bot.local.acting import Acting
from bot.local.filling import Chosen, Filled, Fillings, Spot
from bot.local.model import ApiError, Message, Payload, Place, User
from bot.local.page_requests import ACCEPTED, body, guarded, person
from bot.local.pressing import Element, NotPressable, Surface, elements
from bot.local.viewing import TROUBLE, FieldErrors, Submission, Taken, Viewing

SECONDS_FOR_A_SUBMISSION = 10.0
TABS = ("home", "messages")
Answer = tuple[Response, int]


class PageDeeds:
    """Everything under `/page/` that changes something."""

    def __init__(self, acting: Acting, viewing: Viewing, fillings: Fillings) -> None:
        self._acting = acting
        self._viewing = viewing
        self._fillings = fillings
        self._workspace = acting.workspace

    def blueprint(self) -> Blueprint:
        deeds = guarded(Blueprint("deeds", __name__))
        for name in ("say", "press", "home", "submit", "close"):
            deeds.add_url_rule(f"/page/{name}", name, getattr(self, f"_{name}"), methods=["POST"])
        return deeds

    def _say(self) -> Answer:
        """Say something; what begins with / is a command."""
        sent = body()
        user, typed = self._user(sent), str(sent.get("text", "")).strip()
        channel, thread = str(sent.get("channel", "")), sent.get("thread_ts")
        if not typed.startswith("/"):
            self._acting.say(user.id, Place(channel, str(thread) if thread else None), typed)
            return jsonify(ok=True), ACCEPTED
        command, _, text = typed.partition(" ")
        if thread:
            raise ApiError("command_in_thread", f"{command} is not supported in threads. Sorry!")
        self._acting.command(user.id, channel, (command, text.strip()))
        return jsonify(ok=True), ACCEPTED

    def _press(self) -> Answer:
        """Press on a message, or in the view that is named; what else is filled in there goes along."""
        sent = body()
        user, chosen = self._user(sent), _strings(sent.get("chosen"))
        if sent.get("view"):
            view = self._viewing.views.shown_to(user.id, str(sent["view"]))
            self._fillings.add(user.id, view, _filled(view, sent.get("values")))
            self._viewing.press(user.id, view, _element(view, sent), chosen)
        else:
            message = self._message(user, sent)
            self._fillings.add(user.id, message, _filled(message, sent.get("values")))
            self._acting.press(user.id, message, _element(message, sent), chosen)
        return jsonify(ok=True), ACCEPTED

    def _home(self) -> Answer:
        """Open a tab of the direct message with the app."""
        sent = body()
        tab = str(sent.get("tab"))
        if tab not in TABS:
            raise ApiError("invalid_tab")
        self._viewing.open_home(self._user(sent).id, tab)
        return jsonify(ok=True), ACCEPTED

    def _submit(self) -> Response:
        """Submit the modal on top; answered when the bot has answered."""
        sent = body()
        user = self._user(sent)
        view = self._viewing.views.shown_to(user.id, str(sent.get("view")))
        self._fillings.add(user.id, view, _filled(view, sent.get("values")))
        try:
            return jsonify(_told(self._viewing.submit(user.id, view).result(SECONDS_FOR_A_SUBMISSION)))
        except TooLate:
            return jsonify(ok=False, reason=TROUBLE)

    def _close(self) -> Answer:
        sent = body()
        user = self._user(sent)
        view = self._viewing.views.shown_to(user.id, str(sent.get("view")))
        self._viewing.close(user.id, view, whole=sent.get("whole") is True)
        return jsonify(ok=True), ACCEPTED

    def _message(self, user: User, sent: Payload) -> Message:
        message = self._workspace.message(str(sent.get("channel", "")), str(sent.get("ts", "")))
        self._workspace.channel_seen_by(user.id, message.place.channel)
        if message.place.only_for not in (None, user.id):
            raise ApiError("message_not_found")
        return message

    def _user(self, sent: Payload) -> User:
        return person(self._workspace, sent)


def _told(submission: Submission) -> Payload:
    if isinstance(submission, Taken):
        return {"ok": True}
    if isinstance(submission, FieldErrors):
        return {"ok": False, "errors": submission.errors}
    return {"ok": False, "reason": TROUBLE}


def _element(surface: Surface, sent: Payload) -> Element:
    wanted = (sent.get("block_id"), sent.get("action_id"))
    for each in elements(surface):
        if wanted == (each.block_id, each.action_id):
            return each
    raise NotPressable("this is no longer there to press")


def _filled(surface: Surface, values: object) -> Filled:
    """What the page says stands in the fields, {block_id: {action_id: [chosen]}}, as far as they are there."""
    known = {Spot(each.block_id, each.action_id) for each in elements(surface)}
    return {at: chosen for at, chosen in _spots(values) if at in known}


def _spots(values: object) -> Iterator[tuple[Spot, Chosen]]:
    blocks = values if isinstance(values, dict) else {}
    for block_id, actions in blocks.items():
        for action_id, chosen in (actions if isinstance(actions, dict) else {}).items():
            yield Spot(str(block_id), str(action_id)), _strings(chosen)


def _strings(value: object) -> Chosen:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
