"""What listeners work with: the desk that answers, the sender, the threads, and what was taken up already."""

from dataclasses import dataclass, field

from bot.desk import Desk
from bot.once import Once
from bot.sending import Sender
from bot.workers import Workers


@dataclass(frozen=True)
class Office:
    """One of each per process."""

    desk: Desk
    sender: Sender
    once: Once
    workers: Workers = field(default_factory=Workers)

    def close(self) -> None:
        """Finishes what was taken up."""
        self.workers.close()
