"""What people do in conversations: say something, type a command, press on a message."""

from collections.abc import Callable
from concurrent.futures import Future

from bot.local.api_call import content_of
from bot.local.delivering import Acknowledged, Delivery, DeliveryKind, Failed, Outcome
from bot.local.feed import Change
from bot.local.filling import spot
from bot.local.line import Line
from bot.local.model import ApiError, Content, Message, Payload, Place, User
from bot.local.pressing import Element, action
from bot.local.registration import Registration
from bot.local.response_urls import Origin
from bot.local.typed import Reader, as_sent
from bot.local.workspace import Workspace


class Acting:
    """Puts what a person does into the workspace, queues the payload, and shows what the bot answers."""

    def __init__(self, workspace: Workspace, line: Line, registration: Registration) -> None:
        self.workspace = workspace
        self._line = line
        self._registration = registration
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
        if not self._knows(user, line[0]):
            self._tell(origin, f"{line[0]} is not a valid command. Try {self._registration.command} help")
            return _done(Acknowledged())
        text = as_sent(line[1], self.workspace, Reader.COMMAND)
        payload = self._line.payloads.command(user, channel, (line[0], text), self._line.ways.back(origin))
        typed = f"{line[0]} {text}".strip()
        then = self._answering(origin, typed)
        return self._line.sender.send(Delivery(DeliveryKind.COMMAND, payload), then)

    def press(self, user_id: str, message: Message, element: Element, chosen: tuple[str, ...]) -> "Future[Outcome]":
        """Send a press. What is chosen: values or texts of options, a date, a text; nothing for a button."""
        user = self.workspace.user(user_id)
        origin = Origin(message.place, user.id, message)
        pressed = action(element, chosen, f"{self.workspace.now().timestamp():.6f}")
        self._line.fillings.add(user.id, message, {spot(element): chosen})
        payload = self._line.payloads.press(user, message, pressed, self._line.ways.back(origin))

        def then(outcome: Outcome) -> None:
            if isinstance(outcome, Failed):
                self._tell(origin, f"The app did not respond to this press ({outcome.shown_as}).")

        return self._line.interact(payload, then)

    def _knows(self, user: User, command: str) -> bool:
        """People of other workspaces cannot run an app's commands (bolt-python #767)."""
        return command == self._registration.command and user.team_id == self.workspace.team.id

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
            self._line.ways.urls.answer(origin, answer)
        except ApiError as error:
            self._line.refused.append(f"{typed}: {error.error} {' '.join(error.reasons)}".strip())
            self._tell(origin, f'{typed.split()[0]} failed with the error "{error.error}"')

    def _tell(self, origin: Origin, text: str) -> None:
        place = Place(origin.place.channel, origin.place.thread_ts, only_for=origin.user)
        self.workspace.post(place, self.workspace.slackbot, Content(text))

    def _send_events(self, change: Change) -> None:
        for event in self._line.events.of(change):
            self._line.tell(event)


def _done(outcome: Outcome) -> "Future[Outcome]":
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future
