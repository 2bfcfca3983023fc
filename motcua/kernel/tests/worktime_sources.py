"""What the sources named in the tables of due instants are: the words by which grounds, calendars and the rule say them.

A law or decision is known when the answer itself or a day of the packaged calendar between reception and due instant
names it. Our own readings are sections of ``docs/rules/deadlines.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import motcua
from motcua.kernel.worktime import Due

ROOT = Path(motcua.__file__).parents[1]
NAMED = {
    "BLDS Đ147-148": "Bộ luật Dân sự 2015, Điều 147 và Điều 148",
    "BLDS Đ148 k5": "Bộ luật Dân sự 2015, Điều 148 khoản 5",
    "BLDS Đ148 k6": "Bộ luật Dân sự 2015, Điều 148 khoản 6",
    "NĐ 118/2025 Đ17": "Nghị định 118/2025/NĐ-CP, Điều 17",
    "NĐ 61/2018 Đ17": "Nghị định 61/2018/NĐ-CP, Điều 17",
    "QĐ 09/2015": "Quyết định 09/2015/QĐ-TTg",
    "NĐ 23/2015 Đ7": "Nghị định 23/2015/NĐ-CP, Điều 7",
    "BLLĐ 2012 Đ115 k1": "Bộ luật Lao động 2012, Điều 115 khoản 1",
    "BLLĐ 2012 Đ115 k3": "Bộ luật Lao động 2012, Điều 115 khoản 3",
    "BLLĐ 2019 Đ111 k3": "Bộ luật Lao động 2019, Điều 111 khoản 3",
    "BLLĐ 2019 Đ112 k1": "Bộ luật Lao động 2019, Điều 112 khoản 1",
    "NQ 28/2026/QH16": "Nghị quyết 28/2026/QH16 (nghỉ hưởng lương từ 1/7/2026)",
    "lịch nghỉ Tết 2018": "Lịch nghỉ Tết Mậu Tuất của công chức, chưa đối chiếu thông báo gốc",
    "TB nghỉ Tết 2024": "Thông báo nghỉ Tết 2024 của Bộ Lao động - Thương binh và Xã hội, qua báo chí 11/2023",
    "TB nghỉ lễ 2025": "Thông báo nghỉ Tết và nghỉ lễ 2025, chưa đối chiếu bản gốc",
    "TB 9441/TB-BNV": "Thông báo 9441/TB-BNV, qua bản tin",
    "hoán đổi 29/4/2024": "Thủ tướng đồng ý hoán đổi 29/4 với 4/5/2024",
    "hoán đổi 2/5/2025": "Hoán đổi 2/5 với 26/4/2025",
    "hoán đổi 2/1/2026": "Hoán đổi 2/1 với 10/1/2026",
    "hoán đổi 31/8/2026": "Thông báo 9441/TB-BNV: hoán đổi 31/8 với 22/8/2026",
}
RULE = re.compile(r"deadlines\.md (?:(\d)|(\w+))")
DOUBT = "Reception on a Saturday morning"


def sources_of(row: Iterable[str]) -> list[str]:
    """Return the sources a row of a table names: its last cell, parted by semicolons."""
    return [source.strip() for source in list(row)[-1].split(";")]


def unknown(sources: Iterable[str], answer: Due, received: date) -> list[str]:
    """Return the sources that neither this answer, nor a day it reckons over, nor the rule knows."""
    assert answer.at is not None
    said = {line.ground for line in answer.why}
    for day, grounds in _days().items():
        if received <= day <= answer.at.date():
            said |= grounds
    return [source for source in sources if not (_stands(source) or NAMED.get(source) in said)]


def _stands(source: str) -> bool:
    """Say whether a source is a rule, a section or a doubt of the page on deadlines."""
    page = _page()
    if source == DOUBT:
        return f"**{DOUBT}.**" in page
    found = RULE.fullmatch(source)
    if found is None:
        return False
    number, section = found.groups()
    # The kinds of limit stand in a table of their own between rules 3 and 4.
    return f"\n{number}. **" in page if number else f"\n## {section}\n" in page


@cache
def _page() -> str:
    return (ROOT / "docs" / "rules" / "deadlines.md").read_text(encoding="utf-8")


@cache
def _days() -> dict[date, frozenset[str]]:
    """Return by day what the packaged calendar gives as its ground and its source."""
    data = json.loads((ROOT / "motcua" / "office" / "data" / "calendars.json").read_text(encoding="utf-8"))
    rows = [row for year in data["years"].values() for row in year]
    return {date.fromisoformat(row["date"]): frozenset({row["ground"], row["source"]}) for row in rows}
