"""A database that fails at any one statement of a tick: the next ticks complete the work, and nobody is told lies."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from csp_core.database import Database
from csp_core.reminder_kinds import Kind, Sending
from csp_core.reminders.heartbeat import last_ticks
from tests.core.reminders.world import World
from tests.databases import Renewable

# CSP_TIMES, which asks for long runs, asks for every statement; every third keeps the suite quick.
STEP = 1 if "CSP_TIMES" in os.environ else 3
FEWEST = 40
"""Statements that a tick with a digest in two parts and direct messages takes at the least."""


@dataclass
class Faulty:
    """Lets the n-th statement that reaches the database fail, and counts them."""

    fails_at: int
    count: int = 0

    def __call__(self, *_arguments: Any) -> None:
        self.count += 1
        if self.count == self.fails_at:
            raise OperationalError("the statement", {}, Exception("the disk is gone"))


@contextmanager
def fault(fails_at: int) -> Iterator[Faulty]:
    faulty = Faulty(fails_at)
    event.listen(Engine, "before_cursor_execute", faulty)
    try:
        yield faulty
    finally:
        event.remove(Engine, "before_cursor_execute", faulty)


def due(database: Database) -> World:
    """A digest in two parts, the week before missed, and direct messages to two people: all due."""
    world = World(database)
    world.clock.pass_by(days=-8)
    world.schedule()
    world.schedule(Kind.OWNER_MESSAGES, channel=None, weekday=0)
    world.clock.pass_by(days=8)
    for number in range(11):
        world.action(f"A-{number}", date(2026, 10, 1))
    world.action("B-1", date(2026, 11, 1))
    world.action("B-2", date(2026, 11, 1), owner="Inspector")
    return world


def last_tick(world: World) -> datetime | None:
    [only] = last_ticks(world.database)
    return only.at


def test_a_fault_at_any_statement_leaves_the_next_ticks_able_to_complete(either: Renewable) -> None:
    """Statement after statement, each time from the same beginning."""
    world, number, is_over = due(either.emptied()), 1 - STEP, False
    either.keep("due")
    while not is_over:
        number += STEP
        either.renewed("due")
        world.workspace.shown.clear()
        with fault(number) as faulty:
            ticked = world.tick()
        is_over = faulty.count < number
        assert bool(ticked.failures) is not is_over
        assert (last_tick(world) is None) is not is_over
        for _ in range(4):
            world.clock.pass_by(seconds=121)
            world.tick_well()
        assert last_tick(world) == world.clock.now
        assert {each.sending for each in world.messages()} == {Sending.POSTED}
        posted = Counter(each.message.id for each in world.workspace.shown)
        assert set(posted.values()) == {1}
        assert len(posted) == len(world.messages()) == 4
        world.clock.pass_by(seconds=-4 * 121)

    assert number > FEWEST
