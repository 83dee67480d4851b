"""Which actions a wish or a report is about."""

from csp_core.asking.deed_recipient import Recipient
from csp_core.asking.deed_words import SETTING, VERBS
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters
from csp_core.asking.sentence import Sentence, Span


def subject_of(sentence: Sentence, besides: Recipient | None = None) -> Filters:
    """Which actions are meant: the filters without what they are to become, and without whom they are handed to,
    `besides`."""
    spans = tuple(span for span in sentence.spans if not (besides and besides.holds(span)) and not _is_verb(span))
    filters = filters_of(sentence if len(spans) == len(sentence.spans) else sentence.of(spans))
    if filters.not_refs and not filters.refs and sentence.has("neither"):
        return Filters(year=filters.year, refs=filters.not_refs)
    if filters.refs:
        # A ref says exactly which: what else is named is part of the report.
        return Filters(year=filters.year, refs=filters.refs, not_refs=filters.not_refs)
    return Filters(
        year=filters.year, priorities=filters.priorities, organisations=filters.organisations,
        part=filters.part, owners=filters.owners, overdue=filters.overdue,
        not_overdue=filters.not_overdue, terms=filters.terms, not_priorities=filters.not_priorities,
        not_organisations=filters.not_organisations, not_owners=filters.not_owners,
        not_status_words=filters.not_status_words, not_refs=filters.not_refs, ignored=filters.ignored,
        as_at=filters.as_at,
    )  # fmt: skip


def _is_verb(span: Span) -> bool:
    said = span.said.casefold()
    return said in VERBS or said in SETTING or said in _PARTICLES


_PARTICLES = {
    "off", "over", "back", "again", "forward", "re", "date", "part", "half", "halfway", "way", "partly", "partially",
    "nearly", "almost",
}  # fmt: skip
