"""The names that people have for organisations: whole, short, by their first or last words, or by what they are."""

from collections.abc import Iterator

from csp_core.asking.general import Kind, Meaning, Phrase, Role, general
from csp_core.book import Book, Organisation
from csp_core.text import initials_of, singular, tokens_of


def organisation_names(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    whole = {tokens_of(name): o.name for o in book.organisations for name in (*o.aliases, o.name)}
    for organisation in book.organisations:
        for phrase in (*_forms(organisation), *_without_area(organisation, book)):
            if whole.get(phrase, organisation.name) == organisation.name:
                yield phrase, Meaning(Kind.ORGANISATION, organisation.name)
    yield from _first_words(book)
    yield from _last_words(book)
    yield from _nicknames(book)
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


def _nicknames(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """ "Homes" for "Wrenbury City Homes", among organisations alone: the last word, which only one of them has."""
    names = [(tokens_of(organisation.name), organisation.name) for organisation in book.organisations]
    lasts = [tokens[-1:] for tokens, _ in names]
    for tokens, name in names:
        if (
            len(tokens) > 1
            and lasts.count(tokens[-1:]) == 1
            and len(tokens[-1]) > 3
            and tokens[-1:] not in general().phrases
        ):
            yield tokens[-1:], Meaning(Kind.NICKNAME, name)


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


def _holds(tokens: Phrase, phrase: Phrase) -> bool:
    return any(tokens[at : at + len(phrase)] == phrase for at in range(len(tokens) - len(phrase) + 1))
