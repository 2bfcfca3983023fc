"""Requests for more equipment: lists and one with its lines, followed to the last registered device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from motcua.custody.models import Asset, SupplyRequest
from motcua.custody.queries import scope
from motcua.custody.rules.requests import RequestState
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.events import custody as events
from motcua.ledger.perform import available
from motcua.ledger.queries import stream
from motcua.office import queries as office
from motcua.office.queries import names


@dataclass(frozen=True, slots=True)
class LineRow:
    """One kind asked for: how many were asked, came, and were registered."""

    id: UUID
    ordinal: int
    kind: str
    quantity: int
    unit_cost: int | None
    why: str
    delivered: int
    registered: int

    @property
    def to_register(self) -> int:
        """Return how many came and are not in the books yet."""
        return max(0, self.delivered - self.registered)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a line of a list."""

    id: UUID
    label: str
    place: UUID
    unit: UUID
    unit_name: str
    state: RequestState
    reason: str
    cost: int
    drafted_at: datetime
    expected_on: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step a request has taken: when, by whom, what, in words."""

    at: datetime
    who: str
    what: Said
    words: str


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request with everything; ``acts`` are the commands the asker could give now."""

    row: RequestRow
    version: int
    lines: tuple[LineRow, ...]
    review: UUID | None
    decided_name: str
    decided_at: datetime | None
    decision_words: str
    supplier: str
    contract: str
    delivered_on: date | None
    steps: tuple[Step, ...]
    acts: frozenset[str]

    @property
    def quantity(self) -> int:
        """Return how many devices are asked for in all."""
        return sum(line.quantity for line in self.lines)

    @property
    def registered(self) -> int:
        """Return how many of them are in the books."""
        return sum(line.registered for line in self.lines)


def listing(
    actor: Actor, *, place: UUID | None = None, state: str = "", after: str | None = None
) -> tuple[tuple[RequestRow, ...], str | None]:
    """Return a page of requests within reach, the newest first, and where the next begins."""
    scope.demand_read(actor)
    found = SupplyRequest.objects.filter(realm=str(actor.realm), place__in=scope.places(actor, place))
    if state:
        found = found.filter(state=state)
    last = scope.key_after(after)
    if last:
        found = found.filter(id__lt=last)
    rows = list(found.order_by("-id")[: scope.PAGE + 1])
    more = rows[scope.PAGE - 1].id.hex if len(rows) > scope.PAGE else None
    known = office.units(row.unit_id for row in rows)
    return tuple(_row(row, known[row.unit_id].full_name) for row in rows[: scope.PAGE]), more


def _row(row: SupplyRequest, unit: str) -> RequestRow:
    return RequestRow(
        row.id,
        row.label,
        row.place_id,
        row.unit_id,
        unit,
        RequestState(row.state),
        row.reason,
        row.cost,
        row.drafted_at,
        row.expected_on,
    )


def request_page(actor: Actor, id_: UUID) -> RequestPage:
    """Return one request; :class:`NotFound` outside the asker's reach."""
    scope.demand_read(actor)
    row = SupplyRequest.objects.filter(pk=id_).first()
    scope.found_in_reach(actor, row, *([row.place_id] if row else []))
    if row is None:
        raise NotFound(N_("Không có đề nghị này."))
    lines = list(row.lines.order_by("ordinal"))
    by_line = Asset.objects.filter(request_line_id__in=[line.id for line in lines]).values_list("request_line_id")
    registered = dict(by_line.annotate(count=Count("pk")))
    offers = available(row, actor.as_verified())
    return RequestPage(
        row=_row(row, office.unit(row.unit_id).full_name),
        version=row.version,
        lines=tuple(
            LineRow(
                line.id,
                line.ordinal,
                line.kind,
                line.quantity,
                line.unit_cost,
                line.why,
                line.delivered,
                registered.get(line.id, 0),
            )
            for line in lines
        ),
        review=row.review_id,
        decided_name=row.decided_name,
        decided_at=row.decided_at,
        decision_words=row.decision_words,
        supplier=row.supplier,
        contract=row.contract,
        delivered_on=row.delivered_on,
        steps=_steps(row.id),
        acts=frozenset(offer.command.__name__ for offer in offers if offer.refusal is None),
    )


_TOLD = {
    events.RequestDrafted: N_("Lập đề nghị"),
    events.RequestCorrected: N_("Sửa đề nghị"),
    events.RequestSubmitted: N_("Trình duyệt"),
    events.RequestApproved: N_("Duyệt"),
    events.RequestReturned: N_("Trả lại"),
    events.RequestOrdered: N_("Đặt mua"),
    events.RequestDelivered: N_("Nhận hàng"),
}


def _steps(request: UUID) -> tuple[Step, ...]:
    told = stream(request)
    people = names.people_of({entry.account for entry in told})
    steps = []
    for entry in told:
        texts = [getattr(entry.event, name, "") for name in ("words", "reason", "supplier", "contract")]
        words = ", ".join(text for text in texts if text)
        steps.append(Step(entry.at, people.get(entry.account, ""), said(_TOLD[type(entry.event)]), words))
    return tuple(reversed(steps))
