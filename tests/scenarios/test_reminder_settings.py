"""Reminders set up in chat: the list, its forms, words that are understood, and what each kind of person may do."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from scenario import TEAM, Office

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
    Message,
    Taken,
    View,
)
from bot.local.model import Channel as SlackChannel
from bot.local.model import Kind as ChannelKind
from bot.local.pressing import elements
from bot.places import Place
from bot.views import blocks
from bot.views.buttons import Open, Panel
from csp_core.audit import entries
from csp_core.people.deeds import SetCoordinator
from csp_core.people.keeping import DirectoryChanged
from csp_core.permissions import Account
from csp_core.reminder_kinds import Kind, Region
from csp_core.reminders.deeds import (
    AddQuiet,
    AddSchedule,
    EditSchedule,
    OptOut,
    PauseSchedule,
    PostNow,
    ReminderDeed,
    RemoveSchedule,
)
from csp_core.reminders.keeping import RemindersChanged
from csp_core.reminders.listing import Overview
from csp_core.reminders.schedules import Channel, Filter, Schedule, Timetable, Wish
from csp_core.work import Via

DIGEST = Wish(Kind.WEEKLY_DIGEST, Channel(TEAM, PARTNERSHIP))
OWNERS = Wish(Kind.OWNER_MESSAGES, None, Timetable(weekday=None))
ESCALATION = Wish(Kind.ESCALATION, None, Timetable(weekday=None))
ONLY_COORDINATORS = "Sorry, only a coordinator (Partnership coordinator) can do this with reminders."
NEXT_MONDAY = datetime(2014, 12, 8, 9, tzinfo=UTC)


def overview(office: Office) -> Overview:
    desk = office.bot.office.desk
    return desk.reminders(desk.visit(TEAM, Account(TEAM, COORDINATOR)))


def schedules(office: Office) -> list[Schedule]:
    return [each.schedule for each in overview(office).reminders]


def make(office: Office, *deeds: ReminderDeed, user: str = COORDINATOR) -> None:
    """Changes the reminders behind everybody's back."""
    for deed in deeds:
        result = office.bot.office.desk.remind(deed, Act(TEAM, Account(TEAM, user), Via.COMMAND))
        assert isinstance(result, RemindersChanged), result


def add(office: Office, *wishes: Wish) -> None:
    make(office, *map(AddSchedule, wishes))


def make_coordinator(office: Office, name: str) -> None:
    act = Act(TEAM, Account(TEAM, COORDINATOR), Via.COMMAND)
    assert isinstance(office.bot.office.desk.keep((SetCoordinator(name, is_coordinator=True),), act), DirectoryChanged)


def tick(office: Office, moment: datetime | None = None) -> None:
    if moment:
        office.slack.clock.move_to(moment)
    ticked = office.bot.pulse.ticker.tick(office.slack.clock.now())
    assert ticked.failures == ()


def command(office: Office, text: str = "reminders", user: str = COORDINATOR, channel: str = PARTNERSHIP) -> Message:
    office.slack.command(user, channel, "/csp", text)
    return office.slack.ephemerals(user, channel)[-1]


def say(office: Office, text: str, user: str = COORDINATOR) -> Message:
    """What is answered in the direct message between this person and the bot."""
    channel = office.slack.direct(user).id
    before = len(from_bot(office, channel))
    office.slack.say(user, channel, text)
    assert office.slack.wait_for(lambda: len(from_bot(office, channel)) > before)
    return from_bot(office, channel)[-1]


def from_bot(office: Office, channel: str) -> list[Message]:
    return [each for each in office.slack.messages(channel) if each.author.id == BOT and not each.is_ephemeral]


def labels(surface: Message | View) -> list[str]:
    """What the buttons say, in their order."""
    return [each.label for each in elements(surface) if each.kind == "button"]


def text_of(surface: Message | View) -> str:
    return json.dumps(surface.blocks, ensure_ascii=False)


