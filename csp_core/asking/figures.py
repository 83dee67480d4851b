"""Reads questions about figures: which series, which areas and period, and what is wanted of them."""

import re
from collections.abc import Sequence

from csp_core.asking.actions import about_actions
from csp_core.asking.filtering import filters_of, term_for
from csp_core.asking.filters import refs_holding_all
from csp_core.asking.general import Kind
from csp_core.asking.numbers import number_in
from csp_core.asking.one_action import is_either_or
from csp_core.asking.questions import AskFigures, Aspect, Question
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.series import Subject, holders_in, subject_meant
from csp_core.book import State
from csp_core.text import stem

_NUMBER = re.compile(r"(?<![\w.])[+\-−–]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+\-−–]?\d{1,12}(?:\.\d{1,6})?")
# Cues in the order in which they decide what is wanted, when several stand in one question.
_ASPECTS = (
    ("definition", Aspect.DEFINITION),
    ("source", Aspect.SOURCE),
    ("document", Aspect.SOURCE),
    ("rank", Aspect.RANK),
    ("verdict", Aspect.GOOD_OR_BAD),
    ("share", Aspect.PERCENTAGE),
    ("add", Aspect.ADD),
    ("compare", Aspect.COMPARE_AREAS),
    ("period", Aspect.PERIOD),
    ("change", Aspect.CHANGE),
)
_OF_FIGURES = (
    "document",
    "progress",
    "funding",
    "figures",
    "change",
    "compare",
    "share",
    "rank",
    "verdict",
    "add",
    "period",
    "source",
    "definition",
    "count",
)


def read_figures(sentence: Sentence) -> Question | None:
    """A question about figures: it names a series, an area, a number, or the word itself."""
    aspect = aspect_of(sentence)
    subject = subject_meant(sentence, aspect)
    numbers = _numbers(sentence)
    if not _is_about_figures(sentence, subject, numbers):
        return None
    areas = sentence.values(Kind.AREA)
    back = years_back(sentence)
    if subject.measures and back and not _elsewhere_too(sentence):
        return AskFigures(Aspect.COMPARE_PERIODS, subject.measures, areas, said=subject.said, years_back=back)
    periods = tuple(span.period for span in sentence.dates if span.period)
    states = () if subject.measures else states_said(sentence)
    topics = sentence.values(Kind.TOPIC)
    typed = "" if subject.measures else sentence.text
    return AskFigures(aspect, subject.measures, areas, periods, numbers, subject.said, topics, states, typed)


def read_named_series(sentence: Sentence) -> Question | None:
    """ "How's knife crime looking", where a series has that name and no action speaks of it."""
    if not any(sentence.of_kind(Kind.MEASURE)) or about_actions(sentence) or sentence.has("name", "names"):
        return None
    if sentence.cue("owner", "due", "partners", "list"):
        return None
    subject, filters = subject_meant(sentence, Aspect.LATEST), filters_of(sentence)
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    spoken_of = plan is not None and bool(refs_holding_all(filters.terms, plan))
    if not subject.measures or not filters.terms or spoken_of or filters.priorities or filters.organisations:
        return None
    return AskFigures(Aspect.LATEST, subject.measures, sentence.values(Kind.AREA), said=subject.said)


_NUMBERS_SAID = ("figure", "figures", "figs", "number", "numbers", "stats", "statistics", "data")


def states_said(sentence: Sentence) -> tuple[State, ...]:
    """The states of figures that are named: "which figures are provisional"."""
    return tuple(state for state in State if sentence.has(state.value))


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
    last = sentence.has("year before", "previous year", "last year", "last yr", "year on year")
    return 1 if last and not rolling else None


_DOING = ("doing about", "doing on", "doing with", "do about", "done about", "doing to", "doing for")


def _elsewhere_too(sentence: Sentence) -> bool:
    """Whether other areas are to be compared as well: their change on the year before stands with their figure."""
    return sentence.cue("compare") and bool({*sentence.values(Kind.AREA)} - {sentence.vocabulary.book.area})


