"""Decisions about a dossier. Values in, answer or refusal out; no books, no clock of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from enum import IntEnum, StrEnum
from typing import Protocol

import msgspec

from motcua.catalogue.facts import Limit, Paper, Step
from motcua.dossiers.rules import life
from motcua.kernel import partial_date, personal_number, worktime
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events.dossiers import PaperGiven
from motcua.parties.rules.words import Matter

CAPACITIES: Mapping[str, str] = {
    "owner": N_("Chủ hồ sơ"),
    "relative": N_("Ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột (không phải chứng thực ủy quyền)"),
    "proxy": N_("Người được ủy quyền (văn bản ủy quyền đã chứng thực)"),
    "representative": N_("Người đại diện theo pháp luật"),
}
"""In which capacity somebody else may hand in or collect (common rules of civil status; NĐ 118/2025 Đ6, Đ15)."""

MATTER_OF_FIELD: Mapping[str, Matter] = {
    "Hộ tịch": Matter.CIVIL_STATUS,
    "Hộ kinh doanh": Matter.HOUSEHOLD_BUSINESS,
}
MATTER_OF_PROCEDURE: Mapping[str, Matter] = dict.fromkeys(
    (
        "1.001193",
        "1.003583",
        "1.000110",
        "2.000528",
        "1.001020",
        "2.000986",
        "2.001023",
        "3.000722",
    ),
    Matter.BIRTH,
) | dict.fromkeys(
    (
        "1.000894",
        "1.000593",
        "1.000094",
        "2.000806",
        "1.004746",
        "2.000513",
        "1.001022",
        "1.000080",
        "2.000779",
        "1.000689",
        "1.001695",
    ),
    Matter.IN_PERSON,
)
"""Registrations of a child's birth; of marriage and of parents and children (TT 04/2020/TT-BTP Đ2)."""

RETURN_MANNERS: Mapping[str, str] = {
    "desk": N_("Trực tiếp tại Trung tâm"),
    "post": N_("Bưu chính công ích"),
    "online": N_("Bản điện tử"),
}

POWER_OF_ROLE: Mapping[str, str] = {
    "counter": "dossier.receive",
    "specialist": "dossier.process",
    "specialised_system": "dossier.process",
    "external": "dossier.process",
    "division_head": "dossier.endorse",
    "leader": "dossier.approve",
    "seal": "dossier.seal",
    "return_desk": "dossier.return",
}
"""Which power the work of a step asks for."""
_ALSO: Mapping[str, frozenset[str]] = {"external": frozenset({"dossier.receive"})}
"""What a body outside works is sent and fetched by whoever works on dossiers in the unit that follows it up."""

ABOUT_MOST = 500
WORDS_MOST, GROUND_MOST = 1_000, 300
COUNT_MOST = 99
DETAIL_MOST = 300
WAIVER_MOST = 300
DETAIL_NAME_MOST = 60


def matter_of(procedure: str, field: str) -> Matter:
    """Return what standing in for somebody in a procedure is in the eyes of the rules of authority."""
    return MATTER_OF_PROCEDURE.get(procedure) or MATTER_OF_FIELD.get(field, Matter.OTHER)


class HasStep(Protocol):
    """What a step's checks look at."""

    state: str
    step_role: str
    outside: str


def powers_of_step(role: str) -> frozenset[str]:
    """Return the powers of which one lets somebody work a step of this role; none for no step."""
    power = POWER_OF_ROLE.get(role)
    return frozenset({power}) | _ALSO.get(role, frozenset()) if power else frozenset()


def limit_of(limit: Limit) -> worktime.Limit | None:
    """Return the limit as working time reckons it, or ``None`` when no date may be promised from it.

    A date on a slip binds the chair: nothing is promised from a limit that is bare, contradictory or unconfirmed.
    """
    if not limit.binding:
        return None
    if limit.kind == "same_day":
        return worktime.SameDay(worktime.clock_minute(limit.cutoff)) if limit.cutoff else worktime.SameDay()
    if limit.value is None:
        return None
    if limit.kind == "working_hours":
        return worktime.WorkingHours(limit.value)
    if limit.kind == "calendar_days":
        return worktime.CalendarDays(limit.value)
    return worktime.WorkingDays(limit.value)


def longer(stored_due: str, days: int) -> worktime.Limit:
    """Return a limit of ``days`` of the same kind as the one a stored due date was reckoned by; hours become working days."""
    limit = worktime.Due.from_dict(msgspec.json.decode(stored_due)).limit
    return worktime.CalendarDays(days) if isinstance(limit, worktime.CalendarDays) else worktime.WorkingDays(days)


