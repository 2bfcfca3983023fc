"""Decisions about conclusions: two genres, kinds of sentences, what must be there before one is signed. Pure.

Layout and numbering after NĐ 30/2020/NĐ-CP (Phụ lục I) as far as known; the structure of an inspection's conclusion
(merits, shortcomings with numbers, causes, responsibility, requests with deadline, report date) is that of practice:
no official form was seen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events import conclusions as told
from motcua.ledger.events.conclusions import DueTold, HeadTold, SentenceTold


class Genre(StrEnum):
    """Whose conclusion it is: a leader's, spoken at a working session, or an inspection's."""

    LEADER = "leader"
    INSPECTION = "inspection"


GENRE_NAMES: Final = {
    Genre.LEADER: N_("Kết luận của lãnh đạo tại buổi làm việc"),
    Genre.INSPECTION: N_("Kết luận kiểm tra"),
}


class State(StrEnum):
    """How far a conclusion is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SIGNED = "signed"
    NUMBERED = "numbered"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


STATE_NAMES: Final = {
    State.DRAFT: N_("Đang dự thảo"),
    State.SUBMITTED: N_("Chờ ký"),
    State.RETURNED: N_("Trả lại để sửa"),
    State.SIGNED: N_("Đã ký, chờ cấp số"),
    State.NUMBERED: N_("Đã cấp số, chờ gửi"),
    State.PUBLISHED: N_("Đã gửi"),
    State.REPLACED: N_("Đã được thay thế"),
    State.WITHDRAWN: N_("Đã thu hồi"),
    State.DISCARDED: N_("Dự thảo đã bỏ"),
}
WRITABLE: Final = (State.DRAFT, State.RETURNED)
OUT: Final = (State.PUBLISHED, State.REPLACED, State.WITHDRAWN)
"""States in which a conclusion may have gone out; whether it has, the day of publication says."""


class Kind(StrEnum):
    """What a sentence does. ``REQUEST`` asks the place spoken of, ``INSTRUCTION`` other bodies."""

    NONE = "none"
    HEADING = "heading"
    RECOGNITION = "recognition"
    ASSESSMENT = "assessment"
    SHORTCOMING = "shortcoming"
    CAUSE = "cause"
    RESPONSIBILITY = "responsibility"
    ANSWER = "answer"
    REQUEST = "request"
    INSTRUCTION = "instruction"
    ORGANISATION = "organisation"


KIND_NAMES: Final = {
    Kind.NONE: N_("Chưa chọn loại"),
    Kind.HEADING: N_("Tên phần"),
    Kind.RECOGNITION: N_("Ghi nhận, ưu điểm"),
    Kind.ASSESSMENT: N_("Đánh giá"),
    Kind.SHORTCOMING: N_("Tồn tại, hạn chế"),
    Kind.CAUSE: N_("Nguyên nhân"),
    Kind.RESPONSIBILITY: N_("Trách nhiệm tập thể, cá nhân"),
    Kind.ANSWER: N_("Trả lời kiến nghị"),
    Kind.REQUEST: N_("Đề nghị, yêu cầu địa phương"),
    Kind.INSTRUCTION: N_("Giao cơ quan khác"),
    Kind.ORGANISATION: N_("Tổ chức thực hiện"),
}
ASKING: Final = tuple(Kind(one) for one in told.ASKING)
"""Kinds of which each sentence becomes a task."""


class When(StrEnum):
    """How words of time are read. ``BEFORE`` leaves the day itself out, ``BY`` counts it."""

    NONE = "none"
    BEFORE = "before"
    BY = "by"
    EVENT = "event"
    EVERY = "every"
    SOON = "soon"


WHEN_NAMES: Final = {
    When.NONE: N_("Không nêu thời hạn"),
    When.BEFORE: N_("Trước ngày (không tính ngày đó)"),
    When.BY: N_("Đến hết ngày"),
    When.EVENT: N_("Gắn với một sự kiện"),
    When.EVERY: N_("Lặp lại định kỳ"),
    When.SOON: N_("«Sớm», chưa có ngày"),
}


class Thing(StrEnum):
    """What a sentence may speak of."""

    FINDING = "finding"
    PROPOSAL = "proposal"
    DIRECTIVE = "directive"
    WORKS = "works"
    PROJECT = "project"
    READINESS = "readiness"
    OUTAGE = "outage"
    ABSENCE = "absence"
    MINUTES = "minutes"


