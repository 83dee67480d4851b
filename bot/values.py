"""How values of ours travel through Slack and come back, as JSON: in the value of a button, or behind a form."""

from datetime import date, time
from typing import Any
from uuid import UUID

from cattrs import BaseValidationError
from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

from csp_core.changes.deeds import Edit, Seen, Undo
from csp_core.permissions import Account
from csp_core.reminders.deeds import ReminderDeed

_NOT_OURS = (BaseValidationError, ValueError, KeyError, TypeError, AttributeError, IndexError)


def _made() -> JsonConverter:
    converter = make_converter(omit_if_default=True)
    converter.register_unstructure_hook(UUID, str)
    converter.register_structure_hook(UUID, lambda text, _: UUID(text))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
    converter.register_unstructure_hook(Seen, lambda seen: [seen.year, seen.ref, seen.version])
    converter.register_structure_hook(Seen, lambda parts, _: Seen(str(parts[0]), str(parts[1]), int(parts[2])))
    converter.register_unstructure_hook(Account, str)
    converter.register_structure_hook(Account, lambda text, _: Account(*text.split("/")))
    configure_tagged_union(Edit | Undo, converter, tag_name="is")
    configure_tagged_union(ReminderDeed, converter, tag_name="is")
    return converter


_converter = _made()


def tell_apart(union: Any) -> None:
    """Lets values of a union say which of its kinds they are."""
    configure_tagged_union(union, _converter, tag_name="is")


def packed(value: object, kind: Any) -> str:
    """The value as one line of JSON; what is at its default is left out."""
    return _converter.dumps(value, unstructure_as=kind, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, kind: Any) -> Any:
    """The value that was packed as this kind; None for anything else, such as what another version packed."""
    try:
        return _converter.loads(text, kind)
    except _NOT_OURS:
        return None
