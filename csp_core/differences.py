"""What a change made of an action, in words: from the values before and after it that the audit keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from csp_core.answering.phrases import day_words

_NAMES = {
    "due": "deadline",
    "due_as_written": "deadline as written",
    "lead_as_written": "lead",
    "owner_as_written": "owner",
}
_SWITCHES = {
    "awaiting_sign_off": ("now awaits sign-off", "no longer awaits sign-off"),
    "needs_sign_off": ("now needs sign-off", "no longer needs sign-off"),
    "illustrative": ("now marked as illustrative", "no longer marked as illustrative"),
}
_DAYS = frozenset({"start", "due", "completed_on", "reported_done_on", "snoozed_until", "confirmed_on"})
_QUOTED = frozenset({"note", "progress"})
# A deadline that was moved says so itself, with the one before it.
_UNSAID = frozenset({"due_precision", "moves", "original_due"})


def difference_words(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    """ "deadline: 31 January 2015 (was 31 December 2014); now awaits sign-off"."""
    was, now = before or {}, after or {}
    names = dict.fromkeys([*was, *now])
    told = [name for name in names if name not in _UNSAID] or names
    return "; ".join(_said(name, was.get(name), now.get(name)) for name in told)


def _said(name: str, was: object, now: object) -> str:
    if name in _SWITCHES and isinstance(now, bool):
        is_on, is_off = _SWITCHES[name]
        return is_on if now else is_off
    before = f" (was {_value(name, was)})" if _is_something(was) else ""
    return f"{_NAMES.get(name, _plain(name))}: {_value(name, now) if _is_something(now) else 'none'}{before}"


def _value(name: str, value: object) -> str:
    text = str(value)
    if name in _DAYS:
        return day_words(date.fromisoformat(text))
    if name in _QUOTED:
        return f"“{text}”"
    return _plain(text) if name == "status" else text


def _is_something(value: object) -> bool:
    return value is not None and value != ""


def _plain(name: str) -> str:
    return name.replace("_", " ")
