"""What an asset is worth: by the table in force for its place, or the reason why no value is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.custody.models import Asset, DepreciationRate, DepreciationTable
from motcua.custody.queries import scope
from motcua.custody.queries.views import Valued
from motcua.custody.rules.depreciation import Rate, worth
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.office import territory


def value_of(asset: Asset, on: date) -> Valued:
    """Return what an asset is worth on a day; no value without a table, a cost, or a first day of use."""
    table = table_for(asset, on)
    if table is None:
        return Valued(on, None, "", said(N_("chưa có bảng hao mòn")))
    rate = DepreciationRate.objects.filter(table=table, kind=asset.kind).first()
    if rate is None:
        return Valued(on, None, table.title, said(N_("bảng hao mòn không có loại này")))
    if asset.cost is None or asset.used_since is None:
        return Valued(on, None, table.title, said(N_("chưa có nguyên giá hoặc ngày đưa vào sử dụng")))
    known = Rate(rate.kind, rate.years, rate.basis_points)
    return Valued(on, worth(asset.cost, asset.used_since, on, known), table.title, None)


def table_for(asset: Asset, on: date) -> DepreciationTable | None:
    """Return the table in force on a day where an asset is."""
    for table in DepreciationTable.objects.filter(realm=asset.realm, valid_from__lte=on).order_by("-valid_from", "-id"):
        if asset.place_id in territory.under(table.place_id):
            return table
    return None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table of depreciation with its lines as (kind, years, hundredths of a per cent a year)."""

    id: UUID
    title: str
    source: str
    trust: str
    trial: bool
    valid_from: date
    rates: tuple[tuple[str, int, int], ...]


def tables(actor: Actor) -> tuple[TableRow, ...]:
    """Return the tables entered for places that concern the asker, the newest first."""
    scope.demand_read(actor)
    reach = territory.of(actor)
    rows = DepreciationTable.objects.filter(realm=str(actor.realm)).order_by("-valid_from", "-id")
    return tuple(
        TableRow(
            row.id,
            row.title,
            row.source,
            row.trust,
            row.trial,
            row.valid_from,
            tuple(row.rates.order_by("id").values_list("kind", "years", "basis_points")),
        )
        for row in rows
        if row.place_id in reach or territory.under(row.place_id) & reach
    )
