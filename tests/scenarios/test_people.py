"""The directory kept in chat: who sees it, what coordinators change in it, and the first steps of a partnership."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from scenario import TEAM, Office

from bot import people_forms, web
from bot.app import Connection, open_bot
from bot.clock import Clock
from bot.desk import Act
from bot.local import (
    BOT,
    COORDINATOR,
    COUNCIL_OWNER,
    EXEC,
    PARTNER,
    PARTNERSHIP,
    POLICE_OWNER,
    SHARED,
    STRANGER,
    VISITOR,
    FieldErrors,
    LocalSlack,
    Message,
    Taken,
    View,
)
from bot.local.pressing import elements
from bot.local.viewing import Submission
from bot.people_forms import Behind
from bot.places import Place
from bot.values import packed
from bot.views.blocks import actions, button
from bot.views.buttons import Open, Panel
from csp_core.book import Book, Person, Post
from csp_core.database import Database
from csp_core.library import Library
from csp_core.people.deeds import AddPerson, Leave, PeopleDeed, SetCoordinator, SetSignOff, TakePost
from csp_core.people.keeping import DirectoryChanged
from csp_core.permissions import Account
from csp_core.work import Via

NAMES = ("Neighbourhood Inspector", "IDVA Team Leader", "Community Safety Manager", "Partnership coordinator")
LICENSING = "Licensing Officer · Thanet District Council"
WRONG_DAYS = {"first_day": "2015-02-01", "last_day": "2015-01-31"}
NEIGHBOURS = "T0NEIGHBOUR"
ONLY_COORDINATORS = "Sorry, only a coordinator (Partnership coordinator) can change the directory."


def book(office: Office) -> Book:
    return office.bot.office.desk.visit(TEAM, Account(TEAM, COORDINATOR)).book


def person(office: Office, name: str) -> Person:
    return next(each for each in book(office).people if each.name == name)


def post(office: Office, title: str) -> Post:
    return next(each for each in book(office).posts if each.title == title)


def keep(office: Office, *deeds: PeopleDeed) -> None:
    """Changes the directory behind everybody's back."""
    result = office.bot.office.desk.keep(deeds, Act(TEAM, Account(TEAM, COORDINATOR), Via.COMMAND))
    assert isinstance(result, DirectoryChanged), result


def text_of(surface: Message | View) -> str:
    return json.dumps(surface.blocks, ensure_ascii=False)


def command(office: Office, text: str, user: str = COORDINATOR) -> Message:
    office.slack.command(user, PARTNERSHIP, "/csp", text)
    return office.slack.ephemerals(user, PARTNERSHIP)[-1]


def labels(surface: Message | View) -> list[str]:
    """What the buttons say, in their order."""
    return [each.label for each in elements(surface) if each.kind == "button"]


def opened(office: Office, user: str = COORDINATOR) -> View:
    """The modal that is open, once it has its content."""
    slack = office.slack
    assert slack.wait_for(lambda: bool(slack.modals(user)) and "One moment" not in text_of(slack.modals(user)[-1]))
    return slack.modals(user)[-1]


def edit(office: Office, name: str, listed: Message | View, user: str = COORDINATOR) -> View:
    """The form of somebody in a list."""
    beside = (block.get("accessory") for block in listed.blocks if name in json.dumps(block))
    found = next(each for each in beside if isinstance(each, dict))
    office.slack.press(user, listed, "csp_edit_person", str(found["value"]))
    return opened(office, user)


def add(office: Office) -> View:
    office.slack.press(COORDINATOR, command(office, "people"), "Add a person")
    return opened(office)


def fields(view: View) -> dict[str, dict[str, object]]:
    """The elements of a form by their labels."""
    return {each.label: each.payload for each in elements(view) if each.is_input}


def chosen_in(select: dict[str, object]) -> str:
    return json.dumps(select["initial_options"], ensure_ascii=False)


def saved(office: Office, form: View, **values: str | list[str]) -> Message:
    """Sends a form, and gives what was said about it beside the list."""
    before = len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP))
    assert office.slack.submit(COORDINATOR, form, values) == Taken(None)
    assert office.slack.wait_for(lambda: len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) > before)
    return office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1]


def errors(submission: Submission) -> dict[str, str]:
    assert isinstance(submission, FieldErrors), submission
    assert submission.by_bot
    return submission.errors


