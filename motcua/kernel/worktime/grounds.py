"""Legal grounds named in explanations, by the day they apply to."""

from __future__ import annotations

from datetime import date

from motcua.kernel.words import N_

FIRST_DAY = N_("Bộ luật Dân sự 2015, Điều 147 khoản 2")
COUNT = N_("Bộ luật Dân sự 2015, Điều 147 và Điều 148")
ROLL = N_("Bộ luật Dân sự 2015, Điều 148 khoản 5")
END_OF_DAY = N_("Bộ luật Dân sự 2015, Điều 148 khoản 6")
WEEKLY_REST = N_("Quyết định 188/1999/QĐ-TTg (tuần làm việc 40 giờ)")
SAME_DAY = N_("Nghị định 23/2015/NĐ-CP, Điều 7")

_RECEPTION = (
    (date(2025, 7, 1), N_("Nghị định 118/2025/NĐ-CP, Điều 17")),
    (date(2018, 6, 21), N_("Nghị định 61/2018/NĐ-CP, Điều 17")),
    (date.min, N_("Quyết định 09/2015/QĐ-TTg")),
)
_SLIP = (
    (date(2025, 9, 15), N_("Mẫu 01, Thông tư 03/2025/TT-VPCP (hẹn trả theo giờ, phút, ngày)")),
    (date(2019, 1, 8), N_("Mẫu 01, Thông tư 01/2018/TT-VPCP (hẹn trả theo giờ, phút, ngày)")),
    (date.min, N_("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")),
)


def reception(day: date) -> str:
    """Return the article under which dossiers were received on ``day``."""
    return next(ground for start, ground in _RECEPTION if start <= day)


def slip(day: date) -> str:
    """Return the form whose fields make an appointment an hour and minute on ``day``."""
    return next(ground for start, ground in _SLIP if start <= day)
