"""Whoever names a place, old or new, is led to the unit it is now and to that unit's centre."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.config.demo.centre import founder
from motcua.desks.citizen import throttle
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.office import founding, packaged
from motcua.office import queries as office
from motcua.office.commands import SetCentre, SetVenue, load_calendars
from motcua.office.commands.set_centre import CodeSource
from motcua.office.founding import Founded
from motcua.office.models import Unit
from motcua.office.packaged import unit_key

PHUNG_CONG, TRA_LY = "12025@2025-07-01", "12817@2025-07-01"
WARDS = (TRA_LY, "12452@2025-07-01", "12454@2025-07-01", "13225@2025-07-01", "12466@2025-07-01")
ADDRESS = "/trung-tam-nao/"
CENTRE = "Trung tâm Phục vụ hành chính công xã Phụng Công"
NOT_SERVED = "Đơn vị này chưa dùng hệ thống"


@pytest.fixture(scope="module")
def laid_centres(lay: Any) -> dict[str, Founded]:
    return lay(_found)


@pytest.fixture
def served(laid_centres: dict[str, Founded], db: None, settings: Any) -> Iterator[dict[str, Founded]]:
    """Return the centres of real communes by the gazetteer's id; the clock stands at Friday 11/7/2025, 10:00."""
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with clock.fixed(clock.at(2025, 7, 11, 10)):
        yield laid_centres


def _found() -> dict[str, Founded]:
    keys = {unit_key(id_) for id_ in (PHUNG_CONG, *WARDS)}
    provinces = {unit.province_id for unit in packaged.units() if unit.id in keys}
    Unit.objects.bulk_create([unit for unit in packaged.units() if unit.id in keys | provinces])
    boss, found = founder(), {}
    with clock.fixed(clock.at(2025, 6, 2, 8)):
        load_calendars(boss)
        for id_ in (PHUNG_CONG, *WARDS):
            found[id_] = founding.found_commune(unit_key(id_), boss)
        perform(
            SetCentre(
                unit=found[PHUNG_CONG].centre,
                code_source=CodeSource.PRIMARY,
                ground="Kiểm thử",
                hotline="0221 3999 999",
            ),
            boss,
        )
    return found


def venue(unit: Any, name: str, **more: Any) -> None:
    perform(
        SetVenue(unit=unit, name=name, address="Thôn Thử", valid_from=date(2025, 6, 1), **more),
        founder(),
    )


def page(client: Client, text: str) -> str:
    answer = client.get(ADDRESS, {"q": text})
    assert answer.status_code == 200
    body = html.unescape(answer.content.decode())
    return body[body.index("<main") : body.index("</main>")]


@pytest.mark.parametrize(
    "typed",
    [
        "Xuân Quan",
        "xuan quan",
        "xã Xuân Quan cũ",
        "Xuân Quan, huyện Văn Giang",
        "X. XUÂN QUAN, HƯNG YÊN",
        "Xua\u0302n Quan",
        "cửu cao",
        "phung cong",
        "12022",
    ],
)
def test_old_and_new_names_lead_to_the_centre(client: Client, served: Any, typed: str) -> None:
    body = page(client, typed)
    assert CENTRE in body
    assert "0221 3999 999" in body
    assert "Đang mở cửa" in body


def test_the_new_unit_stands_beside_the_old_one(client: Client, served: Any) -> None:
    body = page(client, "Xuân Quan")
    assert "đã giải thể 1/7/2025" in body
    assert body.index("Nay thuộc:") < body.index("xã Phụng Công") < body.index(CENTRE)


@pytest.mark.parametrize("typed", ["Hoà Bình, Phú Thọ", "Hòa Bình, Phú Thọ", "hoa binh, phu tho"])
def test_old_and_new_placing_of_tones_are_one(client: Client, served: Any, typed: str) -> None:
    assert "phường Hòa Bình" in page(client, typed)


def test_a_divided_commune_names_each_heir(client: Client, served: Any) -> None:
    body = page(client, "Thái Bình, Châu Thành, Tây Ninh")
    divided = body[body.index("Nay chia về 2 nơi:") :]
    assert "xã Châu Thành" in divided
    assert "phường Tân Ninh" in divided
    assert NOT_SERVED in divided


def test_a_former_district_leads_to_its_communes_and_their_centres(client: Client, served: Any) -> None:
    body = page(client, "huyện Văn Giang")
    assert "Nay chia về 4 nơi:" in body
    assert body.count(NOT_SERVED) >= 3
    assert CENTRE in body


