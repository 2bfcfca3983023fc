"""Decisions about works: what a day asked for means, how far they are, when they will end at this pace, who is silent.

Pure: values in, an answer, a :class:`Said` or an error out. Days are Vietnamese dates; percents are whole, 0 to 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil
from typing import Final

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said

SILENT_DAYS: Final = 3
"""Days without a word after which it is noticed, unless the works say otherwise (practice: a nudge twice a week)."""
SILENT_DAYS_MOST: Final = 60
STAGES_MOST: Final = 40
WINDOW: Final = 7
"""Days of the recent pace."""
SLIP_STEP: Final = 3
"""A slip already told is told again when it has grown by so many days."""
FARTHEST: Final = 3650
"""A forecast farther off than ten years says only that the works stand still."""
WHOLE: Final = 100


class AskedKind(StrEnum):
    """How a day was asked for; the words decide which day is the last in time."""

    BEFORE = "before"
    WITHIN = "within"
    BY_END = "by_end"
    SOON = "soon"


ASKED_WORDS: Final = {
    AskedKind.BEFORE: N_("trước ngày {day}"),
    AskedKind.WITHIN: N_("trong ngày {day}"),
    AskedKind.BY_END: N_("đến hết ngày {day}"),
    AskedKind.SOON: N_("sớm"),
}
KIND_NAMES: Final = {
    AskedKind.BEFORE: N_("Trước ngày (ngày ấy đã là trễ)"),
    AskedKind.WITHIN: N_("Trong ngày"),
    AskedKind.BY_END: N_("Đến hết ngày"),
    AskedKind.SOON: N_("Sớm (chưa có hạn)"),
}


class Source(StrEnum):
    """Whose word a figure is: the builder's own report, or what an official saw on the site."""

    REPORTED = "reported"
    SEEN = "seen"


SOURCE_NAMES: Final = {Source.REPORTED: N_("tự báo cáo"), Source.SEEN: N_("đã kiểm tra tận nơi")}


class Side(StrEnum):
    """Who must act to clear what blocks the works."""

    CONTRACTOR = "contractor"
    COMMUNE = "commune"
    ABOVE = "above"
    OTHER = "other"


SIDE_NAMES: Final = {
    Side.CONTRACTOR: N_("Đơn vị thi công"),
    Side.COMMUNE: N_("Xã"),
    Side.ABOVE: N_("Cấp trên"),
    Side.OTHER: N_("Đơn vị khác"),
}


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A stage as the rules see it: its weight, planned days (both counted), and percent done (``None``: not yet told)."""

    weight: int
    starts: date
    ends: date
    done: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """How far the works were said to be on a day."""

    day: date
    percent: int


class Pace(StrEnum):
    """What can be said of the end."""

    UNKNOWN = "unknown"
    STANDSTILL = "standstill"
    MOVING = "moving"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the works reach 100 % at this pace; ``late`` is in days past the last day in time (0: none, or no day asked)."""

    pace: Pace
    day: date | None = None
    late: int = 0
    a_day: Fraction = Fraction(0)

    @property
    def words(self) -> Said:
        """Return the forecast as a sentence."""
        if self.pace is Pace.UNKNOWN:
            return said(N_("chưa đủ số liệu"))
        if self.pace is Pace.DONE:
            return said(N_("đã đạt 100 %"))
        if self.day is None:
            return said(N_("đứng yên, chưa thấy ngày xong"))
        if self.late:
            return said(N_("dự báo xong {day}, trễ {late} ngày"), day=day_text(self.day), late=self.late)
        return said(N_("dự báo xong {day}"), day=day_text(self.day))


def day_text(day: date) -> str:
    """Return a day as papers write it: 25/6/2025."""
    return f"{day.day}/{day.month}/{day.year}"


def last_day(kind: AskedKind, day: date | None) -> date | None:
    """Return the last day in time: before D is D − 1; within D and by the end of D are D; «sớm» has none."""
    if kind is AskedKind.SOON or day is None:
        return None
    return day - timedelta(days=1) if kind is AskedKind.BEFORE else day


