"""Handovers: lists of both sides, one with its lines, and those that wait for a formal decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from motcua.custody.models import Transfer, TransferLine
from motcua.custody.queries import scope
from motcua.custody.rules.assets import Condition
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import available
from motcua.office import queries as office

STATE_NAMES = {
    "proposed": N_("Chờ bên nhận kiểm"),
    "checked": N_("Chờ ký"),
    "done": N_("Đã bàn giao"),
    "refused": N_("Bên nhận từ chối"),
    "withdrawn": N_("Bên giao rút lại"),
}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One asset of a handover; ``verdict`` is empty while the receiver has not looked at it."""

    id: UUID
    ordinal: int
    asset: UUID
    code: str
    name: str
    cost: int | None
    book: Condition
    actual: Condition
    papers: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed for a side and when; empty while nobody has."""

    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A handover as a line of a list; ``days_left`` to the formal decision, negative when it is late."""

    id: UUID
    label: str
    state: str
    giver: str
    giver_place: str
    receiver: str
    receiver_place: str
    ground: str
    handed_on: date
    temporary: bool
    formal_due: date | None
    decision: str
    decided_on: date | None
    count: int

    @property
    def waiting(self) -> bool:
        """Say whether a formal decision is still to come."""
        return self.state == "done" and self.temporary and not self.decision

    @property
    def days_left(self) -> int:
        """Return the days from today to the last one in time; negative when it has passed."""
        return (self.formal_due - clock.today()).days if self.formal_due else 0


@dataclass(frozen=True, slots=True)
class TransferPage:
    """A handover with everything; ``acts`` are the commands the asker could give now."""

    row: TransferRow
    version: int
    lines: tuple[LineRow, ...]
    note: str
    reason: str
    proposed_at: datetime
    giver_signed: Signed
    receiver_signed: Signed
    acts: frozenset[str]

    @property
    def accepted(self) -> int:
        """Return how many assets the receiver accepted as they are said to be."""
        return sum(line.verdict == "accepted" for line in self.lines)

    @property
    def differing(self) -> int:
        """Return how many the receiver found different."""
        return sum(line.verdict == "differs" for line in self.lines)

    @property
    def cost(self) -> int:
        """Return the sum of the known costs in đồng."""
        return sum(line.cost or 0 for line in self.lines)


def listing(
    actor: Actor, *, place: UUID | None = None, state: str = "", waiting: bool = False, after: str | None = None
) -> tuple[tuple[TransferRow, ...], str | None]:
    """Return a page of handovers that a reached place gives or receives, the newest first, and where the next begins."""
    scope.demand_read(actor)
    reach = scope.places(actor, place)
    found = Transfer.objects.filter(Q(place__in=reach) | Q(receiver_place__in=reach), realm=str(actor.realm))
    if state:
        found = found.filter(state=state)
    if waiting:
        found = found.filter(state=Transfer.State.DONE, temporary=True, decision="")
    last = scope.key_after(after)
    if last:
        found = found.filter(id__lt=last)
    rows = list(found.order_by("-id")[: scope.PAGE + 1])
    more = rows[scope.PAGE - 1].id.hex if len(rows) > scope.PAGE else None
    return _rows(rows[: scope.PAGE]), more


def _rows(transfers: Sequence[Transfer]) -> tuple[TransferRow, ...]:
    ids = [each for one in transfers for each in (one.place_id, one.giver_id, one.receiver_place_id, one.receiver_id)]
    known = office.units(ids)
    by_transfer = TransferLine.objects.filter(transfer__in=transfers).values_list("transfer")
    counted = dict(by_transfer.annotate(count=Count("pk")))
    return tuple(
        TransferRow(
            id=one.id,
            label=one.label,
            state=one.state,
            giver=known[one.giver_id].full_name,
            giver_place=known[one.place_id].full_name,
            receiver=known[one.receiver_id].full_name,
            receiver_place=known[one.receiver_place_id].full_name,
            ground=one.ground,
            handed_on=one.handed_on,
            temporary=one.temporary,
            formal_due=one.formal_due,
            decision=one.decision,
            decided_on=one.decided_on,
            count=counted.get(one.id, 0),
        )
        for one in transfers
    )


def transfer_page(actor: Actor, id_: UUID) -> TransferPage:
    """Return one handover; :class:`NotFound` for whoever reaches neither side."""
    scope.demand_read(actor)
    one = Transfer.objects.filter(pk=id_).first()
    scope.found_in_reach(actor, one, *([one.place_id, one.receiver_place_id] if one else []))
    if one is None:
        raise NotFound(N_("Không có biên bản này."))
    offers = available(one, actor.as_verified())
    return TransferPage(
        row=_rows([one])[0],
        version=one.version,
        lines=tuple(
            LineRow(
                line.id,
                line.ordinal,
                line.asset_id,
                line.code,
                line.name,
                line.cost,
                Condition(line.book),
                Condition(line.actual),
                line.papers,
                line.verdict,
                line.words,
            )
            for line in one.lines.order_by("ordinal")
        ),
        note=one.note,
        reason=one.reason,
        proposed_at=one.proposed_at,
        giver_signed=Signed(one.giver_signed_name, one.giver_signed_at),
        receiver_signed=Signed(one.receiver_signed_name, one.receiver_signed_at),
        acts=frozenset(offer.command.__name__ for offer in offers if offer.refusal is None),
    )
