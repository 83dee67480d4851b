"""Where what owners report done waits for a coordinator."""

from csp_core import model
from csp_core.changes.results import NotPossible
from csp_core.people.deeds import SetSignOff
from csp_core.people.telling import Kept
from csp_core.work import Work


def set_sign_off(work: Work, deed: SetSignOff) -> Kept | NotPossible:
    """The partnership's setting, or a plan year's own."""
    if deed.year is None:
        before, work.partnership.sign_off = work.partnership.sign_off, deed.is_wanted
        return Kept("partnership", {"sign_off": before}, {"sign_off": deed.is_wanted})
    plan = next((each for each in work.records.of(model.Plan) if each.year == deed.year), None)
    if plan is None:
        return NotPossible(f"There is no plan {deed.year}.")
    was, plan.sign_off = plan.sign_off, deed.is_wanted
    return Kept(f"plan {plan.year}", {"sign_off": was}, {"sign_off": deed.is_wanted})
