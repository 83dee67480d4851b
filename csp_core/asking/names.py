"""Every name in a book as the phrases that people say for it."""

import re
from collections.abc import Iterator

from csp_core.asking.general import Kind, Meaning, Phrase, general
from csp_core.asking.numbers import NUMBER_WORDS
from csp_core.asking.organisation_names import organisation_names
from csp_core.asking.record_names import record_names
from csp_core.book import Action, Book, Plan
from csp_core.text import initials_of, singular, stem, tokens_of, words_of


def names_of(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """Every name in the book as a phrase, the most telling first."""
    for plan in book.plans:
        yield from _refs(plan)
        yield from _prefixes(plan, book)
        yield from _ref_groups(plan)
        yield from _words_of_priorities(plan)
        yield from _priorities(plan)
    yield from organisation_names(book)
    for post in book.posts:
        for name in (post.title, *post.aliases):
            yield from ((phrase, Meaning(Kind.POST, post.title)) for phrase in _shortened(tokens_of(name)))
    yield from _ends_of_posts(book)
    for person in book.people:
        yield tokens_of(person.name), Meaning(Kind.PERSON, person.name)
    yield from record_names(book)
    for plan in book.plans:
        for action in plan.actions:
            yield from _words_of_an_action(action)


def _refs(plan: Plan) -> Iterator[tuple[Phrase, Meaning]]:
    for action in plan.actions:
        yield _ref_phrase(action.ref), Meaning(Kind.REF, action.ref)
        yield ("action", *_ref_phrase(action.ref)), Meaning(Kind.REF, action.ref)


def _priorities(plan: Plan) -> Iterator[tuple[Phrase, Meaning]]:
    """Each priority whole, in parts, without its aim, as initials and in other words."""
    for priority in plan.priorities:
        core = _core(priority.name)
        for name in (priority.name, *priority.aliases, *_parts(priority.name), core, *_initials(core)):
            yield tokens_of(name), Meaning(Kind.PRIORITY, priority.name)
        yield from ((phrase, Meaning(Kind.PRIORITY, priority.name)) for phrase in _reworded(core))
        yield from ((phrase, Meaning(Kind.PRIORITY, priority.name)) for phrase in _beginnings(core, plan))


def _words_of_an_action(action: Action) -> Iterator[tuple[Phrase, Meaning]]:
    yield from _title_phrases(action)
    if action.funding:
        yield from ((phrase, Meaning(Kind.TITLE, action.funding)) for phrase in _fund_phrases(action.funding))
    if action.objective:
        yield tokens_of(action.objective), Meaning(Kind.TITLE, action.objective)
    if action.status_as_written:
        yield tokens_of(action.status_as_written), Meaning(Kind.STATUS_WORD, action.status_as_written)


def _ends_of_posts(book: Book) -> Iterator[tuple[Phrase, Meaning]]:
    """ "Matron" and "detective inspector": the last words of a title, where one post alone ends so."""
    titles = [tokens_of(post.title) for post in book.posts]
    for post, tokens in zip(book.posts, titles, strict=True):
        for length in (1, 2):
            end = tokens[-length:]
            known = end in general().phrases or end[0] in general().common or end[0] in general().filler
            if len(tokens) > length and [title[-length:] for title in titles].count(end) == 1 and not known:
                yield end, Meaning(Kind.POST, post.title)


def _shortened(title: Phrase) -> Iterator[Phrase]:
    """A title as it stands, and with one or two ranks in it shortened: Neighbourhood Sgt, Nbhd Sgt."""
    yield title
    for shorter in _one_shortened(title):
        yield shorter
        yield from _one_shortened(shorter)


def _one_shortened(title: Phrase) -> Iterator[Phrase]:
    for first in range(len(title)):
        for last in (first + 1, first + 2):
            for short in general().short_forms.get(" ".join(title[first:last]), ()):
                yield (*title[:first], *tokens_of(short), *title[last:])


def _ref_phrase(ref: str) -> Phrase:
    return tuple(word.text for word in words_of(ref))


def _parts(name: str) -> Iterator[str]:
    """The parts of "Hate crime, cohesion and Prevent", each of which could be said alone, and the initials."""
    parts = [part.strip() for part in _BETWEEN_PARTS.split(name)]
    if len(parts) > 1:
        yield from (part for part in parts if len(part) > 3 and not part.startswith("the "))
    if len(initials_of(name)) > 1 and initials_of(name) not in general().filler:
        yield initials_of(name)


_BETWEEN_PARTS = re.compile(r"[,;/&:–—]|\band\b")


def _initials(name: str) -> Iterator[str]:
    """ "NTE" for the night-time economy."""
    initials = initials_of(name.replace("-", " "))
    meant = general().phrases.get((initials,), ())
    if len(initials) > 2 and all(meaning.kind in _NARROW for meaning in meant):
        yield initials


_NARROW = {Kind.THEME_WORD, Kind.GLOSSARY}
# "Internet safety" for "Safe online": the words of a short name in other forms and in either order.
_FORMS = {form: forms for forms in (("safe", "safer", "safety"),) for form in forms}


def _reworded(name: str) -> Iterator[Phrase]:
    tokens = tokens_of(name)
    if len(tokens) == 2 and not _FORMS.keys().isdisjoint(tokens):
        one, other = ((*_FORMS.get(token, (token,)), *general().synonyms.get((token,), ())) for token in tokens)
        pairs = (pair for first in one for last in other for pair in ((first, last), (last, first)))
        yield from (pair for pair in pairs if pair not in general().phrases and " " not in "".join(pair))


def _beginnings(core: str, plan: Plan) -> Iterator[Phrase]:
    """ "Night-time" for "Night-time economy", where no action's title speaks of it."""
    first = tokens_of(core)[:2]
    light = first[0] in general().filler or first[0].isdigit()
    if len(tokens_of(core)) == 3 and not light and first not in general().phrases:
        held = any(action.title_stems.issuperset(map(stem, first)) for action in plan.actions)
        yield from () if held else (first,)


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
    taken = {phrase for phrase, _ in organisation_names(book)}
    for prefix, priorities in found.items():
        known = (prefix,) in general().phrases or prefix in general().common or (prefix,) in taken
        if len(priorities) == 1 and prefix.isalpha() and not known:
            yield from (((prefix,), Meaning(Kind.PRIORITY, name)) for name in priorities if name)


def _words_of_priorities(plan: Plan) -> Iterator[tuple[Phrase, Meaning]]:
    """ "Wildlife" for "Rural and wildlife crime", where no other priority has the word and no action's text."""
    held = {stem for action in plan.actions for stem in action.text_stems}
    words = [
        (word, priority.name) for priority in plan.priorities for word in {w.text for w in words_of(priority.name)}
    ]
    everywhere = [word for word, _ in words]
    for word, name in words:
        plain = word in general().filler or word in general().common or (singular(word),) in general().phrases
        if len(word) > 4 and everywhere.count(word) == 1 and stem(word) not in held and not plain and word not in _AIMS:
            yield (singular(word),), Meaning(Kind.PRIORITY, name)


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
