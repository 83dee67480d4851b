"""Reminders as Slack messages: calm, scanned from the top, and answered where they stand."""

from collections.abc import Iterable, Iterator
from typing import assert_never
from uuid import UUID

from bot.views import blocks
from bot.views.blocks import MOST_FALLBACK, Block, Message
from bot.views.buttons import Alone, Do, Fill, Remind
from bot.views.controls import label_of
from bot.views.mrkdwn import DOT, NEW_LINE, NOTHING, Mrkdwn, bold, clipped, escape, join, mention
from bot.views.pages import MOST_BLOCKS
from csp_core.book import Action
from csp_core.changes.deeds import Accept, Complete, ConfirmOnTrack, seen
from csp_core.permissions import Deed
from csp_core.reminders.contents import (
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
    Section,
    Summary,
)
from csp_core.reminders.deeds import AskForHelp, OptOut, SettleDoubt
from csp_core.reminders.wording import (
    NO_LEAD,
    NO_OWNER,
    as_text,
    chair_words,
    dated_words,
    filter_words,
    line_words,
    notes_of,
    row_words,
    skipped_words,
)

OPEN_LIST = "what is overdue?"
OVERDUE, UPCOMING = "Overdue", "Due in the next 14 days"


def message(content: Content, message_id: UUID | None) -> Message:
    """A reminder with its buttons; a preview, which is no message yet (None), has none."""
    notes = _context(" ".join(notes_of(content)))
    shown = [*[each for each in _blocks(content, message_id) if each][: MOST_BLOCKS - 1], *notes]
    return {"text": clipped(as_text(content), MOST_FALLBACK), "blocks": shown}


def _blocks(content: Content, key: UUID | None) -> Iterator[Block]:
    match content:
        case Digest():
            yield from _digest(content, key)
        case OwnerReminder():
            yield from _to_an_owner(content, key)
        case Escalation():
            yield _said("Overdue by three weeks or more, without any answer", content.part)
            yield from _groups(content.overdue, key, "")
        case Summary():
            yield from _summary(content, key)
        case Notice() | Doubt():
            yield from _about_a_post(content, key)
        case HelpWanted():
            yield blocks.section(join(NEW_LINE, (bold(escape(f"{content.by} needs help")), _line(content.line))))
            yield from _context(content.note or "")
            further = (Deed.REASSIGN, Deed.MOVE_DEADLINE)
            yield from _row([_fill(deed, content.line.action, key) for deed in further], key)
        case _:
            assert_never(content)


def _digest(digest: Digest, key: UUID | None) -> Iterator[Block]:
    yield _said(f"Weekly digest{filter_words(digest.filter)}", digest.part)
    if digest.chair is not None:
        yield blocks.section(escape(chair_words(digest.chair)))
    yield from _context(skipped_words(digest.skipped))
    yield from _groups(digest.overdue, key, OVERDUE)
    yield from _groups(digest.upcoming, key, UPCOMING)
    if digest.part.number == 1:
        opened = blocks.button("Open list", Alone(OPEN_LIST), "csp_open_list", said="Open list, for me alone")
        yield from _row([opened], key)


def _to_an_owner(reminder: OwnerReminder, key: UUID | None) -> Iterator[Block]:
    yield _said("A reminder of your actions", reminder.part)
    yield from _groups(reminder.overdue, key, OVERDUE)
    yield from _groups(reminder.upcoming, key, "Due soon")
    stop = blocks.button("Stop these messages", Remind(OptOut()), "csp_opt_out", said="Stop these messages to me")
    yield from _row([stop], key)


def _summary(summary: Summary, key: UUID | None) -> Iterator[Block]:
    plan = f" of the plan {summary.year}" if summary.year else ""
    yield _said(f"Monthly summary{plan}{filter_words(summary.filter)}", summary.part)
    yield from _texts(escape(row_words(row)) for row in summary.rows)
    yield from _context(skipped_words(summary.skipped))
    yield from _groups(summary.moved, key, "Deadlines moved since the last summary")
    yield from _groups(summary.awaiting, key, "Awaiting sign-off")


