"""Who may do what to a dossier: one place, so that a button, an act, a list and an export cannot disagree."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.catalogue import queries as catalogue
from motcua.dossiers import routing
from motcua.dossiers.rules import POWER_OF_ROLE, powers_of_step
from motcua.dossiers.rules.giving import GIVEN
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family
from motcua.office.queries.marks import lacking_to_seal, lacking_to_sign
from motcua.office.rules import MANAGE, SYSTEM
from motcua.office.signing_rules import Paper, beyond

NEEDS_SECOND_FACTOR = frozenset({"dossier.approve", "dossier.seal"})
_TAKES_OVER = N_("Chỉ Giám đốc Trung tâm tiếp nhận hồ sơ của đơn vị cũ.")
_GIVEN_POWERS = frozenset().union(*(powers_of_step(role) for role in GIVEN))
_FACTOR = N_("Việc ký duyệt cần xác thực hai bước. Xin nhập mã xác thực rồi làm lại.")


def may_accept(actor: Actor, command: Any) -> Said | None:
    """A receiving official accepts, for the centre they act for."""
    return None if actor.can("dossier.receive") and actor.unit else said(N_("Bạn không có quyền tiếp nhận hồ sơ."))


def may_read(actor: Actor, dossier: Any) -> Said | None:
    """Those who received it, hold it, held it, settle it or hand it over, and may read dossiers; within one realm."""
    if dossier.realm != actor.realm:
        return said(N_("Hồ sơ thuộc chế độ khác (thật/thử)."))
    if not actor.can("dossier.read"):
        return said(N_("Bạn không có quyền xem hồ sơ."))
    if not _concerns(actor, dossier) and not _held(actor, dossier):
        return said(N_("Hồ sơ không thuộc đơn vị của bạn."))
    return None


def sees_officials(actor: Actor) -> bool:
    """Say whether single officials' work is shown: to who looks after people, or gives out the work."""
    return actor.can("staff.read") or actor.can("dossier.assign")


def may_attach(actor: Actor, dossier: Any) -> Said | None:
    """The centre that received it and the unit that holds it may attach and take off files."""
    if not (actor.can("dossier.receive") or actor.can("dossier.process")):
        return said(N_("Bạn không có quyền đính kèm tệp vào hồ sơ."))
    return _realm(actor, dossier) or _belongs(actor, dossier.received_unit_id, dossier.holder_id)


def may_correct(actor: Actor, dossier: Any) -> Said | None:
    """The receiving officials of the centre that received it, and its director, correct it."""
    if not (actor.can("dossier.receive") or actor.can("dossier.correct")):
        return said(N_("Bạn không có quyền đính chính hồ sơ."))
    return _realm(actor, dossier) or _belongs(actor, dossier.received_unit_id)


def may_fill_form(actor: Actor, dossier: Any) -> Said | None:
    """Who may correct a dossier fills in its declaration for the citizen and puts it right."""
    return may_correct(actor, dossier)


def may_read_form(actor: Actor, dossier: Any) -> Said | None:
    """Who may read the dossier and people's data reads its declaration whole; others see long numbers covered on its page."""
    if (refusal := may_read(actor, dossier)) is not None:
        return refusal
    return None if actor.can("party.read") else said(N_("Bạn không có quyền xem đầy đủ dữ liệu cá nhân trong tờ khai."))


def may_work_step(actor: Actor, dossier: Any) -> Said | None:
    """The unit that holds the dossier works its step, by the power the step asks for; signing needs a second factor."""
    power = POWER_OF_ROLE.get(dossier.step_role, "")
    if actor.powers.isdisjoint(powers_of_step(dossier.step_role)):
        return said(N_("Bước này do người khác xử lý."))
    refusal = _realm(actor, dossier) or _belongs(actor, dossier.holder_id) or _beyond(actor, dossier)
    if refusal is not None:
        return refusal
    if dossier.official_id is not None and dossier.official_id != actor.official:
        return said(N_("{name} đang xử lý hồ sơ này. Xin nhận việc trước khi xử lý."), name=dossier.official_name)
    if power in NEEDS_SECOND_FACTOR and not actor.verified:
        return said(_FACTOR)
    return None


