"""The buttons that stand with actions: what this person may do to each, one press away."""

from collections.abc import Iterator, Sequence

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.buttons import Do, Fill, Open, Panel, Shown, fits
from csp_core.book import Action
from csp_core.changes.deeds import Accept, ConfirmOnTrack, seen
from csp_core.changes.offering import offered
from csp_core.permissions import Actor, Deed, Role

LABELS = {
    Deed.COMPLETE: "Complete",
    Deed.REPORT_PROGRESS: "Report progress",
    Deed.MOVE_DEADLINE: "Move deadline",
    Deed.REASSIGN: "Hand over",
    Deed.SNOOZE: "Snooze reminders",
    Deed.CARRY_FORWARD: "Carry forward",
    Deed.CANCEL: "Cancel action",
    Deed.REOPEN: "Reopen",
    Deed.ACCEPT: "Accept",
    Deed.SEND_BACK: "Send back",
}


def label_of(deed: Deed, *actions: Action) -> str:
    """What a deed is called on its button: where there is no deadline yet, one is set and not moved, and where there
    is no owner yet, one is named."""
    if deed is Deed.MOVE_DEADLINE and actions and all(action.due is None for action in actions):
        return "Set a deadline"
    if deed is Deed.REASSIGN and actions and all(action.owner is None for action in actions):
        return "Name an owner"
    return LABELS[deed]


def beside(action: Action, actor: Actor, shown: Shown | None) -> Block | None:
    """The one button beside an action in a list: the likeliest deed, where this person may do it."""
    waits = action.awaiting_sign_off and action.is_open
    likely = (deed for deed in offered(actor, action) if not waits or deed is Deed.ACCEPT)
    return next((_button(deed, action, shown) for deed in likely), None)


def below(action: Action, actor: Actor, shown: Shown | None, *, by_letter: bool = False) -> Block | None:
    """All that this person may do to the one action of an answer. `by_letter`: its owner cannot be reached in Slack,
    so that a coordinator finds a text for an e-mail."""
    elements = [_button(deed, action, shown) for deed in offered(actor, action)]
    if by_letter and actor.role is Role.COORDINATOR:
        letter = Open(Panel.LETTER, f"{action.year} {action.ref}")
        elements.append(blocks.button("E-mail text", letter, "csp_letter", said=f"E-mail text about {action.ref}"))
    return blocks.actions(elements) if elements else None


def judging(action: Action, actor: Actor, shown: Shown | None) -> Block | None:
    """Accept and Send back, for who may."""
    wanted = (deed for deed in (Deed.ACCEPT, Deed.SEND_BACK) if deed in offered(actor, action))
    elements = [_button(deed, action, shown) for deed in wanted]
    return blocks.actions(elements) if elements else None


def for_all(actions: Sequence[Action], actor: Actor, shown: Shown) -> Iterator[Block]:
    """What can be done to several of a list: choose some of them, or say that all of one's own are on track."""
    changeable = [action for action in actions if offered(actor, action)]
    several = Fill(shown=shown)
    if len(changeable) > 1 and fits(several):
        yield blocks.button("Update several", several, "csp_several", said="Update several of these actions")
    own = [action for action in actions if action.is_open and not action.awaiting_sign_off]
    if own and actor.organisation and all(action.lead == actor.organisation for action in actions):
        label = f"All of {actor.organisation} still on track"
        yield blocks.button(label, Do(ConfirmOnTrack(), shown if fits(several) else None), "csp_on_track")


def _button(deed: Deed, action: Action, shown: Shown | None) -> Block:
    which = seen(action)
    button: Do | Fill = Do(Accept(which), shown) if deed is Deed.ACCEPT else Fill(deed, which, shown)
    if not fits(button):  # a very long question: the message then stays as it is
        button = Do(Accept(which)) if deed is Deed.ACCEPT else Fill(deed, which)
    label = label_of(deed, action)
    return blocks.button(label, button, f"csp_{deed.value}_{action.ref}", said=f"{label}: {action.ref}")