def _about_a_post(content: Notice | Doubt, key: UUID | None) -> Iterator[Block]:
    """What coordinators are told of a post that is missing, or may be."""
    first, *rest = as_text(content).split("\n")
    where = "" if content.channel.id.startswith(("U", "W", "D")) else f"<#{content.channel.id}>"
    yield blocks.section(join(NEW_LINE, (bold(escape(first)), *map(escape, rest), Mrkdwn(where))))
    if isinstance(content, Doubt):
        was_posted, was_not = (Remind(SettleDoubt(content.message_id, each)) for each in (True, False))
        settled = [blocks.button("It was posted", was_posted, "csp_was_posted")]
        yield from _row([*settled, blocks.button("Post again", was_not, "csp_post_again")], key)


def _groups(groups: Iterable[Group], key: UUID | None, title: str) -> Iterator[Block]:
    for number, group in enumerate(groups):
        heading = bold(escape(title)) if title and number == 0 else NOTHING
        whose = join(DOT, (escape(group.organisation or NO_LEAD), escape(group.owner or NO_OWNER)))
        mentioned = Mrkdwn(" ".join(mention(account.user) for account in group.mentions))
        yield blocks.section(join(NEW_LINE, (heading, join(Mrkdwn(" "), (Mrkdwn(f"_{whose}_"), mentioned)))))
        yield from _lines(group, key)


def _lines(group: Group, key: UUID | None) -> Iterator[Block]:
    """What is overdue or waits is answered below it; what lies ahead is only told, in as few blocks as hold it."""
    answered = [line for line in group.lines if line.section in {Section.OVERDUE, Section.AWAITING}]
    for line in answered:
        yield blocks.section(_line(line))
        yield from _row(_answers(line, key), key)
    yield from _texts(_line(line) for line in group.lines if line not in answered)


def _answers(line: Line, key: UUID | None) -> list[Block]:
    if line.section is Section.AWAITING:
        return [_do("Accept", Accept(seen(line.action)), line.action, key), _fill(Deed.SEND_BACK, line.action, key)]
    ref = line.action
    help_wanted = Remind(AskForHelp(ref.year, ref.ref), key)
    return [
        _do("It's done", Complete(seen(ref)), ref, key),
        _do("Still open", ConfirmOnTrack(seen(ref)), ref, key),
        blocks.button("Need help", help_wanted, f"csp_help_{ref.ref}", said=f"Need help: {ref.ref}"),
    ]


def _do(label: str, deed: Complete | ConfirmOnTrack | Accept, action: Action, key: UUID | None) -> Block:
    action_id = f"csp_now_{deed.kind.value}_{action.ref}"
    return blocks.button(label, Do(deed, reminder=key), action_id, said=f"{label}: {action.ref}")


def _fill(deed: Deed, action: Action, key: UUID | None) -> Block:
    label = label_of(deed, action)
    return blocks.button(
        label, Fill(deed, seen(action), reminder=key), f"csp_{deed.value}_{action.ref}", said=f"{label}: {action.ref}"
    )


def _row(buttons: list[Block], key: UUID | None) -> Iterator[Block]:
    if key is not None:
        yield blocks.actions(buttons)


def _said(title: str, part: Part) -> Block:
    return blocks.section(join(NEW_LINE, (bold(escape(title)), escape(dated_words(part)))))


def _line(line: Line) -> Mrkdwn:
    return Mrkdwn(clipped(line_words(line), 600).replace(escape(line.action.ref), bold(escape(line.action.ref)), 1))


def _texts(lines: Iterable[Mrkdwn]) -> Iterator[Block]:
    whole = join(NEW_LINE, (Mrkdwn(f"• {line}") for line in lines))
    if whole:
        yield blocks.section(whole)


def _context(text: str) -> Iterator[Block]:
    if text:
        yield blocks.context(clipped(text, blocks.MOST_CONTEXT))
