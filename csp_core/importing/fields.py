"""Our fields, and the names that other people's plans and data files give to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ASIDE = "-"
"""Given as our field in `--map "Their column=-"`, it leaves their column aside."""

Names = Mapping[str, tuple[str, ...]]

PLAN_NAMES: Names = {
    "year": ("year", "plan year"),
    "ref": (
        *("ref", "reference", "action ref", "action reference", "ref no", "no", "number", "id", "action id"),
        *("action no", "action number", "item", "item no", "code"),
    ),
    "priority": ("priority", "priority area", "theme", "priority theme", "strategic priority", "focus area", "strand"),
    "objective": ("objective", "aim", "objectives", "strategic objective", "outcome", "intended outcome", "goal"),
    "action": (
        *("action", "actions", "what", "action what", "action how", "action how what activity", "activity"),
        *("title", "action title", "task", "key action", "what will we do", "what we will do", "project"),
        *("actions required", "action required", "what activity", "agreed action"),
    ),
    "description": ("description", "details", "detail", "how", "how we will do it", "notes", "action detail"),
    "lead": (
        *("lead", "lead agency", "lead organisation", "lead organization", "lead partner", "lead body", "agency"),
        *("lead agency officer", "lead agencies", "organisation", "responsible agency", "lead partner organisation"),
        *("lead partner org officer", "lead org"),
    ),
    "owner": (
        *("owner", "lead officer", "nominated lead officer", "officer", "responsible officer", "action owner"),
        *("responsible post", "accountable officer", "accountable"),
        *("responsible", "responsible person", "responsibility", "named officer", "lead person", "who"),
        *("by whom", "lead officer agency", "assigned to", "lead name", "post"),
    ),
    "partners": (
        *("partners", "partner agencies", "supporting partners", "other partners", "key partners", "partner"),
        *("supporting agencies", "delivery partners", "other agencies", "with whom", "support", "partners involved"),
    ),
    "start": ("start", "start date", "from", "starts", "commencement", "commencement date", "begins", "date started"),
    "due": (
        *("due", "due date", "deadline", "timescale", "timescales", "target date", "by when", "when", "end date"),
        *("target completion date", "completion date", "date due", "complete by", "timeframe", "time scale"),
        *("finish date", "timeline", "due by", "end", "finish"),
    ),
    "status": (
        *("status", "rag", "rag status", "rag rating", "complete y n", "complete", "state", "current status"),
        *(
            "action status",
            "progress status",
            "delivery status",
            "progress rating",
            "delivery rag",
            "completed y n",
            "brag",
            "brag status",
            "brag rating",
        ),
    ),
    "progress": (
        *("progress", "update", "progress update", "updates", "latest update", "commentary", "comments", "comment"),
        *("progress to date", "latest position", "current position", "quarterly update", "progress notes"),
    ),
    "measure": (
        *("measure", "success measure", "measure of success", "how will we measure success", "success measures"),
        *("success criteria", "indicator", "performance indicator", "performance measure", "kpi", "measures"),
        *("how success is measured", "national indicator", "outcome measure", "evidence of success"),
    ),
    "funding": (
        *("funding", "cost", "costs", "resources", "budget", "indicative costs", "indicative cost", "resource"),
        *("funding source", "resource implications", "financial implications"),
    ),
    "original_due": ("original due", "original due date", "original deadline", "original date", "baseline date"),
    "moves": ("moves", "times moved", "number of moves", "date changes"),
    "completed_on": ("completed on", "date completed", "actual completion date", "completed date"),
    "awaiting_sign_off": ("awaiting sign off", "awaiting signoff", "sign off needed"),
    "illustrative": ("illustrative", "sample", "example"),
}

# Names that say less: each is taken only where no other column of the sheet is the field.
PLAN_SECOND_NAMES: Names = {
    "priority": ("heading", "pillar", "workstream"),
    "action": (
        *("what we have promised", "what we are going to do", "we will", "commitment", "our commitment", "commitments"),
        *("deliverable", "milestone", "intervention"),
    ),
    "lead": ("led by", "who leads", "delivered by", "lead service"),
    "owner": (
        *("person responsible", "officer responsible", "who is responsible", "accountable person", "named lead"),
        *("named person", "postholder", "post holder", "owned by", "lead contact", "delivery lead", "sro"),
        "senior responsible officer",
    ),
    "partners": (
        *("working with", "in partnership with", "joint with", "supported by", "partner organisations"),
        *("supporting organisations", "contributing partners", "delivered with"),
    ),
    "due": (
        *("finish by", "to be completed by", "to be done by", "planned completion", "planned completion date"),
        *("planned end date", "expected completion date", "delivery date", "milestone date"),
    ),
    "progress": (
        *("progress so far", "where we are", "where we are now", "status update", "narrative", "latest notes"),
        *("latest news", "what has happened"),
    ),
    "measure": ("how will we know", "how we will know", "what success looks like", "what does success look like"),
    "funding": ("funded by", "funded from", "paid for by", "funding stream", "source of funding", "fund", "grant"),
    "original_due": ("first due", "first deadline", "originally due"),
    "moves": ("times put back", "extensions"),
    "completed_on": ("finished on", "date finished", "closed on", "date closed", "actual end date", "date achieved"),
}

FIGURE_NAMES: Names = {
    "measure": ("measure", "indicator", "measure name", "metric", "series", "kpi", "offence group", "category"),
    "area": ("area", "area name", "geography", "csp", "district", "partnership", "local authority", "place"),
    "period_from": ("period from", "from", "start", "period start", "start date", "date from", "first day"),
    "period_to": ("period to", "to", "end", "period end", "end date", "date to", "last day"),
    "value": ("value", "figure", "count", "number", "total", "incidents", "offences", "recorded"),
    "unit": ("unit", "units", "unit of measure"),
    "change": ("change", "difference", "numeric change", "change number", "increase decrease"),
    "change_percent": ("change percent", "change %", "% change", "percentage change", "percent change", "change pc"),
    "publisher": ("publisher", "published by", "agency", "organisation", "data owner", "owner"),
    "source": ("source", "data source", "source document", "reference", "url"),
    "published": ("published", "publication date", "date published", "published on", "release date", "as at"),
    "state": ("state", "status", "data status"),
    "visibility": ("visibility", "marking", "publication marking", "audience"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks", "footnote", "caveat"),
}

PEOPLE_NAMES: Names = {
    "name": ("name", "person", "full name", "officer", "contact", "contact name"),
    "organisation": ("organisation", "organization", "agency", "employer", "body", "partner"),
    "post": ("post", "role", "job title", "title", "position", "job"),
    "from": ("from", "start", "start date", "since", "first day", "in post from"),
    "to": ("to", "end", "end date", "until", "last day", "in post to"),
    "deputy": ("deputy", "is deputy", "deputises", "deputy y n"),
    "slack": ("slack", "slack id", "slack user", "slack user id", "slack member id", "member id"),
    "coordinator": ("coordinator", "is coordinator", "coordinates", "coordinator y n"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its fields with the names they go by, and those without which a row says nothing.

    `second_names` name a field only where no other column of the sheet does.
    """

    names: Names
    required: tuple[str, ...]
    second_names: Names = field(default_factory=dict)


PLAN = Kind(PLAN_NAMES, ("action",), PLAN_SECOND_NAMES)
FIGURES = Kind(FIGURE_NAMES, ("measure", "area", "period_from", "period_to"))
PEOPLE = Kind(PEOPLE_NAMES, ("name",))
