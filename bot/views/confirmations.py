"""What came of a change, as a message or inside a modal."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.views import blocks
from bot.views.answers import action_text
from bot.views.blocks import MOST_FALLBACK, Block, Message
from bot.views.buttons import Do, Fill, Listing, fits
from bot.views.mrkdwn import NEW_LINE, NOTHING, Mrkdwn, bold, clipped, escape, join
from bot.views.pages import Piece, assemble
from csp_core.answering.actions import lines_of
from csp_core.answering.answers import ActionLine
from csp_core.answering.wording import action_words
from csp_core.book import Action
from csp_core.changes.deeds import Accept, Undo, seen
from csp_core.changes.results import UNDO_FOR, Changed, Result, Stale
from csp_core.changes.wording import Said, named, said
from csp_core.permissions import Deed, Visit

MOST_SHOWN = 10
MINUTES = int(UNDO_FOR.total_seconds() // 60)


def message(
    result: Result,
    visit: Visit,
    *,
    for_coordinators: bool = False,
    can_undo: bool = True,
    listing: Listing | None = None,
) -> Message:
    """What was changed, with Undo, or why nothing was. A coordinator who is told can also accept or send back.

    `listing` is the list that it was done from: it follows when the change is undone.
    """
    told = said(result, ZoneInfo(visit.book.time_zone))
    body = [Piece(_sentences(told, result)), *_shown(result, visit)]
    elements = [*(_judging(result) if for_coordinators else ()), *(undo_button(result, listing) if can_undo else ())]
    return {"text": _text(told, result, visit), "blocks": assemble(body, _foot(elements))}


def texts(result: Result, visit: Visit) -> tuple[str, ...]:
    """The same in sentences, for a modal."""
    told = said(result, ZoneInfo(visit.book.time_zone))
    return (told.headline, *told.lines)


def undo_button(result: Result, listing: Listing | None = None) -> Iterator[Block]:
    """Takes a change back, for half an hour; what was undone already has none."""
    if isinstance(result, Changed) and result.kind is not Deed.UNDO:
        button = Do(Undo(result.deed_id), listing=listing)
        if not fits(button):
            button = Do(Undo(result.deed_id))
        yield blocks.button("Undo", button, "csp_undo", said=f"Undo, within {MINUTES} minutes")


def _judging(result: Result) -> Iterator[Block]:
    waiting = [action for action in _actions(result) if action.awaiting_sign_off]
    if waiting:
        refs = named(waiting)
        yield blocks.button("Accept", Do(Accept(seen(*waiting))), "csp_accept", said=f"Accept: {refs}", is_main=True)
        send_back = Fill(Deed.SEND_BACK, seen(*waiting))
        yield blocks.button("Send back", send_back, "csp_send_back", said=f"Send back: {refs}")


def _text(told: Said, result: Result, visit: Visit) -> Mrkdwn:
    """All of it as a screen reader says it: of a message with blocks it reads the text alone."""
    note = _note(result)
    said = " ".join((told.headline, *told.lines, *((f"“{note}”",) if note else ())))
    lines = (f"• {action_words(line)}" for line in _lines(result, visit))
    return clipped("\n".join((said, *lines)), MOST_FALLBACK)


def _shown(result: Result, visit: Visit) -> Iterator[Piece]:
    yield from (Piece(action_text(line)) for line in _lines(result, visit))


def _lines(result: Result, visit: Visit) -> Sequence[ActionLine]:
    """The actions as they are now."""
    return lines_of(_actions(result)[:MOST_SHOWN], visit.today)


def _actions(result: Result) -> tuple[Action, ...]:
    match result:
        case Changed():
            return result.actions
        case Stale():
            return tuple(change.action for change in result.changes)
        case _:
            return ()


def _sentences(told: Said, result: Result) -> Mrkdwn:
    """What happened, by whom, and what they said about it."""
    note = _note(result)
    quoted = Mrkdwn(f"“{clipped(note, 500)}”") if note else NOTHING
    return join(NEW_LINE, (bold(escape(told.headline)), *map(escape, told.lines), quoted))


def _note(result: Result) -> str | None:
    return result.note if isinstance(result, Changed) else None


def _foot(elements: list[Block]) -> list[Block]:
    return [blocks.actions(elements)] if elements else []
