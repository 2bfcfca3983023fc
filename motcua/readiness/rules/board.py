"""What a board of many centres may say: one sentence with its exceptions, never a rate that hides them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.kernel.words import N_, Said, said
from motcua.readiness.rules.verdicts import Grade

NAMED_MOST: Final = 3
"""Works under way that the sentence names; more are counted."""


@dataclass(frozen=True, slots=True)
class UnderWorks:
    """A centre that is not ready because it is being built: its name, and the day before which it must be done.

    Works that nobody gave a day ("sớm") are no exception of their own: their centre is one of those being completed.
    """

    name: str
    before: date


@dataclass(frozen=True, slots=True)
class Tally:
    """What a board counts: all its centres, those ready, basically ready, those without a file.

    ``works`` are the not-ready ones that are being built; ``reviews`` the first and last day of review of the basic ones.
    """

    centres: int
    ready: int
    basic: int
    no_file: int = 0
    works: tuple[UnderWorks, ...] = ()
    reviews: tuple[date, date] | None = None

    @property
    def unready(self) -> int:
        """Return how many are neither ready nor basically so."""
        return self.centres - self.ready - self.basic


def percent(part: int, whole: int) -> str:
    """Return ``20 %`` or ``33,3 %``; a part that is not all never rounds up to 100."""
    tenths = (part * 1000 + whole // 2) // whole
    if part < whole:
        tenths = min(tenths, 999)
    whole_part, rest = divmod(tenths, 10)
    return f"{whole_part} %" if rest == 0 else f"{whole_part},{rest} %"


def day_words(day: date, today: date) -> str:
    """Return 25/6, with the year when it is not this one."""
    return f"{day.day}/{day.month}" if day.year == today.year else f"{day.day}/{day.month}/{day.year}"


def sentence(tally: Tally, today: date, left: Said | None) -> Said:
    """Return what the board says; ``left`` is the countdown to its target day, ``None`` where it has none.

    Who is ready comes first, then who is so for now with the day of review, who is being built with the day before which
    it must be done, who is being completed, and who has no file yet.
    """
    if not tally.centres:
        return said(N_("Chưa có Trung tâm nào trong bảng."))
    parts: list[tuple[str, Said]] = []
    if tally.ready or not tally.basic:
        rate = percent(tally.ready, tally.centres)
        ready = said(N_("Sẵn sàng {ready}/{all} ({rate})"), ready=tally.ready, all=tally.centres, rate=rate)
        parts.append((", ", ready))
    if tally.basic:
        parts.append((", ", _basic(tally, today)))
    parts += [("; ", one) for one in _works(tally.works, tally.centres, today)]
    completing = tally.unready - len(tally.works) - tally.no_file
    if completing:
        words = N_("đang hoàn thiện {count}/{all}")
        parts.append((", ", said(words, count=completing, all=tally.centres)))
    if tally.no_file:
        parts.append((", ", said(N_("chưa lập hồ sơ {count}/{all}"), count=tally.no_file, all=tally.centres)))
    if left is not None and tally.ready < tally.centres:
        parts.append((", ", left))
    whole = parts[0][1]
    for mark, part in parts[1:]:
        whole = said(N_("{before}, {after}") if mark == ", " else N_("{before}; {after}"), before=whole, after=part)
    return whole


def _basic(tally: Tally, today: date) -> Said:
    counts = {"basic": tally.basic, "all": tally.centres}
    if tally.reviews is None:
        return said(N_("{basic}/{all} cơ bản đáp ứng yêu cầu trước mắt"), **counts)
    first, last = (day_words(day, today) for day in tally.reviews)
    if first == last:
        return said(N_("{basic}/{all} cơ bản đáp ứng yêu cầu trước mắt (rà soát lại {day})"), day=first, **counts)
    return said(
        N_("{basic}/{all} cơ bản đáp ứng yêu cầu trước mắt (rà soát lại từ {first} đến {last})"),
        first=first,
        last=last,
        **counts,
    )


def _works(works: Sequence[UnderWorks], all_: int, today: date) -> list[Said]:
    if len(works) > NAMED_MOST:
        return [said(N_("đang xây dựng {count}/{all}"), count=len(works), all=all_)]
    by_day: dict[date, list[str]] = {}
    for one in works:
        by_day.setdefault(one.before, []).append(one.name)
    return [
        said(N_("{names} đang xây dựng, phải xong trước {day}"), names=", ".join(names), day=day_words(before, today))
        for before, names in by_day.items()
    ]


def exception_words(name: str, grade: Grade | None, first: Said | None, more: int) -> Said:
    """Return one exception of a board: the centre, and what keeps it from being ready."""
    if grade is None:
        return said(N_("{name}: chưa lập hồ sơ"), name=name)
    if first is None:
        return said(N_("{name}: chưa có mục nào"), name=name)
    if more <= 0:
        return said(N_("{name}: {first}"), name=name, first=first)
    return said(N_("{name}: {first}; và {more} mục khác"), name=name, first=first, more=more)
