"""«Đúng quy trình»: what the books say of each check of a dossier's course, with ground and words. Values in, verdicts out.

Only what the books know is judged. What they do not know (a fee paid in cash, a letter of apology on paper) is «no data»,
never «as it should»: the inspector asks for the paper and says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from motcua.dossiers.course import Course, PaperHeld, StepTaken
from motcua.kernel import worktime
from motcua.kernel.errors import BadInput
from motcua.kernel.money import VND
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import grounds

WORDS_MOST: Final = 2000


class Verdict(StrEnum):
    """How a dossier stands to one check."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NO_DATA = "no_data"


VERDICT_NAMES: Final = {
    Verdict.MATCH: N_("Khớp"),
    Verdict.MISMATCH: N_("Không khớp"),
    Verdict.NO_DATA: N_("Không có dữ liệu"),
}


class Check(StrEnum):
    """One check of a dossier's course."""

    VERSION = "version"
    PAPERS = "papers"
    OUTSIDE = "outside"
    RECEIPT = "receipt"
    PROMISED = "promised"
    STEPS = "steps"
    TIMES = "times"
    PAUSES = "pauses"
    ON_TIME = "on_time"
    APOLOGY = "apology"
    CONTROL_SLIP = "control_slip"
    FEE = "fee"
    RETURNED = "returned"