def opened(office: Office, user: str = COORDINATOR) -> View:
    """The modal that is open, once it has its content."""
    slack = office.slack
    assert slack.wait_for(lambda: bool(slack.modals(user)) and "One moment" not in text_of(slack.modals(user)[-1]))
    return slack.modals(user)[-1]


def form(office: Office, listed: Message, named: str, user: str = COORDINATOR) -> View:
    office.slack.press(user, listed, named)
    return opened(office, user)


def preview_of(office: Office) -> Message:
    listed = command(office)
    before = len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP))
    office.slack.press(COORDINATOR, listed, "Preview")
    assert office.slack.wait_for(lambda: len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) > before)
    return office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1]


def is_open(office: Office, words: str) -> bool:
    """Whether the modal of the coordinator comes to say something."""
    return office.slack.wait_for(lambda: words in text_of(opened(office)))


def shows(office: Office, message: Message, words: str) -> bool:
    """Whether a message comes to say something."""
    return office.slack.wait_for(lambda: words in text_of(office.slack.current(message)))


def chosen(view: View) -> dict[str, str]:
    """What the fields of a form hold, by their labels."""
    initial = ("initial_option", "initial_time", "initial_conversation", "initial_date", "initial_value")
    held = {
        each.label: next((each.payload[name] for name in initial if name in each.payload), "")
        for each in elements(view)
    }
    return {label: str(value["value"] if isinstance(value, dict) else value) for label, value in held.items()}


def errors(submission: object) -> dict[str, str]:
    assert isinstance(submission, FieldErrors), submission
    assert submission.by_bot
    return submission.errors


def recorded(office: Office) -> list[tuple[str, str, str | None]]:
    """What the audit says of reminders: the kind, the way it came, why it was refused."""
    kinds = {
        deed.kind for deed in (AddSchedule, EditSchedule, PauseSchedule, RemoveSchedule, AddQuiet, OptOut, PostNow)
    }
    library = office.bot.office.desk.library
    with library.database.reading() as session:
        found = entries(session, library.partnership_named(None))
    return [(each.kind, each.via, each.refusal) for each in found if each.kind in kinds]


def confirm(office: Office, proposal: Message, user: str = COORDINATOR) -> None:
    office.slack.press(user, proposal, "Confirm")


def test_on_first_use_the_usual_reminder_is_proposed_and_saved_in_a_channel_that_is_picked(office: Office) -> None:
    listed = command(office)
    assert "The usual one is a weekly digest, Mondays at 09:00, in a channel that you pick" in listed.text
    assert labels(listed) == ["Set up the weekly digest", "Turn off", "Add a reminder", "Add a quiet period"]
    modal = form(office, listed, "Set up the weekly digest")
    held = chosen(modal)
    sent = office.slack.submit(COORDINATOR, modal, {"Channel": PARTNERSHIP})

    assert held == {
        "Kind of reminder": "weekly_digest", "Channel": "", "Weekday": "0", "Local time": "09:00", "Priority": "",
        "Lead organisation": "", "Bank holidays of": "england_and_wales",
    }  # fmt: skip
    assert sent == Taken(None)
    assert [each.wish for each in schedules(office)] == [DIGEST]
    assert shows(office, listed, "Next on Monday 8 December 2014. Nothing was posted yet.")
    assert "Saved: *Weekly digest* in <#C0PARTNERSHIP> · Mondays at 09:00." in text_of(office.slack.current(listed))
    assert len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) == 1
    assert recorded(office) == [("add_reminder", "form", None)]
    assert office.slack.refused == []


def test_the_picker_offers_channels_alone(office: Office) -> None:
    modal = form(office, command(office), "Add a reminder")

    picker = next(each.payload for each in elements(modal) if each.label == "Channel")
    assert picker["filter"] == {"include": ["public", "private"], "exclude_bot_users": True}


