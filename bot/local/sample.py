"""The workspace that `python -m bot.local` shows: three channels, the bot, and one person of each sort.

People are named by what they are; nobody here is an invented person. The owners and the partner have the titles of
posts in the sample's plan. What they may do is not decided here: the bot's own directory says who holds which post.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.local.model import Channel, Kind, Team, User
from bot.local.workspace import Workspace

TEAM = Team("T0LOCALCSP", "Community Safety Partnership", "local-csp")
OTHER_TEAM = Team("T0NEIGHBOUR", "Neighbouring partnership", "neighbouring-csp")

BOT = "U0CSPBOT"
COORDINATOR = "U0COORDINATOR"
POLICE_OWNER = "U0POLICEOWNER"
COUNCIL_OWNER = "U0COUNCILOWNER"
PARTNER = "U0PARTNERGUEST"
STRANGER = "U0STRANGER"
VISITOR = "U0VISITOR"

PARTNERSHIP = "C0PARTNERSHIP"
EXEC = "C0EXEC"
SHARED = "C0SHARED"

PEOPLE = (
    User(COORDINATOR, "coordinator", "Partnership coordinator", TEAM.id, title="Thanet CSP"),
    User(POLICE_OWNER, "police.owner", "Neighbourhood Inspector", TEAM.id, title="Kent Police"),
    User(COUNCIL_OWNER, "council.owner", "Community Safety Manager", TEAM.id, title="Thanet District Council"),
    replace(
        User(PARTNER, "partner", "IDVA Team Leader", TEAM.id, title="Oasis Domestic Abuse Service"),
        is_restricted=True,
        is_ultra_restricted=True,
    ),
    User(STRANGER, "stranger", "Somebody new", TEAM.id, title="Not in the directory"),
    User(VISITOR, "visitor", "Visiting coordinator", OTHER_TEAM.id, title="A neighbouring partnership"),
)


def sample_workspace(now: Callable[[], datetime]) -> Workspace:
    """The people, the bot, their channels, and a direct message between the bot and each of them.

    Everyone of the workspace is in #csp-partnership (it is the guest's only channel), the coordinator and the two
    owners in #csp-exec; #csp-neighbours is shared with the visitor's workspace.
    """
    bot = User(BOT, "csp_assistant", "CSP Assistant", TEAM.id, bot_id="B0CSPBOT")
    workspace = Workspace(TEAM, bot, now)
    workspace.add_team(OTHER_TEAM)
    for person in PEOPLE:
        workspace.add_user(person)
    for channel in _channels():
        workspace.add_channel(channel)
    for person in PEOPLE:
        workspace.direct(person.id, BOT)
    return workspace


def _channels() -> tuple[Channel, ...]:
    ours = frozenset({BOT, *(each.id for each in PEOPLE if each.team_id == TEAM.id)})
    executive = frozenset({BOT, COORDINATOR, POLICE_OWNER, COUNCIL_OWNER})
    neighbours = Channel(SHARED, "csp-neighbours", Kind.PUBLIC, frozenset({BOT, COORDINATOR, POLICE_OWNER, VISITOR}))
    return (
        Channel(PARTNERSHIP, "csp-partnership", Kind.PUBLIC, ours),
        Channel(EXEC, "csp-exec", Kind.PRIVATE, executive),
        replace(neighbours, is_shared=True),
    )
