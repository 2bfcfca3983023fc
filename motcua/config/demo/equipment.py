"""The demonstration's equipment: what the centres of the region had in June and July 2025, counted, lacking, handed over.

Units and events are those of the press reports; quantities, models, prices and the guidance's figures are made up and
marked *thử*. Told day by day through commands, with the clock on each day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from motcua.config.demo.centre import founder
from motcua.config.demo.people import PASSWORD
from motcua.config.demo.region import BEGUN, Region
from motcua.custody.commands import (
    ApproveRequest,
    Ask,
    Asked,
    Checked,
    CheckTransfer,
    CloseStockTake,
    DraftRequest,
    Facts,
    Given,
    ImportDepreciation,
    IssueNorm,
    KindRate,
    OpenStockTake,
    ProposeTransfer,
    RecordGaps,
    RecordObservations,
    RegisterAsset,
    SettleObservation,
    SignTransfer,
    SubmitRequest,
    Verdict,
)
from motcua.custody.queries import norms, stock_takes, transfers
from motcua.custody.rules.assets import Condition, Use
from motcua.custody.rules.counting import State
from motcua.custody.rules.gaps import Per
from motcua.custody.sorting import Sighting
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.commands import OpenAccount, PostGiven, RegisterOfficial, open_account
from motcua.office.queries import names
from motcua.office.rules import Level, Role

MILLION: Final = 1_000_000
CITY_SUPPLY: Final = "csvc-tp-thaibinh"
COUNTERS, OFFICERS = 4, 6

# Quantities [test].
NORM_V1: Final = (
    Ask(kind="pc", quantity=6, oldest=5, same_model=True, unit_cost=15 * MILLION),
    Ask(kind="scanner", quantity=2, unit_cost=12 * MILLION),
    Ask(kind="printer", quantity=2, unit_cost=5 * MILLION),
    Ask(kind="queue", quantity=1, unit_cost=45 * MILLION),
    Ask(kind="display", quantity=1, per=Per.COUNTER, unit_cost=6 * MILLION),
    Ask(kind="camera", quantity=4, unit_cost=2 * MILLION),
)
NORM_V2: Final = (
    Ask(kind="pc", quantity=1, per=Per.OFFICER, oldest=5, same_model=True, unit_cost=15 * MILLION),
    Ask(kind="scanner", quantity=1, per=Per.COUNTER, unit_cost=12 * MILLION),
    Ask(kind="printer", quantity=2, unit_cost=5 * MILLION),
    Ask(kind="queue", quantity=1, unit_cost=45 * MILLION),
    Ask(kind="display", quantity=1, per=Per.COUNTER, unit_cost=6 * MILLION),
    Ask(kind="camera", quantity=4, unit_cost=2 * MILLION),
    Ask(kind="kiosk", quantity=1, unit_cost=38 * MILLION),
)
V2_FROM: Final = date(2025, 7, 1)

Device = tuple[str, str, str, int | None, str, Condition, int]
"""Kind, name, model, year made, room, condition, price in million đồng."""

CAO_XA: Final[tuple[Device, ...]] = (
    ("pc", "Máy tính quầy 1", "Dell Vostro 3020", 2024, "Quầy 1", Condition.GOOD, 15),
    ("pc", "Máy tính quầy 2", "Dell Vostro 3020", 2024, "Quầy 2", Condition.GOOD, 15),
    ("pc", "Máy tính quầy 3", "HP ProDesk 400", 2021, "Quầy 3", Condition.WORN, 13),
    ("pc", "Máy tính cũ của xã", "FPT Elead", 2016, "Quầy 4", Condition.WORN, 9),
    ("pc", "Máy tính văn thư cũ", "FPT Elead", 2016, "Kho", Condition.BROKEN, 9),
    ("scanner", "Máy quét", "Fujitsu fi-8040", 2024, "Khu số hóa", Condition.GOOD, 12),
    ("printer", "Máy in", "Canon LBP2900", 2014, "Quầy 1", Condition.WORN, 4),
    ("printer", "Máy in", "HP M404dn", 2022, "Quầy 3", Condition.BROKEN, 6),
    ("camera", "Camera sảnh", "Hikvision DS-2CD", 2023, "Sảnh", Condition.GOOD, 2),
    ("camera", "Camera quầy", "Hikvision DS-2CD", 2023, "Quầy 1", Condition.GOOD, 2),
)
DAI_DONG: Final[tuple[Device, ...]] = (
    ("pc", "Máy tính quầy 1", "Dell OptiPlex 3040", 2016, "Quầy 1", Condition.WORN, 11),
    ("pc", "Máy tính quầy 2", "HP ProDesk 400", 2019, "Quầy 2", Condition.WORN, 12),
    ("pc", "Máy tính quầy 3", "FPT Elead", 2013, "Quầy 3", Condition.BROKEN, 8),
    ("pc", "Máy tính quầy 4", "Dell Vostro 3020", 2024, "Quầy 4", Condition.GOOD, 15),
    ("printer", "Máy in quầy 1", "Canon LBP2900", 2012, "Quầy 1", Condition.WORN, 4),
    ("printer", "Máy in quầy 2", "Brother HL-L2321D", 2020, "Quầy 2", Condition.GOOD, 4),
    ("scanner", "Máy quét", "Canon DR-C225", 2017, "Khu số hóa", Condition.WORN, 9),
)


def fill(region: Region) -> None:
    """Play the stories of equipment for the region's centres."""
    with clock.fixed(clock.at(2025, 6, 12, 9)):
        guidance(region, NORM_V1, "21/HD-UBND (thử)", date(2025, 6, 1))
        register_devices(region, "cao-xa", CAO_XA)
        _depreciation(region)
    _count_cao_xa(region)
    with clock.fixed(clock.at(2025, 6, 13, 15)):
        review = record_gaps(region, "cao-xa")
        ask_for_supplement(region, review)
    _hand_over_city_centre(region)
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        guidance(region, NORM_V2, "34/HD-UBND (thử)", V2_FROM)
        record_gaps(region, "cao-xa")
    with clock.fixed(clock.at(2025, 7, 15, 8)):
        register_devices(region, "dai-dong", DAI_DONG)
        scattered_offices(region)


