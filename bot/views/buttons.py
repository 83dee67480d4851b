"""What a button of ours means. Its value holds all of it, so that any process can answer a press:

1 page 2 U024BE7LH actions domestic abuse       (format, kind, page, who asked, the question)
"""

import re
from dataclasses import dataclass
from enum import Enum

FORMAT = "1"
MOST_QUESTION = 1_900  # Slack keeps 2,000 characters of a value
_KIND, _PAGE, _ASKER = r"(?P<kind>page|share|choose)", r"(?P<page>[1-9][0-9]{0,3})", r"(?P<asker>[UW][A-Z0-9]{1,20})"
_VALUE = re.compile(rf"{FORMAT} {_KIND} {_PAGE} {_ASKER} (?P<question>.+)", re.DOTALL)


class Kind(Enum):
    """What a press asks for: another page of the answer, the answer for the channel, or another question."""

    PAGE = "page"
    SHARE = "share"
    CHOOSE = "choose"


@dataclass(frozen=True, slots=True)
class Button:
    """One press. `asker` is the Slack id of the person whose question it was: "my actions" stays theirs."""

    kind: Kind
    question: str
    asker: str
    page: int = 1

    @property
    def value(self) -> str:
        return f"{FORMAT} {self.kind.value} {self.page} {self.asker} {self.question}"


def fits(question: str) -> bool:
    """Whether a button can carry this question; an empty one says nothing."""
    return 0 < len(question) <= MOST_QUESTION


def parse(value: str) -> Button | None:
    """The button that wrote this value; None for anything else, such as the value of another version."""
    found = _VALUE.fullmatch(value)
    if found is None or not fits(found["question"]):
        return None
    return Button(Kind(found["kind"]), found["question"], found["asker"], int(found["page"]))
