"""What people do in the workspace: say something, type a command, press."""

from collections.abc import Callable
from concurrent.futures import Future

from bot.local.api_call import content_of
from bot.local.delivering import Acknowledged, Delivery, DeliveryKind, Failed, Outcome
from bot.local.feed import Change
from bot.local.model import ApiError, Content, Message, Payload, Place
from bot.local.payloads import Payloads, WayBack
from bot.local.pressing import Element, action
from bot.local.registration import Registration
from bot.local.response_urls import Origin, ResponseUrls
from bot.local.sending import Sender
from bot.local.triggers import Triggers
from bot.local.typed import Reader, as_sent
from bot.local.workspace import Workspace


class Acting:
    """Puts what a person does into the workspace, queues the payload, and shows what the bot answers."""

    def __init__(self, workspace: Workspace, sender: Sender, registration: Registration, way: "Ways") -> None:
        self.workspace = workspace
        self._sender = sender
        self._registration = registration
        self._ways = way
        self._payloads = Payloads(workspace, registration.app_id)
        self.refused: list[str] = []
        workspace.watch(self._send_events)

    def say(self, user_id: str, place: Place, typed: str) -> Message:
        """Post what a person typed; the bot gets an event where it has subscribed to one."""
        user = self.workspace.user(user_id)
        if user.id not in self.workspace.channel(place.channel).members:
            raise ApiError("not_in_channel")
        content = content_of({"text": as_sent(typed, self.workspace)})
        return self.workspace.post(place, user, content)

    def command(self, user_id: str, channel_id: str, line: tuple[str, str]) -> "Future[Outcome]":
        """Send a slash command; its answer is in the workspace when the future is done."""
        user, channel = self.workspace.user(user_id), self.workspace.channel_seen_by(user_id, channel_id)
        origin = Origin(Place(channel.id), user.id)
        if line[0] != self._registration.command:
            self._tell(origin, f"{line[0]} is not a valid command. Try {self._registration.command} help")
            return _done(Acknowledged())
        text = as_sent(line[1], self.workspace, Reader.COMMAND)
        payload = self._payloads.command(user, channel, (line[0], text), self._ways.back(origin))
        typed = f"{line[0]} {text}".strip()
        then = self._answering(origin, typed)
        return self._sender.send(Delivery(DeliveryKind.COMMAND, payload), then)

    def press(self, user_id: str, message: Message, element: Element, chosen: tuple[str, ...]) -> "Future[Outcome]":
        """Send a press. What is chosen: values or texts of options, a date, a text; nothing for a button."""
        user = self.workspace.user(user_id)
        origin = Origin(message.place, user.id, message)
        pressed = action(element, chosen, f"{self.workspace.now().timestamp():.6f}")
        payload = self._payloads.press(user, message, pressed, self._ways.back(origin))

        def then(outcome: Outcome) -> None:
            if isinstance(outcome, Failed):
                self._tell(origin, f"The app did not respond to this press ({outcome.shown_as}).")

        return self._sender.send(Delivery(DeliveryKind.PRESS, payload), then)

    def _answering(self, origin: Origin, typed: str) -> Callable[[Outcome], None]:
        def then(outcome: Outcome) -> None:
            if isinstance(outcome, Failed):
                self._tell(origin, f'{typed.split()[0]} failed with the error "{outcome.shown_as}"')
            elif outcome.message is not None:
                self._show(origin, typed, outcome.message)

        return then

    def _show(self, origin: Origin, typed: str, answer: Payload) -> None:
        """Post the answer to a command; a public one is preceded by what was typed, as in Slack."""
        try:
            content_of(answer)
            if answer.get("response_type") == "in_channel":
                self.workspace.post(origin.place, self.workspace.user(origin.user), Content(typed))
            self._ways.urls.answer(origin, answer)
        except ApiError as error:
            self.refused.append(f"{typed}: {error.error} {' '.join(error.reasons)}".strip())
            self._tell(origin, f'{typed.split()[0]} failed with the error "{error.error}"')

    def _tell(self, origin: Origin, text: str) -> None:
        place = Place(origin.place.channel, origin.place.thread_ts, only_for=origin.user)
        self.workspace.post(place, self.workspace.slackbot, Content(text))

    def _send_events(self, change: Change) -> None:
        for payload in self._payloads.events(change):
            self._sender.send(Delivery(DeliveryKind.EVENT, payload), _nothing)


class Ways:
    """Issues the ways back: response URLs on this address, and trigger ids."""

    def __init__(self, urls: ResponseUrls, triggers: Triggers, address: Callable[[], str]) -> None:
        self.urls = urls
        self._triggers = triggers
        self._address = address

    def back(self, origin: Origin) -> WayBack:
        return WayBack(self._address() + self.urls.issue(origin), self._triggers.issue(origin.user))


def _nothing(outcome: Outcome) -> None:
    """Nobody in Slack sees what became of an event."""


def _done(outcome: Outcome) -> "Future[Outcome]":
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future
