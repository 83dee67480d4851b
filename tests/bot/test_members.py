"""Who somebody is to Slack is asked once an hour; what Slack did not tell is asked again."""

from datetime import UTC, datetime, timedelta

from bot.members import BELIEVED_FOR, MOST_KEPT, Member, Members

NOON = datetime(2014, 12, 1, 12, tzinfo=UTC)
ADVISER = Member("T1", "Adviser", is_guest=True)


class Slack:
    """Answers as it is told to, and counts who asks."""

    def __init__(self, answer: Member | None = ADVISER) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.now = NOON
        self.members = Members(self._member, lambda: self.now)

    def _member(self, user: str) -> Member | None:
        self.asked.append(user)
        return self.answer


def test_the_same_person_is_asked_for_once() -> None:
    slack = Slack()

    assert [slack.members("U1"), slack.members("U1")] == [ADVISER, ADVISER]
    assert slack.members("U2") == ADVISER
    assert slack.asked == ["U1", "U2"]


def test_after_an_hour_slack_is_asked_again() -> None:
    slack = Slack()
    slack.members("U1")
    slack.now += BELIEVED_FOR
    slack.members("U1")
    slack.now += timedelta(seconds=1)
    slack.members("U1")

    assert slack.asked == ["U1", "U1"]


def test_what_slack_did_not_tell_is_not_believed_for_an_hour() -> None:
    slack = Slack(None)
    assert slack.members("U1") is None
    slack.answer = ADVISER

    assert slack.members("U1") == ADVISER


def test_no_more_people_are_kept_than_there_is_room_for() -> None:
    slack = Slack()
    for number in range(MOST_KEPT + 1):
        slack.members(f"U{number}")
    slack.members("U0")

    assert slack.asked.count("U0") == 2
