"""E-forms of procedures: those that come with the product, and a centre's own, begun as a draft, changed, put in force."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.catalogue import eforms, packaged, policies
from motcua.catalogue.eforms import State
from motcua.catalogue.models import EForm, Posting, Procedure
from motcua.catalogue.rules.eform import safe, verify
from motcua.catalogue.rules.eform.shape import form_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.catalogue import EFormChanged, EFormDrafted, EFormDropped, EFormPutInForce, EFormTakenIn
from motcua.ledger.perform import perform
from motcua.office import stamps

AHEAD_MOST = 366
"""Days: a form is put in force at most a year ahead."""


class TakeInEForm(Command, frozen=True, kw_only=True):
    """Take in a version of an e-form that comes with the product; ``content`` is its schema as JSON."""

    procedure: str
    case: str
    content: str
    from_day: date


class DraftEForm(Command, frozen=True, kw_only=True):
    """Begin a version of the centre's own from what holds now; ``case`` empty: for every case."""

    unit: UUID
    procedure: str
    case: str = ""


class ChangeEForm(Command, frozen=True, kw_only=True):
    """Let a draft have this schema, given as JSON: from the editor, or imported from a file."""

    TARGET = "eform"

    eform: UUID
    content: str


class PutEFormInForce(Command, frozen=True, kw_only=True):
    """Let declarations be filled in on this version from ``from_day`` on."""

    TARGET = "eform"

    eform: UUID
    from_day: date


class DropEForm(Command, frozen=True, kw_only=True):
    """Give a draft up."""

    TARGET = "eform"

    eform: UUID


def load_packaged_forms(actor: Actor) -> int:
    """Take in the e-forms that come with the product and are not in the books yet; return how many were new."""
    count = 0
    known = set(Procedure.objects.values_list("code", flat=True))
    for form in packaged.all_forms():
        content = eforms.kept(form.schema)
        digest = eforms.digest_of(content)
        newest = EForm.objects.filter(unit__isnull=True, procedure_id=form.procedure, case=form.case)
        last = newest.order_by("-number").first()
        if form.procedure not in known or (last is not None and last.digest == digest):
            continue
        command = TakeInEForm(procedure=form.procedure, case=form.case, content=content, from_day=form.from_day)
        number = last.number + 1 if last else 1
        perform(command, actor, key=f"eform:{form.procedure}:{number}:{digest[:32]}")
        count += 1
    return count


def is_draft(eform: EForm) -> Said | None:
    """What people may fill in, or was given up, never changes."""
    if eform.state == State.DRAFT:
        return None
    return said(N_("Bản biểu mẫu này không còn là bản nháp. Muốn đổi thì soạn bản mới."))


@act(TakeInEForm, on=EForm, verb=N_("Nạp biểu mẫu điện tử"), may=policies.may_load)
def take_in_eform(command: TakeInEForm, context: Context) -> Done[EForm]:
    """Insert the version, in force; one with a fault is refused, the product's own as well."""
    if not Procedure.objects.filter(pk=command.procedure).exists():
        raise NotFound(N_("Không có thủ tục này."))
    content = _demand(command.content)
    number = _next(None, command.procedure, command.case)
    stamps.bump()
    eform = EForm(
        procedure_id=command.procedure,
        case=command.case,
        number=number,
        state=State.IN_FORCE,
        content=content,
        digest=eforms.digest_of(content),
        from_day=command.from_day,
    )
    event = EFormTakenIn(
        procedure=command.procedure, case=command.case, number=number, from_day=command.from_day, digest=eform.digest
    )
    return Done(event, eform)


