"""The page of the workload over HTTP: who sees whom, strange days, the spreadsheet."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from motcua.kernel import clock

STATUS = "1.004873"
PAGE, SHEET = "/bao-cao/khoi-luong/", "/bao-cao/khoi-luong.xlsx"


@pytest.fixture
def busy(town):
    """A centre whose one Friday brought thirty dossiers of one field."""
    with clock.fixed(clock.at(2025, 7, 4, 8)):
        for _ in range(30):
            town.accept(STATUS)
    return town


def test_the_director_reads_who_did_how_much_and_which_day_wants_a_second_counter(busy, sign_in):
    page = sign_in(Client(), "giamdoc", verified=True).get(PAGE).text
    assert "Lê Thử Nhận" in page
    assert "100,0 % (30/30)" in page
    assert "Thứ Sáu, lĩnh vực Hộ tịch: bình quân 15,0 hồ sơ" not in page, "today is not over and counts for nothing"
    assert "Thứ Sáu, lĩnh vực Hộ tịch: bình quân 30,0 hồ sơ, cần 2 quầy." in page
    assert "giả định, chưa đủ số đo" in page


def test_whoever_may_not_see_single_officials_reads_the_sums(busy, sign_in):
    page = sign_in(Client(), "lanhdao", verified=True).get(PAGE)
    assert page.status_code == 200
    assert ("Lê Thử Nhận" in page.text) is bool(busy["lanhdao"].powers & {"staff.read", "dossier.assign"})


def test_the_spreadsheet_has_a_line_for_each_and_their_sum(busy, sign_in):
    answer = sign_in(Client(), "giamdoc", verified=True).get(SHEET)
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[2][:4] == ("Lê Thử Nhận", 30, 30, 30)
    assert rows[-2][3] == 30


def test_an_empty_centre_says_so(town, sign_in):
    page = sign_in(Client(), "giamdoc", verified=True).get(PAGE).text
    assert "Chưa có hồ sơ nào để dự báo." in page
    assert "Kỳ này chưa tiếp nhận hồ sơ nào." in page


@pytest.mark.parametrize("query", ["tu=31/02/2025&den=x", "noi=abc", "tu=11/07/2025&den=01/07/2025"])
def test_a_strange_address_is_answered_as_well_as_can_be(town, sign_in, query):
    assert sign_in(Client(), "giamdoc", verified=True).get(f"{PAGE}?{query}").status_code == 200


def test_a_period_too_long_and_a_place_outside_reach_are_refused(town, sign_in):
    client = sign_in(Client(), "giamdoc", verified=True)
    for path in (PAGE, SHEET):
        assert client.get(f"{path}?tu=01/01/2025&den=11/07/2025").status_code == 400
        assert client.get(f"{path}?noi={town.citizens[0].id.hex}").status_code == 404


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "quantri"])
def test_whoever_reads_no_figures_reads_none(town, sign_in, who):
    client = sign_in(Client(), who, verified=True)
    assert [client.get(path).status_code for path in (PAGE, SHEET)] == [403, 403]
