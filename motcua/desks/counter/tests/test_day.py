"""Close of day, its sheet, and what came in today."""

from __future__ import annotations

from datetime import timedelta

from motcua.desks.counter.tests.conftest import EXTRACT
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers import day_sheet
from motcua.dossiers.models import Day, Dossier
from motcua.kernel import clock

CODE = "H33.45.12-250711-0042"


def test_the_day_shows_what_is_open_with_its_lists(desk, town):
    town.accept(EXTRACT)
    town.make_ready(town.accept("1.000656", 1))
    page = desk.get("/quay/chot-ngay/").content.decode()
    for received in Dossier.objects.all():
        assert f'href="/quay/da-nhan/{received.id}/#ban-quet"' in page
    ready = Dossier.objects.get(state="ready")
    assert page.count(f'href="/quay/tra/?ho-so={ready.id.hex}"') == 1


def test_a_day_is_closed_with_a_note_once(desk, town):
    town.accept(EXTRACT)
    form = form_of(desk.get("/quay/chot-ngay/"), "/quay/chot-ngay/")
    answer = desk.post("/quay/chot-ngay/", form | {"note": "Còn một hồ sơ chưa quét"})
    assert answer["Location"] == "/quay/chot-ngay/?ngay=2025-07-11"
    day = Day.objects.get()
    assert (day.received, day.note) == (1, "Còn một hồ sơ chưa quét")
    assert "Đã chốt" in desk.get("/quay/chot-ngay/").content.decode()
    assert desk.post("/quay/chot-ngay/", {"ngay": "2025-07-11"}).status_code == 409


def test_what_comes_in_after_closing_is_told_and_the_paper_keeps_the_counts_of_the_closing(desk, town):
    town.accept(EXTRACT)
    desk.post("/quay/chot-ngay/", {"ngay": "2025-07-11"})
    assert "Sau khi chốt" not in desk.get("/quay/chot-ngay/").content.decode()
    with clock.fixed(town.at + timedelta(hours=1)):
        town.accept(EXTRACT, 1)
        page = desk.get("/quay/chot-ngay/").content.decode()
        paper = day_sheet.close_of_day(town["tiepnhan"], town.at.date())
    assert "Sau khi chốt, trong ngày còn nhận thêm 1, trả thêm 0 hồ sơ." in page
    assert "Bảng in giữ số lúc chốt (1 nhận, 0 trả)" in page
    assert dict(paper.counts)["Tiếp nhận trong ngày"] == 1
    assert (paper.closed_at, paper.printed_at) == (town.at, town.at + timedelta(hours=1))


def test_no_day_is_closed_while_dossiers_wait_for_the_provinces_code(desk, town):
    town.work_beside_the_province()
    dossier = town.accept(EXTRACT)
    page = desk.get("/quay/chot-ngay/")
    assert form_of(page, f"/quay/chot-ngay/ma/{dossier}/")["code"] == [""]
    assert desk.post("/quay/chot-ngay/", {"ngay": "2025-07-11"}).status_code == 422
    assert not Day.objects.exists()
    wrong = desk.post(f"/quay/chot-ngay/ma/{dossier}/", {"code": "12"})
    assert wrong.status_code == 400
    assert form_of(wrong, f"/quay/chot-ngay/ma/{dossier}/")["code"] == ["12"]
    desk.post(f"/quay/chot-ngay/ma/{dossier}/", {"code": CODE})
    assert Dossier.objects.get(pk=dossier).code == CODE
    assert desk.post("/quay/chot-ngay/", {"ngay": "2025-07-11"}).status_code == 302


def test_the_sheet_prints(desk, town):
    town.accept(EXTRACT)
    answer = desk.get("/quay/chot-ngay/in/?ngay=2025-07-11")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_another_day_is_shown_as_people_write_it_and_nonsense_is_refused(desk):
    assert "thứ Năm, 10/07/2025" in desk.get("/quay/chot-ngay/?ngay=10/07/2025").content.decode()
    assert desk.get("/quay/chot-ngay/?ngay=2025").status_code == 400
    assert desk.post("/quay/chot-ngay/", {"ngay": "12/07/2025"}).status_code == 422


def test_the_director_closes_the_day_too(town, sign_in, client):
    town.accept(EXTRACT)
    desk = sign_in(client, "giamdoc", verified=True)
    assert desk.get("/quay/chot-ngay/").status_code == 200
    assert desk.post("/quay/chot-ngay/", {"ngay": "2025-07-11"}).status_code == 302


def test_today_lists_what_came_in_and_finds_by_words(desk, town):
    first = town.accept(EXTRACT)
    second = town.accept("1.001193", 1)
    page = desk.get("/quay/hom-nay/").content.decode()
    assert str(first) in page
    assert str(second) in page
    found = desk.get("/quay/hom-nay/", {"q": "0011 mot"}).content.decode()
    assert str(first) in found
    assert str(second) not in found


def test_a_note_that_is_too_long_is_told_beside_its_field_and_the_day_stays_open(desk, town):
    answer = desk.post("/quay/chot-ngay/", {"ngay": "2025-07-11", "note": "x" * 501})
    assert answer.status_code == 400
    assert 'id="f-note-error"' in answer.content.decode()
    assert not Day.objects.exists()
