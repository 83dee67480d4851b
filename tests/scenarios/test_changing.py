"""Changes of the plan from chat, as each kind of person makes them."""

import json
import sqlite3
from datetime import date

from scenario import Office, until

from bot.local import BOT, COORDINATOR, COUNCIL_OWNER, PARTNERSHIP, POLICE_OWNER, SHARED, VISITOR, View
from bot.local.model import Message
from bot.local.pressing import elements
from bot.local.rates import Rate
from bot.local.viewing import FieldErrors, Taken
from csp_core.book import Action, Status
from csp_core.library import Library
from csp_core.people.deeds import SetSignOff
from csp_core.people.keeping import People
from csp_core.permissions import Account
from csp_core.replaying import verify
from csp_core.work import Request, Via

TEAM = "T0LOCALCSP"
OVERDUE = "what is overdue?"


def library_of(office: Office) -> Library:
    return office.bot.office.desk.library


def action(office: Office, ref: str) -> Action:
    library = library_of(office)
    found = library.book(library.partnership_named(None)).plans
    return next(plan.by_ref[ref] for plan in found if ref in plan.by_ref)


def ask(office: Office, text: str, user: str = COORDINATOR, channel: str = PARTNERSHIP) -> Message:
    office.slack.command(user, channel, "/csp", text)
    return office.slack.ephemerals(user, channel)[-1]


def ask_in_channel(office: Office, text: str, user: str = COORDINATOR, channel: str = PARTNERSHIP) -> Message:
    before = len(posted(office, channel))
    office.slack.say(user, channel, f"<@{BOT}> {text}")
    assert office.slack.wait_for(lambda: len(posted(office, channel)) > before)
    return posted(office, channel)[-1]


def say(office: Office, text: str, user: str = COORDINATOR) -> Message:
    """What is answered in the direct message between this person and the bot."""
    direct = office.slack.direct(user).id
    before = len(posted(office, direct))
    office.slack.say(user, direct, text)
    assert office.slack.wait_for(lambda: len(posted(office, direct)) > before)
    return posted(office, direct)[-1]


def posted(office: Office, channel: str = PARTNERSHIP) -> list[Message]:
    return [each for each in office.slack.messages(channel) if each.author.id == BOT and not each.is_ephemeral]


def form(office: Office, message: Message, named: str, user: str = COORDINATOR) -> View:
    """The modal that a press opens, once its content is there."""
    office.slack.press(user, message, named)
    assert office.slack.wait_for(lambda: bool(office.slack.modals(user)) and is_ready(office.slack.modals(user)[-1]))
    return office.slack.modals(user)[-1]


def is_ready(view: View) -> bool:
    return "One moment" not in json.dumps(view.payload, ensure_ascii=False)


def texts(shown: Message | View) -> str:
    return json.dumps(list(shown.blocks), ensure_ascii=False)


def told(office: Office, user: str = COORDINATOR, channel: str = PARTNERSHIP) -> list[str]:
    return [each.text for each in office.slack.ephemerals(user, channel)]


def sees(office: Office, words: str, user: str = COORDINATOR, channel: str = PARTNERSHIP) -> bool:
    return office.slack.wait_for(lambda: any(words in text for text in told(office, user, channel)))


def records_hold(office: Office) -> bool:
    library = library_of(office)
    with library.database.reading() as session:
        return verify(session, library.partnership_named(None)).fault is None


def test_a_coordinator_completes_from_the_list_with_evidence_and_undoes_it(office: Office) -> None:
    overdue = ask(office, OVERDUE)
    modal = form(office, overdue, "csp_complete_SM-04")
    sent = office.slack.submit(COORDINATOR, modal, {"Evidence": "Data shared since May", "Date done": "2014-11-28"})

    assert sent == Taken(None)
    assert action(office, "SM-04").status is Status.COMPLETED
    assert action(office, "SM-04").completed_on == date(2014, 11, 28)
    assert action(office, "SM-04").evidence == "Data shared since May"
    assert office.slack.wait_for(lambda: "SM-04" not in texts(office.slack.current(overdue)))
    assert sees(office, "SM-04 is completed, dated 28 November 2014")

    confirmation = office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1]
    assert "Data shared since May" in texts(confirmation)
    office.slack.press(COORDINATOR, confirmation, "Undo")

    assert office.slack.wait_for(lambda: "Undone" in office.slack.current(confirmation).text)
    assert office.slack.wait_for(lambda: "SM-04" in texts(office.slack.current(overdue)))
    assert "Undo" not in texts(office.slack.current(confirmation)).replace("Undone", "")
    assert action(office, "SM-04").status is Status.IN_PROGRESS
    assert office.slack.refused == []
    assert records_hold(office)