def said_in_modal(office: Office, user: str = COORDINATOR) -> str:
    return " ".join(str(block["text"]["text"]) for block in opened(office, user).blocks if "text" in block)  # type: ignore[index]


def test_the_directory_lists_people_by_organisation_and_the_posts_that_nobody_holds(office: Office) -> None:
    listed = command(office, "people")

    assert listed.text.startswith("People of Thanet Community Safety Partnership\n4 people · 4 linked to Slack")
    assert "\nKent Police\nNeighbourhood Inspector\nholds Neighbourhood Inspector · linked to Slack\n" in listed.text
    assert "\nWithout an organisation\nPartnership coordinator\ncoordinator · linked to Slack\n" in listed.text
    assert "Kent Police: Roads Policing Sergeant (2), Burglary Team Detective Sergeant (1)" in listed.text
    assert "*" not in listed.text
    assert labels(listed) == ["Edit"] * 4 + ["Add a person", "Settings"]
    assert office.slack.refused == []


def test_it_is_shown_in_a_direct_message_too(office: Office) -> None:
    channel = office.slack.direct(COORDINATOR).id
    office.slack.say(COORDINATOR, channel, "People")
    assert office.slack.wait_for(lambda: len(office.slack.messages(channel)) == 2)

    assert office.slack.messages(channel)[-1].text == command(office, "people").text


@pytest.mark.parametrize("channel", [PARTNERSHIP, EXEC, SHARED])
def test_it_is_not_shown_where_others_read_along(office: Office, channel: str) -> None:
    office.slack.say(COORDINATOR, channel, f"<@{BOT}> people")
    assert office.slack.wait_for(lambda: any(each.author.id == BOT for each in office.slack.messages(channel)))

    said = office.slack.messages(channel)[-1]
    assert said.text.startswith("The directory is shown only where nobody else can read it: type `/csp people`")
    assert labels(said) == []


@pytest.mark.parametrize("user", [POLICE_OWNER, COUNCIL_OWNER, PARTNER])
def test_others_of_the_directory_read_the_same_list_without_buttons(office: Office, user: str) -> None:
    listed = command(office, "people", user)

    assert listed.text == command(office, "people").text
    assert labels(listed) == []


@pytest.mark.parametrize("user", [STRANGER, VISITOR])
def test_a_stranger_reads_one_sentence_that_names_who_can_add_them(office: Office, user: str) -> None:
    channel = office.slack.direct(user).id
    office.slack.say(user, channel, "people")
    assert office.slack.wait_for(lambda: len(office.slack.messages(channel)) == 2)

    said = office.slack.messages(channel)[-1]
    assert said.text == (
        "Sorry, the directory is shown to people who are in it; a coordinator (Partnership coordinator) can add you."
    )
    assert labels(said) == []


def test_a_long_directory_is_paged_in_place(office: Office) -> None:
    keep(office, *(AddPerson(f"Person {number:02}", "Kent Police") for number in range(1, 20)))
    first = command(office, "people")
    assert "People 1 to 10 of 23" in text_of(first)
    office.slack.press(COORDINATOR, first, "More")
    assert office.slack.wait_for(lambda: "People 11 to 20 of 23" in text_of(office.slack.current(first)))
    office.slack.press(COORDINATOR, office.slack.current(first), "More")
    assert office.slack.wait_for(lambda: "People 21 to 23 of 23" in text_of(office.slack.current(first)))

    last = office.slack.current(first)
    assert labels(last) == ["Edit"] * 3 + ["Earlier", "Add a person", "Settings"]
    assert "Nobody holds" in first.text
    assert "Nobody holds" not in last.text
    assert len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) == 1