def check_asked(kind: AskedKind, day: date | None) -> None:
    """Refuse a kind that needs a day without one, and a day with «sớm»."""
    if kind is AskedKind.SOON and day is not None:
        raise BadInput(N_("«Sớm» không có ngày; bỏ ngày hoặc chọn cách nói khác."), field="asked_day")
    if kind is not AskedKind.SOON and day is None:
        raise BadInput(N_("Ghi ngày phải hoàn thành, hoặc chọn «sớm» (đứng dưới mục chưa có hạn)."), field="asked_day")


def check_patience(days: int) -> None:
    """Refuse a number of days after which silence is noticed that cannot be."""
    if not 1 <= days <= SILENT_DAYS_MOST:
        raise BadInput(N_("Số ngày không báo thì nhắc là từ 1 đến {most}."), field="silent_days", most=SILENT_DAYS_MOST)


def asked_words(kind: AskedKind, day: date | None) -> Said:
    """Return how the day was asked for: «trước ngày 25/6/2025»."""
    return said(ASKED_WORDS[kind], day=day_text(day)) if day else said(ASKED_WORDS[AskedKind.SOON])


def days_late(last: date | None, on: date) -> int:
    """Return by how many days ``on`` is past the last day in time; 0 when in time or when no day was asked for."""
    return max(0, (on - last).days) if last is not None else 0


def verdict(late: int, last: date | None) -> Said:
    """Return how an acceptance stands to the day asked for."""
    if last is None:
        return said(N_("đã nghiệm thu, không có hạn"))
    return said(N_("trễ {days} ngày"), days=late) if late else said(N_("đúng hạn"))


def overall(stages: Iterable[StagePlan]) -> int:
    """Return the percent of the whole by weight, rounded down: 100 only when every stage is at 100."""
    rows = list(stages)
    weight = sum(row.weight for row in rows)
    return sum(row.weight * (row.done or 0) for row in rows) // weight if weight else 0


def planned(stages: Iterable[StagePlan], on: date) -> int:
    """Return the percent the plan wants at the end of ``on``: each stage grows evenly over its days, by weight."""
    rows = list(stages)
    weight = sum(row.weight for row in rows)
    if not weight:
        return 0
    share = sum((row.weight * _grown(row, on) for row in rows), Fraction(0))
    return int(share * WHOLE / weight)


def _grown(stage: StagePlan, on: date) -> Fraction:
    whole = (stage.ends - stage.starts).days + 1
    return min(max(Fraction((on - stage.starts).days + 1, whole), Fraction(0)), Fraction(1))


def check_stages(stages: Sequence[tuple[str, StagePlan]]) -> None:
    """Refuse a plan of stages that cannot be: none, too many, one without name or weight, one that ends before it starts."""
    if not 1 <= len(stages) <= STAGES_MOST:
        raise BadInput(N_("Chia công trình thành 1 đến {most} giai đoạn."), field="stages", most=STAGES_MOST)
    names = [" ".join(name.casefold().split()) for name, _ in stages]
    if not all(names):
        raise BadInput(N_("Mỗi giai đoạn phải có tên."), field="stages")
    if len(set(names)) < len(names):
        raise BadInput(N_("Hai giai đoạn trùng tên; hãy đặt tên khác nhau."), field="stages")
    for name, stage in stages:
        if not 1 <= stage.weight <= 1000:
            raise BadInput(N_("Tỷ trọng của «{name}» phải là số từ 1 đến 1000."), field="stages", name=name)
        if stage.ends < stage.starts:
            raise BadInput(N_("Giai đoạn «{name}» kết thúc trước khi bắt đầu."), field="stages", name=name)


def check_progress(before: Mapping[str, int | None], now: Mapping[str, int], reason: str) -> None:
    """Refuse a report of unknown stages or percents, one that says nothing new, and going back without a reason.

    ``before`` and ``now`` are percents by the key of the stage.
    """
    for key, percent in now.items():
        if key not in before:
            raise BadInput(N_("Không có giai đoạn này trong công trình."), field="stages")
        if not 0 <= percent <= WHOLE:
            raise BadInput(N_("Phần trăm hoàn thành là số từ 0 đến 100."), field=f"stage_{key}")
        if percent < (before[key] or 0) and not reason.strip():
            raise RuleError(
                N_("Phần trăm giảm từ {before} xuống {now}: ghi rõ lý do lùi tiến độ."),
                field="reason",
                before=before[key],
                now=percent,
            )


