"""One thing about one action: its owner, partners, deadline or state; several that fit are asked back."""

from datetime import date

import pytest

from csp_core.answering.answers import Answer, Outcome
from csp_core.book import Holding, Post, Progress, Status
from tests.core.asking.invented import HAVEN, MCC, action, asked, book_of, plan


def said(text: str) -> Answer:
    answer = asked(text)
    assert answer.outcome is Outcome.ANSWERED
    return answer


LOOKUPS = [
    (
        "who owns ASB-1",
        "Owner of ASB-1 “Joint patrols in Mill Road car park”",
        "ASB-1 is owned by Neighbourhood Inspector. Marshire Police leads. Partners: Westmere District Council.",
    ),
    (
        "who owns ASB-2",
        "Owner of ASB-2 “Leaflet on reporting noise”",
        "ASB-2 is owned by Community Safety Manager (the second holder). Westmere District Council leads.",
    ),
    (
        "who owns ASB-3",
        "Owner of ASB-3 “Clear needle finds in the parks”",
        "ASB-3 has no owner recorded. Westmere District Council leads. "
        "Partners: Marshire County Council and Marshire Police.",
    ),
    (
        "who else is a partner on RS-3",
        "Partners of RS-3 “Young drivers awareness day”",
        "RS-3 has no partners recorded. RS-3 has no owner recorded. Marshire Fire and Rescue Service leads.",
    ),
    (
        "who else is a partner on RS-1",
        "Partners of RS-1 “Speed watch kit for two villages”",
        "Partners on RS-1: Marshire Fire and Rescue Service. RS-1 is owned by Roads Policing Sergeant. "
        "Marshire Police leads.",
    ),
    (
        "when is ASB-2 due",
        "Deadline of ASB-2 “Leaflet on reporting noise”",
        "ASB-2 is due 20 November 2026. That is in 37 days. The date was moved twice, first due 30 June 2026.",
    ),
    (
        "when is RS-1 due",
        "Deadline of RS-1 “Speed watch kit for two villages”",
        "RS-1 is due 1 October 2026. It is 13 days overdue.",
    ),
    (
        "when is RS-3 due",
        "Deadline of RS-3 “Young drivers awareness day”",
        "RS-3 has no deadline recorded (written: “ongoing”), so it is never counted as overdue.",
    ),
    (
        "when was ASB-10 due",
        "Deadline of ASB-10 “Nuisance bikes warnings and seizures”",
        "ASB-10 is due 31 August 2026. It is completed.",
    ),
    (
        "status of ASB-1",
        "Where it stands: ASB-1 “Joint patrols in Mill Road car park”",
        "ASB-1 is in progress. ASB-1 is due September 2026. It is 2 weeks overdue (14 days). "
        "Reported 1 September 2026: two of six patrols held.",
    ),
    (
        "is ASB-10 complete?",
        "Where it stands: ASB-10 “Nuisance bikes warnings and seizures”",
        "ASB-10 is completed. It was completed on 12 August 2026.",
    ),
    (
        "status of SM-2",
        "Where it stands: SM-2 “Treatment places for people on probation”",
        "SM-2 is in progress. It was reported done and awaits sign-off. SM-2 is due October 2026. That is in 17 days.",
    ),
    (
        "why is DA-1 late",
        "What is recorded of DA-1 “IDVA training for front desk staff”",
        "DA-1 is not started (written: “Red”). DA-1 is due 10 July 2026. It is 13 weeks overdue (96 days). "
        "No reason is recorded.",
    ),
    (
        "why is ASB-1 late",
        "What is recorded of ASB-1 “Joint patrols in Mill Road car park”",
        "ASB-1 is in progress. ASB-1 is due September 2026. It is 2 weeks overdue (14 days). "
        "Reported 1 September 2026: two of six patrols held.",
    ),
]


@pytest.mark.parametrize(("text", "understood", "told"), LOOKUPS, ids=[text for text, _, _ in LOOKUPS])
def test_one_action_is_told_of_in_whole_sentences(text: str, understood: str, told: str) -> None:
    answer = said(text)

    assert answer.understood == understood
    assert answer.paragraphs == (told,)
    assert len(answer.actions) == 1


def test_what_is_due_today_says_so() -> None:
    book = book_of(plan(action("A-1", "Patrols", due=date(2026, 10, 14))))

    assert asked("when is A-1 due", book).paragraphs == ("A-1 is due 14 October 2026. That is today.",)


def test_what_nobody_leads_says_so() -> None:
    book = book_of(plan(action("A-1", "Patrols")))

    assert asked("who owns A-1", book).paragraphs == ("A-1 has no owner recorded. No lead organisation is recorded.",)


def test_two_holders_of_one_post_are_both_named_and_a_former_one_is_not() -> None:
    holdings = (Holding("the first"), Holding("the second"), Holding("a former one", last_day=date(2026, 1, 1)))
    book = book_of(plan(action("A-1", "Patrols", owner="Warden")), posts=(Post("Warden", holdings=holdings),))

    assert asked("who owns A-1", book).paragraphs[0].startswith("A-1 is owned by Warden (the first and the second).")


def test_only_the_last_two_reports_are_told_in_words_or_per_cent() -> None:
    reports = (
        Progress(date(2026, 6, 1), "begun"),
        Progress(date(2026, 7, 1), percent=40),
        Progress(date(2026, 8, 1), "stuck"),
    )
    book = book_of(plan(action("A-1", "Patrols", status=Status.CARRIED_FORWARD, progress=reports)))

    told = asked("status of A-1", book).paragraphs[0]

    assert told == "A-1 is carried forward. Reported 1 July 2026: 40 %. Reported 1 August 2026: stuck."


def test_several_that_fit_alike_are_asked_back_with_whole_questions() -> None:
    answer = asked("who owns the training action?")

    assert answer.outcome is Outcome.CHOOSE
    assert answer.choices == ("who owns DA-1?", "who owns DA-2?")
    assert [asked(choice).outcome for choice in answer.choices] == [Outcome.ANSWERED] * 2


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("when is the training due", ("when is DA-1 due?", "when is DA-2 due?")),
        ("who else is a partner on the training", ("who else is a partner on DA-1?", "who else is a partner on DA-2?")),
        ("why is the training late", ("why is DA-1 late?", "why is DA-2 late?")),
    ],
)
def test_what_is_asked_back_keeps_what_was_asked(text: str, choices: tuple[str, ...]) -> None:
    answer = asked(text)

    assert answer.outcome is Outcome.CHOOSE
    assert answer.choices == choices


def test_the_state_of_several_is_simply_listed() -> None:
    answer = said("whats happening with the training")

    assert [line.action.ref for line in answer.actions] == ["DA-1", "DA-2"]


def test_two_refs_are_both_told() -> None:
    answer = said("who owns DA-1 and DA-2")

    assert [line.action.lead for line in answer.actions] == [MCC, HAVEN]
    assert len(answer.paragraphs) == 2


def test_what_no_action_holds_is_not_found() -> None:
    answer = asked("who owns the unicorn parade")

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert answer.actions == ()
