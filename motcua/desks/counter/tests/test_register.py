"""The register of dossiers: every one received, in order, as a page, a spreadsheet and the form; only for its centre."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.dossiers import register
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.ledger.models import Access

BOOK = "/quay/so-theo-doi/"


@pytest.fixture
def three(town):
    ids = [town.accept("1.001612" if number == 1 else "2.000635", number, f"Việc thử {number}") for number in range(3)]
    town.make_ready(ids[0])
    return ids


def leaf(town, **more):
    day = clock.today()
    return register.lines(town["tiepnhan"], day, day, purpose="Kiểm thử", **more)


def test_each_dossier_has_its_line_in_the_order_of_reception(town, three):
    found = leaf(town)
    assert [line.dossier for line in found.lines] == three
    assert [line.number for line in found.lines] == [1, 2, 3]
    first, second, _ = found.lines
    assert first.ready_at is not None
    assert first.received_by == "Lê Thử Nhận"
    assert first.address.startswith("Thôn Thử")
    assert (second.ready_at, second.returned_at) == (None, None)


def test_what_was_sent_on_says_when(town, three):
    assert [line.forwarded_at is not None for line in leaf(town).lines] == [True, True, True]


def test_lines_go_on_where_they_left_off_with_their_numbers(town, three):
    found = leaf(town, most=2)
    assert found.after == three[1]
    rest = leaf(town, most=2, after=found.after)
    assert [(line.number, line.dossier) for line in rest.lines] == [(3, three[2])]
    assert rest.after is None


def test_a_longer_register_asks_no_more_often(town, three):
    leaf(town)
    with CaptureQueriesContext(connection) as few:
        leaf(town, most=1)
    with CaptureQueriesContext(connection) as many:
        leaf(town)
    assert len(many) == len(few)


def test_the_form_is_the_one_in_force_on_the_last_day(town, three):
    day = clock.today()
    assert register.paper(town["tiepnhan"], day, day).forms.register == "06"
    with clock.fixed(clock.at(2025, 9, 15, 9)):
        assert register.paper(town["tiepnhan"], day, clock.today()).forms.register == "07"


def test_every_line_that_was_read_is_in_the_log(town, three):
    leaf(town)
    row = Access.objects.latest("at")
    assert row.purpose == "Kiểm thử"
    assert all(one.hex in row.subjects.replace("-", "") for one in three)


@pytest.mark.parametrize("who", ["thuly", "lanhdao", "vanthu", "quantri"])
def test_who_does_not_receive_for_the_centre_does_not_see_it(town, three, who):
    with pytest.raises(NotAllowed):
        register.lines(town[who], clock.today(), clock.today(), purpose="Kiểm thử")


def test_the_page_the_sheet_and_the_form_say_the_same(desk, town, three):
    page = desk.get(BOOK).text
    book = load_workbook(BytesIO(desk.get(f"{BOOK}bang.xlsx").content))
    paper = squeezed(text_of(open_pdf(desk.get(f"{BOOK}so.pdf").content)))
    rows = [[cell for cell in row if cell is not None] for row in book.active.iter_rows(values_only=True)]
    for line in leaf(town).lines:
        assert line.code in page
        assert any(line.code in row for row in rows)
    assert squeezed("Mẫu số 06") in paper
    assert squeezed("SỔ THEO DÕI HỒ SƠ") in paper


def test_days_without_dossiers_say_so(desk, town, three):
    before = clock.today() - timedelta(days=3)
    answer = desk.get(BOOK, {"tu": before.isoformat(), "den": before.isoformat()})
    assert "Không tiếp nhận hồ sơ nào" in answer.text
    assert desk.get(f"{BOOK}so.pdf", {"tu": before.isoformat(), "den": before.isoformat()}).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "asked",
    [{"tu": "x"}, {"tu": "2025-07-11", "den": "2025-07-01"}, {"tu": "2020-01-01"}, {"sau": "x" * 99}, {"den": "2025"}],
)
@pytest.mark.parametrize("kind", ["", "bang.xlsx", "so.pdf"])
def test_what_is_no_period_is_refused_and_never_breaks(desk, town, asked, kind):
    answer = desk.get(f"{BOOK}{kind}", asked)
    assert answer.status_code == (200 if "sau" in asked else 400)