@act(DraftEForm, on=EForm, verb=N_("Soạn biểu mẫu"), may=policies.may_draw_form)
def draft_eform(command: DraftEForm, context: Context) -> Done[EForm]:
    """Begin a draft; one at a time for each procedure and case."""
    if not Posting.objects.filter(unit_id=command.unit, procedure_id=command.procedure).exists():
        raise RuleError(N_("Trung tâm chưa bật thủ tục {code}."), code=command.procedure[:40])
    mine = EForm.objects.filter(unit_id=command.unit, procedure_id=command.procedure, case=command.case)
    if mine.filter(state=State.DRAFT).exists():
        raise Conflict(N_("Đã có một bản nháp của thủ tục này. Xin sửa tiếp bản ấy hoặc bỏ nó."))
    if len(command.case) > 60:
        raise BadInput(N_("Không có trường hợp này."), field="case")
    content, copied = eforms.begun_from(command.unit, command.procedure, command.case)
    number = _next(command.unit, command.procedure, command.case)
    eform = EForm(
        unit_id=command.unit,
        procedure_id=command.procedure,
        case=command.case,
        number=number,
        content=content,
        digest=eforms.digest_of(content),
    )
    event = EFormDrafted(
        unit=command.unit,
        procedure=command.procedure,
        case=command.case,
        number=number,
        copied=copied,
        digest=eform.digest,
    )
    return Done(event, eform)


@act(ChangeEForm, on=EForm, verb=N_("Lưu"), may=policies.may_draw_form, when=is_draft, order=10)
def change_eform(command: ChangeEForm, eform: EForm, context: Context) -> Done[EForm]:
    """Keep the schema, unfinished as it may be; what is dangerous is refused."""
    schema = safe.parsed(command.content)
    safe.check(schema)
    eform.content = eforms.kept(schema)
    eform.digest = eforms.digest_of(eform.content)
    return Done(EFormChanged(digest=eform.digest, questions=sum(1 for _ in form_of(schema).walk())))


@act(
    PutEFormInForce,
    on=EForm,
    verb=N_("Cho áp dụng"),
    may=policies.may_put_form_in_force,
    when=is_draft,
    order=20,
)
def put_eform_in_force(command: PutEFormInForce, eform: EForm, context: Context) -> Done[EForm]:
    """Let the version hold from a day, today at the earliest; refused with the first fault while it has any."""
    today = clock.local(context.at).date()
    if command.from_day < today:
        raise BadInput(N_("Ngày áp dụng không được trước hôm nay."), field="from_day")
    if (command.from_day - today).days > AHEAD_MOST:
        raise BadInput(N_("Ngày áp dụng xa quá một năm."), field="from_day")
    _demand(eform.content)
    if eform.unit_id is None:
        raise Conflict(N_("Biểu mẫu kèm phần mềm không phải bản nháp."))
    stamps.bump()
    eform.state, eform.from_day = State.IN_FORCE, command.from_day
    event = EFormPutInForce(
        unit=eform.unit_id,
        procedure=eform.procedure_id,
        case=eform.case,
        number=eform.number,
        from_day=command.from_day,
        digest=eform.digest,
    )
    return Done(event)


@act(DropEForm, on=EForm, verb=N_("Bỏ bản nháp"), may=policies.may_draw_form, when=is_draft, order=40)
def drop_eform(command: DropEForm, eform: EForm, context: Context) -> Done[EForm]:
    """Give the draft up; the number is not used again."""
    eform.state = State.DROPPED
    return Done(EFormDropped(number=eform.number))


def _next(unit: UUID | None, procedure: str, case: str) -> int:
    same = EForm.objects.filter(procedure_id=procedure, case=case)
    mine = same.filter(unit__isnull=True) if unit is None else same.filter(unit_id=unit)
    return (mine.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def _demand(content: str) -> str:
    """Return a schema as it is kept, safe and without a fault that bars its use; :class:`RuleError` names the first."""
    schema = safe.parsed(content)
    safe.check(schema)
    barring = [fault for fault in verify.faults(form_of(schema)) if fault.bars]
    if barring:
        first = barring[0]
        raise RuleError(
            N_("Biểu mẫu còn {n} lỗi, chưa áp dụng được. Lỗi đầu: {path} {fault}"),
            n=len(barring),
            path=first.path,
            fault=first.said,
        )
    return eforms.kept(schema)
