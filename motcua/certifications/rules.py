"""Rules of certification: what a number is worth, what stands in a book, who signs as what, when a day may be closed.

Sources: NĐ 23/2015/NĐ-CP (with NĐ 07/2025 and NĐ 280/2025), TT 01/2020/TT-BTP on statements and books, TT 226/2016/TT-BTC
on fees. The texts of the decree and of TT 01/2020 were not seen; what follows them is from practice and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.payments.rules import levels
from motcua.payments.rules.levels import Formula, Level


class Kind(StrEnum):
    """What is certified: copies from an original, or a signature on a paper."""

    COPY = "copy"
    SIGNATURE = "signature"


KIND_NAMES: Final = {Kind.COPY: N_("Bản sao từ bản chính"), Kind.SIGNATURE: N_("Chữ ký")}
PROCEDURES: Final = {Kind.COPY: "2.000815", Kind.SIGNATURE: "2.000884"}
FIELD: Final = "Chứng thực"
"""The field of both procedures in the national catalogue: a delegation of signing may name either."""
SYMBOLS: Final = {Kind.COPY: "SCT/BS", Kind.SIGNATURE: "SCT/CK,ĐC"}
"""How the book of a kind is called on a statement (TT 01/2020/TT-BTP, from practice)."""
LABELS: Final = {Kind.COPY: "CT-BS", Kind.SIGNATURE: "CT-CK"}

ORIGINALS_MOST: Final = 20
COPIES_MOST: Final = 200
COPIES_A_TIME: Final = 300
"""Copies of one certification: each gets a page with its statement."""
NAME_MOST: Final = 300
FIRST_MOST: Final = 99_999
CUTOFF: Final = time(15)
"""What is received after 15:00 may be returned the next working day (NĐ 23/2015/NĐ-CP Đ7)."""
BEGAN_MOST: Final = timedelta(hours=4)
"""A form left open for longer says nothing about how long its typing took."""


_BODY: Final = re.compile(r"\s+(UBND|Ủy ban nhân dân|HĐND)\b.*", re.IGNORECASE)
"""The body behind an office stands at the head of the paper already."""


class Standing(StrEnum):
    """How far a certification has come; a cancelled one has no number left that stands."""

    TYPED = "typed"
    PRINTED = "printed"
    COMPARED = "compared"
    SIGNED = "signed"
    HANDED = "handed"
    CANCELLED = "cancelled"


STANDING_NAMES: Final = {
    Standing.TYPED: N_("Đã lấy số"),
    Standing.PRINTED: N_("Đã in, chờ đối chiếu"),
    Standing.COMPARED: N_("Chờ ký"),
    Standing.SIGNED: N_("Đã ký, chờ trả"),
    Standing.HANDED: N_("Đã trả"),
    Standing.CANCELLED: N_("Đã hủy"),
}


@dataclass(frozen=True, slots=True)
class Moments:
    """The instants of one certification: form opened, number taken, printed, compared, signed, handed over."""

    began: datetime | None
    opened: datetime
    printed: datetime | None = None
    compared: datetime | None = None
    signed: datetime | None = None
    handed: datetime | None = None

    @property
    def preparing(self) -> timedelta | None:
        """Return how long typing and printing took, once printed; ``None`` where the form's beginning is not known."""
        return self.printed - self.began if self.printed and self.began else None

    @property
    def checking(self) -> timedelta | None:
        """Return how long comparing and signing took, once signed."""
        return self.signed - self.printed if self.signed and self.printed else None


def standing(moments: Moments, left: int) -> Standing:
    """Return how far a certification has come; ``left`` numbers of it stand."""
    if not left:
        return Standing.CANCELLED
    for reached, at in (
        (Standing.HANDED, moments.handed),
        (Standing.SIGNED, moments.signed),
        (Standing.COMPARED, moments.compared),
        (Standing.PRINTED, moments.printed),
    ):
        if at is not None:
            return reached
    return Standing.TYPED


def half(times: Sequence[timedelta]) -> timedelta | None:
    """Return the time that half of them did not exceed (the median), ``None`` of none."""
    return timedelta(seconds=round(median(one.total_seconds() for one in times))) if times else None


def fee_of(kind: Kind, level: Level | None, pages: int, copies: int) -> int:
    """Return the fee of one original in đồng under the level posted at the instant, nothing where none is.

    Copies: by page of the original and by copy (TT 226/2016/TT-BTC Đ4). Signatures: once a case, one or several signatures
    in one paper.
    """
    if level is None:
        return 0
    return levels.charge(
        level, copies if kind is Kind.COPY else 1, pages if level.formula is Formula.COPY_PAGES else None
    )


def level_of(kind: Kind, chargeable: Sequence[Level]) -> Level | None:
    """Return the level a kind is charged under: by page for copies where one is posted so, else the first."""
    by_page = (level for level in chargeable if level.formula is Formula.COPY_PAGES)
    first = next(iter(chargeable), None)
    return next(by_page, first) if kind is Kind.COPY else first


def check_original(name: str, pages: int, copies: int) -> str:
    """Return the name of an original tidied; :class:`BadInput` where it says nothing or the counts are nobody's."""
    found = clean(name)
    if not found:
        raise BadInput(N_("Ghi tên giấy tờ."), field="name")
    if len(found) > NAME_MOST:
        raise BadInput(N_("Dài quá {most} ký tự."), field="name", most=NAME_MOST)
    if not 1 <= pages <= levels.PAGES_MOST:
        raise BadInput(N_("Số trang từ 1 đến {most}."), field="pages", most=levels.PAGES_MOST)
    if not 1 <= copies <= COPIES_MOST:
        raise BadInput(N_("Số bản từ 1 đến {most}."), field="copies", most=COPIES_MOST)
    return found


