"""One line: how it stands, its uptime, latency and loss over a period, its newest cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, act_of
from motcua.ledger.perform import Offer, available
from motcua.links import rules
from motcua.links.models import Hour, Line
from motcua.links.queries.cuts import OutageRow, OutagesAsked, outages
from motcua.links.queries.lists import LineRow, rows_of, scope
from motcua.links.queries.times import Figure, figures

PERIODS: Final = (1, 7, 30, 90)
BY_DAY_FROM: Final = 30
"""Periods of so many days and more are shown by the day, shorter ones by the hour."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """An hour or a day of results: counts, the middle latency, the worst p95 (µs), loss in percent."""

    start: datetime
    tests: int
    failed: int
    p50: int | None
    p95: int | None
    loss: float | None
    down: int | None
    up: int | None


@dataclass(frozen=True, slots=True)
class LinePage:
    """Everything about one line over the last ``days``."""

    row: LineRow
    version: int
    limits: rules.Limits
    services: tuple[rules.Service, ...]
    has_token: bool
    days: int
    start: datetime
    end: datetime
    figure: Figure
    buckets: tuple[Bucket, ...]
    outages: tuple[OutageRow, ...]
    more_outages: bool
    offers: tuple[Offer, ...]


def demand(actor: Actor, id_: UUID, command: type[Command]) -> None:
    """Raise what ``perform`` would say before anything is taken in for a command: not there, or not allowed."""
    line = _line(actor, id_)
    refusal = act_of(command).may(actor, line)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)


def page(actor: Actor, id_: UUID, days: int = 7) -> LinePage:
    """Return one line; :class:`NotFound` when it is not there or outside what the actor may see."""
    line = _line(actor, id_)
    days = days if days in PERIODS else 7
    end = clock.now()
    start = end - timedelta(days=days)
    hours = list(line.hours.filter(start__gt=start - timedelta(hours=1), start__lt=end).order_by("start"))
    cut, more = outages(actor, OutagesAsked(line=id_))
    return LinePage(
        row=rows_of([line])[0],
        version=line.version,
        limits=rules.Limits(line.p95_ms, line.loss, line.speed, line.silent, line.patience),
        services=tuple(rules.Service(one) for one in line.services),
        has_token=bool(line.token_digest),
        days=days,
        start=start,
        end=end,
        figure=figures([line], start, end)[line.id],
        buckets=_buckets(hours, by_day=days >= BY_DAY_FROM),
        outages=cut,
        more_outages=more,
        offers=tuple(available(line, actor)),
    )


def _line(actor: Actor, id_: UUID) -> Line:
    line = scope(actor).filter(pk=id_).first()
    if line is None:
        error = NotFound(N_("Không có đường truyền này trong phạm vi của bạn."))
        access.refused(actor, "links.page", id_, error)
        raise error
    return line


def _buckets(hours: Sequence[Hour], *, by_day: bool) -> tuple[Bucket, ...]:
    grouped: dict[datetime, list[Hour]] = {}
    for hour in hours:
        local = clock.local(hour.start)
        start = local.replace(hour=0) if by_day else local
        grouped.setdefault(start, []).append(hour)
    return tuple(_bucket(start, many) for start, many in grouped.items())


def _bucket(start: datetime, hours: Sequence[Hour]) -> Bucket:
    sent, received = sum(one.sent for one in hours), sum(one.received for one in hours)
    return Bucket(
        start=start,
        tests=sum(one.tests for one in hours),
        failed=sum(one.failed for one in hours),
        p50=rules.percentile([one.p50 for one in hours if one.p50 is not None], 50),
        p95=max((one.p95 for one in hours if one.p95 is not None), default=None),
        loss=100 * (sent - received) / sent if sent else None,
        down=rules.percentile([one.down for one in hours if one.down is not None], 50),
        up=rules.percentile([one.up for one in hours if one.up is not None], 50),
    )
