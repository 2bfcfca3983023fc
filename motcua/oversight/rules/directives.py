"""Decisions about directives: the six clear things, what words about time mean, who may start what, when to remind.

Pure: values in, an answer, a :class:`Said` or an error out. Days are Vietnamese dates; ``None`` for a last day is «chưa có
hạn». «6 rõ» stands in conclusions of the Prime Minister and the Steering Group since 2024–2025; no text sets a form, and
the wording is a setting of the place. «Trước ngày» is exclusive, as for works (``works/rules.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.works.rules import day_text

FAR: Final = date(9999, 12, 31)
"""The last day in time of what has none: it stands after everything that has one."""
REMIND_DAYS: Final = 3
"""Calendar days before the last day when the leading unit is reminded (practice; no text says)."""
ESCALATE_DAYS: Final = 3
"""Days over the last day after which the accountable leader is told."""
STEER_DAYS: Final = 7
"""Days over the last day after which the steering office of the issuer is told."""
OFFSET_MOST: Final = 365
UNITS_MOST: Final = 60
WHOLE: Final = 100


class Clear(StrEnum):
    """The six things that must be clear."""

    PERSON = "person"
    WORK = "work"
    TIME = "time"
    RESPONSIBILITY = "responsibility"
    PRODUCT = "product"
    AUTHORITY = "authority"


CLEAR_NAMES: Final[Mapping[str, str]] = {
    Clear.PERSON: N_("rõ người"),
    Clear.WORK: N_("rõ việc"),
    Clear.TIME: N_("rõ thời gian"),
    Clear.RESPONSIBILITY: N_("rõ trách nhiệm"),
    Clear.PRODUCT: N_("rõ sản phẩm"),
    Clear.AUTHORITY: N_("rõ thẩm quyền"),
}
"""The usual wording; a place may have its own."""
CLEAR_ASKS: Final[Mapping[str, str]] = {
    Clear.PERSON: N_("chọn cán bộ phụ trách"),
    Clear.WORK: N_("ghi nội dung việc"),
    Clear.TIME: N_("ghi hạn là một ngày cụ thể"),
    Clear.RESPONSIBILITY: N_("chọn đơn vị chủ trì và lãnh đạo chịu trách nhiệm"),
    Clear.PRODUCT: N_("ghi sản phẩm và minh chứng phải có"),
    Clear.AUTHORITY: N_("ghi ai quyết định, theo căn cứ nào"),
}
WORDING_MOST: Final = 60


class Source(StrEnum):
    """What a directive was born from."""

    CONCLUSION = "conclusion"
    FINDING = "finding"
    PROPOSAL = "proposal"
    PLAN = "plan"
    PAPER = "paper"
    WORD = "word"


SOURCE_NAMES: Final = {
    Source.CONCLUSION: N_("Kết luận"),
    Source.FINDING: N_("Phát hiện khi kiểm tra"),
    Source.PROPOSAL: N_("Kiến nghị"),
    Source.PLAN: N_("Kế hoạch"),
    Source.PAPER: N_("Văn bản"),
    Source.WORD: N_("Lời chỉ đạo"),
}


class State(StrEnum):
    """How far a directive is."""

    DRAFT = "draft"
    RUNNING = "running"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


STATE_NAMES: Final = {
    State.DRAFT: N_("Chưa giao"),
    State.RUNNING: N_("Đang thực hiện"),
    State.OFFERED: N_("Chờ nghiệm thu"),
    State.ACCEPTED: N_("Hoàn thành"),
    State.CANCELLED: N_("Đã hủy, thay thế"),
}
OPEN: Final = (State.DRAFT, State.RUNNING, State.OFFERED)


class DueKind(StrEnum):
    """How the time was said; the words decide which day is the last in time."""

    WITHIN = "within"
    BY_END = "by_end"
    BEFORE = "before"
    EVENT = "event"
    SEASON = "season"
    SOON = "soon"
    LATER = "later"


DUE_NAMES: Final = {
    DueKind.WITHIN: N_("Trong ngày"),
    DueKind.BY_END: N_("Đến hết ngày"),
    DueKind.BEFORE: N_("Trước ngày (ngày ấy đã là trễ)"),
    DueKind.EVENT: N_("Theo một sự kiện hoặc ngày hoạt động của đơn vị"),
    DueKind.SEASON: N_("Trong một khoảng thời gian (đợt, dịp)"),
    DueKind.SOON: N_("Sớm (chưa có hạn)"),
    DueKind.LATER: N_("Trong thời gian tới (chưa có hạn)"),
}
DATED: Final = frozenset({DueKind.WITHIN, DueKind.BY_END, DueKind.BEFORE, DueKind.SEASON})
_DUE_WORDS: Final = {
    DueKind.WITHIN: N_("trong ngày {day}"),
    DueKind.BY_END: N_("đến hết ngày {day}"),
    DueKind.BEFORE: N_("trước ngày {day}"),
    DueKind.SOON: N_("sớm"),
    DueKind.LATER: N_("trong thời gian tới"),
}


@dataclass(frozen=True, slots=True)
class Six:
    """What is known of the six things; ``until`` is the last day in time."""

    work: str = ""
    person: UUID | None = None
    until: date | None = None
    lead: UUID | None = None
    leader: UUID | None = None
    product: str = ""
    evidence: str = ""
    authority: str = ""


def lacking(six: Six) -> tuple[Clear, ...]:
    """Return which of the six are not clear yet, in their order."""
    known = {
        Clear.PERSON: six.person is not None,
        Clear.WORK: bool(six.work.strip()),
        Clear.TIME: six.until is not None,
        Clear.RESPONSIBILITY: six.lead is not None and six.leader is not None,
        Clear.PRODUCT: bool(six.product.strip()) and bool(six.evidence.strip()),
        Clear.AUTHORITY: bool(six.authority.strip()),
    }
    return tuple(one for one in Clear if not known[one])


def lacking_words(missing: Collection[Clear], names: Mapping[str, str]) -> str:
    """Return the missing ones by the place's own wording: «rõ người, rõ sản phẩm»."""
    return ", ".join(names.get(one) or CLEAR_NAMES[one] for one in Clear if one in missing)


