"""What came of a claim, written once: by whoever holds it, while its fence and its state stand."""

from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy import update
from sqlalchemy.orm import Session

from csp_core.reminder_kinds import Sending
from csp_core.reminders.claims import Claim
from csp_core.reminders.noticing import tell_coordinators
from csp_core.reminders.outbox import MESSAGE, STANDING, TOO_LATE, UNCLEAR, Outbox, lock_place, values_of
from csp_core.reminders.posting import (
    CannotRead,
    FindResult,
    NotSent,
    NotThere,
    Posted,
    PostResult,
    RateLimited,
    Refused,
    Unclear,
)
from csp_core.reminders.rows import Values, changed

UNREADABLE = "Nobody knows whether it arrived, and the history may not be read."
FIRST_PART_FAILED = "Its first part was not posted."
_LONGEST_WAIT = 4


class Recorder:
    """Writes outcomes into an outbox; each in a short transaction of its own."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._timing = outbox.timing

    def posted(self, claim: Claim, result: PostResult) -> bool:
        """What came of a call; False when somebody else holds the message by now, and nothing was written."""
        with self._outbox.database.writing() as session:
            moment = self._outbox.moment(session)
            if not changed(session, STANDING, values_of(claim) | self._sent(claim, result, moment)):
                return isinstance(result, Posted) and self._posted_after_all(session, claim, result, moment)
            lock_place(session, claim, moment + self._rest(result))
            if isinstance(result, Refused):
                self._failed(session, claim, _refusal(claim, result), moment)
        return True

    def dropped(self, claim: Claim) -> None:
        """Nothing is left to say: it is not sent, and what was to follow it is not either."""
        with self._outbox.database.writing() as session:
            moment = self._outbox.moment(session)
            values: Values = {"sending": Sending.DROPPED, "attempts": claim.attempts - 1}
            if changed(session, STANDING, values_of(claim) | values):
                lock_place(session, claim, moment)
                _abandon_rest(session, claim)

    def held_back(self, claim: Claim, problem: str) -> None:
        """It could not be rendered: nothing was sent, and it is tried again later."""
        with self._outbox.database.writing() as session:
            moment = self._outbox.moment(session)
            later = _pending(claim.attempts - 1, moment + self._timing.settle, problem)
            if changed(session, STANDING, values_of(claim) | later):
                lock_place(session, claim, moment)

    def looked_for(self, claim: Claim, result: FindResult, now: datetime) -> bool:
        """What came of looking for a message; False when somebody else holds it by now."""
        with self._outbox.database.writing() as session:
            moment = self._outbox.moment(session)
            values = self._found(claim, result, now, moment)
            if not changed(session, UNCLEAR, values_of(claim) | values):
                return False
            if values["sending"] is Sending.DOUBTED:
                tell_coordinators(session, claim, _doubt(claim), moment)
            if values["sending"] is Sending.ABANDONED:
                self._failed(session, claim, _refusal(claim, Refused(values["problem"])), moment)
        return True

    def _sent(self, claim: Claim, result: PostResult, moment: datetime) -> Values:
        match result:
            case Posted(ts):
                return {"sending": Sending.POSTED, "ts": ts, "posted_at": moment, "problem": None}
            case Refused(sentence, _):
                return {"sending": Sending.REFUSED, "problem": sentence}
            case RateLimited(after):
                return _pending(claim.attempts - 1, moment + after, None)
            case NotSent():
                return _pending(claim.attempts - 1, moment, None)
            case Unclear(problem):
                return _unknown(moment + self._wait(claim.attempts), problem)
            case _:
                assert_never(result)

    def _found(self, claim: Claim, result: FindResult, now: datetime, moment: datetime) -> Values:
        match result:
            case Posted(ts):
                return {"sending": Sending.POSTED, "ts": ts, "posted_at": moment, "problem": None}
            case RateLimited(after):
                return _unknown(moment + after, None)
            case Unclear(problem):
                return _unknown(moment + self._wait(claim.attempts), problem)
            case NotThere():
                return self._again(claim, now, moment)
            case CannotRead() if not claim.message.is_direct:
                return {"sending": Sending.DOUBTED, "problem": UNREADABLE}
            case CannotRead() if claim.attempts >= self._timing.direct_attempts:
                return {"sending": Sending.ABANDONED, "problem": UNREADABLE}
            case CannotRead():
                return self._again(claim, now, moment)
            case _:
                assert_never(result)

    def _again(self, claim: Claim, now: datetime, moment: datetime) -> Values:
        """It is certain enough that it did not arrive; a day after it was due nobody wants it any more."""
        if claim.wanted_at is not None and claim.wanted_at < now - self._timing.catch_up:
            return {"sending": Sending.ABANDONED, "problem": TOO_LATE}
        return _pending(claim.attempts, moment, None)

    def _posted_after_all(self, session: Session, claim: Claim, result: Posted, moment: datetime) -> bool:
        """The lease ended before the reply came, and nobody took the message since: the reply is the truth."""
        return changed(session, UNCLEAR, values_of(claim) | self._sent(claim, result, moment)) == 1

    def _failed(self, session: Session, claim: Claim, about: Values, moment: datetime) -> None:
        _abandon_rest(session, claim)
        tell_coordinators(session, claim, about, moment)

    def _rest(self, result: PostResult) -> timedelta:
        """How long a place rests after a call."""
        if isinstance(result, RateLimited):
            return max(result.after, self._timing.pace)
        return timedelta() if isinstance(result, NotSent) else self._timing.pace

    def _wait(self, attempts: int) -> timedelta:
        """The settle delay, longer after each attempt, up to sixteen times."""
        doublings: int = min(max(attempts - 1, 0), _LONGEST_WAIT)
        return self._timing.settle * (1 << doublings)


def _pending(attempts: int, not_before: datetime, problem: str | None) -> Values:
    return {"sending": Sending.PENDING, "attempts": attempts, "not_before": not_before, "problem": problem}


def _unknown(not_before: datetime, problem: str | None) -> Values:
    return {"sending": Sending.UNKNOWN, "not_before": not_before, "problem": problem}


def _abandon_rest(session: Session, claim: Claim) -> None:
    """Parts that can never follow a first part that is not there."""
    if claim.message.part == 1:
        rest = update(MESSAGE).where(
            MESSAGE.c.partnership_id == claim.partnership_id,
            MESSAGE.c.occurrence_id == claim.occurrence_id,
            MESSAGE.c.place_id == claim.place_id,
            MESSAGE.c.sending == Sending.PENDING,
        )
        session.execute(rest.values(sending=Sending.ABANDONED, problem=FIRST_PART_FAILED))


def _refusal(claim: Claim, result: Refused) -> Values:
    return _about(claim, "refusal") | {"sentence": result.sentence, "remedy": result.remedy}


def _doubt(claim: Claim) -> Values:
    return _about(claim, "doubt") | {"message": claim.id.hex}


def _about(claim: Claim, tells: str) -> Values:
    channel, person = claim.message.channel, claim.person_id
    return {
        "tells": tells,
        "kind": claim.message.kind.value,
        "team": channel.team,
        "channel": channel.id,
        "person": person.hex if person else None,
    }
