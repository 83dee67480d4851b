"""The buttons of a proposal: confirm it, change something about it first, or leave it."""

from collections.abc import Iterator

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.buttons import Dismiss, Do, Fill, fits
from csp_core.answering.answers import Answer, Proposal
from csp_core.book import Action
from csp_core.changes.deeds import seen
from csp_core.changes.offering import offered
from csp_core.changes.proposed import Lacking, deed_of
from csp_core.permissions import Actor, Deed

CONFIRM = "Confirm"
FILL_IN = "Fill in and confirm"


def buttons(answer: Answer, actor: Actor) -> Iterator[Block]:
    """Confirm · Edit · Leave it; what still lacks a reason or a date is filled in first. Nothing where it cannot be."""
    change = answer.change
    actions = [line.action for line in answer.actions]
    deed = deed_of(change, actions) if change else None
    if change is None or deed is None or not all(Deed(change.kind.value) in offered(actor, each) for each in actions):
        return
    elements = list(_edit(change, actions, is_main=isinstance(deed, Lacking)))
    if not isinstance(deed, Lacking) and fits(confirm := Do(deed, is_in_words=True)):
        count = f" ({len(actions)} actions)" if len(actions) > 1 else ""
        elements.insert(0, blocks.button(f"{CONFIRM}{count}", confirm, "csp_confirm", is_main=True))
    yield blocks.actions([*elements, blocks.button("Leave it", Dismiss(), "csp_dismiss")])


def _edit(change: Proposal, actions: list[Action], *, is_main: bool) -> Iterator[Block]:
    if not actions:
        return
    fill = Fill(Deed(change.kind.value), seen(*actions), day=change.day, to=change.owner, text=change.note)
    if fits(fill):
        yield blocks.button(FILL_IN if is_main else "Edit", fill, "csp_edit", is_main=is_main)
