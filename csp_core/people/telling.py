"""What a change of the directory was about."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kept:
    """The subject of a change, and what differs, for people to read."""

    subject: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
