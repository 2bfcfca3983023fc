"""Samples over HTTP: fixed, drawn, checked, made a finding of; who is shown what; what is typed wrong."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from motcua.dossiers.models import Dossier
from motcua.findings.models import Finding
from motcua.ledger.models import Entry
from motcua.samples.models import Answer, Line, Sample
from motcua.samples.tests.conftest import _wired, laid_sampling, visit  # noqa: F401 - what the pages stand on

FORM = {"basis": "all", "since": "01/07/2025", "until": "10/07/2025", "count": "4", "field": "", "procedure": ""}


@pytest.fixture
def seat(visit, sign_in, client):  # noqa: F811 - the fixture of the room
    """Return ``seat(who)``: somebody's browser."""

    def enter(who):
        client.cookies.clear()
        return sign_in(client, who, verified=True)

    return enter


def home(visit):  # noqa: F811
    return f"/doan-kiem-tra/buoi/{visit.stop}/ho-so/"


def text(answer):
    assert answer.status_code == HTTPStatus.OK, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_sample_is_fixed_drawn_checked_and_becomes_a_finding_through_pages_alone(visit, seat):  # noqa: F811
    page = seat("kt-mot")
    assert "Chưa lấy mẫu hồ sơ nào" in text(page.get(home(visit)))
    assert "Hồ sơ theo mẫu" in text(page.get(f"/doan-kiem-tra/buoi/{visit.stop}/"))
    text(page.get(f"{home(visit)}boc/"))
    fixed = page.post(f"{home(visit)}boc/", FORM | {"basis": "late_first", "once_key": "a"})
    sample = Sample.objects.get()
    here = f"{home(visit)}{sample.pk}/"
    assert fixed["Location"] == here
    assert page.post(f"{home(visit)}boc/", FORM | {"basis": "late_first", "once_key": "a"})["Location"] == here
    assert sample.seed not in text(page.get(here))
    assert "chưa bốc" in text(page.get(home(visit)))
    text(page.get(f"{here}boc/"))
    assert page.post(f"{here}boc/", {"once_key": "b"})["Location"] == here
    assert page.post(f"{here}boc/", {"once_key": "b"}).status_code == HTTPStatus.FOUND
    assert sample.seed in text(page.get(here))
    assert "ra đúng mẫu đã bốc" in text(page.get(f"{here}boc-lai/"))
    line = visit.line(sample.pk, "late")
    shown = text(page.get(f"{here}{line}/"))
    assert "C. D. T. M." in shown
    text(page.get(f"{here}{line}/kiem-tra/"))
    refused = page.post(f"{here}{line}/kiem-tra/", {"verdict_on_time": "mismatch", "once_key": "c"})
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert "phải ghi rõ điều gì không khớp" in refused.content.decode()
    said = {"verdict_on_time": "mismatch", "words_on_time": "Trễ hai ngày", "rest": "1", "once_key": "c"}
    assert page.post(f"{here}{line}/kiem-tra/", said)["Location"] == f"{here}{line}/"
    assert Answer.objects.get(check_key="on_time").words == "Trễ hai ngày"
    assert set(Answer.objects.exclude(check_key="on_time").values_list("verdict", flat=True)) == {"match"}
    assert "Trễ hai ngày" in text(page.get(f"{here}{line}/ton-tai/on_time/"))
    raised = {"words": "Trễ hai ngày", "severity": "vua", "once_key": "d"}
    assert page.post(f"{here}{line}/ton-tai/on_time/", raised)["Location"] == f"{here}{line}/"
    assert page.post(f"{here}{line}/ton-tai/on_time/", raised).status_code == HTTPStatus.FOUND
    finding = Finding.objects.get()
    assert f"/ton-tai/{finding.pk}/" in text(page.get(here))
    assert "1 mẫu hồ sơ" in text(page.get(f"/doan-kiem-tra/buoi/{visit.stop}/"))


