"""Kinds and states of campaigns, parts in a team, texts that a campaign keeps, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said

DOCUMENTS_MOST: Final = 40
QUESTIONS_MOST: Final = 60
COLUMNS_MOST: Final = 6
LINE_MOST: Final = 300


class Kind(StrEnum):
    """Why a team goes out."""

    PLANNED = "planned"
    SUDDEN = "sudden"
    WORKING = "working"
    AGAIN = "again"


KIND_NAMES: Final = {
    Kind.PLANNED: N_("Kiểm tra theo kế hoạch"),
    Kind.SUDDEN: N_("Kiểm tra đột xuất"),
    Kind.WORKING: N_("Làm việc, nắm tình hình"),
    Kind.AGAIN: N_("Kiểm tra lại"),
}


class Mandate(StrEnum):
    """What a team goes out under."""

    NONE = "none"
    DECISION = "decision"
    PLAN = "plan"


MANDATE_NAMES: Final = {
    Mandate.NONE: N_("Chưa có quyết định, kế hoạch"),
    Mandate.DECISION: N_("Quyết định"),
    Mandate.PLAN: N_("Kế hoạch"),
}


class State(StrEnum):
    """How far a campaign has come. An announced one is told to the visited communes, another is only ready."""

    DRAFT = "draft"
    READY = "ready"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATE_NAMES: Final = {
    State.DRAFT: N_("Đang chuẩn bị"),
    State.READY: N_("Sẵn sàng"),
    State.RUNNING: N_("Đang tiến hành"),
    State.CLOSED: N_("Đã kết thúc"),
    State.CANCELLED: N_("Đã hủy"),
}
ALIVE: Final = (State.DRAFT, State.READY, State.RUNNING)


class Part(StrEnum):
    """What somebody is in a team. A delegate of the council or of a party committee watches and changes nothing."""

    LEADER = "leader"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"
    DELEGATE = "delegate"


PART_NAMES: Final = {
    Part.LEADER: N_("Trưởng đoàn"),
    Part.DEPUTY: N_("Phó Trưởng đoàn"),
    Part.SECRETARY: N_("Thư ký"),
    Part.MEMBER: N_("Thành viên"),
    Part.DELEGATE: N_("Đại biểu giám sát"),
}
RANKS: Final = {part: rank for rank, part in enumerate(Part)}
WORKS: Final = frozenset(Part) - {Part.DELEGATE}
HEADS: Final = frozenset({Part.LEADER, Part.DEPUTY})


class Told(StrEnum):
    """How a member is told of: somebody registered, somebody known by name only, or a unit without a name."""

    OFFICIAL = "official"
    NAMED = "named"
    UNIT = "unit"


def lines_of(text: str) -> list[str]:
    """Return what was typed a line each, tidied, empty lines left out; a leading number or dash of a list goes."""
    found = (clean(line).lstrip("-–•* ").strip() for line in text.splitlines())
    return [line for line in found if line]


def documents(lines: Iterable[str]) -> list[str]:
    """Return the papers a unit must bring as they are kept; :class:`BadInput` for too many or too long ones."""
    kept = list(dict.fromkeys(line for line in (clean(one) for one in lines) if line))
    if len(kept) > DOCUMENTS_MOST:
        raise BadInput(N_("Ghi nhiều nhất {most} loại tài liệu."), field="documents", most=DOCUMENTS_MOST)
    if any(len(line) > LINE_MOST for line in kept):
        raise BadInput(N_("Mỗi tài liệu ghi nhiều nhất {most} ký tự."), field="documents", most=LINE_MOST)
    return kept


def questions(text: str) -> list[tuple[str, list[str]]]:
    """Return an outline typed a question a line, as (question, columns of its table).

    What stands after «|» names columns: «Nhân sự | Biên chế giao; Có mặt». :class:`BadInput` when it asks nothing or too much.
    """
    found = []
    for line in lines_of(text):
        words, _, heads = line.partition("|")
        columns = [clean(one) for one in heads.split(";") if clean(one)]
        if not clean(words) or len(line) > LINE_MOST or len(columns) > COLUMNS_MOST:
            raise BadInput(
                N_("Câu «{line}» không đúng: ghi câu hỏi, dài nhất {most} ký tự, nhiều nhất {columns} cột."),
                field="questions",
                line=line[:40],
                most=LINE_MOST,
                columns=COLUMNS_MOST,
            )
        found.append((clean(words), columns))
    if len(found) > QUESTIONS_MOST:
        raise BadInput(N_("Đề cương có nhiều nhất {most} câu."), field="questions", most=QUESTIONS_MOST)
    return found


def check_mandate(kind: str, number: str, day: date | None, issuer: str) -> None:
    """Raise :class:`BadInput` for a decision or plan without number, day or issuer: half of one is none."""
    if kind == Mandate.NONE:
        return
    for value, field in ((number, "mandate_number"), (day, "mandate_day"), (issuer, "mandate_issuer")):
        if not value:
            raise BadInput(N_("Ghi đủ số, ngày, cơ quan ban hành; chưa ký thì chọn «chưa có»."), field=field)


def check_period(first: date | None, last: date | None) -> None:
    """Raise :class:`BadInput` for a period that ends before it begins."""
    if first and last and last < first:
        raise BadInput(N_("Thời kỳ kiểm tra kết thúc trước khi bắt đầu."), field="period_to")


def check_member(told: str, official: UUID | None, name: str, unit: UUID | None, unit_name: str) -> None:
    """Raise :class:`BadInput` for a member who is nobody: each way of telling needs its own words."""
    if told == Told.OFFICIAL and official is None:
        raise BadInput(N_("Chọn một người trong danh sách."), field="official")
    if told == Told.NAMED and not name:
        raise BadInput(N_("Ghi họ và tên."), field="name")
    if told == Told.UNIT and (name or (unit is None and not unit_name)):
        raise BadInput(N_("Ghi tên đơn vị; người chưa biết thì để trống, không ghi tên thay."), field="unit_name")


def lacks(
    *, mandate: str, parts: Sequence[str], stops: int, outline_due: date | None, has_outline: bool
) -> tuple[Said, ...]:
    """Return what a campaign lacks to be complete, in words; an unsigned decision is said and bars nothing."""
    found = []
    if mandate == Mandate.NONE:
        found.append(said(N_("Chưa ghi quyết định hoặc kế hoạch; bổ sung khi đã ký.")))
    if Part.LEADER not in parts:
        found.append(said(N_("Đoàn chưa có Trưởng đoàn.")))
    if Part.SECRETARY not in parts:
        found.append(said(N_("Chưa phân công thư ký ghi biên bản.")))
    if not stops:
        found.append(said(N_("Chưa có điểm đến nào.")))
    if has_outline and outline_due is None:
        found.append(said(N_("Đề cương chưa có ngày nộp.")))
    return tuple(found)


def check_ready(parts: Sequence[str], stops: int) -> None:
    """Raise :class:`RuleError` for a campaign that cannot be announced: nobody leads it, or it goes nowhere."""
    if Part.LEADER not in parts:
        raise RuleError(N_("Đoàn chưa có Trưởng đoàn. Thêm Trưởng đoàn rồi làm lại."))
    if not stops:
        raise RuleError(N_("Chưa có điểm đến nào. Lên lịch ít nhất một buổi rồi làm lại."))