def may_sign(actor: Actor, dossier: Any) -> Said | None:
    """Who works the signing, within what was delegated, with a certificate that speaks for their present post.

    Nobody is asked for a certificate that was never ordered here: the books then know nothing of it.
    """
    refusal = may_work_step(actor, dossier)
    if refusal is not None or dossier.step_role != "leader":
        return refusal
    lack = lacking_to_sign(actor.official, clock.today(), dossier.realm) if actor.official else None
    return _beyond(actor, dossier, Paper.RESULT) or (lack.said if lack else None)


def may_seal(actor: Actor, dossier: Any) -> Said | None:
    """Who works the sealing, once the seal or the certificate of the competent body is there, where one was ordered."""
    refusal = may_work_step(actor, dossier)
    if refusal is not None or dossier.step_role != "seal":
        return refusal
    lack = lacking_to_seal(dossier.competent_id, clock.today(), dossier.realm)
    return lack.said if lack else None


def may_reject(actor: Actor, dossier: Any) -> Said | None:
    """Who works the step refuses the dossier; whoever signs for another, where letters were delegated."""
    return may_work_step(actor, dossier) or _beyond(actor, dossier, Paper.LETTER)


def may_finish_step(actor: Actor, dossier: Any) -> Said | None:
    """Who may finish the present step, whichever it is."""
    return may_sign(actor, dossier) if dossier.step_role == "leader" else may_seal(actor, dossier)


def may_assign(actor: Actor, dossier: Any) -> Said | None:
    """Heads of the holding unit assign to anybody there; whoever may work the step may take it."""
    if not (actor.can("dossier.assign") or actor.powers & powers_of_step(dossier.step_role)):
        return said(N_("Bạn không có quyền phân công hồ sơ này."))
    return _realm(actor, dossier) or _belongs(actor, dossier.holder_id)


def may_give_out(actor: Actor, dossier: Any) -> Said | None:
    """Heads of the holding unit let the rule name somebody; so does the director of the centre whose place settles it."""
    if not actor.can("dossier.assign"):
        return said(N_("Chỉ lãnh đạo phòng hoặc Giám đốc Trung tâm giao việc cho người khác."))
    return _realm(actor, dossier) or _belongs(actor, dossier.holder_id, dossier.settling_unit_id)


def may_arrange_stand_in(actor: Actor, command: Any) -> Said | None:
    """Whoever works steps that are given to a person names who works theirs meanwhile."""
    if actor.official is None or actor.unit is None or actor.powers.isdisjoint(_GIVEN_POWERS):
        return said(N_("Bạn không giữ hồ sơ nào để giao khi nghỉ."))
    return None


def may_lend(actor: Actor, dossier: Any) -> Said | None:
    """Whoever holds the dossier gives it to their stand-in; the system does so under the standing order of the stand-in."""
    if actor.can(SYSTEM):
        return _realm(actor, dossier)
    if actor.powers.isdisjoint(_GIVEN_POWERS):
        return said(N_("Bạn không có quyền phân công hồ sơ này."))
    if dossier.official_id is not None and dossier.official_id != actor.official:
        return said(N_("{name} đang xử lý hồ sơ này."), name=dossier.official_name)
    return _realm(actor, dossier)


def may_end_stand_in(actor: Actor, stand_in: Any) -> Said | None:
    """Whose dossiers they are takes them back; so does the head of the unit; the system when the leave is over."""
    mine = actor.official is not None and stand_in.absentee_id == actor.official
    if actor.can(SYSTEM) or (mine and not actor.powers.isdisjoint(_GIVEN_POWERS)):
        return _realm(actor, stand_in)
    if not actor.can("dossier.assign"):
        return said(N_("Chỉ người nghỉ hoặc lãnh đạo đơn vị nhận lại việc."))
    return _realm(actor, stand_in) or _belongs(actor, stand_in.unit_id)


