"""The two scales of online service: levels 1 to 4 until 2022, *toàn trình* and *một phần* since. What becomes of what is data.

The old level 4 is taken for *toàn trình*, 1 to 3 for *một phần* (``data/service_levels.json``, not compared with the texts): a
level is never said on the other scale without the word that it was converted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from motcua.catalogue import packaged
from motcua.catalogue.facts import ProcedureFacts, Trust
from motcua.kernel.errors import BadInput
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said


class Conversion(msgspec.Struct, frozen=True):
    """A row of the table: ``exact`` when the old level has no other counterpart and none other has this one."""

    old: str
    now: str
    exact: bool
    source: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class Both:
    """A level on both scales. ``told`` is the scale its source used; the other one was ``converted`` by the table."""

    now: str
    old: tuple[str, ...]
    told_old: bool
    exact: bool
    source: str


@cache
def table() -> tuple[Conversion, ...]:
    """Return the conversion table, the highest level first."""
    return tuple(msgspec.json.decode((packaged.DATA / "service_levels.json").read_bytes(), type=list[Conversion]))


def now_of(old: str) -> Conversion:
    """Return what an old level is today; :class:`BadInput` for what is none of 1 to 4."""
    found = next((row for row in table() if row.old == old), None)
    if found is None:
        raise BadInput(N_("Mức độ dịch vụ công trực tuyến là 1, 2, 3 hoặc 4."), field="online_level")
    return found


def both(facts: ProcedureFacts) -> Both | None:
    """Return a procedure's level on both scales; ``None`` where it is not known, or there is nothing online."""
    told = facts.online_told
    if told is not None and told.scale == "tt32-2017":
        row = now_of(told.level)
        return Both(row.now, (row.old,), told_old=True, exact=row.exact, source=row.source)
    fitting = [row for row in table() if row.now == facts.online_level]
    if not fitting:
        return None
    return Both(
        fitting[0].now,
        tuple(row.old for row in fitting),
        told_old=False,
        exact=fitting[0].exact,
        source=fitting[0].source,
    )


def read_old(text: str) -> str | None:
    """Return the old level a text names ("Mức độ 3", "mức 4"), ``None`` where it names none."""
    words = fold(text).split()
    return next((word for word in words if word in {"1", "2", "3", "4"}), None) if "muc" in words else None


def words(level: Both) -> Said:
    """Return the level as people read it, which scale was told and which converted."""
    old = ", ".join(level.old)
    if level.told_old:
        return said(N_("mức độ {old} theo thang cũ; quy đổi: {now}"), old=old, now=level.now)
    return said(N_("{now}; thang cũ tương đương mức độ {old}"), old=old, now=level.now)
