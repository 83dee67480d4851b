"""The Thanet sample: a real plan's foreword with illustrative actions, through the importers that everyone uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.errors import ImportRefused
from csp_core.importing.choosing import Tenant
from csp_core.importing.fields import FIGURES
from csp_core.importing.figures import FiguresWish, take_figures
from csp_core.importing.headers import choose_sheet
from csp_core.importing.partnership import PartnershipFile, read_partnership
from csp_core.importing.plan_years import plan_year
from csp_core.importing.plans import PlanWish, read_plan_file, take_plan
from csp_core.importing.tables import read_sheets
from csp_core.importing.taking_partnerships import take_partnership
from csp_core.records import Records

NAME = "thanet-2014-15"
PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class SampleLoaded:
    """What the sample holds once it is loaded."""

    partnership: str
    actions: int
    figures: int
    notices: tuple[str, ...]


def sample_folder(places: Iterable[Path] = (PACKAGE / "data", PACKAGE.parent / "data")) -> Path:
    """Where the sample is: packed with the distribution, else in the repository. Raises ImportRefused."""
    for place in places:
        if (place / NAME / "partnership.toml").is_file():
            return place / NAME
    raise ImportRefused("The Thanet sample is not installed.", [f"{NAME}: there is no such folder of data."])


def load_sample(database: Database, folder: Path, origin: Origin) -> SampleLoaded:
    """Loads or refreshes the sample in one transaction. Raises ImportRefused with every problem of a file."""
    file = read_partnership(folder / "partnership.toml")
    wish = PlanWish(Tenant(file.partnership.name), plan_year(_newest(file)))
    plan = read_plan_file(folder / "sample-actions.csv", wish)
    table = choose_sheet(read_sheets(folder / "figures.csv"), FIGURES, {})
    with database.writing() as session:
        partnership, _ = take_partnership(session, file)
        records = Records(session, partnership.id)
        figures = take_figures(records, table, FiguresWish(), origin)
        actions = take_plan(records, plan, wish, origin)
    return SampleLoaded(
        partnership=partnership.name,
        actions=actions.added + actions.changed + actions.unchanged,
        figures=figures.added + figures.corrected + figures.unchanged,
        notices=(*figures.notices, *actions.notices),
    )


def _newest(file: PartnershipFile) -> str:
    return max(file.plans, key=lambda each: each.plan.first_day).plan.year
