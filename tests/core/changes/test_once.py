"""Two people at once, two presses, a delivery twice: one change, one entry, and the second is told."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

from csp_core.audit import Origin
from csp_core.book import Status
from csp_core.changes.deeds import Complete, MoveDeadline, Seen
from csp_core.changes.results import Changed, LastChange, NotPossible, Repeated, Stale
from csp_core.importing.choosing import Tenant
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.periods import financial_year
from csp_core.permissions import Account, NotAllowed
from tests.core.changes.scene import COORDINATOR, DEPUTY, NOON, OWNER, STRANGER, Scene

# CSP_TIMES=500 asks for the long run; the short one keeps the suite quick.
TIMES = int(os.environ.get("CSP_TIMES", "60"))
SECOND = Account("T1", "UB")
"""Made a coordinator by the settings, so that both may complete everything."""


def test_the_second_of_two_people_is_told_who_was_first_and_when(either_scene: Scene) -> None:
    scene, seen = either_scene, either_scene.seen("LA-01")
    scene.changed(Complete(seen, "mine"), OWNER)
    scene.later(minutes=2)

    second = scene.make(Complete(seen, "no, mine"), DEPUTY)

    assert second == Stale((LastChange(scene.action("LA-01"), "Person A", "complete", NOON),))
    assert scene.action("LA-01").evidence == "mine"
    assert len(scene.trail()) == 2


def test_a_press_on_a_stale_message_changes_nothing_of_several(scene: Scene) -> None:
    seen = scene.seen("LA-01", "LA-02")
    scene.changed(MoveDeadline(scene.seen("LA-02"), date(2027, 1, 31), "weather"))

    stale = scene.make(Complete(seen))

    assert isinstance(stale, Stale)
    assert [change.action.ref for change in stale.changes] == ["LA-02"]
    assert scene.action("LA-01").status is Status.IN_PROGRESS


def test_a_version_that_never_was_is_stale(scene: Scene) -> None:
    stale = scene.make(Complete((Seen("2026-27", "LA-01", 9),)))

    assert stale == Stale((LastChange(scene.action("LA-01")),))


def test_a_delivery_is_taken_once_in_24_hours(either_scene: Scene) -> None:
    scene = either_scene
    deed = Complete(scene.seen("LA-01"))
    assert isinstance(scene.make(deed, OWNER, "Ev1"), Changed)
    scene.later(hours=23, minutes=59)
    again = scene.make(deed, OWNER, "Ev1")
    scene.later(minutes=1)
    next_day = scene.make(deed, OWNER, "Ev1")

    assert again == Repeated(NOON)
    assert isinstance(next_day, Stale)
    assert len(scene.trail()) == 2


def test_a_refusal_is_taken_once_and_an_error_in_a_form_as_often_as_it_is_sent(scene: Scene) -> None:
    assert isinstance(scene.make(Complete(scene.seen("LA-01")), STRANGER, "V1"), NotAllowed)
    assert scene.make(Complete(scene.seen("LA-01")), STRANGER, "V1") == Repeated(NOON)
    assert isinstance(scene.make(Complete(scene.seen("LA-01"), link="no link"), OWNER, "V2"), NotPossible)
    assert isinstance(scene.make(Complete(scene.seen("LA-01"), link="https://example.org"), OWNER, "V2"), Changed)


def test_what_is_older_than_a_day_is_forgotten(scene: Scene) -> None:
    scene.make(Complete(scene.seen("LA-01")), OWNER, "Ev1")
    scene.later(days=1)
    scene.make(Complete(scene.seen("LA-02")), OWNER, "Ev2")
    scene.now -= timedelta(hours=23)

    assert isinstance(scene.make(Complete(scene.seen("PO-01")), delivery="Ev1"), Changed)


def test_two_threads_at_once_complete_every_action_once_each(either_scene: Scene, tmp_path: Path) -> None:
    """Every other time both threads bring the same delivery, as when Slack sends it again."""
    scene, start = either_scene, Barrier(2, timeout=30)
    scene.first_coordinators = frozenset({SECOND.user})
    file = tmp_path / "many.csv"
    file.write_text("ref,action\n" + "".join(f"M-{number},Do it\n" for number in range(TIMES)))
    import_plan(scene.database, file, PlanWish(Tenant("Arden"), financial_year(2026)), Origin("tests", "import", NOON))

    def complete_all(account: Account) -> list[str]:
        results = []
        for number in range(TIMES):
            start.wait()
            delivery = f"Ev{number}" if number % 2 else None
            results.append(scene.make(Complete((Seen("2026-27", f"M-{number}", 1),)), account, delivery))
        return [type(each).__name__ for each in results]

    with ThreadPoolExecutor(2) as pool:
        pairs = list(zip(*pool.map(complete_all, (COORDINATOR, SECOND)), strict=True))

    assert {tuple(sorted(pair)) for pair in pairs[::2]} == {("Changed", "Stale")}
    assert {tuple(sorted(pair)) for pair in pairs[1::2]} == {("Changed", "Repeated")}
    trail = scene.trail()
    assert [entry.sequence for entry in trail] == list(range(1, TIMES + 3))
    assert sorted(entry.subject for entry in trail[2:]) == sorted(f"M-{number}" for number in range(TIMES))
    assert {scene.action(f"M-{number}").version for number in range(TIMES)} == {2}
    assert scene.verified().fault is None