def guidance(region: Region, lines: tuple[Ask, ...], number: str, valid_from: date) -> UUID:
    """Issue the province's guidance for the former district of Lâm Thao; return it."""
    command = IssueNorm(
        place=region.places["lam-thao"],
        number=number,
        title="Hướng dẫn trang bị Trung tâm Phục vụ hành chính công (số lượng thử)",
        issuer="UBND tỉnh Phú Thọ",
        issued_on=valid_from,
        valid_from=valid_from,
        source="Bản thử của bản trình diễn",
        lines=list(lines),
        trial=True,
    )
    return perform(command, region["khoakd"]).target


def register_devices(region: Region, key: str, devices: tuple[Device, ...]) -> list[UUID]:
    """Enter devices of a centre by its supply officer; return their ids."""
    return [
        perform(
            RegisterAsset(
                place=region.places[key],
                unit=region.centres[key],
                facts=Facts(
                    name=name,
                    kind=kind,
                    model=model,
                    year_made=year,
                    used_since=date(year, 9, 1) if year else None,
                    cost=price * MILLION,
                    fund="Ngân sách xã (thử)",
                ),
                room=room,
                condition=condition,
                use=Use.REPAIR if condition is Condition.BROKEN else Use.IN_USE,
                ground="Kiểm kê 1/1/2025 (thử)",
            ),
            region[f"csvc-{key}"],
        ).target
        for kind, name, model, year, room, condition, price in devices
    ]


def _depreciation(region: Region) -> None:
    rates = [KindRate(kind=kind, years=5, basis_points=2000) for kind in ("pc", "scanner", "printer", "camera")]
    command = ImportDepreciation(
        place=region.places["cao-xa"],
        title="Bảng hao mòn (thử)",
        source="Số thử, chưa đối chiếu Thông tư 23/2023/TT-BTC",
        valid_from=date(2025, 1, 1),
        rates=rates,
        trial=True,
    )
    perform(command, region["csvc-cao-xa"])


