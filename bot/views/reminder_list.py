"""The list of reminders as a message or a modal: how each stands, and for coordinators what they can do about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.views import blocks
from bot.views.blocks import Block, Message, plain
from bot.views.buttons import Open, Panel, Remind
from bot.views.forms import MOST_TITLE
from bot.views.mrkdwn import NEW_LINE, Mrkdwn, bold, clipped, escape, join
from bot.views.reminder_words import reminder_words, title_words
from csp_core.answering.phrases import day_words
from csp_core.permissions import Role, Visit, coordinator_words, coordinators_of
from csp_core.reminders.deeds import OptOut, PauseSchedule, PostNow, RemoveQuiet, RemoveSchedule
from csp_core.reminders.listing import UNKNOWN_ZONE, InUse, Overview, quiet_words, state_words
from csp_core.reminders.schedules import Quiet

PAGE_SIZE = 7
MOST_STATE = 500
TITLE = "Reminders"
USUAL = (
    "No reminders are set up yet. The usual one is a weekly digest, Mondays at 09:00, in a channel that you pick: "
    "what is overdue, and what is due in the next 14 days."
)
NONE_YET = "No reminders are set up yet; {who} can add them."
OWN_OFF = "Reminders as direct messages to you are *off*."
OWN_ON = "Reminders as direct messages to you are *on*."
ESCALATIONS = "As a coordinator you still get escalations."
UNKNOWN_HERE = "You are not in the directory, so no reminders reach you as direct messages."
POST_NOW = "It is posted at once. Its timetable stays as it is."
REMOVE = "It will not be posted any more. What it has posted stays."


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list before somebody's eyes; `news` is what has just been changed."""

    visit: Visit
    overview: Overview
    page: int = 1
    news: tuple[Mrkdwn, ...] = ()

    @property
    def may_change(self) -> bool:
        return self.visit.actor.role is Role.COORDINATOR

    @property
    def entries(self) -> tuple[InUse | Quiet, ...]:
        return (*self.overview.reminders, *self.overview.quiet)

    @property
    def shown(self) -> tuple[InUse | Quiet, ...]:
        return self.entries[(self.number - 1) * PAGE_SIZE : self.number * PAGE_SIZE]

    @property
    def number(self) -> int:
        """A page beyond the last is the last."""
        return min(max(self.page, 1), self.pages)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.entries) // PAGE_SIZE))


def message(listing: Listing) -> Message:
    """One page. The text is what a screen reader says."""
    shown = [*_head(listing), *_entries(listing), *_own(listing), *_controls(listing), _small_print(listing)]
    return {"text": blocks.text_of(shown), "blocks": shown}


def modal(listing: Listing) -> Block:
    """The same page as a modal."""
    body = {"blocks": message(listing)["blocks"]}
    return {"type": "modal", "title": plain(TITLE, MOST_TITLE), "close": plain("Close", MOST_TITLE), **body}


def _head(listing: Listing) -> Iterator[Block]:
    book, overview = listing.visit.book, listing.overview
    if listing.news:
        yield blocks.section(join(NEW_LINE, listing.news))
    unknown = "" if overview.knows_zone else UNKNOWN_ZONE
    title = bold(clipped(f"Reminders of {book.name}", 300))
    if overview.reminders or listing.may_change:
        yield blocks.section(join(NEW_LINE, (title, escape(unknown), escape("" if overview.reminders else USUAL))))
    else:
        who = coordinator_words(coordinators_of(book.people))
        yield blocks.section(join(NEW_LINE, (title, clipped(NONE_YET.format(who=who), 500))))
    if not overview.reminders and listing.may_change:
        usual = Open(Panel.REMINDER, page=listing.number)
        yield blocks.actions([blocks.button("Set up the weekly digest", usual, "csp_usual_reminder", is_main=True)])


def _entries(listing: Listing) -> Iterator[Block]:
    for number, each in enumerate(listing.shown, 1):
        if isinstance(each, InUse):
            yield from _reminder(listing, each, number)
        else:
            yield _quiet(listing, each, number)


