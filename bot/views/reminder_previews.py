"""What a reminder would post now, and what words about reminders propose: each for one person's eyes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.views import blocks, reminders
from bot.views.blocks import MOST_FALLBACK, Block, Message, plain
from bot.views.buttons import Open, Panel, Remind, fits
from bot.views.forms import MOST_TITLE
from bot.views.mrkdwn import NEW_LINE, Mrkdwn, clipped, escape, join
from bot.views.pages import MOST_BLOCKS, MOST_CHARACTERS
from bot.views.proposals import leave_it
from bot.views.reminder_words import proposed, reminder_words
from csp_core.answering.proposing import NOT_YET
from csp_core.permissions import NotAllowed
from csp_core.reminders.contents import Content
from csp_core.reminders.deeds import ReminderDeed
from csp_core.reminders.schedules import Schedule, Wish
from csp_core.reminders.wording import as_text

NOTHING_TO_TELL = "There is nothing to tell anybody now, so nothing would be posted."
HELD = "A quiet period holds it back today: {reason}."
CUT = "The rest is left out of this preview; a long post goes on in its thread."
BLOCKS_BESIDES, ROOM_FOR_THE_REST = 3, 2_000
OPEN_REMINDERS = "Open reminders"


@dataclass(frozen=True, slots=True)
class Letter:
    """One message that would be posted; `to` is the person that it goes to directly (None: it goes in a channel)."""

    to: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class Previewed:
    """What one reminder would post now, and the quiet period that holds it today."""

    wish: Wish
    letters: tuple[Letter, ...]
    held: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A deed that words wish for, the reminders that there are, and why this person cannot do it, where so."""

    deed: ReminderDeed
    schedules: Sequence[Schedule]
    refusal: NotAllowed | None = None


def preview(previewed: Previewed) -> Message:
    """As a message, within Slack's limits; it says where it is cut."""
    held = HELD.format(reason=previewed.held) if previewed.held else ""
    none = "" if previewed.letters else NOTHING_TO_TELL
    head = join(NEW_LINE, (_headline(previewed.wish), clipped(held, 300), escape(none)))
    whole = [block for letter in previewed.letters for block in _letter(letter)]
    shown = _that_fit(whole)
    below = [blocks.context(Mrkdwn(CUT))] if len(shown) < len(whole) else []
    text = "\n".join(as_text(letter.content) for letter in previewed.letters)
    said = clipped(" ".join(filter(None, ("Preview.", held, none, text))), MOST_FALLBACK)
    return {"text": said, "blocks": [blocks.section(head), *shown, *below]}


def preview_modal(previewed: Previewed, page: int) -> Block:
    """The same in the place of the list, with the way back."""
    back = blocks.button("Back", Open(Panel.REMINDERS, page=page), "csp_reminders_back")
    shown = preview(previewed)["blocks"]
    body = [*shown, blocks.actions([back])] if isinstance(shown, list) else []
    return {
        "type": "modal",
        "title": plain("Preview", MOST_TITLE),
        "close": plain("Close", MOST_TITLE),
        "blocks": body,
    }


def proposal(understood: Understood) -> Message:
    """Confirm · Open reminders · Leave it; for who may not, the sentence that says who can."""
    refusal = understood.refusal
    said = proposed(understood.deed, understood.schedules)
    remark = refusal.sentence if refusal else NOT_YET
    confirm = Remind(understood.deed, is_in_words=True)
    can_confirm = refusal is None and fits(confirm)
    first = [blocks.button("Confirm", confirm, "csp_confirm_reminder", is_main=True)] if can_confirm else []
    text = f"{said.replace('*', '')}\n{clipped(remark, 500)}"
    buttons = blocks.actions([*first, open_reminders(), *([leave_it()] if can_confirm else [])])
    return {"text": text, "blocks": [blocks.section(said), blocks.section(clipped(remark, 500)), buttons]}


def told(news: Sequence[Mrkdwn]) -> Message:
    """What came of a deed."""
    said = join(NEW_LINE, news)
    return {"text": said.replace("*", ""), "blocks": [blocks.section(said)]}


def open_reminders() -> Block:
    """The button that leads to the list."""
    return blocks.button(OPEN_REMINDERS, Open(Panel.REMINDERS), "csp_reminders")


def with_way_to_the_list(message: Message) -> Message:
    """An answer, with the button that leads to the list below it."""
    shown = message["blocks"]
    return {**message, "blocks": [*shown, blocks.actions([open_reminders()])]} if isinstance(shown, list) else message


def _headline(wish: Wish) -> Mrkdwn:
    return Mrkdwn(f"This is what would be posted now; nothing is posted. {reminder_words(wish)}")


def _letter(letter: Letter) -> Iterator[Block]:
    """Its blocks, below to whom it would go."""
    if letter.to:
        yield blocks.context(clipped(f"To {letter.to}:", 300))
    yield from _blocks_of(letter.content)


def _blocks_of(content: Content) -> list[Block]:
    shown = reminders.message(content, None)["blocks"]
    return [each for each in shown if isinstance(each, dict)] if isinstance(shown, list) else []


def _that_fit(whole: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    room = MOST_CHARACTERS - ROOM_FOR_THE_REST
    for block in whole[: MOST_BLOCKS - BLOCKS_BESIDES]:
        room -= blocks.size(block)
        if room < 0:
            break
        kept.append(block)
    return kept