def _count_cao_xa(region: Region) -> None:
    """Two people count Cao Xá on 13/6; they disagree once, one device is not found, one is not in the books."""
    keeper, one, two = region["csvc-cao-xa"], region["tn-cao-xa"], region["gd-cao-xa"]
    with clock.fixed(clock.at(2025, 6, 13, 8)):
        stock_take = perform(
            OpenStockTake(
                place=region.places["cao-xa"],
                unit=region.centres["cao-xa"],
                title="Rà soát thiết bị trước vận hành",
                ground="Ý kiến tại buổi kiểm tra 13/6/2025",
                rooms=["Quầy 1", "Quầy 2", "Quầy 3", "Quầy 4", "Khu số hóa", "Sảnh", "Kho"],
            ),
            keeper,
        ).target
    at = clock.at(2025, 6, 13, 9)
    with clock.fixed(clock.at(2025, 6, 13, 11)):
        expected = stock_takes.round_page(keeper, stock_take).list
        lost = next(row.code for row in expected if row.name == "Máy tính văn thư cũ")
        seen = [(row.code, row.room, row.condition) for row in expected if row.code != lost]
        _send(stock_take, one, at, seen, [_cabinet(at)])
        printer = next(row for row in expected if row.name == "Máy in" and row.condition is Condition.WORN)
        _send(stock_take, two, at, [(printer.code, printer.room, Condition.BROKEN)], [])
        conflict = stock_takes.round_page(keeper, stock_take).of(State.CONFLICT)[0]
        good = next(look for look in conflict.seen if look.condition is Condition.WORN)
        settle = SettleObservation(
            stock_take=stock_take, observation=good.id, reason="In thử hai trang: còn in được, phải thay trống"
        )
        perform(settle, keeper)
        perform(CloseStockTake(stock_take=stock_take, note="Máy tính văn thư cũ chưa thấy, đang tìm"), keeper)


def _cabinet(at: datetime) -> Sighting:
    """Something found that is in no book."""
    name = "Tủ hồ sơ sắt"
    return Sighting(
        id=uuid5(UUID(int=7), name),
        name=name,
        room="Kho",
        condition=Condition.WORN,
        observed_at=at + timedelta(minutes=50),
    )


def _send(
    stock_take: UUID,
    who: Actor,
    at: datetime,
    seen: list[tuple[str, str, Condition]],
    others: list[Sighting],
) -> None:
    sightings = [
        Sighting(
            id=uuid5(stock_take, f"{who.account}{code}"),
            code=code,
            room=room,
            condition=condition,
            observed_at=at + timedelta(minutes=minute),
            device="Điện thoại thử",
        )
        for minute, (code, room, condition) in enumerate(seen)
    ]
    perform(RecordObservations(stock_take=stock_take, sightings=[*sightings, *others]), who)


def record_gaps(region: Region, key: str) -> UUID:
    """Record how a centre stands to the norm in force."""
    command = RecordGaps(place=region.places[key], centre=region.centres[key], counters=COUNTERS, officers=OFFICERS)
    return perform(command, region[f"csvc-{key}"]).target


def ask_for_supplement(region: Region, review: UUID) -> UUID:
    """Draft, submit and approve a request for what a recorded result lacks."""
    found = norms.review_page(region["csvc-cao-xa"], review)
    prices = {line.kind: line.unit_cost for line in found.norm.lines}
    request = perform(
        DraftRequest(
            place=region.places["cao-xa"],
            unit=region.centres["cao-xa"],
            lines=[
                Asked(kind=line.kind, quantity=line.lacking, unit_cost=prices[line.kind], why="Thiếu so với hướng dẫn")
                for line in found.lines
                if line.lacking
            ],
            reason="Bổ sung thiết bị theo hướng dẫn để kịp vận hành 1/7/2025",
            review=review,
        ),
        region["csvc-cao-xa"],
    ).target
    perform(SubmitRequest(request=request), region["csvc-cao-xa"])
    perform(ApproveRequest(request=request, words="Đồng ý, ưu tiên máy quét"), region["ct-cao-xa"])
    return request


