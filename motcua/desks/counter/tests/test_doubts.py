"""What is not settled of a procedure is marked where it is found and where it is accepted, and hinders nothing."""

from __future__ import annotations

import re

import pytest

from motcua.catalogue.commands import ConfirmLimit
from motcua.catalogue.models import Posting
from motcua.desks.counter import shown
from motcua.desks.counter.tests.conftest import BIRTH, BUSINESS, EXTRACT
from motcua.desks.counter.tests.test_accept import open_form, place
from motcua.dossiers.models import Dossier
from motcua.ledger.perform import perform

NO_START, AWAITS = "chưa rõ ngày bắt đầu", "chờ xác nhận thời hạn"


def confirm(town):
    posting = Posting.objects.get(procedure_id=BUSINESS).pk
    perform(ConfirmLimit(posting=posting, kind="working_days", value=3, ground="Kiểm thử"), town["giamdoc"])


def line_of(page, code):
    return re.search(rf'<li><a href="[^"]*thu-tuc={re.escape(code)}.*?</li>', page, re.DOTALL)[0]


def finder(desk, town, **more):
    address, query = place(town)
    return desk.get(address, query | more).content.decode()


def test_the_finder_marks_an_unknown_start_and_a_limit_without_confirmation_and_says_once_what_they_mean(desk, town):
    page = finder(desk, town)
    assert f'<span class="mark">{NO_START}</span>' in line_of(page, BUSINESS)
    assert f'<span class="mark">{AWAITS}</span>' in line_of(page, BUSINESS)
    assert f"{AWAITS} ở một số trường hợp" in line_of(page, BIRTH)
    assert page.count(shown.WHY_NO_START) == page.count(shown.WHY_AWAITS) == 1


def test_what_is_typed_finds_marked_lines_too(desk, town):
    address, query = place(town)
    asked = query | {"luot": address.split("/")[3], "q": "ho kinh doanh"}
    page = desk.get("/quay/thu-tuc/", asked, HTTP_HX_REQUEST="true").content.decode()
    assert f'<span class="mark">{AWAITS}</span>' in line_of(page, BUSINESS)
    assert shown.WHY_AWAITS in page


def test_a_procedure_with_a_known_start_and_limit_has_no_mark(desk, town):
    assert "mark" not in line_of(finder(desk, town), EXTRACT)
    page = desk.get(*place(town, EXTRACT)).content.decode()
    assert 'class="explain doubts"' not in page
    assert shown.WHY_NO_START not in page


def test_the_mark_of_the_limit_goes_with_the_directors_confirmation_the_one_of_the_start_stays(desk, town):
    confirm(town)
    line = line_of(finder(desk, town), BUSINESS)
    assert AWAITS not in line
    assert NO_START in line


@pytest.mark.parametrize(
    ("code", "confirmed", "marks"), [(BUSINESS, False, "both"), (BUSINESS, True, "start"), (BIRTH, False, "limit")]
)
def test_the_acceptance_page_says_it_folded_away_with_the_source(desk, town, code, confirmed, marks):
    if confirmed:
        confirm(town)
    page = desk.get(*place(town, code)).content.decode()
    told = re.search(r'<details class="explain doubts">.*?</details>', page, re.DOTALL)[0]
    assert (NO_START in told) is (shown.WHY_NO_START in told) is (marks in {"both", "start"})
    assert (AWAITS in told) is (shown.WHY_AWAITS in told) is (marks in {"both", "limit"})
    assert "Theo nguồn:" in told


def test_a_marked_procedure_is_accepted_like_any_other(desk, town):
    address, form = open_form(desk, town, BUSINESS)
    answer = desk.post(address, form)
    assert answer["Location"] == f"/quay/da-nhan/{Dossier.objects.get().id}/"


def test_a_search_that_finds_nothing_explains_no_mark(desk, town):
    assert 'class="marks"' not in finder(desk, town, q="phóng vệ tinh")
