"""The views of the workspace: each person's App Home and the modals that are open for them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from bot.local.model import ApiError, Payload

MOST_STACKED = 3


@dataclass(frozen=True)
class View:
    """A view as it stands; `hash` changes with every update, `root` is the first modal of its stack."""

    id: str
    user: str
    payload: Payload
    hash: str
    parent: str | None = None
    root: str | None = None

    @property
    def key(self) -> str:
        return self.id

    @property
    def blocks(self) -> tuple[Payload, ...]:
        """Its blocks; every block and element has an id."""
        blocks = self.payload["blocks"]
        return tuple(blocks) if isinstance(blocks, list) else ()

    @property
    def is_modal(self) -> bool:
        return self.payload.get("type") == "modal"

    @property
    def callback_id(self) -> str:
        return str(self.payload.get("callback_id") or "")

    @property
    def title(self) -> str:
        title = self.payload.get("title")
        return str(title["text"]) if isinstance(title, dict) else ""

    @property
    def external_id(self) -> str | None:
        value = self.payload.get("external_id")
        return str(value) if value else None

    def as_slack(self) -> Payload:
        """The view object, without what depends on the app and on who looks."""
        defaults: Payload = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None}
        flags: Payload = {"clear_on_close": False, "notify_on_close": False, "close": None, "submit": None}
        ids: Payload = {"id": self.id, "hash": self.hash, "root_view_id": self.root or self.id}
        return {**defaults, **flags, **self.payload, **ids, "previous_view_id": self.parent}


class Views:
    """Homes by person, modals by id, safe to use from many threads. `changed` is called with whose views changed."""

    def __init__(self, changed: Callable[[str], None]) -> None:
        self._changed = changed
        self._lock = Lock()
        self._homes: dict[str, View] = {}
        self._modals: dict[str, View] = {}

    def home(self, user: str) -> View | None:
        with self._lock:
            return self._homes.get(user)

    def modals(self, user: str) -> list[View]:
        """The stack of modals open for this person, the top one last."""
        with self._lock:
            return self._stack(user)

    def shown_to(self, user: str, view_id: str) -> View:
        """The view if this person can use it now: their Home, or the modal on top of their stack."""
        with self._lock:
            usable = [self._homes.get(user), *self._stack(user)[-1:]]
        found = next((each for each in usable if each is not None and each.id == view_id), None)
        if found is None:
            raise ApiError("view_not_found", "This view is no longer open.")
        return found

    def publish(self, user: str, payload: Payload, seen_hash: str | None) -> View:
        with self._lock:
            before = self._homes.get(user)
            _check_hash(before, seen_hash)
            view_id = before.id if before else _new_id()
            after = self._homes[user] = View(view_id, user, payload, _new_hash())
        return self._told(after)

    def open(self, user: str, payload: Payload) -> View:
        """Show a modal; one that is open for this person goes, as Slack's views.open does."""
        with self._lock:
            self._modals = {key: view for key, view in self._modals.items() if view.user != user}
            view = self._add(View(_new_id(), user, payload, _new_hash()))
        return self._told(view)

    def push(self, user: str, payload: Payload) -> View:
        with self._lock:
            stack = self._stack(user)
            if len(stack) >= MOST_STACKED:
                raise ApiError("push_limit_reached")
            parent, root = (stack[-1].id, stack[0].id) if stack else (None, None)
            view = self._add(View(_new_id(), user, payload, _new_hash(), parent, root))
        return self._told(view)

    def update(self, key: str, payload: Payload, seen_hash: str | None) -> View:
        """Change the view with this id or external id."""
        with self._lock:
            every = [*self._modals.values(), *self._homes.values()]
            before = next((view for view in every if key in (view.id, view.external_id)), None)
            if before is None:
                raise ApiError("not_found")
            _check_hash(before, seen_hash)
            after = replace(before, payload=payload, hash=_new_hash())
            kept = self._modals if before.id in self._modals else self._homes
            kept[before.id if before.id in self._modals else before.user] = after
        return self._told(after)

    def close(self, view: View, *, whole: bool) -> list[View]:
        """Close the top modal, or the whole stack; the modals that are gone, the top one first."""
        with self._lock:
            stack = self._stack(view.user)
            gone = stack if whole else [each for each in stack if each.id == view.id]
            for each in gone:
                del self._modals[each.id]
        self._changed(view.user)
        return gone[::-1]

    def _stack(self, user: str) -> list[View]:
        return [each for each in self._modals.values() if each.user == user]

    def _add(self, view: View) -> View:
        if view.external_id and view.external_id in {each.external_id for each in self._modals.values()}:
            raise ApiError("duplicate_external_id")
        self._modals[view.id] = view
        return view

    def _told(self, view: View) -> View:
        self._changed(view.user)
        return view


def _check_hash(before: View | None, seen_hash: str | None) -> None:
    if before is not None and seen_hash is not None and seen_hash != before.hash:
        raise ApiError("hash_conflict")


def _new_id() -> str:
    return f"V{secrets.token_hex(5).upper()}"


def _new_hash() -> str:
    return f"{secrets.token_hex(4)}.{secrets.token_hex(4)}"