def _hand_over_city_centre(region: Region) -> None:
    """The city's centre building goes from the city to phường Trần Hưng Đạo, by temporary minutes of 25/6/2025."""
    city = region.places["thai-binh-tp"]
    committee = next(body for body in office.bodies_of(city, BEGUN) if body.level is Level.COMMITTEE)
    supply = _city_supply(committee.id)
    region.actors[CITY_SUPPLY] = supply
    with clock.fixed(clock.at(2025, 6, 25, 9)):
        building = perform(
            RegisterAsset(
                place=city,
                unit=committee.id,
                facts=Facts(
                    name="Trung tâm hành chính công TP. Thái Bình",
                    kind="building",
                    used_since=date(2018, 1, 1),
                    latitude=20.4463,
                    longitude=106.3366,
                    note="Tọa độ gần đúng (thử)",
                ),
                building="Trung tâm hành chính công TP. Thái Bình",
            ),
            supply,
        ).target
        transfer = perform(
            ProposeTransfer(
                place=city,
                giver=committee.id,
                receiver=region.committees["tran-hung-dao"],
                ground="Phương án bàn giao trụ sở khi kết thúc hoạt động cấp huyện (thử)",
                handed_on=date(2025, 6, 25),
                temporary=True,
                lines=[Given(asset=building, actual=Condition.GOOD, papers="Hồ sơ hoàn công (thử)")],
            ),
            supply,
        ).target
        receiver = region["csvc-tran-hung-dao"]
        lines = transfers.transfer_page(receiver, transfer).lines
        words = "Trần sảnh có vết thấm, ghi nhận để sửa"
        answers = [Checked(line=line.id, verdict=Verdict.DIFFERS, words=words) for line in lines]
        perform(CheckTransfer(transfer=transfer, lines=answers), receiver)
        for who in ("tp-thaibinh", "ct-tran-hung-dao"):
            perform(SignTransfer(transfer=transfer), region[who])


def _city_supply(committee: UUID) -> Actor:
    """Return the city's supply officer, hired for the story."""
    account = names.account_named(CITY_SUPPLY)
    if account is None:
        post = PostGiven(
            unit=committee, title="Phụ trách tài sản", roles=[Role.SUPPLY], valid_from=BEGUN, decision="QĐ thử"
        )
        official = perform(RegisterOfficial(name="Phụ Trách Thử Thành Phố", posts=[post]), founder()).target
        command = OpenAccount(official=official, username=CITY_SUPPLY, must_change=False)
        account = UUID(open_account(command, founder(), password=PASSWORD)[0].ids["account"])
    actor = office.actor_of(account)
    if actor is None:
        raise LookupError(CITY_SUPPLY)
    return replace(actor, verified=True)


def scattered_offices(region: Region) -> None:
    """Đại Đồng works in several places, one hall of which nobody manages and one house of which is idle.

    No report gives coordinates: these are made up near the middles of the commune and of the former Yên Nghiệp.
    """
    found = (
        ("Trụ sở xã Đại Đồng", "building", "committee", 20.4045, 105.5040, Use.IN_USE),
        ("Trụ sở xã Yên Nghiệp cũ", "building", "committee", 20.3938, 105.5299, Use.IN_USE),
        ("Nhà làm việc cũ của Công an xã", "building", "committee", 20.3844, 105.5064, Use.IDLE),
        ("Hội trường thôn (thử)", "hall", "", 20.4107, 105.4712, Use.IN_USE),
    )
    units = {"committee": region.committees["dai-dong"]}
    for name, kind, unit, latitude, longitude, use in found:
        command = RegisterAsset(
            place=region.places["dai-dong"],
            unit=units.get(unit),
            facts=Facts(name=name, kind=kind, latitude=latitude, longitude=longitude, note="Tọa độ thử"),
            use=use,
        )
        perform(command, region["csvc-dai-dong"])
