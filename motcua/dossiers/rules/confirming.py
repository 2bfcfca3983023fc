"""What is shown to somebody at the counter before anything is printed, and what of it they may confirm.

No article orders the second screen; it is the cheapest moment to put a name right: before the slip and the result bear it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

SHOWN: Final[Mapping[str, str]] = {
    "name": N_("Họ và tên"),
    "born": N_("Ngày sinh"),
    "phone": N_("Số điện thoại"),
    "procedure": N_("Thủ tục đề nghị giải quyết"),
    "papers": N_("Giấy tờ đã nhận"),
    "due": N_("Hẹn trả kết quả"),
}
"""In the order the screen shows them: the least that must be right before the slip is printed."""


def checked_fields(given: Sequence[str], field: str = "fields") -> tuple[str, ...]:
    """Return fields in the order they are shown, each once; :class:`BadInput` for one that is never shown."""
    if set(given) - set(SHOWN):
        raise BadInput(N_("Không có mục này trên màn hình thứ hai."), field=field)
    return tuple(name for name in SHOWN if name in given)
