"""Switch a procedure on or off at a centre."""

from __future__ import annotations

from uuid import UUID

from motcua.catalogue import policies
from motcua.catalogue.models import Posting, Procedure
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.catalogue import ProcedureSwitchedOff, ProcedureSwitchedOn
from motcua.office import stamps


class SwitchOn(Command, frozen=True, kw_only=True):
    """Offer ``procedure`` at the centre of ``unit`` from today."""

    unit: UUID
    procedure: str


class SwitchOnAgain(Command, frozen=True, kw_only=True):
    """Offer a procedure again that was switched off."""

    TARGET = "posting"

    posting: UUID


class SwitchOff(Command, frozen=True, kw_only=True):
    """Stop offering a procedure; dossiers already accepted go on."""

    TARGET = "posting"

    posting: UUID
    reason: str


def is_on(posting: Posting) -> Said | None:
    """Only what is offered can be switched off."""
    return None if posting.on else said(N_("Thủ tục này đang tắt."))


def is_off(posting: Posting) -> Said | None:
    """Only what is switched off can be switched on again."""
    return said(N_("Thủ tục này đang bật.")) if posting.on else None


@act(SwitchOn, on=Posting, verb=N_("Bật thủ tục"), may=policies.may_post)
def switch_on(command: SwitchOn, context: Context) -> Done[Posting]:
    """Post the procedure; refused while too little is known about it."""
    procedure = Procedure.objects.filter(pk=command.procedure).first()
    if procedure is None:
        raise NotFound(N_("Không có thủ tục mang mã «{code}»."), field="procedure", code=command.procedure[:40])
    if procedure.thin:
        raise RuleError(
            N_("Thủ tục {code} mới có tên, chưa có thành phần hồ sơ và thời hạn. Xin bổ sung nội dung trước khi bật."),
            code=procedure.code,
        )
    if Posting.objects.filter(unit_id=command.unit, procedure=procedure).exists():
        raise Conflict(N_("Thủ tục {code} đã có trong danh sách của trung tâm."), code=procedure.code)
    since = clock.local(context.at).date()
    stamps.bump()
    posting = Posting(unit_id=command.unit, procedure=procedure, since=since)
    return Done(ProcedureSwitchedOn(unit=command.unit, procedure=procedure.code, since=since), posting)


@act(SwitchOnAgain, on=Posting, verb=N_("Bật lại"), may=policies.may_post, when=is_off, order=10)
def switch_on_again(command: SwitchOnAgain, posting: Posting, context: Context) -> Done[Posting]:
    """Post the procedure again from today."""
    stamps.bump()
    posting.on, posting.since = True, clock.local(context.at).date()
    event = ProcedureSwitchedOn(unit=posting.unit_id, procedure=posting.procedure_id, since=posting.since)
    return Done(event)


@act(SwitchOff, on=Posting, verb=N_("Tắt"), may=policies.may_post, when=is_on, order=20)
def switch_off(command: SwitchOff, posting: Posting, context: Context) -> Done[Posting]:
    """Take the procedure off the list, with the reason."""
    if not command.reason.strip():
        raise BadInput(N_("Xin ghi lý do tắt thủ tục."), field="reason")
    stamps.bump()
    posting.on = False
    event = ProcedureSwitchedOff(unit=posting.unit_id, procedure=posting.procedure_id, reason=command.reason.strip())
    return Done(event)