def test_a_person_is_added_with_all_that_is_theirs_in_one_transaction(office: Office) -> None:
    revision = book(office).revision
    listed = command(office, "people")
    office.slack.press(COORDINATOR, listed, "Add a person")
    said = saved(
        office, opened(office), user=STRANGER, name="Roads Policing Sergeant", organisation="Kent Police",
        posts=["Roads Policing Sergeant · Kent Police"], deputies=["Neighbourhood Inspector · Kent Police"],
        lead=["yes"], first_day="2014-12-08",
    )  # fmt: skip

    assert said.text == (
        "Roads Policing Sergeant is in the directory now, at Kent Police. Roads Policing Sergeant is linked to Slack. "
        "Roads Policing Sergeant holds the post Roads Policing Sergeant from 8 December 2014. "
        "Roads Policing Sergeant is deputy for the post Neighbourhood Inspector from 8 December 2014. "
        "Roads Policing Sergeant is a named lead of Kent Police from 8 December 2014."
    )
    assert book(office).revision == revision + 5
    assert person(office, "Roads Policing Sergeant").accounts == ((TEAM, STRANGER),)
    assert office.slack.wait_for(lambda: "5 people" in office.slack.current(listed).text)
    assert "4 people" not in command(office, "people", STRANGER).text
    assert office.slack.refused == []


def test_somebody_of_another_workspace_is_linked_under_their_own_workspace(office: Office) -> None:
    saved(office, add(office), user=VISITOR, name="Visiting coordinator")

    assert person(office, "Visiting coordinator").accounts == ((NEIGHBOURS, VISITOR),)
    channel = office.slack.direct(VISITOR).id
    office.slack.say(VISITOR, channel, "people")
    assert office.slack.wait_for(lambda: len(office.slack.messages(channel)) == 2)
    assert "linked to Slack in another workspace" in office.slack.messages(channel)[-1].text


def test_a_bot_is_nobody(office: Office) -> None:
    found = errors(office.slack.submit(COORDINATOR, add(office), {"user": BOT, "name": "Somebody"}))

    assert found == {"user": "Slack does not tell me who this is: choose a person, or try again in a minute."}


def test_the_form_shows_what_is_held_and_takes_what_is_changed(office: Office) -> None:
    listed = command(office, "people")
    form = edit(office, "Neighbourhood Inspector", listed)
    held = fields(form)
    said = saved(office, form, posts=[], organisation="Kent County Council", coordinator=["yes"], last_day="2015-03-31")

    assert (held["Slack user"]["initial_user"], held["Name"]["initial_value"]) == (
        POLICE_OWNER,
        "Neighbourhood Inspector",
    )
    assert "Neighbourhood Inspector · Kent Police" in chosen_in(held["Holds the posts"])
    assert said.text == (
        "Neighbourhood Inspector is at Kent County Council now. "
        "The last day of Neighbourhood Inspector is 31 March 2015. "
        "Neighbourhood Inspector no longer holds the post Neighbourhood Inspector (last day 30 November 2014). "
        "Neighbourhood Inspector is a coordinator now."
    )
    assert post(office, "Neighbourhood Inspector").holdings[0].last_day == date(2014, 11, 30)
    assert office.slack.wait_for(lambda: "leaves after 31 March 2015" in office.slack.current(listed).text)
    assert "Neighbourhood Inspector (2)" in office.slack.current(listed).text


def test_another_slack_user_takes_the_place_of_the_one_before(office: Office) -> None:
    form = edit(office, "IDVA Team Leader", command(office, "people"))
    said = saved(office, form, user=STRANGER, name="Independent adviser")

    assert said.text == (
        "IDVA Team Leader is called Independent adviser now. The Slack user who was linked before is unlinked. "
        "Independent adviser is linked to Slack."
    )
    assert person(office, "Independent adviser").accounts == ((TEAM, STRANGER),)


def test_a_leaver_stands_apart_and_can_come_back(office: Office) -> None:
    saved(office, edit(office, "IDVA Team Leader", command(office, "people")), last_day="2014-11-28")
    listed = command(office, "people")
    assert "\nNo longer here\nIDVA Team Leader\nlast day 28 November 2014\n" in listed.text
    assert "Oasis Domestic Abuse Service: IDVA Team Leader (1)" in listed.text

    form = edit(office, "last day 28 November 2014", listed)
    assert "IDVA Team Leader · Oasis" in chosen_in(fields(form)["Holds the posts"])
    saved(office, form, last_day="")
    assert "holds IDVA Team Leader · linked to Slack" in command(office, "people").text


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({}, "user", "That is what the directory holds already"),
        ({"user": POLICE_OWNER}, "user", "linked to Neighbourhood Inspector already"),
        ({"name": "Neighbourhood Inspector"}, "name", "There is a Neighbourhood Inspector in the directory"),
        ({"organisation": [], "lead": ["yes"]}, "organisation", "Choose the organisation"),
        ({"first_day": "2014-12-01"}, "first_day", "Nothing begins on this day"),
        ({"lead": ["yes"], **WRONG_DAYS}, "lead", "last day lies before the first"),
        ({"deputies": [LICENSING], **WRONG_DAYS}, "deputies", "last day lies before the first"),
    ],
)  # fmt: skip
def test_what_stands_against_it_is_said_at_its_field_and_nothing_is_changed(
    office: Office, values: dict[str, str | list[str]], field: str, words: str
) -> None:
    form = edit(office, "IDVA Team Leader", command(office, "people"))
    revision = book(office).revision
    found = errors(office.slack.submit(COORDINATOR, form, values))

    assert list(found) == [field]
    assert words in found[field]
    assert book(office).revision == revision
    assert office.slack.modals(COORDINATOR)[-1].id == form.id


