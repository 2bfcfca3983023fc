"""What is said to somebody who calls about a dossier: a sentence ready to be read out, and what is never said by phone.

Who calls has shown nothing but four digits and a first name. They hear what the slip would show anybody who holds it
(state, unit, step, date), and no name, number, address or content of the result (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15;
NĐ 118/2025 Đ6: whoever filed is told how it stands).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.dossiers.rules import life
from motcua.kernel.errors import BadInput
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said

NAME_MOST: Final = 60
_DIGITS: Final = re.compile(r"\d{4}", re.ASCII)
NEVER: Final = (
    N_("Không đọc qua điện thoại: họ tên đầy đủ, ngày sinh, số định danh, số điện thoại, địa chỉ, nội dung kết quả."),
    N_("Hỏi thêm thì mời đến Trung tâm mang giấy tờ tùy thân, hoặc tự tra cứu bằng hai dòng in trên giấy hẹn."),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dossier stands, as far as it may be said: ``when`` is the promised instant in words, "" where none runs."""

    procedure: str
    state: str
    holder: str
    step: str
    outside: str = ""
    when: str = ""
    late: bool = False
    lacking: Sequence[str] = ()
    rejected: bool = False


def checked(digits: str, name: str) -> tuple[str, str]:
    """Return the four digits and the first name without marks; :class:`BadInput` names the field that is wrong."""
    digits = digits.strip()
    if not _DIGITS.fullmatch(digits):
        raise BadInput(N_("Gõ đúng bốn số cuối của số điện thoại."), field="digits")
    words = fold(name[:NAME_MOST]).split()
    if not words or not words[-1].isalpha():
        raise BadInput(N_("Gõ tên người gọi (chữ cuối của họ tên)."), field="name")
    return digits, words[-1]


def is_called(full_name: str, first: str) -> bool:
    """Say whether the first name (the last word) of ``full_name`` is ``first``, marks aside."""
    words = fold(full_name).split()
    return bool(words) and words[-1] == first


def sentences(one: Standing) -> tuple[Said, ...]:
    """Return what to say, in order: where it is, until when or an apology, what to do or bring."""
    where = _where(one)
    found = [where]
    if one.when and one.late:
        found.append(
            said(N_("Hồ sơ đã quá hạn hẹn trả {when}. Trung tâm xin lỗi ông/bà vì sự chậm trễ này."), when=one.when)
        )
    elif one.when:
        found.append(said(N_("Hẹn trả kết quả: {when}."), when=one.when))
    elif one.state in life.RUNNING:
        found.append(said(N_("Thủ tục này chưa có ngày hẹn; có kết quả Trung tâm sẽ báo.")))
    return (*found, *_to_do(one))


def _where(one: Standing) -> Said:
    if one.state == life.State.READY:
        sentence = N_("Hồ sơ «{procedure}» đã có kết quả.")
        if one.rejected:
            sentence = N_("Hồ sơ «{procedure}» đã có văn bản trả lời.")
        return said(sentence, procedure=one.procedure)
    if one.state == life.State.SUPPLEMENT:
        return said(N_("Hồ sơ «{procedure}» đang chờ ông/bà bổ sung giấy tờ."), procedure=one.procedure)
    if one.state == life.State.FEE:
        return said(N_("Hồ sơ «{procedure}» đang chờ ông/bà nộp phí, lệ phí hoặc thuế."), procedure=one.procedure)
    if one.state == life.State.SUSPENDED:
        return said(N_("Hồ sơ «{procedure}» đang tạm dừng giải quyết."), procedure=one.procedure)
    if one.outside:
        return said(
            N_("Hồ sơ «{procedure}» đang ở {outside}, {holder} theo dõi."),
            procedure=one.procedure,
            outside=one.outside,
            holder=one.holder,
        )
    return said(
        N_("Hồ sơ «{procedure}» đang ở {holder}, bước «{step}»."),
        procedure=one.procedure,
        holder=one.holder,
        step=one.step,
    )


def _to_do(one: Standing) -> list[Said]:
    """Return what the caller should do or bring."""
    if one.state == life.State.READY:
        return [said(N_("Mời ông/bà đến nhận trong giờ làm việc, mang giấy hẹn và giấy tờ tùy thân."))]
    if one.lacking:
        return [
            said(N_("Xin mang đến: {papers}. Thời gian chờ bổ sung không tính vào hạn."), papers="; ".join(one.lacking))
        ]
    if one.state == life.State.FEE:
        return [said(N_("Xin mang thông báo nộp tiền và biên lai nếu đã nộp."))]
    return []
