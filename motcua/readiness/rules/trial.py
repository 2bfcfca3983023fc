"""Trial run and start: when a plan may begin, how a defect stands, and whether all centres may start together.

Starting together is all or nothing: one red centre holds all, unless a leader signs for it with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import Calendar
from motcua.readiness.rules.verdicts import Grade, day_text

CENTRES_MOST: Final = 200
WEEKDAYS: Final = (
    N_("thứ Hai"),
    N_("thứ Ba"),
    N_("thứ Tư"),
    N_("thứ Năm"),
    N_("thứ Sáu"),
    N_("thứ Bảy"),
    N_("Chủ nhật"),
)


class Outcome(StrEnum):
    """What came of trying a script."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"


class Severity(StrEnum):
    """How bad a defect is; a blocking one holds the start."""

    BLOCKING = "blocking"
    SERIOUS = "serious"
    MINOR = "minor"


class Stage(StrEnum):
    """How far a plan has come."""

    PLANNED = "planned"
    TRIAL = "trial"
    OFFICIAL = "official"


OUTCOME_NAMES: Final = {
    Outcome.PASSED: N_("đạt"),
    Outcome.FAILED: N_("không đạt"),
    Outcome.BLOCKED: N_("không thử được"),
}
SEVERITY_NAMES: Final = {
    Severity.BLOCKING: N_("chặn vận hành"),
    Severity.SERIOUS: N_("nặng"),
    Severity.MINOR: N_("nhẹ"),
}
STAGE_NAMES: Final = {
    Stage.PLANNED: N_("đang chuẩn bị"),
    Stage.TRIAL: N_("đang vận hành thử nghiệm"),
    Stage.OFFICIAL: N_("đã vận hành chính thức"),
}


def rest_day(calendar: Calendar, day: date) -> Said | None:
    """Return «15/6/2025 là Chủ nhật» for a day on which the administration rests, ``None`` for a working day."""
    found = calendar.day(day)
    if found.counted:
        return None
    if found.rule is not None and found.rule.kind.off:
        name = found.rule.name or found.rule.ground
        return said(N_("{day} là ngày nghỉ: {name}"), day=day_text(day), name=name)
    return said(N_("{day} là {weekday}"), day=day_text(day), weekday=said(WEEKDAYS[day.weekday()]))


def refuse_begin(rest: Said | None, duty_plan: str, without: Sequence[str] = (), *, some: bool = False) -> Said | None:
    """Say why a phase may not begin: on a day of rest somebody must be named who is there, in words or by a roster.

    ``without`` names the centres that have nobody on a published roster of the day, ``some`` says that others have.
    """
    if rest is None or duty_plan.strip():
        return None
    if not some:
        return said(N_("{rest}: lập phương án trực trước khi bắt đầu."), rest=rest)
    if not without:
        return None
    return said(
        N_("{rest}: còn {names} chưa có ai trong lịch trực. Công bố lịch trực hoặc ghi phương án trực."),
        rest=rest,
        names=", ".join(without),
    )


class Asks(StrEnum):
    """How far a trial dossier must have come for a script to have passed."""

    NOTHING = ""
    ACCEPTED = "accepted"
    SCANNED = "scanned"
    READY = "ready"
    RETURNED = "returned"


ASKS_NAMES: Final = {
    Asks.ACCEPTED: N_("đã tiếp nhận"),
    Asks.SCANNED: N_("đã có bản quét giấy tờ"),
    Asks.READY: N_("đã có kết quả"),
    Asks.RETURNED: N_("đã trả kết quả"),
}


class Tried(Protocol):
    """A trial dossier as evidence: how it is called, where it stands, how many scans lie in it."""

    @property
    def label(self) -> str:
        """Its code, or its reception number."""

    @property
    def state(self) -> str:
        """One of accepted, processing, ready, returned."""

    @property
    def scans(self) -> int:
        """How many files of papers it has."""


def refuse_passed(asks: Asks, dossier: Tried | None) -> Said | None:
    """Say why a script has not passed, whatever was ticked: without its dossier, or with one that has not come so far."""
    if asks is Asks.NOTHING:
        return None
    wanted = said(ASKS_NAMES[asks])
    if dossier is None:
        return said(N_("Kịch bản này đạt khi có một hồ sơ thử {wanted}. Chọn hồ sơ đó."), wanted=wanted)
    reached = {
        Asks.ACCEPTED: True,
        Asks.SCANNED: dossier.scans > 0,
        Asks.READY: dossier.state in {"ready", "returned"},
        Asks.RETURNED: dossier.state == "returned",
    }[asks]
    if reached:
        return None
    return said(
        N_("Hồ sơ thử {label} chưa tới bước phải tới ({wanted}), chưa ghi «đạt» được."),
        label=dossier.label,
        wanted=wanted,
    )


@dataclass(frozen=True, slots=True)
class Runner:
    """A centre about to start: its grade (``None``: no file), what first keeps it, its blocking defects, its waiver."""

    unit: UUID
    name: str
    grade: Grade | None
    first: Said | None = None
    blocking: int = 0
    waived: str = ""

    @property
    def red(self) -> bool:
        """Say whether it is not ready to start; a waiver does not make it ready."""
        return self.grade in (None, Grade.NOT) or self.blocking > 0

    @property
    def why(self) -> Said:
        """Return the centre with what holds it."""
        if self.grade is None:
            return said(N_("{name}: chưa lập hồ sơ"), name=self.name)
        if self.grade is not Grade.NOT and self.blocking:
            return said(N_("{name}: còn {count} lỗi chặn vận hành"), name=self.name, count=self.blocking)
        return said(N_("{name}: {first}"), name=self.name, first=self.first or "…")


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether all may start together, in words, and who holds them."""

    go: bool
    words: Said
    reds: tuple[Runner, ...]
    waived: tuple[Runner, ...]


def decide(runners: Sequence[Runner]) -> Decision:
    """Say whether all may start together: every one not red, or signed for by a leader."""
    reds = tuple(one for one in runners if one.red and not one.waived)
    waived = tuple(one for one in runners if one.red and one.waived)
    if not runners:
        return Decision(False, said(N_("Chưa có Trung tâm nào trong kế hoạch.")), reds, waived)
    if reds:
        names = ", ".join(one.name for one in reds)
        ready = len(runners) - len(reds) - len(waived)
        words = said(
            N_("Chưa thể vận hành đồng loạt: {ready}/{all} sẵn sàng; còn {names}."),
            ready=ready,
            all=len(runners),
            names=names,
        )
        return Decision(False, words, reds, waived)
    if waived:
        words = said(
            N_("Có thể vận hành đồng loạt {all}/{all}, trong đó {names} theo ý kiến bằng văn bản của lãnh đạo."),
            all=len(runners),
            names=", ".join(one.name for one in waived),
        )
        return Decision(True, words, reds, waived)
    return Decision(True, said(N_("Có thể vận hành đồng loạt {all}/{all}."), all=len(runners)), reds, waived)
