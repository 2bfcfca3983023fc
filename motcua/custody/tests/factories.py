"""Assets, norms and rounds of the region, made through commands."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from motcua.config.demo.region import Region
from motcua.custody.commands import Ask, Facts, IssueNorm, OpenStockTake, RegisterAsset
from motcua.custody.rules.assets import Condition, Use
from motcua.custody.rules.gaps import Per
from motcua.ledger.perform import perform

V1 = (
    Ask(kind="pc", quantity=3, unit_cost=15_000_000, same_model=True),
    Ask(kind="scanner", quantity=1, per=Per.COUNTER),
)


def register(region: Region, key: str = "cao-xa", kind: str = "pc", **values: Any) -> UUID:
    """Register an asset of a centre by its supply officer; ``values`` of the facts or of the command."""
    about = {name: values.pop(name) for name in Facts.__struct_fields__ if name in values}
    facts = Facts(**{"name": "Máy tính thử", "kind": kind} | about)
    unit = values.pop("unit", region.centres[key])
    command = RegisterAsset(place=region.places[key], unit=unit, facts=facts, **values)
    return perform(command, region[f"csvc-{key}"]).target


def issue(region: Region, lines: tuple[Ask, ...] = V1, valid_from: date = date(2025, 6, 1), **values: Any) -> UUID:
    """Enter guidance for Lâm Thao by its chair."""
    command = IssueNorm(
        place=region.places["lam-thao"],
        number=values.pop("number", "01/HD-UBND thử"),
        title="Hướng dẫn trang bị Trung tâm (số lượng thử)",
        issuer="UBND tỉnh Phú Thọ",
        issued_on=values.pop("issued_on", valid_from),
        valid_from=valid_from,
        source="Bản thử",
        lines=list(lines),
        trial=True,
        **values,
    )
    return perform(command, region["khoakd"]).target


def open_round(region: Region, key: str = "cao-xa") -> UUID:
    """Open a round over what a centre manages."""
    command = OpenStockTake(
        place=region.places[key], unit=region.centres[key], title="Kiểm kê trước vận hành", rooms=["Quầy 1", "Kho"]
    )
    return perform(command, region[f"csvc-{key}"]).target


__all__ = ["Condition", "Use", "issue", "open_round", "register"]
