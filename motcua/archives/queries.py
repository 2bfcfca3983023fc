"""Reads of the archives. Each is cut to what lies in the reader's reach: own place, or all under it for overseers.

A fonds is seen by the place that keeps it and by both sides of its handovers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from motcua.archives import policies
from motcua.archives.models import Box, Fault, Fonds, Handover, RecordFile, RetentionClass, RetentionList
from motcua.archives.rules.faults import Kind, sentence
from motcua.archives.rules.inventory import PERMANENT
from motcua.archives.views import (
    BoxRow,
    ClassRow,
    FaultRow,
    FileList,
    FileRow,
    FondsRow,
    ListRow,
    PartRow,
    Stage,
)
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.ids import parse_id
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory

PAGE = 50
EXPORT_MOST = 20_000

STATES = {
    "chua-phan-loai": N_("Chưa phân loại"),
    "cho-xac-dinh": N_("Chờ xác định giá trị"),
    "con-loi": N_("Còn lỗi"),
    "co-ngoai-le": N_("Có ngoại lệ"),
    "chua-len-gia": N_("Chưa lên giá"),
    "vinh-vien": N_("Vĩnh viễn"),
    "co-thoi-han": N_("Có thời hạn"),
}
_CONDITIONS = {
    "chua-phan-loai": Q(code=""),
    "cho-xac-dinh": Q(off_list=True),
    "con-loi": Q(faults__gt=0),
    "co-ngoai-le": Q(excepted__gt=0),
    "chua-len-gia": ~Q(medium="digital") & (Q(box__isnull=True) | Q(box__shelf="")),
    "vinh-vien": Q(years=PERMANENT, off_list=False),
    "co-thoi-han": Q(years__gt=PERMANENT, off_list=False),
}


@dataclass(frozen=True, slots=True)
class Narrow:
    """What of an inventory is asked for: words, a state of :data:`STATES`, a box's number, a class, a medium."""

    text: str = ""
    state: str = ""
    box: str = ""
    code: str = ""
    medium: str = ""


def seen(actor: Actor) -> Q:
    """Return the fonds an actor may read, as a condition."""
    refusal = policies.may_read(actor)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    reach = list(territory.of(actor))
    sides = Handover.objects.filter(fonds=OuterRef("pk")).exclude(state=Handover.State.WITHDRAWN)
    theirs = sides.filter(Q(place__in=reach, state=Handover.State.DONE) | Q(to_place__in=reach))
    return Q(realm=str(actor.realm)) & (Q(place__in=reach) | Q(Exists(theirs)))


def fonds_list(
    actor: Actor, *, place: UUID | None = None, text: str = "", after: str = "", limit: int = PAGE
) -> tuple[tuple[FondsRow, ...], str | None]:
    """Return a page of fonds by name, and where the next begins; ``place`` narrows to who keeps them."""
    found = Fonds.objects.filter(seen(actor))
    if place is not None:
        found = found.filter(place=place)
    for word in fold(text[:100]).split():
        found = found.filter(folded__contains=word)
    if after:
        name, last = _cursor(after)
        found = found.filter(Q(folded__gt=name) | Q(folded=name, id__gt=last))
    rows = list(found.select_related("list").order_by("folded", "id")[: limit + 1])
    more = f"{rows[limit - 1].folded}~{rows[limit - 1].id.hex}" if len(rows) > limit else None
    return fonds_rows(rows[:limit]), more


