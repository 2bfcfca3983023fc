"""Reading limits as people type and laws write them: "8 ngày làm việc", "05 (năm) ngày", "trong ngày", "16 giờ"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.kernel.worktime.limits import Before, CalendarDays, Limit, SameDay, WorkingDays, WorkingHours

_LEAD = re.compile(r"^(?:(?:khong qua|toi da|cham nhat|trong thoi han|thoi han|trong vong|trong)\s+)+(?=[\d-])")
_IN_WORDS = re.compile(
    r"(?<=\d)\s*\((?:\s*(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|tram|linh|le|nghin))+\s*\)"
)
_SAME_DAY = re.compile(
    r"(?:ngay\s+)?trong(?:\s+cung)?(?:\s+mot)?\s+ngay(?:\s+lam viec)?(?:\s+tiep nhan)?|ngay trong buoi lam viec"
)
_BEFORE = re.compile(r"truoc(?:\s+ngay)?\s+(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2}))")
_DAYS = re.compile(r"(\d{1,9})\s*(ngay lam viec|ngay)")
_TIME = re.compile(r"(?:(\d{1,9})\s*gio)?(?:\s*(\d{1,9})\s*phut)?(?:\s+lam viec)?")


def parse_limit(text: str) -> Limit:
    """Return the limit written in ``text``, whatever the case, marks and Unicode form.

    A number without a unit is refused: in the national records a bare "1" is a placeholder, not a day. So are weeks,
    months, fractions, zero and negative numbers. :class:`BadInput` says what is accepted.
    """
    folded = _LEAD.sub("", _IN_WORDS.sub("", _fold(text)))
    if _SAME_DAY.fullmatch(folded):
        return SameDay()
    if found := _BEFORE.fullmatch(folded):
        return _before(found, text)
    if found := _DAYS.fullmatch(folded):
        number = int(found[1])
        return CalendarDays(number) if found[2] == "ngay" else WorkingDays(number)
    found = _TIME.fullmatch(folded)
    if found and (found[1] or found[2]):
        return WorkingHours(int(found[1] or 0), int(found[2] or 0))
    raise _refused(text, folded)


def _before(found: re.Match[str], text: str) -> Before:
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        return Before(date(int(year or iso_year), int(month or iso_month), int(day or iso_day)))
    except ValueError as error:
        raise BadInput(N_("«{text}» không có ngày ấy trong lịch."), text=text.strip()[:60], field="limit") from error


def _refused(text: str, folded: str) -> BadInput:
    """Return the error that names what is wrong and what is accepted."""
    shown = text.strip()[:60]
    if re.fullmatch(r"\d+", folded):
        return BadInput(
            N_("«{text}» thiếu đơn vị: ghi rõ «ngày làm việc», «ngày», «giờ làm việc» hoặc «trong ngày»."),
            text=shown,
            field="limit",
        )
    if re.match(r"-\s*\d", folded):
        return BadInput(N_("Thời hạn «{text}» không được âm."), text=shown, field="limit")
    if re.match(r"\d+\s*[.,/]\s*\d", folded):
        return BadInput(
            N_("Thời hạn «{text}» phải là số nguyên; nửa ngày thì ghi theo giờ, ví dụ «4 giờ làm việc»."),
            text=shown,
            field="limit",
        )
    return BadInput(
        N_(
            "Không hiểu thời hạn «{text}». Ghi như: «8 ngày làm việc», «5 ngày», «16 giờ làm việc», «trong ngày», «trước ngày 25/6/2025»."
        ),
        text=shown,
        field="limit",
    )


def _fold(text: str) -> str:
    """Return lower-case text without marks, single-spaced; unlike a search key it keeps signs, brackets and slashes."""
    bare = "".join(
        mark for mark in unicodedata.normalize("NFKD", clean(text).casefold()) if not unicodedata.combining(mark)
    )
    return re.sub(r"\s+", " ", bare.replace("đ", "d").replace("\u2212", "-")).strip().rstrip(".;").rstrip()
