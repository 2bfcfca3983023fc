"""Take lines written down by mistake out of the inventory."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import lines, policies
from motcua.archives.models import Fonds, RecordFile
from motcua.archives.rules.inventory import BATCH_MOST
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import FilesStruck


class StrikeFiles(Command, frozen=True, kw_only=True):
    """Strike ``files`` for ``reason``: a line entered twice, a file of another fonds. The history keeps what they said."""

    TARGET = "fonds"

    fonds: UUID
    files: Annotated[list[UUID], msgspec.Meta(max_length=BATCH_MOST)]
    reason: Annotated[str, msgspec.Meta(max_length=500)]


@act(StrikeFiles, on=Fonds, verb=N_("Bỏ khỏi mục lục"), may=policies.may_write, when=lines.is_open)
def strike(command: StrikeFiles, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse it without a reason."""
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do bỏ khỏi mục lục."), field="reason")
    if not command.files:
        raise BadInput(N_("Chọn ít nhất một hồ sơ."), field="files")
    rows = lines.files_of(fonds, command.files)
    told = [lines.told(row, row.box.number if row.box else "") for row in rows]
    RecordFile.objects.filter(pk__in=[row.id for row in rows]).delete()
    lines.recount(fonds)
    return Done(FilesStruck(files=told, reason=reason))
