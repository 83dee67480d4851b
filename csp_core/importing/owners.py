"""Who owns an action: a person of the directory, else a post of the organisation that leads it."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from csp_core import model
from csp_core.records import Records
from csp_core.text import tokens_of


@dataclass(frozen=True, slots=True)
class Owner:
    """A post or a person; neither where the cell names nobody."""

    post_id: UUID | None = None
    person_id: UUID | None = None


class Owners:
    """The posts and people of one partnership; posts that a file names first are added."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._people = {tokens_of(each.name): each.id for each in records.of(model.Person)}
        self._posts: dict[tuple[tuple[str, ...], UUID | None], UUID] = {}
        for post in records.of(model.Post):
            for title in (post.title, *post.aliases):
                self._posts.setdefault((tokens_of(title), post.organisation_id), post.id)

    def named(self, written: str | None, lead_id: UUID | None) -> Owner:
        """Whoever a cell names; a post is looked for in the lead organisation, without a lead in all."""
        if written is None or model.names_nobody(written):
            return Owner()
        name = tokens_of(written)
        if name in self._people:
            return Owner(person_id=self._people[name])
        return Owner(post_id=self._post(name, lead_id) or self._create(written, lead_id))

    def _post(self, title: tuple[str, ...], lead_id: UUID | None) -> UUID | None:
        if (title, lead_id) in self._posts:
            return self._posts[title, lead_id]
        anywhere = {post for (known, _), post in self._posts.items() if known == title}
        return anywhere.pop() if lead_id is None and len(anywhere) == 1 else None

    def _create(self, written: str, lead_id: UUID | None) -> UUID:
        post = model.Post(id=uuid4(), title=written, organisation_id=lead_id, aliases=[])
        self._records.add(post)
        self._posts[tokens_of(written), lead_id] = post.id
        return post.id
