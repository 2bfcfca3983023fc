"""Measurements come in by the batch; the connection to the province is tried; old measurements are forgotten."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.links import (
    ConnectionTested,
    LineSilent,
    MeasurementsForgotten,
    MeasurementsRecorded,
)
from motcua.links import policies, rules
from motcua.links.commands.shared import is_in_use, keep
from motcua.links.models import Line

Count = Annotated[int, msgspec.Meta(ge=0)]


class Measure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One measurement as a machine reports it: latencies in µs, speeds in kbit/s, its true time with its zone."""

    id: UUID
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    sent: Count
    received: Count
    p50: Count | None = None
    p95: Count | None = None
    down: Count | None = None
    up: Count | None = None
    fault: Annotated[str, msgspec.Meta(max_length=200)] = ""


class RecordMeasurements(Command, frozen=True, kw_only=True):
    """Keep a batch of measurements; the same batch, or the same measurement in another, changes nothing."""

    TARGET = "line"

    line: UUID
    batch: UUID
    measures: Annotated[list[Measure], msgspec.Meta(min_length=1, max_length=rules.BATCH_MOST)]


@act(RecordMeasurements, on=Line, verb=N_("Ghi số đo"), may=policies.may_measure, when=is_in_use, order=80)
def record_measurements(command: RecordMeasurements, line: Line, context: Context) -> Done[Line]:
    """Write what is new; one entry tells the batch, whatever its size."""
    found = [
        rules.Measured(m.id, m.at, m.sent, m.received, m.p50, m.p95, m.down, m.up, clean(m.fault))
        for m in command.measures
    ]
    for one in found:
        rules.check_measured(one, context.at)
    fresh = keep(line, found)
    line.silent_told = None if fresh else line.silent_told
    times = [one.at for one in found]
    event = MeasurementsRecorded(
        line=line.id,
        batch=command.batch,
        count=len(found),
        fresh=len(fresh),
        failed=sum(not one.ok for one in found),
        first=min(times),
        last=max(times),
        p95=max((one.p95 for one in found if one.p95 is not None), default=None),
        digest=hashlib.sha256(msgspec.json.encode(command.measures, order="deterministic")).hexdigest(),
    )
    return Done(event, outcome={"fresh": len(fresh)})


def is_province(line: Line) -> Said | None:
    """Only the province's system is tried like this; lines are measured."""
    if line.kind != rules.Kind.PROVINCE:
        return said(N_("Chỉ thử kết nối với hệ thống của tỉnh; đường truyền thì đo."))
    return is_in_use(line)


class RecordConnection(Command, frozen=True, kw_only=True):
    """Keep what came of trying the province's system (``took`` in µs), and what waits to be entered there."""

    TARGET = "line"

    line: UUID
    passed: bool
    took: Count | None = None
    backlog: Count | None = None
    backlog_source: Annotated[str, msgspec.Meta(max_length=100)] = ""
    fault: Annotated[str, msgspec.Meta(max_length=200)] = ""


@act(RecordConnection, on=Line, verb=N_("Thử kết nối"), may=policies.may_measure, when=is_province, order=10)
def record_connection(command: RecordConnection, line: Line, context: Context) -> Done[Line]:
    """Keep the test as the newest and as a measurement of one ping."""
    if command.passed and command.took is None:
        raise BadInput(N_("Kết nối được thì phải có thời gian trả lời."), field="took")
    took = command.took if command.passed else None
    one = rules.Measured(new_id(), context.at, 1, int(command.passed), took, took, fault=clean(command.fault)[:200])
    keep(line, [one])
    line.tested_at, line.test_passed, line.test_took = context.at, command.passed, command.took
    line.test_fault = one.fault
    line.backlog, line.backlog_source = command.backlog, clean(command.backlog_source)
    line.silent_told = None
    event = ConnectionTested(
        line=line.id,
        place=line.place_id,
        unit=line.unit_id,
        measurement=one.id,
        passed=command.passed,
        took=command.took,
        backlog=command.backlog,
        backlog_source=line.backlog_source,
        fault=one.fault,
    )
    return Done(event, outcome={"passed": command.passed})


class NoticeSilence(Command, frozen=True, kw_only=True):
    """Tell once that a line that used to be measured no longer is."""

    TARGET = "line"

    line: UUID


@act(NoticeSilence, on=Line, verb=N_("Ghi nhận mất số đo"), may=policies.may_notice, when=is_in_use)
def notice_silence(command: NoticeSilence, line: Line, context: Context) -> Done[Line]:
    """Refuse what was told, and a line heard of lately or never."""
    quiet = line.last_at is not None and (context.at - line.last_at).total_seconds() > line.silent * 60
    if line.last_at is None or not quiet or line.silent_told is not None:
        raise Conflict(N_("Đường này vẫn có số đo, hoặc đã ghi nhận."))
    line.silent_told = context.at
    event = LineSilent(line=line.id, place=line.place_id, unit=line.unit_id, name=line.name, last_at=line.last_at)
    return Done(event)


class ForgetMeasurements(Command, frozen=True, kw_only=True):
    """Remove single measurements older than they are kept."""

    TARGET = "line"

    line: UUID


@act(ForgetMeasurements, on=Line, verb=N_("Bỏ số đo cũ"), may=policies.may_notice)
def forget_measurements(command: ForgetMeasurements, line: Line, context: Context) -> Done[Line]:
    """Remove them; their hours stay. Refused when there are none."""
    before = clock.local(context.at).replace(hour=0, minute=0, second=0, microsecond=0) - rules.RAW_KEPT
    count, _ = line.measurements.filter(at__lt=before).delete()
    if not count:
        raise Conflict(N_("Không có số đo cũ."))
    return Done(MeasurementsForgotten(count=count, before=before))
