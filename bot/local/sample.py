"""The workspace that `python -m bot.local` shows: two channels, one person, the bot."""

from collections.abc import Callable
from datetime import datetime

from bot.local.model import Channel, Kind, Team, User
from bot.local.workspace import Workspace

TEAM = Team("T0LOCALCSP", "Community Safety Partnership", "local-csp")
BOT = "U0CSPBOT"
COORDINATOR = "U0COORDINATOR"
PARTNERSHIP = "C0PARTNERSHIP"
EXEC = "C0EXEC"


def sample_workspace(now: Callable[[], datetime]) -> Workspace:
    """A coordinator, the bot, #csp-partnership, #csp-exec and the direct message between the two."""
    bot = User(BOT, "csp_assistant", "CSP Assistant", TEAM.id, bot_id="B0CSPBOT")
    workspace = Workspace(TEAM, bot, now)
    coordinator = User(COORDINATOR, "coordinator", "You (partnership coordinator)", TEAM.id)
    everyone = frozenset({workspace.add_user(coordinator).id, bot.id})
    workspace.add_channel(Channel(PARTNERSHIP, "csp-partnership", Kind.PUBLIC, everyone))
    workspace.add_channel(Channel(EXEC, "csp-exec", Kind.PRIVATE, everyone))
    workspace.direct(COORDINATOR, BOT)
    return workspace
