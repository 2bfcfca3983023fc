"""Asking many places for an estimate at once, and seeing which was never asked (C37)."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from motcua.budget import across, duties
from motcua.budget.commands import AskEstimate
from motcua.budget.models import Estimate
from motcua.kernel import clock
from motcua.ledger import actor as actors
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

FORM = "/kinh-phi/du-toan/nhieu-noi/"
BOARD = "/dieu-hanh/nhieu-noi/kinh-phi/"
SENT = {"year": "2025", "title": "Kinh phí cuối năm", "wanted_by": "30/06/2025", "once_key": "n"}
DISTRICT = ("cao-xa", "phung-nguyen", "xuan-lung")


def ids(region, *keys):
    return [str(region.places[key]) for key in keys]


def test_each_place_gets_an_estimate_of_its_own_once(region, sign_in, client):
    desk = sign_in(client, "khoakd", verified=True)
    sent = SENT | {"places": ids(region, "cao-xa", "xuan-lung")}
    for _ in range(2):
        answer = desk.post(FORM, sent)
        assert answer.status_code == HTTPStatus.OK
        assert "Đã yêu cầu 2/2 nơi" in answer.content.decode()
    found = Estimate.objects.values_list("place", "title", "wanted_by", "state")
    assert sorted(found) == sorted(
        (region.places[key], "Kinh phí cuối năm", date(2025, 6, 30), "asked") for key in ("cao-xa", "xuan-lung")
    )


def test_whom_nobody_asked_is_asked_by_one_tick_and_the_rest_is_told_apart(region, sign_in, client):
    perform(AskEstimate(place=region.places["cao-xa"], year=2025, title="Kinh phí cuối năm"), region["khoakd"])
    desk = sign_in(client, "khoakd", verified=True)
    answer = desk.post(FORM, SENT | {"unasked": "1"})
    assert "Đã yêu cầu 2/2 nơi" in answer.content.decode()
    assert set(Estimate.objects.values_list("place", flat=True)) == {region.places[key] for key in DISTRICT}
    again = desk.post(FORM, SENT | {"places": ids(region, *DISTRICT), "title": "Kinh phí cuối năm", "once_key": "m"})
    assert again.status_code == HTTPStatus.CONFLICT
    assert again.content.decode().count("Đã có dự toán «Kinh phí cuối năm» của năm này.") == 3
    assert Estimate.objects.count() == 3


def test_one_place_that_has_it_already_does_not_stop_the_others(region, sign_in, client):
    perform(AskEstimate(place=region.places["cao-xa"], year=2025, title="Kinh phí cuối năm"), region["khoakd"])
    answer = sign_in(client, "khoakd", verified=True).post(FORM, SENT | {"places": ids(region, *DISTRICT)})
    assert answer.status_code == HTTPStatus.OK
    text = answer.content.decode()
    assert "Đã yêu cầu 2/3 nơi" in text
    assert "Đã có dự toán" in text
    assert Estimate.objects.count() == 3


def test_the_board_names_who_was_never_asked(region, sign_in, client):
    perform(AskEstimate(place=region.places["cao-xa"], year=2025, title="Kinh phí"), region["khoakd"])
    desk = sign_in(client, "khoakd", verified=True)
    text = desk.get(f"{BOARD}?xem=chua-hoi").content.decode()
    assert text.count("Chưa ai yêu cầu lập dự toán năm 2025") == 2
    assert f"{FORM}?xa={region.places['phung-nguyen']}" in text
    assert "Trà Lý" not in text
    assert f'value="{region.places["phung-nguyen"]}" checked' in desk.get(
        f"{FORM}?xa={region.places['phung-nguyen']}"
    ).content.decode().replace("  ", " ")
    sheet = load_workbook(BytesIO(desk.get(f"{BOARD}xuat.xlsx?xem=chua-hoi").content)).active
    assert {row[0].value for row in sheet.iter_rows(min_row=3)} == {"xã Phùng Nguyên", "xã Xuân Lũng"}
    desk.post(FORM, SENT | {"unasked": "1"})
    assert across.unasked(region["khoakd"]) == ()


def test_the_list_of_the_unasked_pages_and_narrows(region):
    over = region["khoakd"]
    first, after = across.listed(over, across.Show.UNASKED, limit=2)
    rest, end = across.listed(over, across.Show.UNASKED, after=after, limit=2)
    assert [one.unasked.place for one in (*first, *rest)] == [one.place for one in across.unasked(over)]
    assert (len(first), len(rest), end) == (2, 1, None)
    named, _ = across.listed(over, across.Show.UNASKED, text="xuan lung")
    assert [one.unasked.place for one in named] == [region.places["xuan-lung"]]
    assert across.unasked(over, region.places["tra-ly"]) == ()
    assert across.counts(over)[across.Show.UNASKED] == 3
    assert across.by_place(over, across.Show.UNASKED) == {region.places[key]: 1 for key in DISTRICT}


def test_who_was_asked_for_a_day_is_told_when_it_goes_by(region, sign_in, client):
    sign_in(client, "khoakd", verified=True).post(FORM, SENT | {"unasked": "1"})
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        assert duties.watch("", actors.system("Lệnh thử")).startswith("3 ")
        assert across.counts(region["khoakd"])[across.Show.MISSING] == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"places": []},
        {"places": ["x"]},
        {"places": [str(uuid4())]},
        {"title": ""},
        {"title": "x" * 201},
        {"wanted_by": ""},
        {"wanted_by": "31/02/2025"},
        {"year": "abc"},
        {"year": "1999"},
        {"year": "99999999999"},
    ],
)
def test_what_cannot_be_asked_is_refused_and_leaves_nothing(region, sign_in, client, wrong):
    desk = sign_in(client, "khoakd", verified=True)
    before = Entry.objects.count()
    answer = desk.post(FORM, SENT | {"places": ids(region, "cao-xa")} | wrong)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Entry.objects.count() == before


def test_places_of_others_cannot_be_asked(region, sign_in, client):
    desk = sign_in(client, "khoakd", verified=True)
    assert desk.post(FORM, SENT | {"places": ids(region, "tra-ly")}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Estimate.objects.count() == 0


@pytest.mark.parametrize("who", ["kt-tra-ly", "csvc-tra-ly", "ct-tra-ly"])
def test_who_oversees_nothing_has_no_way_in(region, sign_in, client, who):
    assert sign_in(client, who, verified=True).get(FORM).status_code == HTTPStatus.FORBIDDEN


def test_nobody_is_led_to_the_sign_in_page(region, client):
    assert client.get(FORM).status_code == HTTPStatus.FOUND
