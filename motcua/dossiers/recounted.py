"""The operating report counted again from the ledger alone: what the tables say is not asked.

A figure that somebody changed in a table, past the acts, shows as a difference (docs/rules/operating-report.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.catalogue import queries as catalogue
from motcua.dossiers.counted import midnight
from motcua.dossiers.lateness import A_MINUTE, this_minute
from motcua.dossiers.models import Application, Dossier
from motcua.dossiers.operating import FIGURES, counts_of
from motcua.dossiers.replay import fold_application, fold_dossier
from motcua.dossiers.rules.life import State
from motcua.kernel import clock, worktime
from motcua.ledger.events.dossier_inherited import DossierBroughtIn, DossierTakenOver
from motcua.ledger.events.dossiers import DossierAccepted, ScanAttached, ScanRemoved
from motcua.ledger.feed import Told, histories
from motcua.ledger.moment import one_moment


@dataclass(frozen=True, slots=True)
class Recount:
    """A figure of the report beside what the ledger says it is."""

    figure: str
    reported: int
    recounted: int

    @property
    def differs(self) -> bool:
        """Say whether the report and the ledger tell different numbers."""
        return self.reported != self.recounted


@dataclass(frozen=True, slots=True)
class _Period:
    """Days and instants of a report; what was due before ``late_before`` and is open is late."""

    first: date
    last: date
    begin: datetime
    end: datetime
    late_before: datetime


def recounted(centres: Collection[UUID], realm: str, first: date, last: date) -> tuple[Recount, ...]:
    """Return every figure of the report of ``centres`` from ``first`` to ``last`` beside its count from the ledger.

    Reads every entry about dossiers: seconds where the report takes milliseconds. Both are of one moment. Nobody's name is
    read.
    """
    with one_moment():
        now = clock.now()
        reported = counts_of(centres, realm, first, last)
        again = from_ledger(centres, realm, first, last, now)
    return tuple(Recount(key, reported.get(key, 0), again.get(key, 0)) for key in sorted(reported | again, key=_place))


def from_ledger(centres: Collection[UUID], realm: str, first: date, last: date, now: datetime) -> dict[str, int]:
    """Return the figures as the entries tell them, as :func:`motcua.dossiers.operating.counts_of` names them."""
    over = midnight(last + timedelta(days=1))
    period = _Period(first, last, midnight(first), min(over, now + A_MINUTE), this_minute(min(over, now)))
    counts: Counter[str] = Counter(dict.fromkeys(FIGURES, 0))
    for history in histories(Dossier.STREAM, realm):
        row, way = fold_dossier(history), _way(history, centres)
        counts.update(_across(row, centres, period))
        if way.ever:
            counts.update(_figures(row, period, way, scanned=_scanned(history)))
            if way.received and first <= clock.local(row["received_at"]).date() <= last:
                counts["supplements"] += row["supplements"]
    for history in histories(Application.STREAM, realm):
        row = fold_application(history)
        if row["unit_id"] in centres and first <= clock.local(row["turned_at"]).date() <= last:
            counts[f"turned_away.{row['kind']}"] += 1
    return dict(counts)


def _across(row: Mapping[str, Any], centres: Collection[UUID], period: _Period) -> Iterator[str]:
    """Yield what the centres did of a dossier for another place."""
    received, settling, returning = (
        row[name] for name in ("received_unit_id", "settling_unit_id", "returning_unit_id")
    )
    day = clock.local(row["received_at"]).date()
    if received in centres and received != settling and period.first <= day <= period.last:
        yield "taken_for"
    granted = row["ready_at"] is not None and not row["rejected"]
    if settling in centres and settling != received and granted and period.begin <= row["ready_at"] < period.end:
        yield "settled_for"
    handed = row["returned_at"]
    if returning in centres and returning != settling and handed is not None and period.begin <= handed < period.end:
        yield "handed_for"


def _scanned(history: Iterable[Told]) -> bool:
    kept: set[UUID] = set()
    for one in history:
        if isinstance(one.event, ScanAttached):
            kept.add(one.event.attachment)
        elif isinstance(one.event, ScanRemoved):
            kept.discard(one.event.attachment)
    return bool(kept)


def _figures(row: Mapping[str, Any], period: _Period, way: _Way, *, scanned: bool) -> Iterator[str]:
    """Yield the figures that a dossier belongs to."""
    day = clock.local(row["received_at"]).date()
    if period.first <= day <= period.last and way.received:
        yield from _received(row, scanned=scanned)
    if day < period.first and _undecided(row, period.begin) and way.at(period.begin):
        yield "carried"
    yield from _passed(row, period, way)
    if _within(row["ready_at"], period) and way.at(row["ready_at"]):
        yield from _resolved(row)
    for state in (State.WITHDRAWN, State.STOPPED):
        if row["state"] == state and _within(row["ended_at"], period) and way.at(row["ended_at"]):
            yield state.value
    if day <= period.last and _undecided(row, period.end) and way.at(period.end):
        yield "open"
        yield _open(row["due_at"], period.late_before)
    if _lies(row, period.end) and way.at(period.end):
        yield "uncollected"


def _passed(row: Mapping[str, Any], period: _Period, way: _Way) -> Iterator[str]:
    """Yield whether it came to the centres from another, or went from them to another, without a result."""
    for at, came in way.crossings:
        if _within(at, period) and _undecided(row, at + timedelta(microseconds=1)):
            yield "taken" if came else "handed_on"


def _within(at: datetime | None, period: _Period) -> bool:
    return at is not None and period.begin <= at < period.end


@dataclass(frozen=True, slots=True)
class _Way:
    """Whether the centres answered for a dossier: at first, and from each instant on at which that was another's."""

    received: bool
    steps: tuple[tuple[datetime, bool], ...]

    @property
    def ever(self) -> bool:
        return self.received or any(mine for _, mine in self.steps)

    @property
    def crossings(self) -> Iterator[tuple[datetime, bool]]:
        mine = self.received
        for at, now_mine in self.steps:
            if now_mine != mine:
                yield at, now_mine
            mine = now_mine

    def at(self, instant: datetime) -> bool:
        mine = self.received
        for at, now_mine in self.steps:
            if at < instant:
                mine = now_mine
        return mine


