"""The general vocabulary: what words mean in English and in community safety, whoever asks (vocabulary.toml)."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from csp_core.text import stem, stems_of, tokens_of


class Kind(StrEnum):
    """What sort of thing a phrase means."""

    FILLER = "filler"
    CUE = "cue"
    STATUS = "status"
    STATUS_WORD = "status_word"
    REF = "ref"
    PRIORITY = "priority"
    ORGANISATION = "organisation"
    ROLE = "role"
    NICKNAME = "nickname"
    POST = "post"
    PERSON = "person"
    MEASURE = "measure"
    SERIES = "series"
    AREA = "area"
    TOPIC = "topic"
    GRANT = "grant"
    THEME = "theme"
    THEME_WORD = "theme_word"
    TITLE = "title"
    COLLISION = "collision"
    GLOSSARY = "glossary"
    DECLINED = "declined"
    SIGNPOST = "signpost"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a phrase means; `value` is its key: a cue's name, a ref, a priority's or organisation's name …"""

    kind: Kind
    value: str


# One of several words, "(a|b)", or one or none of them, "[a|b]".
_CHOICE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
Phrase = tuple[str, ...]
# All that a phrase means, by kind.
Meanings = Mapping[Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Theme:
    """A field of community safety: other names of the whole, narrower words, and themes close to it."""

    key: str
    title: str
    names: tuple[str, ...]
    words: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of organisation or measure: what people call it, and the words that mark one in its name."""

    said: tuple[Phrase, ...]
    named: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Danger:
    """Words that tell of somebody in danger when a person and a harm stand in one sentence; what to say then.

    `harm_begins` are the first words of harms.
    """

    people: frozenset[Phrase]
    harm: frozenset[Phrase]
    harm_begins: frozenset[str]
    sentence: str


@dataclass(frozen=True, slots=True)
class General:
    """What holds for every partnership: the content of vocabulary.toml, compiled once."""

    phrases: Mapping[Phrase, tuple[Meaning, ...]]
    filler: frozenset[str]
    common: frozenset[str]
    passing: frozenset[str]
    themes: Mapping[str, Theme]
    theme_names: Mapping[Phrase, tuple[str, ...]]
    roles: Mapping[str, Role]
    synonyms: Mapping[Phrase, tuple[str, ...]]
    short_forms: Mapping[str, tuple[str, ...]]
    collisions: Mapping[str, tuple[str, ...]]
    glossary: Mapping[str, str]
    declined: Mapping[str, str]
    refusals: Mapping[str, str]
    signposts: Mapping[str, str]
    urgent: frozenset[str]
    danger: Danger
    crime: Role
    spoken: Mapping[str, str]
    series: tuple[tuple[Phrase, ...], ...]


@lru_cache(maxsize=1)
def general() -> General:
    """The general vocabulary; read from its file at the first question."""
    return _compiled(tomllib.loads((files(__package__) / "vocabulary.toml").read_text("utf-8")))


@lru_cache(maxsize=16_384)
def alternatives(said: str) -> tuple[Phrase, ...]:
    """The stems to look for when somebody says a word or phrase: its own, and those of its synonyms."""
    same = general().synonyms.get(tokens_of(said), ())
    return tuple(dict.fromkeys((stems_of(said), *(stems_of(other) for other in same))))


def _compiled(content: Mapping[str, Any]) -> General:
    themes = {key: _theme(key, entry) for key, entry in content["themes"].items()}
    return General(
        phrases=_all_phrases(content),
        filler=_words(content["filler"]),
        common=_words(content["common"]),
        passing=frozenset(map(stem, _words(content["passing"]))),
        themes=themes,
        theme_names=_theme_names(themes),
        roles={key: _role(entry) for key, entry in content["organisations"].items()},
        synonyms=_synonyms(content["synonyms"]["groups"]),
        urgent=frozenset(_by_phrase([entry for entry in content["signposts"] if entry.get("urgent")], "sentence")),
        danger=_danger(content),
        crime=_role(content["crime"]),
        spoken=dict(content["spoken"]),
        series=tuple(_phrases(group) for group in content["series"]["groups"]),
        short_forms={word: tuple(short) for word, short in content["short_forms"].items()},
        collisions={key: tuple(others) for key, others in content["collisions"].items()},
        glossary=dict(content["glossary"]),
        declined=_by_phrase(content["declined"], "refusal"),
        refusals=dict(content["refusals"]),
        signposts=_by_phrase(content["signposts"], "sentence"),
    )


def _all_phrases(content: Mapping[str, Any]) -> dict[Phrase, tuple[Meaning, ...]]:
    phrases: defaultdict[Phrase, list[Meaning]] = defaultdict(list)
    for phrase, meaning in _phrases_in(content):
        phrases[phrase].append(meaning)
    return {phrase: tuple(dict.fromkeys(meanings)) for phrase, meanings in phrases.items()}


def _words(text: str) -> frozenset[str]:
    return frozenset(token for word in text.split() for token in tokens_of(word))


def _role(entry: Mapping[str, Any]) -> Role:
    return Role(_phrases(entry["said"]), _phrases(entry["named"]))


def _synonyms(groups: list[list[str]]) -> dict[Phrase, tuple[str, ...]]:
    """For each word of a group, the others."""
    return {tokens_of(word): tuple(other for other in group if other != word) for group in groups for word in group}


def _by_phrase(entries: list[Mapping[str, Any]], name: str) -> dict[str, str]:
    return {phrase: entry[name] for entry in entries for phrase in _written_out(entry["phrases"])}


def _written_out(phrases: Iterable[str]) -> Iterator[str]:
    """Every wording of patterns: "(past|over) [its] date" is "past its date", "past date", "over its date" …"""
    for phrase in phrases:
        found = _CHOICE.search(phrase)
        if found is None:
            yield phrase
            continue
        choices = (found[1] or found[2]).split("|")
        before, after = phrase[: found.start()], phrase[found.end() :]
        for choice in (*choices, *([""] if found[2] else [])):
            yield from _written_out([f"{before}{choice}{after}"])


def _phrases_in(content: Mapping[str, Any]) -> Iterator[tuple[Phrase, Meaning]]:
    for word in content["filler"].split():
        for token in tokens_of(word):
            yield (token,), Meaning(Kind.FILLER, "")
    yield from ((tokens_of(phrase), Meaning(Kind.FILLER, "")) for phrase in _written_out(content["filler_phrases"]))
    for kind, section in ((Kind.CUE, "cues"), (Kind.STATUS, "statuses")):
        for key, said in content[section].items():
            yield from ((tokens_of(phrase), Meaning(kind, key)) for phrase in _written_out(said))
    for key, theme in content["themes"].items():
        yield from ((tokens_of(phrase), Meaning(Kind.THEME, key)) for phrase in theme["names"])
        yield from ((tokens_of(phrase), Meaning(Kind.THEME_WORD, key)) for phrase in _written_out(theme["words"]))
    for group in content["series"]["groups"]:
        yield from ((tokens_of(phrase), Meaning(Kind.SERIES, phrase)) for phrase in group)
    for kind, section in ((Kind.COLLISION, "collisions"), (Kind.GLOSSARY, "glossary")):
        yield from ((tokens_of(phrase), Meaning(kind, phrase)) for phrase in content[section])
    for kind, section in ((Kind.DECLINED, "declined"), (Kind.SIGNPOST, "signposts")):
        for entry in content[section]:
            yield from ((tokens_of(phrase), Meaning(kind, phrase)) for phrase in _written_out(entry["phrases"]))


def _danger(content: Mapping[str, Any]) -> Danger:
    people, harm = (frozenset(_phrases(_written_out(content["danger"][key]))) for key in ("people", "harm"))
    begins = frozenset(phrase[0] for phrase in harm)
    return Danger(people, harm, begins, content["signposts"][0]["sentence"])


def _theme(key: str, entry: Mapping[str, Any]) -> Theme:
    return Theme(key, entry["title"], tuple(entry["names"]), tuple(entry["words"]), tuple(entry.get("near", ())))


def _theme_names(themes: Mapping[str, Theme]) -> dict[Phrase, tuple[str, ...]]:
    names: defaultdict[Phrase, list[str]] = defaultdict(list)
    for theme in themes.values():
        for name in theme.names:
            names[tokens_of(name)].append(theme.key)
    return {phrase: tuple(keys) for phrase, keys in names.items()}


def _phrases(said: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(tokens_of(phrase) for phrase in said)
