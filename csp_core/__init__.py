"""The shared model of a Community Safety Partnership's plan. Any program may ask it:

with Database.open("sqlite:///var/csp.db") as database:
    library = Library(database)
    partnership = library.partnership_named("Thanet Community Safety Partnership")
    enquirer = Enquirer(COORDINATOR, Audience.PRIVATE, date(2014, 12, 1))
    print(as_text(Assistant(library).ask("what is overdue?", partnership, enquirer)))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csp_core.answering.answers import Answer as Answer
    from csp_core.answering.answers import Outcome as Outcome
    from csp_core.answering.wording import as_json as as_json
    from csp_core.answering.wording import as_text as as_text
    from csp_core.asking.questions import Conversation as Conversation
    from csp_core.assistant import Assistant as Assistant
    from csp_core.book import Action as Action
    from csp_core.book import Book as Book
    from csp_core.book import Figure as Figure
    from csp_core.book import Plan as Plan
    from csp_core.database import Database as Database
    from csp_core.errors import CspError as CspError
    from csp_core.frames import actions_frame as actions_frame
    from csp_core.frames import figures_frame as figures_frame
    from csp_core.library import Library as Library
    from csp_core.permissions import COORDINATOR as COORDINATOR
    from csp_core.permissions import Actor as Actor
    from csp_core.permissions import Audience as Audience
    from csp_core.permissions import Enquirer as Enquirer

_HOMES = {
    "csp_core.answering.answers": ("Answer", "Outcome"),
    "csp_core.answering.wording": ("as_json", "as_text"),
    "csp_core.asking.questions": ("Conversation",),
    "csp_core.assistant": ("Assistant",),
    "csp_core.book": ("Action", "Book", "Figure", "Plan"),
    "csp_core.database": ("Database",),
    "csp_core.errors": ("CspError",),
    "csp_core.frames": ("actions_frame", "figures_frame"),
    "csp_core.library": ("Library",),
    "csp_core.permissions": ("COORDINATOR", "Actor", "Audience", "Enquirer"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
__all__ = list(_HOME_OF)


def __getattr__(name: str) -> object:
    """Loads a public name when it is first used: pandas alone takes longer than a question."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