def test_a_form_is_sent_again_once_what_was_wrong_is_right(office: Office) -> None:
    form = add(office)
    values = {
        "name": "Licensing Officer",
        "user": POLICE_OWNER,
        "posts": ["Licensing Officer · Thanet District Council"],
    }
    errors(office.slack.submit(COORDINATOR, form, values))
    saved(office, form, user="")

    assert post(office, "Licensing Officer").holdings[0].person == "Licensing Officer"
    assert person(office, "Licensing Officer").accounts == ()


@pytest.mark.parametrize(("field", "value"), [("coordinator", []), ("last_day", "2014-12-31")])
def test_the_last_coordinator_cannot_go(office: Office, field: str, value: str | list[str]) -> None:
    form = edit(office, "Partnership coordinator", command(office, "people"))
    found = errors(office.slack.submit(COORDINATOR, form, {field: value}))

    assert found == {field: "Partnership coordinator is the last coordinator; name another first."}


def test_who_takes_coordination_from_herself_hears_who_is_left(office: Office) -> None:
    keep(office, SetCoordinator("Community Safety Manager", True))
    listed = command(office, "people")
    said = saved(office, edit(office, "Partnership coordinator", listed), coordinator=[])

    assert said.text == (
        "Partnership coordinator is no longer a coordinator. "
        "Community Safety Manager is the only coordinator now; a second one could stand in. "
        "Partnership coordinator goes on coordinating, because the settings of the bot name them."
    )


def test_a_form_that_is_out_of_date_says_so_and_keeps_what_was_typed(office: Office) -> None:
    form = edit(office, "IDVA Team Leader", command(office, "people"))
    keep(office, TakePost("IDVA Team Leader", "Oasis Service Manager"))
    assert isinstance(office.slack.submit(COORDINATOR, form, {"name": "Adviser"}), Taken)

    again = opened(office)
    assert "Somebody has changed this since you opened the form." in said_in_modal(office)
    assert "holds IDVA Team Leader and Oasis Service Manager" in said_in_modal(office)
    assert fields(again)["Name"]["initial_value"] == "Adviser"
    assert {each.name for each in book(office).people} == set(NAMES)
    said = saved(office, again)
    assert "Adviser no longer holds the post Oasis Service Manager" in said.text


def test_a_form_about_somebody_who_is_called_otherwise_by_now_changes_nothing(office: Office) -> None:
    listed = command(office, "people")
    form = edit(office, "IDVA Team Leader", listed)
    with sqlite3.connect(office.database_file) as connection:
        connection.execute("UPDATE person SET name = 'Adviser' WHERE name = 'IDVA Team Leader'")
        connection.execute("UPDATE partnership SET plan_revision = plan_revision + 1")
    connection.close()

    assert "any more" in errors(office.slack.submit(COORDINATOR, form, {"coordinator": ["yes"]}))["name"]
    office.slack.close_view(COORDINATOR, form)
    edit(office, "IDVA Team Leader", listed)
    assert said_in_modal(office) == "Nobody in the directory is called IDVA Team Leader any more."


