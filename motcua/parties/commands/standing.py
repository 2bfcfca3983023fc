"""States a record must be in, said in one place for all commands."""

from __future__ import annotations

from motcua.kernel import text
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.parties.models import Party


def stands(party: Party) -> Said | None:
    """A record that was merged or erased is no longer written to."""
    if party.erased_at is not None:
        return said(N_("Dữ liệu của người này đã được xóa."))
    if party.merged_into_id is not None:
        return said(N_("Bản ghi này đã gộp vào bản ghi khác; xin mở bản ghi còn lại."))
    return None


def is_merged(party: Party) -> Said | None:
    """Only what was merged can be taken apart again."""
    if party.erased_at is not None:
        return said(N_("Dữ liệu của người này đã được xóa."))
    return said(N_("Bản ghi này không gộp vào bản ghi nào.")) if party.merged_into_id is None else None


def ground(typed: str, field: str = "ground", most: int = 300) -> str:
    """Return a stated ground, cleaned; :class:`BadInput` when it is missing or too long."""
    kept = text.clean(typed)
    if not kept:
        raise BadInput(N_("Xin ghi lý do, căn cứ."), field=field)
    if len(kept) > most:
        raise BadInput(N_("Lý do, căn cứ dài quá {most} ký tự."), field=field, most=most)
    return kept
