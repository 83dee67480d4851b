"""The Home as Slack shows it: calm, scanned from the top, and complete: what is not seen is counted and can be opened.

view(home_of(visit, figures), GoHome())
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from bot.views import blocks, controls
from bot.views.answers import action_text
from bot.views.blocks import Block
from bot.views.buttons import Do, Fill, GoHome, Open, Panel, Shown, fits, value_of
from bot.views.first_steps import EXAMPLE, Progress, in_the_home
from bot.views.home_lists import Listing, Part, listed
from bot.views.mrkdwn import DOT, NEW_LINE, NOTHING, Mrkdwn, bold, clipped, escape, join
from bot.views.pages import packed
from bot.views.whom import a_coordinator
from csp_core.answering.answers import ActionLine, FigureLine, SummaryRow
from csp_core.answering.phrases import day_words, sentence_case
from csp_core.changes.deeds import ConfirmOnTrack, seen
from csp_core.changes.offering import offered
from csp_core.home import FirstRun, Home, Mine, Outside, Team, Upkeep
from csp_core.news import News, Subject
from csp_core.permissions import CANNOT_READ, Actor, Deed, Role

FIRST_FEW = 5
FIRST_FIGURES = 3
FIRST_PRIORITIES = 12
MOST_SUBJECTS = 3
MOST_REMARK = 390
MOST_REMINDER = 900
MY_OPEN_ACTIONS = "my open actions"
NOT_IN_THE_DIRECTORY = "You are not in the directory; {who} can add you"
NOTHING_IS_MINE = "You own no open action."
IF_THAT_IS_WRONG = "If that is wrong, ask {who} to check your posts in the directory."
NOTHING_YET = "The plan holds no actions yet."
Show = Callable[[Sequence[ActionLine]], Iterator[Block]]


def view(home: Home | Outside, at: GoHome, by_settings: frozenset[str] = frozenset()) -> Block:
    """The Home, with one list of it open where `at` names one that is there. `by_settings` are the Slack ids of the
    coordinators whom the settings name, to turn to where the directory names none."""
    who = a_coordinator(home.visit.book, by_settings)
    shown = _outside(home, who) if isinstance(home, Outside) else _home(home, who, at)
    return {"type": "home", "blocks": list(shown), "private_metadata": value_of(at)}


def sorry(sentence: str) -> Block:
    """Why there is nothing to show."""
    return {"type": "home", "blocks": [blocks.section(clipped(sentence, blocks.MOST_SECTION))]}


def _outside(outside: Outside, who: Mrkdwn) -> Iterator[Block]:
    partnership = outside.visit.book.name
    yield blocks.header(partnership)
    yield blocks.section(clipped(f"I answer questions about the plan of {partnership}.", blocks.MOST_SECTION))
    yield blocks.section(Mrkdwn(CANNOT_READ.format(who=who)))
    yield blocks.header("Where to turn to")
    yield from (blocks.section(escape(sentence)) for sentence in outside.signposts)


def _home(home: Home, who: Mrkdwn, at: GoHome) -> Iterator[Block]:
    actor = home.visit.actor
    yield blocks.header(home.visit.book.name)
    yield blocks.context(join(DOT, (_as_whom(actor, who), escape(f"As at {day_words(home.visit.today)}"))))
    yield from in_the_home(_progress(home.first_run)) if home.first_run else ()
    yield from _actions(home, home.mine, who, at) if home.mine else ()
    yield from _upkeep(home.upkeep, actor, at) if home.upkeep else ()
    yield from _plan(home, at)
    yield blocks.divider()
    yield blocks.context(escape(f"Ask me anything about the plan in the Messages tab, for example “{EXAMPLE}”."))
    yield blocks.context(escape(home.in_danger))


def _as_whom(actor: Actor, who: Mrkdwn) -> Mrkdwn:
    """Somebody as the directory knows them: it decides what is theirs, so that it is said."""
    if actor.role is Role.STRANGER:
        return Mrkdwn(NOT_IN_THE_DIRECTORY.format(who=who))
    names = ", ".join(name for name in dict.fromkeys((actor.name, *actor.posts, actor.organisation)) if name)
    coordinates = "you coordinate the partnership" if actor.role is Role.COORDINATOR else ""
    said = "; ".join(filter(None, (f"you are here as {names}" if names else "", coordinates)))
    return clipped(sentence_case(said), 900)


def _progress(first_run: FirstRun) -> Progress:
    return Progress(first_run.is_linked, bool(first_run.coordinators))


def _actions(home: Home, mine: Mine, who: Mrkdwn, at: GoHome) -> Iterator[Block]:
    actor, show = home.visit.actor, partial(_lines, home.visit.actor)
    yield blocks.header("My actions")
    if mine.all:
        yield from listed(Listing(Part.OVERDUE, "Overdue", mine.overdue, show, FIRST_FEW), at)
        yield from listed(Listing(Part.SOON, "Due in the next 14 days", mine.soon, show, FIRST_FEW), at)
        yield from listed(Listing(Part.REST, "The rest", mine.rest, show, FIRST_FEW), at)
    else:
        yield blocks.section(_nothing(actor, who))
    if home.team is not None and home.team.others:
        yield from listed(_of_team(home.team, show, is_all=not mine.all), at)
    buttons = [*_several(mine, actor), *_on_track(home.team)]
    yield from [blocks.actions(buttons)] if buttons else []


def _nothing(actor: Actor, who: Mrkdwn) -> Mrkdwn:
    """A coordinator who misses something can mend it."""
    mended = "" if actor.role is Role.COORDINATOR else IF_THAT_IS_WRONG.format(who=who)
    return join(Mrkdwn(" "), (escape(NOTHING_IS_MINE), Mrkdwn(mended)))


def _of_team(team: Team, show: Show, *, is_all: bool) -> Listing[ActionLine]:
    """Seen at once by those who have no action of their own."""
    name = f"Open actions of {team.name}" if is_all else f"Other open actions of {team.name}"
    return Listing(Part.TEAM, name, team.others, show, FIRST_FEW if is_all else 0)


def _lines(actor: Actor, lines: Sequence[ActionLine]) -> Iterator[Block]:
    yield from (blocks.section(action_text(line), controls.beside(line.action, actor, None)) for line in lines)


def _several(mine: Mine, actor: Actor) -> Iterator[Block]:
    changeable = [line.action for line in mine.all if offered(actor, line.action)]
    several = Fill(actions=seen(*changeable))
    if len(changeable) > 1 and actor.account is not None:
        if not fits(several):
            several = Fill(shown=Shown(MY_OPEN_ACTIONS, actor.account))
        yield blocks.button("Update several", several, "csp_several", said="Update several of my actions")


def _on_track(team: Team | None) -> Iterator[Block]:
    if team is not None and team.on_track:
        label = f"All of {team.name} still on track ({team.on_track})"
        yield blocks.button(label, Do(ConfirmOnTrack()), "csp_on_track")


def _upkeep(upkeep: Upkeep, actor: Actor, at: GoHome) -> Iterator[Block]:
    waiting, lines = partial(_waiting, actor), partial(_lines, actor)
    ownerless, dateless = partial(_lacking, Deed.REASSIGN, actor), partial(_lacking, Deed.MOVE_DEADLINE, actor)
    yield blocks.divider()
    yield blocks.header("For coordinators")
    yield from listed(Listing(Part.AWAITING, "Awaiting sign-off", upkeep.awaiting, waiting, FIRST_FEW), at)
    yield from listed(Listing(Part.UNOWNED, "Without an owner", upkeep.unowned, ownerless), at)
    yield from listed(Listing(Part.UNDATED, "Without a date", upkeep.undated, dateless), at)
    yield from listed(Listing(Part.MOVED, "Moved more than twice", upkeep.moved, lines), at)
    reminders = (clipped(sentence, MOST_REMINDER) for sentence in upkeep.reminders)
    yield from map(blocks.section, packed(reminders, NEW_LINE, blocks.MOST_SECTION))
    directory = blocks.button("Open the directory", Open(Panel.PEOPLE), "csp_people")
    yield blocks.actions([directory, blocks.button("Open reminders", Open(Panel.REMINDERS), "csp_reminders")])


def _waiting(actor: Actor, lines: Sequence[ActionLine]) -> Iterator[Block]:
    """With what its owner wrote, so that it can be judged here."""
    for line in lines:
        action = line.action
        note = Mrkdwn(f"“{clipped(action.evidence, 500)}”") if action.evidence else NOTHING
        link = clipped(action.link, 500) if action.link else NOTHING
        yield blocks.section(join(NEW_LINE, (action_text(line), note, link)))
        yield from filter(None, (controls.judging(action, actor, None),))


def _lacking(deed: Deed, actor: Actor, lines: Sequence[ActionLine]) -> Iterator[Block]:
    """With the button of the deed that gives an action what it lacks."""
    for line in lines:
        action = line.action
        label = controls.label_of(deed, action)
        button = blocks.button(label, Fill(deed, seen(action)), f"csp_{deed.value}", said=f"{label}: {action.ref}")
        yield blocks.section(action_text(line), button if deed in offered(actor, action) else None)


def _plan(home: Home, at: GoHome) -> Iterator[Block]:
    plan, progress = home.visit.book.current_plan(home.visit.today), home.progress
    yield blocks.divider()
    yield blocks.header(f"The plan {plan.year}" if plan else "The plan")
    yield blocks.section(escape(progress.headline or NOTHING_YET))
    if progress.summary:
        yield from listed(Listing(Part.PROGRESS, "Priorities", progress.summary, _rows, FIRST_PRIORITIES), at)
    yield from map(blocks.context, packed(map(escape, progress.notes), NEW_LINE, blocks.MOST_CONTEXT))
    yield from listed(Listing(Part.NEWS, "Changed in the last 7 days", home.news, _changes, FIRST_FEW), at)
    if home.figures:
        yield from listed(Listing(Part.FIGURES, "Latest figures", home.figures, _figures, FIRST_FIGURES), at)


def _rows(rows: Sequence[SummaryRow]) -> Iterator[Block]:
    said = (
        Mrkdwn(f"• {clipped(row.priority, 120)}: {row.completed} of {row.total} completed · {row.open} open · "
               f"{row.overdue} overdue")
        for row in rows
    )  # fmt: skip
    yield from map(blocks.section, packed(said, NEW_LINE, blocks.MOST_SECTION))


def _changes(news: Sequence[News]) -> Iterator[Block]:
    yield from map(blocks.section, packed(map(_change, news), NEW_LINE, blocks.MOST_SECTION))


def _change(news: News) -> Mrkdwn:
    named = join(Mrkdwn("; "), map(_subject, news.subjects[:MOST_SUBJECTS]))
    more = f"; and {len(news.subjects) - MOST_SUBJECTS} more" if len(news.subjects) > MOST_SUBJECTS else ""
    return Mrkdwn(f"• {named}{more}: {clipped(news.what, 200)} ({escape(day_words(news.on))})")


def _subject(subject: Subject) -> Mrkdwn:
    return join(Mrkdwn(" "), (bold(clipped(subject.ref, 60)), clipped(subject.title or "", 100)))


def _figures(figures: Sequence[FigureLine]) -> Iterator[Block]:
    """The sentence, its measure in bold where it begins with it, and below its remarks and its source."""
    for line in figures:
        name = line.figure.measure if line.says.startswith(line.figure.measure) else ""
        yield blocks.section(Mrkdwn(f"{bold(clipped(name, 300))}{clipped(line.says.removeprefix(name), 900)}"))
        remarks = (*line.notes, f"Source: {line.figure.source}" if line.figure.source else "")
        notes = join(NEW_LINE, (clipped(each, MOST_REMARK) for each in remarks))
        yield from [blocks.context(notes)] if notes else []
