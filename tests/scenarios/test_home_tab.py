"""The Home tab, as each kind of person sees it and works in it."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from scenario import START, Office

from bot import web
from bot.app import Connection, open_bot
from bot.clock import Clock
from bot.local import COORDINATOR, COUNCIL_OWNER, PARTNER, POLICE_OWNER, STRANGER, VISITOR, LocalSlack, View
from bot.local.pressing import NotPressable, elements
from bot.local.rates import Rate
from bot.local.sample import OTHER_TEAM
from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.library import Library
from csp_core.people.deeds import AddPerson, LinkAccount
from csp_core.people.keeping import People
from csp_core.permissions import Account
from csp_core.work import Request, Via

TEAM = "T0LOCALCSP"


def texts(view: View) -> str:
    return json.dumps(list(view.blocks), ensure_ascii=False)


def headings(view: View) -> list[str]:
    return [str(block["text"]["text"]) for block in view.blocks if block["type"] == "header"]  # type: ignore[index]


def buttons(view: View) -> set[str]:
    return {each.action_id for each in elements(view)}


def changed(office: Office, user: str, do: Callable[[], object]) -> View:
    """The Home of a person after something that publishes it anew."""
    before = office.slack.home(user)
    do()
    assert office.slack.wait_for(lambda: office.slack.home(user) not in (None, before))
    home = office.slack.home(user)
    assert home is not None
    return home


def opened(office: Office, user: str) -> View:
    return changed(office, user, lambda: office.slack.open_home(user))


def pressed(office: Office, user: str, named: str) -> View:
    home = office.slack.home(user)
    assert home is not None
    return changed(office, user, lambda: office.slack.press(user, home, named))


def shows(office: Office, user: str, holds: Callable[[str], bool]) -> bool:
    """Whether the Home comes to show something."""

    def now() -> bool:
        home = office.slack.home(user)
        return home is not None and holds(texts(home))

    return office.slack.wait_for(now)


def modal(office: Office, user: str, words: str) -> View:
    """The modal on top, once it says something."""

    def is_there() -> bool:
        return any(words in texts(each) for each in office.slack.modals(user)[-1:])

    assert office.slack.wait_for(is_there)
    return office.slack.modals(user)[-1]


def test_an_owner_completes_from_the_home_with_evidence_and_undoes_it(office: Office) -> None:
    home = opened(office, POLICE_OWNER)
    assert "*Overdue: 1*" in texts(home)
    assert "*Changed in the last 7 days: none*" in texts(home)

    office.slack.press(POLICE_OWNER, home, "csp_complete_ASB-02")
    form = modal(office, POLICE_OWNER, "Evidence")
    office.slack.submit(POLICE_OWNER, form, {"Evidence": "Both grounds have barriers now"})
    done = modal(office, POLICE_OWNER, "ASB-02 is completed")

    assert shows(office, POLICE_OWNER, lambda text: "*Overdue: none*" in text)
    assert shows(office, POLICE_OWNER, lambda text: "recreation grounds in Ramsgate: completed" in text)
    assert shows(office, POLICE_OWNER, lambda text: "11 of 42 actions completed" in text)

    office.slack.press(POLICE_OWNER, done, "Undo")

    assert "Undone" in texts(modal(office, POLICE_OWNER, "Undone"))
    assert shows(office, POLICE_OWNER, lambda text: "*Overdue: 1*" in text and "ASB-02" in text)
    assert shows(office, POLICE_OWNER, lambda text: "*Changed in the last 7 days: none*" in text)
    assert office.slack.refused == []


def test_a_coordinator_signs_off_from_the_home_what_an_owner_has_reported(office: Office) -> None:
    home = opened(office, COORDINATOR)
    assert "*Awaiting sign-off: 1*" in texts(home)

    office.slack.press(COORDINATOR, home, "csp_accept_PP-02")
    told = modal(office, COORDINATOR, "PP-02 is signed off and completed")

    assert "csp_undo" in buttons(told)
    assert shows(office, COORDINATOR, lambda text: "*Awaiting sign-off: none*" in text)


def test_a_coordinator_sends_back_from_the_home_and_the_owner_has_it_to_do_again(office: Office) -> None:
    office.slack.press(COORDINATOR, opened(office, COORDINATOR), "csp_send_back_PP-02")
    form = modal(office, COORDINATOR, "Reason")
    office.slack.submit(COORDINATOR, form, {"Reason": "The form is not on the page yet"})
    assert shows(office, COORDINATOR, lambda text: "*Awaiting sign-off: none*" in text)

    home = opened(office, COUNCIL_OWNER)

    assert "*Due in the next 14 days: 1*" in texts(home)
    assert "csp_complete_PP-02" in buttons(home)


def test_a_coordinator_opens_turns_and_closes_a_list(office: Office) -> None:
    assert "*Without an owner: 3*" in texts(opened(office, COORDINATOR))

    whole = pressed(office, COORDINATOR, "csp_home_unowned")
    assert "csp_home_less" in buttons(whole)
    assert [each.label for each in elements(whole)].count("Name an owner") == 3

    again = pressed(office, COORDINATOR, "csp_home_less")
    assert "Name an owner" not in texts(again)
    assert "csp_home_unowned" in buttons(again)


def test_what_lacks_a_date_is_given_one_from_the_home(office: Office) -> None:
    opened(office, COORDINATOR)
    home = pressed(office, COORDINATOR, "csp_home_undated")
    button = next(each for each in elements(home) if each.label == "Set a deadline")
    office.slack.press(COORDINATOR, home, "csp_move_deadline", str(button.payload["value"]))
    form = modal(office, COORDINATOR, "Deadline")
    assert form.title.startswith("Set a deadline: ")
    office.slack.submit(COORDINATOR, form, {"Deadline": "2015-02-27", "Reason": "Agreed at the meeting"})

    assert modal(office, COORDINATOR, "27 February 2015")
    assert shows(office, COORDINATOR, lambda text: "*Without a date: 2*" in text)
    assert shows(office, COORDINATOR, lambda text: "deadline moved, now due 27 February 2015" in text)


def test_all_of_an_organisation_are_confirmed_from_the_home(office: Office) -> None:
    home = opened(office, POLICE_OWNER)
    office.slack.press(POLICE_OWNER, home, "All of Kent Police still on track (8)")

    assert modal(office, POLICE_OWNER, "8 actions are confirmed as still on track")
    assert shows(office, POLICE_OWNER, lambda text: "confirmed as still on track (1 December 2014)" in text)


def test_several_of_my_actions_are_completed_from_the_home(office: Office) -> None:
    office.slack.press(POLICE_OWNER, opened(office, POLICE_OWNER), "Update several")
    form = modal(office, POLICE_OWNER, "Evidence")
    both = [str(each["value"]) for field in elements(form) if field.block_id == "actions" for each in field.options()]
    office.slack.submit(POLICE_OWNER, form, {"actions": both})

    assert modal(office, POLICE_OWNER, "2 actions are completed: ASB-02 and VC-03")
    assert shows(office, POLICE_OWNER, lambda text: "You own no open action." in text)
    assert shows(office, POLICE_OWNER, lambda text: "Old Town: completed (1 December 2014)" in text)


def test_a_partner_sees_their_own_and_their_organisations_actions_and_nothing_of_coordinators(office: Office) -> None:
    home = opened(office, PARTNER)

    assert headings(home)[1:] == ["My actions", "The plan 2014-15"]
    assert "csp_complete_DA-02" in buttons(home)
    assert "Awaiting sign-off:" not in texts(home)
    assert "csp_people" not in buttons(home)


def test_a_stranger_reads_how_the_plan_stands_and_can_do_nothing(office: Office) -> None:
    home = opened(office, STRANGER)

    assert headings(home)[1:] == ["The plan 2014-15"]
    assert f"You are not in the directory; a coordinator (<@{COORDINATOR}>) can add you" in texts(home)
    assert "10 of 42 actions completed" in texts(home)
    assert buttons(home) == {"csp_home_figures"}


def test_where_reading_is_not_open_a_stranger_learns_who_can_add_them_and_where_to_turn_to(office: Office) -> None:
    run(office, "UPDATE partnership SET open_reading = 0, plan_revision = plan_revision + 1")

    home = opened(office, STRANGER)

    assert f"a coordinator (<@{COORDINATOR}>) can add you" in texts(home)
    assert "call 999" in texts(home)
    assert "42 actions" not in texts(home)
    assert buttons(home) == set()


def test_somebody_of_another_workspace_sees_nothing_of_the_plan_although_reading_is_open(office: Office) -> None:
    home = opened(office, VISITOR)

    assert "can add you" in texts(home)
    assert "42 actions" not in texts(home)


def test_somebody_of_another_workspace_whom_a_coordinator_has_linked_sees_what_is_theirs(office: Office) -> None:
    deeds = (
        AddPerson("Visiting coordinator", "Kent Police"),
        LinkAccount("Visiting coordinator", OTHER_TEAM.id, VISITOR),
    )
    library = office.bot.office.desk.library
    request = Request(library.partnership_named(None), Account(TEAM, COORDINATOR), Via.COMMAND, START)
    People(library.database, frozenset({COORDINATOR})).make_all(deeds, request)

    home = opened(office, VISITOR)

    assert "*Open actions of Kent Police: 8* · 1 to 5 shown" in texts(home)
    assert "Report progress" in texts(home)


def test_the_messages_tab_publishes_no_home(office: Office) -> None:
    office.slack.open_home(COORDINATOR, "messages")
    office.bot.close()

    assert office.slack.home(COORDINATOR) is None


def test_a_home_shows_when_it_is_next_opened_what_others_have_done(office: Office) -> None:
    assert "Awaiting sign-off" in texts(opened(office, COUNCIL_OWNER))
    office.slack.press(COORDINATOR, opened(office, COORDINATOR), "csp_accept_PP-02")
    assert modal(office, COORDINATOR, "PP-02 is signed off and completed")

    home = opened(office, COUNCIL_OWNER)

    assert "You own no open action." in texts(home)
    assert "local groups: signed off (1 December 2014)" in texts(home)


def test_a_home_that_slack_refuses_is_shown_at_the_next_opening(office: Office) -> None:
    office.slack.limit_rate("views.publish", Rate(0, 3_600))
    office.slack.open_home(COORDINATOR)
    assert office.slack.home(COORDINATOR) is None

    office.slack.limit_rate("views.publish", None)

    assert "My actions" in headings(opened(office, COORDINATOR))


def test_a_deed_stands_although_slack_refuses_the_home(office: Office) -> None:
    home = opened(office, COORDINATOR)
    office.slack.limit_rate("views.publish", Rate(0, 3_600))
    office.slack.press(COORDINATOR, home, "csp_accept_PP-02")

    assert modal(office, COORDINATOR, "PP-02 is signed off and completed")


def test_what_goes_wrong_is_said_in_the_home_with_a_reference(office: Office) -> None:
    run(office, "DROP TABLE workspace")

    assert "reference" in texts(opened(office, COORDINATOR))


def test_a_workspace_without_a_partnership_is_told_how_to_connect(slack: LocalSlack, tmp_path: Path) -> None:
    with Database.open(f"sqlite:///{tmp_path / 'empty.db'}") as database:
        office = beginning(slack, database)

        assert "not connected to a partnership yet" in texts(opened(office, COORDINATOR))
        office.bot.close()


def test_the_first_coordinator_is_led_until_the_directory_serves(slack: LocalSlack, tmp_path: Path) -> None:
    with Database.open(f"sqlite:///{tmp_path / 'csp.db'}") as database:
        load_sample(database, sample_folder(), Origin("tests", "tests", START))
        office = beginning(slack, database)

        home = opened(office, COORDINATOR)

        assert headings(home)[1] == "First steps"
        assert {"csp_first_people", "csp_add_yourself"} <= buttons(home)
        assert "First steps" not in headings(opened(office, STRANGER))
        assert f"a coordinator (<@{COORDINATOR}>) can add you" in texts(opened(office, STRANGER))
        office.bot.close()


def test_buttons_of_deeds_are_not_in_the_home_of_those_who_may_not(office: Office) -> None:
    home = opened(office, STRANGER)

    with pytest.raises(NotPressable):
        office.slack.press(STRANGER, home, "csp_complete_ASB-02")


def run(office: Office, statement: str) -> None:
    with sqlite3.connect(office.database_file) as connection:
        connection.execute(statement)
    connection.close()


def beginning(slack: LocalSlack, database: Database) -> Office:
    """The bot on a database that nobody has filled in yet."""
    connection = Connection(slack.api_url, slack.keys.bot_token, slack.keys.signing_secret)
    bot = open_bot(connection, Library(database), Clock(slack.clock.now), frozenset({COORDINATOR}))
    slack.attach(web.wsgi(bot))
    return Office(slack, bot, Path(str(database)))
