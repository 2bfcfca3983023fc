"""Give files a class of the official list, or set them apart as off the list."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import lines, policies
from motcua.archives.models import Fonds, RecordFile
from motcua.archives.rules.inventory import BATCH_MOST, OFF_LIST
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import FilesClassified


class ClassifyFiles(Command, frozen=True, kw_only=True):
    """Put ``files`` into the class ``code``: its period becomes theirs.

    ``ngoai-danh-muc`` keeps them apart «chờ xác định giá trị», without a period. ``years`` is for a class whose list
    names no single one.
    """

    TARGET = "fonds"

    fonds: UUID
    files: Annotated[list[UUID], msgspec.Meta(max_length=BATCH_MOST)]
    code: Annotated[str, msgspec.Meta(max_length=40)]
    years: Annotated[int, msgspec.Meta(ge=0, le=100)] | None = None


@act(ClassifyFiles, on=Fonds, verb=N_("Phân loại"), may=policies.may_write, when=lines.is_open)
def classify(command: ClassifyFiles, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse a class that the fonds' list does not have, and a fonds without a list."""
    if not command.files:
        raise BadInput(N_("Chọn ít nhất một hồ sơ."), field="files")
    if fonds.list_id is None:
        raise Conflict(N_("Phông chưa chọn danh mục. Chọn danh mục trước khi phân loại."), field="code")
    code = clean(command.code)
    known = lines.classes_of(fonds).get(code)
    if known is None and code != OFF_LIST:
        raise BadInput(N_("Danh mục của phông không có nhóm này. Chọn nhóm khác, hoặc «ngoài danh mục»."), field="code")
    years = (known.years if known.years is not None else command.years) if known else None
    rows = lines.files_of(fonds, command.files)
    RecordFile.objects.filter(pk__in=[row.id for row in rows]).update(code=code, off_list=known is None, years=years)
    lines.recount(fonds)
    event = FilesClassified(
        files=[row.id for row in rows], code=code, retention_list=fonds.list_id, off_list=known is None, years=years
    )
    return Done(event, outcome={"count": len(rows)})
