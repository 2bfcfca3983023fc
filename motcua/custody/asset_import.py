"""A list of assets into the register: what each line would enter, then entering it as it was shown.

What the books have already is not entered again: known by its serial number, or where it has none by kind, name, model,
years and cost, as often as the books have it. A managing unit that is not written or not known is never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.custody import kinds, policies
from motcua.custody.asset_sheet import QUANTITY_MOST, kind_by_name
from motcua.custody.commands.register_asset import Facts, RegisterAsset, checked_facts
from motcua.custody.models import Asset
from motcua.custody.queries import scope
from motcua.custody.rules import assets as rules
from motcua.custody.rules.assets import CONDITION_NAMES, OUT_OF_ORDER, USE_NAMES, Condition, Use
from motcua.kernel.errors import MotcuaError
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.sheets import Row, Understood
from motcua.kernel.sheets.planned import BAD, SAME, Kept, Notes, Planned, Result, each, kept, shown_value
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

NEW: Final = "new"
NOBODY: Final = N_("Chưa rõ đơn vị quản lý")
_GROUND: Final = "Nhập từ danh sách, dòng {row}"
_TEXTS: Final = ("model", "serial", "fund", "note")


class Wish(msgspec.Struct, frozen=True):
    """What a line asks for: the command, so many times."""

    command: RegisterAsset
    count: int = 1


def mark(actor: Actor, place: UUID) -> str:
    """Return what changes whenever an asset is entered for the place: a list shown before is to be looked at again."""
    found = Asset.objects.filter(place=place, realm=str(actor.realm))
    return f"{found.count()}.{found.order_by('-pk').values_list('pk', flat=True).first() or ''}"


def plan(found: Understood, actor: Actor, place: UUID) -> Iterator[Planned]:
    """Yield what each line would enter at ``place``; nothing is written. Refuses who may not enter anything there."""
    policies.demand(policies.may_register(actor, _about(place)))
    return _Plan(found, actor, place).lines()


def _about(place: UUID) -> RegisterAsset:
    return RegisterAsset(place=place, unit=None, facts=Facts(name="", kind=""))


class _Plan:
    def __init__(self, found: Understood, actor: Actor, place: UUID) -> None:
        self._found = found
        self._place = place
        self._units = _units_by_name(place)
        self._unit_names = {unit.id: unit.full_name for unit in scope.managers(place)}
        self._known = _Known(place, str(actor.realm))
        self._serials: dict[tuple[str, str], int] = {}

    def lines(self) -> Iterator[Planned]:
        for row in self._found.rows:
            yield self._line(row)

    def _line(self, row: Row) -> Planned:
        notes = Notes(self._found, row)
        wish = None if notes.faults else self._wish(row, notes)
        name = str(row.values.get("name") or row.shown.get("name", ""))
        if wish is None or notes.faults:
            return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
        twins = self._known.take(wish)
        left = wish.count - len(twins)
        if twins and left:
            notes.doubt(
                "quantity", said(N_("sổ đã có {had} cái giống hệt; chỉ ghi thêm {left}."), had=len(twins), left=left)
            )
        wish = Wish(wish.command, left or wish.count)
        return Planned(
            row=row.number,
            name=name,
            fate=NEW if left else SAME,
            cells=self._cells(wish),
            doubts=notes.doubts,
            twin=", ".join(twins[:3]) if not left else "",
            wish=msgspec.to_builtins(wish),
        )

    def _wish(self, row: Row, notes: Notes) -> Wish | None:
        values = row.values
        kind = values.get("kind") or self._kind(row, notes)
        count = self._count(values, notes)
        facts = Facts(
            name=values["name"],
            kind=kind,
            year_made=values.get("year_made"),
            cost=self._cost(values, count, notes),
            warranty_until=values.get("warranty_until"),
            **self._since(values, notes),
        )
        condition = Condition(values.get("condition", Condition.GOOD))
        if "condition" not in values and "condition" in self._found.columns:
            notes.doubt("condition", said(N_("không ghi tình trạng: sẽ ghi «Tốt».")))
        unit, ground = self._unit(row, notes)
        command = RegisterAsset(
            place=self._place,
            unit=unit,
            facts=facts,
            building=values.get("building", ""),
            room=values.get("room", ""),
            condition=condition,
            use=_use(values, condition, notes),
            ground=ground,
        )
        try:
            command.check()
            checked_facts(facts)
        except MotcuaError as error:
            notes.fault(error.field or "name", error.said)
        refusal = rules.refuse_use(command.condition, command.use)
        if refusal is not None:
            notes.fault("use", refusal)
        self._serial_once(command, row.number, count, notes)
        return Wish(command, count)

    def _kind(self, row: Row, notes: Notes) -> str:
        found = kind_by_name(row.values["name"]) or "other"
        notes.doubt("kind", said(N_("không ghi loại: theo tên là «{kind}»."), kind=said(kinds.name(found))))
        return found

    def _count(self, values: Mapping[str, Any], notes: Notes) -> int:
        count = values.get("quantity", 1)
        if isinstance(count, Decimal) or not 1 <= count <= QUANTITY_MOST:
            notes.fault("quantity", said(N_("số lượng phải là số nguyên từ 1 đến {most}."), most=QUANTITY_MOST))
            return 1
        if count > 1 and values.get("serial"):
            notes.fault("serial", said(N_("một số sê-ri cho {count} cái; tách mỗi cái một dòng."), count=count))
        return int(count)

    def _cost(self, values: Mapping[str, Any], count: int, notes: Notes) -> int | None:
        """Return the cost of one: the price of one, or the cost of the line where it stands for one alone."""
        each, whole = values.get("unit_price"), values.get("cost")
        if each is None and count == 1:
            return whole
        if each is not None and whole is not None and whole != each * count:
            notes.fault("cost", said(N_("không bằng đơn giá nhân số lượng; sửa một trong hai.")))
        elif each is None and whole is not None:
            notes.fault(
                "cost", said(N_("không rõ là giá của một cái hay của cả {count}; dùng cột «Đơn giá»."), count=count)
            )
        return each

    def _since(self, values: Mapping[str, Any], notes: Notes) -> dict[str, Any]:
        """Return the first day of use with the texts of the facts; a year or month alone is kept in the note."""
        found: dict[str, Any] = {name: values.get(name, "") for name in _TEXTS}
        since: PartialDate | None = values.get("used_since")
        if since is not None and since.exact is None:
            words = f"Đưa vào sử dụng: {since}"
            found["note"] = f"{found['note']}; {words}" if found["note"] else words
            notes.doubt("used_since", said(N_("không có ngày: ghi vào ghi chú.")))
        return found | {"used_since": since.exact if since is not None else None}

    def _unit(self, row: Row, notes: Notes) -> tuple[UUID | None, str]:
        ground = row.values.get("ground") or _GROUND.format(row=row.number)
        text = row.values.get("unit", "")
        found = self._units.get(fold(text)) if text else None
        if found is not None:
            return found, ground
        if not text:
            notes.doubt("unit", said(N_("không ghi đơn vị quản lý: sẽ đứng trong danh sách chưa rõ.")))
            return None, ground
        notes.doubt(
            "unit", said(N_("«{text}» không có tại địa phương: sẽ ghi chưa rõ đơn vị quản lý."), text=text[:80])
        )
        return None, f"{ground}; danh sách ghi đơn vị «{text[:150]}»"[:300]

    def _serial_once(self, command: RegisterAsset, number: int, count: int, notes: Notes) -> None:
        if not command.facts.serial or count != 1:
            return
        key = (command.facts.kind, command.facts.serial.casefold())
        first = self._serials.setdefault(key, number)
        if first != number:
            notes.fault("serial", said(N_("trùng số sê-ri với dòng {row}."), row=first))

    def _cells(self, wish: Wish) -> dict[str, str | Kept]:
        """Return what would be entered as people read it, taken from the command itself."""
        command, facts = wish.command, wish.command.facts
        unit = self._unit_names.get(command.unit) if command.unit is not None else None
        plain: dict[str, str | Kept] = {
            name: shown_value(getattr(facts, name))
            for name in ("name", *_TEXTS, "year_made", "used_since", "warranty_until")
        }
        cost = f"{facts.cost:,}".replace(",", ".") if facts.cost is not None else ""
        priced = "unit_price" if wish.count > 1 or "cost" not in self._found.columns else "cost"
        cells = plain | {
            "quantity": str(wish.count),
            priced: cost,
            "building": command.building,
            "room": command.room,
            "ground": command.ground,
        }
        cells |= {
            "kind": kept(said(kinds.name(facts.kind))),
            "unit": unit or kept(said(NOBODY)),
            "condition": kept(said(CONDITION_NAMES[command.condition])),
            "use": kept(said(USE_NAMES[command.use])),
        }
        return {key: value for key, value in cells.items() if value}


def _use(values: Mapping[str, Any], condition: Condition, notes: Notes) -> Use:
    if "use" in values:
        return Use(values["use"])
    if condition in OUT_OF_ORDER:
        notes.doubt("condition", said(N_("hỏng mà không ghi cách dùng: sẽ ghi «Trong kho».")))
        return Use.STORED
    return Use.IN_USE


def _units_by_name(place: UUID) -> dict[str, UUID]:
    """Return the bodies of a place by their folded names; a name that two of them share is none."""
    found: dict[str, set[UUID]] = defaultdict(set)
    for unit in scope.managers(place):
        for name in (unit.name, unit.full_name):
            found[fold(name)].add(unit.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1 and name}


class _Known:
    """What the books have of a place, each to be met once."""

    def __init__(self, place: UUID, realm: str) -> None:
        self._serials: dict[tuple[str, str], str] = {}
        self._alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        rows = Asset.objects.filter(place=place, realm=realm).order_by("code")
        for code, kind, name, model, serial, *rest in rows.values_list(
            *("code", "kind", "name", "model", "serial", "year_made", "used_since", "cost")
        ):
            if serial:
                self._serials[kind, serial.casefold()] = code
            else:
                self._alike[kind, fold(name), fold(model), *rest].append(code)

    def take(self, wish: Wish) -> list[str]:
        """Return the codes of what the books have of a wish already, at most as many as it asks for."""
        facts = wish.command.facts
        if facts.serial:
            code = self._serials.get((facts.kind, facts.serial.casefold()))
            return [code] if code else []
        alike = self._alike[
            facts.kind, fold(facts.name), fold(facts.model), facts.year_made, facts.used_since, facts.cost
        ]
        taken, alike[: wish.count] = alike[: wish.count], []
        return taken


def write(lines: Sequence[Planned], actor: Actor, key: str) -> Iterable[Result]:
    """Enter lines as they were shown, each asset once for ``key``; a line that is refused tells why and stops no other."""

    def enter(line: Planned) -> None:
        wish = msgspec.convert(line.wish, Wish)
        for at in range(wish.count):
            perform(wish.command, actor, key=f"{key}-{line.row}-{at}")

    return each(lines, enter)


def managing_units(place: UUID) -> list[str]:
    """Return the names that may stand in the column of managing units."""
    return [unit.full_name for unit in scope.managers(place)]
