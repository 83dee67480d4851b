"""Reads the tables of a TOML file as dataclasses: their fields say which keys there are, and of which kind."""

import tomllib
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from csp_core.importing.problems import Place, Problem, refuse

Entry = TypeVar("Entry")
Table = dict[str, Any]


def read_toml(path: Path) -> Table:
    """The whole file. Raises ImportRefused when it is not there or is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise refuse([Problem(Place(path.name), "There is no such file.", "Check the name.")]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refuse([Problem(Place(path.name), f"The file is no TOML: {error}.", "Mend that line.")]) from error


class TableReader:
    """Turns tables into entries and gathers what is wrong with them."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def each(self, kind: type[Entry], table: Table, name: str) -> tuple[Entry, ...]:
        """The entries of `[[name]]`, without those that are wrong."""
        return tuple(
            entry
            for number, each in enumerate(table.get(name, ()), 1)
            if (entry := self.one(kind, each, f"[[{name}]] {number}")) is not None
        )

    def one(self, kind: type[Entry], table: Table, part: str) -> Entry | None:
        """One table as an entry; keys that hold tables of their own are passed over."""
        hints = get_type_hints(kind)
        known = len(self.problems)
        required = {each.name for each in fields(kind) if _is_required(each)}  # type: ignore[arg-type]
        for key in sorted(required - table.keys()):
            self._problem(part, f"“{key}” is missing.", "Add it.")
        for key, value in table.items():
            if key not in hints and not isinstance(value, list | dict):
                self._problem(part, f"“{key}” is not known here.", f"The keys are: {', '.join(hints)}.")
            elif key in hints and not _fits(value, hints[key]):
                self._problem(part, f"“{key}” is not of the right kind: {value!r}.", "Give it as the sample does.")
        if len(self.problems) > known:
            return None
        return kind(**{key: _converted(value, hints[key]) for key, value in table.items() if key in hints})

    def _problem(self, part: str, sentence: str, remedy: str) -> None:
        self.problems.append(Problem(Place(self._file, part=part), sentence, remedy))


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _fits(value: object, hint: Any) -> bool:
    if get_origin(hint) is tuple:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    kinds = tuple(kind for kind in get_args(hint) or (hint,) if kind is not NoneType)
    if isinstance(value, datetime | bool):
        return False
    return any(_is_choice(value, kind) if issubclass(kind, Enum) else _is(value, kind) for kind in kinds)


def _is(value: object, kind: type) -> bool:
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)


def _is_choice(value: object, kind: type[Enum]) -> bool:
    return value in {each.value for each in kind}


def _converted(value: Any, hint: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return value if isinstance(value, date | int | float) else " ".join(value.split())
