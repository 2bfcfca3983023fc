"""The demonstration's lines: Xuân Lũng with a back-up and a cut of 45 minutes, Đại Đồng with two weeks of results.

That lines and the connection to the province had to be looked after was asked on 13/6/2025, that Đại Đồng's centre is to
run without interruption in July 2025. Providers, speeds, results and cuts were made up for practice and say *thử*.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.config.demo.region import Region
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.links.commands import (
    EndOutage,
    LineWish,
    Measure,
    RecordConnection,
    RecordMeasurements,
    RegisterLine,
    ReportOutage,
)
from motcua.links.rules import BATCH_MOST, Kind, Service, Use

EVERY: Final = timedelta(minutes=15)
CUT: Final = (clock.at(2025, 6, 13, 14), clock.at(2025, 6, 13, 14, 45))
"""The cut of Xuân Lũng's connection to the province: 45 minutes, made up."""
QUIET_WEEKS: Final = (clock.at(2025, 7, 1), clock.at(2025, 7, 15))
DAI_DONG_CUT: Final = (clock.at(2025, 7, 8, 9), clock.at(2025, 7, 8, 10, 30))


def fill(region: Region) -> None:
    """Play the lines of Xuân Lũng on 13/6/2025 and of Đại Đồng from 1/7 to 15/7/2025."""
    _, _, province = lines_of_xuan_lung(region)
    cut_for_45_minutes(region, province)
    line_of_dai_dong(region)


def lines_of_xuan_lung(region: Region) -> tuple[UUID, UUID, UUID]:
    """Enter internet, back-up and the connection to the province, and try it; return the three lines."""
    with clock.fixed(clock.at(2025, 6, 13, 8)):
        wishes = (
            LineWish(
                kind=Kind.INTERNET,
                name="Cáp quang chính (thử)",
                provider="Nhà mạng Thử Một",
                contract="HĐ thử 01",
                down_mbps=200,
                up_mbps=100,
                monthly_cost=550_000,
                since=date(2025, 6, 1),
                services=[Service.RECEPTION, Service.PORTAL],
            ),
            LineWish(
                kind=Kind.MOBILE,
                use=Use.BACKUP,
                name="4G dự phòng (thử)",
                provider="Nhà mạng Thử Hai",
                down_mbps=30,
                since=date(2025, 6, 1),
            ),
            LineWish(
                kind=Kind.PROVINCE,
                name="Hệ thống thông tin giải quyết TTHC tỉnh (thử)",
                since=date(2025, 6, 1),
                services=[Service.PROVINCE, Service.RECEPTION],
            ),
        )
        found = [
            perform(RegisterLine(place=region.places["xuan-lung"], line=wish), region["csvc-xuan-lung"]).target
            for wish in wishes
        ]
    with clock.fixed(clock.at(2025, 6, 13, 8, 30)):
        test = RecordConnection(line=found[2], passed=True, took=184_000, backlog=0, backlog_source="Sổ của Trung tâm")
        perform(test, region["csvc-xuan-lung"])
    measure(region, "xuan-lung", found[0], clock.at(2025, 6, 13, 8), clock.at(2025, 6, 13, 17))
    return found[0], found[1], found[2]


def cut_for_45_minutes(region: Region, line: UUID) -> UUID:
    """Cut a line from 14:00 to 14:45 on 13/6/2025, as a person tells it; return the cut."""
    with clock.fixed(CUT[0] + timedelta(minutes=5)):
        report = ReportOutage(line=line, started_at=CUT[0], cause="Thử: đứt cáp trên tuyến")
        outage = UUID(perform(report, region["csvc-xuan-lung"]).ids["outage"])
    with clock.fixed(CUT[1] + timedelta(minutes=5)):
        perform(EndOutage(line=line, outage=outage, ended_at=CUT[1]), region["csvc-xuan-lung"])
    return outage


def line_of_dai_dong(region: Region) -> UUID:
    """Enter Đại Đồng's line and two weeks of its results, with a cut of 90 minutes; return the line."""
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        wish = LineWish(
            kind=Kind.INTERNET,
            name="Cáp quang Trung tâm (thử)",
            provider="Nhà mạng Thử Một",
            down_mbps=150,
            up_mbps=75,
            since=date(2025, 7, 1),
            services=[Service.RECEPTION, Service.PORTAL, Service.PROVINCE],
        )
        line = perform(RegisterLine(place=region.places["dai-dong"], line=wish), region["csvc-dai-dong"]).target
    measure(region, "dai-dong", line, *QUIET_WEEKS, cut=DAI_DONG_CUT)
    return line


def measure(
    region: Region, key: str, line: UUID, start: datetime, end: datetime, cut: tuple[datetime, datetime] | None = None
) -> None:
    """Report results for each quarter of an hour, both ends included; inside ``cut`` nothing is answered."""
    found, at = [], start
    while at <= end:
        broken = cut is not None and cut[0] <= at < cut[1]
        found.append(_result(line, at, broken=broken))
        at += EVERY
    with clock.fixed(end + timedelta(minutes=1)):
        for first in range(0, len(found), BATCH_MOST):
            batch = uuid5(NAMESPACE_URL, f"{line}/{start.isoformat()}/{first}")
            part = found[first : first + BATCH_MOST]
            perform(RecordMeasurements(line=line, batch=batch, measures=part), region[f"csvc-{key}"])


def _result(line: UUID, at: datetime, *, broken: bool) -> Measure:
    id_ = uuid5(NAMESPACE_URL, f"{line}/{at.isoformat()}")
    if broken:
        return Measure(id=id_, at=at, sent=10, received=0, fault="Thử: không trả lời")
    # Busier at the counters' hours: made-up values that are the same at each run.
    busy = 9 <= clock.local(at).hour < 17
    swing = id_.int % 7
    p50 = (18_000 if busy else 9_000) + swing * 900
    return Measure(
        id=id_,
        at=at,
        sent=10,
        received=10,
        p50=p50,
        p95=p50 * 2 + swing * 1_500,
        down=130_000 - swing * 2_000 - (25_000 if busy else 0),
        up=60_000 - swing * 1_000,
    )