THING_NAMES: Final = {
    Thing.FINDING: N_("Phát hiện khi kiểm tra"),
    Thing.PROPOSAL: N_("Khó khăn, kiến nghị"),
    Thing.DIRECTIVE: N_("Nhiệm vụ đã giao"),
    Thing.WORKS: N_("Công trình"),
    Thing.PROJECT: N_("Dự án theo dõi"),
    Thing.READINESS: N_("Hồ sơ sẵn sàng"),
    Thing.OUTAGE: N_("Mất đường truyền"),
    Thing.ABSENCE: N_("Vắng trực"),
    Thing.MINUTES: N_("Biên bản đã ký"),
}
HALVES: Final = {"": N_("Không ghi buổi"), "am": N_("Buổi sáng"), "pm": N_("Buổi chiều")}
SENTENCES_MOST, WORDS_MOST, LISTED_MOST = 80, 2000, 60
TITLE_MOST, NAME_MOST, LINE_MOST, OPENING_MOST, SYMBOL_MOST = 300, 200, 500, 2000, 40


def last_day(due: DueTold) -> date | None:
    """Return the last day that is in time: the day before of «trước ngày», the day itself of a day or an event."""
    if due.day is None:
        return None
    return due.day - timedelta(days=1) if due.kind == When.BEFORE else due.day


def moved(sentences: Sequence[SentenceTold], at: int, step: int) -> list[SentenceTold]:
    """Return the sentences with the one at ``at`` moved by ``step`` places; at the edge it stays."""
    found = list(sentences)
    there = min(max(at + step, 0), len(found) - 1)
    found.insert(there, found.pop(at))
    return found


def split(one: SentenceTold, at: int, new_id: UUID) -> tuple[SentenceTold, ...]:
    """Return a sentence cut at a place of its words: the first part keeps the id and whom it asks, the rest is new.

    Both parts keep what the sentence speaks of. Where a part would be empty, the sentence comes back whole.
    """
    first, rest = clean(one.words[:at]), clean(one.words[at:])
    if not first or not rest:
        return (one,)
    ahead = msgspec.structs.replace(one, words=first)
    behind = msgspec.structs.replace(one, id=new_id, words=rest, joined=True, due=DueTold())
    return ahead, behind


_INSPECTION_NEEDS: Final = (
    (Kind.RECOGNITION, N_("Chưa có phần ưu điểm.")),
    (Kind.SHORTCOMING, N_("Chưa có phần tồn tại, hạn chế: không thấy tồn tại nào thì ghi rõ một câu.")),
)


BLANK: Final = ": …"
"""How a sentence ends whose answer to a proposal is still to be written."""


def lacking(genre: Genre, head: HeadTold, sentences: Sequence[SentenceTold]) -> list[Said]:
    """Return what must still be written before the conclusion can be laid before the signer, in words."""
    found: list[Said] = []
    body = [one for one in sentences if one.kind != Kind.HEADING]
    if not body:
        found.append(said(N_("Chưa có câu nào.")))
    if genre is Genre.LEADER and not head.speaker.name:
        found.append(said(N_("Chưa ghi ai kết luận.")))
    if not head.recipients:
        found.append(said(N_("Chưa ghi nơi nhận.")))
    if not head.symbol:
        found.append(said(N_("Chưa ghi ký hiệu văn bản, ví dụ TB-UBND.")))
    if not head.signs_as:
        found.append(said(N_("Chưa ghi chức vụ người ký.")))
    for number, one in enumerate(sentences, 1):
        if one.kind == Kind.NONE:
            found.append(said(N_("Câu {number}: chưa chọn loại."), number=number))
        if one.kind in ASKING and not (one.units or one.group):
            found.append(said(N_("Câu {number}: chưa ghi giao ai."), number=number))
        if one.words.endswith(BLANK):
            found.append(said(N_("Câu {number}: chưa ghi lời trả lời kiến nghị."), number=number))
        if genre is Genre.INSPECTION and one.kind in ASKING and one.due.kind in (When.NONE, When.SOON):
            found.append(said(N_("Câu {number}: kết luận kiểm tra phải có thời hạn cho từng yêu cầu."), number=number))
    if genre is Genre.INSPECTION:
        kinds = {one.kind for one in body}
        found += [said(sentence) for kind, sentence in _INSPECTION_NEEDS if kind not in kinds]
        if head.report_on is None:
            found.append(said(N_("Chưa ghi ngày đơn vị phải báo cáo kết quả khắc phục.")))
    return found


