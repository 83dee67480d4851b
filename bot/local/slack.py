"""The whole stand-in, and what tests and demonstrations do with it."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from bot.local.delivering import Outcome
from bot.local.filling import Values, filled_in
from bot.local.model import Channel, Message, Place
from bot.local.pressing import find
from bot.local.rates import Rate
from bot.local.stand_in import StandIn
from bot.local.viewing import Submission
from bot.local.views import View

SECONDS_FOR_AN_OUTCOME = 10.0
NOTHING: Values = {}
T = TypeVar("T")


class LocalSlack(StandIn):
    """A Slack of one workspace, served on 127.0.0.1 between `start` and `close` (or in a `with` block).

    Start it, build the bot with `api_url` and `keys`, then `attach` its WSGI application; over Socket Mode
    nothing is attached. The bot's clock is `clock.now`.

    `say`, `command`, `press`, `fill`, `submit`, `close_view` and `open_home` are what people do. Each returns once
    the bot has acknowledged, or has failed to within Slack's 3 seconds; what it answered in its acknowledgement
    can be seen then. What it sends later (a modal it opens, a Home it publishes) is for `wait_for`.
    """

    def say(self, user: str, channel: str, text: str, *, thread: str | None = None) -> Message:
        """Post as a person types: `@CSP Assistant` and `#csp-exec` become mentions.

        `thread` is the ts of the message to reply to.
        """
        message = self._acting.say(user, Place(channel, thread), text)
        self.settle()
        return message

    def command(self, user: str, channel: str, command: str, text: str = "") -> Outcome:
        """Type a slash command: `command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")`."""
        return _result(self.start_command(user, channel, command, text))

    def start_command(self, user: str, channel: str, command: str, text: str = "") -> "Future[Outcome]":
        """Like `command`, without waiting: several may be under way at once."""
        return self._acting.command(user, channel, (command, text))

    def press(self, user: str, surface: Message | View, named: str, option: str | None = None) -> Outcome:
        """Press the button, or use the menu, whose action_id or label is `named`, and confirm if asked.

        The surface is a message, the modal on top of this person's stack, or their Home. `option` is the text or
        value to choose in a menu, a date (YYYY-MM-DD), what to write in a field, or the value of the button meant
        where several share the name. Raises `NotPressable` when none or several match, and
        `ApiError("view_not_found")` for a view that this person cannot use now.
        """
        element = find(surface, named, option)
        chosen = () if option is None or element.kind == "button" else (option,)
        if isinstance(surface, View):
            return _result(self._viewing.press(user, surface, element, chosen))
        return _result(self._acting.press(user, surface, element, chosen))

    def fill(self, user: str, surface: Message | View, values: Values) -> None:
        """Fill in fields without sending anything: the state of the next press or submission holds them.

        A field is named by its block_id, action_id or label; its value is a text, a date (YYYY-MM-DD), a time
        (HH:MM), a number as text, an id, or the value or text of an option; several options are a list. Raises
        `NotPressable` for what is not there.
        """
        self._line.fillings.add(user, surface, filled_in(surface, values))

    def submit(self, user: str, view: View, values: Values = NOTHING) -> Submission:
        """Fill in fields as `fill` does, and submit the modal on top; other fields hold what they held.

        `Taken(top)`: the bot took it and `top` is the modal now open, if any. `FieldErrors(errors)`: it stays open,
        with a sentence by block_id; `by_bot` is false when Slack itself refused (a required field). `Failed`: the bot
        did not acknowledge, or with a response that Slack would refuse (see `refused`); it stays open.
        """
        self.fill(user, view, values)
        return _result(self._viewing.submit(user, view))

    def close_view(self, user: str, view: View, *, whole: bool = False) -> list[Outcome]:
        """Close the modal on top with its close button, or with `whole` the whole stack with the ✕.

        The outcomes of the view_closed payloads, one for each modal that asked to be notified.
        """
        return [_result(each) for each in self._viewing.close(user, view, whole=whole)]

    def open_home(self, user: str, tab: str = "home") -> Outcome:
        """Open the Home tab of the direct message with the bot (or its "messages" tab): app_home_opened."""
        return _result(self._viewing.open_home(user, tab))

    def modals(self, user: str) -> list[View]:
        """The modals open for this person, the top one last."""
        return self.views.modals(user)

    def home(self, user: str) -> View | None:
        """This person's Home as the bot last published it."""
        return self.views.home(user)

    def direct(self, user: str) -> Channel:
        """The direct message between this person and the bot."""
        return self.workspace.direct(user, self.workspace.bot.id)

    def messages(self, channel: str) -> list[Message]:
        """What everyone in the channel sees, replies in threads too, in the order of arrival."""
        return self.workspace.messages(channel)

    def replies(self, channel: str, thread: str) -> list[Message]:
        """The replies to the message whose ts is `thread`."""
        return [each for each in self.messages(channel) if each.place.thread_ts == thread]

    def ephemerals(self, user: str, channel: str) -> list[Message]:
        """What only this person sees in the channel, in the order of arrival."""
        return [each for each in self.workspace.messages(channel, seen_by=user) if each.is_ephemeral]

    def current(self, message: Message) -> Message:
        """The message as it is now; raises `ApiError("message_not_found")` when it is gone."""
        return self.workspace.message(message.place.channel, message.ts)

    @property
    def refused(self) -> list[str]:
        """Answers in acknowledgements that Slack would refuse, each with its error; a sound bot has none."""
        return list(self._line.refused)

    def settle(self, seconds: float = SECONDS_FOR_AN_OUTCOME) -> bool:
        """Wait until the bot has acknowledged everything; retries that are due much later do not count."""
        return self._line.sender.settle(seconds)

    def wait_for(self, holds: Callable[[], bool], seconds: float = 5.0) -> bool:
        """Wait until `holds()`, asked again at each change of the workspace; whether it came to hold."""
        return self.workspace.feed.wait_for(holds, seconds)

    def limit_rate(self, method: str, rate: Rate | None) -> None:
        """Answer calls of this method beyond the rate with HTTP 429 and Retry-After; None lifts it."""
        self._web_api.rates.limit(method, rate)


def _result(future: "Future[T]") -> T:
    return future.result(SECONDS_FOR_AN_OUTCOME)