def refuse_start(six: Six, names: Mapping[str, str], group_words: str, named: int) -> Said | None:
    """Say why work cannot start: one of the six is not clear, or a group was named and no unit of it."""
    missing = lacking(six)
    if missing:
        return said(N_("Chưa giao được, còn thiếu: {what}."), what=lacking_words(missing, names))
    if group_words.strip() and not named:
        return said(N_("Chưa giao được: «{group}» phải ghi rõ là những đơn vị nào."), group=group_words)
    return None


def check_units(lead: UUID | None, co_owners: Collection[UUID]) -> None:
    """Refuse a leading unit that also shares the work, one unit twice, and too many of them."""
    if lead is not None and lead in co_owners:
        raise BadInput(N_("Đơn vị chủ trì không đồng thời là đơn vị phối hợp."), field="co_owners")
    if len(co_owners) > UNITS_MOST or len(set(co_owners)) < len(co_owners):
        raise BadInput(
            N_("Chọn nhiều nhất {most} đơn vị phối hợp, mỗi đơn vị một lần."), field="co_owners", most=UNITS_MOST
        )


def check_due(kind: DueKind, day: date | None, starts_on: date | None, anchored: bool, offset: int) -> None:
    """Refuse a way of saying the time that lacks its day, its event or its period, or has one too many."""
    if kind in DATED and day is None:
        raise BadInput(N_("Ghi ngày phải xong, hoặc chọn «sớm» (đứng dưới mục chưa có hạn)."), field="due_day")
    if kind in (DueKind.SOON, DueKind.LATER) and day is not None:
        raise BadInput(
            N_("«Sớm», «trong thời gian tới» không có ngày; bỏ ngày hoặc chọn cách nói khác."), field="due_day"
        )
    if kind is DueKind.EVENT and not anchored:
        raise BadInput(N_("Chọn sự kiện, hoặc đơn vị có ngày hoạt động làm mốc."), field="occasion")
    if kind is DueKind.SEASON and (starts_on is None or day is None or day < starts_on):
        raise BadInput(N_("Ghi khoảng thời gian: từ ngày nào đến ngày nào."), field="starts_on")
    if abs(offset) > OFFSET_MOST:
        raise BadInput(N_("Số ngày trước hoặc sau mốc nhiều nhất là {most}."), field="offset_days", most=OFFSET_MOST)


