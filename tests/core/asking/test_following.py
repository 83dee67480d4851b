"""A question that goes on from the one before, in the same conversation."""

from dataclasses import dataclass

import pytest

from csp_core.answering.answering import answer
from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.enquiry import Enquiry
from csp_core.asking.filters import Filters
from csp_core.asking.questions import (
    About,
    Ambiguous,
    AskAction,
    AskActions,
    AskChange,
    AskFigures,
    AskProgress,
    Aspect,
    Conversation,
    Question,
    Unread,
)
from csp_core.asking.reading import read
from csp_core.book import ChangeKind
from tests.core.asking.invented import (
    ASB,
    ASB_COUNCIL,
    ASB_POLICE,
    BURGLARY,
    DA,
    FIGURES,
    HAVEN,
    POLICE,
    TODAY,
    WESTMERE,
    WESTMERE_WORDS,
    enquirer,
)

ASB_REFS = ("ASB-1", "ASB-2", "ASB-3", "ASB-10")


@dataclass(frozen=True)
class Said:
    question: Question
    answer: Answer

    @property
    def filters(self) -> Filters:
        assert isinstance(self.question, AskActions | AskAction | AskProgress | AskChange)
        return self.question.filters

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(line.action.ref for line in self.answer.actions)


def talk(*texts: str) -> Said:
    """The last of several questions, each asked after the answer to the one before."""
    before = Conversation()
    said: Said | None = None
    for text in texts:
        question = read(text, WESTMERE_WORDS, TODAY, before)
        said = Said(question, answer(question, Enquiry(WESTMERE, FIGURES, enquirer())))
        before = Conversation(question, said.refs or before.refs, said.refs if len(said.refs) > 1 else before.listed)
    assert said is not None
    return said


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("who owns the second one?", "ASB-2"),
        ("and who's leading on the second one?", "ASB-2"),
        ("when is the first one due", "ASB-1"),
        ("what about the last one", "ASB-10"),
        ("who owns the bottom one", "ASB-10"),
        ("when is the 3rd one due", "ASB-3"),
        ("who owns the third action", "ASB-3"),
        ("status of the top one", "ASB-1"),
    ],
)
def test_an_ordinal_points_at_the_list_that_was_shown(text: str, ref: str) -> None:
    said = talk("asb actions", text)

    assert said.filters.refs == (ref,)


def test_an_ordinal_still_points_into_the_list_after_one_of_it_was_shown() -> None:
    said = talk("whats overdue", "who owns the second one", "and the first?")

    assert said.filters.refs == ("DA-1",)


@pytest.mark.parametrize(
    ("text", "refs"),
    [("when are the first two due", ("ASB-1", "ASB-2")), ("who owns the last two", ("ASB-3", "ASB-10"))],
)
def test_several_of_a_list_are_pointed_at_by_their_number(text: str, refs: tuple[str, ...]) -> None:
    assert talk("asb actions", text).filters.refs == refs


def test_done_alone_means_the_one_action_that_was_shown() -> None:
    said = talk("who owns DA-3", "done")

    assert said.question == AskChange(ChangeKind.COMPLETE, Filters("2026-27", refs=("DA-3",)))


def test_what_follows_another_kind_of_question_stands_alone() -> None:
    assert talk("how much funding do we have", "and road safety?").refs == ("RS-1", "RS-2", "RS-3")


def test_a_series_that_is_not_held_is_not_taken_for_the_one_before() -> None:
    assert talk("burglary figures", "and CSA").answer.outcome is Outcome.NOT_HELD


def test_a_pointing_word_that_asks_nothing_of_the_figures_stands_alone() -> None:
    assert isinstance(talk("burglary figures", "what is that").question, Unread)


def test_an_ordinal_beyond_the_list_points_at_nothing() -> None:
    said = talk("asb actions", "who owns the ninth one")

    assert said.refs == ()
    assert said.answer.outcome is not Outcome.ANSWERED


def test_an_ordinal_without_a_list_points_at_nothing() -> None:
    assert talk("who owns the second one?").answer.outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("when is it due", About.DEADLINE),
        ("who owns that", About.OWNER),
        ("who else is on it", About.PARTNERS),
        ("why is it late", About.WHY_LATE),
        ("is it done yet?", About.STATUS),
    ],
)
def test_it_is_the_one_action_that_was_shown(text: str, about: About) -> None:
    said = talk("tell me about DA-1", text)

    assert said.question == AskAction(about, Filters("2026-27", refs=("DA-1",)))


