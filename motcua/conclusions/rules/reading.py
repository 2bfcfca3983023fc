"""Reading sentences of a conclusion: where one ends, whether it asks for something, whom, and by when. Pure.

Everything here only *suggests*: whoever writes decides. The words are those people use in conclusions of leaders and
inspections (reports of 13/6, 11/7, 15/7 and 12/6/2025); no text of law says which words oblige. «Trước ngày» leaves the
day itself out, as people who must deliver read it.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua.conclusions.rules.life import Kind, When
from motcua.kernel.text import nfc
from motcua.ledger.events.conclusions import DueTold


@dataclass(frozen=True, slots=True)
class Read:
    """What a sentence seems to be: its kind, the words that say so, whom it seems to ask."""

    kind: Kind
    because: str = ""
    whom: tuple[str, ...] = ()
    due: DueTold = field(default_factory=DueTold)
    open: bool = False


class Party(StrEnum):
    """Whom a request is for: the place spoken of, or other bodies."""

    PLACE = "place"
    OTHER = "other"


_UP: Final = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_NAME: Final = rf"[{_UP}][\w&]*"
_SECOND: Final = "chính|vụ|tế|hóa|hoá|hội|học|nghệ|nghiệp|trường|pháp|dựng|thông|tạo|sát"
"""Second syllables in the names of bodies: «Sở Tài chính», «Phòng Văn hóa – Xã hội»."""
_END: Final = re.compile(rf"(?<=[.!?;…])\s+(?=[{_UP}«\"“])")
_SHORT: Final = re.compile(
    r"(?:\b(?:TP|TX|TT|Tp|Q|P|Đ/c|đ/c|Th\.?S|TS|PGS|GS|St|tr|Số|số)|(?:^|\s)[A-ZĐ])\.$"
    r"|^\d{1,2}(?:\.\d{1,2})*\.$|\b(?i:điều|khoản|mục|phần)\s\d{1,3}\.$"
)
_NEUTRAL: Final = re.compile(
    r"tinh thần khẩn trương|đang (?:được )?(?:\w+ )?khẩn trương|đang trong quá trình|đáp ứng (?:được )?(?:các |những )?yêu cầu"
    r"|theo yêu cầu|nhu cầu|khi cần|không cần|vừa phải|không phải|bàn giao|chuyển giao|giao (?:dịch|thông|nhận|tiếp|lưu)"
    r"|được giao|yêu cầu trước mắt|đã được đoàn"
)
_ASKS: Final = re.compile(
    r"\b(?:yêu cầu|đề nghị|giao|lưu ý|khẩn trương|phấn đấu|cần|phải|đẩy nhanh|đẩy mạnh|tăng cường|đôn đốc|nghiêm túc thực hiện"
    r"|quan tâm|ưu tiên|chủ động|rà soát|tập trung)\b"
)
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (Kind.RESPONSIBILITY, re.compile(r"trách nhiệm (?:này )?thuộc về|chịu trách nhiệm|kiểm điểm|để xảy ra")),
    (Kind.CAUSE, re.compile(r"nguyên nhân|xuất phát từ")),
    (
        Kind.ANSWER,
        re.compile(r"(?:về|đối với) (?:các )?(?:đề nghị|kiến nghị|đề xuất)|đồng ý|nhất trí|chấp thuận|chưa xem xét"),
    ),
    (Kind.RECOGNITION, re.compile(r"ghi nhận|biểu dương|đánh giá cao|động viên|khen|nỗ lực|cố gắng của")),
)
_SHORTCOMING: Final = re.compile(
    r"tồn tại|hạn chế|thiếu sót|chưa|còn (?:thiếu|chậm|\d)|không (?:niêm yết|đúng|đủ)|quá hạn|chậm"
)
_ORGANISES: Final = re.compile(
    r"(?:thông báo|văn phòng) .{0,60}(?:để các|biết,|thực hiện\.?$)|trên đây là|xin thông báo"
)
_OTHERS: Final = re.compile(
    r"(?i:các cơ quan chuyên môn|các cơ quan, đơn vị(?:, địa phương)?|các sở,? (?:ban, )?ngành)"
    rf"|\b(?:Văn phòng|Sở|Ban|Công an|Phòng) {_NAME}(?: (?:{_SECOND}))?(?: (?:và |– |- )?{_NAME}(?: (?:{_SECOND}))?)*"
    r"(?: tỉnh| huyện| thành phố| xã)?"
)
_PLACES: Final = re.compile(
    rf"UBND (?:các |2 |hai )?(?i:xã|phường)(?: {_NAME})*"
    r"|(?i:chính quyền xã|(?:các )?địa phương|(?:các|2|hai|cả hai) (?:xã|phường))"
    rf"|(?i:xã|phường) {_NAME}(?: {_NAME})*"
)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, in order; nothing of it is lost but the blanks between them.

    A full stop after an abbreviation («TP. Thái Bình») or an ordinal («1. Về …», «Điều 5. …») ends none; one after a day does.
    """
    found: list[str] = []
    for line in nfc(text).splitlines():
        pieces = _END.split(line.strip())
        for at, piece in enumerate(pieces):
            if at and _SHORT.search(found[-1]):
                found[-1] = f"{found[-1]} {piece}"
            elif piece:
                found.append(piece)
    return found


