"""Submit a request, approve it, or send it back."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.commands.draft_request import may_change
from motcua.custody.models import SupplyRequest
from motcua.custody.rules.requests import RequestState
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import RequestApproved, RequestReturned, RequestSubmitted


class SubmitRequest(Command, frozen=True, kw_only=True):
    """Submit a drafted or returned request for approval."""

    TARGET = "request"

    request: UUID


class ApproveRequest(Command, frozen=True, kw_only=True):
    """Approve a submitted request as it stands."""

    TARGET = "request"

    request: UUID
    words: str = ""


class ReturnRequest(Command, frozen=True, kw_only=True):
    """Send a submitted request back to be changed, saying what is wrong."""

    TARGET = "request"

    request: UUID
    reason: str


def is_submitted(request: SupplyRequest) -> Said | None:
    """Only what was submitted is decided on."""
    return None if request.state == RequestState.SUBMITTED else said(N_("Đề nghị này không chờ duyệt."))


@act(SubmitRequest, on=SupplyRequest, verb=N_("Trình duyệt"), may=policies.may_write, when=may_change, order=10)
def submit_request(command: SubmitRequest, request: SupplyRequest, context: Context) -> Done[SupplyRequest]:
    """Let it wait for a leader."""
    request.state = RequestState.SUBMITTED.value
    return Done(RequestSubmitted(cost=request.cost))


@act(ApproveRequest, on=SupplyRequest, verb=N_("Duyệt"), may=policies.may_approve, when=is_submitted, order=10)
def approve_request(command: ApproveRequest, request: SupplyRequest, context: Context) -> Done[SupplyRequest]:
    """Refuse to approve what one drafted oneself."""
    if request.drafted_by == context.actor.account:
        raise RuleError(N_("Người lập đề nghị không tự duyệt."))
    request.decision_words = entering.text(command.words, "words", 500)
    _decided(request, RequestState.APPROVED, context.actor, context)
    return Done(RequestApproved(cost=request.cost, words=request.decision_words))


@act(ReturnRequest, on=SupplyRequest, verb=N_("Trả lại"), may=policies.may_approve, when=is_submitted, order=40)
def return_request(command: ReturnRequest, request: SupplyRequest, context: Context) -> Done[SupplyRequest]:
    """Refuse to send back without a reason."""
    request.decision_words = entering.text(command.reason, "reason", 500, required=True)
    _decided(request, RequestState.RETURNED, context.actor, context)
    return Done(RequestReturned(reason=request.decision_words))


def _decided(request: SupplyRequest, state: RequestState, actor: Actor, context: Context) -> None:
    request.state = state.value
    request.decided_name = ", ".join(filter(None, (actor.name, actor.post_title)))[:300]
    request.decided_at = context.at
