"""Why dossiers of a period are late, counted by what most of each delay was lost to; each count opens to its dossiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from motcua.dossiers import late, lists, operating, scopes, search
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.delay import LOST_NAMES, Lost
from motcua.dossiers.views import DossierList
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor

FIGURES: Final[Mapping[str, str]] = {f"late_{why}": name for why, name in LOST_NAMES.items()}
"""Every reason as a figure of the report by its key."""
LATE_MOST: Final = 1_000
"""Late dossiers looked into, the newest first; beyond that the report says of how many of all it speaks."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """How many late dossiers were lost to what, of the ``looked`` at: all, or the newest; as the books stand now."""

    counts: Mapping[str, int]
    looked: int


def reasons(actor: Actor, centres: Collection[UUID], first: date, last: date, field: str = "") -> Reasons:
    """Return why the dossiers are late that the report counts late: with a result in the period, or open at its end.

    For whoever reads figures; that the centres are within reach is seen to by who calls. :class:`NotAllowed` otherwise.
    """
    if not actor.can("figure.read"):
        raise NotAllowed(N_("Bạn không được xem số liệu."))
    rows = _late(actor, centres, first, last, field)
    counts = Counter(f"late_{why}" for why in _main(rows).values())
    return Reasons({key: counts[key] for key in FIGURES}, len(rows))


def opened(
    actor: Actor, centres: Collection[UUID], figure: str, first: date, last: date, *, field: str = ""
) -> DossierList:
    """Return the late dossiers of one reason that the actor may read, the latest first; the read is logged.

    :class:`BadInput` for a reason that is none, :class:`NotAllowed` for whoever reads no dossiers.
    """
    scopes.demand(actor)
    if figure not in FIGURES:
        raise BadInput(N_("Không có chỉ tiêu «{key}»."), key=figure[:40])
    rows = _late(actor, centres, first, last, field)
    wanted = [id_ for id_, why in _main(rows).items() if f"late_{why}" == figure]
    mine = Dossier.objects.filter(pk__in=wanted, realm=str(actor.realm)).filter(search.visible(actor))
    found = list(mine.order_by("-pk"))
    access.read(actor, "dossiers.operating", [row.id for row in found], purpose="Xem hồ sơ của báo cáo")
    return DossierList(lists.rows_of(found), None)


def _late(actor: Actor, centres: Collection[UUID], first: date, last: date, field: str) -> list[Dossier]:
    found = operating.late_of(actor, centres, first, last, field)
    return list(found.order_by("-pk").only(*late.READS)[:LATE_MOST])


def _main(rows: list[Dossier]) -> dict[UUID, Lost]:
    """Return what most of each delay was lost to; unknown where the books meanwhile tell of none."""
    told = late.told(rows)
    return {row.id: told[row.id].main if row.id in told else Lost.UNKNOWN for row in rows}