def _reminder(listing: Listing, each: InUse, number: int) -> Iterator[Block]:
    text = join(NEW_LINE, (reminder_words(each.schedule.wish), clipped(state_words(each), MOST_STATE)))
    if not listing.may_change:
        yield blocks.section(text)
        return
    key, called = each.schedule.id, title_words(each.schedule.wish)
    edit = Open(Panel.REMINDER, str(key), listing.number)
    yield blocks.section(text, blocks.button("Edit", edit, f"csp_reminder_edit_{number}", said=f"Edit: {called}"))
    yield blocks.actions(list(_deeds(listing, each, number)))


def _deeds(listing: Listing, each: InUse, number: int) -> Iterator[Block]:
    key, called, page = each.schedule.id, title_words(each.schedule.wish), listing.number
    paused = each.schedule.is_paused
    pause = Remind(PauseSchedule(key, not paused), page=page)
    label = "Resume" if paused else "Pause"
    yield blocks.button(label, pause, f"csp_reminder_pause_{number}", said=f"{label}: {called}")
    preview = Open(Panel.PREVIEW, str(key), page)
    yield blocks.button("Preview", preview, f"csp_reminder_preview_{number}", said=f"Preview: {called}")
    if not paused:
        post = Remind(PostNow(key), page=page)
        button = blocks.button("Post now", post, f"csp_reminder_post_{number}", said=f"Post now: {called}")
        yield _confirmed(button, "Post it now?", f"{called}. {POST_NOW}", "Post now")
    remove = Remind(RemoveSchedule(key), page=page)
    button = blocks.button("Remove", remove, f"csp_reminder_remove_{number}", said=f"Remove: {called}")
    yield _confirmed(button, "Remove this reminder?", f"{called}. {REMOVE}", "Remove")


def _confirmed(button: Block, title: str, text: str, label: str) -> Block:
    """A button that asks back before it does what cannot be undone."""
    asked = {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(label, 30)}
    return {**button, "confirm": {**asked, "deny": plain("Cancel", 30)}}


def _quiet(listing: Listing, quiet: Quiet, number: int) -> Block:
    text = join(NEW_LINE, (bold(escape("Quiet period")), clipped(quiet_words(quiet), MOST_STATE)))
    if not listing.may_change:
        return blocks.section(text)
    remove = Remind(RemoveQuiet(quiet.id), page=listing.number)
    said = f"Remove the quiet period: {quiet.reason}"
    return blocks.section(text, blocks.button("Remove", remove, f"csp_quiet_remove_{number}", said=said))


def _own(listing: Listing) -> Iterator[Block]:
    """One's own direct messages, with the button that turns them off or on."""
    actor = listing.visit.actor
    if actor.person_id is None:
        yield blocks.section(escape(UNKNOWN_HERE))
        return
    is_out = listing.overview.is_out(actor)
    further = escape(ESCALATIONS) if is_out and listing.may_change else Mrkdwn("")
    label, button = ("Turn on" if is_out else "Turn off"), Remind(OptOut(is_out=not is_out), page=listing.number)
    said = f"{label} reminders as direct messages to me"
    beside = blocks.button(label, button, "csp_own_messages", said=said)
    yield blocks.section(join(Mrkdwn(" "), (Mrkdwn(OWN_OFF if is_out else OWN_ON), further)), beside)


def _controls(listing: Listing) -> Iterator[Block]:
    elements = [*_paging(listing), *(_adding(listing) if listing.may_change else ())]
    yield from [blocks.actions(elements)] if elements else []


def _paging(listing: Listing) -> Iterator[Block]:
    if listing.number > 1:
        yield blocks.button("Earlier", Open(Panel.REMINDERS, page=listing.number - 1), "csp_reminders_earlier")
    if listing.number < listing.pages:
        yield blocks.button("More", Open(Panel.REMINDERS, page=listing.number + 1), "csp_reminders_more")


def _adding(listing: Listing) -> Iterator[Block]:
    yield blocks.button("Add a reminder", Open(Panel.REMINDER, page=listing.number), "csp_reminder_add")
    yield blocks.button("Add a quiet period", Open(Panel.QUIET, page=listing.number), "csp_quiet_add")


def _small_print(listing: Listing) -> Block:
    zone, today = listing.overview.time_zone, day_words(listing.visit.today)
    return blocks.context(clipped(f"Times are local ({zone}). As at {today}", 300))