def read(words: str, spoken_on: date) -> Read:
    """Return what a sentence seems to be, whom it asks and by when; kind ``Kind.NONE`` where nothing shows."""
    text = nfc(words)
    plain = _NEUTRAL.sub(" ", text.lower())
    due, opened = due_of(text, spoken_on), text.rstrip(" .").endswith(("…", "..")) or "…" in text
    for kind, pattern in _KINDS:
        if hit := pattern.search(plain):
            if kind is Kind.RECOGNITION and _ASKS.search(plain[: hit.start()]):
                continue
            return Read(kind, hit[0], open=opened)
    if hit := _ORGANISES.search(plain):
        return Read(Kind.ORGANISATION, hit[0], open=opened)
    if hit := _ASKS.search(plain):
        whom = whom_of(text)
        others = any(party is Party.OTHER for party, _ in whom)
        here = any(party is Party.PLACE for party, _ in whom)
        kind = Kind.INSTRUCTION if others and not here else Kind.REQUEST
        return Read(kind, hit[0], tuple(name for _, name in whom), due, opened)
    if hit := _SHORTCOMING.search(plain):
        return Read(Kind.SHORTCOMING, hit[0], open=opened)
    return Read(Kind.NONE, open=opened)


def whom_of(words: str) -> tuple[tuple[Party, str], ...]:
    """Return whom a sentence names, in its order: other bodies, or the place spoken of."""
    hits = [(hit.start(), Party.OTHER, hit[0]) for hit in _OTHERS.finditer(words)]
    taken = [(start, start + len(name)) for start, _, name in hits]
    hits += [
        (hit.start(), Party.PLACE, hit[0].strip())
        for hit in _PLACES.finditer(words)
        if not any(first <= hit.start() < last for first, last in taken)
    ]
    found: dict[str, Party] = {}
    for _, party, name in sorted(hits):
        found.setdefault(name, party)
    return tuple((party, name) for name, party in found.items())


_DAY = r"(?:ngày )?(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})(?:\s?[/.-]\s?(?P<year>\d{4}))?"
_LONG = r"ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?: năm (?P<year>\d{4}))?"
_BY = r"(?:chậm nhất(?: là| đến)?(?: hết)?|đến hết|trước hết|hết|xong trong|trong|đến|hạn(?: chót)?(?: là| đến)?|trước \d{1,2} giờ)"


def _dated(before: str) -> list[re.Pattern[str]]:
    return [re.compile(rf"\b{before} {day}(?![\d/])", re.IGNORECASE) for day in (_LONG, _DAY)]


_BEFORE_DAY: Final = _dated("trước")
_BY_DAY: Final = _dated(_BY)
_MONTH: Final = re.compile(
    r"\b(?:trong|hết|cuối|đến hết) tháng (?P<month>\d{1,2})(?:[/ ](?:năm )?(?P<year>\d{4}))?\b", re.IGNORECASE
)
_QUARTER: Final = re.compile(
    r"\b(?:trong|hết|cuối) quý (?P<quarter>IV|III|II|I|[1-4])\b(?:[/ ](?:năm )?(?P<year>\d{4}))?", re.IGNORECASE
)
_YEAR: Final = re.compile(
    r"\b(?:(?:6|sáu) tháng cuối năm|(?:trong|hết|cuối) năm)(?: (?P<year>\d{4}))?\b", re.IGNORECASE
)
_EVERY: Final = re.compile(r"\b(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)\b|\bđịnh kỳ\b|\bthường xuyên\b", re.IGNORECASE)
_EVENTS: Final[tuple[tuple[re.Pattern[str], tuple[int, int] | None], ...]] = (
    (re.compile(r"Ngày Thương binh[^,.;:]*?27/7|Thương binh[^,.;:]{0,12}Liệt s[ĩỹ]", re.IGNORECASE), (7, 27)),
    (re.compile(r"Quốc khánh(?: 2/9)?", re.IGNORECASE), (9, 2)),
    (re.compile(r"khai giảng(?: năm học mới)?", re.IGNORECASE), None),
    (re.compile(r"(?:tết )?trung thu", re.IGNORECASE), None),
    (re.compile(r"dịp hè", re.IGNORECASE), None),
    (re.compile(r"khi (?:đơn vị hành chính|bộ máy)[^,.;:]*? đi vào hoạt động", re.IGNORECASE), None),
)
_SOON: Final = re.compile(
    r"\b(?:sớm|trong thời gian (?:tới|sớm nhất)|thời gian tới|khẩn trương|kịp thời)\b", re.IGNORECASE
)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MONTHS_BACK: Final = 6
"""A day without a year that lies further back than this many months is one of the next year."""


