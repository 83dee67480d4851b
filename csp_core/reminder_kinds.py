"""The choices that reminders know: kinds, regions, and what can become of them."""

from enum import Enum


class Kind(Enum):
    """What is posted. Notices and calls for help are never on a schedule."""

    WEEKLY_DIGEST = "weekly_digest"
    OWNER_MESSAGES = "owner_messages"
    ESCALATION = "escalation"
    MONTHLY_SUMMARY = "monthly_summary"
    NOTICE = "notice"
    HELP = "help"


class Region(Enum):
    """Whose bank holidays count."""

    ENGLAND_AND_WALES = "england_and_wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Fate(Enum):
    """What became of a schedule in one period: planned, found too late, or held by a quiet period."""

    PLANNED = "planned"
    MISSED = "missed"
    HELD = "held"


class Sending(Enum):
    """Where a message stands. UNKNOWN may or may not have arrived, DOUBTED is that and a coordinator was asked;
    DROPPED had nothing left to say, ABANDONED came too late or was called off."""

    PENDING = "pending"
    SENDING = "sending"
    POSTED = "posted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    DOUBTED = "doubted"
    DROPPED = "dropped"
    ABANDONED = "abandoned"
