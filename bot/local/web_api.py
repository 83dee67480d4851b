"""Slack's Web API over HTTP: `/api/<method>`, with tokens, scopes, rate limits and Slack's error names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Request, Response, jsonify, request

from bot.local import api_chat, api_conversations
from bot.local.api_call import Call, Token, TokenKind
from bot.local.model import ApiError, Payload
from bot.local.rates import Rates
from bot.local.workspace import Workspace

Run = Callable[[Call], Payload]


@dataclass(frozen=True)
class Method:
    """What a method does, the scope it always needs, the kind of token it takes."""

    run: Run
    scope: str | None = None
    token: TokenKind = TokenKind.BOT


METHODS: dict[str, Method] = {
    "api.test": Method(api_conversations.api_test),
    "auth.test": Method(api_conversations.auth_test),
    "chat.delete": Method(api_chat.delete, "chat:write"),
    "chat.postEphemeral": Method(api_chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(api_chat.post_message, "chat:write"),
    "chat.update": Method(api_chat.update, "chat:write"),
    "conversations.history": Method(api_conversations.history),
    "conversations.info": Method(api_conversations.info),
    "conversations.join": Method(api_conversations.join),
    "conversations.list": Method(api_conversations.list_channels),
    "conversations.members": Method(api_conversations.members),
    "conversations.open": Method(api_conversations.open_direct),
    "conversations.replies": Method(api_conversations.replies),
    "reactions.add": Method(api_chat.add_reaction, "reactions:write"),
    "team.info": Method(api_conversations.team_info),
    "users.info": Method(api_conversations.users_info),
    "users.list": Method(api_conversations.users_list),
}


class WebApi:
    """Answers calls. `methods` are those that need more than the workspace (views, connections)."""

    def __init__(self, workspace: Workspace, tokens: Mapping[str, Token], methods: Mapping[str, Method]) -> None:
        self.rates = Rates(workspace.now)
        self._workspace = workspace
        self._tokens = tokens
        self._methods = {**METHODS, **methods}

    def blueprint(self) -> Blueprint:
        blueprint = Blueprint("web_api", __name__)
        blueprint.add_url_rule("/api/<method>", view_func=self._respond, methods=["GET", "POST"])
        return blueprint

    def _respond(self, method: str) -> Response:
        wait = self.rates.seconds_to_wait(method)
        if wait:
            response = jsonify(ok=False, error="ratelimited")
            response.status_code = 429
            response.headers["Retry-After"] = str(wait)
            return response
        return self._answer(method)

    def _answer(self, method: str) -> Response:
        try:
            arguments = _arguments(request)
            token = self._token(request, arguments)
            answer = self._call(method, Call(self._workspace, token, arguments))
            response = jsonify({"ok": True, **answer})
            response.headers["X-OAuth-Scopes"] = ",".join(sorted(token.scopes))
        except ApiError as error:
            response = jsonify(_refusal(error))
        return response

    def _call(self, name: str, call: Call) -> Payload:
        method = self._methods.get(name)
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        if method.token is not call.token.kind:
            raise ApiError("not_allowed_token_type")
        if method.scope is not None:
            call.need(method.scope)
        return method.run(call)

    def _token(self, call: Request, arguments: dict[str, object]) -> Token:
        header = call.headers.get("Authorization", "")
        sent = header.removeprefix("Bearer ") if header else arguments.pop("token", None)
        if not sent:
            raise ApiError("not_authed")
        token = self._tokens.get(str(sent))
        if token is None:
            raise ApiError("invalid_auth")
        return token


def _refusal(error: ApiError) -> Payload:
    refusal: Payload = {"ok": False, "error": error.error, **error.details}
    if error.reasons:
        refusal["errors"] = list(error.reasons)
        refusal["response_metadata"] = {"messages": list(error.reasons)}
    return refusal


def _arguments(call: Request) -> dict[str, object]:
    """The arguments of the query and of the body, which is a form or JSON."""
    arguments: dict[str, object] = dict(call.args)
    if not call.is_json or not call.get_data():
        return {**arguments, **call.form}
    body = call.get_json(silent=True)
    if body is None:
        raise ApiError("invalid_json")
    if not isinstance(body, dict):
        raise ApiError("json_not_object")
    return {**arguments, **body}
