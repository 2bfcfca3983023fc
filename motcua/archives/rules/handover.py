"""When a handover of records is complete, and what each side says of it.

Three criteria: *khoa học, khách quan, đầy đủ* (methodical, impartial, complete), each judged with words. Nothing that
was not judged counts as met; «cơ bản đáp ứng» names the day it is looked at again (CV 414/BNV-VTLTNN of 19/3/2025 and
CV 851/BNV ask for lists, statistics by fonds and minutes; the criteria are those of the directive on the handover).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

import msgspec

from motcua.kernel.words import N_, Said, said


class Criterion(StrEnum):
    """What a handover of records is judged by."""

    METHODICAL = "methodical"
    IMPARTIAL = "impartial"
    COMPLETE = "complete"


CRITERION_NAMES: Final = {
    Criterion.METHODICAL: N_("Khoa học"),
    Criterion.IMPARTIAL: N_("Khách quan"),
    Criterion.COMPLETE: N_("Đầy đủ"),
}
CRITERION_HINTS: Final = {
    Criterion.METHODICAL: N_("Phân loại theo phông, theo danh mục; đánh số, đóng hộp, xếp giá tra tìm được."),
    Criterion.IMPARTIAL: N_("Đếm và đối chiếu tận nơi, hai bên cùng xem; lệch ghi đúng như thấy."),
    Criterion.COMPLETE: N_("Đủ hộp, đủ hồ sơ theo mục lục; hồ sơ ngoài danh mục giữ lại và ghi riêng."),
}


class Verdict(StrEnum):
    """How far a criterion is met."""

    MET = "met"
    MOSTLY = "mostly"
    UNMET = "unmet"


VERDICT_NAMES: Final = {
    Verdict.MET: N_("Đáp ứng"),
    Verdict.MOSTLY: N_("Cơ bản đáp ứng"),
    Verdict.UNMET: N_("Chưa đáp ứng"),
}


class Side(StrEnum):
    """Who hands over and who takes over."""

    GIVER = "giver"
    RECEIVER = "receiver"


SIDE_NAMES: Final = {Side.GIVER: N_("Bên giao"), Side.RECEIVER: N_("Bên nhận")}


class Judgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One criterion as the receiver judges it, in words; ``review`` is when «cơ bản đáp ứng» is looked at again."""

    criterion: Criterion
    verdict: Verdict
    words: Annotated[str, msgspec.Meta(max_length=1000)]
    review: date | None = None


class Seen(StrEnum):
    """How a file of the sample was found."""

    RIGHT = "right"
    MISSING = "missing"
    DAMAGED = "damaged"
    DIFFERENT = "different"


SEEN_NAMES: Final = {
    Seen.RIGHT: N_("Đúng mục lục"),
    Seen.MISSING: N_("Không thấy"),
    Seen.DAMAGED: N_("Hư hỏng"),
    Seen.DIFFERENT: N_("Khác mục lục"),
}


class Sampled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file the receiver took out to compare with the list: by its number, how found, in words."""

    number: Annotated[int, msgspec.Meta(ge=1, le=9_999_999)]
    seen: Seen
    words: Annotated[str, msgspec.Meta(max_length=500)] = ""


class ClaimKind(StrEnum):
    """What a receiver finds later."""

    MISSING = "missing"
    DAMAGED = "damaged"


CLAIM_NAMES: Final = {ClaimKind.MISSING: N_("Thiếu hồ sơ"), ClaimKind.DAMAGED: N_("Hồ sơ hư hỏng")}


def refuse_judgements(given: Sequence[Judgement], today: date) -> Said | None:
    """Say why judgements do not do: each criterion once, with words; «cơ bản đáp ứng» with a day to come."""
    if sorted(one.criterion for one in given) != sorted(Criterion):
        return said(N_("Đánh giá đủ ba tiêu chí: khoa học, khách quan, đầy đủ."))
    for one in given:
        name = said(CRITERION_NAMES[one.criterion])
        if not one.words.strip():
            return said(N_("Tiêu chí «{name}»: ghi nhận xét bằng lời."), name=name)
        if one.verdict is Verdict.MOSTLY and (one.review is None or one.review <= today):
            return said(N_("Tiêu chí «{name}»: «cơ bản đáp ứng» phải có ngày rà soát lại, sau hôm nay."), name=name)
    return None


def incomplete(
    *,
    checked: bool,
    unsettled: int,
    files: int,
    judgements: Mapping[Criterion, Judgement],
    received: bool,
    differences: str,
    lacking: bool,
) -> tuple[Said, ...]:
    """Return what is still open before minutes can be made and signed, in words; nothing: the handover is complete.

    ``checked``: the check is younger than the last change; ``unsettled``: faults neither mended nor excepted;
    ``received``: boxes counted and a sample looked at; ``lacking``: the sample or the count shows a difference.
    """
    told = []
    if not files:
        told.append(said(N_("Phông chưa có hồ sơ nào.")))
    if not checked:
        told.append(said(N_("Chưa kiểm tra chuẩn hóa, hoặc mục lục đã đổi sau lần kiểm tra: kiểm tra lại.")))
    elif unsettled:
        told.append(said(N_("Còn {count} lỗi chưa sửa và chưa ghi ngoại lệ bằng văn bản."), count=unsettled))
    if not received:
        told.append(said(N_("Bên nhận chưa đếm hộp và kiểm tra mẫu.")))
    elif lacking and not differences.strip():
        told.append(said(N_("Số đếm hoặc mẫu kiểm tra khác mục lục: bên nhận ghi chênh lệch bằng lời.")))
    for criterion in Criterion:
        one = judgements.get(criterion)
        if one is None:
            told.append(said(N_("Chưa đánh giá tiêu chí «{name}»."), name=said(CRITERION_NAMES[criterion])))
        elif one.verdict is Verdict.UNMET:
            told.append(said(N_("Tiêu chí «{name}» chưa đáp ứng."), name=said(CRITERION_NAMES[criterion])))
    return tuple(told)


STATE_NAMES: Final = {
    "draft": N_("Đang chuẩn bị"),
    "minutes": N_("Đã lập biên bản, chờ ký"),
    "signing": N_("Một bên đã ký"),
    "done": N_("Đã bàn giao"),
    "withdrawn": N_("Đã rút"),
}
"""Where a handover is in its life."""
