"""Boards over HTTP: the sentence, its rows, map, wall, sheet and spreadsheet; made, changed, closed; cut to the reach."""

from __future__ import annotations

import json
from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.kernel import clock
from motcua.office import stamps
from motcua.office.models import Unit, Venue
from motcua.readiness.models import Board, BoardCentre, Summary
from motcua.readiness.queries import boards as queries

CITY = "Sẵn sàng 1/5 (20 %), đang hoàn thiện 4/5, còn 3 ngày (1 ngày làm việc)"
DISTRICT = "2/3 cơ bản đáp ứng yêu cầu trước mắt (rà soát lại 24/6); Phùng Nguyên đang xây dựng, phải xong trước 25/6"


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.OK, answer.content.decode()[:2000]
    return answer.content.decode()


def address(board, *parts):
    return "/".join(["/dieu-hanh/bang", str(board), *parts]) + "/"


def test_on_12_june_the_city_reads_its_sentence_and_who_was_visited(region, boards, sign_in, client):
    text = page(sign_in(client, "tp-thaibinh"), address(boards["city"]))
    assert CITY in text
    assert text.count("đã kiểm tra tận nơi 12/6/2025") == 2
    assert "3 nơi tự báo cáo, 0 nơi chưa báo cáo" in text
    assert "Trà Lý: Khu số hóa hồ sơ: Máy quét có khay nạp tự động (thiếu:" in text
    assert CITY in page(client, "/dieu-hanh/")
    assert CITY in page(client, address(boards["city"], "in"))


def test_on_13_june_the_district_reads_its_exception(region, boards, sign_in, client):
    with clock.fixed(clock.at(2025, 6, 13, 10)):
        text = page(sign_in(client, "saund"), address(boards["district"]))
    assert DISTRICT in text
    assert "Chưa có hạn." in text


def test_the_wall_says_the_sentence_the_time_and_each_centre_in_words(region, boards, sign_in, client):
    answer = sign_in(client, "thannk").get(address(boards["city"], "tuong"))
    text = answer.content.decode()
    assert CITY in text
    assert 'data-as-of="08:00"' in text
    assert "Mất kết nối với máy chủ" in text
    for name in ("Trần Hưng Đạo", "Trà Lý", "Trần Lãm", "Thái Bình", "Vũ Phúc"):
        assert f"<b>{name}</b>" in text
    assert answer["Cache-Control"] == "no-store"


def test_each_figure_opens_to_its_rows(region, boards, sign_in, client):
    client = sign_in(client, "tp-thaibinh")
    ready = page(client, address(boards["city"]) + "?muc=ready").split('id="trung-tam"')[1]
    assert "Trần Hưng Đạo</a>" in ready
    assert "Trà Lý</a>" not in ready
    assert "Không có hàng nào khớp" in page(client, address(boards["city"]) + "?muc=none")
    assert "Vũ Phúc</a>" in page(client, address(boards["city"]) + "?q=vu+phuc").split('id="trung-tam"')[1]
    assert client.get(address(boards["city"]) + "?muc=la").status_code == HTTPStatus.BAD_REQUEST


