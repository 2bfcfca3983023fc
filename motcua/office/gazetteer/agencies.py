"""Electronic identifiers of agencies (mã định danh, QĐ 20/2020/QĐ-TTg): only those a source names.

The rest are entered by the operator of a centre, or marked *thử*; none is made up here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from motcua.office.gazetteer.facts import Origin
from motcua.office.gazetteer.load import day, origins, own_data

LONGEST: Final = 35
_SHAPE: Final = re.compile(r"[A-Y][0-9]{2}(\.[0-9]{1,3})*")


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """A code, who bears it, the units it is the authority of, from when to when (exclusive; ``None``: not known)."""

    code: str
    holder: str
    units: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    origin: Origin
    note: str | None


@cache
def agency_codes() -> tuple[AgencyCode, ...]:
    """Return every agency code we have a source for, in code order."""
    data = own_data("units_agencies.json")
    sources = origins(data["sources"])
    rows = (
        AgencyCode(
            row["code"],
            row["holder"],
            tuple(row["units"]),
            day(row["from"]),
            day(row["to"]),
            sources[row["source"]],
            row["note"],
        )
        for row in data["codes"]
    )
    return tuple(sorted(rows, key=lambda row: row.code))


def agency(code: str) -> AgencyCode | None:
    """Return what is known of a code, or ``None``."""
    return next((row for row in agency_codes() if row.code == code), None)


def is_agency_code(text: str) -> bool:
    """Say whether a text has the shape of an agency code: a letter A–Y and two digits, then groups of digits after dots,
    at most 35 characters in all (QĐ 20/2020 Đ4; the length of the lower groups is as seen in use)."""
    return len(text) <= LONGEST and _SHAPE.fullmatch(text) is not None
