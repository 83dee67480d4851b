"""What came of a change, as a message or inside a modal."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.views import blocks
from bot.views.answers import action_text
from bot.views.blocks import Block, Message
from bot.views.buttons import Do, Fill
from bot.views.mrkdwn import NEW_LINE, Mrkdwn, bold, clipped, escape, join
from bot.views.pages import Piece, assemble
from csp_core.answering.actions import lines_of
from csp_core.book import Action
from csp_core.changes.deeds import Accept, Undo, seen
from csp_core.changes.results import UNDO_FOR, Changed, Result, Stale
from csp_core.changes.wording import Said, said
from csp_core.permissions import Deed, Visit

MOST_SHOWN = 10
MINUTES = int(UNDO_FOR.total_seconds() // 60)


def message(result: Result, visit: Visit, *, for_coordinators: bool = False) -> Message:
    """What was changed, with Undo, or why nothing was. A coordinator who is told can also accept or send back."""
    told = said(result, ZoneInfo(visit.book.time_zone))
    body = [Piece(_sentences(told)), *_shown(result, visit)]
    elements = list(_buttons(result, for_coordinators=for_coordinators))
    return {"text": " ".join((told.headline, *told.lines)), "blocks": assemble(body, _foot(elements))}


def texts(result: Result, visit: Visit) -> tuple[str, ...]:
    """The same in sentences, for a modal."""
    told = said(result, ZoneInfo(visit.book.time_zone))
    return (told.headline, *told.lines)


def undo_button(result: Result) -> Iterator[Block]:
    """Takes a change back, for half an hour; what was undone already has none."""
    if isinstance(result, Changed) and result.kind is not Deed.UNDO:
        yield blocks.button("Undo", Do(Undo(result.deed_id)), "csp_undo", said=f"Undo, within {MINUTES} minutes")


def _buttons(result: Result, *, for_coordinators: bool) -> Iterator[Block]:
    waiting = [action for action in _actions(result) if action.awaiting_sign_off]
    if for_coordinators and waiting:
        yield blocks.button("Accept", Do(Accept(seen(*waiting))), "csp_accept", is_main=True)
        yield blocks.button("Send back", Fill(Deed.SEND_BACK, seen(*waiting)), "csp_send_back")
    yield from undo_button(result)


def _shown(result: Result, visit: Visit) -> Iterator[Piece]:
    """The actions as they are now, with what was written about the completion."""
    for line in lines_of(_actions(result)[:MOST_SHOWN], visit.today):
        evidence = line.action.evidence if isinstance(result, Changed) else None
        note = Mrkdwn(f"“{clipped(evidence, 500)}”") if evidence else Mrkdwn("")
        yield Piece(join(NEW_LINE, (action_text(line), note)))


def _actions(result: Result) -> tuple[Action, ...]:
    match result:
        case Changed():
            return result.actions
        case Stale():
            return tuple(change.action for change in result.changes)
        case _:
            return ()


def _sentences(told: Said) -> Mrkdwn:
    return join(NEW_LINE, (bold(escape(told.headline)), *map(escape, told.lines)))


def _foot(elements: list[Block]) -> list[Block]:
    return [blocks.actions(elements)] if elements else []
