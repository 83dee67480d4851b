"""The directory as a message or a modal, and the letter to an owner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.views import blocks, first_steps
from bot.views.blocks import MOST_FALLBACK, Block, Message, plain, read_aloud
from bot.views.buttons import Ask, Kind, Open, Panel, Shown, fits
from bot.views.forms import MOST_TITLE, Control, Field, Form
from bot.views.mrkdwn import NEW_LINE, Mrkdwn, bold, clipped, escape, join, mention
from bot.views.pages import Piece, assemble
from csp_core.answering.phrases import day_words
from csp_core.letters import Letter
from csp_core.people.entries import person_called
from csp_core.people.listing import NO_ORGANISATION, Listed, Unheld, counts, people_of, unheld_posts
from csp_core.permissions import Account, Role, Visit

PAGE_SIZE = 10
NO_PAGE = 0
MOST_VACANT = 2_500
LETTER = "csp_letter"
VACANT = "Nobody holds these posts yet (in brackets: how many open actions each owns)"
UNKNOWN_COORDINATOR = (
    "The settings of the bot name you as a coordinator, and you are not in the directory yet: add yourself."
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the directory before somebody's eyes. `questions` are tried in the first steps, `by_settings` are
    the Slack ids of coordinators whom the settings of the bot name, `news` is what has just been changed."""

    visit: Visit
    page: int = 1
    questions: tuple[str, ...] = ()
    by_settings: frozenset[str] = frozenset()
    news: tuple[str, ...] = ()

    @property
    def may_change(self) -> bool:
        return self.visit.actor.role is Role.COORDINATOR


