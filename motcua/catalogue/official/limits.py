"""What a record says of times, judged: bound where it is clear, left unverified with its doubt where it is not.

The rules are those of ``docs/rules/limits-and-fees.md``: no due date follows from a bare number, from a contradiction
inside the record, from hours, fractions or words.
"""

from __future__ import annotations

from typing import Final

import msgspec

from motcua.catalogue.facts import Channel, Limit, LimitKind
from motcua.catalogue.official.record import Record, TimeTold, Unit
from motcua.kernel.text import fold

MOST_VALUE: Final = 1_000
"""No limit of the catalogue is longer, in any unit."""
_KINDS: Final[dict[Unit, LimitKind]] = {"working_day": "working_days", "day": "calendar_days", "hour": "working_hours"}
_NAMES: Final[dict[Unit, str]] = {
    "working_day": "ngày làm việc",
    "day": "ngày",
    "hour": "giờ",
    "month": "tháng",
    "none": "(không ghi đơn vị)",
}
_CUTOFF: Final = ("sau 15 gio", "sau 15h", "sau 15 00")
SAME_DAY_GROUND: Final = "Trình tự thực hiện: tiếp nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo"


def limits(record: Record) -> tuple[Limit, ...]:
    """Return a limit for each way in, or one for all of them where they agree; none for a record without ways."""
    told = [(way.channel, _limit(way.time, record)) for way in record.ways]
    first: dict[Channel, Limit] = {}
    for channel, limit in told:
        known = first.get(channel)
        if known is None:
            first[channel] = limit
        elif (known.kind, known.value) != (limit.kind, limit.value):
            # Two rows of one way in, tied to no case: nobody can say which of them a dossier has.
            doubt = f"Nguồn ghi nhiều thời hạn cho cùng một hình thức: {_words(known)}; {_words(limit)}."
            first[channel] = msgspec.structs.replace(known, trust="unverified", ground=None, doubt=doubt)
    if len(set(first.values())) == 1:
        return (next(iter(first.values())),)
    return tuple(msgspec.structs.replace(limit, channel=channel) for channel, limit in first.items())


def _words(limit: Limit) -> str:
    return limit.doubt or f"{limit.value} {_NAMES['working_day' if limit.kind == 'working_days' else 'day']}"


def _limit(time: TimeTold, record: Record) -> Limit:
    cases = [one.time for one in record.case_times if one.time.value]
    if not time.value:
        return _without_number(time, cases, record)
    if not 0 < time.value <= MOST_VALUE or time.value != int(time.value):
        return _doubtful("unknown", None, f"Nguồn ghi «{_number(time)} {_NAMES[time.unit]}»: không phải số ngày tròn.")
    value = int(time.value)
    others = [one for one in cases if one.value != time.value]
    against = f" Phần trường hợp của chính bản ghi ghi {_listed(others)}." if others else ""
    if time.unit == "none":
        return _bare(value, cases, against, record)
    if time.unit in ("hour", "month"):
        doubt = f"Nguồn ghi «{value} {_NAMES[time.unit]}»: chưa rõ cách tính."
        return _doubtful(_KINDS.get(time.unit, "unknown"), value if time.unit == "hour" else None, doubt)
    kind = _KINDS[time.unit]
    mixed = {one.unit for one in cases if one.value == time.value} & ({"working_day", "day"} - {time.unit})
    if mixed:
        doubt = f"Nguồn ghi cả «{value} ngày làm việc» và «{value} ngày».{against}"
        return _doubtful(kind, value, doubt)
    if others:
        return _doubtful(kind, value, f"Nguồn ghi «{value} {_NAMES[time.unit]}».{against}")
    return Limit(kind=kind, value=value, trust="official_copy")


def _without_number(time: TimeTold, cases: list[TimeTold], record: Record) -> Limit:
    if _same_day(record):
        return _cutoff(cases)
    if time.words:
        return _doubtful("unknown", None, f"Nguồn ghi bằng lời: «{time.words[:300]}».")
    if cases:
        return _doubtful("unknown", None, f"Nguồn để trống; phần trường hợp ghi {_listed(cases)}.")
    return _doubtful("unknown", None, "Nguồn dữ liệu không ghi thời hạn giải quyết.")


def _bare(value: int, cases: list[TimeTold], against: str, record: Record) -> Limit:
    """Return what a number without a unit may be read as: the same day by its own steps, else a proposal only."""
    if value == 1 and _same_day(record):
        return _cutoff([one for one in cases if (one.value, one.unit) not in ((1, "working_day"), (1, "day"))])
    units = {one.unit for one in cases if one.value == value} - {"none"}
    text = f"Nguồn ghi «{value}», không ghi đơn vị"
    if len(units) == 1 and units <= {"working_day", "day"}:
        unit = units.pop()
        return _doubtful(_KINDS[unit], value, f"{text}; đề xuất hiểu là {value} {_NAMES[unit]}.{against}")
    return _doubtful("unknown", None, f"{text}.{against}")


def _same_day(record: Record) -> bool:
    told = fold(" ".join(record.sequence))
    return any(words in told for words in _CUTOFF)


def _cutoff(cases: list[TimeTold]) -> Limit:
    if cases:
        doubt = f"Trình tự ghi trả trong ngày, sau 15 giờ thì ngày làm việc tiếp theo; phần trường hợp ghi {_listed(cases)}."
        return Limit(kind="same_day", cutoff="15:00", trust="unverified", doubt=doubt)
    return Limit(kind="same_day", cutoff="15:00", trust="official_copy", ground=SAME_DAY_GROUND)


def _doubtful(kind: LimitKind, value: int | None, doubt: str) -> Limit:
    return Limit(kind=kind, value=value, trust="unverified", doubt=doubt)


def _number(time: TimeTold) -> str:
    return f"{time.value:g}".replace(".", ",")


def _listed(times: list[TimeTold]) -> str:
    return ", ".join(dict.fromkeys(f"{_number(one)} {_NAMES[one.unit]}" for one in times))
