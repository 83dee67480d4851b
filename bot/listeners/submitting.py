"""Forms that are sent: each goes to the feature it belongs to, and is answered in the acknowledgement."""

from bot import deed_forms, payloads
from bot.failures import sentence_for
from bot.listeners import changing, people, reminder_saving
from bot.listeners.acknowledging import LATER, Acknowledgement
from bot.office import Office
from bot.payloads import Payload
from bot.requests import Submission


def on_submission(office: Office, body: Payload) -> Acknowledgement:
    """Any form. Whatever goes wrong is said at its first field, so that nothing that was typed is lost."""
    sent = payloads.submission(body)
    try:
        return _submit(office, sent)
    except Exception as error:  # noqa: BLE001 - a boundary: Slack would say "trouble connecting", and nothing else
        where = next(iter(sent.view.fields), "")
        return {"response_action": "errors", "errors": {where: sentence_for(error)}}


def _submit(office: Office, sent: Submission) -> Acknowledgement:
    if sent.form == deed_forms.CALLBACK:
        return changing.submit(office, sent)
    if sent.form.startswith(reminder_saving.CALLBACK):
        return reminder_saving.submit(office, sent)
    return people.submit(office, sent) if sent.form.startswith(people.CALLBACK) else LATER
