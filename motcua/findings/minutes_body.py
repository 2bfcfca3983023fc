"""What the minutes of a stop say: gathered from the books, kept in the row, and rebuilt by replay the same way.

Findings and sheets are those of the moment of writing. What was noted later belongs into supplementary minutes, which
hold only what none of the stop's signed minutes says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import msgspec

from motcua.findings.models import Finding, Sheet, StopMinutes
from motcua.findings.rules.life import Kind, State
from motcua.findings.rules.minutes import MinutesState
from motcua.inspections import queries as inspections
from motcua.inspections.queries import MemberRow, StopRecord
from motcua.inspections.rules.campaigns import WORKS, Part
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.events.minutes import AttendantTold, BodyTold, LineTold, SheetTold
from motcua.office import queries as office
from motcua.office.queries import names

COPIES = 2


def body_of(kept: Any) -> BodyTold:
    """Return the body as it was told."""
    return msgspec.convert(kept, type=BodyTold)


def columns(body: BodyTold) -> dict[str, Any]:
    """Return what the row says of a body: itself, its number, who writes."""
    return {"front": msgspec.to_builtins(body), "number": body.number, "recorder_id": body.recorder.official}


def write(minutes: StopMinutes, body: BodyTold) -> None:
    """Keep a body in the row."""
    for column, value in columns(body).items():
        setattr(minutes, column, value)


def first_body(stop: UUID, place: UUID, *, official: UUID | None, supplements: UUID | None) -> BodyTold:
    """Return minutes as they begin: who went, who writes (the secretary, else whoever begins them), what was found.

    :class:`Conflict` for a stop that has not begun: nothing may tell of it.
    """
    record = inspections.stop_record(stop)
    if record is None or record.begun_at is None:
        raise Conflict(N_("Buổi kiểm tra chưa bắt đầu."))
    lines, sheets = gathered(stop, supplements)
    return BodyTold(
        number="",
        title=record.title,
        working=record.working,
        issuer=record.issuer,
        mandate=record.mandate,
        place_name=office.unit(place).full_name,
        unit_name=record.unit_name,
        venue=record.venue,
        begun_at=record.begun_at,
        team=[attendant(one) for one in record.members],
        unit_side=[],
        recorder=_recorder(record, official),
        lines=lines,
        sheets=sheets,
        team_words="",
        papers=[],
        copies=COPIES,
    )


def attendant(member: MemberRow) -> AttendantTold:
    """Return a member of the team as minutes name them."""
    return AttendantTold(
        official=member.official,
        name=member.name,
        titles=member.titles,
        unit_name=member.unit_name,
        part=member.part.value,
    )


def _recorder(record: StopRecord, official: UUID | None) -> AttendantTold:
    able = [one for one in record.members if one.part in WORKS and one.official is not None]
    secretary = next((one for one in able if one.part is Part.SECRETARY), None)
    chosen = secretary or next((one for one in able if one.official == official), able[0] if able else None)
    return attendant(chosen) if chosen else AttendantTold()


def renewed(minutes: StopMinutes, body: BodyTold) -> BodyTold:
    """Return a body with the findings and sheets of now."""
    lines, sheets = gathered(minutes.stop_id, minutes.supplements)
    return msgspec.structs.replace(body, lines=lines, sheets=sheets)


def gathered(stop: UUID, supplements: UUID | None) -> tuple[list[LineTold], list[SheetTold]]:
    """Return the findings of a stop, good first then as noted, and its finished sheets; of a supplement what is new."""
    told, laid = _told_before(stop) if supplements else (frozenset(), [])
    found = Finding.objects.filter(stop_id=stop).exclude(state=State.WITHDRAWN).exclude(pk__in=told)
    rows = sorted(found, key=lambda one: (one.kind != Kind.GOOD, one.pk))
    named = names.names_of({one.unit_id for one in rows if one.unit_id is not None})
    lines = [
        LineTold(
            finding=one.pk,
            kind=one.kind,
            severity=one.severity,
            criterion=one.criterion,
            ground=one.ground,
            words=one.words,
            said_by=one.said_by,
            unit_name=named.get(one.unit_id, "") if one.unit_id else "",
            due=one.due,
            due_words=one.due_words,
        )
        for one in rows
    ]
    finished = Sheet.objects.filter(stop_id=stop, finished_at__isnull=False).order_by("title", "pk")
    sheets = [
        SheetTold(sheet=one.pk, title=one.title, points=one.points, whole=one.whole, missing=one.missing)
        for one in finished
    ]
    return lines, [one for one in sheets if one not in laid]


def _told_before(stop: UUID) -> tuple[Collection[UUID], Sequence[SheetTold]]:
    bodies = [
        body_of(front)
        for front in StopMinutes.objects.filter(stop_id=stop, state=MinutesState.SIGNED).values_list("front", flat=True)
    ]
    lines = frozenset(line.finding for body in bodies for line in body.lines)
    return lines, [sheet for body in bodies for sheet in body.sheets]
