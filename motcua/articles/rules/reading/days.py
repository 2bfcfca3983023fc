"""The days a text names: how they are written, what «trước ngày» means, which year is stated and which only inferred.

A year that is not written is inferred from the reform of 1/7/2025, from the day of publication or from another day of the
text, and always said to be inferred. The lunar mid-autumn day is reckoned data, not law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from motcua.articles.rules.reading.shapes import Day, Paragraph
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_
from motcua.office import calendars

REFORM_YEAR: Final = 2025
"""The year of two-tier local government and of the new communes (NQ 202/2025/QH15, in force 1/7/2025)."""
_REFORM: Final = re.compile(
    r"cấp xã \(?mới|chính quyền địa phương (?:hai|2|02) cấp|đơn vị hành chính (?:cấp xã )?mới|(?:xã|phường)[^.,]{0,40}\(mới\)"
    r"|sau (?:khi )?(?:sắp xếp|sáp nhập)|(?:xã|phường) mới",
    re.IGNORECASE,
)
MID_AUTUMN: Final = {
    2018: date(2018, 9, 24), 2019: date(2019, 9, 13), 2020: date(2020, 10, 1), 2021: date(2021, 9, 21),
    2022: date(2022, 9, 10), 2023: date(2023, 9, 29), 2024: date(2024, 9, 17), 2025: date(2025, 10, 6),
    2026: date(2026, 9, 25), 2027: date(2027, 9, 15), 2028: date(2028, 10, 3), 2029: date(2029, 9, 22),
    2030: date(2030, 9, 12),
}  # fmt: skip
"""The fifteenth of the eighth lunar month, as solar days."""
EVENTS: Final = (
    (27, 7, re.compile(r"thương binh|liệt s[ĩỹ]", re.IGNORECASE), N_("Ngày Thương binh – Liệt sĩ"), False),
    (2, 9, re.compile(r"quốc khánh", re.IGNORECASE), N_("Quốc khánh"), True),
    (30, 4, re.compile(r"giải phóng miền nam|thống nhất", re.IGNORECASE), N_("Ngày Giải phóng miền Nam"), True),
    (1, 5, re.compile(r"quốc tế lao động", re.IGNORECASE), N_("Ngày Quốc tế Lao động"), True),
    (1, 1, re.compile(r"tết dương lịch", re.IGNORECASE), N_("Tết Dương lịch"), True),
    (1, 6, re.compile(r"thiếu nhi", re.IGNORECASE), N_("Ngày Quốc tế Thiếu nhi"), False),
    (20, 11, re.compile(r"nhà giáo", re.IGNORECASE), N_("Ngày Nhà giáo Việt Nam"), False),
)
HOLIDAYS: Final = frozenset(name for _, _, _, name, off in EVENTS if off)
TRUNG_THU: Final = N_("Tết Trung thu")
SCHOOL: Final = N_("Khai giảng năm học mới")
WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DAY: Final = re.compile(
    r"(?<![\d/.,-])(?P<d>\d{1,2})(?P<s>\s?[/.-]\s?)(?P<m>\d{1,2})(?:(?P=s)(?P<y>\d{4}))?(?![\d%]|[.,/-]\d|/)"
    r"|\bngày (?P<wd>\d{1,2}) tháng (?P<wm>\d{1,2})(?:,? năm (?P<wy>\d{4}))?"
    r"|(?P<same>(?:buổi )?(?:sáng|chiều|tối|trưa) cùng ngày)",
    re.IGNORECASE,
)
_CUE: Final = re.compile(
    r"\b(?:ngày|sáng|chiều|tối|trưa|đêm|từ|đến|tới|trước|sau|hết|khánh|sĩ|sỹ|dịp|lễ|nay|vào|và|hôm|mai)[ ,(]*$",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"\d{1,2}/\d{1,2}(?:, | và )$")
_HALF: Final = re.compile(
    r"\b(?:buổi )?(sáng|trưa|chiều|tối|đêm)(?: (?:nay|mai|qua))?[, ]*(?:thứ \w+|chủ nhật)?[, (]*(?:ngày )?$",
    re.IGNORECASE,
)
_LIMITS: Final = (
    ("before", re.compile(r"\btrước(?: ngày)? $", re.IGNORECASE)),
    ("until_end", re.compile(r"\bhết(?: ngày)? $", re.IGNORECASE)),
    ("from", re.compile(r"\btừ(?: ngày)? $", re.IGNORECASE)),
    ("until", re.compile(r"\b(?:đến|tới)(?: ngày)? $", re.IGNORECASE)),
)
_HALVES: Final = {"sáng": "morning", "trưa": "noon", "chiều": "afternoon", "tối": "evening", "đêm": "evening"}
_SAID_REST: Final = re.compile(r"chủ nhật|thứ bảy|ngày nghỉ|nghỉ lễ|cuối tuần", re.IGNORECASE)
NEAR: Final = 183
"""Days around the day of publication among which the year of a day without one is looked for."""


def days_of(paragraphs: Iterable[Paragraph], published: datetime | None) -> tuple[Day, ...]:
    """Return every day the paragraphs name, each reading once, in order."""
    told = list(paragraphs)
    whole = "\n".join(one.text for one in told)
    found: list[Day] = []
    for one in told:
        for match in _DAY.finditer(one.text):
            day = _read(match, one, found)
            if day is not None:
                found.append(day)
    found = _with_years(found, whole, published)
    found += _events(told, found)
    seen: dict[tuple[object, ...], Day] = {}
    for day in found:
        seen.setdefault((day.number, day.month, day.day, day.half, day.limit, day.event), day)
    return tuple(sorted(seen.values(), key=lambda day: day.where))


def story_day(days: Sequence[Day], lead_at: int) -> date | None:
    """Return the day a story tells of: the first it names from the lead on that is no limit, else the first at all."""
    known = [day for day in days if day.where >= lead_at and day.day is not None and not day.event]
    told = next((day for day in known if day.limit == "on"), known[0] if known else None)
    return told.day if told else None


def _read(match: re.Match[str], at: Paragraph, before: list[Day]) -> Day | None:
    text, start = at.text, match.start()
    if match["same"]:
        when = _HALVES[match["same"].split()[-3].casefold()]
        return replace(before[-1], words=match["same"], where=at.number, half=when, limit="on") if before else None
    number, month = int(match["d"] or match["wd"]), int(match["m"] or match["wm"])
    year = match["y"] or match["wy"]
    behind = text[max(0, start - 40) : start + (5 if match["wd"] else 0)]
    sure = bool(year or match["wd"] or (match["s"].strip() == "/" and (_CUE.search(behind) or _LISTED.search(behind))))
    if not sure or not _exists(number, month, int(year) if year else 2024):
        return None
    half = _HALF.search(behind)
    limit = next((name for name, pattern in _LIMITS if pattern.search(behind)), "on")
    event = next((name for d, m, words, name, _ in EVENTS if (d, m) == (number, month) and words.search(behind)), "")
    lead = re.search(
        r"(?:(?:trước|hết|từ|đến|tới|buổi|sáng|trưa|chiều|tối|đêm|ngày) )*$",
        behind[: len(behind) - (5 if match["wd"] else 0)],
        re.IGNORECASE,
    )
    day = Day(
        words=(lead[0] if lead else "") + match[0],
        where=at.number,
        day=date(int(year), month, number) if year else None,
        number=number,
        month=month,
        half=_HALVES[half[1].casefold()] if half else "",
        limit=limit,
        year="stated" if year else "unknown",
        event=event,
    )
    return _judged(day, said=bool(_SAID_REST.search(behind + text[match.end() : match.end() + 25])))


def _exists(number: int, month: int, year: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return 1900 <= year <= 2200


def _judged(day: Day, *, said: bool = False) -> Day:
    """Return the day with what follows from it: the last day in time, whether anybody works; ``said``: the text says so."""
    if day.day is None:
        return replace(day, rest_known=said)
    last = day.day - timedelta(days=1) if day.limit == "before" else None
    return replace(day, last_day=last, rest=is_rest(day.day), rest_known=said or day.rest_known)


def is_rest(day: date) -> bool:
    """Say whether nobody works on a day: by the national calendar of its year, by the weekday where there is none."""
    try:
        return not calendars.national().day(day).working
    except RuleError:
        return day.weekday() >= 5


def reform_named(text: str) -> bool:
    """Say whether a text speaks of the reform of 2025."""
    return _REFORM.search(text) is not None


def _with_years(found: list[Day], whole: str, published: datetime | None) -> list[Day]:
    stated = [day.day for day in found if day.day is not None and day.year == "stated"]
    return [day if day.day is not None else _inferred(day, stated, whole, published) for day in found]


def _inferred(day: Day, stated: list[date], whole: str, published: datetime | None) -> Day:
    if stated:
        near, ground = min(stated), "text"
    elif published is not None:
        near, ground = published.date(), "published"
    elif reform_named(whole):
        near, ground = date(REFORM_YEAR, 7, 1), "reform"
    else:
        return day
    years = [REFORM_YEAR] if ground == "reform" else [near.year - 1, near.year, near.year + 1]
    known = [date(year, day.month, day.number) for year in years if _exists(day.number, day.month, year)]
    if not known:
        return day
    best = min(known, key=lambda one: abs((one - near).days))
    return _judged(replace(day, day=best, year="inferred", ground=ground))


def _events(told: list[Paragraph], found: list[Day]) -> list[Day]:
    """Return events named without a day: mid-autumn reckoned from the year of the text, the school year without a day."""
    year = next((day.day.year for day in found if day.day is not None), None)
    events = []
    for one in told:
        if words := re.search(r"(?:tết )?trung thu", one.text, re.IGNORECASE):
            day = MID_AUTUMN.get(year) if year else None
            events.append(
                Day(
                    words[0],
                    one.number,
                    day,
                    day.day if day else 0,
                    day.month if day else 0,
                    year="inferred" if day else "unknown",
                    ground="lunar" if day else "",
                    rest=is_rest(day) if day else False,
                    event=TRUNG_THU,
                )
            )
        if words := re.search(r"khai giảng(?: năm học mới)?", one.text, re.IGNORECASE):
            events.append(Day(words[0], one.number, None, 0, 0, year="unknown", event=SCHOOL))
    return events
