"""Reads wishes and reports that would change the plan ("mark DA-1 as done", "ASB-02 is complete, leaflet went
out yesterday"). Reading one changes nothing: it becomes a proposal."""

import re

from csp_core.asking.clauses import Clause, behind_the_ref, clause_of_change
from csp_core.asking.deed_days import day_meant, shift_meant
from csp_core.asking.deed_recipient import recipient_of
from csp_core.asking.deed_subject import subject_of
from csp_core.asking.deed_words import PARTLY, PERCENT, POLITE
from csp_core.asking.filters import Filters
from csp_core.asking.general import Kind
from csp_core.asking.news import read_news
from csp_core.asking.questions import AskChange, Question
from csp_core.asking.reports import counts_parts
from csp_core.asking.sentence import Sentence
from csp_core.asking.wishes import asks_for_a_date
from csp_core.book import ChangeKind


def read_change(sentence: Sentence) -> Question | None:
    """A change in words; questions, and reports that something is not done, are none."""
    if sentence.asks and not sentence.starts(*POLITE) and not asks_for_a_date(sentence):
        return None
    if sentence.starts("actions", "list", "show", "owner", "overdue", "figure", "figures"):
        return None
    if sentence.starts("action") and not any(span.first < 2 for span in sentence.of_kind(Kind.REF)):
        return None
    clause = clause_of_change(sentence)
    return _change(clause, sentence) if clause else read_news(sentence)


def _change(clause: Clause, whole: Sentence) -> AskChange:
    if clause.kind is ChangeKind.UNDO:
        return AskChange(ChangeKind.UNDO, Filters())
    to_whom = recipient_of(clause.sentence) if clause.kind is ChangeKind.REASSIGN else None
    return AskChange(
        clause.kind,
        subject_of(clause.sentence, besides=to_whom),
        day=day_meant(clause.kind, clause.sentence, whole),
        owner=to_whom.name if to_whom else None,
        note=_note(clause),
        all_of_them=clause.sentence.cue("all_of_them") or _is_a_group(clause.sentence),
        shift_days=shift_meant(clause.sentence) if clause.kind is ChangeKind.MOVE_DEADLINE else None,
    )


def _is_a_group(sentence: Sentence) -> bool:
    """ "Clearway Recovery's actions": all that somebody has."""
    return "'s actions" in sentence.text or "’s actions" in sentence.text


def _note(clause: Clause) -> str | None:
    """What was said besides the change; of progress in numbers, all that stands behind the ref."""
    counted = PERCENT.search(clause.sentence.text) or counts_parts(clause.sentence)
    if clause.kind is not ChangeKind.PROGRESS or not counted:
        return clause.note or _part_done(clause)
    if not clause.note and any(clause.sentence.of_kind(Kind.REF)):
        return _part_done(clause)
    return ", ".join(filter(None, (behind_the_ref(clause.sentence), clause.note)))


def _part_done(clause: Clause) -> str | None:
    """Progress without a note keeps what was said of it: "half done", "50%"."""
    if clause.kind is not ChangeKind.PROGRESS:
        return None
    sentence = clause.sentence
    percent = PERCENT.search(sentence.text)
    if percent:
        return percent[0]
    if any(sentence.of_kind(Kind.REF)) and counts_parts(sentence):
        return behind_the_ref(sentence)
    if sentence.has("so far") and sentence.has_numbers:
        return re.split(r"[,:;–—]|\s-\s", sentence.text, maxsplit=1)[-1].strip()
    written = next((span.said for span in sentence.of_kind(Kind.STATUS_WORD)), None)
    return next((words for words in PARTLY if sentence.has(words)), written)
