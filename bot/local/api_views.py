"""The Web API methods of views: views.open, views.push, views.update, views.publish."""

from bot.local.api_call import Call, refuse
from bot.local.model import ApiError, Payload, with_ids
from bot.local.payloads import Payloads
from bot.local.triggers import Triggers
from bot.local.views import View, Views
from bot.views.limits import Surface, problems


class ViewMethods:
    """The four methods over one workspace's views and trigger ids."""

    def __init__(self, views: Views, triggers: Triggers, payloads: Payloads) -> None:
        self._views = views
        self._triggers = triggers
        self._payloads = payloads

    def open(self, call: Call) -> Payload:
        payload = modal_of(call.structure("view"))
        return self._shown(self._views.open(self._spend(call), payload))

    def push(self, call: Call) -> Payload:
        payload = modal_of(call.structure("view"))
        return self._shown(self._views.push(self._spend(call), payload))

    def update(self, call: Call) -> Payload:
        payload = modal_of(call.structure("view"))
        key = call.text("view_id") or call.required("external_id")
        return self._shown(self._views.update(key, payload, call.text("hash")))

    def publish(self, call: Call) -> Payload:
        user = call.workspace.user(call.required("user_id"))
        payload = _view(call.structure("view"), Surface.HOME)
        return self._shown(self._views.publish(user.id, payload, call.text("hash")))

    def _spend(self, call: Call) -> str:
        return self._triggers.spend(call.required("trigger_id"))

    def _shown(self, view: View) -> Payload:
        return {"view": self._payloads.view(view)}


def modal_of(view: object) -> Payload:
    """A modal as the bot sent it, with the ids that Slack adds, or the refusal that Slack would give."""
    return _view(view, Surface.MODAL)


def _view(view: object, surface: Surface) -> Payload:
    if not isinstance(view, dict):
        raise ApiError("invalid_arguments", "[ERROR] missing required field: view")
    refuse(problems(view, surface))
    return {**view, "blocks": [with_ids(block) for block in view["blocks"]]}