@pytest.mark.parametrize("values", [{"name": "Adviser"}, {}], ids=["a change", "no change"])
def test_a_right_that_was_lost_since_the_form_opened_is_lost(office: Office, values: dict[str, str]) -> None:
    keep(office, SetCoordinator("Neighbourhood Inspector", True))
    form = edit(office, "IDVA Team Leader", command(office, "people", POLICE_OWNER), POLICE_OWNER)
    keep(office, SetCoordinator("Neighbourhood Inspector", False))

    assert isinstance(office.slack.submit(POLICE_OWNER, form, values), Taken)
    assert said_in_modal(office, POLICE_OWNER) == ONLY_COORDINATORS
    assert {each.name for each in book(office).people} == set(NAMES)
    with sqlite3.connect(office.database_file) as connection:
        refusals = connection.execute("SELECT actor, kind FROM audit_entry WHERE refusal IS NOT NULL").fetchall()
    connection.close()
    assert refusals == [("Neighbourhood Inspector", "rename")] * len(values)


@pytest.mark.parametrize("user", [POLICE_OWNER, COUNCIL_OWNER, PARTNER, STRANGER, VISITOR])
@pytest.mark.parametrize("panel", [Panel.PEOPLE, Panel.PERSON, Panel.SETTINGS, Panel.LETTER])
def test_whoever_presses_a_button_that_is_not_theirs_is_refused(office: Office, user: str, panel: Panel) -> None:
    pressed = Open(panel, {Panel.PERSON: "IDVA Team Leader", Panel.LETTER: "2014-15 ASB-01"}.get(panel))
    channel = SHARED if user == VISITOR else PARTNERSHIP
    blocks = [actions([button("Press", pressed, "csp_press")])]
    office.bot.office.sender.post(Place(channel), {"text": "Press", "blocks": blocks})
    message = office.slack.messages(channel)[-1]
    revision = book(office).revision
    office.slack.press(user, message, "Press")

    if panel is Panel.PEOPLE:
        assert office.slack.wait_for(lambda: bool(office.slack.ephemerals(user, channel)))
        assert labels(office.slack.ephemerals(user, channel)[-1]) == []
    else:
        who = "Sorry, only a coordinator (Partnership coordinator) can "
        what = "write to owners from here." if panel is Panel.LETTER else "change the directory."
        assert said_in_modal(office, user) == who + what
    assert book(office).revision == revision


def sent(office: Office, user: str, form: str, view_id: str) -> str:
    """A form as somebody sends it who never was shown one; the body of the acknowledgement."""
    name = {"name": {"csp_name": {"type": "plain_text_input", "value": "Adviser"}}}
    team = NEIGHBOURS if user == VISITOR else TEAM
    payload = {
        "type": "view_submission", "team": {"id": team}, "user": {"id": user, "team_id": team},
        "view": {
            "id": view_id, "type": "modal", "callback_id": form, "private_metadata": packed(Behind(1), Behind),
            "app_installed_team_id": TEAM, "state": {"values": name},
        },
    }  # fmt: skip
    return office.send(f"payload={quote_plus(json.dumps(payload))}".encode()).body


@pytest.mark.parametrize("form", [people_forms.PERSON, people_forms.SETTINGS])
def test_a_form_that_was_never_shown_is_refused_to_all_but_coordinators(office: Office, form: str) -> None:
    revision = book(office).revision
    for user in (POLICE_OWNER, COUNCIL_OWNER, PARTNER, STRANGER, VISITOR):
        assert ONLY_COORDINATORS in sent(office, user, form, f"V{user}")
        assert book(office).revision == revision

    assert ONLY_COORDINATORS not in sent(office, COORDINATOR, form, "V1")
    sent(office, COORDINATOR, form, "V1")
    assert book(office).revision == revision + (1 if form == people_forms.PERSON else 0)


def test_a_form_that_slack_sends_twice_is_taken_once(office: Office) -> None:
    sent(office, COORDINATOR, people_forms.PERSON, "V1")
    again = sent(office, COORDINATOR, people_forms.PERSON, "V1")

    assert "That was done already" in again
    assert [each.name for each in book(office).people].count("Adviser") == 1


def test_the_directory_and_its_forms_stand_in_a_modal_where_there_is_no_message(office: Office) -> None:
    people = actions([button("People", Open(Panel.PEOPLE), "csp_people")])
    office.bot.office.sender.publish_home(COORDINATOR, {"type": "home", "blocks": [people]})
    home = office.slack.home(COORDINATOR)
    assert home is not None
    office.slack.press(COORDINATOR, home, "People")
    listed = opened(office)
    edit(office, "IDVA Team Leader", listed)
    assert office.slack.wait_for(lambda: opened(office).title == "Edit a person")
    assert isinstance(office.slack.submit(COORDINATOR, opened(office), {"name": "Adviser"}), Taken)

    again = opened(office)
    assert again.title == "People"
    assert said_in_modal(office).startswith("IDVA Team Leader is called Adviser now. *People of Thanet")
    assert labels(again)[-2:] == ["Add a person", "Settings"]