def test_words_in_a_direct_message_propose_and_confirm_does_it(office: Office) -> None:
    proposal = say(office, "ASB-02 is complete, leaflet went out yesterday")
    assert action(office, "ASB-02").status is Status.IN_PROGRESS

    office.slack.press(COORDINATOR, proposal, "Confirm")

    assert office.slack.wait_for(lambda: "ASB-02 is completed" in office.slack.current(proposal).text)
    assert action(office, "ASB-02").completed_on == date(2014, 11, 30)
    assert action(office, "ASB-02").evidence == "leaflet went out yesterday"


def test_a_proposal_can_be_edited_first_and_can_be_left(office: Office) -> None:
    proposal = say(office, "ASB-02 is complete, leaflet went out yesterday")
    modal = form(office, proposal, "Edit")
    office.slack.submit(COORDINATOR, modal, {"Date done": "2014-11-29"})
    assert office.slack.wait_for(lambda: "dated 29 November 2014" in office.slack.current(proposal).text)
    other = say(office, "cancel DA-05 because it is part of DA-06 now")
    office.slack.press(COORDINATOR, other, "csp_dismiss")

    assert action(office, "ASB-02").evidence == "leaflet went out yesterday"
    assert office.slack.wait_for(lambda: "Nothing has been changed" in office.slack.current(other).text)
    assert action(office, "DA-05").is_open


def test_what_lacks_a_reason_asks_for_it_in_a_form(office: Office) -> None:
    proposal = say(office, "move the deadline for PP-2 to end of June 2015")
    assert "Confirm" not in [str(block.get("text")) for block in proposal.blocks]
    modal = form(office, proposal, "Fill in and confirm")

    missing = office.slack.submit(COORDINATOR, modal, {"Reason": "   "})
    done = office.slack.submit(COORDINATOR, modal, {"Reason": "The fund opens later"})

    assert isinstance(missing, FieldErrors)
    assert list(missing.errors) == ["reason"]
    assert done == Taken(None)
    assert action(office, "PP-02").due == date(2015, 6, 30)


def test_the_second_of_two_people_is_told_who_was_first(office: Office) -> None:
    mine, theirs = ask(office, OVERDUE), ask(office, OVERDUE, POLICE_OWNER)
    first = form(office, mine, "csp_complete_ASB-02")
    second = form(office, theirs, "csp_complete_ASB-02", POLICE_OWNER)
    office.slack.submit(COORDINATOR, first, {"Evidence": "seized four bikes"})

    late = office.slack.submit(POLICE_OWNER, second, {"Evidence": "patrols done"})

    assert isinstance(late, Taken)
    assert late.top is not None
    assert "Partnership coordinator completed it, at 09:00 on 1 December 2014" in texts(late.top)
    assert "patrols done" in texts(late.top)
    assert action(office, "ASB-02").evidence == "seized four bikes"
    assert records_hold(office)


def test_a_press_on_an_old_list_says_what_the_action_is_now(office: Office) -> None:
    old = ask(office, OVERDUE)
    office.slack.submit(COORDINATOR, form(office, ask(office, OVERDUE), "csp_complete_ASB-02"))

    modal = form(office, old, "csp_complete_ASB-02")

    assert "ASB-02 is completed now: Partnership coordinator completed it" in texts(modal)
    assert modal.payload.get("submit") is None


def test_two_presses_of_confirm_make_one_change(office: Office) -> None:
    proposal = ask_in_channel(office, "ASB-02 is done")
    office.slack.press(COORDINATOR, proposal, "Confirm")
    assert until(lambda: action(office, "ASB-02").status is Status.COMPLETED)
    office.slack.press(POLICE_OWNER, proposal, "Confirm")

    assert sees(office, "Partnership coordinator completed it, at 09:00", POLICE_OWNER)
    assert action(office, "ASB-02").version == 2
    assert len(told(office, POLICE_OWNER)) == 1


