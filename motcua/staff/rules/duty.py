"""What a roster and an assignment may be: their periods, their places, who may be put where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import Calendar, is_counted
from motcua.office.rules import Period, day_text

LONGEST: Final = 62
"""Days a roster may span: nobody plans duty farther, and a longer one is hard to read."""
PLACES_MOST: Final = 20
PLACE_LENGTH: Final = 60
FAIR_OVER: Final = 28
"""Days before a roster whose published duty counts for fairness (ours: four weeks)."""


def refuse_roster(first: date, last: date, planned: Collection[date], calendar: Calendar) -> Said | None:
    """Say why a roster cannot span these days, or why a day is not one of rest with planned work."""
    if last < first:
        return said(
            N_("Ngày cuối {last} phải không trước ngày đầu {first}."), last=day_text(last), first=day_text(first)
        )
    if (last - first).days >= LONGEST:
        return said(N_("Một lịch trực dài nhất {most} ngày; hãy chia nhỏ."), most=LONGEST)
    for day in sorted(planned):
        if not first <= day <= last:
            return said(N_("Ngày trực thêm {day} nằm ngoài thời gian của lịch."), day=day_text(day))
        if is_counted(calendar, day):
            return said(N_("Ngày {day} là ngày làm việc, không phải ngày nghỉ trực thêm."), day=day_text(day))
    return None


def checked_places(texts: Iterable[str]) -> list[str]:
    """Return what a roster must serve, each once; :class:`BadInput` for none, too many or too long."""
    found = {fold(text): clean(text) for text in texts if clean(text)}
    if not found:
        raise BadInput(
            N_("Chưa có quầy hay lĩnh vực nào cần trực. Phân công cán bộ theo quầy trước, hoặc ghi rõ chỗ cần trực."),
            field="places",
        )
    if len(found) > PLACES_MOST:
        raise BadInput(N_("Nhiều nhất {most} chỗ trực trong một lịch."), field="places", most=PLACES_MOST)
    for text in found.values():
        if len(text) > PLACE_LENGTH:
            raise BadInput(N_("Tên chỗ trực dài quá {most} ký tự."), field="places", most=PLACE_LENGTH)
    return list(found.values())


def checked_reason(text: str, field: str = "reason", most: int = 300) -> str:
    """Return a reason as it is kept; :class:`BadInput` when it says nothing or too much."""
    reason = clean(text)
    if not reason:
        raise BadInput(N_("Ghi lý do."), field=field)
    if len(reason) > most:
        raise BadInput(N_("Lý do dài quá {most} ký tự."), field=field, most=most)
    return reason


def required(text: str, field: str) -> str:
    """Return a text that must say something, cleaned; :class:`BadInput` about ``field`` otherwise."""
    found = clean(text)
    if not found:
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def refuse_double(
    period: Period, fields: Collection[str], counter: str, others: Iterable[tuple[Period, str, Collection[str]]]
) -> None:
    """Refuse an assignment that says again what holds already: the same field at the same counter at the same time."""
    for other, place, taken in others:
        again = [field for field in fields if field in taken]
        if again and fold(place) == fold(counter) and period.overlaps(other):
            raise RuleError(
                N_("Người này đã được phân công «{what}» tại {counter} từ {day}."),
                field="fields",
                what=again[0],
                counter=counter,
                day=day_text(other.start or date.min),
            )
