"""Every button and every form, as every kind of person: what may be done is done, and nothing else.

The payloads are made by hand, as somebody would who has got hold of a button that was never offered to them.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier
from urllib.parse import quote_plus

import pytest
from scenario import START, Office

from bot import web
from bot.app import Connection, open_bot
from bot.clock import Clock
from bot.deed_forms import CALLBACK, Behind
from bot.local import (
    COORDINATOR,
    COUNCIL_OWNER,
    PARTNER,
    PARTNERSHIP,
    POLICE_OWNER,
    SHARED,
    STRANGER,
    VISITOR,
    LocalSlack,
    MovableClock,
    View,
)
from bot.local.api_call import content_of
from bot.local.model import Place
from bot.local.sample import OTHER_TEAM, TEAM
from bot.values import packed
from bot.views import blocks
from bot.views.buttons import Button, Do, Fill, value_of
from bot.workers import WORKERS
from csp_core.audit import entries
from csp_core.book import Action
from csp_core.changes.deeds import Accept, Complete, ConfirmOnTrack, Edit, Undo, seen
from csp_core.changes.making import Changes
from csp_core.changes.results import Changed
from csp_core.database import Database
from csp_core.library import Library
from csp_core.people.deeds import SetSignOff
from csp_core.people.keeping import People
from csp_core.permissions import Account, Deed
from csp_core.work import Request, Via

REF = "ASB-02"  # of Kent Police, the Neighbourhood Inspector's; the district council is a partner in it
EVERYBODY = (COORDINATOR, POLICE_OWNER, COUNCIL_OWNER, PARTNER, STRANGER, VISITOR)
ONE = frozenset({COORDINATOR})
OWNERS = ONE | {POLICE_OWNER}
WHO_MAY = {
    Deed.COMPLETE: OWNERS,
    Deed.REPORT_PROGRESS: OWNERS | {COUNCIL_OWNER},
    Deed.MOVE_DEADLINE: OWNERS,
    Deed.REASSIGN: OWNERS,
    Deed.SNOOZE: OWNERS,
    Deed.REOPEN: OWNERS,
    Deed.CARRY_FORWARD: ONE,
    Deed.CANCEL: ONE,
    Deed.ACCEPT: ONE,
    Deed.SEND_BACK: ONE,
}
FILLED = {
    "note": {"type": "plain_text_input", "value": "as agreed"},
    "reason": {"type": "plain_text_input", "value": "as agreed"},
    "day": {"type": "datepicker", "selected_date": "2014-12-01"},
    "to": {
        "type": "static_select",
        "selected_option": {"value": packed(("Roads Policing Sergeant", "Kent Police"), tuple[str, str])},
    },
}
AHEAD = FILLED | {"day": {"type": "datepicker", "selected_date": "2015-03-01"}}


class Hall:
    """One office for all cases; each leaves the action as it found it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.library = office.bot.office.desk.library
        self.partnership_id = self.library.partnership_named(None)
        self._count = 0

    def action(self) -> Action:
        return next(plan.by_ref[REF] for plan in self.library.book(self.partnership_id).plans if REF in plan.by_ref)

    def make(self, deed: Edit | Undo, user: str = COORDINATOR) -> object:
        changes = Changes(self.library.database, frozenset({COORDINATOR}))
        return changes.make(deed, Request(self.partnership_id, Account(TEAM.id, user), Via.BUTTON, self.now()))

    def now(self):  # type: ignore[no-untyped-def]
        return self.office.slack.clock.now()

    def refusals(self) -> int:
        with self.library.database.reading() as session:
            return sum(entry.refusal is not None for entry in entries(session, self.partnership_id))

    def submit(self, user: str, fill: Fill, values: dict[str, object]) -> str:
        """Sends the form of a deed; the body of the acknowledgement."""
        held = {name: {f"csp_{name}": element} for name, element in values.items()}
        view = {"type": "modal", "callback_id": CALLBACK, "private_metadata": packed(Behind(fill), Behind)}
        self._count += 1
        ids = {"id": f"V{self._count}", "app_installed_team_id": TEAM.id, "state": {"values": held}}
        return self._send({**self._person(user), "type": "view_submission", "view": view | ids})

    def press(self, user: str, button: Button) -> str:
        """Presses a button in a message of the channel."""
        container = {"type": "message", "message_ts": "1.1", "channel_id": PARTNERSHIP, "is_ephemeral": False}
        action = {"type": "button", "action_id": "csp_forged", "block_id": "b", "value": value_of(button)}
        sent = {"container": container, "actions": [action], "message": {"team": TEAM.id}}
        sent["response_url"] = f"{self.office.slack.url}/response/none"
        return self._send({**self._person(user), "type": "block_actions", **sent})

    def open(self, user: str, fill: Fill) -> View:
        """Presses a button that opens a modal; the modal once its content is there."""
        slack = self.office.slack
        button = blocks.actions([blocks.button("Press", fill, "csp_press")])
        message = slack.workspace.post(
            Place(SHARED), slack.workspace.bot, content_of({"text": "Press", "blocks": [button]})
        )
        slack.press(user, message, "csp_press")
        assert slack.wait_for(lambda: any("One moment" not in json.dumps(view.blocks) for view in slack.modals(user)))
        modal = slack.modals(user)[-1]
        slack.close_view(user, modal, whole=True)
        return modal

    def _person(self, user: str) -> dict[str, object]:
        self._count += 1
        team = OTHER_TEAM.id if user == VISITOR else TEAM.id
        who = {"user": {"id": user, "team_id": team}, "team": {"id": team}}
        return {**who, "trigger_id": f"forged {self._count}", "api_app_id": "A0LOCALCSP"}

    def _send(self, payload: dict[str, object]) -> str:
        reply = self.office.send(f"payload={quote_plus(json.dumps(payload))}".encode())
        assert reply.status == 200
        return reply.body

    def settle(self) -> None:
        """Waits until every worker has come here: nothing that was taken up before is still under way."""
        together = Barrier(WORKERS + 1)
        for _ in range(WORKERS):
            self.office.bot.office.workers.take(together.wait)
        together.wait(timeout=10)


