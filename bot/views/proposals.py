"""The buttons of a proposal: confirm it, change something about it first, or leave it."""

from collections.abc import Iterator
from uuid import UUID

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.buttons import Dismiss, Do, Fill, fits
from csp_core.answering.answers import Answer, Proposal
from csp_core.book import Action, ChangeKind
from csp_core.changes.deeds import Undo, seen
from csp_core.changes.offering import offered
from csp_core.changes.proposed import Lacking, deed_of
from csp_core.permissions import Actor, Deed

CONFIRM = "Confirm"
FILL_IN = "Fill in and confirm"


def buttons(answer: Answer, actor: Actor, undo: UUID | None = None) -> Iterator[Block]:
    """Confirm · Edit · Leave it; what still lacks a reason or a date is filled in first. Nothing where it cannot be.
    `undo` is the deed that a proposal to undo names."""
    change = answer.change
    if change is not None and change.kind is ChangeKind.UNDO:
        yield from _undo(undo)
        return
    actions = [line.action for line in answer.actions]
    deed = deed_of(change, actions) if change else None
    if change is None or deed is None or not all(Deed(change.kind.value) in offered(actor, each) for each in actions):
        return
    elements = list(_edit(change, actions, is_main=isinstance(deed, Lacking)))
    if not isinstance(deed, Lacking) and fits(confirm := Do(deed, is_in_words=True)):
        count = f" ({len(actions)} actions)" if len(actions) > 1 else ""
        elements.insert(0, blocks.button(f"{CONFIRM}{count}", confirm, "csp_confirm", is_main=True))
    yield blocks.actions([*elements, leave_it()])


def leave_it() -> Block:
    """The button that takes a proposal away."""
    return blocks.button("Leave it", Dismiss(), "csp_dismiss", said="Leave it as it is")


def _undo(deed_id: UUID | None) -> Iterator[Block]:
    if deed_id is not None:
        confirm = Do(Undo(deed_id), is_in_words=True)
        yield blocks.actions([blocks.button(CONFIRM, confirm, "csp_confirm", is_main=True), leave_it()])


def _edit(change: Proposal, actions: list[Action], *, is_main: bool) -> Iterator[Block]:
    if not actions:
        return
    fill = Fill(Deed(change.kind.value), seen(*actions), day=change.day, to=change.owner, text=change.note)
    if fits(fill):
        yield blocks.button(FILL_IN if is_main else "Edit", fill, "csp_edit", is_main=is_main)
