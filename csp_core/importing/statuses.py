"""What the status words of plans mean. A word nobody knows is asked about, never guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from csp_core.book import Status
from csp_core.importing.written_dates import is_date_alone

WORDS: Mapping[Status, tuple[str, ...]] = {
    Status.NOT_STARTED: (
        *("not started", "not yet started", "not begun", "yet to start", "to start", "to do", "todo", "new"),
        *("planned", "pending", "no", "n", "white", "grey", "gray", "awaiting start", "0%", "not commenced"),
        *("yet to commence", "not yet commenced", "waiting to start", "not live"),
        *("not due", "not yet due", "not due to start", "not yet due to start", "yet to begin", "not yet begun"),
    ),
    Status.IN_PROGRESS: (
        *("in progress", "in-progress", "ongoing", "on-going", "on going", "on track", "on target", "started"),
        *("underway", "under way", "open", "active", "behind", "delayed", "at risk", "slipped", "late", "overdue"),
        *("some slippage", "progressing", "partially complete", "partly complete", "off track", "not complete"),
        *("not completed", "incomplete", "green", "amber", "red", "yellow", "r", "a", "g", "on hold", "paused"),
        *("awaiting sign off", "awaiting sign-off", "awaiting approval", "sign off", "coa", "tcd"),
        *("off target", "off schedule", "behind schedule", "behind target", "slipping", "stalled", "parked", "blocked"),
        *("on schedule", "ahead of schedule", "commenced", "in hand", "in development", "mostly done"),
        *("continuing", "running", "live", "moving", "to plan", "on plan", "as planned", "being delivered"),
        *("waiting for sign off", "waiting for sign-off", "waiting on sign off"),
        *("nearly complete", "nearly done", "part complete", "part done", "needs attention", "some concerns"),
    ),
    Status.COMPLETED: (
        *("completed", "complete", "done", "finished", "closed", "achieved", "delivered", "blue", "b"),
        *("yes", "y", "cnfa", "signed off", "discharged", "100%", "fully complete", "implemented"),
    ),
    Status.CARRIED_FORWARD: (
        *("carried forward", "carried over", "carry forward", "carry over", "c/f", "cf", "rolled forward"),
        *(
            "rolled into next year",
            "rolled over",
            "deferred",
            "moved to next plan",
            "moved to next year",
            "form part of next plan",
        ),
    ),
    Status.CANCELLED: (
        *("cancelled", "canceled", "no longer required", "no longer needed", "not required", "withdrawn"),
        *("dropped", "scrapped", "shelved", "terminated", "not proceeding", "not going ahead"),
        *("abandoned", "stopped", "superseded", "cancelled/no longer required", "discontinued", "removed"),
    ),
}
MEANING = {word: status for status, words in WORDS.items() for word in words}
AWAITING = re.compile(r"\b(?:awaiting|waiting (?:for|on)) (sign[ -]?off|approval)\b", re.IGNORECASE)
PER_CENT = re.compile(r"(\d{1,3})\s*%(?: (?:complete|completed|done))?")
AFTER_THE_WORD = re.compile(r"\s*(?:[-–—:;,.(]\s|[-–—:;,.]$|\(|\n).*", re.DOTALL)
WHEN = re.compile(r"\s+(?:to|until|into|in|on|by|for)\s+(?:the\s+)?")
NEAREST_AT_LEAST = 60


@dataclass(frozen=True, slots=True)
class WrittenStatus:
    """A status cell; `status` is None where it is blank."""

    as_written: str | None = None
    status: Status | None = None
    awaiting_sign_off: bool = False


@dataclass(frozen=True, slots=True)
class UnknownStatus:
    """A status word that nobody taught this program."""

    sentence: str
    remedy: str


def read_status(cell: str) -> WrittenStatus | UnknownStatus:
    """Reads a status cell. A colour of a traffic light says how well it goes, never that it is completed."""
    text = " ".join(cell.split())
    if not text or text in ("-", "–"):
        return WrittenStatus()
    status = _meaning(text)
    if status is None:
        return _unknown(text)
    return WrittenStatus(text, status, awaiting_sign_off=bool(AWAITING.search(text)))


def _meaning(text: str) -> Status | None:
    whole = text.casefold().replace("_", " ")
    first_word = AFTER_THE_WORD.sub("", whole)
    return MEANING.get(whole) or _of_per_cent(whole) or MEANING.get(first_word) or _before_a_date(whole)


def _before_a_date(text: str) -> Status | None:
    """Deferred to 2027-28, completed in June: the date says when, and nothing else about it."""
    for joint in WHEN.finditer(text):
        when = text[joint.end() :]
        if is_date_alone(when) or when.startswith("next "):
            return MEANING.get(text[: joint.start()])
    return None


def _of_per_cent(text: str) -> Status | None:
    match = PER_CENT.fullmatch(text)
    if match is None or int(match[1]) > 100:
        return None
    return {0: Status.NOT_STARTED, 100: Status.COMPLETED}.get(int(match[1]), Status.IN_PROGRESS)


def _unknown(text: str) -> UnknownStatus:
    nearest = process.extractOne(text.casefold(), list(MEANING), scorer=fuzz.ratio, score_cutoff=NEAREST_AT_LEAST)
    words = [f"“{nearest[0]}”"] if nearest else [f"“{words[0]}”" for words in WORDS.values()]
    return UnknownStatus(f"The status “{text}” is not known.", f"Write {' or '.join(words)}, if that is meant.")