def test_a_commune_nobody_here_serves_says_so(client: Client, served: Any) -> None:
    body = page(client, "xã Yên Nghiệp, Hòa Bình")
    assert "xã Đại Đồng" in body
    assert NOT_SERVED in body
    assert CENTRE not in body


def test_a_province_asks_for_the_commune(client: Client, served: Any) -> None:
    assert "xin gõ tên xã, phường của bạn" in page(client, "tỉnh Hưng Yên")


def test_a_village_shares_the_lot_of_its_commune(client: Client, served: Any) -> None:
    body = page(client, "thôn Phượng Vũ")
    assert "thuộc xã Phượng Dực" in body
    assert NOT_SERVED in body


def test_many_of_a_name_ask_for_more(client: Client, served: Any) -> None:
    body = page(client, "Thái Bình")
    assert "Có nhiều nơi giống «Thái Bình»" in body
    assert {"tỉnh Thái Bình", "thành phố Thái Bình", "phường Thái Bình"} <= {
        one.full_name for one in office.lead("Thái Bình").meant
    }


def test_none_is_said_with_a_way_on(client: Client, served: Any) -> None:
    body = page(client, "xyzzy qwerty")
    assert "Không thấy nơi nào giống «xyzzy qwerty»" in body
    assert "0221 3999 999" in body


def test_every_building_is_told_with_its_coordinates(client: Client, served: Any) -> None:
    venue(served[PHUNG_CONG].centre, "Điểm tiếp nhận thử", latitude=20.95, longitude=105.95)
    body = page(client, "Xuân Quan")
    assert "Điểm tiếp nhận thử" in body
    assert "20.95000, 105.95000" in body
    assert "href" not in body[body.index("20.95000") - 120 : body.index("20.95000")]


def test_before_the_reform_the_coming_unit_is_told(client: Client, served: Any) -> None:
    venue(served[TRA_LY].centre, "Trung tâm học tập cộng đồng xã Đông Mỹ")
    with clock.fixed(clock.at(2025, 6, 12, 10)):
        body = page(client, "xã Đông Mỹ, Thái Bình")
    assert "Từ ngày 01/07/2025 thuộc:" in body
    assert "phường Trà Lý" in body
    assert "Trung tâm học tập cộng đồng xã Đông Mỹ" in body
    assert "đang chuẩn bị" in body
    assert "Đang mở cửa" not in body


def test_five_wards_of_a_former_city_are_each_led_to_their_centre(served: Any) -> None:
    city = office.lead("TP. Thái Bình").meant[0]
    centres = {seat.serving.centre.id for seat in city.seats if seat.serving and seat.serving.begun}
    assert centres == {served[ward].centre for ward in WARDS}


@pytest.mark.parametrize(
    "typed",
    [
        "\x00",
        "a" * 50_000,
        "😀" * 9_000,
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "{0.__class__} {x} %s %(y)s {{7*7}}",
        "\u202e\u200b\ufeff",
        ", , , ,",
        "(((((((",
        "-1",
        "9" * 5_000,
        "xã " * 60,
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(client: Client, served: Any, typed: str) -> None:
    answer = client.get(ADDRESS, {"q": typed})
    assert answer.status_code in {200, 400}
    assert b"<script>alert" not in answer.content
    assert "seat-centre" not in answer.content.decode()


def test_only_reading_is_allowed(client: Client, served: Any) -> None:
    assert client.post(ADDRESS, {"q": "Xuân Quan"}).status_code == 405


def test_too_many_searches_wait(client: Client, served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_SEARCHES", 2)
    for _ in range(2):
        assert client.get(ADDRESS, {"q": "Xuân Quan"}).status_code == 200
    answer = client.get(ADDRESS, {"q": "Xuân Quan"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "seat-centre" not in answer.content.decode()
    assert client.get(ADDRESS).status_code == 200


def test_a_search_costs_few_statements(client: Client, served: Any) -> None:
    client.get(ADDRESS, {"q": "Xuân Quan"})
    with CaptureQueriesContext(connection) as seen:
        client.get(ADDRESS, {"q": "Xuân Quan"})
    assert len(seen) <= 5, [one["sql"][:80] for one in seen]
    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS, {"q": "huyện Văn Giang"})
    assert len(many) <= len(seen)


def test_the_first_page_leads_here(client: Client, served: Any) -> None:
    assert f'href="{ADDRESS}"' in client.get("/").content.decode()