def test_settings_say_who_reads_and_what_waits_for_sign_off(office: Office) -> None:
    office.slack.press(COORDINATOR, command(office, "people"), "Settings")
    form = opened(office)
    assert list(fields(form)) == ["Open reading", "Sign-off"]
    assert [each["type"] for each in fields(form).values()] == ["radio_buttons", "radio_buttons"]
    assert errors(office.slack.submit(COORDINATOR, form)) == {
        "reading": "That is what the directory holds already: change something, or press Cancel."
    }
    said = saved(office, form, reading="no", sign_off="yes")

    assert said.text == (
        "The plan may be read by people of the directory only. "
        "What an owner reports done waits until a coordinator accepts it."
    )
    assert "Sorry, only people in the partnership's directory" in command(office, "overdue", STRANGER).text
    assert all(action.needs_sign_off for action in book(office).plans[-1].actions)


def test_a_plan_year_with_a_setting_of_its_own_is_set_apart(office: Office) -> None:
    keep(office, SetSignOff(True, "2014-15"))
    office.slack.press(COORDINATOR, command(office, "people"), "Settings")
    form = opened(office)
    assert list(fields(form))[2] == "Sign-off in 2014-15, which has a setting of its own"

    said = saved(office, form, sign_off_of_year="no")
    assert said.text == "What an owner reports done in 2014-15 counts as completed at once."


def test_settings_that_somebody_else_changed_are_shown_anew(office: Office) -> None:
    office.slack.press(COORDINATOR, command(office, "people"), "Settings")
    form = opened(office)
    keep(office, SetSignOff(True))
    assert isinstance(office.slack.submit(COORDINATOR, form, {"reading": "no"}), Taken)

    assert "Somebody has changed this since you opened the form." in said_in_modal(office)
    assert "counts as completed at once" in saved(office, opened(office)).text


@pytest.fixture
def empty_file(database_file: Path) -> Path:
    """The sample without anybody in its directory."""
    with sqlite3.connect(database_file) as connection:
        for table in ("holding", "organisation_lead", "account", "person"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand in this line
        connection.execute("UPDATE partnership SET plan_revision = plan_revision + 1")
    connection.close()
    return database_file


@pytest.fixture
def new_office(empty_file: Path, office: Office) -> Office:
    return office


@pytest.fixture
def leaderless(slack: LocalSlack, empty_file: Path) -> Iterator[Office]:
    """A bot whose settings name no coordinator."""
    connection = Connection(slack.api_url, slack.keys.bot_token, slack.keys.signing_secret)
    with Database.open(f"sqlite:///{empty_file}") as database:
        bot = open_bot(connection, Library(database), Clock(slack.clock.now))
        slack.attach(web.wsgi(bot))
        yield Office(slack, bot, empty_file)
        bot.close()


def test_the_first_coordinator_is_led_through_the_empty_directory(new_office: Office) -> None:
    slack, first = new_office.slack, command(new_office, "people")
    assert "Nobody is in the directory yet. These are the first steps:\n1. Add yourself" in first.text
    assert "Neighbourhood Inspector (2)" in first.text
    assert labels(first)[0] == "Add yourself"
    assert labels(first)[2] == "what is overdue?"
    slack.press(COORDINATOR, first, "Add yourself")
    form = opened(new_office)
    held = fields(form)
    assert (held["Slack user"]["initial_user"], held["Name"]["initial_value"]) == (
        COORDINATOR,
        "Partnership coordinator",
    )
    assert "initial_options" in held["Coordinator"]

    said = saved(new_office, form)
    assert slack.wait_for(lambda: "1 person · 1 linked to Slack · 1 coordinator" in slack.current(first).text)
    assert "Add yourself" not in labels(slack.current(first))
    slack.press(COORDINATOR, said, "what is overdue?")
    assert slack.wait_for(lambda: "Overdue" in slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1].text)
    assert slack.refused == []


