"""What is flagged beside a figure: it contradicts itself, its parts, its own text, its scope, time, or our own books.

A flag never corrects: what was stated stays as it was stated. Traps 5, 6 and 9 of the press reports are rows of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua.indicators.rules.facts import Facts, Kind, Part, Role, show_number
from motcua.kernel.rate import Rate
from motcua.kernel.words import N_, Said, said


class Code(StrEnum):
    """What can be wrong with a figure."""

    NOT_ITS_COUNTS = "not_its_counts"
    NO_DENOMINATOR = "no_denominator"
    OVER_WHOLE = "over_whole"
    NOT_ITS_PARTS = "not_its_parts"
    UNBALANCED = "unbalanced"
    TEXT_DISAGREES = "text_disagrees"
    JOINT_FOR_ONE = "joint_for_one"
    STALE = "stale"
    CONTRADICTS = "contradicts"


CODE_NAMES: Final = {
    Code.NOT_ITS_COUNTS: N_("Tỷ lệ khác tử số/mẫu số"),
    Code.NO_DENOMINATOR: N_("Mẫu số bằng 0"),
    Code.OVER_WHOLE: N_("Vượt 100 %"),
    Code.NOT_ITS_PARTS: N_("Tổng khác các thành phần"),
    Code.UNBALANCED: N_("Không cân kỳ trước, tiếp nhận, giải quyết"),
    Code.TEXT_DISAGREES: N_("Tiêu đề, đoạn văn, số điểm khác nhau"),
    Code.JOINT_FOR_ONE: N_("Số chung dùng cho một nơi"),
    Code.STALE: N_("Số liệu cũ"),
    Code.CONTRADICTS: N_("Khác số trong sổ"),
}
LASTING: Final = frozenset(Code) - {Code.STALE, Code.CONTRADICTS}
"""Flags that follow from what was stated alone; the others also from the day and the books, and are looked up anew."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that does not fit, in words."""

    code: Code
    words: Said


def exact_percent(facts: Facts) -> Decimal | None:
    """Return the per cent its own counts make, ``None`` without counts or of nothing."""
    if facts.numerator is None or not facts.denominator:
        return None
    return Decimal(100 * facts.numerator) / Decimal(facts.denominator)


def agrees(stated: Decimal, exact: Decimal) -> bool:
    """Say whether a stated number is an exact one rounded, up or down, to as many decimals as were stated."""
    step = Decimal(1).scaleb(min(0, int(stated.as_tuple().exponent)))
    return abs(stated - exact) <= step / 2


def lasting(facts: Facts) -> tuple[Flag, ...]:
    """Return the flags that follow from what was stated alone, in the order of the codes."""
    found = (_counts(facts), _whole(facts), _parts(facts), _balance(facts), _text(facts), _joint(facts))
    return tuple(flag for flag in found if flag is not None)


def dated(facts: Facts, today: date) -> tuple[Flag, ...]:
    """Return the flag of a figure that is older than its kind bears."""
    if facts.told_on is None:
        return ()
    days = (today - facts.told_on).days
    if days <= facts.fresh_days:
        return ()
    words = said(N_("Số liệu của {days} ngày trước, quá {most} ngày."), days=days, most=facts.fresh_days)
    return (Flag(Code.STALE, words),)


def against(facts: Facts, computed: Rate | int | None) -> tuple[Flag, ...]:
    """Return the flag of a figure that is not what our books say of the same scope and period.

    Where the books have nothing (no rate of nothing) there is nothing to contradict.
    """
    stated = facts.value if facts.value is not None else exact_percent(facts)
    ours = computed.percent if isinstance(computed, Rate) else None if computed is None else Decimal(computed)
    if stated is None or ours is None or agrees(stated, ours):
        return ()
    shown = show_number(ours.quantize(Decimal("0.1"))) if isinstance(computed, Rate) else show_number(ours)
    unit = " %" if isinstance(computed, Rate) else ""
    words = said(N_("Nêu {stated}{unit}, sổ ghi {ours}{unit}."), stated=show_number(stated), ours=shown, unit=unit)
    return (Flag(Code.CONTRADICTS, words),)


