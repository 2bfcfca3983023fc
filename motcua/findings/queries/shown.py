"""Files that belong to answers, findings and words about them, as pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.findings.models import Shown
from motcua.findings.queries import scope
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A photograph, a spoken note or a paper, with what the device knew of it: degrees, metres, seconds."""

    id: UUID
    kind: str
    filename: str
    media_type: str
    size: int
    caption: str
    at: datetime | None
    latitude: float | None
    longitude: float | None
    accuracy: int | None
    seconds: int | None


def of(column: str, ids: Collection[UUID]) -> Mapping[UUID, tuple[ShownRow, ...]]:
    """Return the files of some ``answer``, ``finding`` or ``word`` rows, by the row they belong to; one statement."""
    found: defaultdict[UUID, list[ShownRow]] = defaultdict(list)
    for one in Shown.objects.filter(**{f"{column}__in": ids}).order_by("pk") if ids else ():
        found[getattr(one, f"{column}_id")].append(_row(one))
    return {owner: tuple(rows) for owner, rows in found.items()}


def file(actor: Actor, id_: UUID) -> tuple[str, ShownRow]:
    """Return hash and facts of one file; :class:`NotFound` where the asker may not see what it belongs to."""
    one = Shown.objects.filter(pk=id_).select_related("answer", "word").first()
    if one is not None:
        if one.answer is not None:
            seen = scope.sheets(actor).filter(pk=one.answer.sheet_id).exists()
        else:
            finding = one.word.finding_id if one.word is not None else one.finding_id
            seen = finding is not None and scope.findings(actor).filter(pk=finding).exists()
        if seen:
            return one.sha256, _row(one)
    raise NotFound(N_("Không có tệp này, hoặc bạn không thuộc phạm vi được xem."))


def _row(one: Shown) -> ShownRow:
    return ShownRow(
        id=one.id,
        kind=one.kind,
        filename=one.filename,
        media_type=one.media_type,
        size=one.size,
        caption=one.caption,
        at=one.at,
        latitude=one.latitude,
        longitude=one.longitude,
        accuracy=one.accuracy,
        seconds=one.seconds,
    )