def may_give_back(actor: Actor, dossier: Any) -> Said | None:
    """What was taken over goes back by itself when the stand-in ends."""
    return _realm(actor, dossier) if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def may_set_signing_hours(actor: Actor, command: Any) -> Said | None:
    """The director settles at which hours the leaders of the commune are told what waits for them."""
    if not actor.can("dossier.correct"):
        return said(N_("Chỉ Giám đốc Trung tâm đặt giờ nhắc ký."))
    return _belongs(actor, command.unit)


def may_mute_signing(actor: Actor, command: Any) -> Said | None:
    """Whoever signs in the unit, also for another, wants no calls today."""
    if not actor.can("dossier.approve"):
        return said(N_("Chỉ lãnh đạo ký hồ sơ tắt nhắc ký."))
    return _belongs(actor, command.unit)


def may_call_for_signing(actor: Actor, command: Any) -> Said | None:
    """Leaders are told by the system at the hours that were settled."""
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


_WRITES = frozenset({"dossier.receive", "dossier.process", "dossier.endorse", "dossier.approve", "dossier.correct"})


def may_write_pattern(actor: Actor, command: Any) -> Said | None:
    """Whoever writes to citizens or about dossiers shares a sentence with the centre."""
    if actor.unit is None or actor.powers.isdisjoint(_WRITES):
        return said(N_("Bạn không viết mẫu câu của Trung tâm."))
    return None


def may_change_pattern(actor: Actor, pattern: Any) -> Said | None:
    """Who wrote it, and the director of the centre, put it otherwise or retire it."""
    refusal = may_write_pattern(actor, pattern) or _realm(actor, pattern)
    if refusal is not None:
        return refusal
    if actor.official is not None and pattern.author_id == actor.official:
        return None
    if not actor.can("dossier.correct"):
        return said(N_("Chỉ người viết và Giám đốc Trung tâm sửa mẫu câu này."))
    return _belongs(actor, pattern.centre_id)


def may_set_giving(actor: Actor, command: Any) -> Said | None:
    """Heads set how their unit gives out work; the director of the centre sets it for the bodies of the commune."""
    if not actor.can("dossier.assign"):
        return said(N_("Chỉ lãnh đạo phòng hoặc Giám đốc Trung tâm đặt cách giao việc."))
    if actor.can("dossier.correct") and actor.unit and family.home_of(command.unit) == family.home_of(actor.unit):
        return None
    return _belongs(actor, command.unit)


def may_return(actor: Actor, dossier: Any) -> Said | None:
    """Officials of the return desk of the centre where the result was asked for hand it over."""
    if not actor.can("dossier.return"):
        return said(N_("Bạn không có quyền trả kết quả."))
    return _realm(actor, dossier) or _belongs(actor, dossier.returning_unit_id)


def may_forward(actor: Actor, dossier: Any) -> Said | None:
    """The counter of the centre that received it sends it to the place that settles it."""
    if not actor.can("dossier.receive"):
        return said(N_("Việc này do cán bộ tiếp nhận của Trung tâm làm."))
    return _realm(actor, dossier) or _belongs(actor, dossier.received_unit_id)


def may_confirm_arrival(actor: Actor, dossier: Any) -> Said | None:
    """Whoever holds it in the place that settles it, and that place's counter and director, say that it has come."""
    if actor.powers.isdisjoint({"dossier.receive", "dossier.process", "dossier.endorse", "dossier.correct"}):
        return said(N_("Bạn không có quyền xác nhận hồ sơ đến nơi."))
    # At a counter and a return desk the holder is a centre, which may be another place's.
    holder = [] if dossier.step_role in {"counter", "return_desk"} else [dossier.holder_id]
    return _realm(actor, dossier) or _belongs(actor, dossier.settling_unit_id, *holder)


