"""An Answer as a Slack message: made to be scanned, and to make sense when it is read aloud."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from bot.views import blocks, controls, proposals
from bot.views.blocks import MOST_FALLBACK, Block, Message
from bot.views.buttons import Ask, Kind, Shown, fits
from bot.views.mrkdwn import DOT, NEW_LINE, NOTHING, Mrkdwn, bold, clipped, escape, join, mention
from bot.views.pages import Piece, assemble, packed
from csp_core.answering.answers import ActionLine, Answer, FigureLine, Outcome, SummaryRow
from csp_core.answering.phrases import day_words
from csp_core.answering.wording import PAGE_SIZE, as_text, pages, state_words
from csp_core.book import Book
from csp_core.letters import needs_letter
from csp_core.permissions import Account, Actor

MOST_CHOICES = 20
MOST_NOTES = 2
MOST_PAGES = 9_999
WORTH_SHARING = frozenset({Outcome.ANSWERED, Outcome.NOTHING_FOUND, Outcome.NOT_HELD})
TOO_LONG_FOR_BUTTONS = Mrkdwn("This question is too long for buttons: ask it in fewer words to page or to share it.")
SHARED = Mrkdwn("Shared in this channel.")


@dataclass(frozen=True, slots=True)
class Showing:
    """How an answer is shown: whose question it was, which page, and what may be done with it from here.

    `actor` is who asked, as the directory knows them; without one no action can be changed from the message.
    `book` tells which owners cannot be reached in Slack, so that a coordinator writes to them, `undo` is the deed
    that a proposal to undo names.
    """

    shown: Shown
    can_be_shared: bool = False
    shared_by: Account | None = None
    was_shared: bool = False
    actor: Actor | None = None
    book: Book | None = None
    undo: UUID | None = None

    def button(self, kind: Kind, page: int | None = None, question: str = "") -> Ask:
        """The same question again, another page of it, or another question of the same person."""
        shown = replace(self.shown, page=page or 1, question=question or self.shown.question)
        return Ask(kind, shown)


def message(answer: Answer, showing: Showing) -> Message:
    """One page of an answer. A page beyond the last shows the last."""
    page = min(showing.shown.page, pages(answer))
    body = [*_head(answer, showing), *_lines(answer, showing, page)]
    foot = [
        *_deeds(answer, showing),
        *_choices(answer, showing),
        *_whereabouts(answer, page),
        *_controls(answer, showing, page),
        *_small_print(answer, showing),
    ]
    by = _shared_by(showing)
    text = join(NEW_LINE, (by, clipped(as_text(answer, page), MOST_FALLBACK - len(by) - 1)))
    return {"text": text, "blocks": assemble(body, foot)}


def _head(answer: Answer, showing: Showing) -> Iterator[Piece]:
    yield Piece(_shared_by(showing), is_small=True)
    yield Piece(join(NEW_LINE, (bold(clipped(answer.understood, 600)), clipped(answer.headline, 1_000))))
    yield from (Piece(clipped(paragraph, blocks.MOST_SECTION)) for paragraph in answer.paragraphs)


def _shared_by(showing: Showing) -> Mrkdwn:
    return Mrkdwn(f"Shared by {mention(showing.shared_by.user)}") if showing.shared_by else NOTHING


def _lines(answer: Answer, showing: Showing, page: int) -> Iterator[Piece]:
    start = (page - 1) * PAGE_SIZE
    for line in answer.actions[start : start + PAGE_SIZE]:
        yield Piece(action_text(line), accessory=_beside(answer, line, showing))
    if page == 1:
        yield from (piece for line in answer.figures for piece in _figure(line))
        yield Piece(join(NEW_LINE, (_row(row) for row in answer.summary)))


def action_text(line: ActionLine) -> Mrkdwn:
    """An action in two lines: its state in words, ref and title; then whose it is and when it is due."""
    action = line.action
    first = join(DOT, (_mark(line), bold(clipped(action.ref, 60))))
    return join(NEW_LINE, (Mrkdwn(f"{first} {clipped(action.title, 300)}"), clipped(line.says, 500)))


def _mark(line: ActionLine) -> Mrkdwn:
    """The state in words, without a sign beside them: a screen reader would read it aloud as "black circle"."""
    words = escape(state_words(line).capitalize())
    return bold(words) if line.days_overdue is not None and not line.action.awaiting_sign_off else words


def _figure(line: FigureLine) -> Iterator[Piece]:
    """The sentence, its measure in bold where it begins with it, and its remarks below."""
    name = line.figure.measure if line.says.startswith(line.figure.measure) else ""
    yield Piece(Mrkdwn(f"{bold(escape(name))}{clipped(line.says.removeprefix(name), 900)}"))
    yield Piece(join(NEW_LINE, (Mrkdwn(f"• {clipped(note, 600)}") for note in line.notes)), is_small=True)


def _row(row: SummaryRow) -> Mrkdwn:
    counts = (f"{row.completed} of {row.total} completed", f"{row.open} open", f"{row.overdue} overdue")
    return Mrkdwn(f"{bold(clipped(row.priority, 120))}: {' · '.join(counts)}")


def _beside(answer: Answer, line: ActionLine, showing: Showing) -> Block | None:
    if showing.actor is None or answer.change is not None or len(answer.actions) == 1:
        return None
    return controls.beside(line.action, showing.actor, showing.shown)


def _deeds(answer: Answer, showing: Showing) -> Iterator[Block]:
    """What can be done: to the proposal, to the one action, or to several of the list."""
    if showing.actor is None:
        return
    if answer.change is not None:
        yield from proposals.buttons(answer, showing.actor, showing.undo)
    elif len(answer.actions) == 1:
        action, book = answer.actions[0].action, showing.book
        by_letter = book is not None and needs_letter(action, book, answer.as_at)
        yield from filter(None, (controls.below(action, showing.actor, showing.shown, by_letter=by_letter),))


def _choices(answer: Answer, showing: Showing) -> Iterator[Block]:
    asks = [showing.button(Kind.CHOOSE, question=choice) for choice in answer.choices if choice]
    usable = [ask for ask in asks if fits(ask)][:MOST_CHOICES]
    if usable:
        yield blocks.actions(
            [blocks.button(ask.shown.question, ask, f"csp_choose_{number}") for number, ask in enumerate(usable, 1)]
        )


def _whereabouts(answer: Answer, page: int) -> Iterator[Block]:
    first, total = (page - 1) * PAGE_SIZE + 1, len(answer.actions)
    if total > PAGE_SIZE:
        yield blocks.context(Mrkdwn(f"Actions {first} to {min(first + PAGE_SIZE - 1, total)} of {total}"))


def _controls(answer: Answer, showing: Showing, page: int) -> Iterator[Block]:
    if not showing.shown.question:
        return
    if not fits(showing.button(Kind.SHARE, MOST_PAGES)):
        yield blocks.context(TOO_LONG_FOR_BUTTONS)
        return
    elements = [*_paging(answer, showing, page), *_several(answer, showing), *_sharing(answer, showing, page)]
    yield from [blocks.actions(elements)] if elements else []


def _paging(answer: Answer, showing: Showing, page: int) -> Iterator[Block]:
    if page > 1:
        yield blocks.button("Earlier", showing.button(Kind.PAGE, page - 1), "csp_page_earlier")
    if page < pages(answer):
        yield blocks.button("More", showing.button(Kind.PAGE, page + 1), "csp_page_more")


def _several(answer: Answer, showing: Showing) -> Iterator[Block]:
    if showing.actor is not None and answer.change is None and len(answer.actions) > 1:
        yield from controls.for_all([line.action for line in answer.actions], showing.actor, showing.shown)


def _sharing(answer: Answer, showing: Showing, page: int) -> Iterator[Block]:
    if showing.can_be_shared and not showing.was_shared and answer.outcome in WORTH_SHARING:
        yield blocks.button("Share in channel", showing.button(Kind.SHARE, page), "csp_share")


def _small_print(answer: Answer, showing: Showing) -> Iterator[Block]:
    notes = packed((clipped(note, 600) for note in answer.notes), NEW_LINE, blocks.MOST_CONTEXT)
    yield from (blocks.context(pack) for pack in notes[:MOST_NOTES])
    origin = join(DOT, (_sources(answer), escape(f"As at {day_words(answer.as_at)}")))
    yield blocks.context(origin, *([SHARED] if showing.was_shared else []))


def _sources(answer: Answer) -> Mrkdwn:
    if not answer.sources:
        return NOTHING
    return clipped(f"Source: {'; '.join(answer.sources)}", 1_200)
