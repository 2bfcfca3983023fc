"""Dossiers that wait for the province's system, and those a cut touched: counts and codes, for who may see them.

A centre that works beside the province (*song hành*) gets each code from its system; one that mints its own tells the
province of each. Either waits while the line is cut, and the clock of the dossier runs all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Max

from motcua.dossiers.lists import rows_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import Heading, OutageItem, OutageRecord, centre_name
from motcua.dossiers.search import visible
from motcua.dossiers.views import DossierRow
from motcua.kernel import clock
from motcua.kernel.words import said
from motcua.ledger import access, marks
from motcua.ledger.actor import Actor, Realm
from motcua.links import queries as links
from motcua.links.rules import SOURCE_NAMES
from motcua.office.queries import names as office

SHOWN_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Affected:
    """What was received during a cut: how many, how many of them the province knows by now, and when it knew the last.

    ``rows`` are those the reader may read, in the order of reception; nothing for who reads no dossiers of the place.
    """

    count: int
    synced: int
    last_synced_at: datetime | None
    rows: tuple[tuple[DossierRow, datetime | None], ...]

    @property
    def waiting(self) -> int:
        """Return how many still wait."""
        return self.count - self.synced


def waits(centre: UUID, realm: str, at: datetime, *, code: str, mints: bool) -> bool:
    """Say whether a dossier received now waits for the province: no code of its came, or the line is cut."""
    if not mints and not code:
        return True
    return links.province_cut(centre, realm, at) is not None


def outage_record(actor: Actor, cut: links.OutageRow) -> OutageRecord:
    """Return the record of a cut ready to print, with the dossiers it touched as far as the reader may know them."""
    place = office.heading_of(cut.unit, clock.local(cut.started_at).date())
    found = affected(actor, cut.unit, cut.started_at, cut.ended_at) if cut.from_province else None
    now = clock.now()
    return OutageRecord(
        heading=Heading(
            governing_body=place.governing_body,
            centre=centre_name(place.commune, clock.local(now).date()),
            place=place.short,
            made_at=now,
            realm="thử" if actor.realm == Realm.TRIAL else "thật",
            demonstration=marks.is_demonstration(),
        ),
        line=cut.line_name,
        source=str(said(SOURCE_NAMES[cut.source])),
        cause=cut.cause,
        length=str(cut.length),
        started_at=cut.started_at,
        ended_at=cut.ended_at,
        reported_by=cut.reported_by,
        printed_at=now,
        printed_by=actor.name,
        count=found.count if found else None,
        synced=found.synced if found else 0,
        last_synced_at=found.last_synced_at if found else None,
        items=tuple(
            OutageItem(
                code=row.label,
                what=row.procedure,
                received_at=row.received_at,
                due_at=row.due_at,
                synced_at=synced_at,
            )
            for row, synced_at in (found.rows if found else ())
        ),
    )


def affected(actor: Actor, centre: UUID, started_at: datetime, ended_at: datetime | None) -> Affected | None:
    """Return what ``centre`` received during a cut; ``None`` for who reads no dossiers of that place. The read is logged."""
    if not actor.can("dossier.read") or not (centre == actor.unit or centre in actor.units):
        return None
    found = Dossier.objects.filter(
        received_unit_id=centre,
        realm=str(actor.realm),
        unsynced_since__isnull=False,
        received_at__gte=started_at,
        received_at__lte=ended_at or clock.now(),
    )
    counted = found.aggregate(count=Count("pk"), synced=Count("synced_at"), last=Max("synced_at"))
    dossiers = list(found.filter(visible(actor)).order_by("received_at", "pk")[:SHOWN_MOST])
    access.read(actor, "dossiers.affected", [one.id for one in dossiers], purpose="Xem biên bản mất đường truyền")
    rows = tuple(zip(rows_of(dossiers), (one.synced_at for one in dossiers), strict=True))
    return Affected(counted["count"], counted["synced"], counted["last"], rows)
