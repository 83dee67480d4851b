"""Forms that are sent: each goes to the feature it belongs to, and is answered in the acknowledgement."""

from bot import deed_forms, payloads
from bot.failures import told
from bot.listeners import changing, modals, people, reminder_saving
from bot.listeners.acknowledging import LATER, Acknowledgement
from bot.office import Office
from bot.payloads import Payload
from bot.requests import Submission


def on_submission(office: Office, body: Payload) -> Acknowledgement:
    """Any form. Whatever goes wrong is said at its first field, so that nothing that was typed is lost."""
    sent = payloads.submission(body)
    return told(lambda: _submit(office, sent), lambda sentence: modals.error_at(sent, "", sentence))


def _submit(office: Office, sent: Submission) -> Acknowledgement:
    if sent.form == deed_forms.CALLBACK:
        return changing.submit(office, sent)
    if sent.form.startswith(reminder_saving.CALLBACK):
        return reminder_saving.submit(office, sent)
    return people.submit(office, sent) if sent.form.startswith(people.CALLBACK) else LATER
