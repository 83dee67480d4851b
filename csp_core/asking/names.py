"""Every name in a book as the phrases that people say for it."""

from collections.abc import Iterator

from csp_core.asking.general import Kind, Meaning, Phrase, Role, general
from csp_core.asking.numbers import NUMBER_WORDS
from csp_core.book import Action, Book, Organisation, Plan
from csp_core.text import initials_of, singular, tokens_of, words_of

# What people call the only other area that figures are held for.
_WIDER = (
    "county",
    "county as a whole",
    "whole county",
    "county average",
    "rest of the county",
    "force area",
    "average",
)


def names_of(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """Every name in the book as a phrase, the most telling first."""
    for plan in book.plans:
        for action in plan.actions:
            yield _ref_phrase(action.ref), Meaning(Kind.REF, action.ref)
        yield from _prefixes(plan, book)
        yield from _ref_groups(plan)
        for priority in plan.priorities:
            for name in (priority.name, *priority.aliases, *_parts(priority.name), _core(priority.name)):
                yield tokens_of(name), Meaning(Kind.PRIORITY, priority.name)
    yield from _organisation_names(book)
    for post in book.posts:
        for name in (post.title, *post.aliases):
            yield from ((phrase, Meaning(Kind.POST, post.title)) for phrase in _shortened(tokens_of(name)))
    for person in book.people:
        yield tokens_of(person.name), Meaning(Kind.PERSON, person.name)
    yield from _record_names(book)
    for plan in book.plans:
        for action in plan.actions:
            yield from _title_phrases(action)
            if action.funding:
                yield from ((phrase, Meaning(Kind.TITLE, action.funding)) for phrase in _fund_phrases(action.funding))
            if action.objective:
                yield tokens_of(action.objective), Meaning(Kind.TITLE, action.objective)
            if action.status_as_written:
                yield tokens_of(action.status_as_written), Meaning(Kind.STATUS_WORD, action.status_as_written)


def _shortened(title: Phrase) -> Iterator[Phrase]:
    """A title as it stands, and with each rank in it shortened: Neighbourhood Sgt."""
    yield title
    for at, token in enumerate(title):
        for short in general().short_forms.get(token, ()):
            yield (*title[:at], *tokens_of(short), *title[at + 1 :])


def _record_names(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    for measure in book.measures:
        for name in (measure.name, *measure.aliases):
            yield tokens_of(name), Meaning(Kind.MEASURE, measure.name)
        for area in measure.areas:
            for name in (area, *_shorter(area)):
                yield tokens_of(name), Meaning(Kind.AREA, area)
    if all_crime := _all_crime(book):
        yield from (
            (said, Meaning(Kind.MEASURE, _crime_measure(said, all_crime, book))) for said in general().crime.said
        )
    yield tokens_of(book.area), Meaning(Kind.AREA, book.area)
    elsewhere = {area for measure in book.measures for area in measure.areas} - {book.area}
    if len(elsewhere) == 1:
        wider = next(iter(elsewhere))
        yield from ((tokens_of(said), Meaning(Kind.AREA, wider)) for said in _WIDER)
    for plan in book.plans:
        for grant in plan.grants:
            for name in (grant.name, *grant.aliases):
                yield tokens_of(name), Meaning(Kind.GRANT, grant.name)
        for statement in plan.statements:
            for name in (statement.topic, *statement.keywords):
                yield tokens_of(name), Meaning(Kind.TOPIC, statement.topic)


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


def _ref_phrase(ref: str) -> Phrase:
    return tuple(word.text for word in words_of(ref))


def _parts(name: str) -> Iterator[str]:
    """The halves of "Hate crime and cohesion", where each could be said alone, and the initials of the whole."""
    halves = [half.strip() for half in name.replace("&", " and ").replace("/", " and ").split(" and ")]
    if len(halves) > 1:
        yield from (half for half in halves if len(half) > 3 and not half.startswith("the "))
    if len(initials_of(name)) > 1:
        yield initials_of(name)


def _ref_groups(plan: Plan) -> Iterator[tuple[Phrase, Meaning]]:
    """ "NC1" for NC1.1, NC1.2 …, where it is no ref itself."""
    phrases = {_ref_phrase(action.ref): action.ref for action in plan.actions}
    for phrase, ref in phrases.items():
        if len(phrase) > 2 and phrase[0].isalpha() and phrase[:-1] not in phrases:
            yield phrase[:-1], Meaning(Kind.REF, ref)


def _prefixes(plan: Plan, book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """ "RV" for the one priority whose actions are RV-01, RV-02 …, where it is nobody's name and no other word."""
    found: dict[str, set[str | None]] = {}
    for action in plan.actions:
        found.setdefault(words_of(action.ref)[0].text, set()).add(action.priority)
    taken = {phrase for phrase, _ in _organisation_names(book)}
    for prefix, priorities in found.items():
        known = (prefix,) in general().phrases or prefix in general().common or (prefix,) in taken
        if len(priorities) == 1 and prefix.isalpha() and not known:
            yield from (((prefix,), Meaning(Kind.PRIORITY, name)) for name in priorities if name)


_AIMS = {
    "a", "an", "the", "our", "safe", "safer", "safety", "reducing", "reduce", "tackling", "tackle", "preventing",
    "prevent", "stopping", "stop", "improving", "improve", "protecting", "protect", "promoting", "promote", "building",
    "build", "better", "stronger", "strong", "addressing", "managing", "responding", "to", "on", "ending", "end",
    "supporting", "keeping", "making", "creating", "working",
}  # fmt: skip


def _core(name: str) -> str:
    """ "Night-time economy" of "A safe night-time economy": what a priority is about, without its aim in front."""
    words = name.split()
    while len(words) > 2 and words[0].casefold() in _AIMS:
        words = words[1:]
    return " ".join(words) if len(tokens_of(" ".join(words))) > 1 else name


def _organisation_names(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    whole = {tokens_of(name): o.name for o in book.organisations for name in (*o.aliases, o.name)}
    for organisation in book.organisations:
        for phrase in (*_forms(organisation), *_without_area(organisation, book)):
            if whole.get(phrase, organisation.name) == organisation.name:
                yield phrase, Meaning(Kind.ORGANISATION, organisation.name)
    yield from _first_words(book)
    yield from _last_words(book)
    for said, organisations in _roles_in(book).items():
        yield from ((said, Meaning(Kind.ROLE, name)) for name in organisations)


def _first_words(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """ "Tidewell" for "Tidewell Recovery": a first word that only one organisation has and that means nothing else."""
    firsts = [tokens_of(organisation.name)[:1] for organisation in book.organisations]
    titles = (token for plan in book.plans for action in plan.actions for token in tokens_of(action.title))
    elsewhere = {*general().phrases, *((token,) for token in (*general().common, *tokens_of(book.area), *titles))}
    for organisation, first in zip(book.organisations, firsts, strict=True):
        if firsts.count(first) == 1 and first not in elsewhere and len("".join(first)) > 4:
            yield first, Meaning(Kind.ORGANISATION, organisation.name)


def _last_words(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """ "Housing trust" for "Northgate Housing Trust": two last words that only one organisation has and that mean
    nothing else."""
    names = [(tokens_of(organisation.name), organisation.name) for organisation in book.organisations]
    endings = [tokens[-2:] for tokens, _ in names]
    for tokens, name in names:
        if len(tokens) > 2 and endings.count(tokens[-2:]) == 1 and tokens[-2:] not in general().phrases:
            yield tokens[-2:], Meaning(Kind.ORGANISATION, name)


def _without_area(organisation: Organisation, book: Book) -> Iterator[Phrase]:
    """ "Victim Care" for "Wendshire Victim Care": a name without the place that several names begin with."""
    tokens, area = tokens_of(organisation.name), tokens_of(book.area)
    if tokens[: len(area)] == area and len(tokens) - len(area) > 1:
        yield tokens[len(area) :]
    if tokens[-len(area) :] == area and len(tokens) > len(area):
        yield tokens[: -len(area)]
    alike = sum(tokens_of(other.name)[:1] == tokens[:1] for other in book.organisations)
    if alike > 1 and len(tokens) > 2 and tokens[1:] not in general().phrases:
        yield tokens[1:]


def _forms(organisation: Organisation) -> Iterator[Phrase]:
    """A name as people say it: whole, short, by its initials, or by its first words ("Kent Fire")."""
    for name in (organisation.name, *organisation.aliases):
        tokens = tokens_of(name)
        yield tokens
        yield from (tokens[:length] for length in range(2, len(tokens)) if tokens[length - 1] not in {"and", "of"})
    if organisation.short_name:
        yield tokens_of(organisation.short_name)
    if len(initials_of(organisation.name)) > 1:
        yield (singular(initials_of(organisation.name)),)


def _roles_in(book: Book) -> dict[Phrase, list[str]]:
    """Which organisations people mean by "the police" or "the council": those whose name says so most exactly."""
    found: dict[Phrase, list[str]] = {}
    roles = general().roles.values()
    for organisation in book.organisations:
        marked = {role: _mark(organisation, role) for role in roles}
        longest = max(marked.values(), default=0)
        for role in roles:
            if longest and marked[role] == longest:
                for phrase in role.said:
                    found.setdefault(phrase, []).append(organisation.name)
    return {said: _named_so(said, names) for said, names in found.items()}


def _named_so(said: Phrase, names: list[str]) -> list[str]:
    """Of several organisations of a kind those whose own name says the word: "hospital" is not the health board."""
    return [name for name in names if _holds(tokens_of(name), said)] or names


def _mark(organisation: Organisation, role: Role) -> int:
    """How many words of an organisation's name mark it as one of this kind; 0 for none."""
    tokens = tokens_of(f"{organisation.name} {organisation.short_name or ''}")
    return max((len(phrase) for phrase in role.named if _holds(tokens, phrase)), default=0)


def _title_phrases(action: Action) -> Iterator[tuple[Phrase, Meaning]]:
    """Runs of one to five words of a title that begin and end with a word of weight."""
    words = [word.text for word in words_of(action.title)]
    folded = [singular(word) for word in words]
    heavy = [not word.isdigit() and folded[at] not in general().filler for at, word in enumerate(words)]
    for first in range(len(words)):
        for last in range(first, min(first + 5, len(words))):
            counts_only = first == last and words[first] in NUMBER_WORDS
            if heavy[first] and heavy[last] and not counts_only:
                yield tuple(folded[first : last + 1]), Meaning(Kind.TITLE, " ".join(words[first : last + 1]))


def _fund_phrases(funding: str) -> Iterator[Phrase]:
    """ "Safer Streets Fund", and "Safer Streets" alone."""
    tokens = tokens_of(funding)
    yield tokens
    if len(tokens) > 2 and tokens[-1] in {"fund", "grant", "funding", "money", "budget"}:
        yield tokens[:-1]


def _holds(tokens: Phrase, phrase: Phrase) -> bool:
    return any(tokens[at : at + len(phrase)] == phrase for at in range(len(tokens) - len(phrase) + 1))