def _way(history: Sequence[Told], centres: Collection[UUID]) -> _Way:
    first, steps = history[0].event, []
    received = isinstance(first, DossierAccepted) and first.received_at_unit in centres
    for one in history:
        if isinstance(one.event, DossierBroughtIn):
            steps.append((one.at, one.event.received_at_unit in centres))
        elif isinstance(one.event, DossierTakenOver):
            steps.append((one.at, one.event.to_unit in centres))
    return _Way(received, tuple(steps))


def _received(row: Mapping[str, Any], *, scanned: bool) -> Iterator[str]:
    yield "received"
    yield row["channel"]
    if catalogue.takes_online(row["procedure_version_id"]):
        yield "online_able"
    if row["channel"] == "online":
        yield f"online_{row['filed_by']}"
    if row["helped_at_id"] != (row["origin_id"] or row["received_unit_id"]):
        yield "elsewhere"
    if scanned:
        yield "digitised"
    if row["supplements"]:
        yield "supplemented"
    if row["extensions"]:
        yield "extended"


def _resolved(row: Mapping[str, Any]) -> Iterator[str]:
    if row["rejected"]:
        yield "rejected"
        return
    yield "resolved"
    due, ready = row["due_at"], row["ready_at"]
    if due is None:
        yield "undated"
    elif worktime.is_late(ready, due):
        yield "late"
    else:
        yield "early" if clock.local(ready).date() < clock.local(due).date() else "ontime"


def _open(due: datetime | None, late_before: datetime) -> str:
    if due is None:
        return "open_undated"
    return "open_late" if due < late_before else "open_in_time"


def _undecided(row: Mapping[str, Any], at: datetime) -> bool:
    return all(instant is None or instant >= at for instant in (row["ready_at"], row["ended_at"]))


def _lies(row: Mapping[str, Any], at: datetime) -> bool:
    """Say whether there was a result at an instant that nobody had fetched yet."""
    ready, returned = row["ready_at"], row["returned_at"]
    return ready is not None and ready < at and (returned is None or returned >= at)


def _place(key: str) -> tuple[int, str]:
    names = list(FIGURES)
    return (names.index(key) if key in names else len(names), key)