def test_the_fields_follow_the_kind_and_keep_what_was_filled_in(office: Office) -> None:
    modal = form(office, command(office), "Add a reminder")
    office.slack.fill(COORDINATOR, modal, {"Channel": EXEC, "Local time": "08:30", "Weekday": "Thursday"})
    office.slack.press(COORDINATOR, modal, "Kind of reminder", "Direct messages to owners")
    assert office.slack.wait_for(lambda: "Every working day" in text_of(office.slack.modals(COORDINATOR)[-1]))
    direct = office.slack.modals(COORDINATOR)[-1]
    office.slack.press(COORDINATOR, direct, "Kind of reminder", "Monthly summary")
    assert office.slack.wait_for(lambda: "Day of the month" in text_of(office.slack.modals(COORDINATOR)[-1]))
    monthly = office.slack.modals(COORDINATOR)[-1]
    sent = office.slack.submit(COORDINATOR, monthly, {"Day of the month": "15", "Bank holidays of": "Scotland"})

    assert "Channel" not in chosen(direct)
    assert chosen(monthly)["Channel"] == EXEC
    assert sent == Taken(None)
    [schedule] = schedules(office)
    assert (schedule.kind, schedule.wish.channel) == (Kind.MONTHLY_SUMMARY, Channel(TEAM, EXEC))
    assert schedule.wish.timetable == Timetable(None, 15, time(8, 30), Region.SCOTLAND)


def test_a_reminder_can_be_about_a_priority_and_an_organisation(office: Office) -> None:
    listed = command(office)
    modal = form(office, listed, "Add a reminder")
    priority = next(each for each in elements(modal) if each.label == "Priority").options()[0]
    values = {"Channel": PARTNERSHIP, "Priority": str(priority["value"]), "Lead organisation": "Kent Police"}
    office.slack.submit(COORDINATOR, modal, values)

    assert schedules(office)[0].wish.filter == Filter(str(priority["value"]), "Kent Police")
    assert shows(office, listed, f"about {priority['value']}, led by Kent Police")


def test_a_channel_that_another_organisation_shares_is_refused_at_its_field(office: Office) -> None:
    modal = form(office, command(office), "Add a reminder")
    refused = errors(office.slack.submit(COORDINATOR, modal, {"Channel": SHARED, "Local time": "10:15"}))
    sent = office.slack.submit(COORDINATOR, modal, {"Channel": PARTNERSHIP})

    assert refused == {
        "channel": ("Another organisation can read this channel, so nothing is posted there: pick another.")
    }
    assert sent == Taken(None)
    assert schedules(office)[0].wish.timetable.at == time(10, 15)


@pytest.mark.parametrize("kind", [ChannelKind.PUBLIC, ChannelKind.PRIVATE])
def test_a_channel_that_the_bot_is_not_in_is_saved_with_the_remedy(office: Office, kind: ChannelKind) -> None:
    office.slack.workspace.add_channel(SlackChannel("C0BOARD", "csp-board", kind, frozenset({COORDINATOR})))
    listed = command(office)
    office.slack.submit(COORDINATOR, form(office, listed, "Add a reminder"), {"Channel": "C0BOARD"})

    assert shows(office, listed, "I am not in <#C0BOARD>: invite me there with `/invite`")
    assert len(schedules(office)) == 1


def test_an_edit_starts_from_what_is_held_and_changes_that_alone(office: Office) -> None:
    add(office, DIGEST)
    listed = command(office)
    modal = form(office, listed, "Edit")
    same = errors(office.slack.submit(COORDINATOR, modal))
    sent = office.slack.submit(COORDINATOR, modal, {"Weekday": "Tuesday", "Local time": "10:00"})

    assert same == {"reminder_kind": "This is how the reminder is already: change something, or press Cancel."}
    assert sent == Taken(None)
    assert [each.wish for each in schedules(office)] == [replace(DIGEST, timetable=Timetable(1, at=time(10)))]
    assert shows(office, listed, "Next on Tuesday 2 December 2014")