def test_help_leads_the_first_coordinator_too_and_nobody_else(new_office: Office) -> None:
    asked = command(new_office, "help")
    assert "1. Add yourself to the directory" in text_of(asked)
    assert "1. Add yourself to the directory" in asked.text
    assert "Add yourself" not in labels(command(new_office, "help", STRANGER))
    assert "Add yourself" not in labels(command(new_office, "overdue"))
    new_office.slack.press(COORDINATOR, asked, "Add yourself")
    said = saved(new_office, opened(new_office))

    assert labels(said)[-1] == "People"
    assert new_office.slack.current(asked).text == asked.text
    assert "Add yourself" not in labels(command(new_office, "help"))
    new_office.slack.press(COORDINATOR, said, "People")
    current = new_office.slack.current
    assert new_office.slack.wait_for(lambda: "1 person" in current(said).text)


def test_help_in_a_channel_shows_no_first_steps(new_office: Office) -> None:
    new_office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> help")
    assert new_office.slack.wait_for(lambda: new_office.slack.messages(PARTNERSHIP)[-1].author.id == BOT)

    assert "Add yourself" not in labels(new_office.slack.messages(PARTNERSHIP)[-1])


def test_a_coordinator_of_the_settings_whom_the_directory_does_not_know_can_add_herself(new_office: Office) -> None:
    keep(new_office, AddPerson("Neighbourhood Inspector", "Kent Police"))
    listed = command(new_office, "people")

    assert "you are not in the directory yet: add yourself" in listed.text
    assert labels(listed) == ["Edit", "Add yourself", "Add a person", "Settings"]


def test_add_yourself_of_somebody_who_is_known_by_now_shows_their_own_entry(new_office: Office) -> None:
    first = command(new_office, "people")
    new_office.slack.press(COORDINATOR, first, "Add yourself")
    saved(new_office, opened(new_office))
    new_office.slack.press(COORDINATOR, first, "Add yourself")

    assert new_office.slack.wait_for(lambda: opened(new_office).title == "Edit a person")
    assert fields(opened(new_office))["Name"]["initial_value"] == "Partnership coordinator"


def test_where_nobody_coordinates_it_is_said_who_can_change_that(leaderless: Office) -> None:
    assert command(leaderless, "people").text == (
        "Nobody coordinates here yet. Whoever looks after the bot names the first coordinators in its settings "
        "(CSP_COORDINATORS), or loads the directory with `csp import people`."
    )


def test_a_coordinator_finds_a_text_to_send_to_an_owner_who_is_not_on_slack(office: Office) -> None:
    answer = command(office, "ASB-01")
    office.slack.press(COORDINATOR, answer, "E-mail text")
    form = opened(office)
    written = fields(form)

    assert written["Subject"]["initial_value"] == "ASB-01: Joint walkabouts in Margate High Street"
    body = str(written["Text"]["initial_value"])
    assert body.startswith("Dear Anti-Social Behaviour Officer,")
    assert body.endswith("Partnership coordinator\nCoordinator, Thanet Community Safety Partnership")
    assert "For *Anti-Social Behaviour Officer, Thanet District Council*." in text_of(form)
    assert form.payload["close"] == {"type": "plain_text", "text": "Close", "emoji": False}
    assert office.slack.submit(COORDINATOR, form) == Taken(None)


def test_no_text_is_offered_where_slack_reaches_the_owner_or_somebody_else_asks(office: Office) -> None:
    reached = next(each.ref for each in book(office).plans[-1].actions if each.owner == "Neighbourhood Inspector")

    assert "E-mail text" not in labels(command(office, reached))
    assert "E-mail text" not in labels(command(office, "ASB-01", COUNCIL_OWNER))
    keep(office, Leave("Neighbourhood Inspector", date(2014, 11, 30)))
    assert "E-mail text" in labels(command(office, reached))


def test_a_text_about_work_that_is_done_by_now_is_not_written(office: Office) -> None:
    answer = command(office, "ASB-01")
    with sqlite3.connect(office.database_file) as connection:
        connection.execute("UPDATE action SET status = 'completed' WHERE ref = 'ASB-01'")
        connection.execute("UPDATE partnership SET plan_revision = plan_revision + 1")
    connection.close()
    office.slack.press(COORDINATOR, answer, "E-mail text")

    assert said_in_modal(office) == "ASB-01 is completed now; there is nothing to ask."
