"""Cuts of a line: told, ended, put right, withdrawn; by a person or from measurements, never twice for one time."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import Conflict
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.links import LineCut, LineRestored, OutageCorrected, OutageWithdrawn
from motcua.links import policies, rules
from motcua.links.commands.shared import Proof, Reason, attach, mark_cut, outage_of, refuse_overlap, wanted
from motcua.links.models import Line, Outage
from motcua.office.rules import SYSTEM

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
Cause = Annotated[str, msgspec.Meta(max_length=1000)]
Services = Annotated[list[rules.Service], msgspec.Meta(max_length=20)]


class ReportOutage(Command, frozen=True, kw_only=True):
    """Tell that a line is cut since an instant, or was until another; what it touches, the cause as far as known."""

    TARGET = "line"

    line: UUID
    started_at: Instant
    ended_at: Instant | None = None
    cause: Cause = ""
    services: Services = []
    evidence: Annotated[list[Proof], msgspec.Meta(max_length=12)] = []


@act(ReportOutage, on=Line, verb=N_("Báo mất đường truyền"), may=policies.may_report, order=20)
def report_outage(command: ReportOutage, line: Line, context: Context) -> Done[Line]:
    """Keep it once: a cut that overlaps a known one is refused. Without services it touches those of the line."""
    rules.check_span(command.started_at, command.ended_at, context.at)
    refuse_overlap(line, command.started_at, command.ended_at)
    source = _source(context)
    outage = Outage.objects.create(
        id=new_id(),
        line=line,
        started_at=command.started_at,
        ended_at=command.ended_at,
        source=source,
        end_source=source if command.ended_at else "",
        cause=clean(command.cause, lines=True),
        services=[str(one) for one in dict.fromkeys(command.services)] or line.services,
        reported_at=context.at,
        reported_by=context.actor.account,
    )
    told = attach(outage, command.evidence)
    mark_cut(line)
    event = LineCut(
        outage=outage.id,
        line=line.id,
        place=line.place_id,
        unit=line.unit_id,
        kind=line.kind,
        use=line.use,
        name=line.name,
        started_at=command.started_at,
        ended_at=command.ended_at,
        source=source,
        cause=outage.cause,
        services=outage.services,
        evidence=told,
    )
    return Done(event, outcome={"outage": outage.id})


class EndOutage(Command, frozen=True, kw_only=True):
    """Tell when a cut line came back, and the cause if it is known by now."""

    TARGET = "line"

    line: UUID
    outage: UUID
    ended_at: Instant
    cause: Cause = ""


@act(EndOutage, on=Line, verb=N_("Báo có lại"), may=policies.may_report, order=21)
def end_outage(command: EndOutage, line: Line, context: Context) -> Done[Line]:
    """End it once, after it began."""
    outage = outage_of(line, command.outage)
    if outage.ended_at is not None:
        raise Conflict(N_("Lần mất này đã ghi lúc có lại; muốn đổi thì sửa có lý do."))
    rules.check_span(outage.started_at, command.ended_at, context.at)
    outage.ended_at, outage.end_source = command.ended_at, _source(context)
    outage.cause = clean(command.cause, lines=True) or outage.cause
    outage.save(update_fields=["ended_at", "end_source", "cause"])
    mark_cut(line)
    event = LineRestored(
        outage=outage.id,
        line=line.id,
        place=line.place_id,
        unit=line.unit_id,
        kind=line.kind,
        use=line.use,
        name=line.name,
        started_at=outage.started_at,
        ended_at=command.ended_at,
        source=outage.end_source,
        cause=outage.cause,
    )
    return Done(event)


class CorrectOutage(Command, frozen=True, kw_only=True):
    """Put times, cause or what was touched right, with the reason; ``ended_at`` empty says it goes on."""

    TARGET = "line"

    line: UUID
    outage: UUID
    started_at: Instant
    ended_at: Instant | None = None
    cause: Cause = ""
    services: Services = []
    reason: Reason


@act(CorrectOutage, on=Line, verb=N_("Sửa lần mất"), may=policies.may_write, order=61)
def correct_outage(command: CorrectOutage, line: Line, context: Context) -> Done[Line]:
    """Change it; what stood before is in the event, and no other cut may be overlapped."""
    reason = wanted(command.reason, "reason", N_("Ghi lý do sửa."))
    outage = outage_of(line, command.outage)
    rules.check_span(command.started_at, command.ended_at, context.at)
    refuse_overlap(line, command.started_at, command.ended_at, but=outage.id)
    before = (outage.started_at, outage.ended_at)
    outage.started_at, outage.ended_at = command.started_at, command.ended_at
    outage.cause = clean(command.cause, lines=True)
    outage.services = [str(one) for one in dict.fromkeys(command.services)]
    outage.reason, outage.corrections = reason, outage.corrections + 1
    outage.save()
    mark_cut(line)
    event = OutageCorrected(
        outage=outage.id,
        started_at=command.started_at,
        ended_at=command.ended_at,
        cause=outage.cause,
        services=outage.services,
        before_started_at=before[0],
        before_ended_at=before[1],
        reason=reason,
    )
    return Done(event)


class WithdrawOutage(Command, frozen=True, kw_only=True):
    """Say that what was taken for a cut was none, and why."""

    TARGET = "line"

    line: UUID
    outage: UUID
    reason: Reason


@act(WithdrawOutage, on=Line, verb=N_("Rút lần mất"), may=policies.may_write, order=62)
def withdraw_outage(command: WithdrawOutage, line: Line, context: Context) -> Done[Line]:
    """Take it out of every count; it stays in the list with its reason, and measurements do not bring it back."""
    outage = outage_of(line, command.outage)
    outage.reason = wanted(command.reason, "reason", N_("Ghi lý do rút."))
    outage.withdrawn_at = context.at
    outage.ended_at = outage.ended_at or context.at
    outage.save(update_fields=["reason", "withdrawn_at", "ended_at"])
    mark_cut(line)
    return Done(OutageWithdrawn(outage=outage.id, reason=outage.reason))


def _source(context: Context) -> rules.Source:
    return rules.Source.MEASURED if context.actor.can(SYSTEM) else rules.Source.PERSON