def test_of_two_coordinators_who_edit_the_same_reminder_the_second_is_told(office: Office) -> None:
    add(office, DIGEST)
    make_coordinator(office, "Community Safety Manager")
    first = form(office, command(office), "Edit")
    second = form(office, command(office, user=COUNCIL_OWNER), "Edit", COUNCIL_OWNER)
    office.slack.submit(COORDINATOR, first, {"Weekday": "Tuesday"})
    told = office.slack.submit(COUNCIL_OWNER, second, {"Weekday": "Friday", "Local time": "14:00"})

    assert isinstance(told, Taken)
    assert told.top is not None
    assert "It is now: Weekly digest, Tuesdays at 09:00." in text_of(told.top)
    assert (chosen(told.top)["Weekday"], chosen(told.top)["Local time"]) == ("4", "14:00")
    assert schedules(office)[0].wish.timetable.weekday == 1

    assert office.slack.submit(COUNCIL_OWNER, told.top) == Taken(None)
    assert schedules(office)[0].wish.timetable == Timetable(4, at=time(14))


def test_a_form_of_a_reminder_that_was_removed_meanwhile_says_so(office: Office) -> None:
    add(office, DIGEST)
    modal = form(office, command(office), "Edit")
    make(office, RemoveSchedule(schedules(office)[0].id))
    sent = office.slack.submit(COORDINATOR, modal, {"Weekday": "Tuesday"})

    assert isinstance(sent, Taken)
    assert sent.top is not None
    assert "This reminder is not there any more." in text_of(sent.top)


def test_a_coordinator_pauses_resumes_and_removes_from_the_list(office: Office) -> None:
    add(office, DIGEST)
    listed = command(office)
    office.slack.press(COORDINATOR, listed, "Pause")
    assert shows(office, listed, "Paused: Weekly digest, Mondays at 09:00.")
    paused = office.slack.current(listed)
    assert "Post now" not in labels(paused)
    assert schedules(office)[0].is_paused
    office.slack.press(COORDINATOR, paused, "Resume")
    assert shows(office, listed, "Resumed: Weekly digest, Mondays at 09:00.")
    office.slack.press(COORDINATOR, office.slack.current(listed), "Remove")
    assert shows(office, listed, "Removed: Weekly digest, Mondays at 09:00.")

    assert schedules(office) == []
    assert {kind for kind, _, _ in recorded(office)} == {"add_reminder", "pause_reminder", "remove_reminder"}
    assert len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) == 1
    assert office.slack.refused == []


def test_a_stale_list_says_what_stands_against_it_and_is_renewed(office: Office) -> None:
    add(office, DIGEST)
    listed = command(office)
    make(office, PauseSchedule(schedules(office)[0].id))
    office.slack.press(COORDINATOR, listed, "Pause")

    assert shows(office, listed, "It is paused already.")
    assert "Resume" in labels(office.slack.current(listed))


def test_a_preview_is_for_the_coordinator_alone_and_posts_nothing(office: Office) -> None:
    add(office, DIGEST)
    preview = preview_of(office)
    tick(office)

    assert "nothing is posted" in text_of(preview)
    assert "6 overdue" in preview.text
    assert labels(preview) == []
    assert from_bot(office, PARTNERSHIP) == []
    assert office.slack.refused == []


def test_a_preview_of_direct_messages_names_those_who_would_get_them(office: Office) -> None:
    add(office, OWNERS)
    make(office, OptOut(), user=PARTNER)
    office.slack.clock.move_to(datetime(2014, 12, 10, 9, tzinfo=UTC))
    quiet = preview_of(office)
    office.slack.clock.move_to(datetime(2015, 3, 17, 9, tzinfo=UTC))
    preview = preview_of(office)

    assert "There is nothing to tell anybody now" in quiet.text
    assert "To Neighbourhood Inspector:" in text_of(preview)
    assert "VC-03" in text_of(preview)
    assert "IDVA Team Leader" not in text_of(preview)


