"""Reads one partnership out of the database into a book: one query a kind of record."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from csp_core import book, model
from csp_core.action_values import ActionValues
from csp_core.differences import difference_words
from csp_core.directory import Directory, load_directory
from csp_core.records import Records

KEPT_CHANGES = 1000
Value = TypeVar("Value")
OwnedRecord = TypeVar("OwnedRecord", bound=model.Owned)


def load_book(session: Session, partnership: model.Partnership) -> book.Book:
    """The partnership as frozen values, at the revision that its record holds."""
    records = Records(session, partnership.id)
    directory = load_directory(records)
    return book.Book(
        partnership_id=partnership.id,
        name=partnership.name,
        area=partnership.area,
        time_zone=partnership.time_zone,
        revision=partnership.plan_revision,
        pinned_today=partnership.pinned_today,
        plans=_plans(records, directory),
        organisations=directory.organisations,
        posts=directory.posts,
        people=directory.people,
        measures=_measures(records),
        changes=_changes(records, ZoneInfo(partnership.time_zone)),
        workspaces=directory.workspaces,
        open_reading=partnership.open_reading,
    )


def load_figures(session: Session, partnership_id: UUID, names: Iterable[str]) -> dict[str, list[book.Figure]]:
    """The current figures of some measures, oldest period first; a measure without any has an empty list."""
    found: dict[str, list[book.Figure]] = {name: [] for name in names}
    measures = {each.id: each for each in Records(session, partnership_id).of(model.Measure) if each.name in found}
    figure = model.Figure
    query = select(figure).where(figure.partnership_id == partnership_id, figure.measure_id.in_(measures))
    every = session.scalars(query.order_by(figure.period_to, figure.period_from, figure.area)).all()
    corrected = {each.superseded_by_id for each in every}
    for each in every:
        if each.superseded_by_id is None:
            measure = measures[each.measure_id]
            found[measure.name].append(_figure(each, measure, corrects=each.id in corrected))
    return found


def _plans(records: Records, directory: Directory) -> tuple[book.Plan, ...]:
    of_plan = _WhatBelongsToPlans(records, directory)
    return tuple(of_plan.as_value(plan) for plan in records.of(model.Plan, model.Plan.first_day, model.Plan.last_day))


class _WhatBelongsToPlans:
    """Everything that belongs to plan years, grouped by their ids."""

    def __init__(self, records: Records, directory: Directory) -> None:
        priorities = records.of(model.Priority, model.Priority.position)
        self._priorities = _grouped(priorities, lambda each: each.plan_id, _priority)
        values = ActionValues(records, directory)
        self._actions = _grouped(
            records.of(model.Action, model.Action.position), lambda each: each.plan_id, values.value
        )
        self._outcomes = _grouped(
            records.of(model.StatedOutcome, model.StatedOutcome.position), lambda each: each.plan_id, _outcome
        )
        self._grants = _grouped(records.of(model.Grant, model.Grant.name), lambda each: each.plan_id, _grant)
        self._statements = _grouped(
            records.of(model.Statement, model.Statement.position), lambda each: each.plan_id, _statement
        )

    def as_value(self, plan: model.Plan) -> book.Plan:
        return book.Plan(
            year=plan.year,
            first_day=plan.first_day,
            last_day=plan.last_day,
            source=plan.source,
            note=plan.note,
            priorities=tuple(self._priorities[plan.id]),
            actions=tuple(self._actions[plan.id]),
            outcomes=tuple(self._outcomes[plan.id]),
            grants=tuple(self._grants[plan.id]),
            statements=tuple(self._statements[plan.id] + self._statements[None]),
        )


def _grouped(
    records: Iterable[OwnedRecord],
    key: Callable[[OwnedRecord], UUID | None],
    value: Callable[[OwnedRecord], Value],
) -> defaultdict[UUID | None, list[Value]]:
    groups: defaultdict[UUID | None, list[Value]] = defaultdict(list)
    for each in records:
        groups[key(each)].append(value(each))
    return groups


def _priority(each: model.Priority) -> book.Priority:
    return book.Priority(each.name, tuple(each.aliases), each.note)


def _outcome(each: model.StatedOutcome) -> book.StatedOutcome:
    return book.StatedOutcome(each.kind, each.count, each.as_written, each.source, each.note)


def _grant(each: model.Grant) -> book.Grant:
    return book.Grant(
        name=each.name,
        amount=each.amount,
        unit=each.unit,
        aliases=tuple(each.aliases),
        funder=each.funder,
        period_from=each.period_from,
        period_to=each.period_to,
        source=each.source,
        note=each.note,
    )


def _statement(each: model.Statement) -> book.Statement:
    return book.Statement(each.topic, each.text, each.source, tuple(each.keywords), each.note)


def _measures(records: Records) -> tuple[book.Measure, ...]:
    current = model.Figure.superseded_by_id.is_(None)
    query = select(model.Figure.measure_id, model.Figure.area).distinct().order_by(model.Figure.area)
    areas = defaultdict(list)
    for measure_id, area in records.session.execute(
        query.where(model.Figure.partnership_id == records.partnership_id, current)
    ):
        areas[measure_id].append(area)
    return tuple(_measure(each, tuple(areas[each.id])) for each in records.of(model.Measure, model.Measure.name))


def _measure(each: model.Measure, areas: tuple[str, ...]) -> book.Measure:
    return book.Measure(
        name=each.name,
        aliases=tuple(each.aliases),
        unit=each.unit,
        direction=each.direction,
        definition=each.definition,
        baseline=each.baseline,
        target=each.target,
        note=each.note,
        areas=areas,
    )


def _figure(each: model.Figure, measure: model.Measure, *, corrects: bool) -> book.Figure:
    return book.Figure(
        measure=measure.name,
        area=each.area,
        period_from=each.period_from,
        period_to=each.period_to,
        value=each.value,
        unit=each.unit or measure.unit,
        change=each.change,
        change_percent=each.change_percent,
        publisher=each.publisher or measure.publisher,
        source=each.source,
        published=each.published,
        state=each.state,
        visibility=each.visibility,
        note=each.note,
        corrects=corrects,
    )


def _changes(records: Records, zone: ZoneInfo) -> tuple[book.Change, ...]:
    """The latest changes of actions, oldest first, on the days that counted as today when they were made."""
    entry, action = model.AuditEntry, model.Action
    query = (
        select(entry, action.ref)
        .join(action, (action.partnership_id == entry.partnership_id) & (action.id == entry.action_id))
        .where(entry.partnership_id == records.partnership_id, entry.refusal.is_(None))
        .order_by(entry.sequence.desc())
        .limit(KEPT_CHANGES)
    )
    return tuple(change_of(each, ref, zone) for each, ref in reversed(records.session.execute(query).all()))


def change_of(entry: model.AuditEntry, ref: str, zone: ZoneInfo) -> book.Change:
    """An entry of the audit as what it says of an action."""
    return book.Change(
        on=entry.day or entry.at.astimezone(zone).date(),
        ref=ref,
        kind=entry.kind,
        summary=difference_words(entry.before, entry.after),
        by=entry.actor,
        for_whom=entry.for_whom,
        evidence=entry.evidence,
        action_id=entry.action_id,
    )
