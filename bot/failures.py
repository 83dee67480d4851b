"""The one error boundary: what a person reads when something fails, and what the log keeps of it."""

import re
import secrets
import traceback
from collections.abc import Callable, Iterator
from typing import TypeVar

from bot.logs import logger
from bot.views.blocks import Message
from bot.views.notices import notice
from csp_core.errors import CspError

CALM = (
    "Sorry, something went wrong on my side and I could not do that. "
    "Please try again; if it happens again, give the coordinator this reference: {reference}."
)
MOST_WORDS = 200
T = TypeVar("T")
REFERENCE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is misread over a telephone

log = logger("bot.failures")


def guarded(work: Callable[[], Message], about: str = "") -> Message:
    """The message that `work` makes, or one that says what failed. `about` is what the person typed: never logged."""
    return told(work, notice, about)


def told(work: Callable[[], T], tell: Callable[[str], T], about: str = "") -> T:
    """What `work` makes, or what `tell` makes of the sentence that says what failed."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - the boundary: whatever is wrong, the person reads of it
        return tell(sentence_for(error, about))


def survived(work: Callable[[], object]) -> None:
    """Does something that nobody waits for: what goes wrong is in the log, and whoever called goes on."""
    try:
        work()
    except Exception as error:  # noqa: BLE001 - the boundary of threads: nobody else would see it
        record(error)


def sentence_for(error: Exception, about: str = "") -> str:
    """What a person reads about an error: a domain error's own words, else one calm sentence with a reference."""
    if isinstance(error, CspError):
        return str(error)
    return CALM.format(reference=record(error, about))


def record(error: BaseException, about: str = "") -> str:
    """Writes an unexpected error to the log, without words of `about`, and returns the reference it has there."""
    reference = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(6))
    log.error("unexpected failure", reference=reference, error=_told(error, about), trace=_trace(error))
    return reference


def _told(error: BaseException, about: str) -> str:
    """Kinds and messages of the error and its causes. Messages may quote what was asked: its words are left out."""
    words = sorted({re.escape(word) for word in re.findall(r"\w{3,}", about)}, key=len, reverse=True)
    told = " because of ".join(_kind_and_message(each) for each in _causes(error))
    return re.sub(rf"(?i)\b(?:{'|'.join(words)})", "…", told) if words else told


def _kind_and_message(error: BaseException) -> str:
    first_line = next(iter(str(error).splitlines()), "")  # what follows may be a statement with its values
    return f"{type(error).__qualname__}: {first_line[:MOST_WORDS]}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _trace(error: BaseException) -> str:
    """The frames alone: where it happened, without a value of any variable."""
    return "".join(traceback.format_tb(error.__traceback__))
