"""Which deeds stand open to somebody on an action, as buttons offer them. The transaction asks again."""

from csp_core.book import Action
from csp_core.permissions import Actor, Allowed, Deed, may

_OPEN = (
    Deed.COMPLETE,
    Deed.REPORT_PROGRESS,
    Deed.MOVE_DEADLINE,
    Deed.REASSIGN,
    Deed.SNOOZE,
    Deed.CARRY_FORWARD,
    Deed.CANCEL,
)
_REPORTED_DONE = (Deed.ACCEPT, Deed.SEND_BACK, *(deed for deed in _OPEN if deed is not Deed.SNOOZE))


def offered(actor: Actor, action: Action) -> tuple[Deed, ...]:
    """What this person may do to the action as it is, the likeliest first."""
    return tuple(deed for deed in _fitting(action) if isinstance(may(actor, deed, action), Allowed))


def _fitting(action: Action) -> tuple[Deed, ...]:
    if not action.is_open:
        return (Deed.REOPEN,)
    return _REPORTED_DONE if action.awaiting_sign_off else _OPEN
