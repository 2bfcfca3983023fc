"""What waits for a leader's signature and can be signed now; when leaders are told of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from motcua.dossiers import lists, routing, scopes
from motcua.dossiers.models import Dossier, SigningCall
from motcua.dossiers.rules import signing as rule
from motcua.dossiers.views import DossierRow
from motcua.dossiers.waited import Reader
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.worktime import is_counted, is_late
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.events.dossier_office import DelegateTold
from motcua.office.queries.delegates import takers

MOST = 500
SEATS = ("dossier.endorse", "dossier.process", "dossier.seal", "dossier.receive", "dossier.read")
"""By which power somebody is told who signs for another, the rarest of theirs first: a seat is a place and a power."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many dossiers wait for a signature that can be given; late ones and those due today among them."""

    waiting: int
    late: int
    today: int


def waiting(unit: UUID, realm: str) -> list[Dossier]:
    """Return what stands at a leader's step of the unit and lacks no certificate: late and same-day ones first."""
    return _signable(Dossier.objects.filter(holder_id=unit, realm=realm))


def _signable(found: QuerySet[Dossier]) -> list[Dossier]:
    rows = found.filter(open=True, paused_at__isnull=True, step_role="leader")
    dossiers = list(scopes.in_order("", rows)[:MOST])
    reader = Reader(dossiers)
    lacking = {row.id for row in dossiers if any(w.end is None for w in reader.of(row, reader.present(row)))}
    return [row for row in dossiers if row.id not in lacking]


def figure(dossiers: Sequence[Dossier]) -> Figure:
    """Count what waits."""
    now, end = clock.now(), scopes.midnight()
    dates = [row.due_at for row in dossiers if row.due_at is not None]
    late = sum(is_late(now, due_at) for due_at in dates)
    today = sum(due_at < end and not is_late(now, due_at) for due_at in dates)
    return Figure(len(dossiers), late, today)


def to_sign(actor: Actor, apart: Collection[UUID] = ()) -> tuple[tuple[DossierRow, ...], Figure]:
    """Return what waits for the signature of the actor's units but ``apart``, late and same-day first; the read is logged."""
    if not actor.can("dossier.approve"):
        return (), Figure(0, 0, 0)
    mine = Dossier.objects.filter(holder_id__in=scopes.units_of(actor), realm=str(actor.realm))
    found = [row for row in _signable(mine) if row.id not in apart]
    access.read(actor, "dossiers.to_sign", [row.id for row in found], purpose="Xem hồ sơ chờ ký")
    return lists.rows_of(found), figure(found)


def hours_of(unit: UUID) -> tuple[str, ...]:
    """Return the hours at which leaders of the unit's commune are told."""
    centre = routing.directory(unit).centre
    row = SigningCall.objects.filter(unit_id=centre).exclude(hours="").first()
    return tuple(row.hours.split()) if row else rule.HOURS


def call_of(unit: UUID, realm: str) -> SigningCall:
    """Return the unit's line of calls, a new one where there is none."""
    row = SigningCall.objects.select_for_update().filter(unit_id=unit, realm=realm).first()
    return row or SigningCall(unit_id=unit, realm=realm)


def is_muted(unit: UUID, realm: str) -> str:
    """Return who wants no calls today, "" where nobody has said so."""
    row = SigningCall.objects.filter(unit_id=unit, realm=realm, muted_on=clock.today()).first()
    return row.muted_by if row else ""


def due() -> Iterator[tuple[UUID, str, str]]:
    """Yield (unit, realm, hour) to be called now: something waits there, the place works today, and nobody was called then."""
    now, today = clock.local(clock.now()), clock.today()
    rows = Dossier.objects.filter(open=True, paused_at__isnull=True, step_role="leader")
    for unit, realm in sorted(set(rows.order_by().values_list("holder_id", "realm").distinct())):
        with suppress(RuleError):  # no calendar for the year, or no centre: nobody is called
            hour = rule.due(hours_of(unit), now)
            if hour and works(unit, today) and not was_called(unit, realm, today, hour) and waiting(unit, realm):
                yield unit, realm, hour


def works(unit: UUID, day: date) -> bool:
    """Say whether the unit's commune works on a day."""
    return is_counted(routing.calendar(routing.directory(unit).centre), day)


def was_called(unit: UUID, realm: str, day: date, hour: str) -> bool:
    """Say whether the unit was called at the hour, or wants no calls on the day."""
    row = SigningCall.objects.filter(unit_id=unit, realm=realm).first()
    return row is not None and (row.muted_on == day or (row.day == day and hour in row.told.split()))


def delegates(unit: UUID, day: date) -> list[DelegateTold]:
    """Return where those sit who may sign for a leader of the unit on a day, beside the unit itself."""
    found = {
        (one.unit, next((power for power in SEATS if power in one.powers), ""))
        for one in takers(unit, day)
        if one.unit != unit or "dossier.approve" not in one.powers
    }
    return [DelegateTold(where, power) for where, power in sorted(found) if power]
