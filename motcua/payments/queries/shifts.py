"""Reads of tills: one's own open shift, the shifts of a centre for who sees totals, one with what passed through it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.queries import names
from motcua.payments.models import Handover, Receipt, Shift
from motcua.payments.policies import COLLECT, centre_of, sees_totals
from motcua.payments.queries.cash import cash_of
from motcua.payments.rules import till
from motcua.payments.rules.till import Cash, ShiftState

MOST = 60
_pieces = msgspec.json.Decoder(dict[str, int])


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """Cash handed to the treasurer."""

    amount: int
    to: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift in a list; ``cash`` as it is now (open) or was counted against (closed)."""

    id: UUID
    version: int
    who: str
    day: date
    opened_at: datetime
    closed_at: datetime | None
    state: ShiftState
    cash: Cash
    counted: int | None
    difference: int | None
    reason: str
    handed: int


@dataclass(frozen=True, slots=True)
class ShiftPage:
    """One shift with counts by denomination, hand-overs, how many receipts it wrote, and what the asker may do."""

    row: ShiftRow
    opening: tuple[tuple[int, int], ...]
    closing: tuple[tuple[int, int], ...]
    handovers: tuple[HandoverRow, ...]
    receipts: int
    annulled: int
    offers: tuple[Offer, ...]

    def can(self, command: type) -> bool:
        """Say whether the asker may do this now."""
        return any(offer.command is command and offer.refusal is None for offer in self.offers)

    @property
    def there(self) -> int:
        """Return what may still be handed over."""
        return till.there(self.row.cash, self.row.counted, self.row.handed)


def shifts_of(actor: Actor) -> QuerySet[Shift]:
    """Return the shifts an actor may see: their own, with the power over totals those of the centre; of their realm."""
    rows = Shift.objects.filter(centre=centre_of(actor), realm=actor.realm)
    if sees_totals(actor):
        return rows
    return rows.filter(account_id=actor.account) if actor.can(COLLECT) else rows.none()


def mine(actor: Actor) -> ShiftPage | None:
    """Return the actor's open shift, ``None`` without one."""
    found = shifts_of(actor).filter(account_id=actor.account, state=ShiftState.OPEN).first()
    return _page(actor, found) if found is not None else None


def shifts(actor: Actor, day: date | None = None) -> tuple[ShiftRow, ...]:
    """Return shifts (of a day), the newest first."""
    rows = shifts_of(actor)
    if day is not None:
        rows = rows.filter(day=day)
    return _rows(rows.order_by("-opened_at", "-pk")[:MOST])


def shift(actor: Actor, id_: UUID) -> ShiftPage:
    """Return one shift; :class:`NotFound` for one the asker may not see."""
    found = shifts_of(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không tìm thấy ca thu."))
    return _page(actor, found)


def _page(actor: Actor, found: Shift) -> ShiftPage:
    handovers = Handover.objects.filter(shift=found).order_by("at", "pk")
    written = Receipt.objects.filter(shift=found)
    return ShiftPage(
        row=_rows([found])[0],
        opening=_counted(found.opening),
        closing=_counted(found.closing),
        handovers=tuple(HandoverRow(one.amount, one.to, one.note, one.at) for one in handovers),
        receipts=written.count(),
        annulled=written.filter(annulled_at__isnull=False).count(),
        offers=tuple(available(found, actor)),
    )


def _counted(text: str) -> tuple[tuple[int, int], ...]:
    found = {int(note): count for note, count in _pieces.decode(text).items()}
    return tuple(sorted(found.items(), reverse=True))


def _rows(found: Iterable[Shift]) -> tuple[ShiftRow, ...]:
    rows = list(found)
    who = names.people_of({one.account_id for one in rows})
    return tuple(
        ShiftRow(
            id=one.id,
            version=one.version,
            who=who.get(one.account_id, ""),
            day=one.day,
            opened_at=one.opened_at,
            closed_at=one.closed_at,
            state=ShiftState(one.state),
            cash=cash_of(one),
            counted=one.counted,
            difference=one.difference,
            reason=one.reason,
            handed=one.handed,
        )
        for one in rows
    )
