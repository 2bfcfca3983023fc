"""What several commands on lines share: the wish about a line, hours kept with measurements, cuts that never double."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.documents import queries as documents
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events.links import EvidenceTold, LineTold
from motcua.links import rules
from motcua.links.models import Evidence, Hour, Line, Measurement, Outage

Short = Annotated[str, msgspec.Meta(max_length=200)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]
HOUR = timedelta(hours=1)


class LineWish(msgspec.Struct, frozen=True, kw_only=True):
    """What a line is to be."""

    kind: rules.Kind
    use: rules.Use = rules.Use.MAIN
    name: Short
    provider: Short = ""
    contract: Short = ""
    down_mbps: int | None = None
    up_mbps: int | None = None
    monthly_cost: int | None = None
    since: date
    until: date | None = None
    p95_ms: int = 150
    loss: int = 5
    speed: int = 50
    silent: int = 60
    patience: int = 2
    services: list[rules.Service] = []


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A file already taken in, by the hash of its content."""

    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    filename: Short = ""


def is_in_use(line: Line) -> Said | None:
    """A line that ended stays as it was."""
    return said(N_("Đường truyền đã thôi dùng.")) if line.until is not None else None


def wanted(text: str, field: str, refusal: str) -> str:
    """Return a text as it is kept; :class:`BadInput` with ``refusal`` when it says nothing."""
    kept = clean(text, lines=True)
    if not kept.strip():
        raise BadInput(refusal, field=field)
    return kept


def put(line: Line, wish: LineWish) -> LineTold:
    """Write the wish into the row; values that cannot be are refused."""
    rules.check_line(down=wish.down_mbps, up=wish.up_mbps, cost=wish.monthly_cost, since=wish.since, until=wish.until)
    rules.check_limits(rules.Limits(wish.p95_ms, wish.loss, wish.speed, wish.silent, wish.patience))
    values = msgspec.structs.asdict(wish)
    values |= {
        "name": clean(wanted(wish.name, "name", N_("Ghi tên đường truyền."))),
        "provider": clean(wish.provider),
        "contract": clean(wish.contract),
        "services": [str(one) for one in dict.fromkeys(wish.services)],
        "kind": str(wish.kind),
        "use": str(wish.use),
    }
    for name, value in values.items():
        setattr(line, name, value)
    line.folded = fold(f"{line.name} {line.provider} {line.contract}")
    return LineTold(**values)


def limits_of(line: Line) -> rules.Limits:
    """Return the limits of a line as the rules have them."""
    return rules.Limits(line.p95_ms, line.loss, line.speed, line.silent, line.patience)


def measured(rows: Iterable[Measurement]) -> list[rules.Measured]:
    """Return measurements as the rules have them."""
    return [rules.Measured(r.id, r.at, r.sent, r.received, r.p50, r.p95, r.down, r.up, r.fault) for r in rows]


def keep(line: Line, found: Iterable[rules.Measured]) -> list[rules.Measured]:
    """Write the measurements not known yet and bring their hours up to date; return the new ones."""
    wanted_ids = {one.id: one for one in found}
    known = set(Measurement.objects.filter(pk__in=wanted_ids).values_list("pk", flat=True))
    fresh = [one for id_, one in wanted_ids.items() if id_ not in known]
    Measurement.objects.bulk_create(
        Measurement(
            id=one.id,
            line=line,
            at=one.at,
            sent=one.sent,
            received=one.received,
            p50=one.p50,
            p95=one.p95,
            down=one.down,
            up=one.up,
            fault=one.fault,
        )
        for one in fresh
    )
    gap = timedelta(minutes=line.silent)
    touched = {hour for one in fresh for hour in _hours(one.at - gap, one.at + gap)}
    for hour in sorted(touched):
        _roll(line, hour, gap)
    if fresh:
        newest = max(one.at for one in fresh)
        line.last_at = max(line.last_at, newest) if line.last_at else newest
    return fresh


def _hours(first: datetime, last: datetime) -> list[datetime]:
    at = first.replace(minute=0, second=0, microsecond=0)
    found = []
    while at <= last:
        found.append(at)
        at += HOUR
    return found


def _roll(line: Line, start: datetime, gap: timedelta) -> None:
    """Write the hour anew from its measurements and those just before and after it."""
    end = start + HOUR
    around = measured(line.measurements.filter(at__gte=start - gap, at__lte=end + gap))
    inside = [one for one in around if start <= one.at < end]
    pieces = rules.pieces(rules.watched(around, gap), start, end)
    if not inside and not pieces:
        return
    total = rules.roll_up(inside)
    Hour.objects.update_or_create(
        line=line,
        start=start,
        defaults={
            "tests": total.tests,
            "failed": total.failed,
            "sent": total.sent,
            "received": total.received,
            "p50": total.p50,
            "p95": total.p95,
            "down": total.down,
            "up": total.up,
            "pieces": pieces,
        },
    )


def outage_of(line: Line, id_: UUID) -> Outage:
    """Return a cut of the line that was not withdrawn."""
    found: Outage | None = line.outages.filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có lần mất đường truyền này."))
    if found.withdrawn_at is not None:
        raise Conflict(N_("Lần mất này đã bị rút khỏi sổ."))
    return found


def refuse_overlap(line: Line, started: datetime, ended: datetime | None, but: UUID | None = None) -> None:
    """Refuse a cut that overlaps one in the books: each minute is cut once."""
    others = line.outages.filter(withdrawn_at__isnull=True).filter(Q(ended_at__isnull=True) | Q(ended_at__gt=started))
    if ended is not None:
        others = others.filter(started_at__lt=ended)
    other = others.exclude(pk=but).first() if but else others.first()
    if other is not None:
        raise Conflict(
            N_("Đường này đã có lần mất từ {at} trong sổ, trùng thời gian; hãy sửa lần ấy."),
            field="started_at",
            at=other.started_at,
        )


def attach(outage: Outage, proofs: Iterable[Proof]) -> list[EvidenceTold]:
    """Keep files that show a cut; one that was never taken in is refused."""
    told = []
    for proof in proofs:
        facts = documents.claim(proof.sha256)
        if facts is None:
            raise NotFound(N_("Tệp chưa tải lên hết; hãy chọn lại rồi gửi lại."), field="evidence")
        name = clean(proof.filename)[:200] or "tep"
        Evidence.objects.create(
            outage=outage, sha256=proof.sha256, filename=name, media_type=facts.media_type, size=facts.size
        )
        told.append(EvidenceTold(sha256=proof.sha256, filename=name))
    return told


def mark_cut(line: Line) -> None:
    """Bring the row's word of a cut going on up to date."""
    still = line.outages.filter(withdrawn_at__isnull=True, ended_at__isnull=True).order_by("started_at").first()
    line.cut_since = still.started_at if still else None
