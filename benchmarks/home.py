"""The Home tab at a plan of 114 actions: from Slack's word that it was opened to the Home being published."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import Times, timed
from bot import web
from bot.app import Connection, open_bot
from bot.clock import Clock
from bot.local import COORDINATOR, COUNCIL_OWNER, LocalSlack, MovableClock
from bot.local.sample import TEAM
from csp_core.audit import Origin
from csp_core.book import Post
from csp_core.database import Database
from csp_core.importing.choosing import Tenant
from csp_core.importing.figures import FiguresWish, import_figures
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.library import Library
from csp_core.people.deeds import AddPerson, LinkAccount, TakePost
from csp_core.people.keeping import People
from csp_core.periods import financial_year
from csp_core.permissions import Account
from csp_core.work import Request, Via

PLAN = Path(__file__).parents[1] / "tests" / "questions" / "wrenbury"
OWNER = "The busiest owner"
ROUNDS = 50
BUDGET = 300


def run() -> None:
    """Prints how long opening the Home takes, through the local workspace over HTTP, for two people."""
    with TemporaryDirectory() as folder, Database.open(f"sqlite:///{Path(folder) / 'csp.db'}") as database:
        library, today = _loaded(database)
        with _workspace(library, datetime.combine(today, time(9), UTC)) as slack:
            first = timed(lambda: _open(slack, COORDINATOR))
            coordinator = Times(tuple(timed(lambda: _open(slack, COORDINATOR)) for _ in range(ROUNDS)))
            owner = Times(tuple(timed(lambda: _open(slack, COUNCIL_OWNER)) for _ in range(ROUNDS)))
    print(f"  opening the Home, a coordinator: {coordinator} (budget: {BUDGET} ms)")
    print(f"  opening the Home, an owner:      {owner}")
    print(f"  the very first one of a process: {first:.0f} ms")


def _open(slack: LocalSlack, user: str) -> None:
    """A Home that is not published is not taken for a quick one."""
    before = slack.home(user)
    slack.open_home(user)
    if not slack.wait_for(lambda: slack.home(user) is not before):
        raise RuntimeError("the Home was not published")


@contextmanager
def _workspace(library: Library, now: datetime) -> Iterator[LocalSlack]:
    with LocalSlack(MovableClock(now)) as slack:
        connection = Connection(slack.api_url, slack.keys.bot_token, slack.keys.signing_secret)
        bot = open_bot(connection, library, Clock(slack.clock.now), frozenset({COORDINATOR}))
        slack.attach(web.wsgi(bot))
        yield slack
        bot.close()


def _loaded(database: Database) -> tuple[Library, date]:
    """The plan with its figures, and a person in the post that owns most of its actions."""
    about = tomllib.loads((PLAN / "about.toml").read_text("utf-8"))
    tenant, today = Tenant(about["name"], about["area"]), date.fromisoformat(about["today"])
    origin = Origin("the benchmark", "benchmark", datetime.combine(today, time(8), UTC))
    import_plan(database, PLAN / "plan.csv", PlanWish(tenant, financial_year(int(about["year"][:4]))), origin)
    import_figures(database, PLAN / "figures.csv", FiguresWish(tenant), origin)
    library = Library(database)
    partnership_id = library.partnership_of_workspace(TEAM.id) or library.partnership_named(None)
    post = _busiest(library)
    deeds = (AddPerson(OWNER, post.organisation), LinkAccount(OWNER, TEAM.id, COUNCIL_OWNER))
    request = Request(partnership_id, Account(TEAM.id, COORDINATOR), Via.COMMAND, origin.now)
    taking = TakePost(OWNER, post.title, post.organisation)
    People(database, frozenset({COORDINATOR})).make_all((*deeds, taking), request)
    return library, today


def _busiest(library: Library) -> Post:
    book = library.book(library.partnership_named(None))
    owned = Counter(action.owner_post_id for plan in book.plans for action in plan.actions if action.is_open)
    return max(book.posts, key=lambda post: owned[post.id])
