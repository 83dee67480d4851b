"""Reads news of one action, told in no words of a status: "DA-1: trial now with 90 tenants"."""

import re

from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters, refs_holding_all
from csp_core.asking.general import Kind
from csp_core.asking.parsing import reread
from csp_core.asking.questions import AskChange, Question
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.series import series_said
from csp_core.book import ChangeKind
from csp_core.text import stem, stems_of

_STATING = {"is", "are", "has", "have", "now", "was", "were", "been", "still"}
_ANNOUNCING = {"update", "progress", "note", "news", "minute", "log", "record"}
# What parts a note from what stands before and behind it.
MARKS = " :;,.-–—"


def announces(head: Sentence) -> bool:
    """Whether a text before a colon or comma says that news of one action follows: "update SV3.2", "DA-1 update"."""
    return len(list(head.of_kind(Kind.REF))) == 1 and not _ANNOUNCING.isdisjoint(head.folded) and not head.asks


def read_news(sentence: Sentence) -> Question | None:
    """Progress of the one action that is named, with all that is told of it as the note."""
    refs = list(sentence.of_kind(Kind.REF))
    if not refs:
        return _of_a_title(sentence)
    if len(refs) != 1 or sentence.asks:
        return None
    note = _announced(sentence, refs[0]) or _told(sentence, refs[0])
    if not note:
        return None
    filters = Filters(year=filters_of(sentence).year, refs=refs[0].values(Kind.REF))
    return AskChange(ChangeKind.PROGRESS, filters, note=note)


def _of_a_title(sentence: Sentence) -> AskChange | None:
    """ "Recovery cafe: got the keys": words of one title before a colon, and behind it what is new."""
    title, colon, told = sentence.text.partition(":")
    if not colon or sentence.asks or len(told.split()) < 3 or told.split()[0].casefold().strip(",") in _ASKED:
        return None
    if _only_names(reread(sentence, told)):
        return None
    head = reread(sentence, title)
    filters = filters_of(head)
    named = bool(filters.terms) and all(span.means(Kind.TITLE) for span in head.telling)
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    held = refs_holding_all(filters.terms, plan) if named and plan else frozenset()
    if len(held) != 1:
        return None
    return AskChange(ChangeKind.PROGRESS, Filters(year=filters.year, refs=tuple(held)), note=told.strip(MARKS))


def _only_names(told: Sentence) -> bool:
    """ "Lead and supporting partners", "worry about crime": what is asked for, or a series."""
    named = {word for name in series_said(told) for word in stems_of(name)}
    return all(span.means(Kind.CUE) or named.issuperset(stems_of(span.read)) for span in told.telling)


_ASKED = {"when", "what", "who", "whose", "why", "how", "where", "which", "is", "are", "has"}


def _announced(sentence: Sentence, ref: Span) -> str | None:
    """ "Log progress on NC1.2, 54 doors fitted": what stands behind the ref, where the words before it announce it."""
    before = {word for word in sentence.folded[: ref.first] if word in _ANNOUNCING}
    after = sentence.folded[ref.last : ref.last + 1]
    at = ref.last + (bool(after) and after[0] in _ANNOUNCING)
    if not (before or at > ref.last) or at >= len(sentence.words):
        return None
    that = sentence.folded[at] == "that" and at + 1 < len(sentence.words)
    parted = that or any(mark in sentence.words[at].glue for mark in ":;,–—") or " - " in sentence.words[at].glue
    return sentence.text[sentence.words[at + that].start :].strip(MARKS) if parted else None


# "6d not done yet, four flats still empty": what stands behind the denial is news.
_NOT_YET = re.compile(
    r"\s(?:is |are |has |still |isn['’]?t |hasn['’]?t |not |been |quite ){1,5}"
    r"(?:done|finished|complete|completed|there|ready)"
    r"(?: yet)?\s?[,;:–-]\s?(\S.{5,400})$",
    re.IGNORECASE | re.DOTALL,
)


def _told(sentence: Sentence, ref: Span) -> str | None:
    """A statement that begins with the ref, or ends with "on" it, and says something new of the action."""
    if denied := _NOT_YET.match(sentence.text[sentence.words[ref.last - 1].end :]) if not ref.first else None:
        return denied[1].strip(MARKS) or None
    if sentence.has(
        "still open", "stays open", "not", "no", "never", "isnt", "hasnt", "havent", "arent", "wont", "if", "when"
    ):
        return None
    if any(_asks(span) for span in sentence.spans if span is not ref) or _says_a_status(sentence):
        return None
    behind = ref.last == len(sentence.words) and sentence.folded[ref.first - 1] == "on"
    if ref.first and not behind:
        return None
    note = sentence.words[: ref.first - 1] if behind else sentence.words[ref.last :]
    if len(note) < (2 if _is_stated(sentence, ref) else 3) or not _is_new(sentence, ref, behind=behind):
        return None
    return sentence.text[note[0].start : note[-1].end]


def _asks(span: Span) -> bool:
    return span.means(Kind.CUE) and not span.means(Kind.CUE, "all_of_them")


def _says_a_status(sentence: Sentence) -> bool:
    return any(not span.means(Kind.STATUS, "open") for span in sentence.of_kind(Kind.STATUS))


def _is_stated(sentence: Sentence, ref: Span) -> bool:
    if ref.last >= len(sentence.words):
        return False
    glue = sentence.words[ref.last].glue
    parted = any(mark in glue for mark in ":;,–—") or " - " in glue
    return parted or sentence.folded[ref.last] in _STATING


def _is_new(sentence: Sentence, ref: Span, *, behind: bool) -> bool:
    """More than the words of the action's own title: "NC1.3 alley gates" tells nothing."""
    if not behind and _is_stated(sentence, ref):
        return True
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    action = plan.by_ref.get(ref.values(Kind.REF)[0]) if plan else None
    telling = [span for span in sentence.telling if span is not ref]
    known = action.text_stems if action else frozenset()
    new = [span for span in telling if any(stem(word) not in known for word in span.read.split())]
    return len(telling) > 1 and bool(new)
