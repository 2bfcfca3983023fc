"""Decisions about the register: kinds of documents, when one is in force or was early, who has still to sign. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said

YEARS: Final = range(1945, 2101)
"""Years a document or a theme may be of."""
MEMBERS_MOST: Final = 60
UNITS_MOST: Final = 60


class Kind(StrEnum):
    """What a document calls itself: those of the types of the decree that a commune's register holds."""

    DECISION = "decision"
    RESOLUTION = "resolution"
    DIRECTIVE = "directive"
    PROGRAMME = "programme"
    PLAN = "plan"
    CONCLUSION = "conclusion"
    GUIDANCE = "guidance"
    NOTICE = "notice"
    RULES = "rules"
    LETTER = "letter"
    COMMITMENT = "commitment"
    OTHER = "other"


KIND_NAMES: Final = {
    Kind.DECISION: N_("Quyết định"),
    Kind.RESOLUTION: N_("Nghị quyết"),
    Kind.DIRECTIVE: N_("Chỉ thị"),
    Kind.PROGRAMME: N_("Chương trình"),
    Kind.PLAN: N_("Kế hoạch"),
    Kind.CONCLUSION: N_("Kết luận"),
    Kind.GUIDANCE: N_("Hướng dẫn"),
    Kind.NOTICE: N_("Thông báo"),
    Kind.RULES: N_("Quy chế, quy định"),
    Kind.LETTER: N_("Công văn"),
    Kind.COMMITMENT: N_("Bản cam kết"),
    Kind.OTHER: N_("Văn bản khác"),
}
"""Types of administrative documents (NĐ 30/2020 Đ7) and, for the Party, resolution, directive, conclusion and programme."""


class Group(StrEnum):
    """The three heads under which the register is read."""

    DECISIONS = "decisions"
    LEADING = "leading"
    COMMITMENTS = "commitments"


GROUP_NAMES: Final = {
    Group.DECISIONS: N_("Quyết định"),
    Group.LEADING: N_("Văn bản lãnh đạo, chỉ đạo"),
    Group.COMMITMENTS: N_("Bản cam kết trên giấy"),
}
GROUPS: Final = {
    Group.DECISIONS: (Kind.DECISION,),
    Group.LEADING: tuple(kind for kind in Kind if kind not in {Kind.DECISION, Kind.COMMITMENT}),
    Group.COMMITMENTS: (Kind.COMMITMENT,),
}


class Side(StrEnum):
    """Whose document it is: what the reports tell apart."""

    PARTY = "party"
    GOVERNMENT = "government"
    OTHER = "other"


