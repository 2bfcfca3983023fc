"""Guidance on equipment from a spreadsheet: each line held against the edition before it, then all of it entered as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.custody import kind_sheet, kinds, policies, reckoning
from motcua.custody.commands.issue_norm import Ask, IssueNorm
from motcua.custody.models import Norm
from motcua.custody.rules.gaps import PER_NAMES, Per, Wanted
from motcua.kernel.money import VND
from motcua.kernel.sheets import Row, Understood
from motcua.kernel.sheets.planned import BAD, Kept, Notes, Planned, kept
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

NEW: Final = "new"
CHANGED: Final = "changed"
UNCHANGED: Final = "unchanged"
"""As in the edition before: written all the same, for an edition is always whole."""
FATES: Final = {
    NEW: N_("Yêu cầu mới"),
    CHANGED: N_("Khác bản trước"),
    UNCHANGED: N_("Như bản trước"),
    BAD: N_("Không nhận"),
}
TONES: Final = {NEW: "good", CHANGED: "soon", UNCHANGED: "plain", BAD: "late"}
_QUANTITY_MOST: Final = 999
_OLDEST_MOST: Final = 50


def mark(actor: Actor, place: UUID) -> str:
    """Return what changes whenever an edition is entered for the place."""
    last = _last(actor, place)
    return last.id.hex if last else ""


def _last(actor: Actor, place: UUID) -> Norm | None:
    return Norm.objects.filter(place=place, realm=str(actor.realm)).order_by("-edition").first()


def plan(found: Understood, actor: Actor, place: UUID) -> Iterator[Planned]:
    """Yield what each line would ask for at ``place``; nothing is written. Refuses who may not enter guidance there."""
    policies.demand(policies.may_issue_norm(actor, _command(place, [], _NOTHING)))
    last = _last(actor, place)
    before = {one.kind: one for one in reckoning.wanted_of(last)} if last else {}
    seen: dict[str, int] = {}
    return (_line(found, row, before, seen) for row in found.rows)


def _line(found: Understood, row: Row, before: Mapping[str, Wanted], seen: dict[str, int]) -> Planned:
    notes = Notes(found, row)
    ask = None if notes.faults else _ask(row, notes)
    if ask is not None and (first := seen.setdefault(ask.kind, row.number)) != row.number:
        notes.fault("kind", said(N_("«{kind}» đã có ở dòng {row}."), kind=said(kinds.name(ask.kind)), row=first))
    name = row.shown.get("kind", "")
    if ask is None or notes.faults:
        return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
    was = before.get(ask.kind)
    now = Wanted(**msgspec.structs.asdict(ask))
    if was is not None and was != now:
        told = {"kind": said(kinds.name(ask.kind)), "quantity": was.quantity, "per": said(PER_NAMES[was.per])}
        notes.doubt("quantity", said(N_("bản trước: {kind} {quantity} {per}."), **told))
    return Planned(
        row=row.number,
        name=name,
        fate=NEW if was is None else UNCHANGED if was == now else CHANGED,
        cells=_cells(ask),
        doubts=notes.doubts,
        wish=msgspec.to_builtins(ask),
    )


def _ask(row: Row, notes: Notes) -> Ask | None:
    values = row.values
    kind = kind_sheet.kind_of(values["kind"], notes)
    quantity = _whole(values["quantity"], _QUANTITY_MOST)
    oldest = _whole(values["oldest"], _OLDEST_MOST) if "oldest" in values else None
    if quantity is None:
        notes.fault("quantity", said(N_("số lượng phải là số nguyên từ 1 đến {most}."), most=_QUANTITY_MOST))
    if oldest is None and "oldest" in values:
        notes.fault("oldest", said(N_("số năm phải là số nguyên từ 1 đến {most}."), most=_OLDEST_MOST))
    if "per" not in values:
        notes.doubt("per", said(N_("không ghi cách tính: sẽ ghi «{per}»."), per=said(PER_NAMES[Per.CENTRE])))
    if kind is None or quantity is None or notes.faults:
        return None
    return Ask(
        kind=kind,
        quantity=quantity,
        per=Per(values.get("per", Per.CENTRE)),
        oldest=oldest,
        same_model=values.get("same_model", False),
        unit_cost=values.get("unit_cost"),
    )


def _whole(value: int | Decimal, most: int) -> int | None:
    return int(value) if not isinstance(value, Decimal) and 1 <= value <= most else None


def _cells(ask: Ask) -> dict[str, str | Kept]:
    """Return what would be asked for as people read it, taken from the line of the command itself."""
    cells: dict[str, str | Kept] = {
        "kind": kept(said(kinds.name(ask.kind))),
        "quantity": str(ask.quantity),
        "per": kept(said(PER_NAMES[ask.per])),
        "oldest": str(ask.oldest) if ask.oldest else "",
        "same_model": kept(said(N_("có"))) if ask.same_model else "",
        "unit_cost": VND(ask.unit_cost).digits if ask.unit_cost is not None else "",
    }
    return {key: value for key, value in cells.items() if value}


_NOTHING: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("number", "title", "issuer", "source"), ""),
    **dict.fromkeys(("issued_on", "valid_from"), date.min),
}


def _command(place: UUID, lines: list[Ask], told: Mapping[str, Any]) -> IssueNorm:
    return IssueNorm(place=place, lines=lines, **told)


def write(lines: Sequence[Planned], actor: Actor, key: str, *, place: UUID, told: Mapping[str, Any]) -> UUID:
    """Enter the lines as they were shown as one edition, once for ``key``; ``told``: number, title, issuer, days, source,
    trust and whether they are made up. Return its id; raises what the command refuses.
    """
    asks = [msgspec.convert(line.wish, Ask) for line in lines]
    return perform(_command(place, asks, told), actor, key=key).target
