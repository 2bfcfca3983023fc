"""Numbers and money as spreadsheets hold them: counted, grouped by stops or commas, with a unit behind.

A comma is the decimal sign and a stop parts the thousands, as Vietnamese papers write them; the English way is taken
where it cannot mean anything else, and asked about where it can.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.money import MOST
from motcua.kernel.sheets.grid import Value, shown
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_

MOST_NUMBER: Final = 10**15
"""Above what anybody counts, below what databases and JSON keep exactly."""

SCALES: Final = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9, "ti": 10**9}
_DONG: Final = frozenset(("dong", "d", "vnd", "vn", "dong chan"))
_NUMBER: Final = re.compile(r"(?P<sign>[+\-−]?)\s*(?P<figure>\d[\d., \u00a0]*\d|\d)\s*(?P<unit>.*)", re.ASCII)
_UNIT: Final = re.compile(r"(?:m[23²³]|[^\W\d_]+)(?:[ /.](?:m[23²³]|[^\W\d_]+)){0,3}\.?|\([^()\d]*\)")


def number(value: Value) -> int | Decimal:
    """Return the number of a cell, whole ones as ``int``: ``12,5``, ``1.250``, ``3 cái``; :class:`BadInput` otherwise."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _plain(_of_cell(value))
    text = clean(str(value or ""), 80)
    figure, unit = _parted(text)
    words = fold(unit)
    if unit and (not _UNIT.fullmatch(unit) or set(words.split()) & SCALES.keys()):
        raise BadInput(N_("«{text}» không phải một số; chỉ ghi số."), text=text)
    return _plain(figure)


def money(value: Value, scale: int = 1) -> int:
    """Return whole đồng; ``scale`` is the unit the heading names (1000 for *nghìn đồng*).

    :class:`BadInput` for parts of a đồng, negative amounts, too much, and what is no amount.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _dong(_of_cell(value) * scale, shown(value))
    text = clean(str(value or ""), 80)
    figure, unit = _parted(text)
    words = fold(unit.replace("₫", "đ")).split()
    if words and words[0] in SCALES:
        scale = SCALES[words.pop(0)]
    elif words:
        scale = 1
    if words and " ".join(words) not in _DONG and words != ["viet", "nam"]:
        raise BadInput(N_("«{text}» không phải số tiền; ghi số đồng, ví dụ 1.250.000."), text=text)
    return _dong(figure * scale, text)


def scale_of(heading: str) -> int | None:
    """Return the unit of money a heading or a line above the table names (*ĐVT: triệu đồng* → 1,000,000), or None."""
    words = fold(heading).split()
    for at, word in enumerate(words):
        if word in ("dong", "vnd", "d"):
            before = words[at - 1] if at else ""
            return SCALES.get(before, 1)
    return None


def _of_cell(value: float) -> Decimal:
    if isinstance(value, float) and not math.isfinite(value):
        raise BadInput(N_("Ô này không chứa một số đọc được."))
    if abs(value) > MOST_NUMBER:
        raise BadInput(N_("Số này lớn quá."))
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _parted(text: str) -> tuple[Decimal, str]:
    """Return the figure and what stands behind it."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise BadInput(N_("«{text}» không phải một số; chỉ ghi số."), text=text)
    figure = _figure(found["figure"], text)
    if figure > MOST_NUMBER:
        raise BadInput(N_("Số này lớn quá."))
    return (-figure if found["sign"] in "-−" and found["sign"] else figure), found["unit"].strip()


def _figure(written: str, text: str) -> Decimal:
    """Return the figure of digits, stops, commas and spaces; :class:`BadInput` where it can be read in two ways."""
    plain = written.replace("\u00a0", " ")
    if re.fullmatch(r"\d{1,3}( \d{3})+", plain):
        return Decimal(plain.replace(" ", ""))
    if re.fullmatch(r"\d+", plain) or (re.fullmatch(r"\d{1,3}(\.\d{3})+", plain) and plain[0] != "0"):
        return Decimal(plain.replace(".", ""))
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}(\.\d+)?|[1-9]\d{0,2},\d{3}\.\d+", plain):
        return Decimal(plain.replace(",", ""))
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain):
        raise BadInput(
            N_("«{text}» có thể là {many} hoặc {part}; hãy ghi lại cho rõ, phần nghìn bằng dấu chấm."),
            text=text,
            many=plain.replace(",", "."),
            part=f"{plain}0".rstrip("0"),
        )
    if re.fullmatch(r"\d+,\d+|\d{1,3}(\.\d{3})+,\d+", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+\.\d+", plain):
        return Decimal(plain)
    raise BadInput(N_("«{text}» không phải một số; chỉ ghi số."), text=text)


def _plain(figure: Decimal) -> int | Decimal:
    return int(figure) if figure == figure.to_integral_value() else figure.normalize()


def _dong(amount: Decimal, text: str) -> int:
    if amount < 0:
        raise BadInput(N_("Số tiền «{text}» nhỏ hơn 0."), text=text)
    if amount > MOST:
        raise BadInput(N_("Số tiền «{text}» lớn quá."), text=text)
    # A product of two cells comes with a tail of binary fractions, far below a đồng.
    whole = amount.to_integral_value()
    if abs(amount - whole) > Decimal("0.001"):
        raise BadInput(N_("Số tiền «{text}» có phần lẻ dưới một đồng."), text=text)
    return int(whole)