def places(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the places in reach that keep fonds, by name: for a filter where there are several."""
    ids = Fonds.objects.filter(seen(actor)).values_list("place", flat=True).distinct()
    found = office.units(ids)
    return tuple(sorted(((row.id, row.printed) for row in found.values()), key=lambda one: fold(one[1])))


def totals(actor: Actor, *, place: UUID | None = None) -> tuple[Stage, ...]:
    """Return how far all fonds in reach are together, by stage."""
    found = Fonds.objects.filter(seen(actor))
    if place is not None:
        found = found.filter(place=place)
    return _summed(list(found))


def fonds(actor: Actor, id_: UUID) -> FondsRow:
    """Return one fonds; :class:`NotFound` outside the reach."""
    return fonds_rows([_fonds(actor, id_)])[0]


def may_write(actor: Actor, row: FondsRow) -> bool:
    """Say whether the actor may change this fonds now."""
    return actor.can(policies.WRITE) and territory.holds(actor, row.place) and not row.locked


def files(actor: Actor, id_: UUID, narrow: Narrow | None = None, *, after: str = "", limit: int = PAGE) -> FileList:
    """Return a page of a fonds' files by number; :class:`BadInput` for an unknown state or cursor."""
    found = _narrowed(_fonds(actor, id_), narrow or Narrow())
    total = found.count()
    if after:
        number, last = _cursor(after)
        if not number.isdecimal() or len(number) > 9:
            raise BadInput(N_("Địa chỉ trang tiếp theo không đúng."))
        found = found.filter(Q(number__gt=int(number)) | Q(number=int(number), id__gt=last))
    rows = list(found.select_related("box").order_by("number", "id")[: limit + 1])
    more = f"{rows[limit - 1].number}~{rows[limit - 1].id.hex}" if len(rows) > limit else None
    return FileList(tuple(_file_row(row) for row in rows[:limit]), more, total)


def exported(
    actor: Actor, id_: UUID, narrow: Narrow | None = None, *, first: int = 0, most: int = EXPORT_MOST
) -> Iterator[FileRow]:
    """Yield the files of a list by number, at most ``most`` after the ``first`` so many."""
    found = _narrowed(_fonds(actor, id_), narrow or Narrow()).select_related("box").order_by("number", "id")
    return (_file_row(row) for row in found[first : first + most].iterator(chunk_size=1000))


def file(actor: Actor, id_: UUID, file_id: UUID) -> tuple[FileRow, tuple[PartRow, ...]]:
    """Return one file with its digital parts; :class:`NotFound` outside the reach."""
    row = RecordFile.objects.filter(fonds=_fonds(actor, id_), pk=file_id).select_related("box").first()
    if row is None:
        raise NotFound(N_("Không có hồ sơ này trong phông."))
    return _file_row(row), tuple(PartRow(part.name, part.sha256, part.size) for part in row.parts.order_by("id"))


def boxes(actor: Actor, id_: UUID) -> tuple[BoxRow, ...]:
    """Return the boxes of a fonds in order, with how much is in each."""
    rows = Box.objects.filter(fonds=_fonds(actor, id_)).annotate(held=Count("lines"), sheets=Sum("lines__sheets"))
    return tuple(
        BoxRow(row.id, row.number, row.shelf, row.capacity, row.note, row.held, row.sheets or 0)
        for row in rows.order_by("order", "id")
    )


def fault_counts(actor: Actor, id_: UUID) -> dict[str, tuple[int, int]]:
    """Return (open, excepted) of each kind the last check found, in the order of the vocabulary."""
    rows = (
        Fault.objects.filter(fonds=_fonds(actor, id_))
        .values_list("kind")
        .annotate(open=Count("id", filter=Q(reason="")), settled=Count("id", filter=~Q(reason="")))
    )
    found = {kind: (open_, settled) for kind, open_, settled in rows}
    return {str(kind): found[str(kind)] for kind in Kind if str(kind) in found}


def faults(
    actor: Actor, id_: UUID, *, kind: str = "", file: UUID | None = None, after: int = -1, limit: int = PAGE
) -> tuple[tuple[FaultRow, ...], int | None]:
    """Return a page of what the last check found, in the order of the files, and where the next begins."""
    found = Fault.objects.filter(fonds=_fonds(actor, id_), ordinal__gt=after)
    if kind:
        found = found.filter(kind=kind)
    if file is not None:
        found = found.filter(file=file)
    rows = list(found.select_related("file", "box").order_by("ordinal")[: limit + 1])
    return tuple(_fault_row(row) for row in rows[:limit]), rows[limit - 1].ordinal if len(rows) > limit else None


def lists(actor: Actor) -> tuple[ListRow, ...]:
    """Return the official lists for everybody and those of the actor's place, the newest first."""
    home = territory.home(actor)
    found = RetentionList.objects.filter(Q(place__isnull=True) | Q(place=home)).annotate(count=Count("classes"))
    return tuple(
        ListRow(row.id, row.title, row.source, row.issued_on, row.trust, row.note, row.count, row.place_id is not None)
        for row in found.order_by("-brought_at", "-id")
    )


def list_of(actor: Actor, id_: UUID) -> tuple[ListRow, tuple[ClassRow, ...]]:
    """Return a list with its classes; :class:`NotFound` for one of another place."""
    row = next((one for one in lists(actor) if one.id == id_), None)
    if row is None:
        raise NotFound(N_("Không có danh mục này."))
    return row, classes(id_)


def classes(list_: UUID | None) -> tuple[ClassRow, ...]:
    """Return the classes of a list in its order; none for no list. Lists are public."""
    rows = RetentionClass.objects.filter(list=list_).order_by("ordinal") if list_ else ()
    return tuple(ClassRow(row.code, row.group, row.title, row.years, row.ground, row.trust) for row in rows)


def _fonds(actor: Actor, id_: UUID) -> Fonds:
    row = Fonds.objects.filter(seen(actor), pk=id_).select_related("list").first()
    if row is None:
        raise NotFound(N_("Không có phông này trong phạm vi của bạn."))
    return row


def _narrowed(row: Fonds, narrow: Narrow) -> QuerySet[RecordFile]:
    found = RecordFile.objects.filter(fonds=row)
    if narrow.state:
        if narrow.state not in _CONDITIONS:
            raise BadInput(N_("Không có danh sách này."), field="state")
        found = found.filter(_CONDITIONS[narrow.state])
    if narrow.box:
        found = found.filter(box__number=narrow.box[:20])
    if narrow.code:
        found = found.filter(code=narrow.code[:40])
    if narrow.medium:
        found = found.filter(medium=narrow.medium[:8])
    for word in fold(narrow.text[:100]).split():
        found = found.filter(folded__contains=word)
    return found


def _cursor(after: str) -> tuple[str, UUID]:
    key, _, last = after.rpartition("~")
    return key, parse_id(last)


def fonds_rows(rows: Sequence[Fonds]) -> tuple[FondsRow, ...]:
    """Return fonds as rows, in their order."""
    units = office.units(id_ for row in rows for id_ in (row.place_id, row.origin_id, row.custodian_id))
    return tuple(
        FondsRow(
            id=row.id,
            version=row.version,
            code=row.code,
            name=row.name,
            place=row.place_id,
            place_name=units[row.place_id].printed,
            origin_name=units[row.origin_id].full_name,
            custodian=row.custodian_id,
            custodian_name=units[row.custodian_id].full_name,
            begins=row.begins,
            closed_on=row.closed_on,
            metres=row.metres,
            condition=row.condition,
            expected=row.expected,
            list=row.list_id,
            list_title=row.list.title if row.list else "",
            list_trust=row.list.trust if row.list else "",
            files=row.files,
            unsettled=row.unsettled,
            fresh=row.checked_inventory == row.inventory,
            checked_at=row.checked_at,
            locked=row.locked is not None,
            handed_over_at=row.handed_over_at,
            stages=stages(row),
        )
        for row in rows
    )


def stages(row: Fonds) -> tuple[Stage, ...]:
    """Return how far a fonds is, stage by stage."""
    handed = row.files if row.handed_over_at is not None else 0
    return (
        Stage("inventoried", min(row.files, row.expected) if row.expected else row.files, row.expected, ""),
        Stage("classified", row.classified, row.files, "chua-phan-loai"),
        Stage("checked", row.faultless if row.checked_inventory == row.inventory else 0, row.files, "con-loi"),
        Stage("shelved", row.shelved, row.files, "chua-len-gia"),
        Stage("handed", handed, row.files, ""),
    )


def _summed(rows: Iterable[Fonds]) -> tuple[Stage, ...]:
    sums: dict[str, list[int]] = {}
    unknown: set[str] = set()
    for row in rows:
        for stage in stages(row):
            done, whole = sums.setdefault(stage.key, [0, 0])
            if stage.whole is None:
                unknown.add(stage.key)
                continue
            sums[stage.key] = [done + stage.done, whole + stage.whole]
    return tuple(
        Stage(key, done, None if key in unknown and not whole else whole, "") for key, (done, whole) in sums.items()
    )


def _file_row(row: RecordFile) -> FileRow:
    return FileRow(
        id=row.id,
        number=row.number,
        box=row.box.number if row.box else "",
        shelf=row.box.shelf if row.box else "",
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
        off_list=row.off_list,
        medium=row.medium,
        faults=row.faults,
        excepted=row.excepted,
    )


def _fault_row(row: Fault) -> FaultRow:
    values = msgspec.json.decode(row.values)
    number = str(row.file.number) if row.file else row.box.number if row.box else ""
    return FaultRow(
        row.id,
        row.kind,
        sentence(Kind(row.kind), values),
        row.file_id,
        number,
        row.reason,
        row.excepted_by,
        row.excepted_at,
    )
