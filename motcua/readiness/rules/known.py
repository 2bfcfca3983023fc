"""What the books of other rooms say of an item, beside what people said of it; and when the two do not agree.

The books answer no item by themselves: whoever is there answers. Where they say otherwise the page warns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.readiness.rules.board import day_words, percent
from motcua.readiness.rules.verdicts import Stand, Verdict


class Book(StrEnum):
    """Whose book it is."""

    WORKS = "works"
    LINES = "lines"
    EQUIPMENT = "equipment"
    PEOPLE = "people"
    SEALS = "seals"


BOOK_NAMES: Final = {
    Book.WORKS: N_("sổ công trình"),
    Book.LINES: N_("sổ đường truyền"),
    Book.EQUIPMENT: N_("sổ tài sản, trang thiết bị"),
    Book.PEOPLE: N_("phương án nhân sự"),
    Book.SEALS: N_("sổ con dấu, chứng thư số"),
}

PREMISES: Final = "dieu-kien.mat-bang"
LINES: Final = "dieu-kien.duong-truyen"
PEOPLE: Final = "dieu-kien.nhan-su"
TRAINING: Final = "dieu-kien.tap-huan"
SEAL: Final = "phap-ly.con-dau"
CERTIFICATES: Final = "phap-ly.chung-thu-so"
ACCOUNTS: Final = "phap-ly.tai-khoan"
EQUIPMENT: Final[Mapping[str, str]] = {
    "don-tiep.lay-so": "queue",
    "don-tiep.loi-xe-lan": "ramp",
    "tra-cuu.may-tinh": "kiosk",
    "tra-cuu.wifi": "switch",
    "dich-vu-cong.may-tinh": "pc",
    "dich-vu-cong.may-in": "printer",
    "dich-vu-cong.doc-the": "card_reader",
    "dich-vu-cong.danh-gia": "rating",
    "dich-vu-cong.camera": "camera",
    "so-hoa.may-quet": "scanner",
    "tra-ket-qua.man-hinh": "display",
    "lam-viec.cho-ngoi": "furniture",
    "lam-viec.may-tinh": "pc",
    "dieu-kien.dien": "ups",
    "dieu-kien.chay-chua": "fire_kit",
}
"""Items of the packaged template by the kind of equipment whose gap bears on them; a later version keeps its keys."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a book says of an item as of a day: it holds, it does not, or (``None``) nobody can tell from it."""

    book: Book
    holds: bool | None
    words: Said
    as_of: date
    thing: UUID | None = None


def disagrees(stand: Stand, known: Known) -> bool:
    """Say whether what counts of an item is not what a book says: met against lacking, or lacking against there."""
    counted = stand.counted
    if counted is None or known.holds is None:
        return False
    return known.holds is (counted.verdict is Verdict.UNMET)


def works_words(
    *,
    running: int,
    name: str,
    percent_: int,
    before: date | None,
    late: int,
    accepted: date | None,
    left: int,
    on: date,
) -> tuple[bool, Said]:
    """Return whether the premises are finished by the book of works, and the sentence."""
    if running:
        more = {"name": name, "percent": percent_, "count": running}
        if late:
            return False, said(N_("«{name}» mới xong {percent} %, trễ {late} ngày"), late=late, **more)
        if before is None:
            return False, said(N_("«{name}» mới xong {percent} %, chưa có hạn"), **more)
        return False, said(
            N_("«{name}» mới xong {percent} %, phải xong trước {day}"), day=day_words(before, on), **more
        )
    day = day_words(accepted, on) if accepted else ""
    if left:
        return True, said(N_("đã nghiệm thu {day}, còn {left} tồn tại chưa xác nhận sửa xong"), day=day, left=left)
    return True, said(N_("đã nghiệm thu {day}"), day=day)


def lines_words(
    *, lines: int, cut: int, cut_since: datetime | None, unheard: int, up: int, known: int, since: str
) -> tuple[bool | None, Said]:
    """Return whether the lines are there, measured and held by the book of lines, and the sentence.

    Held says that none is cut now and each was heard of lately; ``since`` is the start of the cut in words.
    """
    if cut and cut_since is not None:
        return False, said(N_("{lines} đường, {cut} đang mất từ {since}"), lines=lines, cut=cut, since=since)
    if unheard == lines and not known:
        return None, said(N_("{lines} đường, chưa có số đo"), lines=lines)
    if unheard:
        return None, said(N_("{lines} đường, {unheard} đường không có số đo mới"), lines=lines, unheard=unheard)
    rate = percent(up, known) if known else ""
    return True, said(N_("{lines} đường đang có số đo, không mất; 30 ngày qua thông {rate}"), lines=lines, rate=rate)


def equipment_words(required: int | None, sound: int, lacking: int | None, norm: str) -> tuple[bool | None, Said]:
    """Return whether a kind is complete against the norm, and the sentence."""
    if required is None or lacking is None:
        return None, said(N_("dùng được {sound}, chưa tính được số cần có theo {norm}"), sound=sound, norm=norm)
    values = {"required": required, "sound": sound, "norm": norm}
    if lacking:
        return False, said(
            N_("cần {required}, dùng được {sound}, thiếu {lacking} theo {norm}"), lacking=lacking, **values
        )
    return True, said(N_("cần {required}, dùng được {sound}, đủ theo {norm}"), **values)


def people_words(there: int, whole: int, what: str) -> tuple[bool, Said]:
    """Return whether everybody of the move plan has what is asked, and the sentence (``what``: marked words)."""
    return there == whole, said(what, there=there, all=whole)


ARRIVED: Final = N_("{there}/{all} người đã nhận việc")
TRAINED: Final = N_("{there}/{all} người đã tập huấn hoặc không cần")
HAVE_ACCOUNT: Final = N_("{there}/{all} người đã có tài khoản hoặc không cần")
HAVE_CERTIFICATE: Final = N_("{there}/{all} người đã có chứng thư số hoặc không cần")
SEAL_THERE: Final = N_("đã nhận con dấu")
SEAL_MISSING: Final = N_("chưa nhận con dấu")