def may_ask(actor: Actor, dossier: Any) -> Said | None:
    """Whoever checks papers asks for what is missing: the unit that holds the dossier, or the centre that received it."""
    if not any(actor.can(power) for power in ("dossier.receive", "dossier.process", "dossier.endorse")):
        return said(N_("Bạn không có quyền yêu cầu bổ sung hồ sơ."))
    return _realm(actor, dossier) or _belongs(actor, dossier.holder_id, dossier.received_unit_id)


def may_take_in(actor: Actor, dossier: Any) -> Said | None:
    """The counter of the centre that received it takes in papers, payments and withdrawals, whoever holds it."""
    if not actor.can("dossier.receive"):
        return said(N_("Việc này do cán bộ tiếp nhận của Trung tâm làm."))
    return _realm(actor, dossier) or _belongs(actor, dossier.received_unit_id)


def may_decide(actor: Actor, dossier: Any) -> Said | None:
    """Heads of the unit that holds it or is competent, and the director of the centre whose place settles it, answer for its
    date and its course: what another place settles is not for the centre that received it to stop or to put off."""
    if not any(actor.can(power) for power in ("dossier.endorse", "dossier.approve", "dossier.correct")):
        return said(N_("Việc này do lãnh đạo đơn vị giải quyết hoặc Giám đốc Trung tâm quyết định."))
    if not actor.can("dossier.endorse") and not actor.can("dossier.correct") and not actor.verified:
        return said(_FACTOR)
    if (refusal := _beyond(actor, dossier, Paper.LETTER)) is not None:
        return refusal
    return _realm(actor, dossier) or _belongs(actor, dossier.holder_id, dossier.competent_id, dossier.settling_unit_id)


def may_open_again(actor: Actor, dossier: Any) -> Said | None:
    """The director of the centre that received it opens a second request, or an end."""
    if not actor.can("dossier.correct"):
        return said(N_("Chỉ Giám đốc Trung tâm mở được."))
    return _realm(actor, dossier) or _belongs(actor, dossier.received_unit_id)


def may_open_date_again(actor: Actor, dossier: Any) -> Said | None:
    """The chair of the body that holds it, or is competent, opens a second new date; with a second factor."""
    if not actor.can("dossier.approve"):
        return said(N_("Chỉ lãnh đạo Ủy ban nhân dân mở được."))
    refusal = _realm(actor, dossier) or _belongs(actor, dossier.holder_id, dossier.competent_id)
    refusal = refusal or _beyond(actor, dossier, Paper.LETTER)
    return refusal or (None if actor.verified else said(_FACTOR))


def may_notice(actor: Actor, dossier: Any) -> Said | None:
    """What time brings is noticed by the system under its standing order."""
    return _realm(actor, dossier) if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def may_hand_off(actor: Actor, dossier: Any) -> Said | None:
    """Heads of the unit that holds it, and the director of the place that settles it, give the step to another unit."""
    if not actor.can("dossier.assign"):
        return said(N_("Chỉ lãnh đạo phòng hoặc Giám đốc Trung tâm chuyển hồ sơ cho đơn vị khác."))
    return _realm(actor, dossier) or _belongs(actor, dossier.holder_id, dossier.settling_unit_id)


def may_record_handover(actor: Actor, command: Any) -> Said | None:
    """The director of the new centre enters what an old unit's minutes say, for the centre they act for."""
    return None if actor.can("dossier.correct") and actor.unit else said(_TAKES_OVER)


def may_restate_handover(actor: Actor, handover: Any) -> Said | None:
    """The director of the centre it was handed to."""
    if not actor.can("dossier.correct"):
        return said(_TAKES_OVER)
    return _realm(actor, handover) or _belongs(actor, handover.unit_id)


def may_take_over(actor: Actor, dossier: Any) -> Said | None:
    """The director of a centre that came after the dissolved one which answers for the dossier."""
    if not actor.can("dossier.correct") or actor.unit is None:
        return said(_TAKES_OVER)
    refusal = _realm(actor, dossier)
    if refusal is None and not routing.dissolved_before(dossier.received_unit_id, actor.unit):
        return said(N_("Hồ sơ không thuộc đơn vị đã giải thể mà xã này tiếp nhận."))
    return refusal


