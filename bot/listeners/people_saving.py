"""Forms of the directory that were sent: what differs is kept in one transaction, or the form says what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from bot import failures, people_forms
from bot.desk import Act
from bot.listeners import home, modals, people_list
from bot.listeners.acknowledging import Acknowledgement
from bot.listeners.people_list import Reader
from bot.office import Office
from bot.people_forms import Behind
from bot.places import Origin
from bot.requests import Submission
from bot.sending import NotDelivered
from bot.views import forms, people
from bot.views.blocks import Message, text_with
from bot.views.forms import Form
from csp_core.book import Person
from csp_core.changes.results import NotPossible
from csp_core.changes.wording import said
from csp_core.people.deeds import AddPerson, NameLead, PeopleDeed, SetCoordinator, TakePost
from csp_core.people.entries import PersonEntry, deeds_for, entry_of, person_called
from csp_core.people.keeping import Against, DirectoryChanged, may_keep
from csp_core.people.listing import says_of
from csp_core.people.settings import settings_of
from csp_core.people.wording import sentences
from csp_core.permissions import NotAllowed, Visit, coordinators_of
from csp_core.work import Via

SAME = "That is what the directory holds already: change something, or press Cancel."
CALLED_OTHERWISE = "Nobody in the directory is called {name} any more: close this form and look again."
WHO_IS_IT = "Slack does not tell me who this is: choose a person, or try again in a minute."
NO_ORGANISATION = "Choose the organisation that they answer for."
NOTHING_BEGINS = "Nothing begins on this day: add a post or a lead, or leave this empty."
CHANGED_MEANWHILE = (
    "Somebody has changed this since you opened the form. Send it again if you want what stands in the fields."
)
THE_ONLY_ONE = "{name} is the only coordinator now; a second one could stand in."
BY_SETTINGS = "{name} goes on coordinating, because the settings of the bot name them."


@dataclass(frozen=True, slots=True)
class _Case:
    """A form that was sent, by whom, and the records that it meets."""

    office: Office
    sent: Submission
    behind: Behind
    act: Act
    visit: Visit

    @property
    def reader(self) -> Reader:
        return Reader(self.act.workspace, self.act.account)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What cannot be read in a field."""

    field: str
    sentence: str


def submit(office: Office, sent: Submission) -> Acknowledgement:
    """Any form of the directory. Nothing is half changed, and what was typed stays until it is taken."""
    behind = people_forms.behind_of(sent.view.behind)
    if behind is None:
        return modals.turned_into(modals.OUT_OF_DATE)
    act = Act(sent.workspace, sent.presser, Via.FORM, f"view {sent.view.id} {sent.view.hash}")
    case = _Case(office, sent, behind, act, office.desk.visit(act.workspace, act.account))
    return _settings(case) if sent.form == people_forms.SETTINGS else _person(case)


def _settings(case: _Case) -> Acknowledgement:
    """`about` is the plan year that the form showed."""
    year = case.behind.about
    before = settings_of(case.office.desk.library.database, case.visit.book.partnership_id, year)
    wanted = people_forms.wanted_settings(case.sent.view.filled, before)
    renewed = replace(case.behind, seen=people_forms.seen_version(before))
    form = people_forms.settings_form(before, year, renewed)
    return _kept(case, people_forms.settings_deeds(before, wanted, year), renewed, form)


def _person(case: _Case) -> Acknowledgement:
    visit, about = case.visit, case.behind.about
    person = person_called(visit.book, about, visit.today) if about else None
    if about and person is None:
        return modals.error_at(case.sent, people_forms.NAME, CALLED_OTHERWISE.format(name=about))
    wanted = _wanted(case, person)
    deeds = wanted if isinstance(wanted, _Fault) else _deeds(case, person, wanted)
    if isinstance(deeds, _Fault):
        return modals.error_at(case.sent, deeds.field, deeds.sentence)
    held = entry_of(visit.book, person, visit.today) if person else None
    renewed = replace(case.behind, seen=people_forms.seen_version(held) if held else "")
    says = says_of(visit.book, person, visit.today) if person else ""
    return _kept(case, deeds, renewed, people_forms.person_form(held, visit.book, renewed, says))


def _wanted(case: _Case, person: Person | None) -> PersonEntry | _Fault:
    account = _account(case, person)
    if isinstance(account, _Fault):
        return account
    wanted = people_forms.wanted_entry(case.sent.view.filled, case.visit.book, account)
    if wanted.is_lead and wanted.organisation is None:
        return _Fault(people_forms.ORGANISATION, NO_ORGANISATION)
    return wanted


