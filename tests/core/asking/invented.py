"""An invented partnership as frozen values, small enough to know by heart; owners are posts, never people."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from csp_core.answering.answering import answer
from csp_core.answering.answers import Answer
from csp_core.answering.enquiry import Enquiry
from csp_core.asking.filters import Filters
from csp_core.asking.questions import Question
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import Vocabulary, vocabulary_of
from csp_core.assistant import measures_needed
from csp_core.book import (
    Action,
    Book,
    Change,
    Direction,
    Figure,
    Grant,
    Holding,
    Measure,
    Organisation,
    Person,
    Plan,
    Post,
    Precision,
    Priority,
    Progress,
    StatedOutcome,
    Statement,
    Status,
    Visibility,
)
from csp_core.permissions import COORDINATOR, Actor, Audience, Enquirer

# A Wednesday, in the third quarter of the financial year 2026/27.
TODAY = date(2026, 10, 14)
YEAR = "2026-27"
SPACE = UUID("6c7f1f5e-0000-4000-8000-000000000001")

WDC, MCC = "Westmere District Council", "Marshire County Council"
POLICE, FIRE = "Marshire Police", "Marshire Fire and Rescue Service"
PROBATION, HAVEN = "National Probation Service", "Haven House"
ASB, DA, VIOLENCE = "Anti-Social Behaviour", "Domestic Abuse", "Violent Crime"
DRUGS, ROADS = "Substance Misuse", "Road Safety"

OPEN = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS})


def filters(**given: Any) -> Filters:
    """Filters on the current plan."""
    return Filters(**{"year": YEAR, **given})


def action(ref: str, title: str, **given: Any) -> Action:
    """An action of the current plan: not started, without owner and date unless they are given."""
    return Action(**{"id": uuid5(SPACE, ref), "ref": ref, "title": title, "year": YEAR, **given})


def plan(*actions: Action, **given: Any) -> Plan:
    """The plan of 2026-27 with these actions."""
    known = {"year": YEAR, "first_day": date(2026, 4, 1), "last_day": date(2027, 3, 31), "actions": actions}
    return Plan(**{**known, **given})


def book_of(*plans: Plan, **given: Any) -> Book:
    """A book of Westmere with these plans and nothing else."""
    known = {
        "partnership_id": SPACE, "name": "Westmere Community Safety Partnership", "area": "Westmere",
        "time_zone": "Europe/London", "revision": 1, "plans": plans,
    }  # fmt: skip
    return Book(**{**known, **given})


def figure(measure: str, value: float | None = None, **given: Any) -> Figure:
    """A figure of Westmere for the year to June 2026."""
    known = {"area": "Westmere", "period_from": date(2025, 7, 1), "period_to": date(2026, 6, 30), "value": value}
    return Figure(**{"measure": measure, **known, **given})


def enquirer(actor: Actor = COORDINATOR, audience: Audience = Audience.PRIVATE, today: date = TODAY) -> Enquirer:
    return Enquirer(actor, audience, today)


def reading(text: str, of: Vocabulary | None = None, today: date = TODAY) -> Question:
    """What a text asks of Westmere, on its day."""
    return read(text, of or WESTMERE_WORDS, today)


def asked(text: str, book: Book | None = None, figures: tuple[Figure, ...] | None = None, **given: Any) -> Answer:
    """The answer to a text: of Westmere unless another book is given."""
    known = book or WESTMERE
    words = vocabulary_of(book) if book else WESTMERE_WORDS
    who = enquirer(**given)
    question = read(text, words, who.today)
    needed = measures_needed(question, known)
    held = FIGURES if figures is None else figures
    return answer(question, Enquiry(known, tuple(f for f in held if f.measure in needed), who))


def told(question: Question, book: Book | None = None, figures: tuple[Figure, ...] = (), **given: Any) -> Answer:
    """The answer to a question that was read already."""
    return answer(question, Enquiry(book or WESTMERE, figures, enquirer(**given)))


_ACTIONS = (
    action(
        "ASB-1", "Joint patrols in Mill Road car park", priority=ASB, lead=POLICE, owner="Neighbourhood Inspector",
        partners=(WDC,), due=date(2026, 9, 30), due_precision=Precision.MONTH, status=Status.IN_PROGRESS,
        progress=(Progress(date(2026, 9, 1), "two of six patrols held"),),
    ),
    action(
        "ASB-2", "Leaflet on reporting noise", priority=ASB, lead=WDC, owner="Community Safety Manager",
        due=date(2026, 11, 20), due_precision=Precision.DAY, original_due=date(2026, 6, 30), moves=2,
    ),
    action(
        "ASB-3", "Clear needle finds in the parks", priority=ASB, lead=WDC, partners=(MCC, POLICE),
        due=date(2026, 12, 31), due_precision=Precision.QUARTER,
    ),
    action(
        "ASB-10", "Nuisance bikes warnings and seizures", priority=ASB, lead=POLICE, owner="Roads Policing Sergeant",
        status=Status.COMPLETED, completed_on=date(2026, 8, 12), due=date(2026, 8, 31),
    ),
    action(
        "DA-1", "IDVA training for front desk staff", priority=DA, lead=MCC, owner="Domestic Abuse Coordinator",
        partners=(WDC, HAVEN), due=date(2026, 7, 10), due_precision=Precision.DAY, status_as_written="Red",
    ),
    action(
        "DA-2", "Training for GP practices on referral", priority=DA, lead=HAVEN, owner="Domestic Abuse Coordinator",
        due=date(2027, 3, 31), due_precision=Precision.YEAR, status=Status.IN_PROGRESS, status_as_written="Amber",
    ),
    action(
        "DA-3", "Awareness campaign for the winter", priority=DA, lead=MCC, partners=(POLICE,),
        due=date(2026, 12, 14), status=Status.IN_PROGRESS, status_as_written="Amber",
    ),
    action(
        "VC-1", "Knife crime lessons in schools", priority=VIOLENCE, lead=POLICE, owner="Neighbourhood Inspector",
        partners=(MCC,), status=Status.CARRIED_FORWARD,
    ),
    action(
        "VC-2", "Robbery awareness for students", priority=VIOLENCE, lead=POLICE, status=Status.CANCELLED,
        due=date(2026, 5, 31),
    ),
    action(
        "SM-1", "Advice on new psychoactive substances", priority=DRUGS, lead=MCC, due=date(2026, 10, 30),
        description="Short talks for shops and door staff.",
    ),
    action(
        "SM-2", "Treatment places for people on probation", priority=DRUGS, lead=PROBATION, partners=(MCC,),
        due=date(2026, 10, 31), due_precision=Precision.MONTH, status=Status.IN_PROGRESS, awaiting_sign_off=True,
    ),
    action(
        "RS-1", "Speed watch kit for two villages", priority=ROADS, lead=POLICE, owner="Roads Policing Sergeant",
        partners=(FIRE,), due=date(2026, 10, 1), due_precision=Precision.DAY,
    ),
    action("RS-2", "Drink driving checks in December", priority=ROADS, lead=POLICE, due=date(2026, 12, 24)),
    action("RS-3", "Young drivers awareness day", priority=ROADS, lead=FIRE, due_as_written="ongoing"),
)  # fmt: skip

_EARLIER = Plan(
    "2025-26",
    date(2025, 4, 1),
    date(2026, 3, 31),
    source="Westmere plan 2025-26, page 3",
    note="The order of the priorities is that of the printed plan.",
    priorities=(Priority(ASB), Priority(DA)),
    outcomes=(
        StatedOutcome("agreed", 20, "20 actions were agreed", "Annual report, page 2"),
        StatedOutcome("completed", 14, "14 were completed", "Annual report, page 2"),
        StatedOutcome("ongoing", 5, "5 go on", "Annual report, page 2", note="Ongoing is not explained."),
    ),
)

ALL_CRIME, ASB_POLICE, ASB_COUNCIL = "All crime", "ASB reported to Marshire Police", "ASB reported to the council"
DA_INCIDENTS, DA_REPEAT = "Domestic abuse incidents", "Repeat domestic abuse incidents"
BURGLARY, FEELING_SAFE, KSI = "Residential burglary", "Feeling safe after dark", "People killed or seriously injured"

_MEASURES = (
    Measure(ALL_CRIME, unit="offences", direction=Direction.DOWN, areas=("Westmere", "Marshire average")),
    Measure(ASB_POLICE, unit="incidents", areas=("Westmere",)),
    Measure(ASB_COUNCIL, unit="reports", areas=("Westmere",), note="Includes noise and fly-tipping."),
    Measure(DA_INCIDENTS, aliases=("DA incidents",), unit="incidents", areas=("Westmere",)),
    Measure(
        DA_REPEAT, unit="incidents", definition="a second incident within twelve months", areas=("Westmere",),
    ),
    Measure(BURGLARY, aliases=("burglary",), unit="offences", direction=Direction.DOWN, areas=("Westmere", "Eastmere")),
    Measure(FEELING_SAFE, aliases=("fear of crime",), unit="%", direction=Direction.UP, areas=("Westmere",)),
    Measure(KSI, aliases=("KSI",), unit="people", direction=Direction.DOWN, areas=("Westmere",)),
)  # fmt: skip

# Burglary: two years of Westmere, one of Eastmere; crime as changes only; KSI for partners; one series not available.
FIGURES = (
    figure(ALL_CRIME, change=400, change_percent=3.9, publisher="the partnership", source="Annual report, page 5"),
    figure(ALL_CRIME, area="Marshire average", change_percent=3.7, source="Annual report, page 5"),
    figure(ASB_POLICE, change=-811, publisher="Marshire Police", source="Annual report, page 6"),
    figure(ASB_COUNCIL, change=581, publisher=WDC, source="Annual report, page 6"),
    figure(DA_INCIDENTS, 2894, source="Annual report, page 7"),
    figure(DA_REPEAT, 710, source="Annual report, page 7"),
    figure(BURGLARY, 400, source="Open data", period_from=date(2024, 7, 1), period_to=date(2025, 6, 30)),
    figure(BURGLARY, 431, source="Open data", published=date(2026, 9, 3), corrects=True),
    figure(BURGLARY, 212, area="Eastmere", source="Open data"),
    figure(FEELING_SAFE, note="The survey was not held."),
    figure(KSI, 37, visibility=Visibility.PARTNER, source="Collision returns"),
)

WESTMERE = book_of(
    _EARLIER,
    plan(
        *_ACTIONS,
        priorities=(
            Priority(ASB, aliases=("nuisance",)),
            Priority(DA),
            Priority(VIOLENCE),
            Priority(DRUGS),
            Priority(ROADS, note="New this year."),
        ),
        grants=(
            Grant(
                "Safer Streets grant", 52_500, "GBP", funder="the commissioner", source="Grant letter, page 1",
                note="Shares are not stated.",
            ),
        ),
        statements=(
            Statement("Community fund", "Local groups may bid for the community fund.", "Plan, page 9", ("bid",)),
            Statement("Dispersal orders", "Three dispersal orders were made.", "Plan, page 4", ("dispersal order",)),
        ),
    ),
    organisations=(
        Organisation(WDC, "WDC"),
        Organisation(MCC, "MCC"),
        Organisation(POLICE),
        Organisation(FIRE, "MFRS"),
        Organisation("Marshire Rehabilitation Company", "MRC", last_day=date(2026, 6, 25), successor=PROBATION),
        Organisation(PROBATION, "NPS"),
        Organisation(HAVEN),
    ),
    posts=(
        Post("Community Safety Manager", WDC, holdings=(Holding("the first holder", last_day=date(2026, 8, 31)),
             Holding("the second holder", date(2026, 9, 1)))),
        Post("Neighbourhood Inspector", POLICE),
        Post("Roads Policing Sergeant", POLICE),
        Post("Domestic Abuse Coordinator", MCC, aliases=("DA lead",)),
    ),
    people=(Person("the second holder", WDC, is_coordinator=False, accounts=(("T1", "U1"),)),),
    measures=_MEASURES,
    changes=(
        Change(date(2026, 9, 30), "ASB-2", "deadline", "deadline moved to 20 November 2026"),
        Change(date(2026, 10, 9), "DA-2", "progress", "half of the practices trained"),
        Change(date(2026, 10, 12), "ASB-1", "progress", "two of six patrols held"),
        Change(date(2026, 10, 13), "ASB-1", "owner", "handed over to the Neighbourhood Inspector"),
    ),
)  # fmt: skip

WESTMERE_WORDS = vocabulary_of(WESTMERE)
