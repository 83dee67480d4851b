"""The views of the workspace: each person's App Home and the modals that are open for them."""

import secrets
from dataclasses import dataclass, replace
from threading import Lock

from bot.local.model import ApiError, Payload

MOST_STACKED = 3


@dataclass(frozen=True)
class View:
    """A view as it stands; `hash` changes with every update."""

    id: str
    user: str
    payload: Payload
    hash: str
    parent: str | None = None

    @property
    def external_id(self) -> str | None:
        value = self.payload.get("external_id")
        return str(value) if value else None

    def as_slack(self, team_id: str, app_id: str) -> Payload:
        defaults: Payload = {"private_metadata": "", "callback_id": "", "state": {"values": {}}}
        ids: Payload = {"id": self.id, "team_id": team_id, "app_id": app_id, "hash": self.hash}
        return {**defaults, **self.payload, **ids, "previous_view_id": self.parent}


class Views:
    """Homes by person, modals by id, safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._homes: dict[str, View] = {}
        self._modals: dict[str, View] = {}

    def home(self, user: str) -> View | None:
        with self._lock:
            return self._homes.get(user)

    def modals(self, user: str) -> list[View]:
        """The stack of modals open for this person, the top one last."""
        with self._lock:
            return [each for each in self._modals.values() if each.user == user]

    def publish(self, user: str, payload: Payload, seen_hash: str | None) -> View:
        with self._lock:
            before = self._homes.get(user)
            _check_hash(before, seen_hash)
            view_id = before.id if before else _new_id()
            self._homes[user] = View(view_id, user, payload, _new_hash())
            return self._homes[user]

    def open(self, user: str, payload: Payload) -> View:
        """Show a modal; one that is open for this person goes, as Slack's views.open does."""
        with self._lock:
            self._modals = {key: view for key, view in self._modals.items() if view.user != user}
            return self._add(View(_new_id(), user, payload, _new_hash()))

    def push(self, user: str, payload: Payload) -> View:
        with self._lock:
            stack = [view for view in self._modals.values() if view.user == user]
            if len(stack) >= MOST_STACKED:
                raise ApiError("push_limit_reached")
            parent = stack[-1].id if stack else None
            return self._add(View(_new_id(), user, payload, _new_hash(), parent))

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
            return after

    def _add(self, view: View) -> View:
        if view.external_id and view.external_id in {each.external_id for each in self._modals.values()}:
            raise ApiError("duplicate_external_id")
        self._modals[view.id] = view
        return view


def _check_hash(before: View | None, seen_hash: str | None) -> None:
    if before is not None and seen_hash is not None and seen_hash != before.hash:
        raise ApiError("hash_conflict")


def _new_id() -> str:
    return f"V{secrets.token_hex(5).upper()}"


def _new_hash() -> str:
    return f"{secrets.token_hex(4)}.{secrets.token_hex(4)}"
