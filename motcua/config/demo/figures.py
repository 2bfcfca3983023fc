"""The story of figures: the 95 % of two communes in 2018, stated once for both; «đều được đầu tư mới» of 13/6/2025.

The report of 24/2/2018 gives 95 % for both communes together; its 190 of 200 are made up (*thử*) so that the rate can be
opened. The report of 13/6/2025 says that the seats are all newly invested in, and names one still being built.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from motcua.config.demo.region import COMMUNES, Region
from motcua.config.demo.staffing import INSPECTED, OldCommune, told_of_phuong_duc
from motcua.indicators.commands import ExplainFlag, FactsWish, SendFigure, StateFigure
from motcua.indicators.rules.facts import Basis, Kind, Source
from motcua.indicators.rules.flags import Code
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.office import queries as office

HONG_MINH: Final = "10276"
WORDS_2018: Final = "Dịch vụ công trực tuyến mức độ 3 của cả 2 xã đạt 95 % (tử số, mẫu số: thử)"
WORDS_2025: Final = "Trụ sở Trung tâm của 3 xã đều được đầu tư mới; một trụ sở còn đang hoàn thiện"


def joint(old: OldCommune, other: UUID | None = None) -> UUID | None:
    """State the 95 % of Phượng Dực and Hồng Minh once, as the inspector of the district; ``None`` without the second."""
    if other is None:
        found = office.unit_by_code(HONG_MINH, date(2018, 1, 2))
        other = found.id if found else None
    if other is None:
        return None
    with clock.fixed(INSPECTED):
        facts = FactsWish(
            indicator="online_share",
            kind=Kind.RATE,
            value="95",
            numerator=190,
            denominator=200,
            first=date(2018, 1, 1),
            last=date(2018, 2, 22),
            stated_by="UBND hai xã Phượng Dực, Hồng Minh",
            basis=Basis.SELF,
            source=Source.ARTICLE,
            source_words=WORDS_2018,
            told_on=date(2018, 2, 22),
            scale="four",
            level="3",
        )
        figure = perform(StateFigure(places=[old.place, other], facts=facts), old["hailt"]).target
        perform(SendFigure(figure=figure), old["hailt"])
    return figure


def newly_built(region: Region) -> UUID | None:
    """State «đều được đầu tư mới» of the three seats of Lâm Thao on 13/6/2025, explained: one was not finished."""
    head, places = region.actors.get("khoakd"), [region.places.get(name) for name in COMMUNES]
    if head is None or None in places:
        return None
    with clock.fixed(clock.at(2025, 6, 13, 16)):
        facts = FactsWish(
            label="Trụ sở Trung tâm được đầu tư mới",
            kind=Kind.COUNT,
            unit="trụ sở",
            value="3",
            parts="số ở tiêu đề: 3\nsố trong đoạn văn: 2",
            first=date(2025, 6, 13),
            last=date(2025, 6, 13),
            stated_by="Tin về buổi kiểm tra",
            basis=Basis.SEEN,
            source=Source.ARTICLE,
            source_words=WORDS_2025,
            told_on=date(2025, 6, 13),
        )
        figure = perform(StateFigure(places=[one for one in places if one], facts=facts), head).target
        why = ExplainFlag(figure=figure, code=Code.TEXT_DISAGREES, words="Một trụ sở đang xây, chưa nghiệm thu")
        perform(why, head)
        perform(SendFigure(figure=figure), head)
    return figure


def of_region(built: Region) -> None:
    """Enter both stories; the first where Phượng Dực of 2018 was told."""
    fill(built, told_of_phuong_duc())


def fill(region: Region, old: OldCommune | None = None) -> dict[str, UUID | None]:
    """Enter both stories where their places and people are in the books; return the figures by name."""
    return {"joint": joint(old) if old else None, "newly": newly_built(region)}