def test_two_inspectors_who_differ_choose_on_the_page(visit, seat):  # noqa: F811
    sample = visit.sample()
    here = f"{home(visit)}{sample}/{visit.line(sample, 'good')}/"
    seat("kt-mot").post(f"{here}kiem-tra/", {"verdict_fee": "match", "words_fee": "Biên lai 8.000"})
    seat("kt-hai").post(f"{here}kiem-tra/", {"verdict_fee": "mismatch", "words_fee": "Không có biên lai"})
    page = seat("doan-truong")
    assert "Có kết luận khác nhau" in text(page.get(here))
    theirs = Answer.objects.get(standing="beside").pk
    text(page.get(f"{here}chon/{theirs}/"))
    assert page.post(f"{here}chon/{theirs}/", {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert page.post(f"{here}chon/{theirs}/", {"reason": "Đã xem sổ"})["Location"] == here
    assert page.get(f"{here}chon/{theirs}/").status_code == HTTPStatus.OK
    assert page.get(f"{here}chon/{uuid4()}/").status_code == HTTPStatus.NOT_FOUND


def test_a_dossier_is_added_by_hand_and_marked_so(visit, seat):  # noqa: F811
    sample = visit.sample(count=1, procedure="1.001612")
    code = Dossier.objects.get(pk=visit.dossiers["good"]).code
    page, here = seat("kt-mot"), f"{home(visit)}{sample}/"
    text(page.get(f"{here}them/"))
    assert page.post(f"{here}them/", {"code": "la", "reason": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert page.post(f"{here}them/", {"code": code, "reason": "Dân phản ánh"}).status_code == HTTPStatus.FOUND
    shown = text(page.get(here))
    assert "chọn tay" in shown
    assert "Dân phản ánh" in shown


@pytest.mark.parametrize(
    "typed",
    [
        {"count": "0"},
        {"count": "201"},
        {"count": "nhiều"},
        {"since": "31/02/2025"},
        {"since": ""},
        {"since": "11/07/2025"},
        {"until": "01/06/2025"},
        {"basis": "lua-chon"},
        {"field": "Không có"},
        {"procedure": "9.999999"},
        {"procedure": "1" * 30},
        {"since": "01/01/2018", "until": "02/01/2018"},
    ],
)
def test_bad_input_is_a_clear_refusal_and_leaves_nothing_in_the_books(visit, seat, typed):  # noqa: F811
    before = Entry.objects.count()
    answer = seat("kt-mot").post(f"{home(visit)}boc/", FORM | typed)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Entry.objects.count() == before


def test_a_period_without_dossiers_is_said(visit, seat):  # noqa: F811
    answer = seat("kt-mot").post(f"{home(visit)}boc/", FORM | {"since": "01/06/2025", "until": "02/06/2025"})
    assert "không có hồ sơ nào trong kỳ" in answer.content.decode()


def addresses(visit, sample):  # noqa: F811
    here, line = f"{home(visit)}{sample}/", visit.line(sample, "good")
    table = [home(visit), here, f"{here}boc-lai/", f"{here}danh-sach.xlsx"]
    return table, [f"{here}{line}/", f"{here}{line}/kiem-tra/", f"{here}{line}/ton-tai/fee/"]


def test_who_sees_which_page(visit, seat):  # noqa: F811
    sample = visit.sample()
    table, details = addresses(visit, sample)
    for who, tables, one in (
        ("kt-mot", {200}, {200}),
        ("doan-truong", {200}, {200}),
        ("dai-bieu", {200}, {403}),
        ("giamdoc", {200}, {403}),
        ("kt-khac", {404}, {404}),
        ("kt-o-nha", {404}, {404}),
        ("tiepnhan", {403}, {403}),
        ("giamsat", {403}, {403}),
    ):
        browser = seat(who)
        assert {browser.get(path).status_code for path in table} == tables, who
        assert {browser.get(path).status_code for path in details} == one, who


def test_no_page_nor_export_names_a_citizen_and_delegates_see_codes_and_verdicts_alone(visit, seat):  # noqa: F811
    sample = visit.sample()
    table, details = addresses(visit, sample)
    secret = [part for one in visit.town.citizens for part in (one.name, one.number)]
    for who in ("kt-mot", "dai-bieu", "giamdoc"):
        browser = seat(who)
        for path in (*table, *details):
            answer = browser.get(path)
            if path.endswith("xlsx"):
                rows = list(load_workbook(BytesIO(answer.content)).active.values)
                shown = repr(rows)
                assert any(Dossier.objects.get(pk=visit.dossiers["good"]).code in row for row in rows)
            else:
                shown = answer.content.decode()
            assert not [one for one in secret if one in shown], path
    delegate = text(seat("dai-bieu").get(table[1]))
    assert "trích lục" not in delegate.lower()
    assert "Chưa kiểm tra xong" in delegate


def test_a_sample_of_another_stop_is_not_found_under_this_one(visit, seat):  # noqa: F811
    sample = visit.sample()
    line = Line.objects.filter(sample=sample).first().pk
    browser = seat("kt-mot")
    for path in ("", "boc-lai/", "danh-sach.xlsx", "them/", f"{line}/", f"{line}/kiem-tra/"):
        assert browser.get(f"/doan-kiem-tra/buoi/{uuid4()}/ho-so/{sample}/{path}").status_code == HTTPStatus.NOT_FOUND
    assert browser.get(f"{home(visit)}{uuid4()}/").status_code == HTTPStatus.NOT_FOUND
    assert browser.get(f"{home(visit)}{sample}/{uuid4()}/").status_code == HTTPStatus.NOT_FOUND
    assert browser.get(f"{home(visit)}{sample}/{line}/ton-tai/la/").status_code == HTTPStatus.NOT_FOUND
    assert browser.get(f"{home(visit)}{sample}/?xem=%00").status_code == HTTPStatus.BAD_REQUEST
    assert browser.get(f"{home(visit)}{sample}/?xem=la").status_code == HTTPStatus.OK