def test_post_now_posts_once_beside_the_timetable(office: Office) -> None:
    add(office, DIGEST)
    listed = command(office)
    office.slack.press(COORDINATOR, listed, "Post now")
    assert shows(office, listed, "On its way, within a minute: Weekly digest, Mondays at 09:00.")
    tick(office)
    tick(office)

    assert len(from_bot(office, PARTNERSHIP)) == 1
    assert "Last posted on 1 December 2014." in command(office).text


def test_the_list_tells_why_a_post_is_missing(office: Office) -> None:
    office.slack.workspace.add_channel(SlackChannel("C0BOARD", "csp-board", ChannelKind.PUBLIC, frozenset()))
    add(office, replace(DIGEST, channel=Channel(TEAM, "C0BOARD")))
    tick(office, NEXT_MONDAY)

    assert "Nothing was posted yet. Not posted: 8 December 2014 (I am not in the channel)." in command(office).text


def test_a_quiet_period_holds_the_next_post_and_can_be_removed(office: Office) -> None:
    add(office, DIGEST)
    listed = command(office)
    modal = form(office, listed, "Add a quiet period")
    values = {"First day": "2014-12-08", "Last day": "2014-12-07", "Reason": "Local election"}
    wrong = errors(office.slack.submit(COORDINATOR, modal, values))
    office.slack.submit(COORDINATOR, modal, {"Last day": "2014-12-14"})

    assert wrong == {"last_day": "The last day lies before the first, or in the past."}
    assert shows(office, listed, "Next on Monday 8 December 2014, which a quiet period holds (Local election).")
    assert "From 8 December 2014 to 14 December 2014: Local election" in office.slack.current(listed).text
    tick(office, NEXT_MONDAY)
    assert from_bot(office, PARTNERSHIP) == []
    office.slack.press(COORDINATOR, office.slack.current(listed), "csp_quiet_remove_2")
    assert shows(office, listed, "The quiet period is removed: Local election")
    assert overview(office).quiet == ()


def test_an_owner_turns_their_own_messages_off_and_on_again(office: Office) -> None:
    listed = command(office, user=POLICE_OWNER)
    assert labels(listed) == ["Turn off"]
    office.slack.press(POLICE_OWNER, listed, "Turn off")
    assert office.slack.wait_for(lambda: labels(office.slack.current(listed)) == ["Turn on"])
    off = office.slack.current(listed)
    office.slack.press(POLICE_OWNER, off, "Turn on")
    assert office.slack.wait_for(lambda: labels(office.slack.current(listed)) == ["Turn off"])

    assert "Reminders as direct messages to you are off." in off.text
    assert "Reminders as direct messages to you are on." in command(office, user=COUNCIL_OWNER).text
    assert recorded(office) == [("opt_out", "button", None)] * 2


@pytest.mark.parametrize("user", [POLICE_OWNER, PARTNER])
def test_a_partner_reads_the_list_without_the_buttons_of_coordinators(office: Office, user: str) -> None:
    add(office, DIGEST, OWNERS, ESCALATION)
    listed = command(office, user=user)

    assert "Weekly digest in <#C0PARTNERSHIP> · Mondays at 09:00" in listed.text
    assert "Direct messages to owners · working days at 09:00" in listed.text
    assert labels(listed) == ["Turn off"]


def test_a_partner_who_presses_what_was_a_coordinators_is_refused_and_it_is_kept(office: Office) -> None:
    make_coordinator(office, "Community Safety Manager")
    add(office, DIGEST)
    listed = command(office, user=COUNCIL_OWNER)
    modal = form(office, listed, "Edit", COUNCIL_OWNER)
    act = Act(TEAM, Account(TEAM, COORDINATOR), Via.COMMAND)
    office.bot.office.desk.keep((SetCoordinator("Community Safety Manager", is_coordinator=False),), act)
    sent = office.slack.submit(COUNCIL_OWNER, modal, {"Weekday": "Tuesday"})
    office.slack.press(COUNCIL_OWNER, listed, "Pause")

    assert isinstance(sent, Taken)
    assert sent.top is not None
    assert ONLY_COORDINATORS in text_of(sent.top)
    assert shows(office, listed, ONLY_COORDINATORS)
    refused = [(kind, refusal) for kind, _, refusal in recorded(office) if refusal]
    assert set(refused) == {("edit_reminder", ONLY_COORDINATORS), ("pause_reminder", ONLY_COORDINATORS)}
    assert schedules(office)[0].wish == DIGEST


