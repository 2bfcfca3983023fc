"""Enter the code that the province's system or the portal gave to a dossier taken without one."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import codes, policies
from motcua.dossiers.models import Dossier
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossiers import ProvincialCodeEntered


class EnterProvincialCode(Command, frozen=True, kw_only=True):
    """Give the dossier its code; one code lives in all channels and systems."""

    TARGET = "dossier"

    dossier: UUID
    code: str


def has_no_code(dossier: Dossier) -> Said | None:
    """A code, once given, is for life; one that was mistyped is put right with a reason by ``CorrectDossier``."""
    if not dossier.code:
        return None
    return said(N_("Hồ sơ đã có mã {code}. Nếu mã này gõ sai, vào «Đính chính» để sửa kèm lý do."), code=dossier.code)


@act(
    EnterProvincialCode,
    on=Dossier,
    verb=N_("Nhập mã hồ sơ của tỉnh"),
    may=policies.may_correct,
    when=has_no_code,
    order=15,
)
def enter_code(command: EnterProvincialCode, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Check the code's shape and that no other dossier has it."""
    code = codes.check_given(command.code)
    if Dossier.objects.filter(realm=dossier.realm, code=code).exists():
        raise Conflict(N_("Mã hồ sơ {code} đã thuộc hồ sơ khác."), field="code", code=code)
    dossier.code = code
    if dossier.unsynced_since is not None:
        dossier.synced_at = context.at
    return Done(ProvincialCodeEntered(code=code))
