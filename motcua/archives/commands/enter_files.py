"""Write files into the inventory, up to some hundreds in one go: one entry of the books for all of them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Max

from motcua.archives import lines, policies
from motcua.archives.models import Fonds, RecordFile
from motcua.archives.rules.inventory import BATCH_MOST, Line, tidy
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import FilesEntered


class EnterFiles(Command, frozen=True, kw_only=True):
    """Write ``files`` down as they are; what is wrong with them the check tells. ``source``: by hand, or which sheet."""

    TARGET = "fonds"

    fonds: UUID
    files: Annotated[list[Line], msgspec.Meta(max_length=BATCH_MOST)]
    source: Annotated[str, msgspec.Meta(max_length=200)] = ""


@act(EnterFiles, on=Fonds, verb=N_("Nhập hồ sơ"), may=policies.may_write, when=lines.is_open)
def enter(command: EnterFiles, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Give lines without a number the next ones, and make boxes that are not known yet."""
    if not command.files:
        raise BadInput(N_("Chưa có hồ sơ nào để nhập."), field="lines")
    given = [tidy(line) for line in command.files]
    last = RecordFile.objects.filter(fonds=fonds).aggregate(last=Max("number"))["last"] or 0
    boxes = lines.boxes_named(fonds, (line.box for line in given))
    classes, rows, told = lines.classes_of(fonds), [], []
    for line in given:
        numbered = line if line.number else msgspec.structs.replace(line, number=last + 1)
        last = max(last, numbered.number)
        row = RecordFile(fonds=fonds)
        lines.put(row, numbered, boxes.get(line.box), classes)
        rows.append(row)
        told.append(lines.told(row, line.box))
    RecordFile.objects.bulk_create(rows)
    lines.recount(fonds)
    event = FilesEntered(files=told, source=clean(command.source))
    return Done(event, outcome={"count": len(rows), "first": rows[0].id})