def test_it_asks_back_where_several_were_shown() -> None:
    said = talk("asb actions", "mark it as done")

    assert isinstance(said.question, Ambiguous)
    assert said.question.choices == tuple(f"mark {ref} as done" for ref in ASB_REFS)


def test_every_choice_of_a_pointing_word_is_a_whole_question() -> None:
    asked_back = talk("asb actions", "mark it as done").question

    assert isinstance(asked_back, Ambiguous)
    chosen = [talk(choice).question for choice in asked_back.choices]
    assert [question.filters.refs for question in chosen if isinstance(question, AskChange)] == [
        (ref,) for ref in ASB_REFS
    ]


def test_them_are_all_that_were_shown() -> None:
    said = talk("asb actions", "mark them all as done")

    assert said.question == AskChange(ChangeKind.COMPLETE, Filters("2026-27", refs=ASB_REFS), all_of_them=True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ok mark that one complete", ChangeKind.COMPLETE),
        ("mark it as done", ChangeKind.COMPLETE),
        ("cancel it", ChangeKind.CANCEL),
        ("reopen that", ChangeKind.REOPEN),
        ("push it back to 5 december", ChangeKind.MOVE_DEADLINE),
    ],
)
def test_a_change_may_point_at_the_action_that_was_shown(text: str, kind: ChangeKind) -> None:
    said = talk("who owns DA-3", text)

    assert isinstance(said.question, AskChange)
    assert (said.question.kind, said.question.filters.refs) == (kind, ("DA-3",))


def test_the_same_again_keeps_the_list_and_changes_a_part() -> None:
    said = talk("whats overdue", "same again but just the police ones")

    assert said.filters.overdue
    assert said.filters.organisations == (POLICE,)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("just the police ones", ("ASB-1", "ASB-3", "ASB-10")),
        ("not the police ones", ("ASB-2",)),
        ("only the open ones", ("ASB-1", "ASB-2", "ASB-3")),
        ("what about domestic abuse?", ("DA-1", "DA-2", "DA-3")),
        ("and overdue?", ("ASB-1",)),
        ("just the overdue ones", ("ASB-1",)),
    ],
)
def test_a_list_is_narrowed_or_turned(text: str, refs: tuple[str, ...]) -> None:
    assert talk("asb actions", text).refs == refs


def test_another_time_takes_the_place_of_overdue_and_the_other_way_round() -> None:
    later = talk("whats overdue for domestic abuse", "what about in december")
    late = talk("domestic abuse actions due in q4", "now overdue ones")

    assert later.filters.priorities == late.filters.priorities == (DA,)
    assert (later.filters.overdue, later.filters.due is not None) == (False, True)
    assert (late.filters.overdue, late.filters.due) == (True, None)


def test_one_lookup_leads_to_the_next() -> None:
    said = talk("who leads on the leaflet", "what about the speed watch kit")

    assert isinstance(said.question, AskAction)
    assert said.question.about is About.OWNER
    assert said.refs == ("RS-1",)


def test_a_few_actions_shown_by_title_are_narrowed() -> None:
    said = talk("what's happening with awareness", "just the fire ones")

    assert said.refs == ("RS-3",)


def test_progress_is_narrowed() -> None:
    said = talk("progress", "just domestic abuse")

    assert said.question == AskProgress(Filters("2026-27", priorities=(DA,)))


def test_a_question_that_stands_alone_is_not_bent() -> None:
    said = talk("asb actions", "what is overdue?")

    assert said.question == talk("what is overdue?").question


def test_an_opener_without_anything_new_stands_alone() -> None:
    assert isinstance(talk("asb actions", "and hello").question, Unread | AskActions)


def test_a_title_that_holds_a_pointing_word_is_no_pointer() -> None:
    said = talk("asb actions", "who owns the one on joint patrols in Mill Road car park")

    assert [line.action.ref for line in said.answer.actions] == ["ASB-1"]