def may_bring_in(actor: Actor, command: Any) -> Said | None:
    """Receiving officials and the director of the new centre enter what an old unit kept elsewhere."""
    if (actor.can("dossier.receive") or actor.can("dossier.correct")) and actor.unit:
        return None
    return said(N_("Chỉ cán bộ tiếp nhận hoặc Giám đốc Trung tâm nhập hồ sơ đơn vị cũ bàn giao."))


def may_see_handovers(actor: Actor) -> Said | None:
    """Who takes over or enters, and who administers the centre's accounts: counts and codes, nobody's name."""
    if any(actor.can(power) for power in ("dossier.correct", "dossier.receive", MANAGE)) and actor.unit:
        return None
    return said(N_("Bạn không được xem hồ sơ tiếp nhận từ đơn vị cũ."))


def may_record_answer(actor: Actor, dossier: Any) -> Said | None:
    """Who works on it, and the counter that received it, note what another body answered."""
    return may_ask(actor, dossier)


def may_complete(actor: Actor, application: Any) -> Said | None:
    """The centre that turned it away receives it."""
    if not actor.can("dossier.receive"):
        return said(N_("Việc này do cán bộ tiếp nhận của Trung tâm làm."))
    return _belongs(actor, application.unit_id)


def may_read_application(actor: Actor, application: Any) -> Said | None:
    """The centre that turned it away, and its director, read it; within one realm."""
    if not (actor.can("dossier.receive") or actor.can("dossier.correct")):
        return said(N_("Bạn không có quyền xem hồ sơ."))
    return _realm(actor, application) or _belongs(actor, application.unit_id)


def may_close_day(actor: Actor, command: Any) -> Said | None:
    """The director, or a receiving official of the centre, closes its day."""
    if not (actor.can("day.close") or actor.can("dossier.receive")):
        return said(N_("Bạn không có quyền chốt ngày."))
    return _belongs(actor, command.unit)


def may_see_register(actor: Actor, centre: UUID) -> Said | None:
    """The receiving officials and the director of the centre leaf through its register."""
    if not (actor.can("dossier.receive") or actor.can("dossier.correct")):
        return said(N_("Bạn không được xem sổ theo dõi hồ sơ."))
    return _belongs(actor, centre)


def may_keep_views(actor: Actor, command: Any) -> Said | None:
    """Whoever reads dossiers keeps lists of them for themselves."""
    return None if actor.can("dossier.read") else said(N_("Bạn không có quyền xem hồ sơ."))


def may_change_view(actor: Actor, view: Any) -> Said | None:
    """Only whose list it is."""
    if actor.official is None or view.owner_id != actor.official or view.realm != actor.realm:
        return said(N_("Không tìm thấy danh sách đã lưu."))
    return may_keep_views(actor, view)


def may_confirm(actor: Actor, command: Any) -> Said | None:
    """The screen turned to the citizen is the receiving official's: it stands under their sign-in."""
    return may_accept(actor, command)


def may_compare(actor: Actor, command: Any) -> Said | None:
    """Receiving officials compare the papers somebody shows at the counter."""
    del command
    if actor.can("dossier.receive") and actor.can("party.read") and actor.unit:
        return None
    return said(N_("Việc này do cán bộ tiếp nhận của Trung tâm làm."))


def may_read_comparison(actor: Actor, comparison: Any) -> Said | None:
    """The receiving officials of the centre that compared."""
    return may_compare(actor, None) or _belongs(actor, comparison.unit_id)


def may_set_run_times(actor: Actor, command: Any) -> Said | None:
    """The director of the centre sets when paper files are handed on."""
    del command
    if actor.can("dossier.correct") and actor.unit:
        return None
    return said(N_("Chỉ Giám đốc Trung tâm đặt giờ bàn giao hồ sơ giấy."))


def may_open_run(actor: Actor, command: Any) -> Said | None:
    """The receiving officials of the centre hand paper files on."""
    del command
    if actor.can("dossier.receive") and actor.unit:
        return None
    return said(N_("Việc này do cán bộ tiếp nhận của Trung tâm làm."))


