"""The line to the bot: what people's deeds are made into, sent over, and answered by."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from bot.local.delivering import Delivery, DeliveryKind, Outcome
from bot.local.events import Events
from bot.local.filling import Fillings
from bot.local.model import Payload
from bot.local.payloads import Payloads, WayBack
from bot.local.response_urls import Origin, ResponseUrls
from bot.local.sending import Sender
from bot.local.triggers import Triggers


class Ways:
    """Issues the ways back: response URLs on this address, and trigger ids."""

    def __init__(self, urls: ResponseUrls, triggers: Triggers, address: Callable[[], str]) -> None:
        self.urls = urls
        self._triggers = triggers
        self._address = address

    def back(self, origin: Origin) -> WayBack:
        return WayBack(self._address() + self.urls.issue(origin), self.trigger(origin.user))

    def trigger(self, user: str) -> str:
        return self._triggers.issue(user)


@dataclass(frozen=True)
class Line:
    """One app's line. `refused` lists answers in acknowledgements that Slack would refuse."""

    sender: Sender
    payloads: Payloads
    events: Events
    ways: Ways
    fillings: Fillings
    refused: list[str] = field(default_factory=list)

    def interact(self, payload: Payload, then: Callable[[Outcome], None]) -> "Future[Outcome]":
        """Send a press, a submission or a closing."""
        return self.sender.send(Delivery(DeliveryKind.PRESS, payload), then)

    def tell(self, event: Payload) -> "Future[Outcome]":
        """Send an event; nobody in Slack sees what becomes of it."""
        return self.sender.send(Delivery(DeliveryKind.EVENT, event), nothing)


def nothing(outcome: Outcome) -> None:
    """Nothing is shown to anyone."""
