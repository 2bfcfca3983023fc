"""Who may do what to a dossier: one place, so that a button, an act, a list and an export cannot disagree."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.catalogue import queries as catalogue
from motcua.dossiers.rules import POWER_OF_ROLE, powers_of_step
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family
from motcua.office.queries.marks import lacking_to_seal, lacking_to_sign
from motcua.office.rules import SYSTEM, day_text
from motcua.office.signing_rules import PAPER_NAMES, Paper

NEEDS_SECOND_FACTOR = frozenset({"dossier.approve", "dossier.seal"})
_FACTOR = N_("Việc ký duyệt cần xác thực hai bước. Xin nhập mã xác thực rồi làm lại.")


def may_accept(actor: Actor, command: Any) -> Said | None:
    """A receiving official accepts, for the centre they act for."""
    return None if actor.can("dossier.receive") and actor.unit else said(N_("Bạn không có quyền tiếp nhận hồ sơ."))


def may_read(actor: Actor, dossier: Any) -> Said | None:
    """Those who received it, hold it, held it, or are competent for it, and may read dossiers; within one realm."""
    if dossier.realm != actor.realm:
        return said(N_("Hồ sơ thuộc chế độ khác (thật/thử)."))
    if not actor.can("dossier.read"):
        return said(N_("Bạn không có quyền xem hồ sơ."))
    if not _concerns(actor, dossier) and not _held(actor, dossier):
        return said(N_("Hồ sơ không thuộc đơn vị của bạn."))
    return None


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
    """Heads of the holding unit let the rule name somebody; so does the director of the centre that received it."""
    if not actor.can("dossier.assign"):
        return said(N_("Chỉ lãnh đạo phòng hoặc Giám đốc Trung tâm giao việc cho người khác."))
    return _realm(actor, dossier) or _belongs(actor, dossier.holder_id, dossier.received_unit_id)


def may_set_giving(actor: Actor, command: Any) -> Said | None:
    """Heads set how their unit gives out work; the director of the centre sets it for the bodies of the commune."""
    if not actor.can("dossier.assign"):
        return said(N_("Chỉ lãnh đạo phòng hoặc Giám đốc Trung tâm đặt cách giao việc."))
    if actor.can("dossier.correct") and actor.unit and family.home_of(command.unit) == family.home_of(actor.unit):
        return None
    return _belongs(actor, command.unit)


def may_return(actor: Actor, dossier: Any) -> Said | None:
    """Officials of the return desk of the centre that received it hand over results."""
    if not actor.can("dossier.return"):
        return said(N_("Bạn không có quyền trả kết quả."))
    return _realm(actor, dossier) or _belongs(actor, dossier.received_unit_id)


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
    """Heads of the unit that holds it or is competent, and the director of the centre, answer for its date and its course."""
    if not any(actor.can(power) for power in ("dossier.endorse", "dossier.approve", "dossier.correct")):
        return said(N_("Việc này do lãnh đạo đơn vị giải quyết hoặc Giám đốc Trung tâm quyết định."))
    if not actor.can("dossier.endorse") and not actor.can("dossier.correct") and not actor.verified:
        return said(_FACTOR)
    if (refusal := _beyond(actor, dossier, Paper.LETTER)) is not None:
        return refusal
    return _realm(actor, dossier) or _belongs(actor, dossier.holder_id, dossier.competent_id, dossier.received_unit_id)


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
    """Heads of the unit that holds it, and the director, give the step to another unit."""
    if not actor.can("dossier.assign"):
        return said(N_("Chỉ lãnh đạo phòng hoặc Giám đốc Trung tâm chuyển hồ sơ cho đơn vị khác."))
    return _realm(actor, dossier) or _belongs(actor, dossier.holder_id, dossier.received_unit_id)


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


def _realm(actor: Actor, dossier: Any) -> Said | None:
    return None if dossier.realm == actor.realm else said(N_("Hồ sơ thuộc chế độ khác (thật/thử)."))


def _beyond(actor: Actor, dossier: Any, paper: Paper | None = None) -> Said | None:
    """Say why a dossier lies beyond what was delegated to whoever signs for another: the days, the procedure, the paper."""
    lent = actor.lent
    if lent is None:
        return None
    if not lent.on(clock.today()):
        return said(
            N_("Ủy quyền ký của {giver} chỉ có hiệu lực từ {first} đến hết {last}."),
            giver=actor.on_behalf_of,
            first=day_text(lent.first),
            last=day_text(lent.last),
        )
    if lent.matters and lent.matters.isdisjoint(matters_of(dossier)):
        return said(
            N_("Ủy quyền ký của {giver} chỉ gồm: {matters}. Hồ sơ này thuộc lĩnh vực {matter}, thủ tục {code}."),
            giver=actor.on_behalf_of,
            matters=", ".join(sorted(lent.matters)),
            code=dossier.procedure_code,
            matter=matters_of(dossier)[1],
        )
    if paper is not None and lent.papers and paper not in lent.papers:
        return said(
            N_("Ủy quyền ký của {giver} không gồm: {paper}."), giver=actor.on_behalf_of, paper=said(PAPER_NAMES[paper])
        )
    return None


def matters_of(dossier: Any) -> tuple[str, str]:
    """Return by what a delegation of signing may name the dossier's procedure: its code and its field."""
    return dossier.procedure_code, catalogue.version(dossier.procedure_version_id).facts.field


def _belongs(actor: Actor, *units: UUID) -> Said | None:
    if any(unit == actor.unit or unit in actor.units for unit in units):
        return None
    return said(N_("Hồ sơ đang ở đơn vị khác."))


def _concerns(actor: Actor, dossier: Any) -> bool:
    units = {dossier.received_unit_id, dossier.helped_at_id, dossier.competent_id, dossier.holder_id}
    return actor.unit in units or bool(units & actor.units)


def _held(actor: Actor, dossier: Any) -> bool:
    """Say whether a unit of the actor's worked a step of it before: who passed it on answers for what they did."""
    units = actor.units | ({actor.unit} if actor.unit else set())
    return any(step.unit_id in units and step.finished_at is not None for step in dossier.course)
