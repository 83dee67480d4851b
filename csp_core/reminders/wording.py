"""What reminders say as plain text: for the command line, and for Slack where blocks cannot be shown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from csp_core.answering.actions import notes_on
from csp_core.answering.phrases import counted, day_words, due_words, listed, moves_words, overdue_words
from csp_core.reminders.contents import (
    Chair,
    Content,
    Digest,
    Doubt,
    Escalation,
    Group,
    HelpWanted,
    Line,
    Notice,
    OwnerReminder,
    Part,
    Row,
    Skipped,
    Summary,
)
from csp_core.reminders.naming import KIND_WORDS
from csp_core.reminders.schedules import Filter

NO_LEAD, NO_OWNER, NO_PRIORITY = "no lead recorded", "no owner recorded", "No priority recorded"


def as_text(content: Content) -> str:
    """The whole message in plain words, a line each."""
    return "\n".join(filter(None, (*_lines(content), *notes_of(content))))


def notes_of(content: Content) -> tuple[str, ...]:
    """What has to be said of the actions in a message: that samples are samples."""
    return notes_on([line.action for line in _all_lines(content)])


def chair_words(chair: Chair) -> str:
    """The chair's one line."""
    if chair.overdue == 0:
        return " · ".join(("Nothing is overdue: a good week", *_changes(chair), *_resting(chair))) + "."
    by = ", ".join(f"{each.organisation or NO_LEAD} {each.number}" for each in chair.by_organisation)
    oldest = chair.oldest
    parts = [f"{chair.overdue} overdue ({by})", *_changes(chair), *_resting(chair)]
    if oldest is not None:
        parts.append(f"oldest: {oldest.action.ref}, {overdue_words(oldest.days_overdue or 0)}")
    return " · ".join(parts) + "."


def skipped_words(skipped: Sequence[Skipped]) -> str:
    """ "2 earlier posts did not appear: 5 October 2026 (…) and 12 October 2026 (…)." in one line, or nothing."""
    if not skipped:
        return ""
    shown = [f"{day_words(each.day)} ({each.reason.rstrip('.')})" for each in skipped[-4:]]
    verb = f"{counted(len(skipped), 'earlier post')} did not appear"
    return f"{verb}: {'the last were ' if len(skipped) > 4 else ''}{listed(shown)}."


def line_words(line: Line) -> str:
    """ "A-1 Do it: 3 days overdue, due 1 October 2026 · moved once, first due … · last confirmed 2 October 2026"."""
    action = line.action
    late = f"{overdue_words(line.days_overdue)}, " if line.days_overdue is not None else ""
    confirmed = f"last confirmed {day_words(action.confirmed_on)}" if action.confirmed_on else "never confirmed"
    said = f"{action.ref} {action.title}: {late}{due_words(action)}"
    return " · ".join(filter(None, (said, moves_words(action), confirmed)))


def row_words(row: Row) -> str:
    """ "Streets: 3 of 9 completed, 6 open, 2 overdue"."""
    done = f"{row.completed} of {row.total} completed"
    return f"{row.priority or NO_PRIORITY}: {done}, {row.open} open, {row.overdue} overdue"


def filter_words(chosen: Filter) -> str:
    """ " about Streets of Arden Council", or nothing."""
    about = f" about {chosen.priority}" if chosen.priority else ""
    return f"{about} of {chosen.organisation}" if chosen.organisation else about


def _all_lines(content: Content) -> Iterator[Line]:
    """Every line of a message that is about an action."""
    match content:
        case Digest() | OwnerReminder():
            groups = (*content.overdue, *content.upcoming)
        case Escalation():
            groups = content.overdue
        case Summary():
            groups = (*content.moved, *content.awaiting)
        case HelpWanted():
            yield content.line
            return
        case Notice() | Doubt():
            return
        case _:
            assert_never(content)
    yield from (line for group in groups for line in group.lines)


def _lines(content: Content) -> Iterator[str]:
    match content:
        case Digest():
            yield from _digest(content)
        case OwnerReminder():
            yield f"{content.person}, these actions are yours:{_late(content.part)}"
            yield from _groups("Overdue", content.overdue)
            yield from _groups("Due soon", content.upcoming)
        case Escalation():
            yield f"Overdue by three weeks or more, without any answer:{_late(content.part)}"
            yield from _groups("", content.overdue)
        case Summary():
            yield from _summary(content)
        case Notice():
            to = f" to {content.person}" if content.person else ""
            yield f"The {KIND_WORDS[content.kind]}{to} of {day_words(content.day)} could not be posted."
            yield f"{content.sentence} {content.remedy}".strip()
        case Doubt():
            yield f"The {KIND_WORDS[content.kind]} of {day_words(content.day)} may or may not have been posted."
            yield "Please look in the channel: was it posted, or shall I post it again?"
        case HelpWanted():
            yield f"{content.by} needs help with {line_words(content.line)}."
            yield content.note or ""
        case _:
            assert_never(content)


def _digest(digest: Digest) -> Iterator[str]:
    yield f"Weekly digest{filter_words(digest.filter)}, {dated_words(digest.part)}"
    if digest.chair is not None:
        yield chair_words(digest.chair)
    yield skipped_words(digest.skipped)
    yield from _groups("Overdue", digest.overdue)
    yield from _groups("Due in the next 14 days", digest.upcoming)


def _summary(summary: Summary) -> Iterator[str]:
    plan = f" of the plan {summary.year}" if summary.year else ""
    yield f"Summary{plan}{filter_words(summary.filter)}, {dated_words(summary.part)}"
    yield from (f"• {row_words(row)}" for row in summary.rows)
    yield skipped_words(summary.skipped)
    yield from _groups(f"Deadlines moved since {day_words(summary.since)}", summary.moved)
    yield from _groups("Awaiting sign-off", summary.awaiting)


def _groups(title: str, groups: Iterable[Group]) -> Iterator[str]:
    for number, group in enumerate(groups):
        if number == 0 and title:
            yield f"{title}:"
        linked = "" if group.is_linked else " (not in Slack)"
        yield f"{group.organisation or NO_LEAD} · {group.owner or NO_OWNER}{linked}"
        yield from (f"• {line_words(line)}" for line in group.lines)


def _changes(chair: Chair) -> Iterator[str]:
    if chair.newly is not None and chair.cleared is not None:
        yield f"{chair.newly} newly overdue"
        yield f"{chair.cleared} cleared since the last digest"


def _resting(chair: Chair) -> Iterator[str]:
    if chair.awaiting:
        yield f"{chair.awaiting} more await sign-off"
    if chair.snoozed:
        yield f"{chair.snoozed} more snoozed"


def dated_words(part: Part) -> str:
    """ "5 October 2026 (2 of 3) (late: due 4 October 2026)"."""
    number = f" ({part.number} of {part.of})" if part.of > 1 else ""
    return f"{day_words(part.today)}{number}{_late(part)}"


def _late(part: Part) -> str:
    return f" (late: due {day_words(part.late_from)})" if part.late_from else ""
