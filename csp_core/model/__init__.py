"""The mapped classes of the shared model, one noun a file."""

from csp_core.model.audit import AuditEntry
from csp_core.model.conversations import Conversation
from csp_core.model.figures import Figure, Measure
from csp_core.model.inbox import Delivery
from csp_core.model.partnership import Partnership, Workspace
from csp_core.model.people import Account, Holding, Organisation, OrganisationLead, Person, Post, names_nobody
from csp_core.model.plan import (
    Action,
    ActionPartner,
    Continuation,
    Grant,
    Plan,
    Priority,
    ProgressUpdate,
    StatedOutcome,
    Statement,
    ref_key,
)
from csp_core.model.record import Owned, Record, UtcDateTime
from csp_core.model.reminders import Message, Occurrence, OptOut, Place, QuietPeriod, Schedule, Tick

__all__ = [
    "Account",
    "Action",
    "ActionPartner",
    "AuditEntry",
    "Continuation",
    "Conversation",
    "Delivery",
    "Figure",
    "Grant",
    "Holding",
    "Measure",
    "Message",
    "Occurrence",
    "OptOut",
    "Organisation",
    "OrganisationLead",
    "Owned",
    "Partnership",
    "Person",
    "Place",
    "Plan",
    "Post",
    "Priority",
    "ProgressUpdate",
    "QuietPeriod",
    "Record",
    "Schedule",
    "StatedOutcome",
    "Statement",
    "Tick",
    "UtcDateTime",
    "Workspace",
    "names_nobody",
    "ref_key",
]
