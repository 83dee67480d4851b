"""Whether a sentence asks for figures, rather than for actions that speak of the same things."""

from collections.abc import Sequence

from csp_core.asking.actions import about_actions
from csp_core.asking.facets import term_for
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import refs_holding_all
from csp_core.asking.general import Kind
from csp_core.asking.numbers import number_in
from csp_core.asking.one_action import is_either_or
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.series import Subject, holders_in
from csp_core.asking.shapes import shape_of
from csp_core.book import State
from csp_core.text import stem, tokens_of


def is_about_figures(sentence: Sentence, subject: Subject, numbers: Sequence[float]) -> bool:
    """Whether figures are asked for; `subject` is the series that is named, `numbers` are those that are quoted."""
    named = sentence.has("figure", "figures") or _asks_of_a_survey(sentence)
    sourced = bool(subject.measures) and sentence.cue("source", "document") and sentence.cue("figures")
    if subject.measures and not _only_partners(subject) and shape_of(sentence) is not None:
        return True
    if _asks_of_what_is_not_held(sentence, subject):
        return True
    if _asks_how_much_money(sentence, subject):
        return True
    if _is_about_one_action(sentence, named=named, sourced=sourced):
        return False
    if sourced or _asks_of_a_survey(sentence) or (states_said(sentence) and sentence.has(*_NUMBERS_SAID)):
        return True
    if sentence.cue("funding") and not (subject.measures or named):
        return False
    if _begins_with_figures(sentence, named=named) or _asks_of_a_state(sentence, subject):
        return True
    if _is_about_progress(sentence, subject):
        return False
    if subject.measures and not _only_partners(subject):
        return _asks_of_a_series(sentence, subject)
    return _asks_of_numbers(sentence, subject, numbers)


def _asks_of_what_is_not_held(sentence: Sentence, subject: Subject) -> bool:
    """ "Are road casualties falling", where no such series is held: an action about roads is no answer."""
    common = any(span.means(Kind.SERIES) and not span.means(Kind.TITLE) for span in sentence.spans)
    counted = sentence.cue("change", "figures", "compare") or sentence.has("how many", "number of", "how much")
    return common and counted and not subject.measures and not about_actions(sentence)


def _asks_how_much_money(sentence: Sentence, subject: Subject) -> bool:
    """ "Safer Streets, £?", "how large is the Rural Safety Fund"."""
    money = [name for name in subject.measures if not _MONEY.isdisjoint(tokens_of(name))]
    asked = (
        "£" in sentence.text or sentence.has(*_HOW_MUCH) or (sentence.cue("funding") and not about_actions(sentence))
    )
    return bool(money) and len(money) == len(subject.measures) and asked and not sentence.has(*_DOING)


_MONEY = {"fund", "grant", "budget", "award", "allocation"}
_HOW_MUCH = (
    "how much", "how large", "how big", "did we get", "have we got", "received", "do we get", "did we receive",
    "whose money", "who gives", "who gave", "worth",
)  # fmt: skip


def _is_about_one_action(sentence: Sentence, *, named: bool, sourced: bool) -> bool:
    """Whether words ask for what an action has: its owner, its deadline, what is done, what its ref says."""
    if is_either_or(sentence) or sentence.has(*_DOING):
        return True
    if sentence.has("actions", "action") or (sentence.cue("owner", "deadline") and not (named or sourced)):
        return True
    return _names_a_ref(sentence) and not named


_DOING = ("doing about", "doing on", "doing with", "do about", "done about", "doing to", "doing for")
STATES_OF_FIGURES = ("withdrawn", "revised", "corrected", "suppressed", "pulled", "provisional", "unpublished")


def states_said(sentence: Sentence) -> tuple[State, ...]:
    """The states of figures that are named: "which figures are provisional"."""
    return tuple(state for state in State if sentence.has(state.value))


_NUMBERS_SAID = ("figure", "figures", "figs", "number", "numbers", "stats", "statistics", "data")


def _names_a_ref(sentence: Sentence) -> bool:
    return any(
        not span.said.isdigit() or sentence.folded[max(span.first - 1, 0)] in {"number", "no"}
        for span in sentence.of_kind(Kind.REF)
    )


def _begins_with_figures(sentence: Sentence, *, named: bool) -> bool:
    leads = sentence.leads_with("figures") and not sentence.leads_with("list")
    return leads and (named or not about_actions(sentence))


def _asks_of_a_state(sentence: Sentence, subject: Subject) -> bool:
    """ "Why was the burglary figure revised"."""
    stated = bool(subject.measures) and sentence.has(*STATES_OF_FIGURES)
    return stated and sentence.cue("why", "figures", "source", "period")


def _is_about_progress(sentence: Sentence, subject: Subject) -> bool:
    """How a priority is doing, or which actions there are, unless the figures of a series are asked for."""
    if sentence.cue("progress") and not sentence.cue("figures", "share", "change") and filters_of(sentence).priorities:
        return True
    counted = bool(subject.measures) and sentence.cue("compare", "change", "figures", "funding")
    return about_actions(sentence) and not counted