def test_a_ref_that_was_typed_wins_over_what_was_shown() -> None:
    said = talk("who owns DA-1", "and is it the same for ASB-2?")

    assert said.filters.refs == ("ASB-2",)


FOLLOWED = [
    ("what about Eastmere?", Aspect.LATEST, (BURGLARY,), ("Eastmere",)),
    ("is that good or bad?", Aspect.GOOD_OR_BAD, (BURGLARY,), ()),
    ("where does that come from", Aspect.SOURCE, (BURGLARY,), ()),
    ("what about last year?", Aspect.COMPARE_PERIODS, (BURGLARY,), ()),
    ("and ASB", Aspect.LATEST, (ASB_POLICE, ASB_COUNCIL), ()),
]


@pytest.mark.parametrize(("text", "aspect", "measures", "areas"), FOLLOWED, ids=[row[0] for row in FOLLOWED])
def test_figures_are_gone_on_about(
    text: str, aspect: Aspect, measures: tuple[str, ...], areas: tuple[str, ...]
) -> None:
    question = talk("burglary figures", text).question

    assert isinstance(question, AskFigures)
    assert (question.aspect, question.measures, question.areas) == (aspect, measures, areas)


@pytest.mark.parametrize("text", ["what is overdue?", "who owns ASB-1", "and what is overdue", "and ASB-2?"])
def test_after_figures_the_plan_can_be_asked(text: str) -> None:
    assert not isinstance(talk("burglary figures", text).question, AskFigures)


def test_a_pointing_word_after_figures_means_the_figures() -> None:
    question = talk("asb actions", "burglary figures", "is that good or bad?").question

    assert isinstance(question, AskFigures)
    assert question.measures == (BURGLARY,)


def test_without_a_question_before_nothing_is_gone_on_from() -> None:
    alone = read("just the police ones", WESTMERE_WORDS, TODAY)

    assert read("just the police ones", WESTMERE_WORDS, TODAY, Conversation()) == alone


def test_what_was_left_out_stays_left_out() -> None:
    said = talk("domestic abuse actions", "not haven house", "just the open ones")

    assert said.filters.not_organisations == (HAVEN,)
    assert said.refs == ("DA-3",)


def test_a_number_that_points_may_be_a_ref_of_digits_alone() -> None:
    before = Conversation(AskActions(Filters("2026-27", priorities=(ASB,))), ("7",))

    question = read("who owns it", WESTMERE_WORDS, TODAY, before)

    assert isinstance(question, AskAction)
    assert question.filters.refs == ("7",) or question.filters.terms != ()


def test_they_may_be_whoever_owns_the_one_that_was_shown() -> None:
    said = talk("who owns ASB-1", "what else do they own")

    assert said.filters.owners == ("Neighbourhood Inspector",)
    assert set(said.refs) == {"ASB-1", "VC-1"}


def test_they_may_be_the_organisation_that_was_asked_about() -> None:
    said = talk("actions led by Haven House", "what are they supporting")

    assert (said.filters.organisations, said.refs) == ((HAVEN,), ("DA-1",))


@pytest.mark.parametrize("text", ["drop the completed ones", "hide the completed ones", "not the completed ones"])
def test_a_part_is_taken_out_of_the_list(text: str) -> None:
    assert talk("asb actions", text).refs == ("ASB-1", "ASB-2", "ASB-3")


def test_how_many_counts_the_list_before() -> None:
    said = talk("asb actions", "how many?")

    assert isinstance(said.question, AskActions)
    assert said.question.count
    assert said.refs == ASB_REFS


def test_the_one_of_several_that_speaks_of_something_is_picked() -> None:
    said = talk("who owns the training", "the GP one")

    assert isinstance(said.question, AskAction)
    assert (said.question.about, said.filters.refs) == (About.OWNER, ("DA-2",))


def test_which_of_several_are_about_something_is_searched_among_them() -> None:
    assert talk("asb actions", "which of them are about needles").refs == ("ASB-3",)


@pytest.mark.parametrize("text", ["what's the source", "where's it from"])
def test_the_source_of_the_figures_before_is_asked_for(text: str) -> None:
    said = talk("burglary figures", text)

    assert isinstance(said.question, AskFigures)
    assert (said.question.aspect, said.question.measures) == (Aspect.SOURCE, (BURGLARY,))
