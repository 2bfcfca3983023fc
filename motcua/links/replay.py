"""What the tables of links must say of a line and its cuts, folded from the line's history alone.

Single measurements and the hours made of them are no acts: they come by the batch, under a digest that the entry
keeps, and the old ones are removed. What follows from them in the row (``last_at``) is compared where an entry tells it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from motcua.kernel.text import fold
from motcua.ledger.events import links as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.links.models import Evidence, Line, Outage

Row = dict[str, Any]


def _line(line: told.LineTold) -> Row:
    return msgspec.structs.asdict(line) | {"folded": fold(f"{line.name} {line.provider} {line.contract}")}


def _registered(_row: Row, event: told.LineRegistered, _entry: Told) -> Row:
    return _line(event.line) | {
        "place_id": event.place,
        "unit_id": event.unit,
        "token_digest": "",
        "last_at": None,
        "silent_told": None,
        "cut_since": None,
        "tested_at": None,
        "test_passed": None,
        "test_took": None,
        "test_fault": "",
        "backlog": None,
        "backlog_source": "",
        "outages": {},
        "evidence": {},
    }


def _newest(before: datetime | None, found: datetime) -> datetime:
    return max(before, found) if before else found


def _measured(row: Row, event: told.MeasurementsRecorded, _entry: Told) -> Row:
    # A batch that brings something new and something known may end with what was known: no later than its last.
    return {"last_at": _newest(row["last_at"], event.last), "silent_told": None} if event.fresh else {}


def _tested(row: Row, event: told.ConnectionTested, entry: Told) -> Row:
    return copied(event, "backlog", "backlog_source", test_passed="passed", test_took="took", test_fault="fault") | {
        "tested_at": entry.at,
        "last_at": _newest(row["last_at"], entry.at),
        "silent_told": None,
    }


def _still(row: Row) -> Row:
    going_on = [one[0] for one in row["outages"].values() if one[1] is None and one[8] is None]
    return {"cut_since": min(going_on, default=None)}


def _cut(row: Row, event: told.LineCut, entry: Told) -> Row:
    end_source = event.source if event.ended_at else ""
    row["outages"][event.outage] = (
        *(event.started_at, event.ended_at, event.source, end_source, event.cause, event.services, 0, ""),
        None,
        entry.at,
        entry.account,
    )
    for one in event.evidence:
        row["evidence"][event.outage, one.sha256] = (one.filename,)
    return _still(row)


def _restored(row: Row, event: told.LineRestored, _entry: Told) -> Row:
    before = row["outages"][event.outage]
    row["outages"][event.outage] = (*before[:1], event.ended_at, before[2], event.source, event.cause, *before[5:])
    return _still(row)


def _corrected(row: Row, event: told.OutageCorrected, _entry: Told) -> Row:
    before = row["outages"][event.outage]
    row["outages"][event.outage] = (
        *(event.started_at, event.ended_at, *before[2:4], event.cause, event.services, before[6] + 1, event.reason),
        *before[8:],
    )
    return _still(row)


def _withdrawn(row: Row, event: told.OutageWithdrawn, entry: Told) -> Row:
    before = row["outages"][event.outage]
    row["outages"][event.outage] = (
        *(before[0], before[1] or entry.at, *before[2:7], event.reason, entry.at),
        *before[9:],
    )
    return _still(row)


fold_line = by_steps(
    {
        told.LineRegistered: _registered,
        told.LineCorrected: lambda _row, event, _entry: _line(event.line),
        told.LineEnded: lambda _row, event, _entry: {"until": event.until, "token_digest": ""},
        told.ProbeTokenIssued: lambda _row, event, _entry: {"token_digest": event.digest},
        told.MeasurementsRecorded: _measured,
        told.ConnectionTested: _tested,
        told.LineSilent: lambda _row, _event, entry: {"silent_told": entry.at},
        told.LineCut: _cut,
        told.LineRestored: _restored,
        told.OutageCorrected: _corrected,
        told.OutageWithdrawn: _withdrawn,
    }
)


def rows_of_lines(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the cuts of these lines and what shows them, as the fold names them."""
    return {
        "outages": beside(
            Outage.objects.filter(line__in=ids),
            "line",
            "id",
            (
                *("started_at", "ended_at", "source", "end_source", "cause", "services", "corrections", "reason"),
                *("withdrawn_at", "reported_at", "reported_by"),
            ),
        ),
        "evidence": beside(
            Evidence.objects.filter(outage__line__in=ids), "outage__line", ("outage", "sha256"), ("filename",)
        ),
    }


REPLAYS = ((Line.STREAM, fold_line, rows_of_lines),)