def test_the_spreadsheet_has_the_rows_of_the_board(region, boards, sign_in, client):
    answer = sign_in(client, "khoakd").get(f"/dieu-hanh/bang/{boards['district']}/xuat.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {"Bản Nguyên", "Phùng Nguyên", "Xuân Lũng"}


def test_the_spreadsheet_keeps_a_centre_without_a_file_and_says_so(region, boards, sign_in, client):
    Summary.objects.filter(unit=region.centres["xuan-lung"]).delete()
    answer = sign_in(client, "khoakd").get(f"/dieu-hanh/bang/{boards['district']}/xuat.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
    assert set(rows) == {"Bản Nguyên", "Phùng Nguyên", "Xuân Lũng"}
    assert rows["Xuân Lũng"][2] == "chưa lập hồ sơ"
    assert rows["Xuân Lũng"][8] == "chưa báo cáo"
    assert [rows["Xuân Lũng"][at] for at in (3, 4, 5, 6, 7, 11)] == [None] * 6, "what nobody reported is no zero"
    assert "chưa lập hồ sơ" not in rows["Bản Nguyên"]
    assert {len(row) for row in rows.values()} == {sheet.max_column}


@pytest.mark.parametrize("path", ["", "tuong/", "in/", "xuat.xlsx", "sua/", "dong/", "ranh-gioi/"])
def test_a_board_of_another_territory_is_not_there_and_who_oversees_nothing_has_no_way_in(
    region, boards, sign_in, client, path
):
    url = address(boards["city"]) + path
    assert client.get(url).status_code == HTTPStatus.FOUND
    assert sign_in(client, "khoakd").get(url).status_code == HTTPStatus.NOT_FOUND
    assert sign_in(client, "ct-tra-ly").get(url).status_code == HTTPStatus.FORBIDDEN


def board_form(region, *keys, **more):
    centres = [region.centres[key] for key in keys]
    return {"title": "Bảng thử", "phase": "trial", "target": "", "centres": centres, "once_key": "b", **more}


def test_a_board_is_made_once_changed_and_closed(region, boards, sign_in, client):
    client = sign_in(client, "khoakd")
    page(client, "/dieu-hanh/bang/moi/")
    for _ in range(2):
        done = client.post("/dieu-hanh/bang/moi/", board_form(region, "cao-xa"))
        assert done.status_code == HTTPStatus.FOUND
    board = Board.objects.get(title="Bảng thử")
    page(client, address(board.id, "sua"))
    change = board_form(region, title="Bảng mọi nơi", everybody="1", target="25/06/2025", once_key="c")
    assert client.post(address(board.id, "sua"), change).status_code == HTTPStatus.FOUND
    assert BoardCentre.objects.filter(board=board).count() == 3
    assert "còn 13 ngày" in page(client, address(board.id))
    assert client.post(address(board.id, "dong"), {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(address(board.id, "dong"), {"reason": "Xong", "once_key": "d"}).status_code == HTTPStatus.FOUND
    assert "Bảng mọi nơi" not in page(client, "/dieu-hanh/")
    late = client.post(address(board.id, "sua"), board_form(region, "cao-xa", once_key="e"))
    assert late.status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "Ghi mục này"),
        ({"centres": []}, "Chọn ít nhất một Trung tâm"),
        ({"phase": "later"}, "không có trong danh sách"),
        ({"target": "31/02/2025"}, "không đúng"),
        ({"centres": ["x"]}, "không có trong danh sách"),
    ],
)
def test_a_board_that_cannot_be_is_refused(region, boards, sign_in, client, more, said):
    answer = sign_in(client, "khoakd").post("/dieu-hanh/bang/moi/", board_form(region, "cao-xa") | more)
    assert answer.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert said in answer.content.decode()
    assert Board.objects.count() == 2


def test_a_centre_without_a_file_is_counted_and_named(region, boards, sign_in, client):
    client = sign_in(client, "khoakd")
    Summary.objects.filter(unit=region.centres["xuan-lung"]).delete()
    text = page(client, address(boards["district"]))
    assert "chưa lập hồ sơ 1/3" in text
    assert "Xuân Lũng: chưa lập hồ sơ" in text
    assert "Xuân Lũng" in page(client, address(boards["district"]) + "?muc=none").split('id="trung-tam"')[1]


def geojson(code, **properties):
    ring = [[106.3, 20.4], [106.4, 20.4], [106.4, 20.5], [106.3, 20.5], [106.3, 20.4]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"code": code, **properties}, "geometry": shape}
    return {"type": "FeatureCollection", "features": [feature]}


