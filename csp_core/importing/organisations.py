"""Organisations as plans write them: the same body under its name, its short name, an alias or its initials."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import uuid4

from csp_core import model
from csp_core.records import Records
from csp_core.text import initials_of, words_of

STRONG = re.compile(r"[;\n•]+")
WITH_SHORT_NAME = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<short>[^()\s]{2,10})\)")
SHORTEST_INITIALS = 3


@dataclass(frozen=True, slots=True)
class _Separators:
    """Where names end in a cell: always at `weak` ones, at `joiners` only between names that are known."""

    weak: re.Pattern[str]
    joiners: re.Pattern[str]


OF_LEADS = _Separators(re.compile(r"(/)"), re.compile(r",\s*|\s+(?:and|&)\s+", re.IGNORECASE))
"""One body leads as a rule, so a comma in its name is more likely than a second lead."""

OF_PARTNERS = _Separators(re.compile(r"([,/])"), re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as written, and the short name in brackets behind it."""

    full: str
    short: str | None = None


class Organisations:
    """The organisations of one partnership; what a file adds to them is sent to the database by `save`."""

    def __init__(self, records: Records) -> None:
        self.created: list[str] = []
        self._records = records
        self._known = list(records.of(model.Organisation, model.Organisation.name))
        self._by_name: dict[str, model.Organisation] = {}
        for organisation in self._known:
            self._index(organisation)

    def learn(self, leads: Iterable[str], partners: Iterable[str]) -> None:
        """Takes in every organisation that some cells name: those that explain a short name, then leads."""
        leads, partners = list(leads), list(partners)
        parts = {part.strip() for cell in (*leads, *partners) for part in STRONG.split(cell)}
        for part in sorted(parts):
            if _parsed(part).short:
                self._named(part)
        for cell in sorted(set(leads), key=lambda cell: (bool(OF_LEADS.joiners.search(cell)), -len(cell), cell)):
            for name in self.split_lead(cell):
                self._named(name)
        for name in sorted(
            {name for cell in partners for name in self.split(cell)}, key=lambda name: (-len(name), name)
        ):
            self._named(name)

    def find(self, written: str) -> model.Organisation | None:
        """The known organisation that is meant, None when there is none."""
        name = _parsed(written)
        for candidate in (written, name.full, name.short):
            if candidate and (found := self._by_name.get(_key(candidate))):
                return found
        return self._of_initials(written)

    def split(self, cell: str) -> list[str]:
        """The organisations of a cell for partners. "And" parts two names only where both are known."""
        return self._split(cell, OF_PARTNERS)

    def split_lead(self, cell: str) -> list[str]:
        """The organisations of a cell for the lead; the first one leads."""
        return self._split(cell, OF_LEADS)

    def _split(self, cell: str, separators: _Separators) -> list[str]:
        if model.names_nobody(cell):
            return []
        return [name for strong in STRONG.split(cell) for name in self._split_weakly(strong, separators)]

    def _split_weakly(self, text: str, separators: _Separators) -> list[str]:
        """Parts at weak separators, but keeps them inside the longest name that is known."""
        tokens = separators.weak.split(text)
        names: list[str] = []
        start = 0
        while start < len(tokens):
            ends = range(len(tokens), start, -2)
            end = next((end for end in ends if self.find("".join(tokens[start:end]).strip())), start + 1)
            names.extend(self._split_joined("".join(tokens[start:end]).strip(" .-*\t"), separators.joiners))
            start = end + 1
        return names

    def _split_joined(self, name: str, joiners: re.Pattern[str]) -> list[str]:
        if not name or self.find(name):
            return [name] if name else []
        for joiner in joiners.finditer(name):
            left, right = name[: joiner.start()], self._split_joined(name[joiner.end() :], joiners)
            if self._stands_alone(left) and all(map(self._stands_alone, right)):
                return [left, *right]
        return [name]

    def _stands_alone(self, name: str) -> bool:
        return self.find(name) is not None or (name.isupper() and name.isalpha())

    def _named(self, written: str) -> model.Organisation:
        name = _parsed(written)
        found = self.find(written)
        if found is None:
            found = model.Organisation(
                id=uuid4(),
                partnership_id=self._records.partnership_id,
                name=name.full,
                short_name=name.short,
                aliases=[],
            )
            self._records.session.add(found)
            self._known.append(found)
            self.created.append(found.name)
        elif name.short and not found.short_name:
            _explain(found, name)
        self._index(found)
        return found

    def _of_initials(self, written: str) -> model.Organisation | None:
        if len(written) < SHORTEST_INITIALS or not written.isupper():
            return None
        fitting = [each for each in self._known if initials_of(each.name) == written.casefold()]
        return fitting[0] if len(fitting) == 1 else None

    def _index(self, organisation: model.Organisation) -> None:
        for name in (organisation.name, organisation.short_name, *organisation.aliases):
            if name:
                self._by_name.setdefault(_key(name), organisation)


def _explain(organisation: model.Organisation, name: _Name) -> None:
    """An organisation known by its short name alone gets its full one."""
    if _key(organisation.name) == _key(name.short or ""):
        organisation.name = name.full
    organisation.short_name = name.short


@lru_cache(maxsize=16_384)
def _parsed(written: str) -> _Name:
    match = WITH_SHORT_NAME.fullmatch(written.strip())
    if match is None or not _is_short_for(match["short"], match["name"]):
        return _Name(" ".join(written.split()))
    return _Name(" ".join(match["name"].split()), match["short"])


def _is_short_for(short: str, name: str) -> bool:
    initials = "".join(word.text[0] for word in words_of(name))
    return short.isupper() or short.casefold() in {initials_of(name), initials}


@lru_cache(maxsize=16_384)
def _key(name: str) -> str:
    return " ".join(word.text for word in words_of(name))
