"""Reads of reconciliations: the days of a centre, and one day with its figures, lines, proposals and differences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.queries import names
from motcua.payments.models import Receipt, Reconciliation, Refund, Shift, StatementLine, Transfer
from motcua.payments.policies import RECONCILE, centre_of
from motcua.payments.queries.differences import Differing, Figures, differences_of, figures_of
from motcua.payments.queries.shifts import ShiftRow, shifts
from motcua.payments.rules import matching, till
from motcua.payments.rules.bills import Manner, TransferState
from motcua.payments.rules.matching import Awaited, Line

MOST = 60


@dataclass(frozen=True, slots=True)
class DayRow:
    """A reconciliation in the list."""

    id: UUID
    day: date
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str
    differences: int | None
    cash_taken: int | None
    transfers_in: int | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A match to be confirmed: line, announced transfer or refund, and whether the amounts agree."""

    line: UUID
    awaited: UUID
    bill: UUID
    refund: bool
    amount: int
    books: int
    label: str
    told: str
    exact: bool


@dataclass(frozen=True, slots=True)
class MatchedLine:
    """A line of the statement with what it turned out to be (``label`` "" while nobody knows)."""

    id: UUID
    reference: str
    amount: int
    content: str
    label: str
    paper: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day: figures, shifts, statement, proposals, differences, and what the asker may do now."""

    row: DayRow
    version: int
    figures: Figures
    shifts: tuple[ShiftRow, ...]
    lines: tuple[MatchedLine, ...]
    proposals: tuple[Proposed, ...]
    differences: tuple[Differing, ...]
    note: str
    refusal: object
    offers: tuple[Offer, ...]

    def can(self, command: type) -> bool:
        """Say whether the asker may do this now."""
        return any(offer.command is command and offer.refusal is None for offer in self.offers)


def days_of(actor: Actor) -> QuerySet[Reconciliation]:
    """Return the reconciliations an actor may see; :class:`NotAllowed` without the power over totals."""
    if not actor.can(RECONCILE):
        raise NotAllowed(N_("Chỉ kế toán hoặc Giám đốc Trung tâm xem đối soát."))
    return Reconciliation.objects.filter(centre=centre_of(actor), realm=actor.realm)


def days(actor: Actor) -> tuple[DayRow, ...]:
    """Return the days that were begun, the newest first."""
    found = list(days_of(actor).order_by("-day")[:MOST])
    who = names.people_of({one.closed_by_id for one in found if one.closed_by_id})
    return tuple(_row(one, who) for one in found)


def unreconciled(actor: Actor) -> tuple[date, ...]:
    """Return the days with takings whose reconciliation is not begun, the oldest first."""
    begun = days_of(actor).values_list("day", flat=True)
    rows = Shift.objects.filter(centre=centre_of(actor), realm=actor.realm).exclude(day__in=list(begun))
    return tuple(sorted(set(rows.values_list("day", flat=True))))[:MOST]


def begun(actor: Actor, day: date) -> UUID | None:
    """Return the reconciliation of a day, ``None`` while it is not begun."""
    return days_of(actor).filter(day=day).values_list("pk", flat=True).first()


def day(actor: Actor, wanted: date) -> DayPage:
    """Return the reconciliation of a day; :class:`NotFound` while it is not begun."""
    found = days_of(actor).filter(day=wanted).first()
    if found is None:
        raise NotFound(N_("Ngày này chưa bắt đầu đối soát."))
    who = names.people_of({found.closed_by_id} if found.closed_by_id else set())
    figures, differences = _kept(found), tuple(differences_of(found))
    lines = list(StatementLine.objects.filter(reconciliation=found).order_by("pk"))
    return DayPage(
        row=_row(found, who),
        version=found.version,
        figures=figures,
        shifts=shifts(actor, found.day),
        lines=_matched(lines),
        proposals=_proposals(found, lines) if found.closed_at is None else (),
        differences=differences,
        note=found.note,
        refusal=till.refuse_closing(figures.shifts_open, sum(not one.words for one in differences)),
        offers=tuple(available(found, actor)),
    )


def _kept(found: Reconciliation) -> Figures:
    """Return the figures of the closing, or those of now while it is open."""
    if found.closed_at is None:
        return figures_of(found)
    return Figures(
        shifts_open=0,
        cash_taken=found.cash_taken or 0,
        cash_refunded=found.cash_refunded or 0,
        cash_difference=found.cash_difference or 0,
        transfers_in=found.transfers_in or 0,
        statement_in=found.statement_in or 0,
        statement_out=found.statement_out or 0,
    )


def _row(one: Reconciliation, who: dict[UUID, str]) -> DayRow:
    closed_by = who.get(one.closed_by_id, "") if one.closed_by_id else ""
    return DayRow(
        one.id, one.day, one.opened_at, one.closed_at, closed_by, one.differences, one.cash_taken, one.transfers_in
    )


def _matched(lines: list[StatementLine]) -> tuple[MatchedLine, ...]:
    ids = [line.id for line in lines]
    papers: dict[UUID, tuple[str, str]] = {}
    for line, label, symbol, number in Receipt.objects.filter(
        transfer__line__in=ids, annulled_at__isnull=True
    ).values_list("transfer__line", "bill__label", "symbol", "number"):
        if line is not None:
            papers[line] = (label, till.number_text(symbol, number))
    for line, label, symbol, number in Refund.objects.filter(line__in=ids).values_list(
        "line", "bill__label", "symbol", "number"
    ):
        if line is not None:
            papers[line] = (label, till.number_text(symbol, number))
    return tuple(
        MatchedLine(line.id, line.reference, line.amount, line.content, *papers.get(line.id, ("", "")))
        for line in lines
    )


def _proposals(found: Reconciliation, lines: list[StatementLine]) -> tuple[Proposed, ...]:
    ids = [line.id for line in lines]
    taken = {
        *Transfer.objects.filter(line__in=ids).values_list("line", flat=True),
        *Refund.objects.filter(line__in=ids).values_list("line", flat=True),
    }
    free = {line.id: line for line in lines if line.id not in taken}
    mine = {"bill__centre": found.centre_id, "bill__realm": found.realm}
    waiting = Transfer.objects.filter(**mine, state=TransferState.WAITING).select_related("bill")
    unpaid = Refund.objects.filter(**mine, manner=Manner.TRANSFER, line__isnull=True).select_related("bill")
    known: dict[UUID, Transfer | Refund] = {one.id: one for one in waiting}
    known |= {one.id: one for one in unpaid}
    awaited = [Awaited(one.id, one.amount, one.content) for one in waiting]
    awaited += [Awaited(one.id, -one.amount, matching.content_of(one.bill.label)) for one in unpaid]
    matches = matching.propose([Line(line.id, line.amount, line.content) for line in free.values()], awaited)
    return tuple(
        Proposed(
            line=match.line,
            awaited=match.awaited,
            bill=known[match.awaited].bill_id,
            refund=isinstance(known[match.awaited], Refund),
            amount=free[match.line].amount,
            books=known[match.awaited].amount * (-1 if isinstance(known[match.awaited], Refund) else 1),
            label=known[match.awaited].bill.label,
            told=" · ".join(filter(None, (free[match.line].reference, free[match.line].content))),
            exact=match.exact,
        )
        for match in matches
    )