@pytest.fixture(scope="module")
def hall(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    file = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("rights") / "csp.db"))
    with LocalSlack(MovableClock(START)) as slack, Database.open(f"sqlite:///{file}") as database:
        connection = Connection(slack.api_url, slack.keys.bot_token, slack.keys.signing_secret)
        bot = open_bot(connection, Library(database), Clock(slack.clock.now), frozenset({COORDINATOR}))
        slack.attach(web.wsgi(bot))
        yield Hall(Office(slack, bot, file))
        bot.close()


@pytest.fixture
def prepared(hall: Hall, deed: Deed) -> Iterator[Hall]:
    """The action in a state that the deed is for; afterwards as it was."""
    made = []
    if deed is Deed.REOPEN:
        made.append(hall.make(Complete(seen(hall.action()))))
    if deed in {Deed.ACCEPT, Deed.SEND_BACK}:
        set_sign_off(hall, is_wanted=True)
        made.append(hall.make(Complete(seen(hall.action())), POLICE_OWNER))
    yield hall
    for each in made:
        assert isinstance(each, Changed)
        assert isinstance(hall.make(Undo(each.deed_id)), Changed)
    set_sign_off(hall, is_wanted=False)


def set_sign_off(hall: Hall, *, is_wanted: bool) -> None:
    request = Request(hall.partnership_id, Account(TEAM.id, COORDINATOR), Via.COMMAND, hall.now())
    People(hall.library.database, frozenset({COORDINATOR})).make(SetSignOff(is_wanted), request)


@pytest.mark.parametrize("user", EVERYBODY)
@pytest.mark.parametrize("deed", WHO_MAY)
def test_a_form_that_is_sent_changes_only_what_its_sender_may(deed: Deed, user: str, prepared: Hall) -> None:
    before, refused = prepared.action(), prepared.refusals()
    values = AHEAD if deed in {Deed.MOVE_DEADLINE, Deed.SNOOZE, Deed.CARRY_FORWARD} else FILLED
    if deed is Deed.ACCEPT:  # has no form: the button does it
        prepared.press(user, Do(Accept(seen(before))))
        prepared.settle()
        answer = ""
    else:
        answer = prepared.submit(user, Fill(deed, seen(before)), dict(values))

    if user in WHO_MAY[deed]:
        assert prepared.action().version == before.version + 1, answer
        assert isinstance(prepared.make(Undo(), user), Changed)
    else:
        assert prepared.action() == before
        assert prepared.refusals() == refused + 1
        assert deed is Deed.ACCEPT or "Sorry, only" in answer


@pytest.mark.parametrize("user", EVERYBODY)
@pytest.mark.parametrize("deed", [deed for deed in WHO_MAY if deed is not Deed.ACCEPT])
def test_a_press_opens_a_form_only_for_who_may(deed: Deed, user: str, prepared: Hall) -> None:
    before, refused = prepared.action(), prepared.refusals()
    modal = prepared.open(user, Fill(deed, seen(before)))
    may = user in WHO_MAY[deed]

    assert (modal.payload.get("submit") is not None) == may
    assert prepared.refusals() == refused + (not may)
    assert prepared.action() == before


@pytest.mark.parametrize("user", EVERYBODY)
def test_only_people_of_an_organisation_say_that_its_actions_are_on_track(user: str, hall: Hall) -> None:
    before = hall.action()
    hall.press(user, Do(ConfirmOnTrack(organisation="Kent Police")))
    hall.settle()

    if user in OWNERS:
        assert hall.action().confirmed_on == START.date()
        assert isinstance(hall.make(Undo(), user), Changed)
    else:
        assert hall.action() == before


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_change_is_undone_by_who_made_it_or_by_a_coordinator(user: str, hall: Hall) -> None:
    made = hall.make(Complete(seen(hall.action())), POLICE_OWNER)
    assert isinstance(made, Changed)
    hall.press(user, Do(Undo(made.deed_id)))
    hall.settle()

    if user in OWNERS:
        assert hall.action().is_open
    else:
        assert not hall.action().is_open
        assert isinstance(hall.make(Undo(made.deed_id)), Changed)
