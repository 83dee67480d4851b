"""Keeps what a follow-up question goes on from: the question before and the refs shown, for a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from cattrs import BaseValidationError
from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from csp_core import model
from csp_core.asking.questions import Conversation, Question
from csp_core.database import Database

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person in one place (a thread or a direct message): nobody else's questions are followed on from."""

    place: str
    person: str


class Conversations:
    """The conversations of every partnership in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def before(self, partnership_id: UUID, speaker: Speaker, now: datetime) -> Conversation:
        """What this person was last told here, within a day; an empty conversation otherwise."""
        with self._database.reading() as session:
            kept = _kept(session, partnership_id, speaker)
            return _from_json(kept.content) if kept and now - kept.at < KEPT_FOR else Conversation()

    def keep(self, partnership_id: UUID, speaker: Speaker, conversation: Conversation, now: datetime) -> None:
        """Remembers a conversation in place of the one before, and forgets all that are older than a day."""
        with self._database.writing() as session:
            kept = _kept(session, partnership_id, speaker)
            if kept is None:
                kept = model.Conversation(partnership_id=partnership_id, place=speaker.place, person=speaker.person)
                session.add(kept)
            kept.at, kept.content = now, _as_json(conversation)
            old = delete(model.Conversation).where(model.Conversation.at < now - KEPT_FOR)
            session.execute(old.where(model.Conversation.partnership_id == partnership_id))


def _kept(session: Session, partnership_id: UUID, speaker: Speaker) -> model.Conversation | None:
    return session.scalar(
        select(model.Conversation).where(
            model.Conversation.partnership_id == partnership_id,
            model.Conversation.place == speaker.place,
            model.Conversation.person == speaker.person,
        )
    )


def _as_json(conversation: Conversation) -> dict[str, Any]:
    question = conversation.question
    return {
        "question": _converter().unstructure(question, Question) if question is not None else None,
        "refs": list(conversation.refs),
        "listed": list(conversation.listed),
    }


def _from_json(content: Mapping[str, Any]) -> Conversation:
    """A conversation that another version kept in other words is forgotten."""
    try:
        known = content["question"]
        question = _converter().structure(known, Question) if known else None  # type: ignore[arg-type]  # a union
        return Conversation(question, tuple(content["refs"]), tuple(content["listed"]))
    except (BaseValidationError, KeyError):
        return Conversation()


@lru_cache(maxsize=1)
def _converter() -> JsonConverter:
    converter = make_converter()
    configure_tagged_union(Question, converter)
    return converter
