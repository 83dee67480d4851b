"""Adds the people of a file to the directory and updates those it knows."""

from typing import Any
from uuid import UUID, uuid4

from csp_core import model
from csp_core.audit import Entry
from csp_core.importing.headers import Headers
from csp_core.importing.organisations import Organisations
from csp_core.importing.people_rows import PersonRow
from csp_core.importing.problems import Problem
from csp_core.importing.tables import Sheet
from csp_core.records import Records
from csp_core.text import tokens_of


class TakingPeople:
    """One import: `added` are the names of new people, `entries` the audit of each who is new or changed."""

    def __init__(self, records: Records, sheet: Sheet, headers: Headers) -> None:
        self.added: set[str] = set()
        self.entries: dict[str, Entry] = {}
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        self._records = records
        self._sheet = sheet
        self._headers = headers
        self._organisations = Organisations(records)
        self._people = {each.name.casefold(): each for each in records.of(model.Person)}
        self._posts = list(records.of(model.Post))
        self._holdings = list(records.of(model.Holding))
        self._accounts = {(each.team_id, each.user_id): each for each in records.of(model.Account)}
        self._own = [each.team_id for each in records.of(model.Workspace, model.Workspace.team_id)]

    def take(self, row: PersonRow) -> None:
        """Takes one row over."""
        home = self._home(row)
        person = self._person(row, home)
        if row.is_coordinator is not None and person.is_coordinator != row.is_coordinator:
            person.is_coordinator = row.is_coordinator
            self._tell(person, coordinator=row.is_coordinator)
        if row.post:
            self._hold(row, person, home)
        if row.user:
            self._link(row, person)

    def _home(self, row: PersonRow) -> model.Organisation | None:
        if row.organisation is None:
            return None
        known = self._organisations.find(row.organisation)
        if known is None:
            known = model.Organisation(id=uuid4(), name=row.organisation, aliases=[])
            self._records.add(known)
            self._organisations = Organisations(self._records)
            self.notices.append(f"New organisation: {row.organisation}.")
        return known

    def _person(self, row: PersonRow, home: model.Organisation | None) -> model.Person:
        known = self._people.get(row.name.casefold())
        if known is None:
            known = model.Person(
                id=uuid4(), name=row.name, organisation_id=home.id if home else None, is_coordinator=False
            )
            self._records.add(known)
            self._people[row.name.casefold()] = known
            self.added.add(row.name)
            self._tell(known, organisation=home.name if home else None)
        elif home is not None and known.organisation_id != home.id:
            known.organisation_id = home.id
            self._tell(known, organisation=home.name)
        return known

    def _hold(self, row: PersonRow, person: model.Person, home: model.Organisation | None) -> None:
        """A term is known by its post and its first day; its last day may have become known since."""
        post = self._post(row, home.id if home else None)
        key = (post.id, person.id, row.first_day, row.is_deputy)
        known = next((each for each in self._holdings if _key(each) == key), None)
        if known is not None and known.last_day == row.last_day:
            return
        if known is None:
            known = model.Holding(
                post_id=post.id, person_id=person.id, first_day=row.first_day, is_deputy=row.is_deputy
            )
            self._holdings.append(known)
        known.last_day = row.last_day
        self._records.add(known)
        days = {"from": row.first_day, "to": row.last_day}
        told = {name: day.isoformat() for name, day in days.items() if day}
        self._tell(person, **{"deputy of" if row.is_deputy else "post": post.title}, **told)

    def _post(self, row: PersonRow, home_id: UUID | None) -> model.Post:
        title = row.post or ""
        for each in self._posts:
            titles = {tokens_of(name) for name in (each.title, *each.aliases)}
            if each.organisation_id == home_id and tokens_of(title) in titles:
                return each
        post = model.Post(id=uuid4(), title=title, organisation_id=home_id, aliases=[])
        self._records.add(post)
        self._posts.append(post)
        self.notices.append(f"New post: {title}.")
        return post

    def _link(self, row: PersonRow, person: model.Person) -> None:
        team = row.team or (self._own[0] if len(self._own) == 1 else None)
        if team is None:
            remedy = "Write the workspace's id before it: T0123ABCD/U0123ABCD."
            self._problem(row, f"It is not known which workspace the Slack user {row.user} is of.", remedy)
            return
        known = self._accounts.get((team, row.user or ""))
        if known is None:
            account = model.Account(person_id=person.id, team_id=team, user_id=row.user)
            self._records.add(account)
            self._accounts[team, row.user or ""] = account
            self._tell(person, account=f"{team}/{row.user}")
        elif known.person_id != person.id:
            self._problem(row, f"The Slack user {row.user} is linked to somebody else.", "Unlink it there first.")

    def _problem(self, row: PersonRow, sentence: str, remedy: str) -> None:
        self.problems.append(Problem(self._sheet.place(row.number, self._headers.written["slack"]), sentence, remedy))

    def _tell(self, person: model.Person, **told: Any) -> None:
        """What is new of a person, in one entry whatever the number of rows."""
        known = self.entries.get(person.name)
        after = {**((known.after or {}) if known else {}), **told}
        self.entries[person.name] = Entry("update_person_from_file", person.name, after=after)


def _key(term: model.Holding) -> tuple[object, ...]:
    return term.post_id, term.person_id, term.first_day, term.is_deputy
