"""The forms of deeds: which fields each has, what they hold at first, and the deed that they make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from bot.places import Origin
from bot.requests import Filled
from bot.values import packed, unpacked
from bot.views.buttons import Fill, GoHome
from bot.views.controls import LABELS, label_of
from bot.views.forms import Control, Form, Option
from bot.views.forms import Field as FormField
from bot.views.mrkdwn import Mrkdwn, bold, clipped, escape
from csp_core.answering.phrases import due_words
from csp_core.book import Action, Book
from csp_core.changes.deeds import (
    Cancel,
    CarryForward,
    Complete,
    Edit,
    MoveDeadline,
    Reassign,
    Reopen,
    ReportProgress,
    Seen,
    SendBack,
    Snooze,
    seen,
)
from csp_core.changes.results import Field, NotPossible
from csp_core.permissions import Deed

CALLBACK = "csp_deed"
WHICH, WHAT = "actions", "deed"
SEVERAL = "Update several actions"
WHOLE = "Leave it empty if the whole action is meant."
SUBMITS = {Deed.REPORT_PROGRESS: "Record progress", Deed.SNOOZE: "Snooze"}
"""Where the button of a form says it otherwise than the button that opens it."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What comes back with a form: what it was opened for, and where: from a message, or from a part of the Home."""

    fill: Fill
    origin: Origin | None = None
    home: GoHome | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a form is about: the deed, the actions it can be done to, and the records that its fields offer."""

    deed: Deed
    actions: tuple[Action, ...]
    chosen: tuple[Seen, ...]
    book: Book
    today: date
    deeds: tuple[Deed, ...] = ()


def behind_of(text: str) -> Behind | None:
    """What was put behind a form; None when another version wrote it."""
    found: Behind | None = unpacked(text, Behind)
    return found


def form_of(choice: Choice, behind: Behind, filled: Filled, warning: str = "") -> Form:
    """The form of a deed, holding what was filled in so far. With several deeds or actions to choose from, those
    choices come first."""
    fields = [*_choices(choice, behind), *(_as_filled(each, filled) for each in _fields(choice, behind.fill))]
    return Form(
        callback=CALLBACK,
        title=_title(choice, behind.fill),
        submit=f"{SUBMITS.get(choice.deed) or _label(choice, behind.fill)}{_count(choice, behind.fill)}",
        fields=tuple(fields),
        behind=packed(behind, Behind),
        intro=tuple(_intro(choice, behind.fill, warning)),
        close="Leave it" if choice.deed is Deed.CANCEL else "Cancel",  # beside “Cancel action” it would be a riddle
    )


def choosing(actions: tuple[Seen, ...], filled: Filled) -> Filled:
    """What was filled in, with the chosen actions as they are now."""
    return {**filled, WHICH: tuple(packed(each, Seen) for each in actions)} if WHICH in filled else filled


def chosen_actions(behind: Behind, filled: Filled) -> tuple[Seen, ...]:
    """The actions that the form is sent for: those it was opened on, or those chosen in it."""
    if WHICH not in filled:
        return behind.fill.actions if behind.fill.deed else ()
    found = (unpacked(value, Seen) for value in filled[WHICH])
    return tuple(each for each in found if isinstance(each, Seen))


def chosen_deed(behind: Behind, filled: Filled) -> Deed | None:
    named = filled.get(WHAT, ())
    return Deed(named[0]) if named and named[0] in {deed.value for deed in LABELS} else behind.fill.deed


def edit_of(deed: Deed, actions: tuple[Seen, ...], filled: Filled, today: date) -> Edit | NotPossible:
    """The deed as it was filled in; NotPossible with the field that cannot be read."""
    held = _Held(filled)
    match deed:
        case Deed.COMPLETE:
            return Complete(actions, held.text(Field.NOTE), held.day(Field.DAY) or today, held.text(Field.LINK))
        case Deed.REPORT_PROGRESS:
            note, part = held.text(Field.NOTE), held.text(Field.ORGANISATION)
            return ReportProgress(actions, note, held.number(Field.PERCENT), part)
        case Deed.REOPEN:
            return Reopen(actions, held.text(Field.NOTE))
        case Deed.CARRY_FORWARD:
            return CarryForward(actions, held.day(Field.DAY), held.text(Field.NOTE))
        case Deed.CANCEL:
            return Cancel(actions, held.text(Field.REASON) or "")
        case Deed.SEND_BACK:
            return SendBack(actions, held.text(Field.REASON) or "")
        case Deed.REASSIGN:
            to = unpacked(held.text(Field.TO) or "", tuple[str, str])
            return Reassign(actions, to[0], to[1] or None, held.text(Field.NOTE)) if to else _missing(Field.TO)
        case Deed.MOVE_DEADLINE:
            due = held.day(Field.DAY)
            return MoveDeadline(actions, due, held.text(Field.REASON) or "") if due else _missing(Field.DAY)
        case Deed.SNOOZE:
            until = held.day(Field.DAY)
            return Snooze(actions, until, held.text(Field.NOTE)) if until else _missing(Field.DAY)
        case _:
            return NotPossible("This form is out of date; please close it and press the button again.")


@dataclass(frozen=True, slots=True)
class _Held:
    filled: Filled

    def text(self, field: Field) -> str | None:
        return next(iter(self.filled.get(field.value, ())), None)

    def day(self, field: Field) -> date | None:
        written = self.text(field)
        return date.fromisoformat(written) if written else None

    def number(self, field: Field) -> int | None:
        written = self.text(field)
        return int(written) if written else None


def _missing(field: Field) -> NotPossible:
    return NotPossible("Please fill this in.", field)


def _title(choice: Choice, fill: Fill) -> str:
    if fill.deed is None:
        return SEVERAL
    label = _label(choice, fill)
    return f"{label}: {choice.actions[0].ref}" if len(choice.actions) == 1 else label


def _label(choice: Choice, fill: Fill) -> str:
    """As the button says it that opened the form; where actions are still to be chosen, what fits all of them."""
    return label_of(choice.deed, *(choice.actions if fill.deed else ()))


def _count(choice: Choice, fill: Fill) -> str:
    """How many actions are chosen, where there are several to choose from."""
    return f" ({len(choice.chosen)})" if _is_open(choice, fill) else ""


def _is_open(choice: Choice, fill: Fill) -> bool:
    return fill.deed is None or len(choice.actions) > 1


def _intro(choice: Choice, fill: Fill, warning: str) -> Iterator[Mrkdwn]:
    if warning:
        yield Mrkdwn(f":warning: {escape(warning)}")
    if fill.deed is not None and len(choice.actions) == 1:
        action = choice.actions[0]
        yield Mrkdwn(f"{bold(escape(action.ref))} {clipped(action.title, 300)}\n{escape(_whose(action))}")


def _whose(action: Action) -> str:
    return " · ".join(filter(None, (action.owner or "no owner", action.lead, due_words(action))))


def _choices(choice: Choice, behind: Behind) -> Iterator[FormField]:
    if behind.fill.deed is None:
        deeds = tuple(Option(deed.value, LABELS[deed]) for deed in choice.deeds)
        yield FormField(WHAT, "What to do", Control.ONE, initial=(choice.deed.value,), options=deeds, tells=True)
    if _is_open(choice, behind.fill):
        options = tuple(_option(action) for action in choice.actions)
        chosen = tuple(packed(each, Seen) for each in choice.chosen)
        yield FormField(WHICH, "Actions", Control.SEVERAL, initial=chosen, options=options, tells=True)


def _as_filled(field: FormField, filled: Filled) -> FormField:
    return replace(field, initial=filled[field.name]) if filled.get(field.name) else field


def _option(action: Action) -> Option:
    return Option(packed(seen(action)[0], Seen), f"{action.ref} {action.title}")


def _fields(choice: Choice, fill: Fill) -> tuple[FormField, ...]:
    text = (fill.text,) if fill.text else ()
    day = (fill.day.isoformat(),) if fill.day else ()
    note = FormField(Field.NOTE.value, "Note", Control.LINES, initial=text, is_optional=True)
    reason = FormField(Field.REASON.value, "Reason", Control.LINES, initial=text)
    match choice.deed:
        case Deed.COMPLETE:
            return _completion(text, day or (choice.today.isoformat(),))
        case Deed.REPORT_PROGRESS:
            return _progress(choice.actions, text)
        case Deed.REOPEN | Deed.ACCEPT:
            return (note,)
        case Deed.REASSIGN:
            return (_new_owner(choice, fill.to), note)
        case Deed.MOVE_DEADLINE:
            label = "New deadline" if any(action.due for action in choice.actions) else "Deadline"
            return (FormField(Field.DAY.value, label, Control.DAY, initial=day), reason)
        case Deed.SNOOZE:
            return (FormField(Field.DAY.value, "No reminders before", Control.DAY, initial=day), note)
        case Deed.CARRY_FORWARD:
            due = "Leave it empty to keep a deadline that is in the next plan year already."
            return (FormField(Field.DAY.value, "New deadline", Control.DAY, due, day, is_optional=True), note)
        case Deed.CANCEL | Deed.SEND_BACK:
            return (reason,)
        case Deed.CONFIRM_ON_TRACK | Deed.ASK_SIGN_OFF | Deed.UNDO:
            return ()
        case _:
            assert_never(choice.deed)


def _completion(text: tuple[str, ...], day: tuple[str, ...]) -> tuple[FormField, ...]:
    what = "What shows that it is done? A sentence is enough."
    return (
        FormField(Field.NOTE.value, "Evidence", Control.LINES, what, text, is_optional=True),
        FormField(Field.DAY.value, "Date done", Control.DAY, initial=day),
        FormField(
            Field.LINK.value, "Link", Control.LINK, "To a document or a page, if there is one.", is_optional=True
        ),
    )


def _progress(actions: Sequence[Action], text: tuple[str, ...]) -> tuple[FormField, ...]:
    names = dict.fromkeys(name for action in actions for name in (action.lead, *action.partners) if name)
    parts = tuple(Option(name, name) for name in names)
    whose = FormField(Field.ORGANISATION.value, "Whose part", Control.ONE, WHOLE, options=parts, is_optional=True)
    return (
        FormField(Field.NOTE.value, "How far is it?", Control.LINES, initial=text, is_optional=True),
        FormField(Field.PERCENT.value, "Per cent done", Control.NUMBER, is_optional=True),
        *([whose] if any(part.fits for part in parts) else []),
    )


def _new_owner(choice: Choice, to: str | None) -> FormField:
    book = choice.book
    posts = [(post.title, post.organisation or "") for post in book.posts]
    there = [(each.name, "") for each in book.organisations if each.last_day is None]
    owners = {packed(pair, tuple[str, str]): pair for pair in [*posts, *there]}
    options = tuple(Option(value, " · ".join(filter(None, pair))) for value, pair in owners.items())
    chosen = tuple(value for value, pair in owners.items() if pair[0] == to)
    label = "New owner" if any(action.owner for action in choice.actions) else "Owner"
    return FormField(Field.TO.value, label, Control.ONE, "A post or an organisation.", chosen[:1], options)