def open_of(flags: Iterable[Flag], explained: Mapping[str, object]) -> tuple[Flag, ...]:
    """Return the flags that nobody has explained: with one of these a figure does not go up."""
    return tuple(flag for flag in flags if flag.code not in explained)


def _counts(facts: Facts) -> Flag | None:
    if facts.numerator is None or facts.denominator is None:
        return None
    if facts.denominator == 0:
        return Flag(Code.NO_DENOMINATOR, said(N_("Mẫu số bằng 0: tỷ lệ «chưa có».")))
    exact = exact_percent(facts)
    if facts.value is None or exact is None or agrees(facts.value, exact):
        return None
    words = said(
        N_("Nêu {stated} %, nhưng {part}/{whole} là {exact} %."),
        stated=show_number(facts.value),
        part=facts.numerator,
        whole=facts.denominator,
        exact=show_number(exact.quantize(Decimal("0.1"))),
    )
    return Flag(Code.NOT_ITS_COUNTS, words)


def _whole(facts: Facts) -> Flag | None:
    if facts.kind is not Kind.RATE:
        return None
    over = facts.value is not None and facts.value > 100
    more = facts.numerator is not None and facts.denominator is not None and facts.numerator > facts.denominator
    return Flag(Code.OVER_WHOLE, said(N_("Một phần không lớn hơn cả: tỷ lệ vượt 100 %."))) if over or more else None


def _parts(facts: Facts) -> Flag | None:
    parts = [part.value for part in facts.parts if part.role is Role.PART]
    if not parts or facts.value is None or facts.kind is Kind.RATE:
        return None
    total = sum(parts, Decimal(0))
    if total == facts.value:
        return None
    words = said(
        N_("Nêu {stated}, các thành phần cộng lại là {total}."),
        stated=show_number(facts.value),
        total=show_number(total),
    )
    return Flag(Code.NOT_ITS_PARTS, words)


def _balance(facts: Facts) -> Flag | None:
    """Carried over + received = resolved + in process + refused; asked only where both sides are told."""
    told = {part.role: part.value for part in facts.parts}
    came, went = (Role.CARRIED, Role.RECEIVED), (Role.RESOLVED, Role.IN_PROCESS, Role.REFUSED)
    if Role.RECEIVED not in told or not {Role.RESOLVED, Role.IN_PROCESS} <= told.keys():
        return None
    left = sum((told.get(role, Decimal(0)) for role in came), Decimal(0))
    right = sum((told.get(role, Decimal(0)) for role in went), Decimal(0))
    if left == right:
        return None
    words = said(
        N_("Kỳ trước và tiếp nhận là {left}, giải quyết, đang giải quyết và trả lại là {right}."),
        left=show_number(left),
        right=show_number(right),
    )
    return Flag(Code.UNBALANCED, words)


def _text(facts: Facts) -> Flag | None:
    told: list[Part] = [part for part in facts.parts if part.role in {Role.HEADLINE, Role.PARAGRAPH, Role.STOPS}]
    numbers = {part.value for part in told}
    if facts.value is not None and facts.kind is not Kind.RATE:
        numbers.add(facts.value)
    if not told or len(numbers) == 1:
        return None
    shown = "; ".join(f"{part.label}: {show_number(part.value)}" for part in told)
    return Flag(Code.TEXT_DISAGREES, said(N_("Các số không khớp nhau: {shown}."), shown=shown))


def _joint(facts: Facts) -> Flag | None:
    if not facts.joint_elsewhere:
        return None
    words = said(N_("Đã có số này là số liệu chung của nhiều nơi; không dùng cho một nơi."))
    return Flag(Code.JOINT_FOR_ONE, words)
