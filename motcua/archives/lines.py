"""The lines of an inventory as rows: how they are told, found, counted anew. Used by the commands of the room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Q

from motcua.archives.models import Box, Fonds, RecordFile, RetentionClass
from motcua.archives.rules.faults import Item
from motcua.archives.rules.inventory import OFF_LIST, ClassFacts, Line, search_text
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events.archives import FileTold

_DIGITS = re.compile(r"\d+")


def is_open(fonds: Fonds) -> Said | None:
    """An inventory does not change while its handover is being signed."""
    if fonds.locked is not None:
        return said(N_("Biên bản bàn giao phông này đang ký: mục lục đã khóa. Muốn sửa, một bên từ chối ký kèm lý do."))
    return None


def box_order(number: str) -> str:
    """Return the key by which boxes stand in order: 2 before 10."""
    return _DIGITS.sub(lambda found: found[0].zfill(8)[-8:], number)[:40]


def boxes_named(fonds: Fonds, numbers: Iterable[str]) -> dict[str, Box]:
    """Return the boxes of a fonds by number, made where there are none yet."""
    wanted = {number for number in numbers if number}
    found = {box.number: box for box in Box.objects.filter(fonds=fonds, number__in=wanted)}
    new = [Box(fonds=fonds, number=number, order=box_order(number)) for number in sorted(wanted - found.keys())]
    Box.objects.bulk_create(new)
    return found | {box.number: box for box in new}


def put(row: RecordFile, line: Line, box: Box | None, classes: dict[str, ClassFacts]) -> None:
    """Write a line into a row; a class of the list gives its period where the line gives none."""
    known = classes.get(line.code)
    row.box = box
    row.number, row.symbol, row.title = line.number, line.symbol, line.title
    row.starts, row.ends, row.sheets, row.pages = line.starts, line.ends, line.sheets, line.pages
    row.creator, row.note, row.code, row.medium = line.creator, line.note, line.code, line.medium.value
    row.years = known.years if line.years is None and known is not None else line.years
    row.off_list = bool(line.code) and known is None
    row.folded = search_text(line)


def told(row: RecordFile, box: str) -> FileTold:
    """Return a row as events tell it."""
    return FileTold(
        id=row.id,
        number=row.number,
        box=box,
        symbol=row.symbol,
        title=row.title,
        starts=row.starts,
        ends=row.ends,
        years=row.years,
        sheets=row.sheets,
        pages=row.pages,
        creator=row.creator,
        note=row.note,
        code=row.code,
        medium=row.medium,
    )


def files_of(fonds: Fonds, ids: Sequence[UUID]) -> list[RecordFile]:
    """Return these files of the fonds, in order; :class:`NotFound` when one is not of it."""
    wanted = set(ids)
    rows = list(RecordFile.objects.filter(fonds=fonds, pk__in=wanted).select_related("box").order_by("number", "id"))
    if len(rows) != len(wanted):
        raise NotFound(N_("Có hồ sơ không thuộc phông này, hoặc đã bị bỏ khỏi mục lục. Tải lại trang rồi chọn lại."))
    return rows


def classes_of(fonds: Fonds) -> dict[str, ClassFacts]:
    """Return the classes of the fonds' official list by code; none while no list was chosen."""
    rows = RetentionClass.objects.filter(list=fonds.list_id).values_list("code", "title", "years")
    return {code: ClassFacts(code, title, years) for code, title, years in rows if code != OFF_LIST}


def items_of(fonds: Fonds) -> list[Item]:
    """Return the whole inventory as the check sees it, with the hashes of its digital parts."""
    parts: dict[UUID, list[str]] = {}
    for file, sha256 in (
        RecordFile.objects.filter(fonds=fonds, parts__isnull=False)
        .order_by("number", "id", "parts__id")
        .values_list("id", "parts__sha256")
    ):
        parts.setdefault(file, []).append(sha256)
    rows = RecordFile.objects.filter(fonds=fonds).values_list(
        *("id", "number", "symbol", "title", "starts", "ends", "years", "code"),
        *("sheets", "pages", "creator", "box_id", "medium"),
    )
    found = []
    for id_, number, symbol, title, starts, ends, years, code, sheets, pages, creator, box, medium in rows:
        held, files = box.hex if box else "", tuple(parts.get(id_, ()))
        item = Item(
            id_.hex, number, symbol, title, starts, ends, years, code, sheets, pages, creator, held, medium, files
        )
        found.append(item)
    return found


def change(fonds: Fonds) -> None:
    """Make an earlier check stale after an act that leaves every count as it is. The row is saved by its act."""
    fonds.inventory += 1
    fonds.faultless = 0


def recount(fonds: Fonds, *, changed: bool = True) -> None:
    """Count anew how far the inventory is; ``changed`` makes an earlier check stale. The row is saved by its act."""
    paper_or_shelved = Q(medium="digital") | (Q(box__isnull=False) & ~Q(box__shelf=""))
    found = RecordFile.objects.filter(fonds=fonds).aggregate(
        files=Count("id"),
        classified=Count("id", filter=~Q(code="")),
        shelved=Count("id", filter=paper_or_shelved),
        faultless=Count("id", filter=Q(faults=0)),
    )
    fonds.files, fonds.classified, fonds.shelved = found["files"], found["classified"], found["shelved"]
    if changed:
        fonds.inventory += 1
    fonds.faultless = found["faultless"] if fonds.checked_inventory == fonds.inventory else 0
