"""What the room does when it hears of results: it finds where a line was cut and writes what is not known yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from motcua.ledger.actor import Realm, system
from motcua.ledger.commands import Command, Context
from motcua.ledger.events import Event
from motcua.ledger.events.links import ConnectionTested, MeasurementsRecorded
from motcua.ledger.perform import perform
from motcua.links import rules
from motcua.links.commands import EndOutage, ReportOutage
from motcua.links.commands.shared import measured
from motcua.links.models import Line

ORDER: Final = "Lệnh thường trực: ghi lần mất đường truyền theo số đo"
LOOK_BACK: Final = timedelta(days=1)
"""Failures before a report are looked at so far back, for runs that began in an earlier one."""


def judge(event: Event, context: Context) -> None:
    """Judge a line anew when results came in, however late; in the same transaction."""
    if isinstance(event, MeasurementsRecorded) and event.fresh:
        judge_line(event.line, event.first, context.at)
    elif isinstance(event, ConnectionTested):
        judge_line(event.line, context.at, context.at)


def judge_line(id_: UUID, first: datetime, now: datetime) -> int:
    """Write the cuts that measurements since a day before ``first`` show and the books do not know; return how many."""
    line = Line.objects.get(pk=id_)
    known = [
        rules.Known(row.id, row.started_at, row.ended_at, withdrawn=row.withdrawn_at is not None)
        for row in line.outages.all()
    ]
    still = [one.start for one in known if one.end is None]
    since = min([first - LOOK_BACK, *still])
    spans = rules.cuts(measured(line.measurements.filter(at__gte=since)), line.patience)
    acts = rules.reconcile([span for span in spans if span.start <= now], known)
    actor = system(ORDER, realm=Realm(line.realm))
    for one in acts:
        # The clock of the measuring machine may run a little ahead of ours.
        end = min(one.end, now) if one.end else None
        if end is not None and end <= one.start:
            continue
        command: Command = ReportOutage(line=id_, started_at=one.start, ended_at=end)
        if one.known is not None:
            command = EndOutage(line=id_, outage=one.known, ended_at=end or now)
        perform(command, actor)
    return len(acts)
