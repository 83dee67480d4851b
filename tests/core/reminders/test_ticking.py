from datetime import date, timedelta

from csp_core.reminder_kinds import Fate, Sending
from csp_core.reminders.contents import Digest
from tests.core.reminders.world import CHANNEL, World


def test_a_digest_is_posted_once_when_it_is_due(either_world: World) -> None:
    world = either_world
    world.clock.pass_by(days=-1)
    world.schedule()
    world.action("A-1", date(2026, 10, 1))
    world.tick_well()
    assert world.workspace.shown == []
    world.clock.pass_by(days=1)

    ticked = world.tick_well()
    again = world.tick_well()

    assert (ticked.planned.to_send, len(ticked.posted)) == (1, 1)
    assert (again.planned.to_send, len(again.posted)) == (0, 0)
    [digest] = world.workspace.contents(CHANNEL)
    assert isinstance(digest, Digest)
    assert digest.chair is not None
    assert digest.chair.overdue == 1
    assert [each.period for each in world.occurrences()] == ["2026-W45"]
    assert [each.sending for each in world.messages()] == [Sending.POSTED]
    assert world.occurrences()[0].fate is Fate.PLANNED
    assert digest.part.late_from is None
    assert world.timing.late_after > timedelta()
