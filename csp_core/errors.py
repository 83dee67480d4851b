"""Every error that a person may read: one sentence that says what is wrong, and one that says what to do."""

from collections.abc import Iterable


class CspError(Exception):
    """The base of all domain errors: `sentence` says what is wrong, `remedy` what to do next."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class PartnershipUnknown(CspError):
    """No partnership has the name that was given, or none is in the database at all."""


class PartnershipAmbiguous(CspError):
    """The database holds several partnerships and none was named."""


class PersonUnknown(CspError):
    """Nobody in the partnership's directory has the name or Slack id that was given."""


class DatabaseUnusable(CspError):
    """The database cannot be opened, or its tables are not those of this version."""


class ActionUnknown(CspError):
    """No plan has an action with the ref that was given."""


class AuditBroken(CspError):
    """The audit trail does not lead to what the database holds."""


class ImportRefused(CspError):
    """A file was not taken over: each problem names its place and its remedy, and nothing was changed."""

    def __init__(self, sentence: str, problems: Iterable[str]) -> None:
        super().__init__(sentence, "Nothing was changed.")
        self.problems = tuple(problems)
