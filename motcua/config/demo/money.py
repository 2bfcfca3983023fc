"""The stories of money: Phụng Công's estimate is asked for, Đại Đồng spends its support money first on the centre.

Amounts are made up (*thử*): the reports of 11/7 and 15/7/2025 name none.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.budget.commands import (
    AskEstimate,
    DecideEstimate,
    DraftEstimate,
    LineWish,
    RecordGrant,
    SpendGrant,
    SubmitEstimate,
)
from motcua.config.demo.region import Region
from motcua.kernel import clock
from motcua.ledger.perform import perform

CONCLUSION = "Kết luận buổi làm việc ngày 15/7/2025: ưu tiên đầu tư, mua sắm cho Trung tâm từ kinh phí được hỗ trợ"
MILLION = 1_000_000


def fill(region: Region) -> dict[str, UUID]:
    """Play both stories at Đại Đồng; return the estimate and the grant by name."""
    writer, leader = region["kt-dai-dong"], region["ct-dai-dong"]
    place = region.places["dai-dong"]
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        ask = AskEstimate(
            place=place, year=2025, title="Kinh phí hoạt động 6 tháng cuối năm (thử)", wanted_by=date(2025, 7, 31)
        )
        estimate = perform(ask, writer).target
        lines = [
            LineWish(name="Sửa chữa trụ sở Trung tâm (thử)", amount=300 * MILLION),
            LineWish(name="Đường truyền và dự phòng (thử)", amount=60 * MILLION),
            LineWish(name="Hội nghị của xã (thử)", amount=40 * MILLION, for_centre=False),
        ]
        perform(DraftEstimate(estimate=estimate, lines=lines), writer)
        record = RecordGrant(
            place=place,
            name="Kinh phí hỗ trợ sau sắp xếp (thử)",
            source="Ngân sách tỉnh (thử)",
            amount=500 * MILLION,
            purpose="Mua sắm, sửa chữa",
            centre_first=True,
            centre_first_ground=CONCLUSION,
        )
        grant = perform(record, writer).target
    with clock.fixed(clock.at(2025, 7, 25, 9)):
        perform(SubmitEstimate(estimate=estimate), writer)
        spend = SpendGrant(
            grant=grant,
            day=date(2025, 7, 25),
            what="Máy quét cho khu số hóa (thử)",
            amount=90 * MILLION,
            for_centre=True,
        )
        perform(spend, writer)
    with clock.fixed(clock.at(2025, 7, 30, 9)):
        perform(DecideEstimate(estimate=estimate, approve=True, decision="QĐ thử 30/7/2025"), leader)
    return {"estimate": estimate, "grant": grant}
