"""Whether a centre's own process can be worked: every step reached, an end at the return desk, somebody for each role.

Nothing here is asked of law step by step: NĐ 118/2025 Đ17–22 have a dossier received, worked, signed and given back within
its limit; how a commune divides that among its people is its own, and must only hold together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.catalogue.facts import Limit, Step, StepRole
from motcua.catalogue.wording import ROLES
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said

END: Final = "-"
"""What a step goes on to when the dossier is done after it."""
MOST_STEPS: Final = 20
WHOLE: Final = 100
DAYS_MOST: Final = 366
"""More days than a body outside is ever given to answer."""
DAY_MINUTES: Final = 8 * 60
"""A working day has eight hours (Bộ luật Lao động 2019 Đ105)."""
POWER_OF_ROLE: Final[Mapping[StepRole, str]] = {
    "counter": "dossier.receive",
    "specialist": "dossier.process",
    "specialised_system": "dossier.process",
    "division_head": "dossier.endorse",
    "leader": "dossier.approve",
    "seal": "dossier.seal",
    "return_desk": "dossier.return",
}
"""Which power the work of a step asks of somebody here; another agency's people are not ours to ask for."""


class State(StrEnum):
    """Where a process stands."""

    DRAFT = "draft"
    VERIFIED = "verified"
    IN_FORCE = "in_force"
    DROPPED = "dropped"


STATE_NAMES: Final = {
    State.DRAFT: N_("bản nháp"),
    State.VERIFIED: N_("đã kiểm tra"),
    State.IN_FORCE: N_("áp dụng"),
    State.DROPPED: N_("đã bỏ"),
}


class PlannedStep(Step, frozen=True):
    """A step of the centre's own process. ``next``: the step after it, ``None`` the one below, :data:`END` none."""

    next: str | None = None


class Flaw(StrEnum):
    """What can be wrong with a process."""

    SHORT = "short"
    UNNAMED = "unnamed"
    UNREACHABLE = "unreachable"
    DEAD_END = "dead_end"
    LOOP = "loop"
    NOWHERE = "nowhere"
    NO_RECEPTION = "no_reception"
    NO_SIGNER = "no_signer"
    NO_RETURN = "no_return"
    SHARES = "shares"
    PAUSE_SHARE = "pause_share"
    TOO_LONG = "too_long"
    NO_BODY = "no_body"
    NOBODY = "nobody"
    NO_SYSTEM = "no_system"
    NO_DAYS = "no_days"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at a step (``step`` is its key, empty for the process as a whole), in plain words."""

    step: str
    flaw: Flaw
    said: Said


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who there is: ``bodies`` by folded name, and (body, power) somebody holds; an empty body stands for anywhere."""

    bodies: frozenset[str]
    held: frozenset[tuple[str, str]]


def walked(steps: Sequence[PlannedStep]) -> tuple[PlannedStep, ...]:
    """Return the steps in the order a dossier goes through them, as far as it comes: to an end, a gap or a circle."""
    by_key = {step.key: step for step in steps}
    found: dict[str, PlannedStep] = {}
    at = steps[0] if steps else None
    while at is not None and at.key not in found:
        found[at.key] = at
        after = onward(steps, at)
        at = by_key.get(after) if after else None
    return tuple(found.values())


def onward(steps: Sequence[PlannedStep], step: PlannedStep) -> str:
    """Return the key of the step after ``step``; empty at the end."""
    if step.next is not None:
        return "" if step.next == END else step.next
    keys = [one.key for one in steps]
    at = keys.index(step.key) + 1
    return keys[at] if at < len(keys) else ""


def as_worked(steps: Sequence[PlannedStep]) -> tuple[Step, ...]:
    """Return the steps as dossiers are given them, in the order they are walked."""
    names = Step.__struct_fields__
    return tuple(Step(**{name: getattr(step, name) for name in names}) for step in walked(steps))


def as_planned(steps: Iterable[Step]) -> tuple[PlannedStep, ...]:
    """Return steps as a draft begins with them."""
    names = Step.__struct_fields__
    return tuple(PlannedStep(**{name: getattr(step, name) for name in names}) for step in steps)


def minutes_of(limit: Limit) -> int | None:
    """Return the working minutes a limit leaves at least; ``None`` where that depends on the day (calendar days)."""
    if not limit.binding:
        return None
    if limit.kind == "same_day":
        return DAY_MINUTES
    if limit.kind == "working_days" and limit.value:
        return limit.value * DAY_MINUTES
    return limit.value * 60 if limit.kind == "working_hours" and limit.value else None


def faults(steps: Sequence[PlannedStep], *, minutes: int | None, workforce: Workforce) -> tuple[Fault, ...]:
    """Return what keeps a process from being worked, each at its step, in the order of the steps.

    ``minutes`` are the working minutes of the shortest limit the procedure has here, ``None`` when none is settled.
    """
    found = [*_whole(steps), *_ways(steps), *_steps(steps, workforce), *_times(steps, minutes)]
    order = {step.key: at for at, step in enumerate(steps)}
    return tuple(sorted(found, key=lambda fault: order.get(fault.step, -1)))


