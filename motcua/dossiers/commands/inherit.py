"""Go on with the open dossiers of a unit that was dissolved: enter what its minutes say, take over one after another."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.dossiers import policies, reckoning, routing, rules
from motcua.dossiers.models import Dossier, Handover, Takeover
from motcua.dossiers.rules import inheriting, life
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_inherited import DossierTakenOver, HandoverRecorded, HandoverRestated
from motcua.ledger.prepared import insert, update
from motcua.office import family
from motcua.office import queries as office


class RecordHandover(Command, frozen=True, kw_only=True):
    """Enter what the minutes of ``origin`` (the old unit's place) say: ``stated`` open dossiers, on this ground."""

    origin: UUID
    stated: int
    ground: str
    minutes: str
    minutes_on: date


class RestateHandover(Command, frozen=True, kw_only=True):
    """Put right what was entered of the minutes, with the reason; what was taken over meanwhile keeps its own ground."""

    TARGET = "handover"

    handover: UUID
    stated: int
    ground: str
    minutes: str
    minutes_on: date
    reason: str


class TakeOverDossier(Command, frozen=True, kw_only=True):
    """Answer from now on for an open dossier of a centre that was dissolved; the date promised stays."""

    TARGET = "dossier"

    dossier: UUID


@act(RecordHandover, on=Handover, verb=N_("Ghi biên bản bàn giao"), may=policies.may_record_handover)
def record_handover(command: RecordHandover, context: Context) -> Done[Handover]:
    """Keep it for the actor's centre, once for each old unit."""
    centre = centre_of(context)
    try:
        origin = office.unit(command.origin)
    except NotFound:
        raise BadInput(N_("Chọn đơn vị cũ trong danh sách."), field="origin") from None
    if family.home_of(origin.id) != origin.id or not routing.dissolved_before(origin.id, centre):
        raise RuleError(
            N_("{unit} không phải đơn vị đã giải thể mà xã này tiếp nhận."), field="origin", unit=origin.full_name
        )
    realm = str(context.actor.realm)
    if Handover.objects.filter(realm=realm, unit_id=centre, origin_id=origin.id).exists():
        raise Conflict(N_("Biên bản của {unit} đã ghi. Vào sửa nếu chưa đúng."), field="origin", unit=origin.full_name)
    ground, minutes = _checked(command, context)
    row = Handover(
        realm=realm,
        unit_id=centre,
        origin_id=origin.id,
        stated=command.stated,
        ground=ground,
        minutes=minutes,
        minutes_on=command.minutes_on,
    )
    event = HandoverRecorded(
        unit=centre,
        origin=origin.id,
        stated=command.stated,
        ground=ground,
        minutes=minutes,
        minutes_on=command.minutes_on,
    )
    return Done(event, row)


@act(RestateHandover, on=Handover, verb=N_("Sửa biên bản bàn giao"), may=policies.may_restate_handover)
def restate_handover(command: RestateHandover, handover: Handover, context: Context) -> Done[Handover]:
    """Change what is compared; the history keeps what it was."""
    ground, minutes = _checked(command, context)
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do."))
    now = (command.stated, ground, minutes, command.minutes_on)
    if now == (handover.stated, handover.ground, handover.minutes, handover.minutes_on):
        raise RuleError(N_("Không có gì thay đổi so với biên bản đang lưu."))
    handover.stated, handover.ground, handover.minutes, handover.minutes_on = now
    return Done(
        HandoverRestated(
            stated=command.stated, ground=ground, minutes=minutes, minutes_on=command.minutes_on, reason=reason
        )
    )


def _checked(command: RecordHandover | RestateHandover, context: Context) -> tuple[str, str]:
    today = clock.local(context.at).date()
    return inheriting.checked_handover(command.stated, command.ground, command.minutes, command.minutes_on, today)


def is_open(dossier: Dossier) -> Said | None:
    """What ended at the old unit stays in its books."""
    return life.barred(dossier, "TakeOverDossier")


@act(TakeOverDossier, on=Dossier, verb=N_("Tiếp nhận từ đơn vị cũ"), may=policies.may_take_over, when=is_open)
def take_over(command: TakeOverDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Let the new commune's bodies hold and decide; state, step, date and the counting of time stay as they are."""
    centre, before = centre_of(context), dossier.received_unit_id
    handed = handed_over(centre, family.home_of(before), dossier.realm)
    runs = dossier.course
    for run in runs:
        if run.finished_at is None and (body := routing.successor(run.unit_id, centre)) != run.unit_id:
            run.unit_id = body
            update(run)
    dossier.competent_id = routing.successor(dossier.competent_id, centre)
    dossier.origin_id = dossier.origin_id or before
    dossier.received_unit_id, dossier.inherited_at = centre, context.at
    dossier.settling_unit_id = centre if dossier.settling_unit_id == before else dossier.settling_unit_id
    dossier.returning_unit_id = centre if dossier.returning_unit_id == before else dossier.returning_unit_id
    dossier.holder_id = next(run.unit_id for run in runs if run.ordinal == dossier.step)
    dossier.holder_since = context.at
    dossier.official_id, dossier.official_name, dossier.stand_in_id = None, "", None
    dossier.told = rules.Told.NOTHING
    reckoning.keep_inherited(dossier, *why_kept(before, handed))
    insert(
        Takeover(
            dossier=dossier,
            realm=dossier.realm,
            from_unit_id=before,
            to_unit_id=centre,
            place_id=handed.origin_id,
            at=context.at,
        )
    )
    return Done(
        DossierTakenOver(
            origin=dossier.origin_id,
            from_unit=before,
            to_unit=centre,
            holder=dossier.holder_id,
            competent=dossier.competent_id,
            due_at=dossier.due_at,
            ground=handed.ground,
            minutes=minutes_text(handed),
        )
    )


def centre_of(context: Context) -> UUID:
    """Return the centre the actor's unit belongs to; :class:`RuleError` without one."""
    if context.actor.unit is None:
        raise RuleError(N_("Tài khoản chưa gắn với trung tâm nào."))
    return routing.directory(context.actor.unit).centre


def handed_over(centre: UUID, origin: UUID, realm: str) -> Handover:
    """Return what was entered of the minutes of an old unit; :class:`RuleError` while nothing was: without a ground nothing
    is taken over."""
    row = Handover.objects.filter(unit_id=centre, origin_id=origin, realm=realm).first()
    if row is None:
        name = office.unit(origin).full_name
        raise RuleError(N_("Chưa ghi biên bản bàn giao của {unit}. Giám đốc Trung tâm ghi trước."), unit=name)
    return row


def minutes_text(handed: Handover) -> str:
    """Return number and day of the minutes as histories and papers say them."""
    return f"{handed.minutes} ngày {handed.minutes_on:%d/%m/%Y}"


def why_kept(unit: UUID, handed: Handover) -> tuple[Said, str]:
    """Return the line of an explanation that says why a date stays, and its ground."""
    words = said(N_("Giữ nguyên hạn của đơn vị cũ: {unit}."), unit=office.unit(unit).full_name)
    return words, f"{handed.ground}; {minutes_text(handed)}"
