"""The log: one handler on the root logger, as text or JSON, and nothing secret or personal in any line of it."""

import logging
import re
import sys
from collections.abc import Iterable

import structlog
from structlog.typing import Processor

HIDDEN = "[hidden]"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"xox[a-z](?:\.[a-z]+)?-[\w.-]+",
        r"xapp-[\w-]+",
        r"\bv0=[0-9a-fA-F]{16,}",
        r"(?i)\b(?:bearer|basic)\s+[\w.~+/=-]{6,}",
        r"https?://[^\s\"'\\<>]*(?:hooks\.slack|/response/)[^\s\"'\\<>]*",
        r"(?<=://)[^\s/@:\"'\\]+:[^\s/@\"'\\]+(?=@)",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"(?i)(?<=response_url)(?:\W{1,6})https?://[^\s\"'\\<>]+",
    )
)


class _HidingFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders first and hides afterwards, so that tracebacks and records of other libraries are covered too."""

    def __init__(self, processors: list[Processor], secrets: Iterable[str]) -> None:
        super().__init__(processors=processors, foreign_pre_chain=[structlog.stdlib.ExtraAdder()])
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        return hide(super().format(record), self._secrets)


def hide(line: str, secrets: Iterable[str] = ()) -> str:
    """The line without tokens, signatures, credentials, response URLs, e-mail addresses and `secrets`."""
    for secret in secrets:
        line = line.replace(secret, HIDDEN)
    for pattern in _PATTERNS:
        line = pattern.sub(HIDDEN, line)
    return line


def set_up_logging(log_format: str, secrets: Iterable[str] = ()) -> None:
    """Sends the log of the whole process to stderr. `log_format` is text or json."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_HidingFormatter(_processors(log_format), secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    quieten()


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger that takes fields: log.error("what happened", reference="ABC234"). Texts of people are no fields."""
    wrapped: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return wrapped


def quieten() -> None:
    """Bolt logs the whole body of a refused request at INFO, the SDK bodies and answers at DEBUG, the scheduler two
    lines for each tick."""
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    logging.getLogger("slack_sdk").setLevel(logging.INFO)


def _processors(log_format: str) -> list[Processor]:
    rendering: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        rendering,
    ]
