"""Which phrases of a question stand behind "not", "except" …."""

from collections.abc import Iterator, Sequence

from csp_core.asking.dates import DateSpan
from csp_core.asking.general import Kind
from csp_core.asking.sentence import Span
from csp_core.text import Word


def negated(spans: Sequence[Span], dates: Sequence[DateSpan], words: Sequence[Word]) -> Iterator[Span]:
    """Marks what stands after "not", "except" …, up to the next cue or date."""
    if not any(span.means(Kind.CUE, "negation") or span.read == "no" for span in spans):
        yield from spans
        return
    negating = False
    starts_of_dates = {span.first for span in dates}
    for span, after in zip(spans, [*spans[1:], None], strict=True) if spans else ():
        if span.means(Kind.CUE, "negation") or _is_no_before_a_name(span, after):
            negating = True
        elif span.first in starts_of_dates or (
            _ends_negation(span, behind_comma="," in words[span.first].glue) and not _goes_on(span, words)
        ):
            negating = False
        yield span._replace(negated=True) if negating else span
        # "Not overdue in road safety" leaves road safety in.
        negating = negating and not span.means(Kind.CUE, "overdue")


def _is_no_before_a_name(span: Span, after: Span | None) -> bool:
    """ "No Harbour Lights" leaves them out; "no owner" is a phrase of its own."""
    kinds = (Kind.ORGANISATION, Kind.ROLE, Kind.PRIORITY, Kind.POST)
    return span.read == "no" and after is not None and any(after.means(kind) for kind in kinds)


def _ends_negation(span: Span, *, behind_comma: bool) -> bool:
    if span.said.casefold() in {"but", "due", "that", "which", "only", "just"}:
        return True
    passing: set[str] = set() if behind_comma else {"list", "lead_only", "partner_only", "owner", "partners", "mine"}
    return span.meanings.keys() == {Kind.CUE} and not any(span.means(Kind.CUE, name) for name in passing)


def _goes_on(span: Span, words: Sequence[Word]) -> bool:
    """ "Leave out anything which has been delivered": what follows is what is left out."""
    pronoun = words[span.first - 1].text if span.first else ""
    return words[span.first].text in {"which", "that"} and pronoun in {"anything", "everything", "those", "any", "ones"}
