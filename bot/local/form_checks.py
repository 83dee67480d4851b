"""What Slack itself checks before a modal is sent: required fields, lengths, numbers, addresses."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from bot.local.filling import Filled, chosen_in
from bot.local.model import Payload
from bot.local.pressing import Element, Surface, elements

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def faults(surface: Surface, filled: Filled) -> dict[str, str]:
    """By block_id, the sentence that Slack shows at the field; such a form does not reach the bot."""
    found = {each.block_id: _fault(each, filled) for each in elements(surface) if each.is_input}
    return {block_id: sentence for block_id, sentence in found.items() if sentence}


def _fault(element: Element, filled: Filled) -> str | None:
    chosen = [each for each in chosen_in(element, filled) if each]
    if not chosen:
        return REQUIRED if element.is_required else None
    check = _CHECKS.get(element.kind)
    return check(chosen[0], element.payload) if check else _too_many(len(chosen), element.payload)


def _too_many(count: int, payload: Payload) -> str | None:
    most = payload.get("max_selected_items")
    return f"Please choose at most {most}." if isinstance(most, int) and count > most else None


def _text(written: str, payload: Payload) -> str | None:
    least, most = payload.get("min_length"), payload.get("max_length")
    if isinstance(least, int) and len(written) < least:
        return f"Please enter at least {least} characters."
    if isinstance(most, int) and len(written) > most:
        return f"Please enter at most {most} characters."
    return None


def _number(written: str, payload: Payload) -> str | None:
    try:
        number = Decimal(written)
    except InvalidOperation:
        return "Please enter a number."
    if not number.is_finite():
        return "Please enter a number."
    if not payload.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Please enter a whole number."
    return _out_of_range(number, payload)


def _out_of_range(number: Decimal, payload: Payload) -> str | None:
    least, most = payload.get("min_value"), payload.get("max_value")
    if least is not None and number < Decimal(str(least)):
        return f"Please enter {least} or more."
    if most is not None and number > Decimal(str(most)):
        return f"Please enter {most} or less."
    return None


def _email(written: str, _: Payload) -> str | None:
    return None if _EMAIL.fullmatch(written) else "Please enter a valid email address."


def _url(written: str, _: Payload) -> str | None:
    return None if _URL.fullmatch(written) else "Please enter a valid URL."


_CHECKS: dict[str, Callable[[str, Payload], str | None]] = {
    "plain_text_input": _text,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _url,
}