def until(kind: DueKind, day: date | None, offset: int = 0) -> date | None:
    """Return the last day in time. ``day`` is the day said, or the day of the event; «sớm» has none."""
    if day is None or kind in (DueKind.SOON, DueKind.LATER):
        return None
    if kind is DueKind.EVENT:
        return day + timedelta(days=offset)
    return day - timedelta(days=1) if kind is DueKind.BEFORE else day


def due_words(kind: DueKind, day: date | None, starts_on: date | None, anchor: str = "", offset: int = 0) -> Said:
    """Return how the time was said: «trước ngày 25/6/2025», «3 ngày trước 27/7», «từ 1/6/2025 đến 31/8/2025»."""
    if kind is DueKind.EVENT:
        if offset < 0:
            return said(N_("{days} ngày trước {event}"), days=-offset, event=anchor)
        return (
            said(N_("{days} ngày sau {event}"), days=offset, event=anchor)
            if offset
            else said(N_("đúng {event}"), event=anchor)
        )
    if kind is DueKind.SEASON and day is not None and starts_on is not None:
        return said(N_("từ {first} đến {last}"), first=day_text(starts_on), last=day_text(day))
    return said(_DUE_WORDS.get(kind, N_("đến hết ngày {day}")), day=day_text(day) if day else "")


def days_late(last: date | None, on: date) -> int:
    """Return by how many days ``on`` is past the last day in time; late begins at 0:00 of the day after it."""
    return max(0, (on - last).days) if last is not None and last != FAR else 0


def degree(last: date | None, today: date) -> int:
    """Return what is to be told: 0 nothing, 1 the day is near, 2 it is over, 3 tell the leader, 4 tell the steering office."""
    if last is None or last == FAR:
        return 0
    late = (today - last).days
    steps = ((STEER_DAYS, 4), (ESCALATE_DAYS, 3), (1, 2), (-REMIND_DAYS, 1))
    return next((step for days, step in steps if late >= days), 0)


def check_percent(before: int, now: int | None, words: str) -> None:
    """Refuse a report that says nothing, a percent beyond 0 to 100, and going back without a word about it."""
    if now is None and not words.strip():
        raise BadInput(N_("Báo cáo chưa có nội dung: ghi phần trăm hoặc vài lời."), field="words")
    if now is not None and not 0 <= now <= WHOLE:
        raise BadInput(N_("Phần trăm hoàn thành là số từ 0 đến 100."), field="percent")
    if now is not None and now < before and not words.strip():
        raise BadInput(
            N_("Phần trăm giảm từ {before} xuống {now}: ghi rõ vì sao."), field="words", before=before, now=now
        )


def check_extension(last: date | None, asked: date, today: date) -> None:
    """Refuse a new day that is no later than the one in force, or already gone."""
    if last is None:
        raise RuleError(N_("Việc này chưa có hạn, không có gì để gia hạn."))
    if asked <= last or asked < today:
        raise BadInput(N_("Ngày xin gia hạn phải sau hạn đang có và không ở quá khứ."), field="day")


def verdict(late: int, last: date | None) -> Said:
    """Return how the end stands to the last day in time."""
    if last is None:
        return said(N_("hoàn thành, không có hạn"))
    return said(N_("hoàn thành, trễ {days} ngày"), days=late) if late else said(N_("hoàn thành đúng hạn"))


def checked_wording(words: Mapping[str, str]) -> dict[str, str]:
    """Return a place's own names of the six, each said and none twice; :class:`BadInput` names the field."""
    found = {one.value: " ".join(words.get(one, "").split()) for one in Clear}
    for key, name in found.items():
        if not name or len(name) > WORDING_MOST:
            raise BadInput(N_("Ghi tên gọi, nhiều nhất {most} ký tự."), field=key, most=WORDING_MOST)
        if list(found.values()).count(name) > 1:
            raise BadInput(N_("Hai mục trùng tên gọi."), field=key)
    return found