def phrases(words: str, spoken_on: date) -> tuple[DueTold, ...]:
    """Return every phrase of time in a sentence with its reading, in the order of the sentence.

    A day without a year belongs to the year it was spoken in, or to the next when that is more than six months back.
    """
    text = nfc(words)
    found: list[tuple[int, int, DueTold]] = []
    for pattern in _BEFORE_DAY:
        found += _days(pattern, text, spoken_on, When.BEFORE)
    for pattern in _BY_DAY:
        found += _days(pattern, text, spoken_on, When.BY)
    found += _periods(text, spoken_on)
    plain = _NEUTRAL.sub(lambda hit: "·" * len(hit[0]), text.lower())
    found += [(hit.start(), hit.end(), DueTold(words=hit[0], kind=When.EVERY)) for hit in _EVERY.finditer(text)]
    for pattern, day in _EVENTS:
        for hit in pattern.finditer(text):
            on = _near(day[1], day[0], None, spoken_on) if day else None
            found.append((hit.start(), hit.end(), DueTold(words=hit[0], kind=When.EVENT, day=on)))
    found += [
        (hit.start(), hit.end(), DueTold(words=text[hit.start() : hit.end()], kind=When.SOON))
        for hit in _SOON.finditer(plain)
    ]
    kept: list[tuple[int, int, DueTold]] = []
    for start, end, due in found:
        if not any(start < last and first < end for first, last, _ in kept):
            kept.append((start, end, due))
    return tuple(due for _, _, due in sorted(kept, key=lambda one: one[0]))


_STRENGTH: Final = (When.BEFORE, When.BY, When.EVENT, When.EVERY, When.SOON)


def due_of(words: str, spoken_on: date) -> DueTold:
    """Return the reading of a sentence's time that binds most: a day before an event, an event before «sớm»."""
    found = phrases(words, spoken_on)
    return min(found, key=lambda due: _STRENGTH.index(When(due.kind)), default=DueTold())


def _days(pattern: re.Pattern[str], text: str, spoken_on: date, kind: When) -> list[tuple[int, int, DueTold]]:
    found = []
    for hit in pattern.finditer(text):
        day = _near(int(hit["day"]), int(hit["month"]), hit["year"], spoken_on)
        if day is not None:
            found.append((hit.start(), hit.end(), DueTold(words=hit[0], kind=kind, day=day)))
    return found


def _periods(text: str, spoken_on: date) -> list[tuple[int, int, DueTold]]:
    found = []
    for pattern in (_MONTH, _QUARTER, _YEAR):
        for hit in pattern.finditer(text):
            named = hit.groupdict()
            year = int(named["year"]) if named.get("year") else spoken_on.year
            month = 12
            if named.get("month"):
                month = int(named["month"])
            elif named.get("quarter"):
                quarter = named["quarter"].lower()
                month = 3 * _ROMAN.get(quarter, int(quarter) if quarter.isdigit() else 4)
            if not 1 <= month <= 12 or not 1900 <= year <= 2200:
                continue
            day = date(year, month, calendar.monthrange(year, month)[1])
            if day < spoken_on and not named.get("year"):
                day = date(year + 1, month, calendar.monthrange(year + 1, month)[1])
            found.append((hit.start(), hit.end(), DueTold(words=hit[0], kind=When.BY, day=day)))
    return found


def _near(day: int, month: int, year: str | None, spoken_on: date) -> date | None:
    try:
        if year is not None:
            return date(int(year), month, day)
        found = date(spoken_on.year, month, day)
        if spoken_on - found > timedelta(days=MONTHS_BACK * 30):
            found = date(spoken_on.year + 1, month, day)
    except ValueError:
        return None
    return found