def message(listing: Listing) -> Message:
    """One page; a page beyond the last shows the last. The text is what a screen reader says."""
    people = people_of(listing.visit.book, listing.visit.today)
    page = min(max(listing.page, 1), pages(people))
    shown = people[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    body = [*_head(listing), *_people(listing, shown, page), *_vacant(listing, page)]
    foot = [*_steps(listing), *_whereabouts(people, page), *_controls(listing, people, page), _small_print(listing)]
    return {"text": _text(body), "blocks": assemble(body, foot)}


def modal(listing: Listing) -> Block:
    """The same page as a modal."""
    body = {"blocks": message(listing)["blocks"]}
    return {"type": "modal", "title": plain("People", MOST_TITLE), "close": plain("Close", MOST_TITLE), **body}


def pages(people: Sequence[Listed]) -> int:
    return max(1, -(-len(people) // PAGE_SIZE))


def first_run(visit: Visit) -> list[Block]:
    """What a coordinator of an empty directory reads below the help; nothing for anybody else."""
    if visit.book.people or visit.actor.role is not Role.COORDINATOR:
        return []
    return [blocks.section(first_steps.in_a_text()), blocks.actions([first_steps.add_yourself(NO_PAGE)])]


def next_steps(account: Account, questions: Sequence[str]) -> list[Block]:
    """What may follow once the first person is in the directory."""
    asks = list(_questions(questions, account))
    people = blocks.button("People", Open(Panel.PEOPLE), "csp_people")
    return [blocks.section(Mrkdwn("Now try a question, or add the others:")), blocks.actions([*asks, people])]


def saved(sentences: Sequence[str]) -> Message:
    """What was changed in the directory."""
    return {"text": clipped(" ".join(sentences), MOST_FALLBACK), "blocks": assemble([_news(sentences)], [])}


def letter(written: Letter) -> Form:
    """The letter in fields: what stands in them can be selected and copied on a telephone too. Slack wants a button
    that sends such a form; both buttons close it, and nothing is cancelled."""
    return Form(
        callback=LETTER,
        title="E-mail text",
        submit="Done",
        close="Close",
        fields=(
            Field("subject", "Subject", Control.LINE, initial=(written.subject,)),
            Field("body", "Text", Control.LINES, initial=(written.body,)),
        ),
        intro=(join(Mrkdwn(" "), (_to(written), Mrkdwn("Copy it into an e-mail: nothing is sent from here."))),),
    )


def _to(written: Letter) -> Mrkdwn:
    return Mrkdwn(f"For {bold(clipped(written.to, 300))}.") if written.to else Mrkdwn("")


def _head(listing: Listing) -> Iterator[Piece]:
    book, today = listing.visit.book, listing.visit.today
    if listing.news:
        yield _news(listing.news)
    counted = counts(book, today) if book.people else ""
    yield Piece(join(NEW_LINE, (bold(clipped(f"People of {book.name}", 300)), escape(counted))))
    if listing.may_change and listing.visit.actor.name is None:
        yield Piece(Mrkdwn(UNKNOWN_COORDINATOR) if book.people else first_steps.in_a_text())
    if others := _by_settings(listing):
        yield Piece(
            join(
                Mrkdwn(" "),
                (
                    Mrkdwn("The settings of the bot also name these coordinators, who are not in the directory:"),
                    *others,
                ),
            )
        )


def _by_settings(listing: Listing) -> list[Mrkdwn]:
    """For coordinators: those whom the settings name and the directory does not."""
    book, own = listing.visit.book, listing.visit.actor.account
    known = {user for person in book.people if person.is_coordinator for _, user in person.accounts}
    users = listing.by_settings - known - ({own.user} if own else set())
    return [mention(user) for user in sorted(users)] if listing.may_change else []


def _vacant(listing: Listing, page: int) -> Iterator[Piece]:
    """Whom to add, organisation by organisation: as many as there is room for."""
    vacant = unheld_posts(listing.visit.book, listing.visit.today) if page == 1 else ()
    if not vacant:
        return
    homes = sorted({each.post.organisation or NO_ORGANISATION for each in vacant})
    lines = (f"• {home}: {', '.join(_words_of(vacant, home))}" for home in homes)
    yield Piece(join(NEW_LINE, (bold(escape(VACANT)), clipped("\n".join(lines), MOST_VACANT))))


def _words_of(vacant: Sequence[Unheld], home: str) -> list[str]:
    return [each.words for each in vacant if (each.post.organisation or NO_ORGANISATION) == home]


def _people(listing: Listing, shown: Sequence[Listed], page: int) -> Iterator[Piece]:
    heading = None
    for each in shown:
        if each.heading != heading:
            heading = each.heading
            yield Piece(bold(clipped(heading, 150)), is_small=True)
        text = join(NEW_LINE, (bold(clipped(each.person.name, 150)), clipped(each.says, 500)))
        yield Piece(text, accessory=_edit(listing, each, page))


def _edit(listing: Listing, line: Listed, page: int) -> Block | None:
    """None as well for a leaver whose name somebody else bears now: a name would mean the other."""
    name = line.person.name
    button = Open(Panel.PERSON, name, page)
    is_meant = person_called(listing.visit.book, name, listing.visit.today) is line.person
    if not listing.may_change or not is_meant or not fits(button):
        return None
    return blocks.button("Edit", button, "csp_edit_person", said=f"Edit {name}")


def _steps(listing: Listing) -> Iterator[Block]:
    """The buttons of somebody who coordinates and is not listed."""
    account = listing.visit.actor.account
    if not listing.may_change or listing.visit.actor.name is not None or account is None:
        return
    yield blocks.actions([first_steps.add_yourself()])
    if asks := list(_questions(listing.questions, account)):
        yield blocks.actions(asks)


def _questions(questions: Sequence[str], account: Account) -> Iterator[Block]:
    for number, question in enumerate(questions, 1):
        ask = Ask(Kind.CHOOSE, Shown(question, account))
        if fits(ask):
            yield blocks.button(question, ask, f"csp_choose_{number}")


def _whereabouts(people: Sequence[Listed], page: int) -> Iterator[Block]:
    if len(people) > PAGE_SIZE:
        first = (page - 1) * PAGE_SIZE + 1
        yield blocks.context(Mrkdwn(f"People {first} to {min(first + PAGE_SIZE - 1, len(people))} of {len(people)}"))


def _controls(listing: Listing, people: Sequence[Listed], page: int) -> Iterator[Block]:
    elements = [*_paging(people, page), *(_changing(page) if listing.may_change else ())]
    yield from [blocks.actions(elements)] if elements else []


def _paging(people: Sequence[Listed], page: int) -> Iterator[Block]:
    if page > 1:
        yield blocks.button("Earlier", Open(Panel.PEOPLE, page=page - 1), "csp_people_earlier")
    if page < pages(people):
        yield blocks.button("More", Open(Panel.PEOPLE, page=page + 1), "csp_people_more")


def _changing(page: int) -> Iterator[Block]:
    yield blocks.button("Add a person", Open(Panel.PERSON, page=page), "csp_add_person")
    yield blocks.button("Settings", Open(Panel.SETTINGS, page=page), "csp_settings")


def _small_print(listing: Listing) -> Block:
    return blocks.context(escape(f"As at {day_words(listing.visit.today)}"))


def _news(sentences: Sequence[str]) -> Piece:
    return Piece(join(NEW_LINE, (clipped(each, 500) for each in sentences)))


def _text(body: Sequence[Piece]) -> str:
    return read_aloud("\n".join(piece.text for piece in body))