def check_papers(asked: Sequence[Paper], given: Iterable[PaperGiven]) -> None:
    """Refuse papers that are not on the published list, and a dossier that lacks a required one.

    Nothing outside the list may be asked or taken (NĐ 118/2025 Đ5 k1); what lacks is named all at once (Đ11). A
    required paper may be waived with a reason: its data are in a database, or this is not such a case.
    """
    present = check_listed(asked, given)
    lacking = [paper.name for paper in asked if paper.required and paper.kind != "note" and paper.key not in present]
    if lacking:
        raise RuleError(
            N_(
                "Còn thiếu: {papers}. Hướng dẫn người nộp bổ sung một lần đủ các giấy tờ này, hoặc ghi lý do không cần."
            ),
            field="papers",
            papers="; ".join(lacking),
        )


def check_listed(asked: Sequence[Paper], given: Iterable[PaperGiven]) -> set[str]:
    """Return the keys of what was given or waived; :class:`BadInput` for a paper that is not on the published list."""
    listed = {paper.key for paper in asked}
    present: set[str] = set()
    for paper in given:
        if paper.key not in listed:
            raise BadInput(
                N_("Giấy tờ «{key}» không có trong thành phần hồ sơ đã công khai."), field="papers", key=paper.key
            )
        counts = counts_of(paper)
        waiver = kept_words(paper.waiver, WAIVER_MOST, "papers")
        if any(counts) or waiver:
            present.add(paper.key)
    return present


def counts_of(paper: PaperGiven) -> tuple[int, int, int]:
    """Return how many originals, certified copies and photocopies were given; :class:`BadInput` for an absurd count."""
    counts = (paper.originals, paper.certified, paper.photocopies)
    if any(not 0 <= count <= COUNT_MOST for count in counts):
        raise BadInput(N_("Số bản của mỗi giấy tờ phải từ 0 đến {most}."), field="papers", most=COUNT_MOST)
    return counts


def check_capacity(capacity: str, *, has_submitter: bool) -> None:
    """Refuse a capacity that is none, or another's capacity without naming the other person."""
    if capacity not in CAPACITIES:
        raise BadInput(N_("Tư cách người nộp không đúng."), field="capacity")
    if capacity != "owner" and not has_submitter:
        raise BadInput(N_("Xin nhập người nộp thay."), field="submitter")


def whose_hands(channel: str, filed_by: str) -> str:
    """Return whose hands put a dossier in, as it is kept; :class:`BadInput` where it is online and nobody said.

    An online rate means something only when the citizen's own hands are told apart from a helper's and an official's.
    What came over the counter or by post the citizen brought or sent.
    """
    if channel != "online":
        if filed_by not in {"", "citizen"}:
            raise BadInput(N_("Chỉ hồ sơ trực tuyến mới ghi ai nộp."), field="filed_by")
        return "citizen"
    if filed_by not in life.FILED_BY:
        raise BadInput(N_("Chọn ai đã nộp hồ sơ trực tuyến này."), field="filed_by")
    return filed_by


def step_minutes(total: int, share: int) -> int:
    """Return the working minutes a step may take: its share (percent) of the whole, at least one."""
    return max(round(total * share / 100), 1)


def allowed_minutes(step: Step, share: int, total: int | None) -> int | None:
    """Return the working minutes a step may take: the hours its process says, else its share of the whole.

    ``None`` where neither is known, and for time that is not the centre's (``pauses_clock``). The centre's internal
    process binds its own people; the citizen's date does not move by it.
    """
    if step.hours:
        return step.hours * 60
    if step.pauses_clock or total is None:
        return None
    return step_minutes(total, share)


def answer_limit(step: Step) -> worktime.Limit | None:
    """Return how long the process gives a body outside to answer; ``None`` where it says nothing (NĐ 118/2025 Đ20)."""
    if not step.days:
        return None
    return worktime.CalendarDays(step.days) if step.calendar_days else worktime.WorkingDays(step.days)


