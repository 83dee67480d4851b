"""The first steps of a partnership whose directory knows nobody yet: the same in the Home, the directory and help."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.buttons import Open, Panel
from bot.views.mrkdwn import NEW_LINE, Mrkdwn, escape, join

MYSELF = "@me"
EXAMPLE = "what is overdue?"
NOBODY_YET = "Nobody is in the directory yet. These are the first steps:"
ADD_YOURSELF = "Add yourself to the directory, so that your changes carry your name and reminders reach you."
YOU_ARE_IN = "Done: you are in the directory."
NO_COORDINATOR = (
    "You are in the directory, but nobody there is marked as a coordinator: press *Edit* beside your name there and "
    "tick *Coordinator*."
)
TRY = f"Try a question, for example “{EXAMPLE}” in the Messages tab."
ADD_OTHERS = (
    "Press *Add a person* in the directory for everybody who holds a post that owns actions. "
    "Whoever set me up can load a long list from a file."
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coordinator has come: whether the directory knows them, and names anybody as a coordinator."""

    is_listed: bool = False
    has_coordinator: bool = False


def steps(progress: Progress) -> tuple[Mrkdwn, Mrkdwn, Mrkdwn]:
    """The three steps, in their order."""
    listed = YOU_ARE_IN if progress.has_coordinator else NO_COORDINATOR
    first = listed if progress.is_listed else ADD_YOURSELF
    return Mrkdwn(f"1. {first}"), Mrkdwn(f"2. {TRY}"), Mrkdwn(f"3. {ADD_OTHERS}")


def in_a_text() -> Mrkdwn:
    """What stands in an empty directory."""
    return join(NEW_LINE, (escape(NOBODY_YET), *steps(Progress())))


def in_the_home(progress: Progress) -> Iterator[Block]:
    """Each step with the button that makes it."""
    first, second, third = steps(progress)
    yield blocks.header("First steps")
    yield blocks.section(first, None if progress.is_listed else add_yourself())
    yield blocks.section(second)
    yield blocks.section(third, blocks.button("Open the directory", Open(Panel.PEOPLE), "csp_first_people"))


def add_yourself(page: int = 1) -> Block:
    """The button of the first step; `page` is that of the directory below it, 0 where there is none."""
    return blocks.button("Add yourself", Open(Panel.PERSON, MYSELF, page), "csp_add_yourself", is_main=True)
