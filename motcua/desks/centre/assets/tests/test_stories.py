"""The stories of equipment and assets, from the norm to the request and from the city to the ward, over HTTP."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest

from motcua.config.demo import equipment
from motcua.custody.models import Asset, GapReview, StockTake, SupplyRequest, Transfer
from motcua.custody.queries import norms, register
from motcua.custody.queries.register import Narrow
from motcua.kernel import clock


@pytest.fixture
def equipped(region):
    """The region with its equipment; the clock stands at Tuesday 15/7/2025, 09:00."""
    equipment.fill(region)
    with clock.fixed(clock.at(2025, 7, 15, 9)):
        yield region


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK, address
    return answer.content.decode()


def test_cao_xa_counts_finds_gaps_and_asks_for_what_lacks(equipped, sign_in, client):
    """C05: norm v1, the count, the gaps with their cost, the request; v2 is reckoned anew and v1 is kept."""
    first, second = GapReview.objects.filter(centre=equipped.centres["cao-xa"]).order_by("id")
    who = equipped["gd-cao-xa"]
    v1 = {line.kind: line for line in norms.review_page(who, first.id).lines}
    # Five computers: two new, one of 2021, one of 2016 (too old), one broken; six are asked for.
    assert (v1["pc"].held, v1["pc"].sound, v1["pc"].old, v1["pc"].broken) == (5, 3, 1, 1)
    assert (v1["pc"].missing, v1["pc"].lacking, v1["pc"].cost, v1["pc"].mismatched) == (1, 3, 45_000_000, True)
    assert (v1["display"].required, v1["display"].lacking) == (equipment.COUNTERS, 4)
    assert (first.norm.edition, first.cost) == (
        1,
        45_000_000 + 12_000_000 + 5_000_000 + 45_000_000 + 24_000_000 + 4_000_000,
    )
    v2 = {line.kind: line for line in norms.review_page(who, second.id).lines}
    assert (second.norm.edition, v2["scanner"].lacking, v2["kiosk"].lacking) == (2, 3, 1)
    assert norms.review_page(who, first.id).again
    request = SupplyRequest.objects.get()
    assert (request.state, request.cost, request.review_id) == ("approved", first.cost, first.id)
    sign_in(client, "csvc-cao-xa")
    shown = page(client, "/thiet-bi/so-sanh/")
    assert "34/HD-UBND (thử)" in shown
    kept = page(client, f"/thiet-bi/so-sanh/{first.id}/")
    assert "21/HD-UBND (thử)" in kept
    assert "135.000.000" in kept
    assert "được thay từ 01/07/2025" in kept
    assert "Đồng ý, ưu tiên máy quét" in page(client, f"/thiet-bi/de-nghi/{request.id}/")


def test_the_count_of_cao_xa_keeps_what_two_people_saw(equipped, sign_in, client):
    sign_in(client, "csvc-cao-xa")
    listing = page(client, "/thiet-bi/kiem-ke/")
    assert "9/10" in listing
    shown = page(client, f"/thiet-bi/kiem-ke/{StockTake.objects.get().id}/")
    for words in ("In thử hai trang", "Tủ hồ sơ sắt", "Máy tính văn thư cũ", "đã khóa sổ"):
        assert words in shown


def test_dai_dong_shows_a_mixed_set_and_its_scattered_offices(equipped, sign_in, client):
    """C05 and C35: several models and years in one table; offices on a drawing with a list."""
    sign_in(client, "gd-dai-dong")
    shown = page(client, "/thiet-bi/so-sanh/")
    assert "thiết bị không đồng bộ: 4 kiểu hoặc năm" in shown
    assert "FPT Elead · 2013" in shown
    drawn = page(client, "/thiet-bi/tru-so/")
    assert drawn.count('class="map-dot"') == 4
    yen_nghiep = drawn[drawn.rindex(">Trụ sở xã Yên Nghiệp cũ<") :]
    assert "Đảng ủy xã Đại Đồng" in yen_nghiep[:1500]
    assert "Nhà làm việc của Trung tâm" in drawn
    assert "km đường chim bay" in drawn


def test_a_hall_that_nobody_manages_and_idle_houses_are_listed(equipped, sign_in, client):
    """C35: «chưa rõ đơn vị quản lý», and what lies idle."""
    sign_in(client, "csvc-dai-dong")
    unclear = page(client, "/thiet-bi/?ds=chua-ro")
    assert "Hội trường thôn (thử)" in unclear
    assert "Trụ sở xã Đại Đồng" not in unclear
    idle = page(client, "/thiet-bi/?ds=doi-du")
    assert "Nhà làm việc cũ của Công an xã" in idle
    assert "Hội trường thôn (thử)" not in idle


def test_the_city_centre_building_went_to_tran_hung_dao(equipped, sign_in, client):
    """C35: two parties signed, the building changed hands, the formal decision is counted down."""
    building = Asset.objects.get(name="Trung tâm hành chính công TP. Thái Bình")
    assert building.unit_id == equipped.committees["tran-hung-dao"]
    assert building.place_id == equipped.places["tran-hung-dao"]
    assert building.code.startswith("TS-336-")
    transfer = Transfer.objects.get()
    assert transfer.formal_due == date(2025, 7, 25)
    sign_in(client, "csvc-tran-hung-dao")
    shown = page(client, f"/thiet-bi/ban-giao/{transfer.id}/")
    assert "còn 10 ngày" in shown
    assert "vết thấm" in shown
    minutes = client.get(f"/thiet-bi/ban-giao/{transfer.id}/bien-ban.pdf")
    assert minutes.content.startswith(b"%PDF")
    rows = register.listing(equipped["tp-thaibinh"], Narrow(kind="building")).rows
    assert [row.unit for row in rows] == [equipped.committees["tran-hung-dao"]]