def test_a_form_that_is_sent_twice_changes_once(office: Office) -> None:
    modal = form(office, ask(office, "SM-04"), "Report progress")
    office.slack.fill(COORDINATOR, modal, {"How far is it?": "half way"})
    payload = {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": COORDINATOR, "team_id": TEAM},
        "trigger_id": "1.1",
        "view": {
            **modal.as_slack(),
            "id": modal.id,
            "app_installed_team_id": TEAM,
            "state": {"values": {"note": {"csp_note": {"type": "plain_text_input", "value": "half way"}}}},
        },
    }
    body = f"payload={json.dumps(payload)}".replace("&", "%26").replace("+", "%2B").encode()

    first, again = office.send(body), office.send(body)

    assert (first.status, again.status) == (200, 200)
    assert "done already" in again.body
    assert [each.text for each in action(office, "SM-04").progress].count("half way") == 1


def test_an_owner_completes_and_the_coordinator_is_told_with_undo(office: Office) -> None:
    office.slack.submit(
        POLICE_OWNER, form(office, ask(office, OVERDUE, POLICE_OWNER), "csp_complete_ASB-02", POLICE_OWNER)
    )
    direct = office.slack.direct(COORDINATOR).id
    assert office.slack.wait_for(lambda: bool(posted(office, direct)))
    news = posted(office, direct)[-1]
    assert "By Neighbourhood Inspector" in news.text

    office.slack.press(COORDINATOR, news, "Undo")

    assert office.slack.wait_for(lambda: "Undone" in office.slack.current(news).text)
    assert action(office, "ASB-02").is_open
    assert owner_hears(office, "Undone: ASB-02 is as it was before (in progress)", "Partnership coordinator")


def test_with_sign_off_the_coordinator_accepts_or_sends_back(office: Office) -> None:
    ask_for_sign_off(office)
    office.slack.submit(
        POLICE_OWNER, form(office, ask(office, OVERDUE, POLICE_OWNER), "csp_complete_ASB-02", POLICE_OWNER)
    )
    assert sees(office, "ASB-02 is reported done and awaits sign-off", POLICE_OWNER)
    direct = office.slack.direct(COORDINATOR).id
    assert office.slack.wait_for(lambda: bool(posted(office, direct)))
    news = posted(office, direct)[-1]

    office.slack.submit(COORDINATOR, form(office, news, "Send back"), {"Reason": "Which grounds?"})
    assert office.slack.wait_for(lambda: "sent back" in office.slack.current(news).text)
    assert owner_hears(office, "ASB-02 is sent back and open again", "“Which grounds?”")
    assert not action(office, "ASB-02").awaiting_sign_off
    proposal = say(office, "ASB-02 is done, all six grounds", POLICE_OWNER)
    office.slack.press(POLICE_OWNER, proposal, "Confirm")
    assert office.slack.wait_for(lambda: len(posted(office, direct)) == 2)
    office.slack.press(COORDINATOR, posted(office, direct)[-1], "Accept")

    assert office.slack.wait_for(lambda: "signed off" in posted(office, direct)[-1].text)
    assert action(office, "ASB-02").status is Status.COMPLETED
    assert records_hold(office)


def owner_hears(office: Office, *words: str) -> bool:
    direct = office.slack.direct(POLICE_OWNER).id
    return office.slack.wait_for(
        lambda: any(all(word in texts(each) for word in words) for each in posted(office, direct))
    )


def ask_for_sign_off(office: Office) -> None:
    library = library_of(office)
    request = Request(
        library.partnership_named(None), Account(TEAM, COORDINATOR), Via.COMMAND, office.slack.clock.now()
    )
    People(library.database, frozenset({COORDINATOR})).make(SetSignOff(is_wanted=True), request)


