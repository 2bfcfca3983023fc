"""The functions of forms that lxml does not have, or has with another meaning than the ODK XForms specification.

Days are numbers inside expressions, counted from 1/1/1970, so that they can be compared and reckoned with.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

PREFIX: Final = "m"
_URI: Final = "urn:motcua:checklists"
NAMESPACES: Final = {PREFIX: _URI}
EPOCH: Final = date(1970, 1, 1)
_SUBJECT_MOST: Final = 500
_PATTERN_MOST: Final = 200
_ENDLESS_MOST: Final = 3
_NUMBER: Final = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)


def text(value: Any) -> str:
    """Return a value of an expression as text: the first node of several, numbers without a needless point."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() | int():
            return number_text(float(value))
        case list():
            return str(value[0].text or "") if value else ""
        case _:
            return str(value)


def number_text(value: float) -> str:
    """Return a number as answers hold it; "" for what is none."""
    if not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    # libxml2 reads 2.345 as its neighbour: beyond 15 digits nothing is meant.
    return format(Decimal(f"{value:.15g}"), "f")


def number(value: Any) -> float:
    """Return a value of an expression as a number, not-a-number where it is none."""
    if isinstance(value, (bool, int, float)):
        return float(value)
    said = text(value).strip()
    return float(said) if len(said) <= 300 and _NUMBER.fullmatch(said) else math.nan


def truth(value: Any) -> bool:
    """Return whether a value counts as true, as XPath's ``boolean`` says."""
    if isinstance(value, float):
        return bool(value) and not math.isnan(value)
    return bool(value)


def day_number(day: date) -> int:
    """Return a day as expressions reckon with it."""
    return (day - EPOCH).days


def _texts(values: tuple[Any, ...]) -> list[str]:
    """Return all nodes and values of a call as texts."""
    found: list[str] = []
    for value in values:
        found += [str(node.text or "") for node in value] if isinstance(value, list) else [text(value)]
    return found


def _numbers(values: tuple[Any, ...]) -> list[float]:
    return [each for each in (number(one) for one in _texts(values) if one) if math.isfinite(each)]


def _plain(value: Any) -> Any:
    return text(value) if isinstance(value, list) else value


def _selected(_at: Any, chosen: Any, name: Any) -> bool:
    return text(name) in text(chosen).split()


def _selected_at(_at: Any, chosen: Any, place: Any) -> str:
    words, index = text(chosen).split(), number(place)
    return words[int(index)] if 0 <= index < len(words) else ""


def _count_selected(_at: Any, chosen: Any) -> float:
    return float(len(text(chosen).split()))


def _if(_at: Any, condition: Any, then: Any, otherwise: Any) -> Any:
    return _plain(then) if truth(condition) else _plain(otherwise)


def _coalesce(_at: Any, first: Any, second: Any) -> Any:
    return _plain(first) if text(first) else _plain(second)


@lru_cache(maxsize=1024)
def safe_pattern(pattern: str) -> bool:
    """Say whether a pattern is short and plain enough never to run away: no repeat of a group, few endless repeats."""
    if len(pattern) > _PATTERN_MOST or re.search(r"\)\s*[*+{]|\(\?|\\[1-9]", pattern):
        return False
    if len(re.findall(r"(?<!\\)[*+]|\{\d*,\d*\}", pattern)) > _ENDLESS_MOST:
        return False
    if any(int(times) > 1_000 for times in re.findall(r"\d+", " ".join(re.findall(r"\{([\d,]*)\}", pattern)))):
        return False
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _regex(_at: Any, subject: Any, pattern: Any) -> bool:
    said = text(subject)
    if len(said) > _SUBJECT_MOST or not safe_pattern(text(pattern)):
        return False
    return re.fullmatch(text(pattern), said) is not None


def _substr(_at: Any, value: Any, start: Any, end: Any = None) -> str:
    first = number(start)
    last = number(end) if end is not None else math.inf
    said = text(value)
    if math.isnan(first) or math.isnan(last):
        return ""
    begin, stop = (int(min(max(0.0, each), len(said))) for each in (first, last))
    return said[begin:stop]