def _asks_of_a_series(sentence: Sentence, subject: Subject) -> bool:
    """Whether anything is asked of the series that is named, or its name is all that was said."""
    return (
        asks_for_number(sentence)
        or sentence.cue(*_OF_FIGURES)
        or len(sentence.dates) > 1
        or sentence.starts("how much")
        or sentence.folded[-1] == "latest"
        or sentence.has("year before", "previous year", "than last year")
        or (sentence.has("ago") and years_back(sentence) is not None)
        or _only_measure(sentence, subject)
    )


def _asks_of_numbers(sentence: Sentence, subject: Subject, numbers: Sequence[float]) -> bool:
    """Whether numbers, ranks or other areas are asked for, although no series is recognised."""
    grouped = sentence.cue("organisations", "priorities", "by_organisation", "by_priority")
    return (
        (bool(numbers) and sentence.cue("source", "document", "period", "definition", "share", "change"))
        or (asks_for_number(sentence) and bool(subject.spans))
        or (sentence.cue("rank", "verdict") and not grouped)
        or (sentence.cue("compare") and any(sentence.of_kind(Kind.AREA)))
        or _wants_figures(sentence)
    )


def _only_partners(subject: Subject) -> bool:
    """ "The police" is in the name of a series, and yet says nothing of it."""
    naming = [span for span in subject.spans if not span.means(Kind.CUE)]
    return bool(naming) and all(_is_partner(span) for span in naming)


def _is_partner(span: Span) -> bool:
    """ "Fire" is the fire service; "fires" are what it puts out."""
    thing = span.read.endswith("e") and span.said.casefold() == f"{span.read}s"
    return span.means(Kind.ORGANISATION) or (span.means(Kind.ROLE) and not thing)


_OF_FIGURES = (
    "document", "progress", "funding", "figures", "change", "compare", "share", "rank", "verdict", "add", "period",
    "source", "definition", "count",
)  # fmt: skip


def asks_for_number(sentence: Sentence) -> bool:
    """ "Robbery no. please": "no." for number, behind what is counted."""
    words = [word for word in sentence.folded if word not in _COURTESIES]
    counted = len(words) > 1 and words[-1] in {"no", "nos"} and words[-2] not in {"or", "done", "yes"}
    return counted and not about_actions(sentence)


_COURTESIES = {"please", "pls", "plz", "thanks", "thank", "you", "ta", "cheers"}


def years_back(sentence: Sentence) -> int | None:
    """How many years earlier the figures to compare with are: "than 2 years ago". "In the last year" is the newest
    figure, "last year" the one before."""
    words = sentence.folded
    ago = words.index("ago") if "ago" in words else 0
    if (
        ago > 1
        and words[ago - 1] in {"year", "years"}
        and sentence.has("than", "against", "compared", "since", "v", "vs", "and")
    ):
        return 1 if words[ago - 2] in {"a", "the"} else number_in(words[ago - 2])
    rolling = sentence.has("in the last year", "over the last year", "the past year", "in the last yr")
    last = sentence.has(
        "year before",
        "period before",
        "quarter before",
        "time before",
        "previous year",
        "last year",
        "last yr",
        "year on year",
        "compared to before",
        "compared with before",
        "than before",
        "than it was",
        "than they were",
    )
    return 1 if last and not rolling else None


def _only_measure(sentence: Sentence, subject: Subject) -> bool:
    """Whether the name of a series is all that was typed; a priority of that name, or actions about it, come first."""
    telling = [span for span in sentence.telling if not span.means(Kind.AREA)]
    if not all(span in subject.spans for span in telling) or _mostly_unknown(sentence, telling):
        return False
    if any(span.means(Kind.MEASURE) for span in telling):
        return not any(span.means(Kind.PRIORITY) or span.means(Kind.THEME) for span in telling)
    if any(span.means(Kind.PRIORITY) for span in telling):
        return False
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    terms = [term_for(span, sentence) for span in telling]
    return plan is None or not refs_holding_all(terms, plan)


def _mostly_unknown(sentence: Sentence, telling: Sequence[Span]) -> bool:
    """ "The safety of bus stops": one word is in the name of a series, and the others are in none."""
    held = holders_in(sentence)
    unheld = [span for span in telling if not span.means(Kind.CUE) and not held[span.first]]
    words = sum(span.last - span.first for span in telling)
    return 2 * sum(span.last - span.first for span in unheld) > words


def _wants_figures(sentence: Sentence) -> bool:
    """Words that can only mean figures, although no series is recognised."""
    spoken = sentence.has(
        "figure", "figures", "figs", "stats", "stat", "statistics", "statistic", "data", "rates", "numbers",
        "surveyed", "respondents", "replies", "incidents", "offences", "survey result", "survey results", "kpi", "kpis",
        "trend", "trends", "feel safe", "feel safer", "feel unsafe", "feeling safe", "feeling safer", "feeling unsafe",
    )  # fmt: skip
    answered = _asks_of_a_survey(sentence) or (sentence.has("survey") and sentence.cue("count", "figures"))
    rated = sentence.has("rate") and sentence.starts("what is the", "whats the") and not sentence.cue("progress")
    return spoken or answered or rated or (sentence.has("crime", "crimes") and sentence.cue("change", "count"))


def _asks_of_a_survey(sentence: Sentence) -> bool:
    """ "When was the residents' survey", where no action speaks of one."""
    return sentence.has("survey") and stem("survey") not in sentence.vocabulary.text_stems