def check_time(copies: Sequence[int]) -> None:
    """Refuse a certification of nothing, of too many originals, or of more copies than one goes through at a time."""
    if not copies:
        raise BadInput(N_("Ghi ít nhất một giấy tờ."), field="originals")
    if len(copies) > ORIGINALS_MOST:
        raise BadInput(N_("Mỗi lượt nhiều nhất {most} giấy tờ."), field="originals", most=ORIGINALS_MOST)
    if sum(copies) > COPIES_A_TIME:
        raise BadInput(
            N_("Mỗi lượt nhiều nhất {most} bản; tách thành hai lượt."), field="originals", most=COPIES_A_TIME
        )


def book_text(volume: str, year: int, kind: Kind) -> str:
    """Return a book as statements name it: ``01/2025-SCT/BS`` (TT 01/2020/TT-BTP, from practice)."""
    return f"{volume}/{year}-{SYMBOLS[kind]}"


def label_of(kind: Kind, first: int, count: int, year: int) -> str:
    """Return a certification as bills and lists call it, by its numbers: ``CT-BS 12-15/2025``."""
    numbers = f"{first}-{first + count - 1}" if count > 1 else str(first)
    return f"{LABELS[kind]} {numbers}/{year}"


def is_after_cutoff(at: datetime) -> bool:
    """Say whether it may be returned the next working day only: received after 15:00, not at 15:00 sharp."""
    return at.astimezone(VIETNAM).time() > CUTOFF


def began_at(began: datetime | None, now: datetime) -> datetime | None:
    """Return when the form was opened, ``None`` where that says nothing: to come, or hours ago."""
    return began if began is not None and timedelta(0) <= now - began <= BEGAN_MOST else None


def signs_as(title: str, behalf: str) -> tuple[str, ...]:
    """Return what stands above a signature, line by line: a deputy signs for the chair, whoever was authorised by order.

    NĐ 30/2020/NĐ-CP, Appendix I: KT. (ký thay), TUQ. (thừa ủy quyền).
    """
    own = _BODY.sub("", clean(title)).upper()
    if behalf:
        return "TUQ. CHỦ TỊCH", own
    return ("KT. CHỦ TỊCH", own) if fold(title).split()[:1] == ["pho"] else (own,)


def refuse_comparing(reached: Standing) -> Said | None:
    """Say why copies cannot be compared now: they are not there, or were compared."""
    if reached is Standing.TYPED:
        return said(N_("In lời chứng xong rồi mới đối chiếu."))
    return None if reached is Standing.PRINTED else said(N_("Lượt này đã đối chiếu hoặc không còn số nào."))


def refuse_printing(reached: Standing) -> Said | None:
    """Say why it cannot be said to be printed now."""
    return None if reached is Standing.TYPED else said(N_("Lượt này đã ghi là in xong hoặc không còn số nào."))


def refuse_signing(reached: Standing) -> Said | None:
    """Say why it cannot be signed now: an official compares every copy first."""
    if reached in {Standing.TYPED, Standing.PRINTED}:
        return said(N_("Chưa đối chiếu xong; đối chiếu từng bản rồi mới ký."))
    return None if reached is Standing.COMPARED else said(N_("Lượt này đã ký hoặc không còn số nào."))


def refuse_handing(reached: Standing, *, of_dossier: bool) -> Said | None:
    """Say why it cannot be handed over now: not signed, or returned with its dossier."""
    if of_dossier:
        return said(N_("Lượt này thuộc một hồ sơ có giấy hẹn; trả ở mục Trả kết quả."))
    return None if reached is Standing.SIGNED else said(N_("Chưa ký xong, đã trả, hoặc không còn số nào."))


def refuse_changing(reached: Standing) -> Said | None:
    """Say why nothing of it can be corrected or cancelled any more."""
    if reached is Standing.HANDED:
        return said(N_("Đã trả cho người yêu cầu; không sửa, không hủy số được nữa."))
    return said(N_("Lượt này không còn số nào.")) if reached is Standing.CANCELLED else None


def refuse_naming(reached: Standing) -> Said | None:
    """Say why another signer cannot be named: it is signed, or nothing of it stands."""
    return (
        None
        if reached in {Standing.TYPED, Standing.PRINTED, Standing.COMPARED}
        else said(N_("Lượt này đã ký hoặc đã hủy."))
    )


def refuse_day_of_signing(day: date, today: date) -> Said | None:
    """Say why it cannot be signed today: the statement bears the day of its number."""
    if day == today:
        return None
    return said(N_("Lời chứng ghi ngày {day}; sang ngày khác thì hủy số cũ và lấy số mới."), day=f"{day:%d/%m/%Y}")


def refuse_closing(day: date, today: date, unsigned: int) -> Said | None:
    """Say why a day's books cannot be closed: it is to come, or numbers of it are neither signed nor cancelled."""
    if day > today:
        return said(N_("Không khóa sổ trước cho ngày chưa tới."))
    if unsigned:
        return said(N_("Còn {n} số chưa ký; ký hoặc hủy các số ấy rồi khóa sổ."), n=unsigned)
    return None
