"""What a message that was posted says now: something it is about has changed since."""

from datetime import datetime
from uuid import UUID

from csp_core.database import Database
from csp_core.reminders.claims import as_claim, messages_query
from csp_core.reminders.contents import Content
from csp_core.reminders.outbox import MESSAGE
from csp_core.reminders.posting import Timing
from csp_core.reminders.rendering import load_batch


def content_again(database: Database, partnership_id: UUID, message_id: UUID, now: datetime) -> Content | None:
    """The message from the records of this moment, about the actions that it listed; None when nothing of it is left
    to say, or the partnership has no such message."""
    with database.reading() as session:
        query = messages_query().where(MESSAGE.c.partnership_id == partnership_id, MESSAGE.c.id == message_id)
        row = session.execute(query).one_or_none()
    if row is None:
        return None
    claim = as_claim(row)
    return load_batch(database, [claim], now, Timing()).rendered(claim).content
