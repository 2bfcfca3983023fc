"""Write boxes down, and where they stand."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import lines, policies
from motcua.archives.models import Box, Fonds
from motcua.archives.rules.inventory import BATCH_MOST
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import BoxesSet, BoxTold


class BoxLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A box by its number: where it stands, how many sheets it may hold (0: not measured)."""

    number: Annotated[str, msgspec.Meta(max_length=20)]
    shelf: Annotated[str, msgspec.Meta(max_length=120)] = ""
    capacity: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    note: Annotated[str, msgspec.Meta(max_length=300)] = ""


class SetBoxes(Command, frozen=True, kw_only=True):
    """Make the boxes that are new, and say of the known ones where they stand now."""

    TARGET = "fonds"

    fonds: UUID
    boxes: Annotated[list[BoxLine], msgspec.Meta(max_length=BATCH_MOST)]


@act(SetBoxes, on=Fonds, verb=N_("Ghi hộp"), may=policies.may_write, when=lines.is_open)
def set_boxes(command: SetBoxes, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse a box without a number and one named twice."""
    given = [
        BoxLine(number=clean(one.number), shelf=clean(one.shelf), capacity=one.capacity, note=clean(one.note))
        for one in command.boxes
    ]
    numbers = [one.number for one in given]
    if not given or not all(numbers):
        raise BadInput(N_("Ghi số hộp."), field="number")
    if len(set(numbers)) != len(numbers):
        raise BadInput(N_("Mỗi hộp chỉ ghi một dòng."), field="number")
    known = set(Box.objects.filter(fonds=fonds, number__in=numbers).values_list("number", flat=True))
    found = lines.boxes_named(fonds, numbers)
    for one in given:
        box = found[one.number]
        box.shelf, box.capacity, box.note = one.shelf, one.capacity, one.note
    Box.objects.bulk_update(found.values(), ["shelf", "capacity", "note"])
    lines.recount(fonds)
    told = [BoxTold(**msgspec.structs.asdict(one)) for one in given]
    return Done(BoxesSet(boxes=told, new=len(set(numbers) - known)))
