"""Everything an answer may depend on besides the question itself."""

from dataclasses import dataclass, replace
from datetime import date

from csp_core.book import Book, Figure, Plan, Visibility
from csp_core.permissions import Actor, Audience, Enquirer


@dataclass(frozen=True)
class Enquiry:
    """One partnership's records, who asks, where it will be seen, and the day the answer counts from.

    `figures` are all figures of the measures that the question names.
    """

    book: Book
    figures: tuple[Figure, ...]
    enquirer: Enquirer

    @property
    def today(self) -> date:
        return self.enquirer.today

    @property
    def actor(self) -> Actor:
        return self.enquirer.actor

    def on(self, day: date | None) -> "Enquiry":
        """The same enquiry, counted from another day."""
        return self if day is None else replace(self, enquirer=replace(self.enquirer, today=day))

    def plan(self, year: str | None) -> Plan | None:
        """The plan of a year, else the current one."""
        return self.book.plan_of(year) if year else self.book.current_plan(self.today)

    def may_see(self, figure: Figure) -> bool:
        """Partners' figures are for people of the directory, and only where nobody else reads along."""
        if figure.visibility is Visibility.PUBLIC:
            return True
        return self.actor.may_see_partner_figures and self.enquirer.audience is Audience.PRIVATE
