"""Check an inventory: find every fault there is now; exceptions given before stay with the same fault."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

import msgspec

from motcua.archives import lines, policies
from motcua.archives.models import Box, Fault, Fonds, RecordFile
from motcua.archives.rules import faults
from motcua.documents import queries as documents
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import FondsChecked

_Key = tuple[str, str, str, str]


class CheckFonds(Command, frozen=True, kw_only=True):
    """Hold the inventory against its list, its days, its boxes and the store."""

    TARGET = "fonds"

    fonds: UUID


@act(CheckFonds, on=Fonds, verb=N_("Kiểm tra chuẩn hóa"), may=policies.may_write, when=lines.is_open)
def check(command: CheckFonds, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Replace what the last check found."""
    items = lines.items_of(fonds)
    boxes = [
        faults.BoxFacts(id_.hex, number, capacity, shelf)
        for id_, number, capacity, shelf in Box.objects.filter(fonds=fonds)
        .order_by("order", "id")
        .values_list("id", "number", "capacity", "shelf")
    ]
    stored = documents.stored_of(part for item in items for part in item.parts)
    frame = faults.Frame(fonds.begins, fonds.closed_on, clock.today(), lines.classes_of(fonds), stored)
    found = faults.check(items, boxes, frame)
    excepted = _replace(fonds, found)
    fonds.unsettled = len(found) - excepted
    fonds.checked_inventory, fonds.checked_at = fonds.inventory, context.at
    lines.recount(fonds, changed=False)
    return Done(
        FondsChecked(files=len(items), found=faults.counted(found), excepted=excepted, unsettled=fonds.unsettled)
    )


def _replace(fonds: Fonds, found: list[faults.Fault]) -> int:
    """Keep the new faults in place of the old; return how many of them were excepted before."""
    given = {
        _key(row.kind, row.file_id, row.box_id, row.values): row
        for row in Fault.objects.filter(fonds=fonds).exclude(reason="")
    }
    Fault.objects.filter(fonds=fonds).delete()
    rows, open_, settled = [], Counter[UUID](), Counter[UUID]()
    for at, fault in enumerate(found):
        values = msgspec.json.encode(dict(fault.values), order="deterministic").decode()
        row = Fault(
            fonds=fonds,
            file_id=UUID(fault.item) if fault.item else None,
            box_id=UUID(fault.box) if fault.box else None,
            ordinal=at,
            kind=fault.kind.value,
            values=values,
        )
        before = given.get(_key(row.kind, row.file_id, row.box_id, values))
        if before is not None:
            row.reason, row.excepted_by, row.excepted_at = before.reason, before.excepted_by, before.excepted_at
        if row.file_id is not None:
            (settled if before is not None else open_)[row.file_id] += 1
        rows.append(row)
    Fault.objects.bulk_create(rows, batch_size=500)
    mark(fonds, open_, settled)
    return sum(1 for row in rows if row.reason)


def mark(fonds: Fonds, open_: Counter[UUID], settled: Counter[UUID]) -> None:
    """Write beside each file how many faults it has, open and excepted."""
    RecordFile.objects.filter(fonds=fonds).exclude(faults=0, excepted=0).update(faults=0, excepted=0)
    marked = sorted({*open_, *settled})
    for at in range(0, len(marked), 400):
        rows = list(RecordFile.objects.filter(pk__in=marked[at : at + 400]).only("id", "faults", "excepted"))
        for row in rows:
            row.faults, row.excepted = open_[row.id], settled[row.id]
        RecordFile.objects.bulk_update(rows, ["faults", "excepted"], batch_size=200)


def _key(kind: str, file: Any, box: Any, values: str) -> _Key:
    return kind, str(file or ""), str(box or ""), values