def test_a_stranger_reads_one_sentence_that_names_who_can_add_them(office: Office) -> None:
    assert command(office, user=STRANGER).text == (
        "Sorry, the reminders are shown to people of the partnership's directory; "
        "a coordinator (Partnership coordinator) can add you."
    )


def test_the_list_is_shown_in_a_direct_message_and_not_where_others_read_along(office: Office) -> None:
    listed = say(office, "Reminders")
    office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> reminders")
    assert office.slack.wait_for(lambda: len(from_bot(office, PARTNERSHIP)) == 1)

    assert listed.text == command(office).text
    assert from_bot(office, PARTNERSHIP)[0].text.startswith(
        "The reminders are shown only where nobody else can read them"
    )


def test_a_question_about_the_reminders_shows_the_list(office: Office) -> None:
    add(office, DIGEST)

    assert say(office, "when do the reminders go out?").text == command(office).text


def test_a_long_list_is_paged_in_place(office: Office) -> None:
    add(office, *(replace(DIGEST, timetable=Timetable(number % 5, at=time(8, number))) for number in range(10)))
    listed = command(office)
    assert labels(listed).count("Edit") == 7
    office.slack.press(COORDINATOR, listed, "More")
    assert office.slack.wait_for(lambda: labels(office.slack.current(listed)).count("Edit") == 3)
    office.slack.press(COORDINATOR, office.slack.current(listed), "csp_reminder_pause_1")

    assert shows(office, listed, "Paused: Weekly digest, Thursdays at 08:08.")
    assert labels(office.slack.current(listed)).count("Edit") == 3


def test_words_move_the_reminder_once_they_are_confirmed(office: Office) -> None:
    add(office, DIGEST, OWNERS)
    proposal = say(office, "move the reminder to Tuesday 10am")
    assert schedules(office)[0].wish == DIGEST
    assert labels(proposal) == ["Confirm", "Open reminders", "Leave it"]
    assert "Now: *Weekly digest* in <#C0PARTNERSHIP> · Mondays at 09:00" in text_of(proposal)
    confirm(office, proposal)

    assert shows(office, proposal, "Saved: *Weekly digest* in <#C0PARTNERSHIP> · Tuesdays at 10:00.")
    assert schedules(office)[0].wish.timetable == Timetable(1, at=time(10))
    assert recorded(office)[-1] == ("edit_reminder", "words", None)


@pytest.mark.parametrize("by_command", [True, False])
def test_words_post_it_to_another_channel(office: Office, by_command: bool) -> None:
    add(office, DIGEST)
    proposal = (command if by_command else say)(office, "post it to #csp-exec instead")
    confirm(office, proposal)

    assert shows(office, proposal, "Saved: *Weekly digest* in <#C0EXEC> · Mondays at 09:00.")
    assert schedules(office)[0].wish.channel == Channel(TEAM, EXEC)


def test_words_that_name_a_shared_channel_change_nothing(office: Office) -> None:
    add(office, DIGEST)
    proposal = say(office, "post the digest to #csp-neighbours instead")
    confirm(office, proposal)

    assert shows(office, proposal, "Another organisation can read this channel")
    assert schedules(office)[0].wish == DIGEST


def test_words_turn_off_ones_own_messages_and_on_again(office: Office) -> None:
    add(office, DIGEST)
    off = say(office, "stop sending me the monday reminder", POLICE_OWNER)
    assert "Posts in channels go on as before." in off.text
    confirm(office, off, POLICE_OWNER)
    assert shows(office, off, "You get no more reminders as direct messages.")
    assert overview(office).opted_out
    on = say(office, "turn my messages back on", POLICE_OWNER)
    confirm(office, on, POLICE_OWNER)

    assert shows(office, on, "You get reminders as direct messages again.")
    assert not overview(office).opted_out