def doubts(genre: Genre, sentences: Sequence[SentenceTold]) -> list[Said]:
    """Return what may be signed so, but will be asked about later: «sớm», groups without members, no numbers."""
    found: list[Said] = []
    for number, one in enumerate(sentences, 1):
        if one.kind in ASKING and one.due.kind == When.SOON:
            found.append(said(N_("Câu {number}: «{words}» chưa có ngày."), number=number, words=one.due.words or "sớm"))
        elif one.kind in ASKING and one.due.kind == When.NONE:
            found.append(said(N_("Câu {number}: chưa có thời hạn."), number=number))
        if one.kind in ASKING and one.group and not one.units:
            found.append(said(N_("Câu {number}: «{group}» chưa thành đơn vị cụ thể."), number=number, group=one.group))
        if one.open:
            found.append(said(N_("Câu {number}: danh sách còn để mở (…)."), number=number))
        if genre is Genre.INSPECTION and one.kind == Kind.SHORTCOMING and not re.search(r"\d", one.words):
            found.append(said(N_("Câu {number}: tồn tại chưa có số liệu."), number=number))
    if genre is Genre.INSPECTION:
        kinds = {one.kind for one in sentences}
        if Kind.CAUSE not in kinds:
            found.append(said(N_("Chưa có câu nào về nguyên nhân.")))
        if Kind.RESPONSIBILITY not in kinds:
            found.append(said(N_("Chưa có câu nào về trách nhiệm của tập thể, cá nhân.")))
    return found


def unanswered(given: Collection[tuple[UUID, str]], sentences: Iterable[SentenceTold]) -> list[tuple[UUID, str]]:
    """Return the proposals (id, words) of ``given`` that no answering or asking sentence speaks of, in their order."""
    spoken = {
        about.id
        for one in sentences
        if one.kind in (Kind.ANSWER, *ASKING)
        for about in one.about
        if about.kind == Thing.PROPOSAL
    }
    return [(id_, words) for id_, words in given if id_ not in spoken]


def number_text(number: int, symbol: str) -> str:
    """Return number and symbol as papers bear them: a number under 10 has a zero before it (NĐ 30/2020 Phụ lục I)."""
    return f"{number:02}/{symbol}"


_TYPED: Final = re.compile(r"(?P<number>\d{1,6})\s*/\s*(?P<symbol>[^\s/][^\s]{0,38})")


def typed_number(text: str) -> tuple[int, str]:
    """Return number and whole text of what a clerk typed from the body's own register; :class:`BadInput` for anything else."""
    hit = _TYPED.fullmatch(clean(text))
    if hit is None or not int(hit["number"]):
        raise BadInput(N_("Ghi số và ký hiệu như 12/TB-UBND."), field="number")
    return int(hit["number"]), f"{hit['number']}/{hit['symbol']}"


def symbol_of(name: str, *, committee: bool) -> str:
    """Return the usual symbol of a notice of a body: «TB-UBND», of others the initials of their name («TB-SNV»).

    A start only: each body has symbols of its own, and whoever writes changes it.
    """
    if committee:
        return "TB-UBND"
    kept = [word for word in fold(name).split() if word not in {"tinh", "huyen", "thanh", "pho", "va", "xa", "phuong"}]
    words = name.replace("–", " ").replace("-", " ").split()
    initials = "".join(word[0].upper() for word in words if fold(word) in kept)
    return f"TB-{initials[:8]}" if initials else "TB"


def check_issue_day(issued_on: date, signed_on: date, today: date) -> None:
    """Raise :class:`BadInput` for a day of issue before the signature or after today."""
    if issued_on < signed_on:
        raise BadInput(N_("Ngày ban hành không thể trước ngày ký."), field="issued_on")
    if issued_on > today:
        raise BadInput(N_("Ngày ban hành chưa tới."), field="issued_on")


def find(sentences: Iterable[SentenceTold], id_: UUID) -> SentenceTold:
    """Return a sentence by its id; :class:`Conflict` when the conclusion has none such."""
    for one in sentences:
        if one.id == id_:
            return one
    raise Conflict(N_("Kết luận không có câu này."))