def warns(left: int, whole: int | None, ahead: int) -> bool:
    """Say whether ``left`` working minutes call for a warning.

    From ``ahead`` working minutes before the due instant on (the centre's setting, in days), but of a limit no longer
    than that (``whole`` working minutes) only in its last third: a three-day dossier would otherwise be yellow from
    birth, and nobody would look.
    """
    return left <= (ahead if is_long(whole, ahead) or whole is None else whole // 3)


def is_long(whole: int | None, ahead: int) -> bool:
    """Say whether a limit of ``whole`` working minutes is longer than what the centre wants to be warned ``ahead``."""
    return whole is not None and whole > ahead


class Told(IntEnum):
    """How far people were told that a date comes near: nothing, days ahead, on the eve, that it has passed."""

    NOTHING = 0
    NEAR = 1
    EVE = 2
    MISSED = 3


def may_step(dossier: HasStep, roles: frozenset[str], command: str) -> Said | None:
    """Say why ``command`` does not fit: the state forbids it, or the step is none of ``roles``; ``None`` when it does."""
    refusal = life.barred(dossier, command) or at_home(dossier)
    if refusal is not None:
        return refusal
    if dossier.step_role not in roles:
        return said(N_("Hồ sơ đang ở bước khác."))
    return None


def at_home(dossier: HasStep) -> Said | None:
    """Say that a dossier is with a body outside, which has to answer before anything else is done at its step."""
    if not dossier.outside:
        return None
    return said(N_("Hồ sơ đang ở {body}. Ghi trả lời của cơ quan này trước."), body=dossier.outside)


def missing_fields(takes_back: Sequence[str], given: Mapping[str, str]) -> list[str]:
    """Return the values a specialised system must give back that are still empty, in order."""
    return [name for name in takes_back if not given.get(name, "").strip()]


class FieldKind(StrEnum):
    """What a value of another system is, as far as its name tells."""

    DAY = "day"
    PERSONAL_NUMBER = "personal_number"
    TEXT = "text"


def kind_of(name: str) -> FieldKind:
    """Return the kind of a value a specialised system gives back, by its name in the catalogue ("Ngày đăng ký")."""
    if name == "Số định danh cá nhân":
        return FieldKind.PERSONAL_NUMBER
    return FieldKind.DAY if name.startswith("Ngày ") else FieldKind.TEXT


def checked_taken_back(given: Mapping[str, str], today: date) -> dict[str, str]:
    """Return what a specialised system gave back, each value as it is kept: days as 11/07/2025, numbers as digits.

    :class:`BadInput` names the value that cannot be: no day, a day still to come, no personal number.
    """
    return {name: _checked_value(name, clean(value), today) for name, value in given.items()}


def _checked_value(name: str, value: str, today: date) -> str:
    kind = kind_of(name)
    if kind is FieldKind.TEXT:
        return value
    try:
        if kind is FieldKind.PERSONAL_NUMBER:
            return personal_number.parse(value).digits
        day = partial_date.parse(value)
        if day.exact is None:
            raise BadInput(N_("Ghi đủ ngày, tháng, năm."))
        if day.exact > today:
            raise BadInput(N_("Ngày {day} chưa đến."), day=str(day))
    except BadInput as error:
        raise BadInput(N_("{name}: {fault}"), field="taken_back", name=name, fault=error.said) from error
    return str(day)


def doubts_of(details: Mapping[str, str], taken_back: Mapping[str, str]) -> list[Said]:
    """Return what is odd about a personal number that was given back, held against the birth and sex of the dossier.

    A reason to look again, never to refuse (see :func:`motcua.kernel.personal_number.check_against`). What cannot be
    read, as in dossiers of earlier days, raises no doubt.
    """
    found: list[Said] = []
    for name, value in taken_back.items():
        if kind_of(name) is not FieldKind.PERSONAL_NUMBER:
            continue
        with suppress(BadInput):
            number = personal_number.parse(value)
            stated = fold(details.get("Giới tính", ""))
            sex = next((one for one in personal_number.Sex if fold(str(one.label)) == stated), None)
            born = details.get("Ngày, tháng, năm sinh", "")
            found += number.doubts()
            found += personal_number.check_against(number, _born(born), sex)
    return found


def _born(typed: str) -> partial_date.PartialDate | None:
    try:
        return partial_date.parse(typed) if typed else None
    except BadInput:
        return None


def kept_words(text: str, most: int, field: str) -> str:
    """Return what an official wrote, tidied. What is longer than ``most`` characters is refused (:class:`BadInput`): the
    books never keep half of what somebody said."""
    words = clean(text)
    if len(words) > most:
        raise BadInput(N_("Nội dung dài quá {most} ký tự."), field=field, most=most)
    return words


def demanded_words(text: str, most: int, field: str, missing: str) -> str:
    """Return what an official had to write, tidied; :class:`BadInput` with ``missing`` when there is nothing."""
    words = kept_words(text, most, field)
    if not words:
        raise BadInput(missing, field=field)
    return words


def kept_details(declared: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the particulars of a dossier as they are kept: only those that its case asks for, and none empty.

    Nothing outside the published form may be asked or taken (NĐ 118/2025 Đ5 k1): :class:`BadInput` for other names.
    """
    known = set(declared)
    for name in given:
        if name not in known:
            raise BadInput(
                N_("Thủ tục này không hỏi mục «{name}»."), field="details", name=clean(name, DETAIL_NAME_MOST) or "…"
            )
    kept = {name: kept_words(value, DETAIL_MOST, "details") for name, value in given.items()}
    return {name: value for name, value in kept.items() if value}
