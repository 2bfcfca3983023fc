"""What the forms about money ask, and how an amount or the lines of an estimate are read."""

from __future__ import annotations

import re
from typing import Any, Final

from motcua.budget import rules
from motcua.budget.commands import LineWish
from motcua.desks.shared import formats
from motcua.desks.shared.fields import Field
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

NAME_AND_AMOUNT: Final = re.compile(
    r"^(?P<name>.+?)[\s:|;]+(?P<amount>[\d][\d.,\s]*)\s*(?:đ|đồng|vnd)?\s*(?P<elsewhere>\*)?$", re.I
)
AMOUNT: Final = Field("amount", N_("Số tiền (đồng)"), required=True, most=24, size="m", hint=N_("Ví dụ 1.250.000"))
LINES: Final = Field(
    "lines",
    N_("Các dòng dự toán"),
    "textarea",
    required=True,
    most=20_000,
    hint=N_(
        "Mỗi dòng một khoản: nội dung rồi số tiền, ví dụ «Mua máy quét 30.000.000». Cuối dòng đặt dấu * nếu không phải chi cho Trung tâm."
    ),
)


def amount_of(text: str, field: str = "amount") -> int:
    """Return đồng as people write them: 1.250.000, 1,250,000, 1250000 đ; :class:`BadInput` beside ``field`` else."""
    digits = re.sub(r"(đồng|đ|vnd)\s*$", "", text.strip(), flags=re.I).strip()
    if not re.fullmatch(r"\d{1,3}([.,\s]\d{3})+|\d{1,16}", digits):
        raise BadInput(N_("«{text}» không phải là số tiền; viết như 1.250.000."), field=field, text=text[:30])
    return int(re.sub(r"\D", "", digits))


def lines_of(text: str) -> list[LineWish]:
    """Return the lines of an estimate as they were typed; :class:`BadInput` names the line that is none."""
    found = []
    for number, line in enumerate(filter(None, (one.strip() for one in text.splitlines())), 1):
        match = NAME_AND_AMOUNT.match(line)
        if match is None:
            raise BadInput(
                N_("Dòng {number} «{line}» chưa có nội dung hoặc số tiền."),
                field="lines",
                number=number,
                line=line[:60],
            )
        amount = amount_of(match["amount"].strip(), "lines")
        found.append(LineWish(name=match["name"].strip(" .:-"), amount=amount, for_centre=not match["elsewhere"]))
    if len(found) > rules.LINES_MOST:
        raise BadInput(N_("Dự toán nhiều quá {most} dòng."), field="lines", most=rules.LINES_MOST)
    return found


def lines_text(lines: Any) -> str:
    """Return the lines of an estimate as :func:`lines_of` reads them."""
    return "\n".join(f"{line.name}: {formats.number(line.amount)}{'' if line.for_centre else ' *'}" for line in lines)
