"""People, posts and organisations by the names that coordinators give them."""

from csp_core import model
from csp_core.changes.results import Field, NotPossible
from csp_core.text import tokens_of
from csp_core.work import Work


def person_named(work: Work, name: str) -> model.Person | NotPossible:
    """The person of a name; of several, the one who has not left."""
    named = people_called(work, name)
    there = [each for each in named if each.last_day is None or each.last_day >= work.today]
    found = there or named
    if len(found) > 1:
        return NotPossible(f"The directory has several people called {name}.", Field.TO)
    return found[0] if found else NotPossible(f"Nobody in the directory is called {name}.", Field.TO)


def people_called(work: Work, name: str) -> list[model.Person]:
    """Everybody of a name, leavers too."""
    return [each for each in work.records.of(model.Person) if _alike(name, each.name)]


def organisation_named(work: Work, name: str) -> model.Organisation | NotPossible:
    """The organisation of a name, a short name or an alias."""
    for each in work.records.of(model.Organisation):
        if any(known and _alike(name, known) for known in (each.name, each.short_name, *each.aliases)):
            return each
    return NotPossible(f"No organisation here is called “{name}”.", Field.ORGANISATION)


def post_named(work: Work, title: str, organisation: str | None) -> model.Post | NotPossible:
    """The post of a title, in an organisation where several have one."""
    home = organisation_named(work, organisation) if organisation else None
    if isinstance(home, NotPossible):
        return home
    posts = [each for each in work.records.of(model.Post) if any(_alike(title, own) for own in _titles(each))]
    found = [each for each in posts if home is None or each.organisation_id == home.id]
    if len(found) > 1:
        return NotPossible(f"Several organisations have a post “{title}”; please say which.", Field.ORGANISATION)
    return found[0] if found else NotPossible(f"There is no post “{title}”.", Field.TO)


def _titles(post: model.Post) -> tuple[str, ...]:
    return (post.title, *post.aliases)


def _alike(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split() or tokens_of(one) == tokens_of(other) != ()
