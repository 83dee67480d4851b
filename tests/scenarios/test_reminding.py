"""Reminders in the local workspace: posted when they are due, answered where they stand."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from scenario import Office

from bot.local import BOT, COORDINATOR, PARTNERSHIP, POLICE_OWNER, STRANGER
from bot.local.model import Message
from csp_core.book import Action, Status
from csp_core.permissions import Account
from csp_core.reminder_kinds import Kind
from csp_core.reminders.deeds import AddSchedule
from csp_core.reminders.keeping import Reminders, RemindersChanged
from csp_core.reminders.schedules import Channel, Filter, Timetable, Wish
from csp_core.reminders.ticking import Ticked
from csp_core.work import Request, Via

TEAM = "T0LOCALCSP"
MONDAY = datetime(2014, 12, 8, 9, tzinfo=UTC)
NEXT_MONDAY = datetime(2014, 12, 15, 9, tzinfo=UTC)
DIGEST = Wish(Kind.WEEKLY_DIGEST, Channel(TEAM, PARTNERSHIP))


def remind(office: Office, wish: Wish = DIGEST) -> None:
    library = office.bot.office.desk.library
    request = Request(
        library.partnership_named(None), Account(TEAM, COORDINATOR), Via.COMMAND, office.slack.clock.now()
    )
    reminders = Reminders(library.database, frozenset({COORDINATOR}))
    assert isinstance(reminders.make(AddSchedule(wish), request), RemindersChanged)


def tick(office: Office, moment: datetime) -> Ticked:
    office.slack.clock.move_to(moment)
    ticked = office.bot.pulse.ticker.tick(moment)
    assert ticked.failures == ()
    return ticked


def digests(office: Office, channel: str = PARTNERSHIP) -> list[Message]:
    return [each for each in office.slack.messages(channel) if each.author.id == BOT and "igest" in each.text]


def texts(message: Message) -> str:
    return json.dumps(list(message.blocks), ensure_ascii=False)


def direct(office: Office, user: str) -> list[Message]:
    return [each for each in office.slack.messages(office.slack.direct(user).id) if each.author.id == BOT]


def action(office: Office, ref: str) -> Action:
    library = office.bot.office.desk.library
    plans = library.book(library.partnership_named(None)).plans
    return next(plan.by_ref[ref] for plan in plans if ref in plan.by_ref)


def test_the_digest_is_posted_once_when_it_is_due(office: Office) -> None:
    remind(office)
    tick(office, MONDAY.replace(hour=8, minute=59))
    before = len(digests(office))
    for _ in range(3):
        tick(office, MONDAY)

    assert before == 0
    assert len(digests(office)) == 1
    assert "7 overdue (Kent Police 2" in digests(office)[0].text
    assert f"<@{POLICE_OWNER}>" in texts(digests(office)[0])


def test_an_owner_says_done_and_the_next_digest_counts_it_as_cleared(office: Office) -> None:
    remind(office)
    tick(office, MONDAY)
    digest = digests(office)[0]
    office.slack.press(POLICE_OWNER, digest, "csp_now_complete_ASB-02")

    assert office.slack.wait_for(lambda: "ASB-02" not in texts(office.slack.current(digest)))
    assert "6 overdue" in office.slack.current(digest).text
    assert action(office, "ASB-02").status is Status.COMPLETED
    assert office.slack.wait_for(
        lambda: any("ASB-02 is completed" in each.text for each in direct(office, COORDINATOR))
    )

    tick(office, NEXT_MONDAY)

    assert "1 cleared since the last digest" in digests(office)[-1].text
    assert "ASB-02" not in digests(office)[-1].text


def test_an_owner_says_still_open_and_the_digest_shows_the_day(office: Office) -> None:
    remind(office)
    tick(office, MONDAY)
    digest = digests(office)[0]
    office.slack.press(POLICE_OWNER, digest, "csp_now_confirm_ASB-02")

    assert office.slack.wait_for(lambda: "last confirmed" in texts(office.slack.current(digest)))
    assert "last confirmed" not in texts(digest)
    assert "ASB-02 is confirmed as still on track" in office.slack.replies(PARTNERSHIP, digest.ts)[-1].text


def test_who_needs_help_gets_the_coordinators_told_at_once(office: Office) -> None:
    remind(office)
    tick(office, MONDAY)
    office.slack.press(POLICE_OWNER, digests(office)[0], "csp_help_ASB-02")
    assert office.slack.wait_for(
        lambda: any("coordinators are told" in each.text for each in office.slack.ephemerals(POLICE_OWNER, PARTNERSHIP))
    )

    tick(office, MONDAY.replace(minute=1))

    news = direct(office, COORDINATOR)[-1]
    assert "Neighbourhood Inspector needs help with ASB-02" in news.text
    assert "Hand over" in texts(news)


@pytest.mark.parametrize("named", ["csp_now_complete_ASB-02", "csp_now_confirm_ASB-02", "csp_help_ASB-02"])
def test_a_stranger_presses_a_reminder_and_is_refused(named: str, office: Office) -> None:
    remind(office)
    tick(office, MONDAY)
    digest = digests(office)[0]
    office.slack.press(STRANGER, digest, named)

    assert office.slack.wait_for(
        lambda: any("Sorry, only" in each.text for each in office.slack.ephemerals(STRANGER, PARTNERSHIP))
    )
    assert action(office, "ASB-02").version == 1
    assert office.slack.current(digest).blocks == digest.blocks


def test_the_list_behind_a_digest_opens_for_the_presser_alone(office: Office) -> None:
    remind(office)
    tick(office, MONDAY)
    office.slack.press(POLICE_OWNER, digests(office)[0], "Open list")

    assert office.slack.wait_for(lambda: bool(office.slack.ephemerals(POLICE_OWNER, PARTNERSHIP)))
    shown = office.slack.ephemerals(POLICE_OWNER, PARTNERSHIP)[-1]
    assert "Overdue actions" in shown.text
    assert "csp_complete_ASB-02" in texts(shown)
    assert "csp_complete_SM-04" not in texts(shown)


def test_a_good_week_says_so_in_one_line(office: Office) -> None:
    remind(office, replace(DIGEST, filter=Filter(priority="Public Perceptions", organisation="Kent Police")))
    tick(office, MONDAY)

    assert "Nothing is overdue: a good week" in digests(office)[0].text
    assert "csp_now" not in texts(digests(office)[0])


def test_where_the_bot_is_no_member_the_coordinator_is_told_what_to_do(office: Office) -> None:
    channel = office.slack.workspace.channel(PARTNERSHIP)
    office.slack.workspace.add_channel(replace(channel, id="C0NEW", name="new", members=channel.members - {BOT}))
    remind(office, replace(DIGEST, channel=Channel(TEAM, "C0NEW")))
    tick(office, MONDAY)
    tick(office, MONDAY.replace(minute=1))

    news = direct(office, COORDINATOR)[-1]
    assert "could not be posted" in news.text
    assert "Invite me" in news.text


def test_where_another_organisation_reads_along_nothing_is_posted_and_the_coordinator_is_told(office: Office) -> None:
    remind(office, replace(DIGEST, channel=Channel(TEAM, "C0SHARED")))
    tick(office, MONDAY)
    tick(office, MONDAY.replace(minute=1))

    assert digests(office, "C0SHARED") == []
    assert "Another organisation can read this channel" in direct(office, COORDINATOR)[-1].text


def test_owners_get_one_message_and_can_stop_them(office: Office) -> None:
    office.slack.clock.move_to(datetime(2014, 11, 29, 12, tzinfo=UTC))
    remind(office, Wish(Kind.OWNER_MESSAGES, None, Timetable(weekday=None, at=time(9))))
    for day in range(1, 9):
        tick(office, datetime(2014, 12, day, 9, 5, tzinfo=UTC))
    mine, channel = direct(office, POLICE_OWNER), office.slack.direct(POLICE_OWNER).id
    office.slack.press(POLICE_OWNER, mine[0], "Stop these messages")

    assert len(mine) == 1
    assert "ASB-02" in mine[0].text
    assert office.slack.wait_for(
        lambda: any("no more of these messages" in each.text for each in office.slack.ephemerals(POLICE_OWNER, channel))
    )


def test_a_reminder_is_within_slacks_limits_and_slack_took_everything(office: Office) -> None:
    remind(office)
    remind(office, Wish(Kind.ESCALATION, None, Timetable(weekday=None)))
    remind(office, Wish(Kind.MONTHLY_SUMMARY, Channel(TEAM, PARTNERSHIP), Timetable(weekday=None, day_of_month=8)))
    tick(office, MONDAY)
    tick(office, MONDAY.replace(minute=1))

    assert office.slack.refused == []
    assert any("Monthly summary" in texts(each) for each in office.slack.messages(PARTNERSHIP))
    assert any("Overdue by three weeks" in each.text for each in direct(office, COORDINATOR))
