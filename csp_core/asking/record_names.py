"""The names of what is recorded besides the plan: measures and their areas, grants, topics of facts."""

from collections.abc import Iterator

from csp_core.asking.general import Kind, Meaning, Phrase, general
from csp_core.book import Book, Measure, Plan
from csp_core.text import tokens_of


def record_names(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """Names of series first, then of places, money and facts."""
    yield from _measure_names(book)
    yield from _area_names(book)
    for plan in book.plans:
        yield from _names_of_facts(plan)


def _measure_names(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    for measure in book.measures:
        for name in (measure.name, *measure.aliases):
            yield tokens_of(name), Meaning(Kind.MEASURE, measure.name)
        yield from ((said, Meaning(Kind.MEASURE, measure.name)) for said in _spoken_names(measure, book))
        for area in measure.areas:
            for name in (area, *_shorter(area)):
                yield tokens_of(name), Meaning(Kind.AREA, area)
    if all_crime := _all_crime(book):
        yield from (
            (said, Meaning(Kind.MEASURE, _crime_measure(said, all_crime, book))) for said in general().crime.said
        )


def _spoken_names(measure: Measure, book: Book) -> Iterator[Phrase]:
    """What people call such a series, where no other one holds the words: "break-ins" for burglary in a dwelling."""
    others = [set(tokens_of(other.name)) for other in book.measures if other is not measure]
    own = set(tokens_of(measure.name))
    for group in general().series:
        if any(own.issuperset(name) for name in group):
            yield from (name for name in group if not any(other.issuperset(name) for other in others))


def _area_names(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """The own area, and what people call wider ones where it is clear which is meant."""
    yield tokens_of(book.area), Meaning(Kind.AREA, book.area)
    elsewhere = {area for measure in book.measures for area in measure.areas} - {book.area}
    if len(elsewhere) == 1:
        wider = next(iter(elsewhere))
        yield from ((tokens_of(said), Meaning(Kind.AREA, wider)) for said in _WIDER)
    yield from ((tokens_of(said), Meaning(Kind.AREA, area)) for area in _force_areas(book) for said in _FORCE)


def _names_of_facts(plan: Plan) -> Iterator[tuple[Phrase, Meaning]]:
    for grant in plan.grants:
        for name in (grant.name, *grant.aliases):
            yield tokens_of(name), Meaning(Kind.GRANT, grant.name)
    for statement in plan.statements:
        for name in (statement.topic, *statement.keywords):
            yield tokens_of(name), Meaning(Kind.TOPIC, statement.topic)


# What people call the only other area that figures are held for.
_WIDER = (
    "county", "county as a whole", "whole county", "county average", "rest of the county", "force area", "average",
)  # fmt: skip
_FORCE = ("force", "force as a whole", "whole force", "force area", "force average", "rest of the force")


def _force_areas(book: Book) -> Iterator[str]:
    """The area of the police force, where it is wider than the partnership's: West Arden for West Arden Police."""
    forces = [tokens_of(o.name) for o in book.organisations if "police" in tokens_of(o.name)]
    areas = dict.fromkeys(area for measure in book.measures for area in measure.areas if area != book.area)
    held = [area for area in areas if any(force[: len(tokens_of(area))] == tokens_of(area) for force in forces)]
    yield from held if len(held) == 1 else ()


def _shorter(area: str) -> Iterator[str]:
    """ "Five counties" and "average" for "Five counties average"; "the county" for what is not the own area."""
    words = area.split()
    if len(words) > 1 and words[-1].casefold() in {"average", "county", "force", "region"}:
        yield from (" ".join(words[:-1]), words[-1])
    yield from (f"{area} average", f"{area} as a whole")


def _all_crime(book: Book) -> str | None:
    """The measure that people mean by plain "crime"."""
    names = {tokens_of(name): measure.name for measure in book.measures for name in (measure.name, *measure.aliases)}
    return next((names[named] for named in general().crime.named if named in names), None)


def _crime_measure(said: Phrase, all_crime: str, book: Book) -> str:
    """All crime, unless another measure alone has every word: "crime rate" where a recorded crime rate is held."""
    exact = [measure.name for measure in book.measures if set(tokens_of(measure.name)) >= set(said)]
    return exact[0] if len(exact) == 1 and len(said) > 1 else all_crime
