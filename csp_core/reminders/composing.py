"""Composes what a message says, from its ground and the actions that were frozen for its part. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import assert_never
from uuid import UUID

from csp_core.actors import Account
from csp_core.book import Action, Status
from csp_core.reminder_kinds import Kind
from csp_core.reminders.choosing import Choice, summary_window
from csp_core.reminders.contents import (
    Chair,
    Content,
    Count,
    Digest,
    Escalation,
    Group,
    Line,
    OwnerReminder,
    Part,
    Row,
    Section,
    Summary,
)
from csp_core.reminders.grounds import Entry, Ground, Listed


def pages_of(choice: Choice, actions_a_part: int) -> tuple[Listed, ...]:
    """What stands in which part: at least one part, each with so many actions at most."""
    lines = choice.lines
    pages = [lines[first : first + actions_a_part] for first in range(0, len(lines), actions_a_part)] or [()]
    listed, mentioned = [], dict[str, None]()
    for page in pages:
        entries = tuple(Entry(line.section, line.action.id) for line in page)
        listed.append(Listed(choice.ground.today, entries, tuple(mentioned)))
        mentioned |= dict.fromkeys(str(account) for account in _accounts(choice, page))
    return tuple(listed)


def content_of(choice: Choice, listed: Listed, number: int, parts: int) -> Content | None:
    """What a part says now: of what was frozen, whatever still belongs; None when nothing is left to say."""
    ground = choice.ground
    wanted = {entry.action_id for entry in listed.entries}
    kept = [line for line in choice.lines if line.action.id in wanted]
    part = Part(ground.today, number, parts, ground.day if ground.is_late else None)
    if not kept and (number > 1 or ground.kind in (Kind.OWNER_MESSAGES, Kind.ESCALATION)):
        return None
    return _composed(choice, part, _groups(choice, kept, listed.mentioned))


def whole(ground: Ground) -> Content | None:
    """All that an occurrence says, in one part: for a preview."""
    choice = Choice(ground)
    [listed] = pages_of(choice, max(len(choice.lines), 1))
    return content_of(choice, listed, 1, 1)


def _composed(choice: Choice, part: Part, groups: Sequence[Group]) -> Content | None:
    ground = choice.ground
    overdue, upcoming = _of(Section.OVERDUE, groups), _of(Section.UPCOMING, groups)
    match ground.kind:
        case Kind.WEEKLY_DIGEST:
            chair = _chair(choice) if part.number == 1 else None
            skipped = ground.account.skipped if part.number == 1 else ()
            return Digest(part, ground.filter, chair, skipped, overdue, upcoming)
        case Kind.OWNER_MESSAGES:
            return OwnerReminder(part, ground.person.name if ground.person else "", overdue, upcoming)
        case Kind.ESCALATION:
            return Escalation(part, overdue)
        case Kind.MONTHLY_SUMMARY:
            return _summary(choice, part, groups)
        case Kind.NOTICE | Kind.HELP:
            return None
        case _:
            assert_never(ground.kind)


def _of(section: Section, groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.lines[0].section is section)


def _groups(choice: Choice, lines: Iterable[Line], mentioned: Iterable[str]) -> list[Group]:
    """Lines of one section, organisation and owner together; each Slack user is mentioned once."""
    known, groups = set(mentioned), []
    for (_, lead, owner), found in groupby(lines, key=lambda line: (line.section, line.action.lead, line.action.owner)):
        members = tuple(found)
        accounts = _accounts(choice, members)
        mentions = tuple(account for account in accounts if str(account) not in known)
        known.update(str(account) for account in mentions)
        groups.append(Group(lead, owner, members, accounts, mentions))
    return groups


def _accounts(choice: Choice, lines: Iterable[Line]) -> tuple[Account, ...]:
    return tuple(dict.fromkeys(account for line in lines for account in choice.owners.accounts_of(line.action)))


def _chair(choice: Choice) -> Chair:
    lines, account, today = choice.overdue, choice.ground.account, choice.ground.today
    late = [each for each in choice.actions if each.is_overdue(today)]
    waiting = sum(each.awaiting_sign_off for each in late)
    is_first = account.last_day is None or choice.plan is None or account.last_day < choice.plan.first_day
    return Chair(
        overdue=len(lines),
        by_organisation=_counts(line.action.lead for line in lines),
        newly=None if is_first else sum(line.action.id not in account.listed for line in lines),
        cleared=None if is_first else len(account.listed - _not_cleared(late)),
        oldest=max(lines, key=lambda line: line.days_overdue or 0, default=None),
        awaiting=waiting,
        snoozed=len(late) - waiting - len(lines),
    )


def _counts(names: Iterable[str | None]) -> tuple[Count, ...]:
    counts = Counter(names).items()
    return tuple(Count(name, number) for name, number in sorted(counts, key=lambda pair: (-pair[1], pair[0] or "~")))


def _not_cleared(late: Iterable[Action]) -> set[UUID]:
    """Overdue, and not reported done: a snooze clears nothing."""
    return {each.id for each in late if not each.awaiting_sign_off}


def _summary(choice: Choice, part: Part, groups: Sequence[Group]) -> Summary:
    is_first = part.number == 1
    return Summary(
        part=part,
        filter=choice.ground.filter,
        year=choice.plan.year if choice.plan else None,
        since=summary_window(choice.ground).first,
        rows=_rows(choice) if is_first else (),
        skipped=choice.ground.account.skipped if is_first else (),
        moved=_of(Section.MOVED, groups),
        awaiting=_of(Section.AWAITING, groups),
    )


def _rows(choice: Choice) -> tuple[Row, ...]:
    by_priority: dict[str | None, list[Action]] = {}
    for action in choice.actions:
        by_priority.setdefault(action.priority, []).append(action)
    return tuple(_row(priority, actions, choice.ground.today) for priority, actions in by_priority.items())


def _row(priority: str | None, actions: Sequence[Action], today: date) -> Row:
    return Row(
        priority,
        total=len(actions),
        completed=sum(each.status is Status.COMPLETED for each in actions),
        open=sum(each.is_open for each in actions),
        overdue=sum(each.is_overdue(today) for each in actions),
    )
