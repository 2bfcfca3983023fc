"""What can be done to a dossier from its page: the address of each act, its key, its words, and how its form is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from motcua.desks.backoffice import course
from motcua.desks.shared.door import typed_id
from motcua.dossiers.commands import (
    ApproveDossier,
    AssignDossier,
    AssignProposed,
    AttachScan,
    CompleteStep,
    EnterProvincialCode,
    EnterSpecialisedResult,
    ReissueSlip,
    RemoveScan,
    SealResult,
    SendBack,
)
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

TAKEN_BACK = "nhan-ve."
"""How the names of the values a specialised system gives back begin in its form."""

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verb:
    """One act: ``done`` is said when it is, ``stays`` keeps the dossier open instead of going on to the next."""

    slug: str
    command: type[Command]
    done: str
    build: Callable[[UUID, Form, int | None], Command]
    stays: bool = False


def _opinion(command: Callable[..., Command]) -> Callable[[UUID, Form, int | None], Command]:
    return lambda id_, form, seen: command(dossier=id_, opinion=form.get("opinion", ""), seen=seen)


def _reason(command: Callable[..., Command]) -> Callable[[UUID, Form, int | None], Command]:
    return lambda id_, form, seen: command(dossier=id_, reason=form.get("reason", ""), seen=seen)


def _system(id_: UUID, form: Form, seen: int | None) -> Command:
    values = {name.removeprefix(TAKEN_BACK): text for name, text in form.items() if name.startswith(TAKEN_BACK)}
    return EnterSpecialisedResult(
        dossier=id_,
        taken_back={name: text.strip() for name, text in values.items()},
        opinion=form.get("opinion", ""),
        seen=seen,
    )


def _assign(id_: UUID, form: Form, seen: int | None) -> Command:
    if form.get("official") and typed_id(form, "official") is None:
        raise BadInput(N_("Xin chọn cán bộ trong danh sách."), field="official")
    return AssignDossier(dossier=id_, official=typed_id(form, "official"), seen=seen)


def _proposed(id_: UUID, form: Form, seen: int | None) -> Command:
    return AssignProposed(dossier=id_, seen=seen)


def _remove(id_: UUID, form: Form, seen: int | None) -> Command:
    attachment = typed_id(form, "attachment")
    if attachment is None:
        raise BadInput(N_("Xin chọn tệp cần gỡ."), field="attachment")
    return RemoveScan(dossier=id_, attachment=attachment, reason=form.get("reason", ""), seen=seen)


def _code(id_: UUID, form: Form, seen: int | None) -> Command:
    return EnterProvincialCode(dossier=id_, code=form.get("code", ""), seen=seen)


VERBS: Mapping[str, Verb] = {
    verb.slug: verb
    for verb in (
        Verb("chuyen-buoc", CompleteStep, N_("Đã chuyển bước tiếp"), _opinion(CompleteStep)),
        Verb("nhap-chuyen-nganh", EnterSpecialisedResult, N_("Đã ghi kết quả từ hệ thống chuyên ngành"), _system),
        Verb("ky-duyet", ApproveDossier, N_("Đã ký duyệt"), _opinion(ApproveDossier)),
        Verb("dong-dau", SealResult, N_("Đã đóng dấu, có kết quả"), _opinion(SealResult)),
        Verb("tra-lai", SendBack, N_("Đã trả lại bước trước"), _reason(SendBack)),
        Verb("nhan-viec", AssignDossier, N_("Đã phân công"), _assign, stays=True),
        Verb("giao-de-xuat", AssignProposed, N_("Đã giao theo đề xuất"), _proposed, stays=True),
        Verb("nhap-ma", EnterProvincialCode, N_("Đã nhập mã hồ sơ của tỉnh"), _code, stays=True),
        Verb("cap-lai", ReissueSlip, N_("Đã cấp lại giấy hẹn"), _reason(ReissueSlip), stays=True),
        Verb("go-tep", RemoveScan, N_("Đã gỡ tệp"), _remove, stays=True),
        *(Verb(one.slug, one.command, one.done, one.build, stays=one.stays) for one in course.FORMS),
    )
}
ATTACH = "dinh-kem"
"""Attaching is its own view: the bytes are taken in first (:func:`motcua.desks.backoffice.views.acts.work`)."""
WORK: tuple[type[Command], ...] = (CompleteStep, EnterSpecialisedResult, ApproveDossier, SealResult)
"""The acts that finish the present step; exactly one fits a step."""
SLUG_OF: Mapping[type[Command], str] = {verb.command: slug for slug, verb in VERBS.items()} | {AttachScan: ATTACH}
