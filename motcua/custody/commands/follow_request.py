"""Follow an approved request to its end: ordered, delivered in one or several parts."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, policies
from motcua.custody.models import SupplyLine, SupplyRequest
from motcua.custody.rules.requests import RequestState
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import RequestDelivered, RequestOrdered


class OrderRequest(Command, frozen=True, kw_only=True):
    """What was approved was ordered from a supplier, by a contract or order, expected on a day."""

    TARGET = "request"

    request: UUID
    supplier: str
    contract: str
    expected_on: date | None = None


class DeliverRequest(Command, frozen=True, kw_only=True):
    """Goods came on a day: how many of each line came this time, by the id of the line."""

    TARGET = "request"

    request: UUID
    arrived: dict[str, Annotated[int, msgspec.Meta(ge=0, le=999)]]
    on: date


def is_approved(request: SupplyRequest) -> Said | None:
    """Only what was approved is ordered."""
    return None if request.state == RequestState.APPROVED else said(N_("Đề nghị này không chờ đặt mua."))


def is_ordered(request: SupplyRequest) -> Said | None:
    """Only what was ordered arrives."""
    return None if request.state == RequestState.ORDERED else said(N_("Đề nghị này không chờ giao hàng."))


@act(OrderRequest, on=SupplyRequest, verb=N_("Ghi đặt mua"), may=policies.may_write, when=is_approved, order=10)
def order_request(command: OrderRequest, request: SupplyRequest, context: Context) -> Done[SupplyRequest]:
    """Keep from whom and by which paper it was ordered."""
    request.supplier = entering.text(command.supplier, "supplier", 200, required=True)
    request.contract = entering.text(command.contract, "contract", 120, required=True)
    request.expected_on = command.expected_on
    request.state = RequestState.ORDERED.value
    return Done(RequestOrdered(supplier=request.supplier, contract=request.contract, expected_on=command.expected_on))


@act(DeliverRequest, on=SupplyRequest, verb=N_("Ghi giao hàng"), may=policies.may_write, when=is_ordered, order=10)
def deliver_request(command: DeliverRequest, request: SupplyRequest, context: Context) -> Done[SupplyRequest]:
    """Add what came to what had come; when everything has, the request is delivered."""
    if command.on > clock.today():
        raise BadInput(N_("Ngày giao hàng không được ở tương lai."), field="on")
    lines = {str(line.id): line for line in request.lines.order_by("ordinal")}
    if not set(command.arrived) <= set(lines) or not sum(command.arrived.values()):
        raise BadInput(N_("Ghi số lượng đã giao của ít nhất một dòng."), field="arrived")
    for id_, count in command.arrived.items():
        line = lines[id_]
        if line.delivered + count > line.quantity:
            raise BadInput(N_("Số đã giao nhiều hơn số đã duyệt."), field=f"arrived-{line.ordinal}")
        line.delivered += count
    SupplyLine.objects.bulk_update(lines.values(), ["delivered"])
    complete = all(line.delivered == line.quantity for line in lines.values())
    if complete:
        request.state = RequestState.DELIVERED.value
    request.delivered_on = command.on
    delivered = {id_: line.delivered for id_, line in lines.items()}
    return Done(RequestDelivered(delivered=delivered, on=command.on, complete=complete))