def test_several_actions_are_completed_through_one_form_with_their_count(office: Office) -> None:
    overdue = ask(office, OVERDUE)
    modal = form(office, overdue, "Update several")
    options = next(each.options() for each in elements(modal) if each.block_id == "actions")
    office.slack.press(COORDINATOR, modal, "Actions", str(options[0]["value"]))
    assert office.slack.wait_for(lambda: "Complete (1)" in json.dumps(office.slack.modals(COORDINATOR)[-1].payload))
    modal = office.slack.modals(COORDINATOR)[-1]

    office.slack.submit(
        COORDINATOR, modal, {"Actions": [str(each["value"]) for each in options[:3]], "Evidence": "all by hand"}
    )

    assert sees(office, "3 actions are completed: SM-04, DA-06 and AC-03.")
    assert action(office, "DA-06").evidence == "all by hand"
    assert office.slack.wait_for(lambda: "3 actions · 3 overdue" in office.slack.current(overdue).text)


def test_another_deed_for_several_brings_its_own_fields(office: Office) -> None:
    modal = form(office, ask(office, OVERDUE), "Update several")
    office.slack.press(COORDINATOR, modal, "What to do", "snooze")
    assert office.slack.wait_for(lambda: "No reminders before" in texts(office.slack.modals(COORDINATOR)[-1]))
    modal = office.slack.modals(COORDINATOR)[-1]
    options = next(each.options() for each in elements(modal) if each.block_id == "actions")

    office.slack.submit(
        COORDINATOR,
        modal,
        {"Actions": [str(options[0]["value"]), str(options[1]["value"])], "No reminders before": "2014-12-20"},
    )

    assert sees(office, "2 actions have their reminders snoozed")
    assert action(office, "SM-04").snoozed_until == date(2014, 12, 20)


def test_all_of_ones_own_are_still_on_track_in_one_press(office: Office) -> None:
    mine = ask(office, "Kent Police leads", POLICE_OWNER)
    office.slack.press(POLICE_OWNER, mine, "csp_on_track")

    assert sees(office, "are confirmed as still on track", POLICE_OWNER)
    assert action(office, "ASB-02").confirmed_on == date(2014, 12, 1)
    assert action(office, "SM-04").confirmed_on is None


def test_undo_as_a_command_takes_back_the_last_change_of_its_person(office: Office) -> None:
    office.slack.press(COORDINATOR, say(office, "ASB-02 is done"), "Confirm")
    assert until(lambda: action(office, "ASB-02").status is Status.COMPLETED)

    others = ask(office, "undo", POLICE_OWNER)
    mine = ask(office, "undo")

    assert "no change of yours" in others.text
    assert "Undone: ASB-02 is as it was before (in progress)." in mine.text
    assert action(office, "ASB-02").is_open


def test_a_proposal_to_undo_names_what_it_undoes_and_takes_back_that_one(office: Office) -> None:
    office.slack.press(COORDINATOR, say(office, "ASB-02 is done"), "Confirm")
    assert until(lambda: action(office, "ASB-02").status is Status.COMPLETED)
    proposal = say(office, "undo my last change")
    assert "ASB-02: completed, at 09:00 on 1 December 2014." in proposal.text
    assert "ASB-02 Tackle nuisance bikes" in proposal.text
    office.slack.press(COORDINATOR, say(office, "SM-04 is done"), "Confirm")
    assert until(lambda: action(office, "SM-04").status is Status.COMPLETED)

    office.slack.press(COORDINATOR, proposal, "Confirm")

    assert office.slack.wait_for(lambda: "Undone: ASB-02" in office.slack.current(proposal).text)
    assert action(office, "ASB-02").is_open
    assert action(office, "SM-04").status is Status.COMPLETED


def test_a_proposal_to_undo_nothing_has_nothing_to_confirm(office: Office) -> None:
    proposal = say(office, "undo my last change")

    assert "There is no change of yours from the last 30 minutes to undo." in proposal.text
    assert "csp_confirm" not in texts(proposal)


def test_a_screen_reader_reads_the_note_and_the_action_of_a_confirmation(office: Office) -> None:
    office.slack.submit(
        COORDINATOR, form(office, ask(office, OVERDUE), "csp_complete_SM-04"), {"Evidence": "<!channel> arrived"}
    )
    assert sees(office, "SM-04 is completed")

    said = office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1].text
    assert "“&lt;!channel&gt; arrived”" in said
    assert "SM-04 Share hospital data on alcohol-related injuries (completed)" in said


