"""Small rules that a part of a payload keeps or breaks; limits_shapes builds Slack's blocks from them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Broken:
    """A place (JSON pointer) that breaks a shape, and how."""

    path: str
    reason: str


Rule = Callable[[object, str], Iterator[Broken]]


def string(most: int, least: int = 1) -> Rule:
    def check(value: object, path: str) -> Iterator[Broken]:
        if not isinstance(value, str):
            yield Broken(path, "must be a string")
        elif not least <= len(value) <= most:
            yield Broken(path, f"{len(value)} characters, {least} to {most} allowed")

    return check


def matching(pattern: str, written: str) -> Rule:
    """A string of this form; `written` is how the form is told to people."""

    def check(value: object, path: str) -> Iterator[Broken]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield Broken(path, f"must be written {written}")

    return check


def number(least: int, most: int) -> Rule:
    def check(value: object, path: str) -> Iterator[Broken]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield Broken(path, f"must be a whole number from {least} to {most}")

    return check


def flag(value: object, path: str) -> Iterator[Broken]:
    if not isinstance(value, bool):
        yield Broken(path, "must be true or false")


def anything(value: object, path: str) -> Iterator[Broken]:
    yield from ()


def one_of(*words: str) -> Rule:
    def check(value: object, path: str) -> Iterator[Broken]:
        if value not in words:
            yield Broken(path, f"must be one of {', '.join(words)}")

    return check


def array(of: Rule, most: int, least: int = 1) -> Rule:
    def check(value: object, path: str) -> Iterator[Broken]:
        if not isinstance(value, list):
            yield Broken(path, "must be a list")
            return
        if not least <= len(value) <= most:
            yield Broken(path, f"{len(value)} items, {least} to {most} allowed")
        for at, each in enumerate(value):
            yield from of(each, f"{path}/{at}")

    return check


def shape(required: Mapping[str, Rule], **optional: Rule) -> Rule:
    """A dictionary with these fields and no others (`type` is always allowed)."""

    def check(value: object, path: str) -> Iterator[Broken]:
        if not isinstance(value, dict):
            yield Broken(path, "must be an object")
            return
        yield from (Broken(f"{path}/{name}", "is required") for name in required if name not in value)
        for name, each in value.items():
            rule = required.get(name) or optional.get(name)
            if rule is not None:
                yield from rule(each, f"{path}/{name}")
            elif name != "type":
                yield Broken(f"{path}/{name}", "is not a field of this type")

    return check


def by_type(shapes: Mapping[str, Rule]) -> Rule:
    def check(value: object, path: str) -> Iterator[Broken]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in shapes:
            yield Broken(path, f"unsupported type {kind!r}")
        else:
            yield from shapes[kind](value, path)

    return check


def needing(rule: Rule, *names: str) -> Rule:
    """The rule, and at least one of these fields."""

    def check(value: object, path: str) -> Iterator[Broken]:
        yield from rule(value, path)
        if isinstance(value, dict) and not any(value.get(name) for name in names):
            yield Broken(path, f"needs {' or '.join(names)}")

    return check


def plain(most: int) -> Rule:
    return by_type({"plain_text": shape({"text": string(most)}, emoji=flag)})


def text(most: int) -> Rule:
    mrkdwn = shape({"text": string(most)}, verbatim=flag)
    return by_type({"plain_text": shape({"text": string(most)}, emoji=flag), "mrkdwn": mrkdwn})
