"""A seeded generator of inventories: a clean one of N files, and faults of every kind planted so that none makes another.

For each fault it is known beforehand at which file or box the check must find it, so "every one and no other" is a
comparison of sets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from motcua.archives.rules.faults import BoxFacts, Frame, Item, Kind
from motcua.archives.rules.inventory import PERMANENT, ClassFacts, Medium

BEGINS, CLOSED, TODAY = date(2004, 1, 1), date(2025, 6, 30), date(2025, 7, 10)
CLASSES = {
    "HT-01": ClassFacts("HT-01", "Sổ hộ tịch", PERMANENT),
    "DD-01": ClassFacts("DD-01", "Hồ sơ đất đai", PERMANENT),
    "CT-01": ClassFacts("CT-01", "Chứng thực hợp đồng", 20),
    "CT-02": ClassFacts("CT-02", "Chứng thực bản sao", 2),
    "TH-01": ClassFacts("TH-01", "Công văn trao đổi", 10),
}
PER_BOX = 20
BOX_KINDS = (Kind.BOX_OVER_CAPACITY, Kind.BOX_WITHOUT_SHELF)
Expected = set[tuple[Kind, str]]


@dataclass
class Inventory:
    """Files, boxes and what they are held against."""

    items: list[Item]
    boxes: list[BoxFacts]
    frame: Frame


def clean(count: int, seed: int, media: tuple[int, int, int] = (8, 1, 1)) -> Inventory:
    """Return an inventory of ``count`` files in which nothing is wrong; ``media``: how much is paper, both, digital."""
    random = Random(seed)
    codes, items, stored = sorted(CLASSES), [], set()
    for number in range(1, count + 1):
        starts = BEGINS + timedelta(days=random.randrange((CLOSED - BEGINS).days))
        code = random.choice(codes)
        medium = random.choices([Medium.PAPER, Medium.BOTH, Medium.DIGITAL], media)[0]
        parts = () if medium is Medium.PAPER else (f"{seed:032x}{number:032x}",)
        stored.update(parts)
        items.append(
            Item(
                key=f"f{number:06}",
                number=number,
                symbol=f"{number:05}/HS-{starts.year}",
                title=f"{CLASSES[code].title} số {number} năm {starts.year}",
                starts=starts,
                ends=starts + timedelta(days=random.randrange((CLOSED - starts).days + 1)),
                years=CLASSES[code].years,
                code=code,
                sheets=None if medium is Medium.DIGITAL else random.randint(1, 60),
                pages=None if medium is Medium.PAPER else random.randint(1, 90),
                creator="Văn phòng UBND xã",
                box="" if medium is Medium.DIGITAL else f"b{(number - 1) // PER_BOX:05}",
                medium=medium.value,
                parts=parts,
            )
        )
    boxes = [
        BoxFacts(f"b{at:05}", str(at + 1), 1500, f"Kho 1, giá {at // 40 + 1}") for at in range(-(-count // PER_BOX))
    ]
    return Inventory(items, boxes, Frame(BEGINS, CLOSED, TODAY, CLASSES, frozenset(stored)))


def plant(inventory: Inventory, kinds: list[Kind], seed: int) -> tuple[Inventory, Expected]:
    """Return the inventory with one fault for each of ``kinds``, and where each must be found.

    A file gets one fault at most; files beside a planted gap stay as they are. A kind that finds no room is left out.
    """
    return _Planter(inventory, Random(seed)).plant(kinds)


class _Planter:
    def __init__(self, inventory: Inventory, random: Random) -> None:
        self.items = {item.key: item for item in inventory.items}
        self.boxes = {box.key: box for box in inventory.boxes}
        self.frame, self.random = inventory.frame, random
        self.stored = set(inventory.frame.stored)
        self.free = [item.key for item in inventory.items]
        self.free_boxes = sorted({item.box for item in inventory.items} - {""})
        random.shuffle(self.free)
        random.shuffle(self.free_boxes)
        self.expected: Expected = set()
        self.tight: list[str] = []

    def plant(self, kinds: list[Kind]) -> tuple[Inventory, Expected]:
        for kind in kinds:
            if kind in BOX_KINDS:
                self._box(kind)
            else:
                self._file(kind)
        for key in self.tight:
            held = sum(item.sheets or 0 for item in self.items.values() if item.box == key)
            if held > 1:
                self.boxes[key] = replace(self.boxes[key], capacity=held - 1)
                self.expected.add((Kind.BOX_OVER_CAPACITY, key))
        frame = replace(self.frame, stored=frozenset(self.stored))
        items = list(self.items.values())
        self.random.shuffle(items)
        return Inventory(items, list(self.boxes.values()), frame), self.expected

    def _box(self, kind: Kind) -> None:
        if not self.free_boxes:
            return
        key = self.free_boxes.pop()
        if kind is Kind.BOX_OVER_CAPACITY:
            self.tight.append(key)
        elif any(item.box == key for item in self.items.values()):
            # Nothing may empty the box any more.
            self.free = [name for name in self.free if self.items[name].box != key]
            self.boxes[key] = replace(self.boxes[key], shelf="")
            self.expected.add((kind, key))

    def _file(self, kind: Kind) -> None:
        fit = _FIT.get(kind, lambda item: True)
        key = next((name for name in self.free if fit(self.items[name]) and self._roomy(kind, name)), None)
        if key is None:
            return
        self.free.remove(key)
        getattr(self, f"_{kind}", lambda name: self._change(kind, name))(key)

    def _roomy(self, kind: Kind, key: str) -> bool:
        if kind is not Kind.NUMBER_GAP:
            return True
        number = self.items[key].number
        beside = [f"f{number - 1:06}", f"f{number + 1:06}"]
        return beside[1] in self.free and (number == 1 or beside[0] in self.free)

    def _change(self, kind: Kind, key: str) -> None:
        item = self.items[key]
        self.items[key] = replace(item, **_CHANGES[kind](item, self.random))
        self.expected.add((kind, key))

    def _number_gap(self, key: str) -> None:
        gone = self.items.pop(key)
        after, before = f"f{gone.number + 1:06}", f"f{gone.number - 1:06}"
        # The neighbours stay: were they taken out as well, two gaps would be one.
        self.free = [name for name in self.free if name not in (after, before)]
        self.expected.add((Kind.NUMBER_GAP, after))

    def _duplicate_number(self, key: str) -> None:
        item = self.items[key]
        twin = f"{key}-twin"
        self.items[twin] = replace(item, key=twin, symbol=f"{item.symbol}-B", parts=self._own(item, twin))
        self.expected.add((Kind.DUPLICATE_NUMBER, twin))

    def _own(self, item: Item, twin: str) -> tuple[str, ...]:
        parts = tuple(part[::-1] for part in item.parts)
        self.stored.update(parts)
        return parts

    def _duplicate_symbol(self, key: str) -> None:
        other = self._partner(key, lambda item: True)
        if other is None:
            return
        self.items[key] = replace(self.items[key], symbol=self.items[other].symbol.lower())
        later = max(key, other, key=lambda name: (self.items[name].number, name))
        self.expected.add((Kind.DUPLICATE_SYMBOL, later))

    def _duplicate_content(self, key: str) -> None:
        other = self._partner(key, lambda item: bool(item.parts))
        if other is None:
            return
        self.items[key] = replace(self.items[key], parts=self.items[other].parts)
        later = max(key, other, key=lambda name: (self.items[name].number, name))
        self.expected.add((Kind.DUPLICATE_CONTENT, later))

    def _partner(self, key: str, fit) -> str | None:
        other = next((name for name in self.free if name != key and fit(self.items[name])), None)
        if other is not None:
            self.free.remove(other)
        return other

    def _part_not_stored(self, key: str) -> None:
        self.stored.difference_update(self.items[key].parts)
        self.expected.add((Kind.PART_NOT_STORED, key))


def _paper(item: Item) -> bool:
    return item.medium != Medium.DIGITAL


def _digital(item: Item) -> bool:
    return item.medium != Medium.PAPER


_FIT = {
    Kind.SHEETS_MISSING: _paper,
    Kind.SHEETS_ZERO: _paper,
    Kind.BOX_MISSING: _paper,
    Kind.PAGES_MISSING: _digital,
    Kind.PART_MISSING: _digital,
    Kind.PART_NOT_STORED: _digital,
    Kind.DUPLICATE_CONTENT: _digital,
}
_CHANGES = {
    Kind.TITLE_MISSING: lambda item, random: {"title": ""},
    Kind.TITLE_TOO_LONG: lambda item, random: {"title": item.title + " và giấy tờ kèm theo" * random.randint(15, 40)},
    Kind.UNCLASSIFIED: lambda item, random: {"code": ""},
    Kind.OFF_LIST: lambda item, random: {"code": random.choice(["ngoai-danh-muc", "XX-99"]), "years": None},
    Kind.RETENTION_MISSING: lambda item, random: {"years": None},
    Kind.RETENTION_WRONG: lambda item, random: {"years": random.choice([5, 15, 70])},
    Kind.DATES_MISSING: lambda item, random: {random.choice(["starts", "ends"]): None},
    Kind.DATES_INVERTED: lambda item, random: {"ends": item.starts - timedelta(days=random.randint(1, 900))},
    Kind.DATES_OUTSIDE: lambda item, random: random.choice(
        [{"starts": BEGINS - timedelta(days=random.randint(1, 900))}, {"ends": CLOSED + timedelta(days=1)}]
    ),
    Kind.DATES_FUTURE: lambda item, random: {"ends": TODAY + timedelta(days=random.randint(1, 900))},
    Kind.SHEETS_MISSING: lambda item, random: {"sheets": None},
    Kind.SHEETS_ZERO: lambda item, random: {"sheets": 0},
    Kind.PAGES_MISSING: lambda item, random: {"pages": random.choice([None, 0])},
    Kind.BOX_MISSING: lambda item, random: {"box": ""},
    Kind.PART_MISSING: lambda item, random: {"parts": ()},
    Kind.CREATOR_MISSING: lambda item, random: {"creator": ""},
}
