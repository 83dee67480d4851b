from datetime import date
from uuid import UUID

import pytest

from bot.views.buttons import (
    MOST_VALUE,
    Ask,
    Button,
    Dismiss,
    Do,
    Fill,
    GoHome,
    Kind,
    Open,
    Panel,
    Shown,
    fits,
    parse,
    value_of,
)
from csp_core.changes.deeds import Cancel, Complete, ConfirmOnTrack, MoveDeadline, Reassign, Seen, Snooze, Undo
from csp_core.permissions import Account, Deed

ASKER = Account("T024BE7LH", "U024BE7LH")
SHOWN = Shown("who owns <DA-01> & “why”?\nدا", ASKER, 12)
SEEN = (Seen("2014-15", "DA-01 & <b>", 3), Seen("2014-15", "7", 1))
DAY = date(2014, 12, 1)
BUTTONS: tuple[Button, ...] = (
    *(Ask(kind, SHOWN) for kind in Kind),
    Do(Complete(SEEN, "leaflet went out", DAY, "https://example.org"), SHOWN),
    Do(MoveDeadline(SEEN, DAY, "funding"), is_in_words=True),
    Do(Cancel(SEEN, "no longer needed")),
    Do(Reassign(SEEN, "Inspector", "Police")),
    Do(Snooze(SEEN, DAY)),
    Do(ConfirmOnTrack(), SHOWN),
    Do(Undo(UUID(int=7))),
    Fill(Deed.COMPLETE, SEEN, SHOWN, DAY, "Inspector", "note"),
    Fill(shown=SHOWN),
    Open(Panel.PEOPLE, "Inspector", 2),
    GoHome("mine", 3),
    Dismiss(),
)


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_means_after_its_way_through_slack_what_it_meant_before(button: Button) -> None:
    assert parse(value_of(button)) == button


def test_a_long_question_fits_as_far_as_slack_keeps_it() -> None:
    room = MOST_VALUE - len(value_of(Ask(Kind.SHARE, Shown("", ASKER))))

    assert fits(Ask(Kind.SHARE, Shown("x" * room, ASKER)))
    assert not fits(Ask(Kind.SHARE, Shown("x" * (room + 1), ASKER)))


def test_a_button_that_asks_nothing_does_not_fit() -> None:
    assert not fits(Ask(Kind.PAGE, Shown("", ASKER)))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1 page 2 U024BE7LH actions",
        "2 ",
        "2 {}",
        "2 [1]",
        "2 null",
        '2 {"is":"Nothing"}',
        '2 {"is":"Do"}',
        '2 {"is":"Do","deed":{"is":"Undo","deed_id":"x"}}',
        '2 {"is":"Fill","deed":"steal"}',
        '2 {"is":"Fill","deed":"complete","actions":[["2014-15"]]}',
        '2 {"is":"Fill","deed":"complete","actions":[["2014-15","DA-01","many"]]}',
        '2 {"is":"Ask","kind":"page","shown":{"question":"x","asker":"nobody"}}',
        '3 {"is":"Dismiss"}',
    ],
)
def test_what_this_version_did_not_write_means_nothing(value: str) -> None:
    assert parse(value) is None