CHECK_NAMES: Final = {
    Check.VERSION: N_("Tiếp nhận theo đúng phiên bản thủ tục đang có hiệu lực"),
    Check.PAPERS: N_("Đủ giấy tờ phải nộp, xuất trình"),
    Check.OUTSIDE: N_("Không đòi, không nhận giấy tờ ngoài danh mục công khai"),
    Check.RECEIPT: N_("Có Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    Check.PROMISED: N_("Hẹn trả không quá thời hạn công bố"),
    Check.STEPS: N_("Các bước chạy đúng thứ tự quy trình nội bộ"),
    Check.TIMES: N_("Từng bước xong trong thời gian được phân"),
    Check.PAUSES: N_("Tạm dừng thời hạn đúng quy định"),
    Check.ON_TIME: N_("Có kết quả đúng hẹn"),
    Check.APOLOGY: N_("Trễ hẹn thì có văn bản xin lỗi, hẹn lại"),
    Check.CONTROL_SLIP: N_("Phiếu kiểm soát ghi đủ các lần giao nhận"),
    Check.FEE: N_("Thu phí, lệ phí đúng mức công bố"),
    Check.RETURNED: N_("Trả kết quả đúng người, đã kiểm tra giấy tờ"),
}
REFORM: Final = date(2025, 7, 1)
FORMS: Final = date(2025, 9, 15)
_UNDER_118: Final = {
    Check.VERSION: N_("Nghị định 118/2025/NĐ-CP, Điều 17"),
    Check.PAPERS: N_("Nghị định 118/2025/NĐ-CP, khoản 1 Điều 17"),
    Check.OUTSIDE: N_("Nghị định 118/2025/NĐ-CP, khoản 1 Điều 5"),
    Check.PROMISED: N_("Nghị định 118/2025/NĐ-CP, Điều 17; thời hạn công bố của thủ tục"),
    Check.STEPS: N_("Nghị định 118/2025/NĐ-CP, Điều 18; quy trình nội bộ của thủ tục"),
    Check.TIMES: N_("Nghị định 118/2025/NĐ-CP, Điều 18; quy trình nội bộ của thủ tục"),
    Check.PAUSES: N_("Nghị định 118/2025/NĐ-CP, Điều 17"),
    Check.ON_TIME: N_("Nghị định 118/2025/NĐ-CP, Điều 22; giấy hẹn"),
    Check.FEE: N_("Nghị định 118/2025/NĐ-CP, Điều 24; mức thu công bố của thủ tục"),
    Check.RETURNED: N_("Nghị định 118/2025/NĐ-CP, Điều 6, Điều 22"),
}
_FORM_2025: Final = {
    Check.APOLOGY: N_("Mẫu 04, Thông tư 03/2025/TT-VPCP"),
    Check.CONTROL_SLIP: N_("Mẫu 06, Thông tư 03/2025/TT-VPCP"),
}
_FORM_2018: Final = {
    Check.APOLOGY: N_("Mẫu 04, Thông tư 01/2018/TT-VPCP"),
    Check.CONTROL_SLIP: N_("Mẫu 05, Thông tư 01/2018/TT-VPCP"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the books say of one check: verdict, what it is read from, and the ground."""

    check: Check
    verdict: Verdict
    words: Said
    ground: str


def ground_of(check: Check, day: date) -> str:
    """Return the rule a check stands on for a dossier received on a day, as a marked sentence."""
    if check is Check.RECEIPT:
        return grounds.slip(day)
    if check in _FORM_2025:
        return _FORM_2025[check] if day >= FORMS else _FORM_2018[check]
    return _UNDER_118[check] if day >= REFORM else grounds.reception(day)


def judge(course: Course) -> tuple[Judged, ...]:
    """Return the checks that apply to a dossier, in the order of its course, each as the books have it."""
    found = []
    for check, ask in _ASKED.items():
        answer = ask(course)
        if answer is not None:
            verdict, words = answer
            found.append(Judged(check, verdict, words, ground_of(check, course.received_day)))
    return tuple(found)


Answer = tuple[Verdict, Said] | None
"""The verdict with its words; ``None`` where the check does not apply."""


def _version(course: Course) -> Answer:
    if course.version_then is None:
        return Verdict.NO_DATA, said(N_("Không biết phiên bản nào có hiệu lực ngày tiếp nhận."))
    words = said(
        N_("Tiếp nhận theo phiên bản {version}; có hiệu lực hôm đó: phiên bản {then}."),
        version=course.version,
        then=course.version_then,
    )
    return _match(course.version == course.version_then), words


def _papers(course: Course) -> Answer:
    asked = [paper for paper in course.papers if paper.required]
    lacking = [paper for paper in asked if not paper.given and not paper.waiver]
    if lacking:
        return Verdict.MISMATCH, said(N_("Thiếu: {papers}."), papers=_names(lacking))
    waived = [paper for paper in asked if not paper.given]
    if waived:
        words = said(
            N_("Đủ {count} giấy tờ bắt buộc; không cần, có ghi lý do: {papers}."),
            count=len(asked),
            papers=_names(waived),
        )
        return Verdict.MATCH, words
    return Verdict.MATCH, said(N_("Đủ {count} giấy tờ bắt buộc."), count=len(asked))


def _outside(course: Course) -> Answer:
    strange = [paper for paper in course.papers if not paper.listed]
    if strange:
        return Verdict.MISMATCH, said(N_("Ngoài danh mục công khai: {papers}."), papers=_names(strange))
    return Verdict.MATCH, said(N_("Sổ không có giấy tờ nào ngoài danh mục công khai."))


def _receipt(course: Course) -> Answer:
    if course.printed_at:
        return Verdict.MATCH, said(
            N_("In lúc {at}; lần cấp giấy: {issue}."), at=course.printed_at[0], issue=course.issue
        )
    return Verdict.NO_DATA, said(N_("Nhật ký không ghi lần in nào trong ngày tiếp nhận và ngày sau: xem bản lưu."))


def _promised(course: Course) -> Answer:
    if course.reckoned_due is None:
        return Verdict.NO_DATA, said(N_("Thời hạn công bố chưa được xác nhận: không tính lại được ngày hẹn."))
    if course.due_at is None:
        return Verdict.MISMATCH, said(N_("Không hẹn ngày trả; theo công bố phải xong {at}."), at=course.reckoned_due)
    words = said(N_("Hẹn {due}; tính lại theo công bố: {at}."), due=course.due_at, at=course.reckoned_due)
    return _match(course.due_at <= course.reckoned_due), words


def _steps(course: Course) -> Answer:
    if not course.steps:
        return Verdict.NO_DATA, said(N_("Sổ không có quy trình nội bộ của hồ sơ này."))
    planned = [step.key for step in course.steps]
    lived = _last_times(course.done)
    # What the counter does with the reception itself is no hand-over.
    wanted = [key for key in planned if key in set(lived)]
    ran = [key for key in planned if _finished(course, key)]
    gap = planned[: len(ran)] != ran
    back = sum(step.back for step in course.steps)
    words = (
        said(
            N_("{done}/{all} bước đã chạy; trả lại bước trước {back} lần."), done=len(ran), all=len(planned), back=back
        )
        if back
        else said(N_("{done}/{all} bước đã chạy."), done=len(ran), all=len(planned))
    )
    return _match(lived == wanted and not gap), words


def _last_times(done: tuple[str, ...]) -> list[str]:
    """Return the steps that were finished, each where it was finished last: what was sent back runs again."""
    return list(dict.fromkeys(reversed(done)))[::-1]


def _finished(course: Course, key: str) -> bool:
    return any(step.key == key and step.finished_at is not None for step in course.steps)


def _times(course: Course) -> Answer:
    timed = [step for step in course.steps if step.finished_at is not None and step.due_at is not None]
    if not timed:
        return Verdict.NO_DATA, said(N_("Sổ không phân thời gian cho bước nào đã xong."))
    late = [step for step in timed if _step_late(step)]
    if late:
        return Verdict.MISMATCH, said(N_("Quá thời gian: {steps}."), steps="; ".join(step.name for step in late))
    return Verdict.MATCH, said(N_("{count} bước đều trong thời gian được phân."), count=len(timed))


def _step_late(step: StepTaken) -> bool:
    return step.finished_at is not None and step.due_at is not None and worktime.is_late(step.finished_at, step.due_at)


def _pauses(course: Course) -> Answer:
    if course.pausing:
        words = said(
            N_("Quy trình có bước dừng thời hạn ({steps}); sổ không ghi lần dừng."), steps="; ".join(course.pausing)
        )
        return Verdict.NO_DATA, words
    return Verdict.MATCH, said(N_("Sổ không có lần tạm dừng nào; thời hạn tính liền."))


def is_late(course: Course) -> bool:
    """Say whether the result came after the minute promised, or that has passed without one."""
    return course.due_at is not None and worktime.is_late(course.ready_at or course.seen_at, course.due_at)


def _on_time(course: Course) -> Answer:
    if course.due_at is None:
        return Verdict.NO_DATA, said(N_("Hồ sơ không hẹn ngày trả."))
    if course.ready_at is None:
        if is_late(course):
            return Verdict.MISMATCH, said(N_("Hẹn {due}; đến nay chưa có kết quả."), due=course.due_at)
        return Verdict.NO_DATA, said(N_("Hẹn {due}; chưa đến hạn, chưa có kết quả."), due=course.due_at)
    words = said(N_("Hẹn {due}; có kết quả {ready}."), due=course.due_at, ready=course.ready_at)
    return _match(not is_late(course)), words


def _apology(course: Course) -> Answer:
    if not is_late(course):
        return None
    return Verdict.NO_DATA, said(N_("Hồ sơ trễ hẹn; sổ không ghi văn bản xin lỗi: xem bản giấy."))


def _control_slip(course: Course) -> Answer:
    if not course.handed:
        return Verdict.NO_DATA, said(N_("Sổ không có lần giao nhận nào."))
    broken = any(one.taker != then.giver or one.at > then.at for one, then in pairwise(course.handed))
    if broken:
        return Verdict.MISMATCH, said(N_("{count} lần giao nhận không nối tiếp nhau."), count=len(course.handed))
    return Verdict.MATCH, said(N_("{count} lần giao nhận nối tiếp nhau."), count=len(course.handed))


def _fee(course: Course) -> Answer:
    if not course.fees:
        return Verdict.NO_DATA, said(N_("Không có mức thu nào được công bố; sổ không ghi số đã thu."))
    amounts = [VND(fee.amount) for fee in course.fees if fee.amount is not None]
    if not amounts:
        return Verdict.NO_DATA, said(N_("Mức thu do cơ quan khác định; sổ không ghi số đã thu: xem biên lai."))
    words = said(N_("Phải thu {amount}; sổ không ghi số đã thu: xem biên lai."), amount=amounts[0])
    for more in amounts[1:]:
        words = said(N_("{first} Hoặc {amount}."), first=words, amount=more)
    return Verdict.NO_DATA, words


def _returned(course: Course) -> Answer:
    if course.returned_at is None:
        return None
    if course.identity_checked is None:
        return Verdict.NO_DATA, said(N_("Trả lúc {at}; sổ không ghi giấy tờ đã kiểm tra."), at=course.returned_at)
    words = (
        N_("Trả lúc {at}; đã kiểm tra giấy tờ người nhận.")
        if course.identity_checked
        else N_("Trả lúc {at}; chưa kiểm tra giấy tờ người nhận.")
    )
    return _match(course.identity_checked), said(words, at=course.returned_at)


_ASKED: Final[dict[Check, Callable[[Course], Answer]]] = {
    Check.VERSION: _version,
    Check.PAPERS: _papers,
    Check.OUTSIDE: _outside,
    Check.RECEIPT: _receipt,
    Check.PROMISED: _promised,
    Check.STEPS: _steps,
    Check.TIMES: _times,
    Check.PAUSES: _pauses,
    Check.ON_TIME: _on_time,
    Check.APOLOGY: _apology,
    Check.CONTROL_SLIP: _control_slip,
    Check.FEE: _fee,
    Check.RETURNED: _returned,
}


def _match(right: bool) -> Verdict:
    return Verdict.MATCH if right else Verdict.MISMATCH


def _names(papers: list[PaperHeld]) -> str:
    return "; ".join(paper.name for paper in papers)


def checked_words(books: Verdict, verdict: Verdict, words: str, field: str = "words") -> str:
    """Return an inspector's words as they are kept; :class:`BadInput` where something must be said and is not, beside ``field``.

    «Không khớp» wants words, and so does what the books find amiss and the inspector does not.
    """
    kept = clean(words, lines=True)
    if len(kept) > WORDS_MOST:
        raise BadInput(N_("Nội dung dài quá {most} ký tự."), field=field, most=WORDS_MOST)
    if kept:
        return kept
    if verdict is Verdict.MISMATCH:
        raise BadInput(N_("Không khớp thì phải ghi rõ điều gì không khớp."), field=field)
    if books is Verdict.MISMATCH:
        raise BadInput(N_("Sổ ghi không khớp: kết luận khác thì ghi rõ vì sao."), field=field)
    return ""
