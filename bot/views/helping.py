"""What help says in Slack beside the questions: what else can be typed, and the first steps of a new partnership."""

from collections.abc import Iterator

from bot.views import blocks, people
from bot.views.blocks import Block, Message
from bot.views.mrkdwn import NEW_LINE, bold, escape, join
from csp_core.permissions import Role, Visit

HELP = frozenset({"", "help"})


def with_more(message: Message, visit: Visit, command: str) -> Message:
    """The answer to a call for help, for somebody of the directory; to anybody else as it is."""
    shown = message["blocks"]
    if visit.actor.role is Role.STRANGER or not isinstance(shown, list):
        return message
    more = [*_commands(visit, command), *people.first_run(visit)]
    return {"text": blocks.text_with(message, more), "blocks": [*shown, *more]}


def _commands(visit: Visit, command: str) -> Iterator[Block]:
    """What else can be typed in Slack, with an action of the partnership's own plan."""
    plan = visit.book.current_plan(visit.today)
    if plan is None or not plan.actions:
        return
    ref = next((action.ref for action in plan.actions if action.is_open), plan.actions[0].ref)
    lines = (
        f"• {command} undo takes your last change back; “history of {ref}” says who changed it, when and why.",
        f"• {command} people shows who is in the directory.",
        f"• {command} reminders shows what is posted, where and when.",
    )
    yield blocks.section(join(NEW_LINE, (bold(escape("You can also type:")), *map(escape, lines))))
