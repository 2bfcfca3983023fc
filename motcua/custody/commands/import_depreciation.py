"""Enter a table of depreciation with where it is from."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, kinds, policies
from motcua.custody.commands.issue_norm import TRUSTS
from motcua.custody.models import DepreciationRate, DepreciationTable
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import DepreciationTableImported, YearlyRate


class KindRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind is written off in so many years, by so many hundredths of a per cent of its cost a year."""

    kind: str
    years: Annotated[int, msgspec.Meta(ge=1, le=100)]
    basis_points: Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class ImportDepreciation(Command, frozen=True, kw_only=True):
    """A table for ``place`` and all under it from a day on; ``trial`` marks made-up figures."""

    place: UUID
    title: str
    source: str
    valid_from: date
    rates: Annotated[list[KindRate], msgspec.Meta(max_length=100)]
    trust: str = "unverified"
    trial: bool = False


@act(ImportDepreciation, on=DepreciationTable, verb=N_("Nhập bảng hao mòn"), may=policies.may_import_table)
def import_depreciation(command: ImportDepreciation, context: Context) -> Done[DepreciationTable]:
    """Refuse a table without lines or source, and a kind twice."""
    if command.trust not in TRUSTS:
        raise BadInput(N_("Chọn mức tin cậy của nguồn."), field="trust")
    known = [kinds.get(rate.kind, field="rates").key for rate in command.rates]
    if not known:
        raise BadInput(N_("Bảng hao mòn phải có ít nhất một dòng."), field="rates")
    if len(set(known)) != len(known):
        raise BadInput(N_("Một loại tài sản chỉ có một dòng."), field="rates")
    table = DepreciationTable(
        realm=str(context.actor.realm),
        place_id=command.place,
        title=entering.text(command.title, "title", 300, required=True),
        source=entering.text(command.source, "source", 300, required=True),
        trust=command.trust,
        trial=command.trial,
        valid_from=command.valid_from,
    )
    table.save(force_insert=True)
    rates = [YearlyRate(kind=rate.kind, years=rate.years, basis_points=rate.basis_points) for rate in command.rates]
    DepreciationRate.objects.bulk_create(
        DepreciationRate(table=table, kind=rate.kind, years=rate.years, basis_points=rate.basis_points)
        for rate in rates
    )
    event = DepreciationTableImported(
        title=table.title,
        source=table.source,
        trust=table.trust,
        trial=table.trial,
        valid_from=table.valid_from,
        rates=rates,
        place=command.place,
    )
    return Done(event, table)
