"""A procedure as the national catalogue tells it, whichever way it came: words and numbers as they stand, nothing judged."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from motcua.catalogue.facts import Channel

Unit = Literal["working_day", "day", "hour", "month", "none"]
"""The unit of a time as the record names it; ``none``: a bare number, or words in place of a number."""
Shape = Literal["doc", "api"]


class FeeTold(msgspec.Struct, frozen=True):
    """A fee line: ``value`` ``None`` when the amount is blank; ``currency`` empty for đồng."""

    kind: str
    value: float | None
    currency: str
    words: str


class TimeTold(msgspec.Struct, frozen=True):
    """A time: ``value`` ``None`` with ``words`` where the record has no number (*Theo mô tả*, several limits in a text)."""

    value: float | None
    unit: Unit
    words: str = ""


class WayTold(msgspec.Struct, frozen=True):
    """A way in (cách thức thực hiện) with its time and fees."""

    channel: Channel
    time: TimeTold
    fees: tuple[FeeTold, ...]
    words: str


class PaperTold(msgspec.Struct, frozen=True):
    """A row of a table of papers; without any quantity it is a remark more often than a paper."""

    name: str
    originals: int
    copies: int
    form: str = ""


class GroupTold(msgspec.Struct, frozen=True):
    """A table of papers under its name: a case, or only a heading."""

    name: str
    papers: tuple[PaperTold, ...]


class CaseTimeTold(msgspec.Struct, frozen=True):
    """A time the record names for a case beside the times of the ways in."""

    name: str
    time: TimeTold


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record. ``full_online`` is ``None`` where the shape does not tell it (the ``.doc`` export)."""

    shape: Shape
    code: str
    name: str
    field: str
    promulgator: str
    decision: str = ""
    provincial: bool = False
    sequence: tuple[str, ...] = ()
    ways: tuple[WayTold, ...] = ()
    groups: tuple[GroupTold, ...] = ()
    case_times: tuple[CaseTimeTold, ...] = ()
    subjects: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    conditions: str = ""
    keywords: tuple[str, ...] = ()
    words: str = ""
    full_online: bool | None = None
    as_of: date | None = None
    raw: str = ""


class Listed(msgspec.Struct, frozen=True):
    """A row of the catalogue's list: a code with its name, nothing of what the procedure asks for."""

    code: str
    name: str


class Reading(msgspec.Struct, frozen=True):
    """What was understood of a file: full records, rows of a list, and parts that were not understood, each with why."""

    records: tuple[Record, ...]
    listed: tuple[Listed, ...]
    refused: tuple[tuple[str, str], ...]