def _int(_at: Any, value: Any) -> float:
    found = number(value)
    return float(math.trunc(found)) if math.isfinite(found) else math.nan


def _round(_at: Any, value: Any, places: Any = 0.0) -> float:
    found, digits = number(value), number(places)
    if not math.isfinite(found) or not -15 <= digits <= 15:
        return math.nan
    try:
        return float(Decimal(f"{found:.15g}").quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP))
    except InvalidOperation:
        return found


def _sum(_at: Any, *values: Any) -> float:
    return math.fsum(_numbers(values))


def _count(_at: Any, *values: Any) -> float:
    return float(len(_texts(values)))


def _count_non_empty(_at: Any, *values: Any) -> float:
    return float(sum(1 for one in _texts(values) if one))


def _min(_at: Any, *values: Any) -> float:
    return min(_numbers(values), default=math.nan)


def _max(_at: Any, *values: Any) -> float:
    return max(_numbers(values), default=math.nan)


def _pow(_at: Any, base: Any, power: Any) -> float:
    try:
        found = number(base) ** number(power)
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return found if isinstance(found, float) else math.nan


def _date(_at: Any, value: Any) -> float:
    said = text(value).strip()
    try:
        return float(day_number(date.fromisoformat(said[:10])))
    except ValueError:
        found = number(said)
        return math.floor(found) if math.isfinite(found) else math.nan


def _format_date(_at: Any, value: Any, form: Any) -> str:
    found = _date(_at, value)
    if not -700_000 < found < 2_000_000:
        return ""
    day = EPOCH + timedelta(days=int(found))
    parts = {"%Y": f"{day.year:04}", "%m": f"{day.month:02}", "%d": f"{day.day:02}", "%n": str(day.month)}
    parts["%e"] = str(day.day)
    return re.sub(r"%[YmdneE]", lambda one: parts.get(one[0], one[0]), text(form))


OURS: Final[dict[str, tuple[int, int, Callable[..., Any]]]] = {
    "selected": (2, 2, _selected),
    "selected-at": (2, 2, _selected_at),
    "count-selected": (1, 1, _count_selected),
    "if": (3, 3, _if),
    "coalesce": (2, 2, _coalesce),
    "regex": (2, 2, _regex),
    "string-length": (1, 1, lambda _at, value: float(len(text(value)))),
    "string": (1, 1, lambda _at, value: text(value)),
    "concat": (1, 20, lambda _at, *values: "".join(_texts(values))),
    "substr": (2, 3, _substr),
    "ends-with": (2, 2, lambda _at, value, end: text(value).endswith(text(end))),
    "number": (1, 1, lambda _at, value: number(value)),
    "int": (1, 1, _int),
    "round": (1, 2, _round),
    "abs": (1, 1, lambda _at, value: abs(number(value))),
    "pow": (2, 2, _pow),
    "sum": (1, 20, _sum),
    "count": (1, 20, _count),
    "count-non-empty": (1, 20, _count_non_empty),
    "min": (1, 20, _min),
    "max": (1, 20, _max),
    "date": (1, 1, _date),
    "decimal-date-time": (1, 1, _date),
    "format-date": (2, 2, _format_date),
    "position": (0, 1, lambda _at, *_values: 1.0),
}
"""Name, least and most arguments, and what it does; without repeats everything stands at position 1."""
EXTENSIONS: Final = {(_URI, name): each[2] for name, each in OURS.items()}
_NATIVE: Final[dict[str, tuple[int, int]]] = {
    **dict.fromkeys(("true", "false"), (0, 0)),
    **dict.fromkeys(("not", "boolean", "normalize-space", "floor", "ceiling"), (1, 1)),
    **dict.fromkeys(("contains", "starts-with", "substring-before", "substring-after"), (2, 2)),
    "translate": (3, 3),
}
KNOWN: Final[dict[str, tuple[int, int]]] = {
    **{name: each[:2] for name, each in OURS.items()},
    **_NATIVE,
    "today": (0, 0),
    "now": (0, 0),
}
"""Every function that may be called, with the least and most arguments."""
