"""The words by which a change to actions is wished for or reported."""

import re

from csp_core.book import ChangeKind

POLITE = (
    "you can", "u can", "can u", "could u", "feel free to", "go ahead and", "ok to", "you may", "can you",
    "could you", "would you", "will you", "please", "pls", "can we", "could we", "can i", "could i", "can someone",
    "could someone", "would someone", "can somebody", "could somebody", "i want to", "be so good as to", "kindly",
    "id like to", "i would like to", "we need to", "i need to", "lets",
)  # fmt: skip
VERBS: dict[str, ChangeKind] = {
    "undo": ChangeKind.UNDO, "revert": ChangeKind.UNDO,
    "reopen": ChangeKind.REOPEN, "unclose": ChangeKind.REOPEN,
    "cancel": ChangeKind.CANCEL, "scrap": ChangeKind.CANCEL, "abandon": ChangeKind.CANCEL,
    "withdraw": ChangeKind.CANCEL, "drop": ChangeKind.CANCEL, "bin": ChangeKind.CANCEL, "kill": ChangeKind.CANCEL,
    "axe": ChangeKind.CANCEL, "ditch": ChangeKind.CANCEL,
    "snooze": ChangeKind.SNOOZE,
    "assign": ChangeKind.REASSIGN, "reassign": ChangeKind.REASSIGN, "transfer": ChangeKind.REASSIGN,
    "hand": ChangeKind.REASSIGN, "give": ChangeKind.REASSIGN, "pass": ChangeKind.REASSIGN,
    "push": ChangeKind.MOVE_DEADLINE, "shove": ChangeKind.MOVE_DEADLINE, "bump": ChangeKind.MOVE_DEADLINE,
    "defer": ChangeKind.MOVE_DEADLINE, "extend": ChangeKind.MOVE_DEADLINE, "postpone": ChangeKind.MOVE_DEADLINE,
    "move": ChangeKind.MOVE_DEADLINE, "shift": ChangeKind.MOVE_DEADLINE, "delay": ChangeKind.MOVE_DEADLINE,
    "reschedule": ChangeKind.MOVE_DEADLINE, "slip": ChangeKind.MOVE_DEADLINE,
    "close": ChangeKind.COMPLETE, "complete": ChangeKind.COMPLETE, "finish": ChangeKind.COMPLETE,
    "tick": ChangeKind.COMPLETE,
    "start": ChangeKind.PROGRESS, "restart": ChangeKind.PROGRESS,
}  # fmt: skip
# Verbs that say nothing alone: what the action is to become decides.
SETTING = {
    "mark", "set", "update", "change", "put", "record", "log", "make", "flag", "report", "turn", "carry", "roll",
    "bring", "sign", "open", "take", "chuck", "stick", "pop", "shunt", "kick", "knock", "nudge", "slide", "stretch",
}  # fmt: skip
OF_STATUS = {
    "completed": ChangeKind.COMPLETE, "in_progress": ChangeKind.PROGRESS, "not_started": ChangeKind.PROGRESS,
    "carried_forward": ChangeKind.CARRY_FORWARD, "cancelled": ChangeKind.CANCEL, "open": ChangeKind.REOPEN,
}  # fmt: skip
PARTLY = (
    "half done", "half way", "halfway", "part done", "partly done", "part complete", "partially", "half finished",
    "three quarters", "two thirds", "a third", "one third", "a quarter done", "mostly done", "mostly complete",
    "mostly finished", "all but done", "all but finished", "half complete", "nearly done", "almost done",
    "nearly finished", "almost finished", "partly complete",
)  # fmt: skip
PERCENT = re.compile(r"\b\d{1,3}\s?(?:%|percent|per cent)")
NEW_DATE = (
    "new date", "new deadline", "rescheduled", "slip to", "slips to", "slipped to", "slipping to", "put back to",
    "pushed back to", "moved to", "moves to", "go back by", "go back to", "go back", "move back", "slip by",
    "be moved to", "now finishes", "is now due", "be put back", "push back", "pushes back", "shift to", "now due",
    "deadline now", "extended to", "delayed to", "delayed until", "delayed by", "slipped by", "change deadline to",
    "change date to", "move to", "postponed to", "postponed until", "goes back to", "will now be", "will be done by",
    "pushed to", "put off to", "put off until", "done until", "finished until", "complete until", "completed until",
    "extended until", "an extension", "extension to", "extension until", "week extension", "putting back to",
    "put back until", "changed to", "be changed to", "needs another", "need another", "more weeks", "more months",
    "weeks more", "wks more", "extra weeks", "weeks extra", "weeks late move", "ready until", "finish until",
    "needs until", "need until", "have until", "more time", "deadline should be", "date should be", "deadline to be",
    "now be done by", "now finish", "now be finished", "should be due", "should all be due", "to be due",
)  # fmt: skip
NEXT_YEAR = (
    "into the next plan", "into next years plan", "to the next year", "over into next year", "to the next plan",
    "into next plan", "next years plan", "into next years", "to next years", "into next year", "over to next year",
    "on to next year",
)  # fmt: skip
HANDED = (
    "is now with", "now sits with", "now belongs to", "has gone to", "is now led by", "to be owned by", "owner is now",
    "lead is now", "should be owned by", "should be led by", "should sit with", "should go to", "belongs to",
    "takes over", "is taking over", "are taking over", "now owns", "now own", "now leads", "is the new owner",
    "is the new lead", "be owned by", "be led by", "has handed over", "have handed over", "is to go to", "reassign",
    "reassigned to", "transferred to", "to be led by", "passed to", "handed to", "is now owned by", "now owned by",
    "taken over by",
)  # fmt: skip
REOPENED = (
    "reopened",
    "in error", "by mistake", "prematurely", "back to open", "active again", "open again", "opening again",
    "opened again", "opened back up", "reopen", "re open", "back on the list",
)  # fmt: skip
BEGUN = (
    "now live",
    "now active",
    "now running",
    "have started",
    "has started",
    "have begun",
    "made a start",
    "kicked off",
    "up and running",
    "has begun",
    "have begun",
)
