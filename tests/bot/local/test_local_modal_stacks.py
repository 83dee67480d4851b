import pytest
from form_bot import EVIDENCE, REQUIRED, FormBot, button, modal, opened, submitted, values_of

from bot.local import COORDINATOR, ApiError, Failed, LocalSlack, Taken
from bot.local.model import Payload

NEXT = modal("Next step", EVIDENCE, callback_id="next")
PUSHING: Payload = {"type": "actions", "block_id": "p", "elements": [button("Deeper", "push")]}


def test_an_update_replaces_the_modal_and_keeps_fields_of_the_same_ids(slack: LocalSlack, bot: FormBot) -> None:
    view = opened(slack)
    bot.answers.append({"response_action": "update", "view": NEXT})

    outcome = slack.submit(COORDINATOR, view, REQUIRED)
    assert isinstance(outcome, Taken)
    assert outcome.top is not None
    slack.submit(COORDINATOR, outcome.top)

    assert (outcome.top.id, outcome.top.title) == (view.id, "Next step")
    assert outcome.top.hash != view.hash
    assert values_of(submitted(bot)) == {"evidence": {"v": {"type": "plain_text_input", "value": "Leaflet went out"}}}


def test_a_push_lies_on_top_and_closing_it_shows_the_one_below(slack: LocalSlack, bot: FormBot) -> None:
    below = opened(slack)
    bot.answers.append({"response_action": "push", "view": NEXT})

    outcome = slack.submit(COORDINATOR, below, REQUIRED)
    assert isinstance(outcome, Taken)
    assert outcome.top is not None
    with pytest.raises(ApiError) as raised:
        slack.submit(COORDINATOR, below)
    slack.close_view(COORDINATOR, outcome.top)

    assert (outcome.top.parent, outcome.top.root) == (below.id, below.id)
    assert raised.value.error == "view_not_found"
    assert slack.modals(COORDINATOR) == [below]


def test_clear_closes_the_whole_stack(slack: LocalSlack, bot: FormBot) -> None:
    bot.answers += [{"response_action": "push", "view": NEXT}, {"response_action": "clear"}]
    slack.submit(COORDINATOR, opened(slack), REQUIRED)

    outcome = slack.submit(COORDINATOR, slack.modals(COORDINATOR)[-1], {"Evidence": "done"})

    assert outcome == Taken(None)
    assert slack.modals(COORDINATOR) == []


def test_a_stack_holds_three(slack: LocalSlack, bot: FormBot) -> None:
    bot.view = modal("Deep", PUSHING, EVIDENCE)
    opened(slack)
    for _ in range(2):
        slack.press(COORDINATOR, slack.modals(COORDINATOR)[-1], "Deeper")
    bot.answers.append({"response_action": "push", "view": NEXT})

    outcome = slack.submit(COORDINATOR, slack.modals(COORDINATOR)[-1], {"Evidence": "x"})

    assert len(slack.modals(COORDINATOR)) == 3
    assert isinstance(outcome, Failed)
    assert slack.refused == [": push_limit_reached"]


def test_closing_is_told_to_the_bot_only_when_it_asked(slack: LocalSlack, bot: FormBot) -> None:
    asked = slack.close_view(COORDINATOR, opened(slack))
    bot.view = NEXT
    unasked = slack.close_view(COORDINATOR, opened(slack))

    closed = [each for each in bot.heard if each["type"] == "view_closed"]
    assert (len(asked), len(unasked)) == (1, 0)
    assert [each["is_cleared"] for each in closed] == [False]
    assert slack.modals(COORDINATOR) == []


def test_the_cross_closes_the_stack_and_tells_of_each(slack: LocalSlack, bot: FormBot) -> None:
    below = opened(slack)
    bot.answers.append({"response_action": "push", "view": {**NEXT, "notify_on_close": True}})
    slack.submit(COORDINATOR, below, REQUIRED)

    slack.close_view(COORDINATOR, slack.modals(COORDINATOR)[-1], whole=True)

    closed = [each for each in bot.heard if each["type"] == "view_closed"]
    assert sorted(str(each["view"]["callback_id"]) for each in closed) == ["everything", "next"]  # type: ignore[index]
    assert all(each["is_cleared"] for each in closed)