SIDE_NAMES: Final = {
    Side.PARTY: N_("Cấp ủy đảng"),
    Side.GOVERNMENT: N_("Ủy ban nhân dân và cơ quan của nó"),
    Side.OTHER: N_("Cơ quan khác"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """When a document has effect: from ``start`` up to but not including ``end``, ``revoked`` and ``replaced`` likewise."""

    start: date
    end: date | None = None
    revoked: date | None = None
    replaced: date | None = None

    @property
    def over(self) -> date | None:
        """Return the first day on which it no longer has effect, ``None`` while no end is known."""
        return min((day for day in (self.end, self.revoked, self.replaced) if day is not None), default=None)


class Standing(StrEnum):
    """How a document stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    ENDED = "ended"
    REPLACED = "replaced"
    REVOKED = "revoked"


STANDING_NAMES: Final = {
    Standing.COMING: N_("chưa có hiệu lực"),
    Standing.IN_FORCE: N_("còn hiệu lực"),
    Standing.ENDED: N_("hết hiệu lực"),
    Standing.REPLACED: N_("đã bị thay thế"),
    Standing.REVOKED: N_("đã thu hồi"),
}


def standing(span: Span, on: date) -> Standing:
    """Return how a document stands on a day; where several things ended it, the first of them."""
    ends = (
        (span.revoked, Standing.REVOKED),
        (span.replaced, Standing.REPLACED),
        (span.end, Standing.ENDED),
    )
    past = [(day, word) for day, word in ends if day is not None and day <= on]
    if past:
        return min(past, key=lambda one: one[0])[1]
    return Standing.IN_FORCE if span.start <= on else Standing.COMING


def days_early(issued_on: date, due_on: date | None) -> int | None:
    """Return how many days before its day a document was issued; negative: after it; ``None`` where no day was set.

    «Ban hành sớm» is 1 or more: on the day itself is in time, and no earlier (report of 24/2/2018).
    """
    return None if due_on is None else (due_on - issued_on).days


def early_words(days: int | None) -> Said | None:
    """Return what is said of a document that had a day."""
    if days is None:
        return None
    if days > 0:
        return said(N_("ban hành sớm {days} ngày"), days=days)
    return said(N_("ban hành chậm {days} ngày"), days=-days) if days else said(N_("ban hành đúng hạn"))


def check_document(issued_on: date, valid_from: date, valid_to: date | None, today: date) -> None:
    """Raise :class:`BadInput` for days that cannot be: issued after today, an end that is not after the beginning."""
    if issued_on > today:
        raise BadInput(N_("Ngày ban hành chưa tới: ghi sổ khi văn bản đã ban hành."), field="issued_on")
    if issued_on.year not in YEARS:
        raise BadInput(N_("Năm ban hành từ 1945 trở đi."), field="issued_on")
    if valid_to is not None and valid_to <= valid_from:
        raise BadInput(N_("Ngày hết hiệu lực phải sau ngày có hiệu lực."), field="valid_to")


def check_theme(theme: str, year: int | None) -> None:
    """Raise :class:`BadInput` for a year nobody means, or a year without a theme."""
    if year is not None and year not in YEARS:
        raise BadInput(N_("Năm của chủ đề phải là bốn chữ số."), field="theme_year")
    if year is not None and not theme:
        raise BadInput(N_("Ghi chủ đề của năm, hoặc để trống cả hai."), field="theme")


def read_members(text: str) -> list[tuple[str, str]]:
    """Return (name, task) of each line of a list as people type it: «Nguyễn Văn A – hộ tịch, chứng thực»."""
    found = []
    for line in text.splitlines():
        name, _, task = _BETWEEN.sub("\n", line.strip().lstrip("-+•*0123456789.) \t"), count=1).partition("\n")
        if name.strip():
            found.append((name.strip(), task.strip()))
    return found


_BETWEEN: Final = re.compile(r"\s+[–—-]\s+|\s*[:;|]\s*")


class Audience(StrEnum):
    """Who is to sign a commitment."""

    ALL = "all"
    LIST = "list"


AUDIENCE_NAMES: Final = {
    Audience.ALL: N_("Mọi cán bộ, công chức của các đơn vị"),
    Audience.LIST: N_("Những người trong danh sách"),
}


class Way(StrEnum):
    """How somebody signed: on screen (acknowledged, with the time), on paper (a scan), or with a digital signature."""

    SCREEN = "screen"
    PAPER = "paper"
    DIGITAL = "digital"


WAY_NAMES: Final = {
    Way.SCREEN: N_("Xác nhận trên hệ thống"),
    Way.PAPER: N_("Ký trên giấy, có bản quét"),
    Way.DIGITAL: N_("Ký số"),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who has a post on the day asked about: who, their title, the unit."""

    official: UUID
    name: str
    title: str
    unit: UUID


def who_is_asked(
    audience: Audience, seats: Iterable[Seat], units: Collection[UUID], listed: Collection[UUID]
) -> tuple[Seat, ...]:
    """Return who has to sign: whoever serves in one of the units now, or those of the list who still serve.

    One line a person, the first seat given (highest rank). Newcomers come with their post, leavers go with it.
    """
    found: dict[UUID, Seat] = {}
    for seat in seats:
        fits = seat.official in listed if audience is Audience.LIST else seat.unit in units
        if fits:
            found.setdefault(seat.official, seat)
    return tuple(found.values())


def unsigned(asked: Sequence[Seat], signed: Collection[UUID]) -> tuple[Seat, ...]:
    """Return those asked who have not signed, in the order given."""
    return tuple(seat for seat in asked if seat.official not in signed)


REMIND_EVERY: Final = 7
"""Days between two reminders of a commitment that somebody has not signed; ours."""


def is_to_remind(unsigned_count: int, told: int, last: date | None, today: date) -> bool:
    """Say whether to remind: somebody is missing, and it was never told, grew by newcomers, or was told a week ago."""
    if not unsigned_count:
        return False
    return last is None or unsigned_count > told or (today - last).days >= REMIND_EVERY