def _is_about_figures(sentence: Sentence, subject: Subject, numbers: tuple[float, ...]) -> bool:
    if is_either_or(sentence) or sentence.has(*_DOING):
        return False
    named = sentence.has("figure", "figures") or _asks_of_a_survey(sentence)
    sourced = bool(subject.measures) and sentence.cue("source", "document") and sentence.cue("figures")
    if sentence.has("actions", "action") or (sentence.cue("owner", "deadline") and not (named or sourced)):
        return False
    if _names_a_ref(sentence) and not named:
        return False
    if sourced or _asks_of_a_survey(sentence) or (states_said(sentence) and sentence.has(*_NUMBERS_SAID)):
        return True
    if sentence.cue("funding") and not (subject.measures or named):
        return False
    if sentence.leads_with("figures") and not sentence.leads_with("list") and (named or not about_actions(sentence)):
        return True
    if subject.measures and sentence.has(*STATES_OF_FIGURES) and sentence.cue("why", "figures", "source", "period"):
        return True
    if sentence.cue("progress") and not sentence.cue("figures", "share", "change") and filters_of(sentence).priorities:
        return False
    if about_actions(sentence) and not (subject.measures and sentence.cue("compare", "change", "figures", "funding")):
        return False
    if subject.measures and not _only_partners(subject):
        return (
            asks_for_number(sentence)
            or sentence.cue(*_OF_FIGURES)
            or len(sentence.dates) > 1
            or sentence.starts("how much")
            or sentence.has("year before", "previous year", "than last year")
            or (sentence.has("ago") and years_back(sentence) is not None)
            or _only_measure(sentence, subject)
        )
    if numbers and sentence.cue("source", "period", "definition", "share", "change"):
        return True
    if asks_for_number(sentence) and subject.spans:
        return True
    grouped = sentence.cue("organisations", "priorities", "by_organisation", "by_priority")
    if sentence.cue("rank", "verdict") and not grouped:
        return True
    if sentence.cue("compare") and any(sentence.of_kind(Kind.AREA)):
        return True
    return _wants_figures(sentence)


STATES_OF_FIGURES = ("withdrawn", "revised", "corrected", "suppressed", "pulled", "provisional", "unpublished")
_COURTESIES = {"please", "pls", "plz", "thanks", "thank", "you", "ta", "cheers"}


def asks_for_number(sentence: Sentence) -> bool:
    """ "Robbery no. please": "no." for number, behind what is counted."""
    words = [word for word in sentence.folded if word not in _COURTESIES]
    counted = len(words) > 1 and words[-1] in {"no", "nos"} and words[-2] not in {"or", "done", "yes"}
    return counted and not about_actions(sentence)


def _only_partners(subject: Subject) -> bool:
    """ "The police" is in the name of a series, and yet says nothing of it."""
    naming = [span for span in subject.spans if not span.means(Kind.CUE)]
    return bool(naming) and all(_is_partner(span) for span in naming)


def _is_partner(span: Span) -> bool:
    """ "Fire" is the fire service; "fires" are what it puts out."""
    thing = span.read.endswith("e") and span.said.casefold() == f"{span.read}s"
    return span.means(Kind.ORGANISATION) or (span.means(Kind.ROLE) and not thing)


def _names_a_ref(sentence: Sentence) -> bool:
    return any(
        not span.said.isdigit() or sentence.folded[max(span.first - 1, 0)] in {"number", "no"}
        for span in sentence.of_kind(Kind.REF)
    )


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


def _mostly_unknown(sentence: Sentence, telling: Sequence[Span]) -> bool:
    """ "The safety of bus stops": one word is in the name of a series, and the others are in none."""
    held = holders_in(sentence)
    unheld = [span for span in telling if not span.means(Kind.CUE) and not held[span.first]]
    words = sum(span.last - span.first for span in telling)
    return 2 * sum(span.last - span.first for span in unheld) > words


def _asks_of_a_survey(sentence: Sentence) -> bool:
    """ "When was the residents' survey", where no action speaks of one."""
    return sentence.has("survey") and stem("survey") not in sentence.vocabulary.text_stems


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


def _numbers(sentence: Sentence) -> tuple[float, ...]:
    """Numbers that are quoted, other than those of dates."""
    if not sentence.has_numbers:
        return ()
    named = [(span.first, span.last) for span in sentence.of_kind(Kind.REF) if not span.said.isdigit()]
    dated = [(span.first, span.last) for span in sentence.dates]
    taken = {
        at
        for first, last in (*dated, *named)
        for at in range(sentence.words[first].start, sentence.words[last - 1].end)
    }
    found = []
    for match in _NUMBER.finditer(sentence.text):
        if taken.isdisjoint(range(match.start(), match.end())):
            found.append(float(re.sub(r"[−–]", "-", match[0]).replace(",", "")))
    return tuple(found)


def aspect_of(sentence: Sentence) -> Aspect:
    aspect = next((aspect for cue, aspect in _ASPECTS if sentence.cue(cue)), Aspect.LATEST)
    if sentence.cue("change") and aspect in {Aspect.CHANGE, Aspect.PERCENTAGE}:
        aspect = Aspect.GOOD_OR_BAD if sentence.has("good", "bad", "positive", "worrying") else Aspect.CHANGE
    own = sentence.vocabulary.book.area
    elsewhere = [area for area in sentence.values(Kind.AREA) if area != own]
    over_time = bool(sentence.dates) or sentence.has("yoy", "year on year", "last")
    if aspect is Aspect.COMPARE_AREAS and not elsewhere and over_time:
        return Aspect.COMPARE_PERIODS
    here = own in sentence.values(Kind.AREA) or sentence.has("here", "we", "us", "our")
    if aspect in {Aspect.CHANGE, Aspect.LATEST} and elsewhere and here and not sentence.starts("and"):
        return Aspect.COMPARE_AREAS
    if aspect is Aspect.PERIOD and not sentence.has("what", "which", "when", "how", "does"):
        return Aspect.LATEST
    return aspect
