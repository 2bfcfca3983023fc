"""Boards across centres: figures, list, chart, sheet and spreadsheet of every topic; cut to the reach in each of them."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from motcua.config import wiring
from motcua.config.demo import building, equipment, lines, money, projects, staffing
from motcua.desks.leader.across.shapes import Asked
from motcua.desks.leader.across.views import TOPICS
from motcua.kernel import clock

AT = (2025, 8, 3, 9)
OTHERS = {
    "cong-trinh": ("khoakd", "dang-lam", "Phùng Nguyên", "Trà Lý"),
    "duong-truyen": ("khoakd", "tat-ca", "Xuân Lũng", "Đại Đồng"),
    "trang-thiet-bi": ("khoakd", "con-thieu", "Bản Nguyên", "Trần Hưng Đạo"),
}
"""By topic: who looks, at what, what they see, and a place that is not theirs."""


def page(client, url, status=HTTPStatus.OK):
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.fixture(scope="module")
def laid_stories(lay_on_region):
    lay_on_region(tell)


@pytest.fixture
def played(laid_stories, region):
    with clock.fixed(clock.at(*AT)):
        yield region


def tell(region):
    wiring.hook_up()
    for story in (building, lines, equipment, staffing, money, projects):
        story.fill(region)


def test_every_board_opens_in_every_narrowing_on_screen_on_paper_and_as_a_file(played, sign_in, client):
    client = sign_in(client, "thannk")
    home = page(client, "/dieu-hanh/")
    for topic in TOPICS.values():
        url = f"/dieu-hanh/nhieu-noi/{topic.key}/"
        assert url in home
        for show in topic.shows:
            text = page(client, f"{url}?xem={show}&q=a")
            assert f'value="{show}"' in text
            page(client, f"{url}in/?xem={show}")
            answer = client.get(f"{url}xuat.xlsx?xem={show}")
            heads = [cell.value for cell in list(load_workbook(BytesIO(answer.content)).active.iter_rows())[1]]
            assert len(heads) == len(topic.heads(show))


@pytest.mark.parametrize("topic", OTHERS)
def test_lists_counts_charts_and_files_keep_to_the_territory(played, sign_in, client, topic):
    who, show, mine, other = OTHERS[topic]
    client = sign_in(client, who)
    url = f"/dieu-hanh/nhieu-noi/{topic}/"
    for text in (page(client, f"{url}?xem={show}"), page(client, f"{url}in/?xem={show}")):
        assert mine in text
        assert other not in text
    sheet = load_workbook(BytesIO(client.get(f"{url}xuat.xlsx?xem={show}").content)).active
    cells = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert mine in cells
    assert other not in cells


@pytest.mark.parametrize("topic", ["nhan-su", "kinh-phi", "du-an"])
def test_who_oversees_another_territory_counts_and_takes_nothing_of_it(played, sign_in, client, topic):
    over = replace(played["khoakd"], unit=played.places["dai-dong"])
    show = next(figure.key for figure in TOPICS[topic].figures(over, None) if figure.count)
    rows, _ = TOPICS[topic].rows(over, Asked(show))
    assert {row.shown[0] for row in rows} == {"xã Đại Đồng"}
    assert TOPICS[topic].by_place(over, show) == {played.places["dai-dong"]: len(rows)}
    client = sign_in(client, "khoakd")
    url = f"/dieu-hanh/nhieu-noi/{topic}/"
    for text in (page(client, f"{url}?xem={show}"), page(client, f"{url}in/?xem={show}")):
        assert "Đại Đồng" not in text
        assert "Không có gì trong danh sách này." in text
    sheet = load_workbook(BytesIO(client.get(f"{url}xuat.xlsx?xem={show}").content)).active
    assert sheet.max_row == 2


@pytest.mark.parametrize("path", ["", "in/", "xuat.xlsx"])
def test_bad_narrowings_are_refused_and_other_places_are_not_there(played, sign_in, client, path):
    client = sign_in(client, "khoakd")
    url = f"/dieu-hanh/nhieu-noi/cong-trinh/{path}"
    assert client.get(f"{url}?xem=la").status_code == HTTPStatus.BAD_REQUEST
    assert client.get(f"{url}?xa=la").status_code == HTTPStatus.BAD_REQUEST
    assert client.get(f"{url}?xa={uuid4()}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{url}?xa={played.places['tra-ly']}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{url}?sau=la").status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.OK}
    assert client.get(f"/dieu-hanh/nhieu-noi/khong-co/{path}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{url}?xa={played.places['phung-nguyen']}").status_code == HTTPStatus.OK


@pytest.mark.parametrize("topic", TOPICS)
def test_who_oversees_nothing_has_no_way_in(region, sign_in, client, topic):
    url = f"/dieu-hanh/nhieu-noi/{topic}/"
    assert client.get(url).status_code == HTTPStatus.FOUND
    assert sign_in(client, "ct-tra-ly").get(url).status_code == HTTPStatus.FORBIDDEN


def test_a_row_leads_to_the_thing_and_a_bar_to_its_place(played, sign_in, client):
    client = sign_in(client, "khoakd")
    text = page(client, "/dieu-hanh/nhieu-noi/cong-trinh/?xem=dang-lam")
    place = played.places["phung-nguyen"]
    assert f"xa={place}" in text
    assert "/cong-trinh/" in text.split('id="danh-sach"')[1]
    narrowed = page(client, f"/dieu-hanh/nhieu-noi/cong-trinh/?xem=dang-lam&xa={place}")
    assert "Phùng Nguyên" in narrowed