def test_in_a_channel_whoever_confirms_turns_off_their_own_messages(office: Office) -> None:
    office.slack.say(POLICE_OWNER, PARTNERSHIP, f"<@{BOT}> stop sending me reminders")
    assert office.slack.wait_for(lambda: len(from_bot(office, PARTNERSHIP)) == 1)
    proposal = from_bot(office, PARTNERSHIP)[0]
    confirm(office, proposal, COUNCIL_OWNER)
    assert office.slack.wait_for(lambda: len(office.slack.ephemerals(COUNCIL_OWNER, PARTNERSHIP)) == 1)

    assert "Confirm" in labels(office.slack.current(proposal))
    assert office.slack.ephemerals(POLICE_OWNER, PARTNERSHIP) == []
    assert len(overview(office).opted_out) == 1


def test_where_another_organisation_reads_along_nothing_is_proposed(office: Office) -> None:
    add(office, DIGEST)
    office.slack.say(COORDINATOR, SHARED, f"<@{BOT}> pause the weekly digest")
    assert office.slack.wait_for(lambda: len(from_bot(office, SHARED)) == 1)

    assert from_bot(office, SHARED)[0].text.startswith("The reminders are shown only where nobody else can read them")
    assert labels(from_bot(office, SHARED)[0]) == []


def test_words_ask_for_a_quiet_period(office: Office) -> None:
    add(office, DIGEST)
    proposal = say(office, "no reminders next week, it's purdah")
    assert "From 8 December 2014 to 14 December 2014: purdah" in proposal.text
    confirm(office, proposal)

    assert shows(office, proposal, "No reminders are posted.")
    [quiet] = overview(office).quiet
    assert (quiet.first_day, quiet.last_day, quiet.reason) == (date(2014, 12, 8), date(2014, 12, 14), "purdah")


def test_words_that_are_not_clear_lead_to_the_list(office: Office) -> None:
    add(office, DIGEST, ESCALATION)
    answer = say(office, "pause the reminders")
    assert labels(answer)[-1] == "Open reminders"
    office.slack.press(COORDINATOR, answer, "Open reminders")

    assert shows(office, answer, "Reminders of Thanet Community Safety Partnership")
    assert not any(each.is_paused for each in schedules(office))


def test_a_partner_whose_words_would_change_a_reminder_reads_who_can(office: Office) -> None:
    add(office, DIGEST)
    answer = say(office, "pause the monday reminder", POLICE_OWNER)

    assert "only a coordinator (Partnership coordinator) can change the reminders" in answer.text
    assert labels(answer) == ["Open reminders"]


def test_what_the_plan_does_not_hold_about_reminders_leads_to_the_list(office: Office) -> None:
    assert labels(say(office, "what will you remind us about next week"))[-1] == "Open reminders"


@pytest.mark.parametrize("text", ["pause the weekly digest", "when do the reminders go out?"])
def test_a_stranger_who_wishes_or_asks_for_something_reads_who_can_add_them(office: Office, text: str) -> None:
    add(office, DIGEST)
    answer = say(office, text, STRANGER)

    assert answer.text == command(office, user=STRANGER).text
    assert labels(answer) == []


def test_a_proposal_can_be_left(office: Office) -> None:
    add(office, DIGEST)
    proposal = say(office, "pause the weekly digest")
    office.slack.press(COORDINATOR, proposal, "Leave it")

    assert shows(office, proposal, "Nothing has been changed.")
    assert not schedules(office)[0].is_paused


