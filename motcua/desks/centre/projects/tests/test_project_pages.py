"""The pages of watched projects: the story of Đại Đồng, what a form refuses, who sees what."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from io import BytesIO

import pytest
from openpyxl import load_workbook

from motcua.config.demo import projects
from motcua.kernel import clock
from motcua.ledger import actor as actors
from motcua.ledger.models import Entry
from motcua.oversight import duties
from motcua.oversight.models import Project

HOME = "/du-an/"


@pytest.fixture
def story(region):
    found = projects.fill(region)
    with clock.fixed(clock.at(2025, 8, 14, 8)):
        yield found


def test_after_thirty_days_two_of_the_three_have_gone_quiet(story, sign_in, client):
    assert duties.watch("", actors.system("Lệnh thử")) == "2 dự án lâu không có tin"
    page = sign_in(client, "ct-dai-dong", verified=True).get(f"{HOME}?xem=tin-cu").content.decode()
    for name in ("Đường 437", "Hoàng Hà 1988", "30 ngày chưa có tin"):
        assert name in page
    assert "Đầm Đuống" not in page


def test_one_project_tells_every_word(story, sign_in, client):
    address = f"{HOME}{story['Cụm công nghiệp Đầm Đuống']}/"
    page = sign_in(client, "ct-dai-dong", verified=True).get(address).content.decode()
    for words in ("Còn 3 hộ thử", "Đối thoại với 3 hộ", "Vướng mắc"):
        assert words in page


def test_whoever_oversees_lists_a_project_once_and_closes_it(region, sign_in, client):
    desk = sign_in(client, "khoakd", verified=True)
    sent = {
        "place": str(region.places["xuan-lung"]),
        "name": "Đường thử",
        "kind": "project",
        "status": "preparing",
        "stale_days": "30",
        "once_key": "k",
    }
    for _ in range(2):
        assert desk.post(f"{HOME}moi/", sent).status_code == HTTPStatus.FOUND
    project = Project.objects.get()
    act = f"{HOME}{project.id}/viec/dua-khoi/"
    assert (
        desk.post(act, {"how": "finished", "words": "", "once_key": "c"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert desk.post(act, {"how": "finished", "words": "Thông xe", "once_key": "c"}).status_code == HTTPStatus.FOUND
    assert "Đường thử" in desk.get(f"{HOME}?xem=da-xong").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"kind": "castle"},
        {"stale_days": "0"},
        {"stale_days": "x"},
        {"place": "1"},
        {"next_by": "31/02/2025"},
    ],
)
def test_a_bad_form_lists_nothing(region, sign_in, client, change):
    before = Entry.objects.count()
    sent = {
        "place": str(region.places["xuan-lung"]),
        "name": "Đường thử",
        "kind": "project",
        "status": "preparing",
        "stale_days": "30",
        **change,
    }
    answer = sign_in(client, "khoakd", verified=True).post(f"{HOME}moi/", sent)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Entry.objects.count() == before


def test_a_stale_page_is_told_instead_of_overwriting(story, sign_in, client, region):
    project = story["Đường 437"]
    place = Project.objects.get(pk=project)
    assert place.version == 1
    sent = {"status": "stuck", "words": "Khác", "once_key": "k"}
    chair = projects.founder_of(region)
    assert chair.unit is not None
    desk = sign_in(client, "khoakd", verified=True)
    assert desk.post(f"{HOME}{project}/viec/tinh-hinh/?ban=1", sent).status_code == HTTPStatus.NOT_FOUND


def test_other_places_projects_are_not_there(story, sign_in, client):
    desk = sign_in(client, "tp-thaibinh", verified=True)
    assert desk.get(f"{HOME}{story['Đường 437']}/").status_code == HTTPStatus.NOT_FOUND
    assert "Đường 437" not in desk.get(HOME).content.decode()
    sheet = load_workbook(BytesIO(desk.get(f"{HOME}danh-sach.xlsx").content)).active
    assert sheet.max_row == 2


def test_the_file_says_what_the_list_says(story, sign_in, client):
    answer = sign_in(client, "ct-dai-dong", verified=True).get(f"{HOME}danh-sach.xlsx?q=437")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[2][0] == "Đường 437"
    assert rows[2][7].date() == date(2025, 8, 31)
    assert len(rows) == 3


def test_without_the_power_nothing_opens(story, sign_in, client):
    for part in ("", "danh-sach.xlsx", "moi/", f"{story['Đường 437']}/"):
        assert sign_in(client, "csvc-dai-dong").get(HOME + part).status_code == HTTPStatus.FORBIDDEN
    client.cookies.clear()
    assert client.get(HOME).status_code == HTTPStatus.FOUND
