"""Put files into a box."""

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
from motcua.ledger.events.archives import FilesBoxed


class BoxFiles(Command, frozen=True, kw_only=True):
    """Put ``files`` into the box with this number, made where it is not known yet."""

    TARGET = "fonds"

    fonds: UUID
    files: Annotated[list[UUID], msgspec.Meta(max_length=BATCH_MOST)]
    box: Annotated[str, msgspec.Meta(max_length=20)]


@act(BoxFiles, on=Fonds, verb=N_("Xếp hộp"), may=policies.may_write, when=lines.is_open)
def box_files(command: BoxFiles, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse it without a box or without files."""
    number = clean(command.box)
    if not number:
        raise BadInput(N_("Ghi số hộp."), field="box")
    if not command.files:
        raise BadInput(N_("Chọn ít nhất một hồ sơ."), field="files")
    rows = lines.files_of(fonds, command.files)
    box = lines.boxes_named(fonds, [number])[number]
    RecordFile.objects.filter(pk__in=[row.id for row in rows]).update(box=box)
    lines.recount(fonds)
    return Done(FilesBoxed(files=[row.id for row in rows], box=number), outcome={"count": len(rows)})