def _whole(steps: Sequence[PlannedStep]) -> Iterator[Fault]:
    if len(steps) < 2:
        yield Fault("", Flaw.SHORT, said(N_("Quy trình cần ít nhất hai bước: tiếp nhận và trả kết quả.")))
        return
    way = walked(steps)
    roles = {step.role for step in way}
    if way[0].role != "counter":
        yield Fault(way[0].key, Flaw.NO_RECEPTION, said(N_("Bước đầu phải là tiếp nhận tại quầy.")))
    if "leader" not in roles:
        yield Fault("", Flaw.NO_SIGNER, said(N_("Không có bước lãnh đạo ký: kết quả không có người ký.")))
    if "return_desk" not in roles:
        yield Fault("", Flaw.NO_RETURN, said(N_("Không có bước trả kết quả cho người dân.")))
    total = sum(step.share for step in way)
    if total != WHOLE:
        sentence = N_("Tỷ lệ thời gian các bước cộng lại là {total} %, phải đúng 100 %.")
        yield Fault("", Flaw.SHARES, said(sentence, total=total))


def _ways(steps: Sequence[PlannedStep]) -> Iterator[Fault]:
    """Yield where a dossier is lost: steps nobody leads to, ends before the return desk, circles, names of no step."""
    way = walked(steps)
    keys = {step.key for step in steps}
    reached = {step.key for step in way}
    for step in steps:
        if step.key not in reached:
            yield Fault(step.key, Flaw.UNREACHABLE, said(N_("Không bước nào chuyển đến bước này.")))
        if step.next not in (None, END) and step.next not in keys:
            yield Fault(step.key, Flaw.NOWHERE, said(N_("Chuyển đến một bước không còn trong quy trình.")))
    if not way:
        return
    last = way[-1]
    after = onward(steps, last)
    if after in reached:
        sentence = N_("Quay lại bước «{name}» đã qua: hồ sơ đi vòng, không bao giờ xong.")
        name = next(step.name for step in way if step.key == after)
        yield Fault(last.key, Flaw.LOOP, said(sentence, name=name))
    elif not after and last.role != "return_desk":
        yield Fault(last.key, Flaw.DEAD_END, said(N_("Hồ sơ dừng ở bước này mà chưa trả kết quả.")))


def _steps(steps: Sequence[PlannedStep], workforce: Workforce) -> Iterator[Fault]:
    for step in steps:
        if not step.name.strip():
            yield Fault(step.key, Flaw.UNNAMED, said(N_("Bước này chưa có tên.")))
        if step.role == "specialised_system" and not (step.system or "").strip():
            yield Fault(step.key, Flaw.NO_SYSTEM, said(N_("Chưa ghi tên hệ thống chuyên ngành.")))
        if step.silence and not step.days:
            sentence = N_("Muốn coi im lặng là đồng ý thì phải ghi số ngày cơ quan ngoài được trả lời.")
            yield Fault(step.key, Flaw.NO_DAYS, said(sentence))
        if step.pauses_clock and step.share:
            sentence = N_("Bước không tính vào thời hạn thì tỷ lệ thời gian phải là 0 %.")
            yield Fault(step.key, Flaw.PAUSE_SHARE, said(sentence))
        yield from _staffed(step, workforce)


def _staffed(step: PlannedStep, workforce: Workforce) -> Iterator[Fault]:
    power = POWER_OF_ROLE.get(step.role)
    if power is None:
        return
    body = fold(step.division or "")
    if body and body not in workforce.bodies:
        sentence = N_("Ở đây không có đơn vị «{division}».")
        yield Fault(step.key, Flaw.NO_BODY, said(sentence, division=step.division))
        return
    if (body, power) in workforce.held:
        return
    role = said(ROLES[step.role])
    if body:
        sentence = N_("Ở «{division}» chưa ai giữ vai trò «{role}».")
        yield Fault(step.key, Flaw.NOBODY, said(sentence, division=step.division, role=role))
    else:
        yield Fault(step.key, Flaw.NOBODY, said(N_("Ở đây chưa ai giữ vai trò «{role}»."), role=role))


def _times(steps: Sequence[PlannedStep], minutes: int | None) -> Iterator[Fault]:
    """Yield the step at which the hours of the steps so far are more than the limit leaves."""
    if minutes is None:
        return
    used = 0
    for step in walked(steps):
        if step.pauses_clock:
            continue
        used += _taken(step)
        if used > minutes:
            sentence = N_("Đến bước này đã hết {used} giờ làm việc, thời hạn của thủ tục chỉ có {limit} giờ.")
            yield Fault(step.key, Flaw.TOO_LONG, said(sentence, used=used // 60, limit=_hours(minutes)))
            return


def _taken(step: PlannedStep) -> int:
    """Return the working minutes a step takes for itself: its hours, or the working days a body outside has to answer.

    How much work days of the calendar leave out depends on which they are: they are not counted.
    """
    days = 0 if step.calendar_days else step.days or 0
    return max((step.hours or 0) * 60, days * DAY_MINUTES)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g}".replace(".", ",")
