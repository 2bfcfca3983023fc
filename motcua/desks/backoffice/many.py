"""What can be done to many dossiers at once: each act with its words and how it is built. Lawful for each row by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from motcua.desks.shared.door import typed_id
from motcua.dossiers.commands import (
    ApproveDossier,
    AssignDossier,
    AssignProposed,
    CompleteStep,
    LendDossier,
    RemindToCollect,
    SealResult,
)
from motcua.dossiers.rules.collecting import MANNERS, Manner
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

Form = Mapping[str, str]
Build = Callable[[UUID, Form], Command]
KEPT = ("opinion", "official", "manner")
"""What is asked once for all, and sent along with each piece."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """One act on many: its words, the power whose second factor it asks for, and what it asks once for all.

    ``names_who``: it is said beside each dossier in whose hands it now is. ``page``: where it is asked for; ``kept``: what
    that page asks once for all, where it is another page than that of acts on many.
    """

    title: str
    verb: str
    done: str
    power: str
    command: type[Command]
    build: Build
    opinion: bool = False
    official: bool = False
    manner: bool = False
    names_who: bool = False
    page: str = "backoffice:bulk"
    kept: tuple[str, ...] = ()

    def check(self, form: Form) -> None:
        """Refuse what is asked once for all and was not answered, before anything is done."""
        if self.official and typed_id(form, "official") is None:
            raise BadInput(N_("Xin chọn người nhận việc."), field="official")
        if self.manner and form.get("manner", "") not in MANNERS:
            raise BadInput(N_("Chọn cách nhắc."), field="manner")


def required_id(form: Form, name: str) -> UUID:
    """Return the id in a field that the page itself fills in; :class:`BadInput` for anything else."""
    found = typed_id(form, name)
    if found is None:
        raise BadInput(N_("Trang đã cũ. Xin mở lại."), field=name)
    return found


def _opinion(command: Callable[..., Command]) -> Build:
    return lambda id_, form: command(dossier=id_, opinion=form.get("opinion", ""))


LEAVE = Bulk(
    N_("Giao việc khi nghỉ"),
    N_("Giao tất cả"),
    N_("đã giao"),
    "",
    LendDossier,
    lambda id_, form: LendDossier(dossier=id_, stand_in=required_id(form, "stand_in")),
    names_who=True,
    page="backoffice:leave",
    kept=("stand_in",),
)
"""All that somebody holds, to whoever stands in for them: asked for on the page of leave, done and answered as the others."""
KINDS: Mapping[str, Bulk] = {
    "ky": Bulk(
        N_("Ký duyệt nhiều hồ sơ"),
        N_("Ký duyệt"),
        N_("đã ký duyệt"),
        "dossier.approve",
        ApproveDossier,
        _opinion(ApproveDossier),
        opinion=True,
    ),
    "dau": Bulk(
        N_("Đóng dấu nhiều hồ sơ"),
        N_("Đóng dấu, có kết quả"),
        N_("đã đóng dấu"),
        "dossier.seal",
        SealResult,
        _opinion(SealResult),
        opinion=True,
    ),
    "chuyen": Bulk(
        N_("Chuyển bước nhiều hồ sơ"),
        N_("Chuyển bước tiếp"),
        N_("đã chuyển bước"),
        "",
        CompleteStep,
        _opinion(CompleteStep),
        opinion=True,
    ),
    "nhan": Bulk(
        N_("Nhận xử lý nhiều hồ sơ"),
        N_("Nhận việc"),
        N_("đã nhận"),
        "",
        AssignDossier,
        lambda id_, _: AssignDossier(dossier=id_),
        names_who=True,
    ),
    "giao": Bulk(
        N_("Giao nhiều hồ sơ cho một người"),
        N_("Giao việc"),
        N_("đã giao"),
        "",
        AssignDossier,
        lambda id_, form: AssignDossier(dossier=id_, official=typed_id(form, "official")),
        official=True,
        names_who=True,
    ),
    "de-xuat": Bulk(
        N_("Giao nhiều hồ sơ theo đề xuất"),
        N_("Giao theo đề xuất"),
        N_("đã giao"),
        "",
        AssignProposed,
        lambda id_, _: AssignProposed(dossier=id_),
        names_who=True,
    ),
    "nhac": Bulk(
        N_("Nhắc nhiều người đến nhận kết quả"),
        N_("Ghi đã nhắc"),
        N_("đã ghi nhắc"),
        "",
        RemindToCollect,
        lambda id_, form: RemindToCollect(dossier=id_, manner=Manner(form["manner"])),
        manner=True,
    ),
}
