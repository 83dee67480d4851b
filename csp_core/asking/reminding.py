"""Reads wishes about reminders and questions about them."""

from dataclasses import replace

from csp_core.asking.deed_days import day_ahead
from csp_core.asking.deed_words import POLITE
from csp_core.asking.filtering import filters_of
from csp_core.asking.questions import AskChange, Question, Unheld
from csp_core.asking.sentence import Sentence
from csp_core.book import ChangeKind


def read_reminders(sentence: Sentence) -> Question | None:
    """A wish about reminders, or a question about them."""
    if not sentence.cue("reminders") or sentence.starts("snooze", *(f"{polite} snooze" for polite in POLITE)):
        return None
    if sentence.cue("overdue") and sentence.cue("list", "count"):
        return None
    if sentence.starts("when", "what", "who", "which", "how", "did", "does"):
        return _REMINDERS
    if sentence.has(*_FOR_LATER) and not sentence.has("stop", "not", "dont", "no", *_QUIET):
        return _LATER
    filters = filters_of(sentence)
    if filters.refs or (sentence.has(*_QUIET) and filters.terms and sentence.dates):
        day = next((day for span in sentence.dates if (day := day_ahead(span, sentence.today))), None)
        return AskChange(ChangeKind.SNOOZE, replace(filters, due=None, statuses=frozenset(), overdue=False), day=day)
    if sentence.has(*_WISHES):
        return AskChange(ChangeKind.REMINDERS, filters_of(sentence), note=sentence.text)
    return _REMINDERS


_REMINDERS = Unheld(
    "I hold no record of when reminders are posted. `/csp reminders` shows which there are, where they go and when.",
    ("what is overdue?",),
)
_LATER = Unheld(
    "I keep no reminders of single actions for one person. `/csp reminders` shows the regular ones.",
    ("what is due next week?", "what is overdue?"),
)
_FOR_LATER = (
    "remind me about", "remind me of", "remind me to", "remind me when", "remind me that", "remind us about",
    "remind us to", "remind us when", "nudge me about", "nudge me when", "ping me about", "ping me when",
    "send me a reminder", "give me a nudge", "set a reminder", "set me a reminder",
)  # fmt: skip
_QUIET = (
    "stop reminding", "stop chasing", "dont chase", "do not chase", "dont nag", "do not nag", "leave off",
    "till after", "stop nagging", "dont remind", "pause", "mute", "quiet", "hold off",
    "leave us alone", "leave me alone", "snooze", "no more",
    "not to be reminded", "not be reminded", "not to remind", "not remind",
)  # fmt: skip
_WISHES = (
    "stop", "pause", "turn", "go to", "move", "send", "post", "change", "instead", "switch", "set", "add", "mute",
    "unsubscribe", "start", "resume", "cancel", "remind", "hold", "leave", "nag",
)  # fmt: skip
