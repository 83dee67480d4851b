"""The Home within Slack's limits, whatever the records hold; complete, and readable aloud."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile
from uuid import UUID

import pytest

from bot.views import home as views
from bot.views import people
from bot.views.blocks import Block
from bot.views.buttons import MOST_VALUE, Do, Fill, GoHome, Open, Panel, parse
from bot.views.first_steps import Progress, steps
from bot.views.home_lists import Part
from bot.views.limits import Surface, problems
from csp_core.book import Action, Book, Change, Figure, Organisation, Person, Plan, Priority, Status
from csp_core.changes.deeds import ConfirmOnTrack
from csp_core.home import Home, Outside, home_of
from csp_core.permissions import Account, Actor, Deed, Role, Visit

TODAY = date(2026, 11, 23)
POST = UUID(int=1)
POLICE = "West Arden Police and its very long name of many words that goes on and on until it is too long"
HOSTILE = "<!channel> *bold* <http://evil.example|here> & \u202eturned\u202c @here"
LONG = f"{HOSTILE} {'Deliver the county-wide programme of joint patrols ' * 20}"
OWNER = Actor(
    Role.PARTNER, HOSTILE, POLICE, ("Inspector",), account=Account("T1", "U1"), post_ids=frozenset({POST}),
    person_id=UUID(int=2),
)  # fmt: skip
COORDINATOR = replace(OWNER, role=Role.COORDINATOR)
NEW_COORDINATOR = Actor(Role.COORDINATOR, account=Account("T1", "U0"))
PARTNER = Actor(Role.PARTNER, "a colleague", POLICE, account=Account("T1", "U2"), person_id=UUID(int=3))
MEMBER = Actor(Role.STRANGER, account=Account("T1", "U3"))
VISITOR = Actor(Role.STRANGER, account=Account("T2", "U4"), is_foreign=True)
EVERYBODY = {
    "owner": OWNER,
    "coordinator": COORDINATOR,
    "new coordinator": NEW_COORDINATOR,
    "partner": PARTNER,
    "member": MEMBER,
    "visitor": VISITOR,
}


def action(number: int, **given: object) -> Action:
    """Every third is overdue, every third due soon; every other awaits sign-off, lacks an owner or was moved often."""
    due = None if number % 7 == 0 else TODAY + timedelta(days=(-30, 5, 90)[number % 3])
    known = Action(
        UUID(int=number), f"NC{number}.{'9' * 30}", f"{number} {LONG}", "2026-27", f"{LONG} {number % 30}", lead=POLICE,
        owner=None if number % 5 == 0 else LONG, owner_post_id=POST, due=due, moves=number % 5,
        awaiting_sign_off=number % 4 == 0, evidence=LONG, link=f"https://example.org/{'a' * 2_000}", illustrative=True,
        status=Status.IN_PROGRESS,
    )  # fmt: skip
    return replace(known, **given)  # type: ignore[arg-type]


def book(*actions: Action) -> Book:
    changes = tuple(
        Change(TODAY - timedelta(days=number % 6), each.ref, ("complete", "reassign", "cancel", LONG)[number % 4], LONG)
        for number, each in enumerate(actions)
    )
    return Book(
        UUID(int=9), LONG, "Wrenbury", "Europe/London", 1,
        plans=(Plan("2026-27", date(2026, 4, 1), date(2027, 3, 31), priorities=(Priority(LONG),), actions=actions),),
        organisations=(Organisation(POLICE),), people=(Person(LONG), Person(HOSTILE)), changes=changes,
        workspaces=("T1",),
    )  # fmt: skip


def figure(number: int) -> Figure:
    first, last = date(2020, 1, 1), date(2020, 12, 31)
    return Figure(f"{number} {LONG}", "Wrenbury", first, last, 5, note=LONG, publisher=LONG, source=LONG, corrects=True)


ACTIONS = tuple(action(number) for number in range(1, 200))
FIGURES = tuple(figure(number) for number in range(60))
REMINDERS = (LONG, LONG, "The weekly digest was posted on 23 November 2026.")


def home(actor: Actor, *actions: Action) -> Home | Outside:
    made = home_of(Visit(book(*actions), actor, TODAY), FIGURES)
    if isinstance(made, Home) and made.upkeep:
        return replace(made, upkeep=replace(made.upkeep, reminders=REMINDERS))
    return made


FULL = {who: home(actor, *ACTIONS) for who, actor in EVERYBODY.items()}
BRIEF = home(COORDINATOR, *(action(number, title="Patrol the park", owner="Inspector") for number in (1, 2, 3, 4)))


def shown(made: Home | Outside, at: GoHome | None = None) -> list[Block]:
    view = views.view(made, at or GoHome())
    assert problems(view, Surface.HOME) == ()
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return blocks


def texts(value: object) -> Iterator[str]:
    """Every text of the blocks, in the order they are read."""
    if isinstance(value, list):
        for part in value:
            yield from texts(part)
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for part in value.values():
            yield from texts(part)


def buttons(value: object) -> dict[str, Block]:
    """Every button by its action id; the last of those that share one."""
    if isinstance(value, list):
        return {name: each for part in value for name, each in buttons(part).items()}
    if not isinstance(value, dict):
        return {}
    own = {str(value["action_id"]): value} if value.get("type") == "button" else {}
    return own | {name: each for part in value.values() for name, each in buttons(part).items()}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("part", [None, *Part])
def test_199_actions_with_long_texts_stay_within_slacks_limits(who: str, part: Part | None) -> None:
    for page in (1, 3, 9_999):
        blocks = shown(FULL[who], GoHome(part.value if part else None, page))

        assert len(blocks) <= 90  # of a hundred: room for what is still to come
        assert all(len(str(each["value"])) <= MOST_VALUE for each in buttons(blocks).values())


@pytest.mark.parametrize("who", ["owner", "coordinator"])
def test_what_is_not_seen_is_counted_and_every_page_can_be_reached(who: str) -> None:
    made = FULL[who]
    assert isinstance(made, Home)
    for part in (Part.OVERDUE, Part.SOON, Part.REST, Part.UNOWNED, Part.UNDATED, Part.MOVED):
        blocks = shown(made)
        if f"csp_home_{part.value}" not in buttons(blocks):
            assert who == "owner"
            continue
        seen, go = set(), parse(str(buttons(blocks)[f"csp_home_{part.value}"]["value"]))
        while isinstance(go, GoHome):
            blocks = shown(made, go)
            seen |= refs_of(blocks)
            more = buttons(blocks).get("csp_home_more")
            go = parse(str(more["value"])) if more else None

        assert seen == refs_in(made, part), part


def refs_in(made: Home, part: Part) -> set[str]:
    mine, kept = made.mine, made.upkeep
    name = part.value
    lines = getattr(mine, name) if name in {"overdue", "soon", "rest"} else getattr(kept, name)
    return {line.action.ref for line in lines}


def refs_of(blocks: list[Block]) -> set[str]:
    """The refs of the open list, which stands between its heading and the next one."""
    start = next(at for at, block in enumerate(blocks) if "csp_home_less" in buttons(block)) + 1
    rows = takewhile(lambda block: block["type"] == "section" and "NC" in str(block["text"]), blocks[start:])
    return {ref for row in rows for ref in re.findall(r"\*(NC[\d.]+)\*", next(texts(row)))}


def test_a_list_that_became_shorter_shows_its_last_page() -> None:
    blocks = shown(FULL["owner"], GoHome("rest", 9_999))

    assert "csp_home_more" not in buttons(blocks)
    assert "csp_home_earlier" in buttons(blocks)


def test_one_list_is_open_at_a_time_and_can_be_closed() -> None:
    blocks = shown(FULL["coordinator"], GoHome("unowned"))

    assert parse(str(buttons(blocks)["csp_home_less"]["value"])) == GoHome()
    assert "csp_home_unowned" not in buttons(blocks)
    assert "csp_home_undated" in buttons(blocks)


@pytest.mark.parametrize("part", ["unowned", "nothing known", ""])
def test_a_list_that_is_not_for_this_person_is_not_opened(part: str) -> None:
    assert shown(FULL["owner"], GoHome(part)) == shown(FULL["owner"])


def test_a_short_list_is_seen_whole_without_buttons_to_turn_it() -> None:
    blocks = shown(BRIEF)

    assert "*Overdue: 1*" in texts(blocks)
    assert "*Awaiting sign-off: 1*" in texts(blocks)
    assert not any(name.startswith("csp_home_overdue") for name in buttons(blocks))


def test_the_home_is_read_from_who_one_is_to_where_help_is() -> None:
    headings = [text for block in shown(BRIEF) if block["type"] == "header" for text in texts(block)]
    said = list(texts(shown(BRIEF)))

    assert headings[1:] == ["First steps", "My actions", "For coordinators", "The plan 2026-27"]
    assert said[1].endswith("you coordinate the partnership · As at 23 November 2026")
    assert "call 999" in said[-1]


def test_an_action_is_told_in_words_with_its_button_beside_it() -> None:
    line = next(text for text in texts(shown(BRIEF)) if "Patrol the park" in text)
    button = buttons(shown(BRIEF))[f"csp_complete_{action(3).ref}"]

    assert line.startswith("*Overdue* · *NC3.")
    assert button["accessibility_label"] == f"Complete: {action(3).ref}"
    assert isinstance(parse(str(button["value"])), Fill)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_speaks_to_the_computer_finds_a_button_by_the_words_on_it(who: str) -> None:
    for part in Part:
        for button in buttons(shown(FULL[who], GoHome(part.value, 2))).values():
            (label,) = texts(button)
            assert str(button.get("accessibility_label", label)).startswith(label)


def test_every_button_of_a_list_says_which_list_it_is_of() -> None:
    opened = buttons(shown(FULL["coordinator"], GoHome("undated", 2)))

    assert str(opened["csp_home_unowned"]["accessibility_label"]).startswith("Show Without an owner: ")
    assert opened["csp_home_more"]["accessibility_label"] == "More: Without a date"
    assert opened["csp_home_earlier"]["accessibility_label"] == "Earlier: Without a date"
    assert opened["csp_home_less"]["accessibility_label"] == "Show less of Without a date"


@pytest.mark.parametrize(("part", "deed"), [("unowned", Deed.REASSIGN), ("undated", Deed.MOVE_DEADLINE)])
def test_what_lacks_something_has_the_button_that_gives_it(part: str, deed: Deed) -> None:
    found = parse(str(buttons(shown(FULL["coordinator"], GoHome(part)))[f"csp_{deed.value}"]["value"]))

    assert isinstance(found, Fill)
    assert found.deed is deed


def test_what_awaits_sign_off_is_shown_with_its_evidence_to_accept_or_send_back() -> None:
    made = home(COORDINATOR, action(4, evidence="Two patrols a week since May", link="https://example.org/log"))
    blocks = shown(made)

    assert any("“Two patrols a week since May”\nhttps://example.org/log" in text for text in texts(blocks))
    assert {f"csp_accept_{action(4).ref}", f"csp_send_back_{action(4).ref}"} <= set(buttons(blocks))


def test_all_of_an_organisation_are_confirmed_by_one_button_that_counts_them() -> None:
    button = buttons(shown(home(replace(PARTNER, organisation="Arden Fire"), action(1, lead="Arden Fire"))))

    assert parse(str(button["csp_on_track"]["value"])) == Do(ConfirmOnTrack())
    assert list(texts(button["csp_on_track"])) == ["All of Arden Fire still on track (1)"]


def test_a_coordinator_opens_the_directory_and_a_new_one_is_led_there() -> None:
    for who, name, opened in (
        ("coordinator", "csp_people", Open(Panel.PEOPLE)),
        ("coordinator", "csp_reminders", Open(Panel.REMINDERS)),
        ("new coordinator", "csp_first_people", Open(Panel.PEOPLE)),
        ("new coordinator", "csp_add_yourself", Open(Panel.PERSON, "@me")),
    ):
        assert parse(str(buttons(shown(FULL[who]))[name]["value"])) == opened


def test_the_first_steps_are_the_same_in_the_home_in_the_directory_and_in_help() -> None:
    visit = Visit(replace(book(action(1)), people=()), NEW_COORDINATOR, TODAY)
    made = replace(FULL["new coordinator"], visit=visit)
    elsewhere = (str(people.message(people.Listing(visit))["text"]), str(people.first_run(visit)))

    for number, step in enumerate(steps(Progress()), 1):
        assert step.startswith(f"{number}. ")
        assert step in texts(shown(made))
        assert all(step.replace("*", "") in each.replace("*", "") for each in elsewhere)


def test_a_step_that_is_done_says_so_and_what_is_left_of_it() -> None:
    made = home(COORDINATOR, action(1))
    (left,) = (text for text in texts(shown(made)) if text.startswith("1. "))
    listed = steps(Progress(is_listed=True, has_coordinator=True))

    assert "nobody there is marked as a coordinator" in left
    assert "csp_add_yourself" not in buttons(shown(made))
    assert listed[0] == "1. Done: you are in the directory."


@pytest.mark.parametrize("who", ["member", "visitor"])
def test_a_stranger_has_no_button_that_changes_anything(who: str) -> None:
    found = (parse(str(each["value"])) for each in buttons(shown(FULL[who])).values())

    assert all(isinstance(button, GoHome) for button in found)


def test_who_owns_nothing_is_told_so_and_shown_their_organisations_actions() -> None:
    said = list(texts(shown(FULL["partner"])))

    assert any(text.startswith("You own no open action. If that is wrong, ask a coordinator") for text in said)
    assert any(text.startswith("*Open actions of West Arden Police") and "199" in text for text in said)


@pytest.mark.parametrize("who", EVERYBODY)
def test_words_of_the_records_mean_nothing_to_slack(who: str) -> None:
    for text in mrkdwn(shown(FULL[who])):
        assert "<" not in text
        assert "\u202e" not in text


def mrkdwn(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from mrkdwn(part)
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield str(value["text"])
        for part in value.values():
            yield from mrkdwn(part)


def test_a_coordinator_to_ask_is_mentioned_where_slack_knows_them_and_else_named() -> None:
    here = Person("Person A", is_coordinator=True, accounts=(("T1", "U0A"),))
    others = (
        Person("Person B", is_coordinator=True),
        Person("Person C", is_coordinator=True, accounts=(("T2", "UC"),)),
    )
    for who in ("member", "visitor", "partner"):
        made = FULL[who]
        visit = replace(made.visit, book=replace(made.visit.book, people=(here, *others)))
        said = " ".join(texts(shown(replace(made, visit=visit))))

        assert "a coordinator (<@U0A> or Person B or Person C)" in said


def test_coordinators_of_the_settings_are_mentioned_where_the_directory_has_none() -> None:
    view = views.view(FULL["member"], GoHome(), frozenset({"U0A"}))

    assert "a coordinator (<@U0A>) can add you" in str(view)


def test_news_name_the_actions_by_ref_and_title() -> None:
    changed = tuple(Change(TODAY, each.ref, "confirm", "") for each in ACTIONS[:5])
    made = home_of(Visit(replace(book(*ACTIONS[:5]), changes=changed), COORDINATOR, TODAY), ())
    (line,) = (text for text in texts(shown(made)) if "confirmed as still on track" in text)

    for number, each in enumerate(ACTIONS[:3], 1):
        assert f"*{each.ref}* {number} &lt;!channel&gt;" in line
    assert "; and 2 more: confirmed" in line


def test_nothing_yet_is_said_in_words() -> None:
    said = list(texts(shown(home(COORDINATOR))))

    assert "The plan holds no actions yet." in said
    assert "*Changed in the last 7 days: none*" in said
    assert "*Without an owner: none*" in said
