"""The Web API methods of views: views.open, views.push, views.update, views.publish."""

from bot.local.api_call import Call, refuse
from bot.local.model import ApiError, Payload, with_ids
from bot.local.triggers import Triggers
from bot.local.views import View, Views
from bot.views.limits import Surface, problems


class ViewMethods:
    """The four methods over one workspace's views and trigger ids."""

    def __init__(self, views: Views, triggers: Triggers, app_id: str) -> None:
        self._views = views
        self._triggers = triggers
        self._app_id = app_id

    def open(self, call: Call) -> Payload:
        payload = _view(call, Surface.MODAL)
        return self._shown(call, self._views.open(self._spend(call), payload))

    def push(self, call: Call) -> Payload:
        payload = _view(call, Surface.MODAL)
        return self._shown(call, self._views.push(self._spend(call), payload))

    def update(self, call: Call) -> Payload:
        payload = _view(call, Surface.MODAL)
        key = call.text("view_id") or call.required("external_id")
        return self._shown(call, self._views.update(key, payload, call.text("hash")))

    def publish(self, call: Call) -> Payload:
        user = call.workspace.user(call.required("user_id"))
        payload = _view(call, Surface.HOME)
        return self._shown(call, self._views.publish(user.id, payload, call.text("hash")))

    def _spend(self, call: Call) -> str:
        return self._triggers.spend(call.required("trigger_id"))

    def _shown(self, call: Call, view: View) -> Payload:
        return {"view": view.as_slack(call.workspace.team.id, self._app_id)}


def _view(call: Call, surface: Surface) -> Payload:
    view = call.structure("view")
    if not isinstance(view, dict):
        raise ApiError("invalid_arguments", "[ERROR] missing required field: view")
    refuse(problems(view, surface))
    return {**view, "blocks": [with_ids(block) for block in view["blocks"]]}
