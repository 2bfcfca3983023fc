"""What a stated figure is: its kinds, whose word it is, where it stood, its period, and what belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said


class Kind(StrEnum):
    """What sort of number it is."""

    RATE = "rate"
    COUNT = "count"
    AMOUNT = "amount"


KIND_NAMES: Final = {Kind.RATE: N_("Tỷ lệ (%)"), Kind.COUNT: N_("Số đếm"), Kind.AMOUNT: N_("Số tiền, khối lượng")}


class Basis(StrEnum):
    """Whose word it is: the unit's own, or that of whoever looked."""

    SELF = "self"
    SEEN = "seen"


BASIS_NAMES: Final = {Basis.SELF: N_("tự báo cáo"), Basis.SEEN: N_("người kiểm tra thấy")}


class Source(StrEnum):
    """Where the figure stood."""

    ARTICLE = "article"
    MINUTES = "minutes"
    OUTLINE = "outline"
    REPORT = "report"
    SPOKEN = "spoken"


SOURCE_NAMES: Final = {
    Source.ARTICLE: N_("Tin, bài"),
    Source.MINUTES: N_("Biên bản"),
    Source.OUTLINE: N_("Đề cương báo cáo"),
    Source.REPORT: N_("Báo cáo"),
    Source.SPOKEN: N_("Nói khi làm việc"),
}


class Role(StrEnum):
    """What a number beside the figure is to it."""

    PART = "part"
    CARRIED = "carried"
    RECEIVED = "received"
    RESOLVED = "resolved"
    IN_PROCESS = "in_process"
    REFUSED = "refused"
    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    STOPS = "stops"


ROLE_NAMES: Final = {
    Role.PART: N_("thành phần của tổng"),
    Role.CARRIED: N_("kỳ trước chuyển sang"),
    Role.RECEIVED: N_("tiếp nhận trong kỳ"),
    Role.RESOLVED: N_("đã giải quyết"),
    Role.IN_PROCESS: N_("đang giải quyết"),
    Role.REFUSED: N_("trả lại, từ chối"),
    Role.HEADLINE: N_("số ở tiêu đề"),
    Role.PARAGRAPH: N_("số trong đoạn văn"),
    Role.STOPS: N_("số điểm đã đến"),
}
PARTS_MOST: Final = 40
VALUE_MOST: Final = Decimal(10) ** 15
PLACES_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A number beside the figure: what it is to it, in whose words, how much."""

    role: Role
    label: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A figure as its rules see it. ``value`` has as many decimals as were typed; ``places`` counts its units."""

    kind: Kind
    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    parts: tuple[Part, ...] = ()
    places: int = 1
    joint_elsewhere: bool = False
    told_on: date | None = None
    fresh_days: int = 365


def read_number(text: str, field: str) -> Decimal | None:
    """Return a number as people type it (``95``, ``95,0``, ``1.250``, ``95 %``), ``None`` for none.

    A comma is the decimal mark; full stops stand between thousands only. :class:`BadInput` for what is no number.
    """
    tidy = text.replace("\u00a0", "").replace(" ", "").rstrip("%")
    if not tidy:
        return None
    whole, comma, rest = tidy.partition(",")
    groups = whole.split(".")
    fine = all(len(group) == 3 for group in groups[1:]) and (len(groups) == 1 or 1 <= len(groups[0]) <= 3)
    plain = "".join(groups) + (f".{rest}" if comma else "")
    try:
        if not fine or not plain.replace(".", "", 1).isdigit() or not plain.isascii():
            raise InvalidOperation
        found = Decimal(plain)
    except InvalidOperation:
        raise BadInput(N_("«{text}» không phải là số; viết như 95 hoặc 95,5."), field=field, text=text[:30]) from None
    if found > VALUE_MOST or len(rest) > 4:
        raise BadInput(N_("Số quá lớn, hoặc có quá bốn chữ số sau dấu phẩy."), field=field)
    return found


def show_number(value: Decimal | None) -> str:
    """Return a number as people type it: what :func:`read_number` reads back."""
    if value is None:
        return ""
    whole, _, rest = f"{value:f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def read_parts(text: str) -> tuple[Part, ...]:
    """Return the numbers typed beside a figure, a line each: «tiếp nhận trong kỳ: 200» or «Xã Phượng Dực: 120».

    A label that is the name of a role has it, another one is a part of the total.
    """
    roles = {name: role for role, name in ROLE_NAMES.items()}
    found = []
    for line in text.splitlines():
        label, _, typed = line.rpartition(":")
        if not line.strip():
            continue
        value = read_number(typed.strip(), "parts")
        if value is None or not label.strip():
            raise BadInput(N_("Mỗi dòng viết «tên: số», ví dụ «đã giải quyết: 190»."), field="parts")
        tidy = " ".join(label.split())
        found.append(Part(roles.get(tidy.casefold(), Role.PART), tidy[:200], value))
    if len(found) > PARTS_MOST:
        raise BadInput(N_("Nhiều nhất {most} dòng."), field="parts", most=PARTS_MOST)
    return tuple(found)


def check_period(first: date, last: date, told_on: date, today: date) -> None:
    """Raise :class:`BadInput` for a period that ends before it begins, or a word given before today comes."""
    if last < first:
        raise BadInput(N_("Kỳ số liệu kết thúc trước khi bắt đầu."), field="last")
    if told_on > today:
        raise BadInput(N_("Ngày nêu số liệu chưa tới."), field="told_on")


def check_counts(kind: Kind, value: Decimal | None, numerator: int | None, denominator: int | None) -> None:
    """Raise :class:`BadInput` where nothing was stated, or one of two counts is missing."""
    if (numerator is None) != (denominator is None):
        raise BadInput(N_("Ghi cả tử số và mẫu số, hoặc để trống cả hai."), field="numerator")
    if kind is not Kind.RATE and numerator is not None:
        raise BadInput(N_("Chỉ tỷ lệ mới có tử số, mẫu số."), field="numerator")
    if value is None and not (kind is Kind.RATE and numerator is not None):
        raise BadInput(N_("Ghi số đã nêu."), field="value")


class Level(StrEnum):
    """What every scale of online services is mapped to."""

    PARTIAL = "partial"
    FULL = "full"


LEVEL_NAMES: Final = {Level.PARTIAL: N_("một phần"), Level.FULL: N_("toàn trình")}


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of online services with the days it was in force; ``valid_to`` is exclusive."""

    key: str
    name: str
    valid_from: date
    valid_to: date | None
    source: str
    levels: tuple[tuple[str, Level], ...]


def scale_on(scales: Sequence[Scale], day: date) -> Scale | None:
    """Return the scale in force on a day, ``None`` before there was one."""
    return next((one for one in scales if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)), None)


def level_said(scales: Collection[Scale], scale: str, level: str) -> Said | None:
    """Return «mức độ 3 (thang bốn mức độ), nay là một phần» for a level of a scale; ``None`` where it has none such."""
    found = next((one for one in scales if one.key == scale), None)
    mapped = dict(found.levels).get(level) if found else None
    if found is None or mapped is None:
        return None
    now = said(LEVEL_NAMES[mapped])
    if level in set(Level):
        return now
    return said(N_("mức độ {level} (thang {scale}), nay là {now}"), level=level, scale=found.name, now=now)