def test_an_action_without_an_owner_or_a_date_is_given_one_and_not_moved(office: Office) -> None:
    answer = ask(office, "PP-05")
    named = form(office, answer, "Name an owner")
    owner = {each.label for each in elements(named) if each.is_input}
    office.slack.close_view(COORDINATOR, named)
    dated = form(office, answer, "Set a deadline")

    assert owner == {"Owner", "Note"}
    assert dated.title == "Set a deadline: PP-05"
    assert dated.payload["submit"]["text"] == "Set a deadline"  # type: ignore[index]


def test_when_the_list_cannot_be_shown_anew_the_change_stands(office: Office) -> None:
    overdue = ask_in_channel(office, OVERDUE)
    modal = form(office, overdue, "csp_complete_ASB-02")
    office.slack.limit_rate("chat.update", Rate(0, 3_600))
    office.slack.submit(COORDINATOR, modal)
    assert office.slack.wait_for(lambda: any("ASB-02 is completed" in each.text for each in posted(office)))

    assert action(office, "ASB-02").status is Status.COMPLETED
    assert "ASB-02" in texts(office.slack.current(overdue))
    assert "ASB-02" not in texts(ask(office, OVERDUE))


def test_an_error_keeps_what_was_typed(office: Office) -> None:
    modal = form(office, ask(office, OVERDUE), "csp_complete_ASB-02")
    with sqlite3.connect(office.database_file) as connection:
        connection.execute("ALTER TABLE audit_entry RENAME TO audit_entry_away")
    connection.close()

    failed = office.slack.submit(COORDINATOR, modal, {"Evidence": "a long story"})

    assert isinstance(failed, FieldErrors)
    assert "reference" in next(iter(failed.errors.values()))


def test_the_day_of_completion_cannot_lie_ahead_and_says_so_at_its_field(office: Office) -> None:
    modal = form(office, ask(office, OVERDUE), "csp_complete_ASB-02")
    ahead = office.slack.submit(COORDINATOR, modal, {"Date done": "2014-12-02"})

    assert ahead == FieldErrors({"day": "This day is in the future: choose today or an earlier day."})


def test_an_action_is_handed_over_to_a_post_and_keeps_its_new_owner(office: Office) -> None:
    modal = form(office, ask(office, "ASB-02"), "Hand over")
    office.slack.submit(COORDINATOR, modal, {"New owner": "Roads Policing Sergeant · Kent Police"})

    assert sees(office, "ASB-02 is now with Roads Policing Sergeant")
    assert action(office, "ASB-02").owner == "Roads Policing Sergeant"


def test_somebody_of_another_workspace_presses_the_same_buttons_and_is_refused(office: Office) -> None:
    shared = ask_in_channel(office, OVERDUE, channel=SHARED)
    modal = form(office, shared, "csp_complete_ASB-02", VISITOR)

    assert "Sorry" in texts(modal)
    assert modal.payload.get("submit") is None
    assert action(office, "ASB-02").is_open


def test_only_what_somebody_may_do_is_offered(office: Office) -> None:
    theirs = ask(office, "ASB-02", COUNCIL_OWNER)
    own = ask(office, "actions owned by the community safety manager", COUNCIL_OWNER)

    assert "csp_complete" not in texts(theirs)
    assert "csp_report_progress" not in texts(theirs)
    assert "csp_reopen_ASB-03" in texts(own)
    assert "csp_accept" not in texts(own)


def test_what_is_done_already_is_not_proposed_again(office: Office) -> None:
    office.slack.press(COORDINATOR, say(office, "ASB-02 is done"), "Confirm")
    assert until(lambda: action(office, "ASB-02").status is Status.COMPLETED)
    again = say(office, "ASB-02 is done")

    assert "ASB-02 is completed already, dated 1 December 2014." in again.text
    assert "csp_confirm" not in texts(again)


def test_help_says_how_to_change_the_plan(office: Office) -> None:
    shown = texts(ask(office, "help"))

    assert "is done" in shown
    assert "/csp undo" in shown
