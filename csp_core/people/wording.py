"""What came of a change of the directory, in the sentences that a coordinator reads."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from csp_core.answering.phrases import day_words
from csp_core.people.deeds import (
    AddPerson,
    AddPost,
    EndLead,
    Leave,
    LeavePost,
    LinkAccount,
    NameLead,
    PeopleDeed,
    Rename,
    SetCoordinator,
    SetOrganisation,
    SetReading,
    SetSignOff,
    Stay,
    TakePost,
    UnlinkAccount,
)


def sentences(deeds: Sequence[PeopleDeed]) -> tuple[str, ...]:
    """One sentence a deed, in their order."""
    return tuple(_said(deed) for deed in deeds)


def _said(deed: PeopleDeed) -> str:
    match deed:
        case TakePost():
            what = "is deputy for" if deed.is_deputy else "holds"
            return f"{deed.person} {what} the post {deed.post}{_days(deed.first_day, deed.last_day)}."
        case LeavePost():
            what = "is no longer deputy for" if deed.is_deputy else "no longer holds"
            return f"{deed.person} {what} the post {deed.post} (last day {day_words(deed.last_day)})."
        case NameLead():
            return f"{deed.person} is a named lead of {deed.organisation}{_days(deed.first_day, deed.last_day)}."
        case EndLead():
            return f"{deed.person} is no longer a named lead of {deed.organisation}."
        case AddPost():
            return f"There is a post {deed.post} now."
        case SetReading() | SetSignOff():
            return _set(deed)
        case _:
            return _of_a_person(deed)


_OfAPerson = AddPerson | Rename | SetOrganisation | LinkAccount | UnlinkAccount | Leave | Stay | SetCoordinator


def _of_a_person(deed: _OfAPerson) -> str:
    match deed:
        case AddPerson():
            return f"{deed.person} is in the directory now{f', at {deed.organisation}' if deed.organisation else ''}."
        case Rename():
            return f"{deed.person} is called {deed.name} now."
        case SetOrganisation():
            home = f"at {deed.organisation}" if deed.organisation else "without an organisation"
            return f"{deed.person} is {home} now."
        case LinkAccount():
            return f"{deed.person} is linked to Slack."
        case UnlinkAccount():
            return "The Slack user who was linked before is unlinked."
        case Leave():
            return f"The last day of {deed.person} is {day_words(deed.last_day)}."
        case Stay():
            return f"{deed.person} stays; no last day is recorded any more."
        case SetCoordinator():
            return f"{deed.person} {'is a coordinator now' if deed.is_coordinator else 'is no longer a coordinator'}."
        case _:
            assert_never(deed)


def _set(deed: SetReading | SetSignOff) -> str:
    if isinstance(deed, SetReading):
        return f"The plan may be read by {EVERY_MEMBER if deed.is_open else 'people of the directory only'}."
    where = f" in {deed.year}" if deed.year else ""
    waits = "waits until a coordinator accepts it" if deed.is_wanted else "counts as completed at once"
    return f"What an owner reports done{where} {waits}."


EVERY_MEMBER = "every full member of this workspace"


def _days(first: date | None, last: date | None) -> str:
    return "".join(_bounds(first, last))


def _bounds(first: date | None, last: date | None) -> Iterator[str]:
    if first:
        yield f" from {day_words(first)}"
    if last:
        yield f" until {day_words(last)}"