def may_stack(actor: Actor, run: Any) -> Said | None:
    """The receiving officials of the centre whose run it is."""
    return may_open_run(actor, run) or _belongs(actor, run.unit_id)


def may_close_run(actor: Actor, run: Any) -> Said | None:
    """The receiving officials of the centre, and its director."""
    if not (actor.can("dossier.receive") or actor.can("dossier.correct")):
        return said(N_("Việc này do cán bộ tiếp nhận hoặc Giám đốc Trung tâm làm."))
    return _belongs(actor, run.unit_id)


def may_receive_files(actor: Actor, run: Any) -> Said | None:
    """Whoever works on dossiers, or keeps the papers of a body, in the commune of the centre scans its sheet back."""
    if not any(actor.can(power) for power in ("dossier.process", "dossier.endorse", "dossier.seal")):
        return said(N_("Việc này do đơn vị nhận hồ sơ làm."))
    if actor.unit and family.home_of(run.unit_id) == family.home_of(actor.unit):
        return None
    return said(N_("Chuyến này của nơi khác."))


def may_name_missing(actor: Actor, run: Any) -> Said | None:
    """The counter that handed on, its director, and whoever receives."""
    return None if may_close_run(actor, run) is None else may_receive_files(actor, run)


def may_see_run(actor: Actor, run: Any) -> Said | None:
    """Whoever hands on, closes or receives."""
    return may_name_missing(actor, run)


def may_handle_file(actor: Actor, dossier: Any) -> Said | None:
    """The centre that received it and the unit that holds it say where the paper file is."""
    powers = ("dossier.receive", "dossier.process", "dossier.endorse", "dossier.seal")
    if not any(actor.can(power) for power in powers):
        return said(N_("Bạn không giữ hồ sơ giấy."))
    return _realm(actor, dossier) or _belongs(actor, dossier.received_unit_id, dossier.holder_id)


def own_unit(actor: Actor) -> UUID:
    """Return the unit somebody acts for; :class:`NotAllowed` for an account without any."""
    if actor.unit is None:
        raise NotAllowed(N_("Tài khoản chưa gắn với trung tâm nào."))
    return actor.unit


def is_of(actor: Actor, unit: UUID) -> bool:
    """Say whether the work of a unit is the actor's."""
    return unit == actor.unit or unit in actor.units


def _realm(actor: Actor, dossier: Any) -> Said | None:
    return None if dossier.realm == actor.realm else said(N_("Hồ sơ thuộc chế độ khác (thật/thử)."))


def _beyond(actor: Actor, dossier: Any, paper: Paper | None = None) -> Said | None:
    """Say why a dossier lies beyond what was delegated to whoever signs for another: the days, the procedure, the paper."""
    if actor.lent is None:
        return None
    return beyond(actor.lent, actor.on_behalf_of, clock.today(), matters_of(dossier), paper)


def matters_of(dossier: Any) -> tuple[str, str]:
    """Return by what a delegation of signing may name the dossier's procedure: its code and its field."""
    return dossier.procedure_code, catalogue.version(dossier.procedure_version_id).facts.field


def _belongs(actor: Actor, *units: UUID) -> Said | None:
    if any(unit == actor.unit or unit in actor.units for unit in units):
        return None
    return said(N_("Hồ sơ đang ở đơn vị khác."))


def _concerns(actor: Actor, dossier: Any) -> bool:
    units = {dossier.received_unit_id, dossier.helped_at_id, dossier.competent_id, dossier.holder_id}
    units |= {dossier.settling_unit_id, dossier.returning_unit_id}
    return actor.unit in units or bool(units & actor.units)


def _held(actor: Actor, dossier: Any) -> bool:
    """Say whether a unit of the actor's worked a step of it before: who passed it on answers for what they did."""
    units = actor.units | ({actor.unit} if actor.unit else set())
    return any(step.unit_id in units and step.finished_at is not None for step in dossier.course)
