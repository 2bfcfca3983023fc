"""What the tables of directives, plans, days and reports must say, folded from the histories alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.events import directives as told
from motcua.ledger.events import steering
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.oversight.models import (
    Directive,
    DirectiveFile,
    DirectiveUnit,
    DirectiveWord,
    Milestone,
    Occasion,
    OccasionDay,
    Plan,
    SixWords,
    SteeringReport,
)
from motcua.oversight.rules import directives as rules

Row = dict[str, Any]
FOLDED_MOST = 900


def _on(entry: Told) -> date:
    return clock.local(entry.at).date()


def _task(row: Row, task: told.TaskTold) -> None:
    row |= copied(
        task,
        *("title", "group_words", "person", "leader", "product", "evidence", "authority", "target_words"),
        place_id="place",
        lead_id="lead",
    )
    row["co_owners"] = dict.fromkeys(task.co_owners, ())


def _source(row: Row, origin: told.SourceTold) -> None:
    row |= {name: getattr(origin, name) for name in origin.__struct_fields__}


def _due(row: Row, due: told.DueTold) -> None:
    same = ("due_kind", "due_day", "starts_on", "offset_days", "repeat", "repeat_day")
    row |= {name: getattr(due, name) for name in same}
    row |= {"occasion_id": due.occasion, "anchor_unit_id": due.anchor_unit}
    row |= {"until": due.until or rules.FAR, "degree": 0}


def _searched(row: Row) -> Row:
    words = (row["title"], row["document_number"], row["issuer_words"], row["product"])
    return {"folded": fold(" ".join(words))[:FOLDED_MOST]}


def _word(row: Row, entry: Told, kind: str, text: str, *, day: date | None = None, before: date | None = None,
          links: Sequence[told.LinkTold] = (), files: Sequence[told.FileTold] = ()) -> None:  # fmt: skip
    said = [msgspec.to_builtins(one) for one in links]
    row["words"][entry.at, entry.account, kind] = (row["percent"], text, row["obstacle"], day, before, said)
    for file in files:
        row["files"][entry.at, file.sha256] = (file.filename,)


def _last(row: Row) -> date | None:
    return None if row["until"] == rules.FAR else row["until"]


def _opened(_row: Row, event: told.DirectiveOpened, entry: Told) -> Row:
    row: Row = {"words": {}, "files": {}, "percent": 0, "obstacle": ""}
    _task(row, event.task)
    _source(row, event.origin)
    _due(row, event.due)
    row |= copied(event, "period", "lacking", parent_id="parent", plan_id="plan")
    row |= copied(event, keeper_id="keeper", keeper_place_id="keeper_place")
    nothing = ("started_on", "last_word_on", "offered_on", "offered_by", "done_on", "asked_day", "replaced_by")
    row |= dict.fromkeys(nothing) | dict.fromkeys(("days_late", "extensions", "returned"), 0)
    row |= {"state": rules.State.DRAFT.value, "open": True, "lesson": ""}
    row |= {"opened_on": _on(entry), "opened_by": entry.account}
    return row | _searched(row)


def _described(row: Row, event: told.DirectiveDescribed, entry: Told) -> Row:
    _task(row, event.task)
    _source(row, event.origin)
    if row["state"] != rules.State.DRAFT:
        _word(row, entry, "changed", event.reason)
    return {"lacking": event.lacking} | _searched(row)


def _due_set(row: Row, event: told.DirectiveDueSet, entry: Told) -> Row:
    _due(row, event.due)
    if row["state"] == rules.State.DRAFT:
        return {"lacking": event.lacking}
    _word(row, entry, "due", event.reason, day=event.due.until, before=event.before)
    return {"lacking": event.lacking, "asked_day": None}


def _started(_row: Row, _event: told.DirectiveStarted, entry: Told) -> Row:
    return {"state": rules.State.RUNNING.value, "started_on": _on(entry), "last_word_on": _on(entry)}


def _reported(row: Row, event: told.DirectiveReported, entry: Told) -> Row:
    row |= copied(event, "percent", "obstacle")
    _word(row, entry, "report", event.words, links=event.links, files=event.files)
    return {"last_word_on": _on(entry)}


def _asked(row: Row, event: told.DirectiveExtensionAsked, entry: Told) -> Row:
    _word(row, entry, "asked", event.reason, day=event.day, before=_last(row))
    return {"asked_day": event.day}


def _decided(row: Row, event: told.DirectiveExtensionDecided, entry: Told) -> Row:
    if event.granted:
        row |= {"until": event.day, "due_day": event.day, "due_kind": rules.DueKind.BY_END.value, "degree": 0}
        row |= {"occasion_id": None, "anchor_unit_id": None, "offset_days": 0, "extensions": row["extensions"] + 1}
    kind = "granted" if event.granted else "refused"
    _word(row, entry, kind, event.words, day=event.day, before=event.before)
    return {"asked_day": None}


def _offered(row: Row, event: told.DirectiveOffered, entry: Told) -> Row:
    row |= {"state": rules.State.OFFERED.value, "percent": rules.WHOLE, "obstacle": "", "asked_day": None}
    _word(row, entry, "offered", event.words, links=event.links, files=event.files)
    return {"offered_on": _on(entry), "last_word_on": _on(entry), "offered_by": entry.account}


def _accepted(row: Row, event: told.DirectiveAccepted, entry: Told) -> Row:
    _word(row, entry, "accepted", event.words)
    return {"state": rules.State.ACCEPTED.value, "open": False, "done_on": _on(entry), "days_late": event.late}


def _returned(row: Row, event: told.DirectiveReturned, entry: Told) -> Row:
    _word(row, entry, "returned", event.reason)
    again = {"state": rules.State.RUNNING.value, "offered_on": None, "offered_by": None}
    return again | {"returned": row["returned"] + 1}


def _cancelled(row: Row, event: told.DirectiveCancelled, entry: Told) -> Row:
    _word(row, entry, "cancelled", event.reason)
    ended = {"state": rules.State.CANCELLED.value, "open": False, "done_on": _on(entry), "asked_day": None}
    return ended | copied(event, "replaced_by")


def _reopened(row: Row, event: told.DirectiveReopened, entry: Told) -> Row:
    _word(row, entry, "reopened", event.reason)
    again = dict.fromkeys(("done_on", "replaced_by", "offered_on", "offered_by"))
    return again | {"state": event.state, "open": True, "days_late": 0, "degree": 0}


def _taken(row: Row, event: told.DirectiveTakenOver, entry: Told) -> Row:
    _word(row, entry, "taken", event.ground)
    return copied(event, keeper_id="keeper", keeper_place_id="keeper_place")


def _moved(row: Row, event: told.DirectiveDueMoved, entry: Told) -> Row:
    _word(row, entry, "moved", event.why, day=event.until, before=event.before)
    return copied(event, "until", due_day="day") | {"degree": 0}


def _learned(row: Row, event: told.DirectiveLessonKept, entry: Told) -> Row:
    _word(row, entry, "lesson", event.words)
    return {"lesson": event.words}


fold_directive = by_steps(
    {
        told.DirectiveOpened: _opened,
        told.DirectiveDescribed: _described,
        told.DirectiveDueSet: _due_set,
        told.DirectiveStarted: _started,
        told.DirectiveReported: _reported,
        told.DirectiveExtensionAsked: _asked,
        told.DirectiveExtensionDecided: _decided,
        told.DirectiveOffered: _offered,
        told.DirectiveAccepted: _accepted,
        told.DirectiveReturned: _returned,
        told.DirectiveCancelled: _cancelled,
        told.DirectiveReopened: _reopened,
        told.DirectiveTakenOver: _taken,
        told.DirectiveDueMoved: _moved,
        told.DirectiveNoticed: lambda _row, event, _entry: {"degree": event.degree},
        told.DirectiveLessonKept: _learned,
    }
)


def rows_of_directives(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return units, words and files of these directives, as the fold names them."""
    columns = ("percent", "text", "obstacle", "day", "before", "links")
    files = DirectiveFile.objects.filter(word__directive__in=ids)
    words = beside(DirectiveWord.objects.filter(directive__in=ids), "directive", ("at", "account_id", "kind"), columns)
    return {
        "co_owners": beside(DirectiveUnit.objects.filter(directive__in=ids), "directive", "unit_id", ()),
        "words": words,
        "files": beside(files, "word__directive", ("word__at", "sha256"), ("filename",)),
    }


