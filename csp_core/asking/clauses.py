"""Finds the part of a text that says a change, and the note that stands beside it."""

import re
from dataclasses import dataclass
from itertools import islice

from csp_core.asking.deed_subject import subject_of
from csp_core.asking.deeds import kind_of, may_change
from csp_core.asking.general import Kind
from csp_core.asking.news import MARKS, announces
from csp_core.asking.parsing import reread
from csp_core.asking.sentence import Sentence
from csp_core.book import ChangeKind


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a text that says which change is wanted, and the note beside it."""

    sentence: Sentence
    kind: ChangeKind
    note: str | None


def clause_of_change(sentence: Sentence) -> Clause | None:
    """The part that says a change by itself: a wish at the end, the shortest beginning, a conclusion, or all of it."""
    if wished := _wished_last(sentence) or _told_to_say(sentence) or _quoting(sentence):
        return wished
    if not may_change(sentence):
        return None
    for match in islice(_NOTE_BEGINS.finditer(sentence.text), _MOST_CLAUSES):
        if _goes_on_with_a_ref(sentence, match.end()):
            continue
        beginning = reread(sentence, sentence.text[: match.start()])
        kind = kind_of(beginning)
        if kind is None and kind_of(reread(sentence, sentence.text[match.end() :])) is None:
            kind = _given_up(beginning)
        if kind and _says_which(beginning):
            return Clause(beginning, kind, sentence.text[match.end() :].strip(MARKS) or None)
        if announces(beginning):
            return None
    return _concluded(sentence) or _decided(sentence) or _all_of_it(sentence)


_NOTE_BEGINS = re.compile(
    r"[,;:–—]|\s-\s|\bbecause\b|\bcos\b|\bcoz\b|\bas (?=the|we|they|it)\b|\bdue to\b|\bsince (?=the|we|they|it)\b|\.\s"
    r"|\band (?:put|note|add|record|say)(?: down)? that\b"
)
# Each beginning of a text is read anew, so that a long list of clauses would take seconds.
_MOST_CLAUSES = 8


def _given_up(sentence: Sentence) -> ChangeKind | None:
    """ "Pledge wall abandoned", before its reason: words of a title and that it is cancelled."""
    titled = any(sentence.of_kind(Kind.TITLE)) and all(
        span.means(Kind.TITLE) or span.means(Kind.STATUS) for span in sentence.telling
    )
    cancelled = any(span.means(Kind.STATUS, "cancelled") for span in sentence.of_kind(Kind.STATUS))
    return ChangeKind.CANCEL if titled and cancelled and not sentence.asks else None


def behind_the_ref(sentence: Sentence) -> str:
    """What is told behind the first ref; all of it, where no ref is named."""
    ref = next(sentence.of_kind(Kind.REF), None)
    return sentence.text[sentence.words[ref.last - 1].end if ref else 0 :].strip(MARKS)


def _goes_on_with_a_ref(sentence: Sentence, place: int) -> bool:
    """ "Close DA-1, DA-2 and RS-3": what follows the comma is no note."""
    after = [span for span in sentence.spans if sentence.words[span.first].start >= place][:2]
    again = len(after) > 1 and after[0].read in sentence.folded[:1] and after[1].means(Kind.REF)
    return again or any(span.means(Kind.REF) for span in after[:1])


def _wished_last(sentence: Sentence) -> Clause | None:
    """ "It is up and running, both are in post. Please close VG2.1": what stands before the wish is its note."""
    found = next(reversed(list(_WISH_AT_THE_END.finditer(sentence.text))), None)
    if found is None:
        return None
    wish = reread(sentence, sentence.text[found.end() :])
    told = sentence.text[: found.start()].strip(MARKS)
    kind = ChangeKind.PROGRESS if wish.has(*_ADDED) else kind_of(wish)
    if any(wish.of_kind(Kind.REF)):
        kind = kind or (ChangeKind.PROGRESS if wish.has("update") else None)
        return Clause(wish, kind, told) if kind else None
    before = reread(sentence, told)
    named = kind is ChangeKind.COMPLETE and any(before.of_kind(Kind.REF, Kind.TITLE)) and not before.asks
    return Clause(before, kind, told) if named and kind else None


_WISH_AT_THE_END = re.compile(
    r"""(?:[.!?]["”]?|[,;])\s+(?=(?:please|pls|plz|kindly)\s)|\s+(?:so\s+)?(?=(?:please|pls|can (?:you|u)|could you)"""
    r"""\s(?:close|mark|tick|complete|sign)\b)""",
    re.IGNORECASE,
)
_ADDED = ("as an update", "as progress", "as a note", "as an update to", "to the record of", "as progress on")


def _quoting(sentence: Sentence) -> Clause | None:
    """ "Close 4g with the note “60 farms visited, two again”": what is quoted at the end is the note."""
    quoted = sentence.spans[-1] if sentence.spans and sentence.spans[-1].quoted else None
    if quoted is None or quoted.last - quoted.first < 3:
        return None
    wish = reread(sentence, sentence.text[: sentence.words[quoted.first].start].rstrip(' "“'))
    kind = kind_of(wish)
    return Clause(wish, kind, quoted.said) if kind and _says_which(wish) else None


def _told_to_say(sentence: Sentence) -> Clause | None:
    """ "Add to NC1.3 that ten gates hang", "update the gates to say 10 of 11": what is to be said is the note."""
    found = _SAYING.match(sentence.text)
    if found is None:
        return None
    head = reread(sentence, sentence.text[: found.end()])
    note = sentence.text[found.end() :].strip(MARKS)
    named = any(head.words[span.first].start >= found.end(1) for span in head.of_kind(Kind.REF, Kind.TITLE))
    return Clause(head, ChangeKind.PROGRESS, note) if note and named else None


_SAYING = re.compile(
    r"(?:(?:please|pls|kindly|can|could|would|will|you|u) ){0,3}(add|update|note|minute|record|log|amend)\b"
    r"[^,;:]{1,80}?\b(?:to say|to read|saying|that)\b",
    re.IGNORECASE,
)


def _concluded(sentence: Sentence) -> Clause | None:
    """ "The roof alarms went in last Friday, all six - that's complete": what is concluded from is its note."""
    found = _CONCLUSION.search(sentence.text)
    if found is None:
        return None
    told = reread(sentence, sentence.text[: found.start()])
    if not _says_which(told) or told.asks:
        return None
    kind = next((kind for kind, said in _CONCLUDING.items() if found[1].casefold() in said), ChangeKind.COMPLETE)
    return Clause(told, kind, behind_the_ref(told) or None if kind is ChangeKind.COMPLETE else None)


_CONCLUDING = {
    ChangeKind.PROGRESS: {"started", "begun", "underway", "under way"},
    ChangeKind.CANCEL: {"cancelled", "abandoned", "scrapped", "called off"},
}
_CONCLUSION = re.compile(
    r"(?:[,;:.–—]|\s-)\s?(?:(?:so|and|now|all|both|that['’]?s|it['’]?s|that is|it is|they['’]?re|they are) ){0,4}"
    r"(done|complete|completed|finished|sorted|started|begun|underway|under way|cancelled|abandoned|scrapped"
    r"|called off)"
    r"(?: now)?[.! ]{0,5}$",
    re.IGNORECASE,
)


def _decided(sentence: Sentence) -> Clause | None:
    """ "The board agreed to move DA-1 to May": what was decided is the wish."""
    found = _DECIDED.search(sentence.text)
    if found is None:
        return None
    wish = reread(sentence, sentence.text[found.end() :])
    kind = kind_of(wish)
    return Clause(wish, kind, None) if kind in _IN_A_CLAUSE and _says_which(wish) else None


_DECIDED = re.compile(r"\b(?:agreed|decided|resolved|voted|asked us|asked me)(?: [\w']{1,12}){0,3} to\s", re.IGNORECASE)


def _all_of_it(sentence: Sentence) -> Clause | None:
    kind = kind_of(sentence)
    if kind is None or kind is ChangeKind.COMPLETE:
        for match in islice(_NOTE_BEGINS.finditer(sentence.text), _MOST_CLAUSES):
            if (clause := _behind_a_mark(sentence, match)) is not None:
                return clause
    return Clause(sentence, kind, None) if kind else None


def _behind_a_mark(sentence: Sentence, mark: re.Match[str]) -> Clause | None:
    """ "The survey won't make it, shift it to 30 November": the wish stands behind what it is about. A reason of more
    than a few words, or with a number, before "… so 4g can be closed" is its note."""
    wish = reread(sentence, sentence.text[mark.end() :])
    kind = kind_of(wish)
    if kind not in _IN_A_CLAUSE:
        return None
    before = sentence.text[: mark.start()].strip(MARKS)
    told = kind is ChangeKind.COMPLETE and any(wish.of_kind(Kind.REF)) and len(before.split()) > 2
    return Clause(wish if told else sentence, kind, before if told else None)


_IN_A_CLAUSE = {
    ChangeKind.MOVE_DEADLINE, ChangeKind.SNOOZE, ChangeKind.REASSIGN, ChangeKind.COMPLETE, ChangeKind.REOPEN,
    ChangeKind.CANCEL, ChangeKind.UNDO, ChangeKind.CARRY_FORWARD,
}  # fmt: skip


def _says_which(sentence: Sentence) -> bool:
    filters = subject_of(sentence)
    return bool(filters.refs or filters.terms or filters.priorities or filters.organisations or filters.owners)