def forecast(starts: date, points: Iterable[Point], today: date, last: date | None) -> Forecast:
    """Return when 100 % is reached if the works go on as they did, the slower of two paces counting.

    One is the pace since the start, the other that of the last seven days (between reports the percent is taken to grow
    evenly, after the last to stand still). A figure that was told too high and corrected later counts as corrected.
    Without a report, or before a day has passed, there is too little to say.
    """
    known = _as_corrected(_by_day(starts, points, today))
    if not known or today <= starts:
        return Forecast(Pace.UNKNOWN)
    percent = known[-1].percent
    if percent >= WHOLE:
        reached = next(row.day for row in reversed(_while_whole(known)))
        return Forecast(Pace.DONE, reached, days_late(last, reached))
    line = [Point(starts, 0), *(row for row in known if row.day > starts)]
    whole = (today - starts).days
    paces = [Fraction(percent, whole)]
    if whole > WINDOW:
        paces.append((percent - value_at(line, today - timedelta(days=WINDOW))) / WINDOW)
    pace = min(paces)
    rest = ceil((WHOLE - percent) / pace) if pace > 0 else FARTHEST + 1
    if rest > FARTHEST:
        return Forecast(Pace.STANDSTILL, None, days_late(last, today), pace)
    day = today + timedelta(days=rest)
    return Forecast(Pace.MOVING, day, days_late(last, day), pace)


def _by_day(starts: date, points: Iterable[Point], today: date) -> list[Point]:
    """Return the last word of each day up to today, in order; what was said before the start counts for the start."""
    found: dict[date, int] = {}
    for row in points:
        if row.day <= today:
            found[max(row.day, starts)] = row.percent
    return [Point(day, percent) for day, percent in sorted(found.items())]


def _as_corrected(known: Sequence[Point]) -> list[Point]:
    """Return the figures with none above a later one: work once done is not undone, so the higher word was wrong."""
    lowest = accumulate((row.percent for row in reversed(known)), min)
    return [Point(row.day, percent) for row, percent in zip(reversed(known), lowest, strict=True)][::-1]


def _while_whole(known: Sequence[Point]) -> list[Point]:
    """Return the last unbroken run at 100 %, newest first."""
    run = []
    for row in reversed(known):
        if row.percent < WHOLE:
            break
        run.append(row)
    return run


def value_at(line: Sequence[Point], day: date) -> Fraction:
    """Return the percent on a day: even growth between two points, flat before the first and after the last."""
    if day <= line[0].day:
        return Fraction(line[0].percent)
    for left, right in pairwise(line):
        if left.day <= day <= right.day:
            grown = Fraction((day - left.day).days, (right.day - left.day).days)
            return left.percent + grown * (right.percent - left.percent)
    return Fraction(line[-1].percent)


def slip_to_tell(told: int, found: Forecast) -> bool:
    """Say whether a slip is new, or has grown enough since it was told, to be told."""
    return found.late > 0 and (told == 0 or found.late >= told + SLIP_STEP)


def silence(last_word: date, today: date, patience: int) -> tuple[int, int]:
    """Return days without a word and its degree: 0 none, 1 to be noticed, 2 after as many days again."""
    days = max(0, (today - last_word).days)
    return days, min(2, days // patience)


def check_acceptance(percent: int, open_blockers: int, defects: Iterable[tuple[str, date | None]], today: date) -> None:
    """Refuse to accept what is not whole or is blocked; each defect left says what it is and by which day it is mended."""
    if percent < WHOLE:
        raise RuleError(N_("Chưa nghiệm thu được: công trình mới đạt {percent} %, phải đủ 100 %."), percent=percent)
    if open_blockers:
        raise RuleError(N_("Chưa nghiệm thu được: còn {count} vướng mắc chưa gỡ."), count=open_blockers)
    for what, due in defects:
        if not what.strip():
            raise BadInput(N_("Ghi rõ tồn tại cần sửa."), field="defects")
        if due is None or due < today:
            raise BadInput(N_("Tồn tại «{what}» phải có hạn sửa, từ hôm nay trở đi."), field="defects", what=what)
