"""The check of an inventory before it is handed over: a listed vocabulary of faults, each with what to do.

Pure: the same inventory always has the same faults. What the words mean and where they come from: docs/rules/records.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from motcua.archives.rules.inventory import OFF_LIST, ClassFacts, Medium, retention_said
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said

TITLE_LONGEST: Final = 300
"""Characters of a title that still fit a line of the list; ours, no text gives a number."""


class Kind(StrEnum):
    """Everything that can be wrong with an inventory."""

    DUPLICATE_NUMBER = "duplicate_number"
    NUMBER_GAP = "number_gap"
    DUPLICATE_SYMBOL = "duplicate_symbol"
    DUPLICATE_CONTENT = "duplicate_content"
    TITLE_MISSING = "title_missing"
    TITLE_TOO_LONG = "title_too_long"
    UNCLASSIFIED = "unclassified"
    OFF_LIST = "off_list"
    RETENTION_MISSING = "retention_missing"
    RETENTION_WRONG = "retention_wrong"
    DATES_MISSING = "dates_missing"
    DATES_INVERTED = "dates_inverted"
    DATES_OUTSIDE = "dates_outside"
    DATES_FUTURE = "dates_future"
    SHEETS_MISSING = "sheets_missing"
    SHEETS_ZERO = "sheets_zero"
    PAGES_MISSING = "pages_missing"
    BOX_MISSING = "box_missing"
    BOX_OVER_CAPACITY = "box_over_capacity"
    BOX_WITHOUT_SHELF = "box_without_shelf"
    PART_MISSING = "part_missing"
    PART_NOT_STORED = "part_not_stored"
    CREATOR_MISSING = "creator_missing"


FIELDS: Final = {
    Kind.DUPLICATE_NUMBER: "number",
    Kind.NUMBER_GAP: "number",
    Kind.DUPLICATE_SYMBOL: "symbol",
    Kind.DUPLICATE_CONTENT: "parts",
    Kind.TITLE_MISSING: "title",
    Kind.TITLE_TOO_LONG: "title",
    Kind.UNCLASSIFIED: "code",
    Kind.OFF_LIST: "code",
    Kind.RETENTION_MISSING: "years",
    Kind.RETENTION_WRONG: "years",
    Kind.DATES_MISSING: "starts",
    Kind.DATES_INVERTED: "ends",
    Kind.DATES_OUTSIDE: "starts",
    Kind.DATES_FUTURE: "ends",
    Kind.SHEETS_MISSING: "sheets",
    Kind.SHEETS_ZERO: "sheets",
    Kind.PAGES_MISSING: "pages",
    Kind.BOX_MISSING: "box",
    Kind.BOX_OVER_CAPACITY: "sheets",
    Kind.BOX_WITHOUT_SHELF: "shelf",
    Kind.PART_MISSING: "parts",
    Kind.PART_NOT_STORED: "parts",
    Kind.CREATOR_MISSING: "creator",
}
"""The field each fault is about."""

KIND_NAMES: Final = {
    Kind.DUPLICATE_NUMBER: N_("Trùng số thứ tự"),
    Kind.NUMBER_GAP: N_("Đứt quãng số thứ tự"),
    Kind.DUPLICATE_SYMBOL: N_("Trùng số, ký hiệu hồ sơ"),
    Kind.DUPLICATE_CONTENT: N_("Trùng nội dung tệp điện tử"),
    Kind.TITLE_MISSING: N_("Thiếu tiêu đề"),
    Kind.TITLE_TOO_LONG: N_("Tiêu đề quá dài"),
    Kind.UNCLASSIFIED: N_("Chưa phân loại"),
    Kind.OFF_LIST: N_("Ngoài danh mục, chờ xác định giá trị"),
    Kind.RETENTION_MISSING: N_("Thiếu thời hạn bảo quản"),
    Kind.RETENTION_WRONG: N_("Thời hạn bảo quản không khớp nhóm"),
    Kind.DATES_MISSING: N_("Thiếu ngày bắt đầu, kết thúc"),
    Kind.DATES_INVERTED: N_("Ngày kết thúc trước ngày bắt đầu"),
    Kind.DATES_OUTSIDE: N_("Ngày nằm ngoài thời gian của phông"),
    Kind.DATES_FUTURE: N_("Ngày chưa tới"),
    Kind.SHEETS_MISSING: N_("Thiếu số tờ"),
    Kind.SHEETS_ZERO: N_("Số tờ bằng 0"),
    Kind.PAGES_MISSING: N_("Thiếu số trang điện tử"),
    Kind.BOX_MISSING: N_("Chưa xếp hộp"),
    Kind.BOX_OVER_CAPACITY: N_("Hộp quá sức chứa"),
    Kind.BOX_WITHOUT_SHELF: N_("Hộp chưa ghi vị trí giá"),
    Kind.PART_MISSING: N_("Thiếu tệp điện tử"),
    Kind.PART_NOT_STORED: N_("Tệp điện tử không có trong kho"),
    Kind.CREATOR_MISSING: N_("Thiếu người lập"),
}

_SENTENCES: Final = {
    Kind.DUPLICATE_NUMBER: N_(
        "Hồ sơ số {number}: số thứ tự đã dùng cho hồ sơ khác. Đánh số lại, hoặc bỏ dòng nhập hai lần."
    ),
    Kind.NUMBER_GAP: N_("Hồ sơ số {number}: trước đó thiếu số {first}–{last}. Nhập hồ sơ còn thiếu, hoặc đánh số lại."),
    Kind.DUPLICATE_SYMBOL: N_("Hồ sơ số {number}: ký hiệu «{symbol}» trùng hồ sơ khác. Sửa ký hiệu hoặc bỏ dòng thừa."),
    Kind.DUPLICATE_CONTENT: N_("Hồ sơ số {number}: tệp điện tử giống hệt tệp của hồ sơ số {other}. Giữ ở một hồ sơ."),
    Kind.TITLE_MISSING: N_("Hồ sơ số {number}: chưa có tiêu đề. Ghi tiêu đề phản ánh nội dung hồ sơ."),
    Kind.TITLE_TOO_LONG: N_(
        "Hồ sơ số {number}: tiêu đề dài {length} ký tự, quá {most}. Rút gọn, phần còn lại ghi ở ghi chú."
    ),
    Kind.UNCLASSIFIED: N_("Hồ sơ số {number}: chưa phân loại. Chọn nhóm trong danh mục, hoặc «ngoài danh mục»."),
    Kind.OFF_LIST: N_(
        "Hồ sơ số {number}: nhóm «{code}» không có trong danh mục. Giữ lại, chờ xác định giá trị; ghi vào biên bản."
    ),
    Kind.RETENTION_MISSING: N_("Hồ sơ số {number}: chưa ghi thời hạn bảo quản. Ghi thời hạn theo danh mục."),
    Kind.RETENTION_WRONG: N_("Hồ sơ số {number}: ghi «{found}», danh mục quy định «{wanted}». Sửa theo danh mục."),
    Kind.DATES_MISSING: N_(
        "Hồ sơ số {number}: chưa đủ ngày bắt đầu và kết thúc. Ghi ngày văn bản sớm nhất và muộn nhất."
    ),
    Kind.DATES_INVERTED: N_("Hồ sơ số {number}: kết thúc {ends} trước bắt đầu {starts}. Xem lại hồ sơ, sửa ngày."),
    Kind.DATES_OUTSIDE: N_(
        "Hồ sơ số {number}: ngày nằm ngoài thời gian của phông ({begins}–{closed}). Sửa ngày, hoặc chuyển phông."
    ),
    Kind.DATES_FUTURE: N_("Hồ sơ số {number}: ngày {ends} chưa tới. Sửa ngày."),
    Kind.SHEETS_MISSING: N_("Hồ sơ số {number}: chưa đếm số tờ. Đếm và ghi số tờ."),
    Kind.SHEETS_ZERO: N_("Hồ sơ số {number}: số tờ bằng 0. Đếm lại, hoặc đánh dấu là hồ sơ điện tử."),
    Kind.PAGES_MISSING: N_("Hồ sơ số {number}: hồ sơ điện tử chưa ghi số trang. Ghi số trang."),
    Kind.BOX_MISSING: N_("Hồ sơ số {number}: chưa xếp hộp. Xếp vào hộp và ghi số hộp."),
    Kind.BOX_OVER_CAPACITY: N_("Hộp {box}: {sheets} tờ, quá sức chứa {most} tờ. Chuyển bớt sang hộp khác."),
    Kind.BOX_WITHOUT_SHELF: N_("Hộp {box}: chưa ghi vị trí giá. Ghi kho, giá, tầng."),
    Kind.PART_MISSING: N_("Hồ sơ số {number}: ghi là điện tử nhưng chưa có tệp. Đính kèm tệp, hoặc sửa loại hồ sơ."),
    Kind.PART_NOT_STORED: N_("Hồ sơ số {number}: tệp «{part}» không có trong kho tệp. Đính kèm lại tệp."),
    Kind.CREATOR_MISSING: N_("Hồ sơ số {number}: chưa ghi người hoặc đơn vị lập. Ghi tên."),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A file as the check sees it. ``parts`` are SHA-256 of its digital parts; ``box`` is a box's key, "" for none."""

    key: str
    number: int
    symbol: str
    title: str
    starts: date | None
    ends: date | None
    years: int | None
    code: str
    sheets: int | None
    pages: int | None
    creator: str
    box: str
    medium: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxFacts:
    """A box as the check sees it: how many sheets it may hold (0: not measured), where it stands."""

    key: str
    number: str
    capacity: int
    shelf: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What an inventory is held against: the fonds' days, today, the official list, the files really stored."""

    begins: date | None
    closed: date | None
    today: date
    classes: Mapping[str, ClassFacts]
    stored: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: with which file or box, in which field; ``values`` fill the sentence."""

    kind: Kind
    item: str = ""
    box: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def field(self) -> str:
        """Return the field it is about."""
        return FIELDS[self.kind]


_UNNAMED: Final = N_("Hồ sơ số {number}: ngoài danh mục. Giữ lại, chờ xác định giá trị; ghi vào biên bản.")


def sentence(kind: Kind, values: Mapping[str, Any]) -> Said:
    """Return a fault in words: which file, which field, what to do."""
    shown = dict(values)
    for name in ("found", "wanted"):
        if name in shown:
            shown[name] = retention_said(shown[name])
    return Said(_UNNAMED if kind is Kind.OFF_LIST and not shown.get("code") else _SENTENCES[kind], shown)


def check(items: Sequence[Item], boxes: Sequence[BoxFacts], frame: Frame) -> list[Fault]:
    """Return every fault of an inventory, in the order of the files, then of the boxes; an empty one has none."""
    ordered = sorted(items, key=lambda item: (item.number, item.key))
    found = [*_numbers(ordered), *_symbols(ordered), *_contents(ordered)]
    for item in ordered:
        found += _of_item(item, frame)
    place = {item.key: at for at, item in enumerate(ordered)}
    found.sort(key=lambda fault: place[fault.item])
    return [*found, *_of_boxes(ordered, boxes)]


def _numbers(ordered: Sequence[Item]) -> Iterator[Fault]:
    last = 0
    for item in ordered:
        if item.number == last:
            yield Fault(Kind.DUPLICATE_NUMBER, item.key, values={"number": item.number})
        elif item.number > last + 1:
            values = {"number": item.number, "first": last + 1, "last": item.number - 1}
            yield Fault(Kind.NUMBER_GAP, item.key, values=values)
        last = item.number


def _symbols(ordered: Sequence[Item]) -> Iterator[Fault]:
    seen: set[str] = set()
    for item in ordered:
        key = fold(item.symbol)
        if key and key in seen:
            yield Fault(Kind.DUPLICATE_SYMBOL, item.key, values={"number": item.number, "symbol": item.symbol})
        seen.add(key)


def _contents(ordered: Sequence[Item]) -> Iterator[Fault]:
    holder: dict[str, Item] = {}
    for item in ordered:
        for part in item.parts:
            first = holder.setdefault(part, item)
            if first.key != item.key:
                values = {"number": item.number, "other": first.number}
                yield Fault(Kind.DUPLICATE_CONTENT, item.key, values=values)
                break


def _of_item(item: Item, frame: Frame) -> Iterator[Fault]:
    number = {"number": item.number}
    if not item.title:
        yield Fault(Kind.TITLE_MISSING, item.key, values=number)
    elif len(item.title) > TITLE_LONGEST:
        values = {**number, "length": len(item.title), "most": TITLE_LONGEST}
        yield Fault(Kind.TITLE_TOO_LONG, item.key, values=values)
    if not item.creator:
        yield Fault(Kind.CREATOR_MISSING, item.key, values=number)
    yield from _classed(item, frame)
    yield from _dated(item, frame)
    yield from _measured(item, frame)


def _classed(item: Item, frame: Frame) -> Iterator[Fault]:
    number = {"number": item.number}
    if not item.code:
        yield Fault(Kind.UNCLASSIFIED, item.key, values=number)
        return
    known = frame.classes.get(item.code)
    if known is None:
        # Its value is still to be judged, so it has no period yet and none is asked for.
        yield Fault(Kind.OFF_LIST, item.key, values={**number, "code": "" if item.code == OFF_LIST else item.code})
    elif item.years is None:
        yield Fault(Kind.RETENTION_MISSING, item.key, values=number)
    elif known.years is not None and item.years != known.years:
        values = {**number, "found": item.years, "wanted": known.years}
        yield Fault(Kind.RETENTION_WRONG, item.key, values=values)


def _dated(item: Item, frame: Frame) -> Iterator[Fault]:
    number = {"number": item.number}
    if item.starts is None or item.ends is None:
        yield Fault(Kind.DATES_MISSING, item.key, values=number)
        return
    days = {"starts": day_text(item.starts), "ends": day_text(item.ends)}
    if item.ends < item.starts:
        yield Fault(Kind.DATES_INVERTED, item.key, values={**number, **days})
        return
    if item.ends > frame.today:
        yield Fault(Kind.DATES_FUTURE, item.key, values={**number, "ends": days["ends"]})
        return
    early = frame.begins is not None and item.starts < frame.begins
    if early or (frame.closed is not None and item.ends > frame.closed):
        values = {**number, "begins": day_text(frame.begins), "closed": day_text(frame.closed)}
        yield Fault(Kind.DATES_OUTSIDE, item.key, values=values)


def _measured(item: Item, frame: Frame) -> Iterator[Fault]:
    number = {"number": item.number}
    if item.medium != Medium.DIGITAL:
        if item.sheets is None:
            yield Fault(Kind.SHEETS_MISSING, item.key, values=number)
        elif item.sheets == 0:
            yield Fault(Kind.SHEETS_ZERO, item.key, values=number)
        if not item.box:
            yield Fault(Kind.BOX_MISSING, item.key, values=number)
    if item.medium != Medium.PAPER:
        if not item.pages:
            yield Fault(Kind.PAGES_MISSING, item.key, values=number)
        if not item.parts:
            yield Fault(Kind.PART_MISSING, item.key, values=number)
    for part in item.parts:
        if part not in frame.stored:
            yield Fault(Kind.PART_NOT_STORED, item.key, values={**number, "part": part[:12]})


def _of_boxes(items: Sequence[Item], boxes: Sequence[BoxFacts]) -> Iterator[Fault]:
    sheets: Counter[str] = Counter()
    held: defaultdict[str, int] = defaultdict(int)
    for item in items:
        sheets[item.box] += item.sheets or 0
        held[item.box] += 1
    for box in boxes:
        if box.capacity and sheets[box.key] > box.capacity:
            values = {"box": box.number, "sheets": sheets[box.key], "most": box.capacity}
            yield Fault(Kind.BOX_OVER_CAPACITY, box=box.key, values=values)
        if not box.shelf and held[box.key]:
            yield Fault(Kind.BOX_WITHOUT_SHELF, box=box.key, values={"box": box.number})


def day_text(day: date | None) -> str:
    """Return a day as papers write it, «…» for one that is open."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else "…"


def counted(faults: Sequence[Fault]) -> dict[str, int]:
    """Return how many faults there are of each kind, in the order of the vocabulary."""
    count = Counter(fault.kind for fault in faults)
    return {str(kind): count[kind] for kind in Kind if count[kind]}


def files_said(count: int) -> Said:
    """Return a count of files in words."""
    return said(N_("{count} hồ sơ"), count=count)
