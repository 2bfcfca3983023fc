"""Whether the figures of a report follow from each other: any report's, ours or the press's. See docs/rules/report-check.md.

Nothing is guessed: a rate is formed of counts that were given (or of what is open, received less resolved), and a stated
per cent follows when it is that rate rounded to as many places as were stated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NoReturn

from motcua.indicators.rules.flags import agrees
from motcua.kernel.errors import BadInput
from motcua.kernel.rate import Rate
from motcua.kernel.words import N_

COUNTS: Final = {
    "received": N_("tiếp nhận"),
    "resolved": N_("đã giải quyết"),
    "online": N_("nộp trực tuyến"),
    "direct": N_("nộp trực tiếp"),
    "late": N_("quá hạn"),
    "ontime": N_("đúng hạn, trước hạn"),
    "open": N_("đang giải quyết"),
}
"""What can be counted in a report, by its key."""

RATES: Final = (
    ("resolved", "received"),
    ("online", "received"),
    ("direct", "received"),
    ("late", "received"),
    ("late", "resolved"),
    ("ontime", "received"),
    ("ontime", "resolved"),
    ("open", "received"),
)
"""The rates people state, each as part and whole: «quá hạn» of what came in and of what was resolved are two."""

SUMS: Final = (
    (("resolved", "open"), ("received",)),
    (("online", "direct"), ("received",)),
    (("ontime", "late"), ("resolved", "received")),
)
"""Which parts make up which whole. On time and late may be counted of what was resolved or of all that came in."""

MOST: Final = 10**12
STATED_MOST: Final = 200
_BETWEEN: Final = "_of_"


@dataclass(frozen=True, slots=True)
class Stated:
    """A per cent somebody stated: of which part and whole, with the places it was stated in."""

    part: str
    whole: str
    percent: Decimal

    @property
    def figure(self) -> str:
        """Return its name, ``late_of_received``."""
        return f"{self.part}{_BETWEEN}{self.whole}"


@dataclass(frozen=True, slots=True)
class Flag:
    """A stated per cent that does not follow: what it is by the counts, and the counts of whose sum it would be right."""

    stated: Stated
    computed: Rate | None
    fits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What some parts add up to, and how much the whole is more (less, when negative)."""

    parts: tuple[str, ...]
    whole: str
    total: int
    difference: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A report as recomputed. ``open`` is what it says, else received less resolved; ``None`` where neither is known.

    A derived ``open`` stands among the ``sums`` as a stated one does: the answer has the same figures for both.
    """

    rates: tuple[tuple[str, Rate], ...]
    open: int | None
    sums: tuple[Sum, ...]
    flags: tuple[Flag, ...]
    ignored: tuple[str, ...]

    @property
    def balanced(self) -> bool:
        """Say whether there is a sum and all hold; with no whole and its parts, given or derived, nothing is balanced.

        ``open`` where it was not stated is what was received less what was resolved, so the sum it completes holds by
        itself: of such a report this says that its counts contradict nothing, not that anybody's count was confirmed.
        """
        return bool(self.sums) and not any(one.difference for one in self.sums)

    @property
    def sum(self) -> Sum | None:
        """Return the first sum that does not hold, else the first, ``None`` where nothing adds up to anything."""
        wrong = (one for one in self.sums if one.difference)
        return next(wrong, self.sums[0] if self.sums else None)


def read(text: str) -> tuple[dict[str, int], tuple[Stated, ...], tuple[str, ...]]:
    """Return counts, stated per cents and unknown keys of a report in JSON; :class:`BadInput` for what is none.

    ``{"received": 1250, "resolved": 1172, …, "stated": [{"figure": "resolved_of_received", "percent": 93.8}]}``
    """
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadInput(N_("Tệp không phải là JSON: {why}"), why=str(error)[:120]) from error
    if not isinstance(found, dict):
        raise BadInput(N_('Báo cáo là một đối tượng JSON, như {{"received": 120, "resolved": 110}}.'))
    counts = {key: _count(key, found[key]) for key in COUNTS if found.get(key) is not None}
    listed = found.get("stated", [])
    if not isinstance(listed, list) or len(listed) > STATED_MOST:
        raise BadInput(N_("«stated» là một danh sách, nhiều nhất {most} số."), field="stated", most=STATED_MOST)
    unknown = tuple(str(key)[:60] for key in found if key not in COUNTS and key != "stated")
    return counts, tuple(map(_stated, listed)), unknown


def check(counts: Mapping[str, int], stated: tuple[Stated, ...] = (), ignored: tuple[str, ...] = ()) -> Checked:
    """Recompute a report from its counts (by the keys of :data:`COUNTS`) and hold what was stated against them."""
    known = dict(counts)
    received, resolved = known.get("received"), known.get("resolved")
    if received is not None and resolved is not None and resolved <= received:
        known.setdefault("open", received - resolved)
    wanted = dict.fromkeys((*RATES, *((one.part, one.whole) for one in stated)))
    rates = {
        f"{part}{_BETWEEN}{whole}": rate for part, whole in wanted if (rate := _rate(known, part, whole)) is not None
    }
    flags = tuple(flag for one in stated if (flag := _flag(known, one, rates.get(one.figure))) is not None)
    return Checked(tuple(rates.items()), known.get("open"), _sums(known), flags, ignored)


def as_json(found: Checked) -> dict[str, Any]:
    """Return the answer of ``motcua report check --json``; per cents with at most two decimals."""
    main = found.sum
    return {
        "rates": [
            {"figure": figure, "numerator": rate.numerator, "denominator": rate.denominator, "percent": _two(rate)}
            for figure, rate in found.rates
        ],
        "open": found.open,
        "total": main.total if main else None,
        "difference": main.difference if main else None,
        "balanced": found.balanced,
        "sums": [
            {"parts": list(one.parts), "of": one.whole, "total": one.total, "difference": one.difference}
            for one in found.sums
        ],
        "flags": [
            {
                "figure": flag.stated.figure,
                "stated": float(flag.stated.percent),
                "computed": None if flag.computed is None else _two(flag.computed),
                "fits": "+".join(flag.fits) or None,
            }
            for flag in found.flags
        ],
        "ignored": list(found.ignored),
    }


def _two(rate: Rate) -> float | None:
    rounded = rate.rounded(2)
    return None if rounded is None else float(rounded)


def _no_number(word: str) -> NoReturn:
    raise BadInput(N_("«{word}» không phải là số."), word=word)


def _count(key: str, value: object) -> int:
    number = value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    # The bounds come first: 1e999999999 as a whole number would be written out.
    if number is not None and 0 <= number <= MOST and number == int(number):
        return int(number)
    raise BadInput(N_("«{key}» là một số đếm, từ 0 trở lên."), field=key, key=key)


def _stated(one: object) -> Stated:
    figure, percent = (one.get("figure"), one.get("percent")) if isinstance(one, dict) else (None, None)
    part, between, whole = figure.partition(_BETWEEN) if isinstance(figure, str) else ("", "", "")
    if not between or part == whole or not {part, whole} <= COUNTS.keys():
        known = ", ".join(COUNTS)
        raise BadInput(
            N_("«figure» viết như late_of_received; các số có thể dùng: {known}."), field="stated", known=known
        )
    if isinstance(percent, bool) or not isinstance(percent, int | Decimal) or not 0 <= percent <= MOST:
        raise BadInput(N_("«percent» của {figure} là một số, như 93.8."), field="stated", figure=figure)
    return Stated(part, whole, Decimal(percent))


def _rate(known: Mapping[str, int], part: str, whole: str) -> Rate | None:
    if part not in known or not known.get(whole):
        return None
    return Rate(known[part], known[whole], COUNTS[part], COUNTS[whole])


def _flag(known: Mapping[str, int], stated: Stated, rate: Rate | None) -> Flag | None:
    exact = rate.percent if rate is not None else None
    if exact is not None and agrees(stated.percent, exact):
        return None
    return Flag(stated, rate, _fitting(known, stated))


def _fitting(known: Mapping[str, int], stated: Stated) -> tuple[str, ...]:
    """Return the whole of which the stated per cent is right: another count, else two of them together."""
    part = known.get(stated.part)
    if part is None:
        return ()
    others = [name for name in COUNTS if name in known and name not in {stated.part, stated.whole}]
    wholes = [(name,) for name in others] + [pair for pair, _ in SUMS if set(pair) <= known.keys()]
    for names in wholes:
        whole = sum(known[name] for name in names)
        if whole and agrees(stated.percent, Decimal(100 * part) / Decimal(whole)):
            return names
    return ()


def _sums(known: Mapping[str, int]) -> tuple[Sum, ...]:
    found = []
    for parts, wholes in SUMS:
        told = [whole for whole in wholes if whole in known]
        if not told or not set(parts) <= known.keys():
            continue
        total = sum(known[part] for part in parts)
        whole = next((one for one in told if known[one] == total), told[0])
        found.append(Sum(parts, whole, total, known[whole] - total))
    if not found and {"resolved", "received"} <= known.keys():
        found.append(Sum(("resolved",), "received", known["resolved"], known["received"] - known["resolved"]))
    return tuple(found)
