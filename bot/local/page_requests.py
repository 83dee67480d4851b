"""What every address of the page shares: who acts, the body of a request, the guard, refusals."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Response, abort, jsonify, make_response, request

from bot.local.model import ApiError, Payload, User
from bot.local.pressing import NotPressable
from bot.local.workspace import Workspace

OWN_HEADER = "X-Local-Workspace"
ACCEPTED = HTTPStatus.ACCEPTED


def guarded(blueprint: Blueprint) -> Blueprint:
    """The blueprint, closed to other origins' pages and with Slack's refusals as JSON."""
    blueprint.before_request(_guard)
    blueprint.register_error_handler(ApiError, _refused)
    blueprint.register_error_handler(NotPressable, _refused)
    return blueprint


def people(workspace: Workspace) -> list[User]:
    """Everyone as whom the page can speak, the first one by default."""
    return [each for each in workspace.users() if each.bot_id is None and each != workspace.slackbot]


def person(workspace: Workspace, named: Mapping[str, object]) -> User:
    """The person who acts in this request: `user`, or the first of the workspace."""
    everyone = people(workspace)
    asked = named.get("user") or everyone[0].id
    found = next((each for each in everyone if each.id == asked), None)
    if found is None:
        raise ApiError("user_not_found", "There is no such person in this workspace.")
    return found


def body() -> Payload:
    """The JSON object that was sent."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        abort(HTTPStatus.BAD_REQUEST)
    return sent


def _guard() -> None:
    """The JSON API needs a header that no other origin's page can send without being asked first."""
    if request.path.startswith("/page/") and OWN_HEADER not in request.headers:
        abort(HTTPStatus.FORBIDDEN)


def _refused(error: ApiError | NotPressable) -> Response:
    name, reasons = (error.error, error.reasons) if isinstance(error, ApiError) else ("not_pressable", (str(error),))
    return make_response(jsonify(ok=False, error=name, reason=" ".join(reasons)), HTTPStatus.CONFLICT)