def upload(client, board, content, source="Bản đồ thử"):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    form = {"file": SimpleUploadedFile("a.geojson", raw), "source": source, "once_key": "g"}
    return client.post(address(board, "ranh-gioi"), form)


def test_outlines_draw_places_and_points_come_from_venues_before_places(region, boards, sign_in, client):
    client = sign_in(client, "tp-thaibinh")
    assert "map-tile " in page(client, address(boards["city"]))
    Unit.objects.filter(pk=region.places["vu-phuc"]).update(latitude=20.43, longitude=106.31)
    Venue.objects.filter(unit=region.centres["tra-ly"]).update(latitude=20.47, longitude=106.38)
    stamps.bump()
    page(client, address(boards["city"], "ranh-gioi"))
    assert upload(client, boards["city"], geojson("12452")).status_code == HTTPStatus.FOUND
    text = page(client, address(boards["city"]))
    assert text.count('<polygon class="map-area') == 1
    assert text.count('class="map-mark map-') - text.count('<g class="map-mark') == 3
    assert text.count("map-tile ") == 2


def test_an_outline_lies_beneath_the_buildings_of_its_place_alone(region, boards, sign_in, client):
    def seen(place, who):
        return page(sign_in(client, who), f"/thiet-bi/tru-so/?dia-ban={region.places[place]}")

    venues = Venue.objects.filter(unit__in=[region.centres["tran-hung-dao"], region.centres["tra-ly"]])
    venues.update(latitude=20.45, longitude=106.35)
    bare = seen("tran-hung-dao", "csvc-tran-hung-dao")
    assert 'class="map-area"' not in bare
    assert "không phải bản đồ: chưa nạp ranh giới" in bare
    assert upload(sign_in(client, "tp-thaibinh"), boards["city"], geojson("12452")).status_code == HTTPStatus.FOUND
    over = seen("tran-hung-dao", "csvc-tran-hung-dao")
    assert over.count('class="map-area"') == 1
    assert "Nền là ranh giới địa bàn" in over
    assert "chưa nạp ranh giới" not in over
    other = seen("tra-ly", "csvc-tra-ly")
    assert 'class="map-dot"' in other
    assert 'class="map-area"' not in other
    queried = queries.outline_of(region["khoakd"], region.places["tran-hung-dao"])
    assert queried == (), "another district's"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no json", "không đọc được JSON"),
        (b"\xff\xfe", "không đọc được JSON"),
        (b"[]", "FeatureCollection"),
        ({"features": []}, "FeatureCollection"),
        ({"features": [1, {"properties": 3}, {"properties": {}, "geometry": {"type": "Point"}}]}, "Không vùng nào"),
        (geojson("a b"), "Không vùng nào"),
        (b"[" * 100_000, "không đọc được JSON"),
        (b" " * 1_500_001, "nặng quá"),
    ],
)
def test_a_file_that_is_no_map_of_places_is_refused(region, boards, sign_in, client, content, said):
    answer = upload(sign_in(client, "tp-thaibinh"), boards["city"], content)
    assert answer.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert said in answer.content.decode()
    assert Board.objects.get(pk=boards["city"]).outlines == ""


@pytest.mark.parametrize("point", [[0, 0], ["106", 20], [None, 20], [106.3], [True, 20]])
def test_a_point_outside_the_country_or_no_point_is_refused(region, boards, sign_in, client, point):
    content = geojson("12452")
    content["features"][0]["geometry"]["coordinates"][0][1] = point
    assert upload(sign_in(client, "tp-thaibinh"), boards["city"], content).status_code == HTTPStatus.BAD_REQUEST


def test_a_board_costs_as_many_statements_however_many_answers_there_are(region, boards, sign_in, client):
    client = sign_in(client, "tp-thaibinh")
    page(client, address(boards["city"]))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client, address(boards["city"]))
    assert not [query for query in asked.captured_queries if "readiness_answer" in query["sql"]]
    assert len(asked.captured_queries) <= 30