def _plan_opened(_row: Row, event: steering.PlanOpened, _entry: Told) -> Row:
    row = copied(event, "title", "starts", "ends", place_id="place", copied_from_id="copied_from")
    return row | {"accepted_on": None, "accepted_by": None} | _milestones(event.milestones)


def _milestones(found: Sequence[steering.MilestoneTold]) -> Row:
    return {"milestones": {one.month: (one.words,) for one in found}}


fold_plan = by_steps(
    {
        steering.PlanOpened: _plan_opened,
        steering.PlanChanged: lambda _row, event, _entry: copied(event, "title") | _milestones(event.milestones),
        steering.PlanAccepted: lambda _row, _event, entry: {"accepted_on": _on(entry), "accepted_by": entry.account},
    }
)


def rows_of_plans(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the milestones of these plans."""
    return {"milestones": beside(Milestone.objects.filter(plan__in=ids), "plan", "month", ("words",))}


def _named(_row: Row, event: steering.OccasionNamed, _entry: Told) -> Row:
    return copied(event, "name", "month", "day", place_id="place", owner_id="owner") | {"kept": True, "days": {}}


def _day_moved(row: Row, event: steering.OccasionMoved, _entry: Told) -> None:
    row["days"][event.year] = (event.day, event.reason)


fold_occasion = by_steps(
    {
        steering.OccasionNamed: _named,
        steering.OccasionChanged: lambda _row, event, _entry: copied(event, "name", "kept", owner_id="owner"),
        steering.OccasionMoved: _day_moved,
    }
)


def rows_of_occasions(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the days of these occasions that are others than usual."""
    return {"days": beside(OccasionDay.objects.filter(occasion__in=ids), "occasion", "year", ("day", "reason"))}


def _issued(_row: Row, event: steering.SteeringReportIssued, entry: Told) -> Row:
    row = copied(event, "starts", "ends", "words", place_id="place")
    row |= {"figures": msgspec.to_builtins(event.figures), "lines": msgspec.to_builtins(event.lines)}
    return row | {"issued_at": entry.at, "issued_by": entry.account}


fold_report = by_steps({steering.SteeringReportIssued: _issued})
fold_wording = by_steps(
    {
        steering.SixWordsSet: lambda _row, event, entry: (
            copied(event, "words", place_id="place") | {"set_at": entry.at}
        ),
    }
)

REPLAYS = (
    (Directive.STREAM, fold_directive, rows_of_directives),
    (Plan.STREAM, fold_plan, rows_of_plans),
    (Occasion.STREAM, fold_occasion, rows_of_occasions),
    (SteeringReport.STREAM, fold_report),
    (SixWords.STREAM, fold_wording),
)
