"""What people do in views: open their Home, press and fill in, submit a modal, close it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeAlias

from bot.local.api_views import modal_of
from bot.local.delivering import Acknowledged, Failed, Outcome
from bot.local.filling import spot
from bot.local.form_checks import faults
from bot.local.line import Line, nothing
from bot.local.model import ApiError, Payload
from bot.local.pressing import Element, action, elements
from bot.local.views import View, Views
from bot.local.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True)
class Taken:
    """The bot took what was submitted; `top` is the modal that is open now, None when all are closed."""

    top: View | None


@dataclass(frozen=True)
class FieldErrors:
    """The modal is open still: sentences to show at fields, by block_id. What was filled in stays.

    `by_bot` is false for what Slack itself asks for (a required field, a number), of which the bot hears nothing.
    """

    errors: dict[str, str]
    by_bot: bool = True


Submission: TypeAlias = Taken | FieldErrors | Failed


class Viewing:
    """Queues the payloads of views and does what the bot's acknowledgement of a submission asks for."""

    def __init__(self, workspace: Workspace, views: Views, line: Line) -> None:
        self._workspace = workspace
        self._line = line
        self.views = views

    def open_home(self, user_id: str, tab: str = "home") -> "Future[Outcome]":
        """Send app_home_opened; `tab` is home or messages."""
        user = self._workspace.user(user_id)
        return self._line.tell(self._line.events.home_opened(user, tab, self.views.home(user_id)))

    def press(self, user_id: str, view: View, element: Element, chosen: tuple[str, ...]) -> "Future[Outcome]":
        """Send a press in a modal or in the Home."""
        user, shown = self._workspace.user(user_id), self.views.shown_to(user_id, view.id)
        pressed = action(element, chosen, f"{self._workspace.now().timestamp():.6f}")
        self._line.fillings.add(user.id, shown, {spot(element): chosen})
        payload = self._line.payloads.view_press(user, shown, pressed, self._line.ways.trigger(user.id))
        return self._line.interact(payload, nothing)

    def submit(self, user_id: str, view: View) -> "Future[Submission]":
        """Send what is filled in; when the future is done, the bot's response action has had its effect."""
        user, shown = self._workspace.user(user_id), self.views.shown_to(user_id, view.id)
        submission: Future[Submission] = Future()
        if found := faults(shown, self._line.fillings.of(user.id, shown)):
            submission.set_result(FieldErrors(found, by_bot=False))
            return submission
        payload = self._line.payloads.submission(user, shown, self._line.ways.trigger(user.id))
        self._line.interact(payload, lambda outcome: submission.set_result(self._submitted(shown, outcome)))
        return submission

    def close(self, user_id: str, view: View, *, whole: bool = False) -> "list[Future[Outcome]]":
        """Close the top modal, or with `whole` (the ✕) the whole stack; the bot hears of those that asked for it."""
        user, shown = self._workspace.user(user_id), self.views.shown_to(user_id, view.id)
        whole = whole or shown.payload.get("clear_on_close") is True
        told = []
        for each in self.views.close(shown, whole=whole):
            if each.payload.get("notify_on_close") is True:
                told.append(self._line.interact(self._line.payloads.closed(user, each, whole=whole), nothing))
            self._line.fillings.forget(user.id, each)
        return told

    def _submitted(self, view: View, outcome: Outcome) -> Submission:
        if isinstance(outcome, Failed):
            return outcome
        try:
            return self._answered(view, outcome)
        except ApiError as error:
            self._line.refused.append(f"{view.callback_id}: {error.error} {' '.join(error.reasons)}".strip())
            return Failed("invalid_response", may_retry=False)

    def _answered(self, view: View, outcome: Acknowledged) -> Submission:
        """Do what `response_action` says; without one the modal closes and the one below it is open again."""
        answer = outcome.message or {}
        kind = str(answer.get("response_action") or "")
        if kind == "errors":
            return FieldErrors(_errors(view, answer.get("errors")))
        do = self._responses().get(kind)
        if do is None:
            raise ApiError("invalid_response_action", kind)
        do(view, answer)
        return Taken(next(iter(self.views.modals(view.user)[::-1]), None))

    def _responses(self) -> dict[str, Callable[[View, Payload], object]]:
        return {
            "": lambda view, _: self._end(view, whole=False),
            "clear": lambda view, _: self._end(view, whole=True),
            "update": lambda view, answer: self.views.update(view.id, modal_of(answer.get("view")), None),
            "push": lambda view, answer: self.views.push(view.user, modal_of(answer.get("view"))),
        }

    def _end(self, view: View, *, whole: bool) -> None:
        for each in self.views.close(view, whole=whole):
            self._line.fillings.forget(view.user, each)


def _errors(view: View, errors: object) -> dict[str, str]:
    """Slack takes errors only for input blocks of the view, and only when there is one."""
    blocks = {each.block_id for each in elements(view) if each.is_input}
    if not isinstance(errors, dict) or not errors or not set(errors) <= blocks:
        raise ApiError("invalid_errors", f"errors are for {', '.join(sorted(blocks))}, not {errors!r}")
    return {str(block_id): str(sentence) for block_id, sentence in errors.items()}
