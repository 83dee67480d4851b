"""An Answer as plain text, a page at a time, and as the JSON object that other programs read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from csp_core.answering.answers import ActionLine, Answer, FigureLine, SummaryRow
from csp_core.answering.describing import status_words
from csp_core.answering.phrases import day_words

PAGE_SIZE = 10
# Slack splits a text above 4,000 characters into several messages.
LONGEST_TEXT = 3_900
_LONGEST_LINE = 320


def pages(answer: Answer) -> int:
    """How many pages an answer has; an answer without actions has one."""
    return max(1, -(-len(answer.actions) // PAGE_SIZE))


def as_text(answer: Answer, page: int = 1) -> str:
    """One page in plain words, up to 3,900 characters; it says what more there is."""
    page = min(max(page, 1), pages(answer))
    text = "\n".join(_lines(answer, page))
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1].rstrip()}…"


def _lines(answer: Answer, page: int) -> Iterator[str]:
    yield from filter(None, (answer.understood, answer.headline, *answer.paragraphs))
    first = (page - 1) * PAGE_SIZE
    shown = answer.actions[first : first + PAGE_SIZE]
    yield from (f"• {_clipped(action_words(line))}" for line in shown)
    if len(shown) < len(answer.actions):
        yield f"Actions {first + 1} to {first + len(shown)} of {len(answer.actions)}."
    if page == 1:
        yield from (f"• {' '.join((line.says, *line.notes))}" for line in answer.figures)
        yield from (f"• {row_words(row)}" for row in answer.summary)
    yield from answer.notes
    if answer.choices:
        yield f"You can ask: {' | '.join(answer.choices)}"
    if answer.sources:
        yield f"Source: {'; '.join(answer.sources)}."
    yield f"As at {day_words(answer.as_at)}."


def action_words(line: ActionLine) -> str:
    """ "DA-01 Train GPs (in progress): Kent Police · Crime Manager · due 31 December 2014"."""
    return f"{line.action.ref} {line.action.title} ({state_words(line)}): {line.says}"


def state_words(line: ActionLine) -> str:
    """The state of an action in words: overdue and awaiting sign-off are said before its status."""
    if line.action.awaiting_sign_off and line.action.is_open:
        return "awaiting sign-off"
    return "overdue" if line.days_overdue is not None else status_words(line.action.status)


def row_words(row: SummaryRow) -> str:
    return f"{row.priority}: {row.completed} of {row.total} completed, {row.open} open, {row.overdue} overdue"


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_LINE else f"{text[: _LONGEST_LINE - 1].rstrip()}…"


def as_json(answer: Answer, question: str) -> dict[str, Any]:
    """The object of `csp ask --json`: stable keys, ISO dates, null for what is unknown."""
    change = answer.change
    return {
        "question": question,
        "outcome": answer.outcome.value,
        "text": as_text(answer),
        "as_at": answer.as_at.isoformat(),
        "actions": [_action(line) for line in answer.actions],
        "figures": [_figure(line) for line in answer.figures],
        "summary": [
            {"priority": r.priority, "total": r.total, "completed": r.completed, "open": r.open, "overdue": r.overdue}
            for r in answer.summary
        ],
        "change": change
        and {
            "kind": change.kind.value,
            "actions": list(change.refs),
            "date": _iso(change.day),
            "owner": change.owner,
            "note": change.note,
        },
        "choices": list(answer.choices),
        "sources": list(answer.sources),
    }


def _action(line: ActionLine) -> dict[str, Any]:
    action = line.action
    return {
        "ref": action.ref,
        "title": action.title,
        "priority": action.priority,
        "lead": action.lead,
        "owner": action.owner,
        "partners": list(action.partners),
        "due": _iso(action.due),
        "due_precision": action.due_precision.value if action.due_precision else None,
        "original_due": _iso(action.original_due),
        "status": action.status.value,
        "status_as_written": action.status_as_written,
        "awaiting_sign_off": action.awaiting_sign_off,
        "days_overdue": line.days_overdue,
        "illustrative": action.illustrative,
    }


def _figure(line: FigureLine) -> dict[str, Any]:
    figure = line.figure
    return {
        "measure": figure.measure,
        "area": figure.area,
        "value": _number(figure.value),
        "unit": figure.unit,
        "change": _number(figure.change),
        "change_percent": _number(figure.change_percent),
        "period_from": _iso(figure.period_from),
        "period_to": _iso(figure.period_to),
        "source": figure.source,
        "notes": list(line.notes),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point, as they were published."""
    return int(value) if value is not None and value == int(value) else value