def test_the_home_of_a_coordinator_says_how_the_reminders_stand_and_what_went_wrong(office: Office) -> None:
    office.slack.workspace.add_channel(SlackChannel("C0BOARD", "csp-board", ChannelKind.PUBLIC, frozenset()))
    add(office, DIGEST, replace(DIGEST, channel=Channel(TEAM, "C0BOARD"), timetable=Timetable(at=time(8))))
    tick(office, NEXT_MONDAY)
    office.slack.open_home(COORDINATOR)
    office.slack.open_home(POLICE_OWNER)
    assert office.slack.wait_for(lambda: all(office.slack.home(each) for each in (COORDINATOR, POLICE_OWNER)))

    home, others = office.slack.home(COORDINATOR), office.slack.home(POLICE_OWNER)
    assert home is not None
    assert others is not None
    assert "Weekly digest, Mondays at 09:00. Next on Monday 15 December 2014. Last posted on 8 Dec" in text_of(home)
    assert "Weekly digest of 8 December 2014: refused (I am not in the channel)." in text_of(home)
    assert "Weekly digest, Mondays" not in text_of(others)


def test_the_home_says_that_no_reminders_are_set_up(office: Office) -> None:
    office.slack.open_home(COORDINATOR)
    assert office.slack.wait_for(lambda: office.slack.home(COORDINATOR) is not None)

    home = office.slack.home(COORDINATOR)
    assert home is not None
    assert "No reminders are set up yet" in text_of(home)


def test_the_list_its_forms_and_previews_stand_in_a_modal_where_there_is_no_message(office: Office) -> None:
    add(office, DIGEST)
    button = blocks.button("Reminders", Open(Panel.REMINDERS), "csp_reminders")
    office.bot.office.sender.publish_home(COORDINATOR, {"type": "home", "blocks": [blocks.actions([button])]})
    home = office.slack.home(COORDINATOR)
    assert home is not None
    office.slack.press(COORDINATOR, home, "Reminders")
    assert is_open(office, "Add a quiet period")
    office.slack.press(COORDINATOR, opened(office), "Preview")
    assert is_open(office, "This is what would be posted now")
    office.slack.press(COORDINATOR, opened(office), "Back")
    assert is_open(office, "Add a quiet period")
    office.slack.press(COORDINATOR, opened(office), "Pause")
    assert is_open(office, "Paused: Weekly digest, Mondays at 09:00.")
    for weekday in ("Tuesday", "Friday"):
        office.slack.press(COORDINATOR, opened(office), "Edit")
        assert is_open(office, "Bank holidays of")
        assert isinstance(office.slack.submit(COORDINATOR, opened(office), {"Weekday": weekday}), Taken)
        assert is_open(office, f"Saved: *Weekly digest* in <#C0PARTNERSHIP> · {weekday}s at 09:00.")

    assert schedules(office)[0].wish.timetable.weekday == 4
    assert office.slack.refused == []


@pytest.mark.parametrize("user", [POLICE_OWNER, PARTNER, STRANGER, VISITOR])
@pytest.mark.parametrize("panel", [Panel.REMINDERS, Panel.REMINDER, Panel.QUIET, Panel.PREVIEW])
def test_whoever_presses_a_button_that_is_not_theirs_is_refused(office: Office, user: str, panel: Panel) -> None:
    add(office, DIGEST)
    channel = SHARED if user == VISITOR else PARTNERSHIP
    about = str(schedules(office)[0].id) if panel in {Panel.REMINDER, Panel.PREVIEW} else None
    row = [blocks.actions([blocks.button("Press", Open(panel, about), "csp_press")])]
    office.bot.office.sender.post(Place(channel), {"text": "Press", "blocks": row})
    office.slack.press(user, from_bot(office, channel)[-1], "Press")

    if panel in {Panel.REMINDERS, Panel.PREVIEW}:
        assert office.slack.wait_for(lambda: bool(office.slack.ephemerals(user, channel)))
        said = office.slack.ephemerals(user, channel)[-1]
        assert said.text.startswith("Sorry, ") or labels(said) == ["Turn off"]
    else:
        assert "Sorry, only a coordinator (Partnership coordinator) can change the reminders." in text_of(
            opened(office, user)
        )
