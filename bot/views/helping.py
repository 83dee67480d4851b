"""What help says in Slack beside the questions: how to change the plan, and the first steps of a new partnership."""

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
    return {**message, "blocks": [*shown, *_changing(visit, command), *people.first_run(visit)]}


def _changing(visit: Visit, command: str) -> Iterator[Block]:
    """How to change the plan in words, with an action of the partnership's own plan."""
    plan = visit.book.current_plan(visit.today)
    if plan is None or not plan.actions:
        return
    ref = next((action.ref for action in plan.actions if action.is_open), plan.actions[0].ref)
    lines = (
        f"“{ref} is done, …”, “move the deadline of {ref} to …, because …”: I propose it, you confirm it.",
        f"“history of {ref}” tells its story, {command} undo takes your last change back.",
        f"{command} people shows who is who, {command} reminders what is posted when.",
    )
    title = bold(escape("You can also tell me what has become of an action:"))
    yield blocks.section(join(NEW_LINE, (title, *map(escape, lines))))
