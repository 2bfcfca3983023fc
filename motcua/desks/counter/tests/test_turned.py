"""Not received: one list of all that is missing, or a refusal in writing; and the one who comes back."""

from __future__ import annotations

from motcua.catalogue import packaged, rules
from motcua.desks.counter.tests.conftest import EXTRACT
from motcua.desks.counter.tests.forms import form_of
from motcua.desks.counter.tests.test_accept import open_form, place
from motcua.dossiers.models import Application, Dossier
from motcua.ledger.models import Entry


def turn_form(desk, town):
    address, query = place(town, EXTRACT)
    answer = desk.get(f"{address}khong-nhan/", query)
    assert answer.status_code == 200
    return f"{address}khong-nhan/", form_of(answer, f"{address}khong-nhan/")


def everything():
    case = packaged.get(EXTRACT).cases[0]
    listed = [paper for paper in rules.papers_for(case, "direct") if paper.kind != "note"]
    return {f"thieu.{paper.key}": "1" for paper in listed} | {
        f"thieu-loi.{paper.key}": "Chưa mang theo" for paper in listed
    }


def test_everything_missing_is_told_once_and_printed(desk, town):
    address, form = turn_form(desk, town)
    answer = desk.post(address, form | everything() | {"reason": "Xin mang đủ"})
    told = Application.objects.get()
    assert answer["Location"] == f"/quay/khong-nhan/{told.id}/"
    assert desk.post(address, form | everything() | {"reason": "Xin mang đủ"})["Location"] == answer["Location"]
    assert Application.objects.count() == 1
    assert not Dossier.objects.exists()
    page = desk.get(answer["Location"]).text
    assert told.number in page
    assert "Chưa mang theo" in page
    assert desk.get(f"{answer['Location']}phieu.pdf")["Content-Type"] == "application/pdf"
    assert told.number in desk.get("/quay/khong-nhan/").text


def test_a_list_that_leaves_something_out_or_says_nothing_comes_back_with_what_was_typed(desk, town):
    address, form = turn_form(desk, town)
    before = Entry.objects.count()
    for values in ({}, {"thieu.to-khai": "1"}, {"kind": "refusal"}, {"kind": "bia"}):
        answer = desk.post(address, form | values | {"about": "Trích lục thử"})
        assert 400 <= answer.status_code < 500
        assert "Trích lục thử" in answer.text
    assert Entry.objects.count() == before


def test_a_refusal_needs_ground_and_reason(desk, town):
    address, form = turn_form(desk, town)
    answer = desk.post(address, form | {"kind": "refusal", "ground": "Điều 5", "reason": "Không thuộc thẩm quyền"})
    assert answer.status_code == 302
    assert Application.objects.get().kind == "refusal"


def test_whoever_comes_back_is_received_from_what_was_told(desk, town):
    address, form = turn_form(desk, town)
    desk.post(address, form | everything())
    told = Application.objects.get()
    choose, query = place(town)
    assert "Đã yêu cầu bổ sung" in desk.get(choose, query).text
    accept, filled = open_form(desk, town)
    assert filled["application"] == [told.id.hex]
    assert desk.post(accept, filled).status_code == 302
    told.refresh_from_db()
    assert told.dossier_id == Dossier.objects.get().id


def test_others_see_nothing_of_it(desk, town, sign_in):
    from django.test import Client

    address, form = turn_form(desk, town)
    desk.post(address, form | everything())
    told = Application.objects.get()
    for who in ("congan", "quantri", "thuly"):
        client = sign_in(Client(), who, verified=True)
        for path in (f"/quay/khong-nhan/{told.id}/", f"/quay/khong-nhan/{told.id}/phieu.pdf", "/quay/khong-nhan/"):
            assert client.get(path).status_code in {403, 404}
