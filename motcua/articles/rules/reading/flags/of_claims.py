"""Traps of what is claimed: counts and rates, whole groups, shortcomings, requests without a day, places with two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from motcua.articles.rules.reading.flags.codes import CODES, flag
from motcua.articles.rules.reading.letters import NAME, NUMBERS, sentences
from motcua.articles.rules.reading.letters import number as as_number
from motcua.articles.rules.reading.people import varied
from motcua.articles.rules.reading.shapes import Flag, Named, Paragraph, Parts, Someone
from motcua.articles.rules.reading.units import stands_alone
from motcua.kernel.text import fold

_COUNTED: Final = "xã, phường|xã|phường|thị trấn|thôn|trung tâm|đơn vị|điểm|huyện|cơ sở"
_COUNT: Final = re.compile(
    rf"(?<![\d/.,])\b(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})\s+(?P<what>{_COUNTED})\b(?!\s+hội)", re.IGNORECASE
)
_JOINT: Final = re.compile(rf"\bcả\s+(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)})\s+(?P<what>{_COUNTED})\b", re.IGNORECASE)
_RATE: Final = re.compile(r"(?<![\d/])\d{1,3}(?:[.,]\d+)?\s?%")
_MEASURED: Final = re.compile(
    r"\d+\s*/\s*\d+|\d[\d.]*\s+(?:trên|trong)\s+(?:tổng số\s+)?\d|tổng số \d|theo (?:số liệu|thống kê|báo cáo) (?:của|từ|trên)|hệ thống ghi nhận",
    re.IGNORECASE,
)
_ALL: Final = re.compile(
    r"(?:\b(?:các|những|mọi) \w+(?: \w+)? )?\b(?:đều|tất cả các|100% các)\b[^.;]{0,30}?"
    r"(?:được đầu tư|đáp ứng|hoàn thành|hoàn thiện|sẵn sàng|bảo đảm|đảm bảo|đạt|đủ)(?: \w+)?",
    re.IGNORECASE,
)
_UNFINISHED: Final = re.compile(
    r"đang (?:trong quá trình|xây dựng|được (?:khẩn trương )?(?:xây dựng|sửa chữa|hoàn thiện)|thi công|sửa chữa|hoàn thiện)"
    r"|chưa (?:xong|hoàn thành|hoàn thiện|đáp ứng|đạt|có|được)|đẩy nhanh tiến độ",
    re.IGNORECASE,
)
_FAULTS: Final = re.compile(
    r"\b(?:chỉ ra|nêu(?: ra)?|còn|có|ghi nhận|phát hiện)\s+(?:những|một số|1 số|các|nhiều)\b[^.;:]{0,30}"
    r"\b(?:tồn tại|hạn chế|thiếu sót|khuyết điểm)\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:tồn tại|hạn chế|thiếu sót|khuyết điểm)\b[^.]{0,15}?(?::|\bnhư\b|\bgồm\b|\blà\b|\bcụ thể\b|\bvề\b)",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(r"^(?:Cụ thể|Đó là|Trong đó|Gồm|Như|Thứ nhất|Một là|[-–•+])", re.IGNORECASE)
_ASKS: Final = re.compile(
    r"\b(?:yêu cầu|đề nghị|lưu ý|chỉ đạo|giao|cần|phải|kiến nghị|đề xuất|khẩn trương|nhấn mạnh|đôn đốc)\b",
    re.IGNORECASE,
)
_SOON: Final = re.compile(r"(?<!từ )(?<!rất )\b(?P<soon>[Ss]ớm (?!nhất|muộn|hơn|việc|nay)\w+(?: \w+)?)")
_LATER: Final = re.compile(r"\btrong thời gian (?:tới|sớm nhất)\b|\bthời gian sớm nhất\b", re.IGNORECASE)
_HURRY: Final = re.compile(
    r"(?<!tinh thần )(?<!được )(?<!đã )(?<!đang )\b(?P<soon>[Kk]hẩn trương,? (?!và )\w+(?: \w+)?)"
)
_DATED: Final = re.compile(r"\d{1,2}/\d{1,2}|ngày \d|tháng \d|quý [IVX\d]|\d+ ngày|năm \d{4}|tuần")
_VENUE: Final = r"(?:Nhà văn hóa|Nhà văn hoá|Trung tâm học tập|Trung tâm hành chính|Trung tâm|Trụ sở|Hội trường|Trường|Nhà làm việc|Trạm|UBND|Khu nhà|Nhà)"
_SEAT: Final = re.compile(
    r"(?:\s*[,–-]\s*|\s\(?)(?:là )?(?:nơi|địa điểm)(?: được)?(?: dự kiến)?(?: lựa)?(?: chọn)?(?: đặt| bố trí| làm){1,2}"
    rf"(?: trụ sở)?(?: của)?\s+(?P<centre>[^.;,]{{0,60}}?(?:phường|xã|thị trấn)\s+(?P<unit>{NAME}))"
)
_BUILDING: Final = re.compile(rf"\b{_VENUE}\b")
BEFORE_MOST: Final = 300
_PLACED: Final = re.compile(
    rf"(?P<centre>(?:Trung tâm|Trụ sở)[^.;,]{{0,60}}?(?:phường|xã|thị trấn)\s+(?P<unit>{NAME}))(?: ?\(?mới\)?)?(?: sẽ| dự kiến| được)*(?: đặt| bố trí)(?: trụ sở)? tại (?P<venue>{_VENUE}[^.;,]{{2,80}})"
)


def of_claims(parts: Parts, units: Sequence[Named], people: Sequence[Someone]) -> Iterable[Flag]:
    """Yield the traps of what a text claims."""
    yield from _headline(parts)
    yield from _rates(parts)
    yield from _exceptions(parts, units)
    yield from _shortcomings(parts)
    yield from _undated(parts)
    yield from _venues(parts)
    yield from _namesakes(parts, units)
    for one in people:
        if one.name and (pair := varied(one.titles)):
            yield flag("person.title_varies", one.name, one.where, person=one.name, first=pair[0], second=pair[1])
    if parts.page.question and not parts.page.options:
        yield flag("poll.no_options", parts.page.question, parts.page.asked_at)


def bars(code: str) -> bool:
    """Say whether an article waits for this kind of flag to be settled."""
    return code in CODES and CODES[code].bars


def _headline(parts: Parts) -> Iterable[Flag]:
    for title in _COUNT.finditer(parts.title):
        what = title["what"].casefold()
        lead = next((one for one in _COUNT.finditer(parts.lead) if one["what"].casefold() == what), None)
        if lead is not None and as_number(title["n"]) != as_number(lead["n"]):
            yield flag("count.headline_differs", title[0], parts.title_at, title=title[0], lead=lead[0])


def _rates(parts: Parts) -> Iterable[Flag]:
    for line in parts.story:
        told = sentences(line.text)
        shared = ""
        for sentence in told:
            joint = _JOINT.search(sentence)
            shared = joint[0] if joint else shared
            for rate in _RATE.finditer(sentence):
                if _MEASURED.search(sentence):
                    continue
                if shared:
                    yield flag("figure.joint", rate[0], line.number, figure=rate[0], units=shared)
                yield flag("figure.self_reported", rate[0], line.number, figure=rate[0])


def _exceptions(parts: Parts, units: Sequence[Named]) -> Iterable[Flag]:
    """Yield a claim about all when another sentence says of one of them, by name, that it is not done."""
    named = [unit for unit in units if unit.level in ("xã", "phường", "thị trấn", "đặc khu")]
    for line in parts.story:
        claim = _ALL.search(line.text)
        if claim is None or len(named) < 2:
            continue
        for other in parts.story:
            for sentence in sentences(other.text):
                one = next((unit for unit in named if unit.name in sentence), None)
                if one is not None and _UNFINISHED.search(sentence) and claim[0] not in sentence:
                    yield flag(
                        "claim.exception_hidden",
                        claim[0].strip(),
                        line.number,
                        claim=claim[0].strip(),
                        exception=one.name,
                    )
                    return


def _shortcomings(parts: Parts) -> Iterable[Flag]:
    for line in parts.story:
        told = sentences(line.text)
        for at, sentence in enumerate(told):
            faults = _FAULTS.search(sentence)
            follows = told[at + 1] if at + 1 < len(told) else ""
            if faults and not _TOLD.search(sentence) and not _NEXT.match(follows):
                yield flag("shortcoming.not_described", faults[0], line.number)


def _undated(parts: Parts) -> Iterable[Flag]:
    """Yield what is asked for without a day: each «sớm», else the vague time of the sentence."""
    for line in parts.story:
        asking = False
        for sentence in sentences(line.text):
            asking = bool(_ASKS.search(sentence)) or (
                asking and bool(re.match(r"(?:Đồng thời|Cùng với|Bên cạnh|Ngoài ra|[a-zđ])", sentence))
            )
            if not asking or _DATED.search(sentence):
                continue
            soon = [match["soon"] for match in _SOON.finditer(sentence)] or [
                match["soon"] for match in _HURRY.finditer(sentence)
            ]
            if not soon and re.search(r"\b(?:đề nghị|yêu cầu|cần)\b", sentence) and (later := _LATER.search(sentence)):
                soon = [later[0]]
            for words in soon:
                yield flag("directive.no_date", words, line.number, words=words)


def _venues(parts: Parts) -> Iterable[Flag]:
    """Yield a centre for which the text names two places."""
    seats: dict[str, tuple[str, str, int]] = {}
    for line in parts.told:
        for unit, centre, venue in _seats(line):
            known = seats.setdefault(fold(unit), (venue, centre, line.number))
            a, b = fold(known[0]), fold(venue)
            if a not in b and b not in a:
                yield flag(
                    "venue.two_names", f"{known[0]}; {venue}", line.number, unit=centre, first=known[0], second=venue
                )
                return


def _seats(line: Paragraph) -> Iterable[tuple[str, str, str]]:
    for match in _SEAT.finditer(line.text):
        before = re.split(r"[.;] ", line.text[max(0, match.start() - BEFORE_MOST) : match.start()])[-1]
        heads = list(_BUILDING.finditer(before))
        # The nearest noun of a building before «nơi đặt» begins the venue; a building inside another belongs to it.
        if heads:
            yield match["unit"], match["centre"].strip(), before[heads[-1].start() :].strip()
    for placed in _PLACED.finditer(line.text):
        yield placed["unit"], placed["centre"].strip(), placed["venue"].strip()


def _namesakes(parts: Parts, units: Sequence[Named]) -> Iterable[Flag]:
    by_name: dict[str, list[Named]] = {}
    for unit in units:
        if unit.level != "đoàn":
            by_name.setdefault(fold(unit.name), []).append(unit)
    for found in by_name.values():
        first = found[0]
        if len({unit.level for unit in found}) > 1 and stands_alone(first.name, parts.told):
            meant = ", ".join(f"{unit.level} {unit.name}" for unit in found)
            yield flag("unit.ambiguous", first.name, first.where, name=first.name, meant=meant)
        elif first.ambiguous:
            meant = ", ".join(f"{one.full_name} ({one.province})" for one in first.candidates[:6])
            yield flag("unit.ambiguous", first.words, first.where, name=first.words, meant=meant)
