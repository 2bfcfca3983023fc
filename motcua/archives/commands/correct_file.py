"""Correct a line of the inventory; what it said before stays in the history."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import lines, policies
from motcua.archives.models import Fonds
from motcua.archives.rules.inventory import Line, tidy
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import FileCorrected


class CorrectFile(Command, frozen=True, kw_only=True):
    """Let the file's line say ``line`` from now on, for ``reason``."""

    TARGET = "fonds"

    fonds: UUID
    file: UUID
    line: Line
    reason: Annotated[str, msgspec.Meta(max_length=300)] = ""


@act(CorrectFile, on=Fonds, verb=N_("Sửa hồ sơ"), may=policies.may_write, when=lines.is_open)
def correct(command: CorrectFile, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse a line without a number, and a correction that changes nothing."""
    (row,) = lines.files_of(fonds, [command.file])
    line = tidy(command.line)
    if not line.number:
        raise BadInput(N_("Ghi số thứ tự."), field="number")
    before = lines.told(row, row.box.number if row.box else "")
    boxes = lines.boxes_named(fonds, [line.box])
    lines.put(row, line, boxes.get(line.box), lines.classes_of(fonds))
    after = lines.told(row, line.box)
    if before == after:
        raise BadInput(N_("Chưa sửa gì."), field="title")
    row.save()
    lines.recount(fonds)
    return Done(FileCorrected(before=before, after=after, reason=clean(command.reason)))
