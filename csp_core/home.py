"""What the Home shows to one person: what they are to do, how the plan stands, what changed, the latest figures.

    home_of(visit, figures)         # Home, or Outside for somebody who may not read the plan

Pure: an answer that nobody had to ask for, from the same records and rules as every other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from csp_core.answering.actions import lines_of
from csp_core.answering.answers import ActionLine, Answer, FigureLine
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.figure_lines import figures_answer, newest
from csp_core.answering.progress import tell_progress
from csp_core.asking.filters import Filters
from csp_core.asking.general import general
from csp_core.asking.questions import AskProgress
from csp_core.book import Action, Figure
from csp_core.news import News, news_of
from csp_core.permissions import (
    Actor,
    Audience,
    Enquirer,
    NotAllowed,
    Role,
    Standing,
    Visit,
    coordinators_of,
    may_read,
    standing_of,
)

DUE_SOON = timedelta(days=14)
OFTEN = 2
"""More moves of a deadline than this are often."""


@dataclass(frozen=True, slots=True)
class Mine:
    """The open actions that somebody owns by post, as its deputy or in person, or leads for: overdue, due within
    fourteen days, and the rest. What they have reported done is among the rest: it waits for others."""

    overdue: tuple[ActionLine, ...]
    soon: tuple[ActionLine, ...]
    rest: tuple[ActionLine, ...]

    @property
    def all(self) -> tuple[ActionLine, ...]:
        return (*self.overdue, *self.soon, *self.rest)


@dataclass(frozen=True, slots=True)
class Team:
    """Somebody's organisation: the open actions that it leads and that are not theirs, the most urgent first, and
    how many of all that it leads can be confirmed as still on track."""

    name: str
    others: tuple[ActionLine, ...]
    on_track: int


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What a coordinator looks after, among the open actions: those that await sign-off, that no post or person owns
    ("All" and "All reps" are nobody), that have no date, and whose date was moved more than twice.

    `reminders` are sentences on the reminders and their last post.
    """

    awaiting: tuple[ActionLine, ...]
    unowned: tuple[ActionLine, ...]
    undated: tuple[ActionLine, ...]
    moved: tuple[ActionLine, ...]
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What is still to do before the directory serves: whom it names as coordinators, whether it knows this person."""

    coordinators: tuple[str, ...]
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Home:
    """All that one person's Home holds. `mine` and `team` are for people of the directory, `upkeep` and `first_run`
    for coordinators; `in_danger` says where somebody in danger turns to."""

    visit: Visit
    mine: Mine | None
    team: Team | None
    upkeep: Upkeep | None
    first_run: FirstRun | None
    progress: Answer
    news: tuple[News, ...]
    figures: tuple[FigureLine, ...]
    in_danger: str


@dataclass(frozen=True, slots=True)
class Outside:
    """For somebody who may not read the plan: whose it is, and where else to turn to."""

    visit: Visit
    signposts: tuple[str, ...]


def home_of(visit: Visit, figures: Iterable[Figure]) -> Home | Outside:
    """The Home of a person on a day; `figures` are those of all measures, of which only what they may see is kept."""
    if isinstance(may_read(visit.actor, visit.book), NotAllowed):
        return Outside(visit, _signposts())
    enquiry = Enquiry(visit.book, tuple(figures), Enquirer(visit.actor, Audience.PRIVATE, visit.today))
    opened = [action for action in _actions(visit) if action.is_open]
    own = [action for action in opened if _is_own(visit.actor, action)]
    return Home(
        visit=visit,
        mine=_mine(own, visit.today) if visit.actor.role is not Role.STRANGER else None,
        team=_team(opened, own, visit),
        upkeep=_upkeep(opened, visit.today) if visit.actor.role is Role.COORDINATOR else None,
        first_run=_first_run(visit),
        progress=tell_progress(AskProgress(Filters(year=_year(visit))), enquiry),
        news=news_of(visit.book, visit.today),
        figures=figures_answer(_latest(enquiry), enquiry, "").figures,
        in_danger=_signposts()[0],
    )


def _actions(visit: Visit) -> tuple[Action, ...]:
    plan = visit.book.current_plan(visit.today)
    return plan.actions if plan else ()


def _year(visit: Visit) -> str | None:
    plan = visit.book.current_plan(visit.today)
    return plan.year if plan else None


def _is_own(actor: Actor, action: Action) -> bool:
    """What somebody is to an action besides being a coordinator."""
    return standing_of(replace(actor, role=Role.PARTNER), action) is Standing.OWNER


def _mine(own: Sequence[Action], today: date) -> Mine:
    waiting = [action for action in own if action.awaiting_sign_off]
    to_do = [action for action in own if not action.awaiting_sign_off]
    overdue = [action for action in to_do if action.is_overdue(today)]
    soon = [action for action in to_do if _is_soon(action, today)]
    later = [action for action in to_do if not action.is_overdue(today) and not _is_soon(action, today)]
    return Mine(_lines(overdue, today), _lines(soon, today), (*_lines(later, today), *_lines(waiting, today)))


def _is_soon(action: Action, today: date) -> bool:
    return action.due is not None and today <= action.due <= today + DUE_SOON


def _team(opened: Sequence[Action], own: Sequence[Action], visit: Visit) -> Team | None:
    name, known = visit.actor.organisation, {action.id for action in own}
    led = [action for action in opened if action.lead == name]
    if name is None or not led:
        return None
    others = _lines((action for action in led if action.id not in known), visit.today)
    return Team(name, others, sum(not action.awaiting_sign_off for action in led))


def _upkeep(opened: Sequence[Action], today: date) -> Upkeep:
    return Upkeep(
        awaiting=_lines((action for action in opened if action.awaiting_sign_off), today),
        unowned=_lines((action for action in opened if action.owner is None), today),
        undated=_lines((action for action in opened if action.due is None), today),
        moved=_lines((action for action in opened if action.moves > OFTEN), today),
    )


def _lines(actions: Iterable[Action], today: date) -> tuple[ActionLine, ...]:
    """The earliest deadline first, those without one last."""
    return lines_of(sorted(actions, key=lambda action: action.due or date.max), today)


def _first_run(visit: Visit) -> FirstRun | None:
    """Until somebody coordinates by the directory and this coordinator is in it."""
    coordinators, is_linked = coordinators_of(visit.book.people), visit.actor.person_id is not None
    if visit.actor.role is not Role.COORDINATOR or (coordinators and is_linked):
        return None
    return FirstRun(coordinators, is_linked)


def _latest(enquiry: Enquiry) -> list[Figure]:
    """The newest figure of each measure for the own area, else of each area that is held; the newest period first,
    what has no number last."""
    latest = newest(figure for figure in enquiry.figures if enquiry.may_see(figure))
    own = {figure.measure for figure in latest if figure.area == enquiry.book.area}
    chosen = (figure for figure in latest if figure.area == enquiry.book.area or figure.measure not in own)
    return sorted(chosen, key=lambda figure: (_is_without_number(figure), -figure.period_to.toordinal()))


def _is_without_number(figure: Figure) -> bool:
    return figure.value is None and figure.change is None and figure.change_percent is None


def _signposts() -> tuple[str, ...]:
    """Where to turn to: first for somebody in danger, then for everything else that this bot cannot do."""
    known = general()
    return tuple(dict.fromkeys((known.danger.sentence, *known.signposts.values())))
