"""A table of depreciation from a spreadsheet: a kind, its years and its rate in each line, then all of it entered as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.custody import kind_sheet, kinds, policies
from motcua.custody.commands.import_depreciation import ImportDepreciation, KindRate
from motcua.custody.models import DepreciationTable
from motcua.kernel.sheets import Row, Understood
from motcua.kernel.sheets.planned import BAD, SAME, Kept, Notes, Planned, kept
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

NEW: Final = "new"
FATES: Final = {NEW: N_("Ghi mới"), SAME: N_("Như dòng trên"), BAD: N_("Không nhận")}
_YEARS_MOST: Final = 100
_FULL: Final = 10_000
"""Hundredths of a per cent that make the whole cost."""
_OFF: Final = Decimal("0.05")
"""How far years times rate may be from the whole before people are asked to look: tables round."""


def mark(actor: Actor, place: UUID) -> str:
    """Return what changes whenever a table is entered for the place."""
    found = DepreciationTable.objects.filter(place=place, realm=str(actor.realm)).order_by("-id")
    return str(found.values_list("id", flat=True).first() or "")


def plan(found: Understood, actor: Actor, place: UUID) -> Iterator[Planned]:
    """Yield what each line would enter for ``place``; nothing is written. Refuses who may not enter a table there."""
    nothing: dict[str, Any] = {"title": "", "source": "", "valid_from": date.min}
    policies.demand(policies.may_import_table(actor, ImportDepreciation(place=place, rates=[], **nothing)))
    seen: dict[str, tuple[int, KindRate]] = {}
    return (_line(found, row, seen) for row in found.rows)


def _line(found: Understood, row: Row, seen: dict[str, tuple[int, KindRate]]) -> Planned:
    notes = Notes(found, row)
    rate = None if notes.faults else _rate(row, notes)
    again = False
    if rate is not None:
        first, before = seen.setdefault(rate.kind, (row.number, rate))
        again = first != row.number
        kind = said(kinds.name(rate.kind))
        if again and before != rate:
            notes.fault("kind", said(N_("«{kind}» đã có ở dòng {row} với số khác."), kind=kind, row=first))
        elif again:
            notes.doubt("kind", said(N_("«{kind}» như dòng {row}: ghi một lần."), kind=kind, row=first))
    name = row.shown.get("kind", "")
    if rate is None or notes.faults:
        return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
    return Planned(
        row=row.number,
        name=name,
        fate=SAME if again else NEW,
        cells=_cells(rate),
        doubts=notes.doubts,
        wish=msgspec.to_builtins(rate),
    )


def _rate(row: Row, notes: Notes) -> KindRate | None:
    values = row.values
    kind = kind_sheet.kind_of(values["kind"], notes)
    years = values["years"]
    if isinstance(years, Decimal) or not 1 <= years <= _YEARS_MOST:
        notes.fault("years", said(N_("số năm phải là số nguyên từ 1 đến {most}."), most=_YEARS_MOST))
    text = values["percent"]
    percent = _figure(text)
    if percent is None:
        notes.fault("percent", said(N_("«{text}» không phải tỷ lệ phần trăm; ghi như 20 hoặc 6,67."), text=text))
    if kind is None or percent is None or notes.faults:
        return None
    is_share = "%" not in text and percent < 1 and abs(percent * years - 1) <= _OFF
    points = int((percent * (_FULL if is_share else 100)).to_integral_value())
    if is_share:
        # A cell that shows 20% holds 0,2: years times rate tells which is meant.
        notes.doubt("percent", said(N_("hiểu là {percent}%."), percent=_percent(points)))
    if not 1 <= points <= _FULL:
        notes.fault("percent", said(N_("tỷ lệ phải lớn hơn 0 và không quá 100%.")))
        return None
    if abs(Decimal(points * years) / _FULL - 1) > _OFF:
        told = {"years": years, "percent": _percent(points)}
        notes.doubt("percent", said(N_("{years} năm × {percent}% không bằng 100%; xem lại."), **told))
    return KindRate(kind=kind, years=int(years), basis_points=points)


def _figure(text: str) -> Decimal | None:
    """Return a share as people write it (*20*, *6,67%*, *6.67*), ``None`` for anything else."""
    figure = text.replace("%", "").replace(",", ".").strip()
    if not figure.isascii() or not figure.replace(".", "", 1).isdigit() or not any(map(str.isdigit, figure)):
        return None
    return Decimal(figure)


def _percent(points: int) -> str:
    whole, part = divmod(points, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",") if part else str(whole)


def _cells(rate: KindRate) -> dict[str, str | Kept]:
    """Return what would be entered as people read it, taken from the line of the command itself."""
    return {"kind": kept(said(kinds.name(rate.kind))), "years": str(rate.years), "percent": _percent(rate.basis_points)}


def write(lines: Sequence[Planned], actor: Actor, key: str, *, place: UUID, told: Mapping[str, Any]) -> UUID:
    """Enter the lines as they were shown as one table, once for ``key``; ``told``: title, source, trust, first day and
    whether they are made up. Return its id; raises what the command refuses.
    """
    rates = [msgspec.convert(line.wish, KindRate) for line in lines]
    return perform(ImportDepreciation(place=place, rates=rates, **told), actor, key=key).target
