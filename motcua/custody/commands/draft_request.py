"""Draft a request for more equipment, or change one that was not yet approved."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, kinds, policies
from motcua.custody.commands.register_asset import Money
from motcua.custody.models import GapReview, SupplyLine, SupplyRequest
from motcua.custody.rules.requests import OPEN_TO_CHANGE, RequestState
from motcua.kernel import money
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import AskedFor, RequestCorrected, RequestDrafted


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind to get, how many, the estimated price of one in đồng, and why."""

    kind: str
    quantity: Annotated[int, msgspec.Meta(ge=1, le=999)]
    unit_cost: Money | None = None
    why: str = ""


Lines = Annotated[list[Asked], msgspec.Meta(max_length=60)]


class DraftRequest(Command, frozen=True, kw_only=True):
    """A request of ``unit`` in ``place``; ``review`` is the recorded result whose gaps it is to close."""

    place: UUID
    unit: UUID
    lines: Lines
    reason: str
    review: UUID | None = None


class CorrectRequest(Command, frozen=True, kw_only=True):
    """A request still in somebody's hands asks for these lines instead, for this reason."""

    TARGET = "request"

    request: UUID
    lines: Lines
    reason: str


def may_change(request: SupplyRequest) -> Said | None:
    """A request is changed while it is drafted or was returned."""
    return None if request.state in OPEN_TO_CHANGE else said(N_("Đề nghị đã trình, không sửa được nữa."))


@act(DraftRequest, on=SupplyRequest, verb=N_("Lập đề nghị bổ sung"), may=policies.may_register)
def draft_request(command: DraftRequest, context: Context) -> Done[SupplyRequest]:
    """Refuse a request without lines or reason, and a review of another centre."""
    realm = str(context.actor.realm)
    entering.checked_unit(command.unit, command.place)
    if command.review is not None:
        known = GapReview.objects.filter(pk=command.review, centre=command.unit, realm=realm)
        if not known.exists():
            raise NotFound(N_("Không có kết quả rà soát này."), field="review")
    asked = _checked(command.lines)
    request = SupplyRequest(
        realm=realm,
        label=entering.paper_label("DN", command.place, realm),
        place_id=command.place,
        unit_id=command.unit,
        review_id=command.review,
        state=RequestState.DRAFT.value,
        reason=entering.text(command.reason, "reason", 1000, required=True, lines=True),
        cost=_cost(asked),
        drafted_by=context.actor.account,
        drafted_at=context.at,
    )
    request.save(force_insert=True)
    _keep(request, asked)
    event = RequestDrafted(
        label=request.label,
        unit=command.unit,
        lines=asked,
        cost=request.cost,
        reason=request.reason,
        review=command.review,
        place=command.place,
    )
    return Done(event, request, {"label": request.label})


@act(CorrectRequest, on=SupplyRequest, verb=N_("Sửa đề nghị"), may=policies.may_write, when=may_change, order=20)
def correct_request(command: CorrectRequest, request: SupplyRequest, context: Context) -> Done[SupplyRequest]:
    """Put the new lines in the place of the old; the old ones stay in the history."""
    asked = _checked(command.lines)
    request.reason = entering.text(command.reason, "reason", 1000, required=True, lines=True)
    request.cost = _cost(asked)
    request.lines.all().delete()
    _keep(request, asked)
    return Done(RequestCorrected(lines=asked, cost=request.cost, reason=request.reason))


def _checked(lines: list[Asked]) -> list[AskedFor]:
    if not lines:
        raise BadInput(N_("Đề nghị phải có ít nhất một dòng."), field="lines")
    if len({line.kind for line in lines}) != len(lines):
        raise BadInput(N_("Một loại thiết bị chỉ có một dòng."), field="lines")
    return [
        AskedFor(
            kind=kinds.get(line.kind, field="lines").key,
            quantity=line.quantity,
            unit_cost=line.unit_cost,
            why=entering.text(line.why, "lines", 200),
        )
        for line in lines
    ]


def _cost(lines: list[AskedFor]) -> int:
    cost = sum(line.quantity * (line.unit_cost or 0) for line in lines)
    if cost > money.MOST:
        raise BadInput(N_("Tổng kinh phí lớn quá mức cho phép; kiểm tra lại đơn giá."), field="lines")
    return cost


def _keep(request: SupplyRequest, lines: list[AskedFor]) -> None:
    SupplyLine.objects.bulk_create(
        SupplyLine(
            request=request,
            ordinal=place,
            kind=line.kind,
            quantity=line.quantity,
            unit_cost=line.unit_cost,
            why=line.why,
        )
        for place, line in enumerate(lines, 1)
    )