def _account(case: _Case, person: Person | None) -> tuple[str, str] | _Fault | None:
    """The Slack user that was chosen, who may be of another workspace: Slack is asked about one who is new."""
    user = next(iter(case.sent.view.filled.get(people_forms.USER, ())), None)
    if user is None:
        return None
    known = [account for account in person.accounts if account[1] == user] if person else []
    if known:
        return known[0]
    member = case.office.desk.member(user)
    return (member.team, user) if member else _Fault(people_forms.USER, WHO_IS_IT)


def _deeds(case: _Case, person: Person | None, wanted: PersonEntry) -> tuple[PeopleDeed, ...] | _Fault:
    first_day = people_forms.day_in(case.sent.view.filled, people_forms.FIRST_DAY)
    deeds = deeds_for(case.visit, person, wanted, first_day)
    if first_day and not any(isinstance(deed, TakePost | NameLead) for deed in deeds):
        return _Fault(people_forms.FIRST_DAY, NOTHING_BEGINS)
    return deeds


def _kept(case: _Case, deeds: tuple[PeopleDeed, ...], now: Behind, form: Form) -> Acknowledgement:
    """`form` is the form as it would open now, with `now` behind it."""
    refusal = may_keep(case.visit.actor, case.visit.book.people)
    if isinstance(refusal, NotAllowed) and not deeds:
        return _nothing(refusal.sentence)
    if not deeds:
        return modals.error_at(case.sent, "", SAME)
    if now.seen != case.behind.seen and not isinstance(refusal, NotAllowed):
        return modals.turned_into(forms.modal(people_forms.as_filled(form, case.sent.view.filled, CHANGED_MEANWHILE)))
    result = case.office.desk.keep(deeds, case.act)
    if isinstance(result, DirectoryChanged):
        return _done(case, deeds)
    if isinstance(result, NotPossible):
        field = people_forms.field_of(result.deed) if isinstance(result, Against) else ""
        return modals.error_at(case.sent, field, result.sentence)
    return _nothing(said(result, ZoneInfo(case.visit.book.time_zone)).headline)


def _nothing(sentence: str) -> Acknowledgement:
    return modals.turned_into(forms.notice("Nothing was changed", (sentence,)))


def _done(case: _Case, deeds: tuple[PeopleDeed, ...]) -> Acknowledgement:
    """A form that was opened from a message closes, and the message follows; one from a modal becomes the list."""
    case.office.workers.take(lambda: home.show(case.office, case.act.workspace, case.act.account))
    after = case.office.desk.visit(case.act.workspace, case.act.account)
    news = (*sentences(deeds), *_remarks(case, deeds, after))
    origin = case.behind.origin
    if origin is None:
        return modals.turned_into(people_list.page_modal(case.office.desk, case.reader, case.behind.page, news))
    case.office.workers.take(lambda: _follow(case, origin, _confirmation(case, deeds, after, news)))
    return {}


def _remarks(case: _Case, deeds: tuple[PeopleDeed, ...], after: Visit) -> Iterator[str]:
    """What a coordinator should know who takes coordination away."""
    left = coordinators_of(after.book.people)
    if len(left) == 1 < len(coordinators_of(case.visit.book.people)):
        yield THE_ONLY_ONE.format(name=left[0])
    for deed in deeds:
        if isinstance(deed, SetCoordinator) and not deed.is_coordinator and _is_named_by_settings(case, deed, after):
            yield BY_SETTINGS.format(name=deed.person)


def _is_named_by_settings(case: _Case, deed: SetCoordinator, after: Visit) -> bool:
    own = (account for person in after.book.people if person.name == deed.person for account in person.accounts)
    return any(user in case.office.desk.first_coordinators and team in after.book.workspaces for team, user in own)


def _confirmation(case: _Case, deeds: tuple[PeopleDeed, ...], after: Visit, news: tuple[str, ...]) -> Message:
    """The first person in the directory is shown what may follow."""
    message = people.saved(news)
    is_first = len(after.book.people) == 1 and any(isinstance(deed, AddPerson) for deed in deeds)
    shown = message["blocks"]
    if not is_first or not isinstance(shown, list):
        return message
    questions = people_list.questions_for(case.office.desk, case.reader)
    more = people.next_steps(case.act.account, questions)
    return {"text": text_with(message, more), "blocks": [*shown, *more]}


def _follow(case: _Case, origin: Origin, confirmation: Message) -> None:
    """Says what was changed, and shows the list anew. When that fails the records are right all the same."""
    try:
        case.office.sender.reply(origin, confirmation)
        if case.behind.page:
            page = people_list.page_message(case.office.desk, case.reader, case.behind.page)
            case.office.sender.replace(origin, page)
    except (SlackApiError, NotDelivered, OSError) as error:
        failures.record(error)
