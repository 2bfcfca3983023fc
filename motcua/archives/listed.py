"""Reads for the forms of a fonds: volumes of its inventory, what its boxes hold, what was left as it is in writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from django.db.models import Count, Max, Min, Q

from motcua.archives import queries
from motcua.archives.models import Box, Fault
from motcua.archives.queries import Narrow
from motcua.archives.rules.faults import Kind, sentence
from motcua.archives.rules.inventory import BATCH_MOST, PERMANENT
from motcua.archives.views import FileRow
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor

VOLUME: Final = 2000
"""Rows of one paper; a longer list is printed in volumes, so that none keeps anybody waiting."""
LABELS: Final = 400


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of how many a paper is, of ``total`` rows in all; it begins after ``first`` of them."""

    at: int
    of: int
    total: int
    first: int


@dataclass(frozen=True, slots=True)
class BoxLabel:
    """What stands on the end of a box; numbers and days are ``None`` for an empty one or where nothing is known."""

    number: str
    shelf: str
    files: int
    first: int | None
    last: int | None
    starts: date | None
    ends: date | None
    permanent: int
    fixed: int


@dataclass(frozen=True, slots=True)
class LeftAsIs:
    """A fault left as it is."""

    number: str
    title: str
    kind: Kind
    said: Said
    reason: str
    by: str
    at: datetime | None


def part(total: int, at: int, most: int) -> Part:
    """Return the part of a list that is asked for (from 1); :class:`NotFound` where there is no such part."""
    of = parts(total, most)
    if not 1 <= at <= of:
        raise NotFound(N_("Danh sách này không có phần {n}."), n=at)
    return Part(at, of, total, (at - 1) * most)


def parts(total: int, most: int) -> int:
    """Return in how many papers a list of so many rows is printed."""
    return max(1, -(-total // most))


def files(actor: Actor, fonds: UUID, narrow: Narrow, at: int) -> tuple[Part, tuple[FileRow, ...]]:
    """Return one volume of an inventory in the order of its numbers; :class:`NotFound` outside the reach."""
    found = part(queries.files(actor, fonds, narrow, limit=1).total, at, VOLUME)
    return found, tuple(queries.exported(actor, fonds, narrow, first=found.first, most=VOLUME))


def box_labels(actor: Actor, fonds: UUID, at: int) -> tuple[Part, tuple[BoxLabel, ...]]:
    """Return the labels of one part of the boxes, in their order."""
    row = queries.fonds(actor, fonds)
    boxes = Box.objects.filter(fonds=row.id)
    found = part(boxes.count(), at, LABELS)
    rows = boxes.order_by("order", "id").annotate(
        held=Count("lines"),
        first=Min("lines__number"),
        last=Max("lines__number"),
        starts=Min("lines__starts"),
        ends=Max("lines__ends"),
        permanent=Count("lines", filter=Q(lines__years=PERMANENT)),
        fixed=Count("lines", filter=Q(lines__years__gt=PERMANENT)),
    )
    values = rows.values_list("number", "shelf", "held", "first", "last", "starts", "ends", "permanent", "fixed")
    return found, tuple(BoxLabel(*one) for one in values[found.first : found.first + LABELS])


def left_as_is(actor: Actor, fonds: UUID, at: int) -> tuple[Part, tuple[LeftAsIs, ...]]:
    """Return one part of what was left as it is in writing, in the order of the check."""
    row = queries.fonds(actor, fonds)
    faults = Fault.objects.filter(fonds=row.id).exclude(reason="").order_by("ordinal")
    found = part(faults.count(), at, VOLUME)
    return found, tuple(
        LeftAsIs(
            str(one.file.number) if one.file else one.box.number if one.box else "",
            one.file.title if one.file else "",
            Kind(one.kind),
            sentence(Kind(one.kind), msgspec.json.decode(one.values)),
            one.reason,
            one.excepted_by,
            one.excepted_at,
        )
        for one in faults.select_related("file", "box")[found.first : found.first + VOLUME]
    )


def open_faults(actor: Actor, fonds: UUID, kind: str) -> tuple[UUID, ...]:
    """Return the faults of a kind that are neither mended nor left in writing, as many as one act may settle."""
    row = queries.fonds(actor, fonds)
    rows = Fault.objects.filter(fonds=row.id, kind=kind, reason="").order_by("ordinal")
    return tuple(rows.values_list("id", flat=True)[:BATCH_MOST])
