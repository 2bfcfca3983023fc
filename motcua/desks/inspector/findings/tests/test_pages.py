"""Sheets and findings on the screen: from the stop to the closure, what a form refuses, who sees what."""

from __future__ import annotations

import re
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from PIL import Image

from motcua.findings.commands import NoteAnswers
from motcua.findings.commands.sheet import AnswerGiven
from motcua.findings.models import Answer, Finding, Sheet
from motcua.findings.rules.life import Kind, State
from motcua.findings.tests.conftest import _wired, laid_visit, visit  # noqa: F401 - the visit these pages show
from motcua.findings.tests.test_sheets import explains
from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

HOME = "/ton-tai/"


@pytest.fixture
def desk(visit, sign_in, client):  # noqa: F811
    """Return ``desk(who)``: the browser of somebody."""

    def enter(who):
        client.cookies.clear()
        return sign_in(client, who, verified=True)

    return enter


def photo(name="bang.png"):
    out = BytesIO()
    Image.new("RGB", (30, 8), "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def text(answer):
    assert answer.status_code == HTTPStatus.OK, answer.status_code
    return answer.content.decode()


def noted(desk, stop, **more):
    """Note a finding by the form; return the answer."""
    body = {"kind": "shortcoming", "severity": "vua", "words": "Bảng phí cũ", "once_key": uuid4().hex} | more
    return desk.post(f"{HOME}buoi/{stop}/ghi/", body)


def test_the_team_lays_a_checklist_open_from_the_stop_and_others_are_not_offered_it(visit, desk):  # noqa: F811
    stop = f"/doan-kiem-tra/buoi/{visit.stop}/"
    begin = f"{HOME}buoi/{visit.stop}/mo-phieu/"
    assert begin in text(desk("kt1-pt").get(stop))
    assert begin not in text(desk("dungnt").get(stop))
    inspector = desk("kt1-pt")
    assert str(visit.version) in text(inspector.get(begin))
    body = {"version": str(visit.version), "once_key": "a"}
    made = inspector.post(begin, body)
    assert made.status_code == HTTPStatus.FOUND
    assert inspector.post(begin, body).url == made.url
    assert Sheet.objects.count() == 1
    assert (
        inspector.post(begin, {"version": str(uuid4()), "once_key": "b"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert "Kiểm tra công vụ" in text(inspector.get(made.url))
    assert made.url in text(inspector.get(stop))
    assert desk("dungnt").get(begin).status_code == HTTPStatus.FORBIDDEN


def test_a_sheet_shows_who_differs_takes_the_choice_and_is_finished_with_words(visit, desk):  # noqa: F811
    sheet = visit.sheet()
    for who, value in (("kt1-pt", "dat"), ("kt2-pt", "chua_dat")):
        perform(NoteAnswers(sheet=sheet, answers=[AnswerGiven(item="truc", value=value)]), visit[who])
    here, leader = f"{HOME}phieu/{sheet}/", desk("liemqt")
    assert "Có câu trả lời khác nhau" in text(leader.get(here))
    beside = Answer.objects.get(sheet=sheet, standing="beside").id
    chosen = leader.post(f"{here}chon/{beside}/", {"reason": "Xem lại lịch trực", "once_key": "a"})
    assert chosen.status_code == HTTPStatus.FOUND
    assert leader.get(f"{here}chon/{uuid4()}/").status_code == HTTPStatus.NOT_FOUND
    page = text(leader.get(here))
    assert "Có câu trả lời khác nhau" not in page
    assert "1 câu trả lời trước" in page
    silent = leader.post(f"{here}viec/chot/", {"words": " ", "once_key": "b"})
    assert silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    unexplained = leader.post(f"{here}viec/chot/", {"words": "Hết giờ", "once_key": "b"})
    assert unexplained.status_code == HTTPStatus.CONFLICT
    assert "ghi rõ thiếu gì" in unexplained.content.decode()
    words = AnswerGiven(item=explains("truc", sheet, visit), value="Vắng một người")
    perform(NoteAnswers(sheet=sheet, answers=[words]), visit["kt1-pt"])
    assert leader.post(f"{here}viec/chot/", {"words": "Hết giờ", "once_key": "b"}).status_code == HTTPStatus.FOUND
    assert "Tồn tại đã ghi từ câu này" in text(desk("gd-dai-dong").get(here))
    assert (
        desk("liemqt").post(f"{here}viec/mo-lai/", {"words": "Bổ sung", "once_key": "c"}).status_code
        == HTTPStatus.FOUND
    )
    assert desk("gd-dai-dong").get(here).status_code == HTTPStatus.NOT_FOUND
    assert desk("liemqt").get(f"{here}viec/khac/").status_code == HTTPStatus.NOT_FOUND


def test_from_the_shortcoming_to_its_closure_by_both_sides(visit, desk):  # noqa: F811
    made = noted(desk("kt1-pt"), visit.stop, criterion="Niêm yết đủ mức thu phí", files=[photo()])
    assert made.status_code == HTTPStatus.FOUND
    finding = Finding.objects.get()
    here = f"{HOME}{finding.pk}/"
    page = text(desk("gd-dai-dong").get(here))
    assert "Niêm yết đủ mức thu phí" in page
    assert "Kiểm tra lại" not in page
    file = re.search(rf'href="({HOME}tep/[^"]+)"', page)[1]
    assert desk("gd-dai-dong").get(file).headers["Content-Type"] == "image/png"
    assert desk("gd-xuan-lung").get(file).status_code == HTTPStatus.NOT_FOUND
    owner, inspector = desk("gd-dai-dong"), None
    proof = {"words": "Đã thay bảng", "files": [photo("moi.png")], "once_key": "a"}
    assert owner.post(f"{here}viec/bao-khac-phuc/", proof).status_code == HTTPStatus.FOUND
    inspector = desk("kt1-pt")
    empty = {"closed": "no", "where": "site", "words": "", "once_key": "b"}
    assert inspector.post(f"{here}viec/kiem-tra-lai/", empty).status_code == HTTPStatus.BAD_REQUEST
    seen = empty | {"closed": "yes", "words": "Đủ"}
    assert inspector.post(f"{here}viec/kiem-tra-lai/", seen).status_code == HTTPStatus.FOUND
    assert Finding.objects.get().state == State.CLOSED
    page = text(inspector.get(here))
    assert "Kiểm tra lại: đạt" in page
    assert "moi.png" in page
    assert inspector.get(f"{here}viec/khong-co/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "x" * 3001}, "words"),
        ({"kind": "tot"}, "kind"),
        ({"due": "01/01/2020"}, "due"),
        ({"due": "hôm qua"}, "due"),
        ({"unit": str(uuid4())}, "unit"),
        ({"files": [SimpleUploadedFile("x.png", b"khong phai anh")]}, "files"),
    ],
)
def test_what_a_form_cannot_take_is_told_beside_its_field_and_nothing_is_kept(visit, desk, more, field):  # noqa: F811
    before = Entry.objects.count()
    answer = noted(desk("kt1-pt"), visit.stop, **more)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert f'id="{field}' in answer.content.decode() or f'name="{field}"' in answer.content.decode()
    assert Entry.objects.count() == before


def test_a_double_click_notes_once(visit, desk):  # noqa: F811
    inspector = desk("kt1-pt")
    first, second = (noted(inspector, visit.stop, once_key="hai") for _ in range(2))
    assert first.url == second.url
    assert Finding.objects.count() == 1


def test_the_list_its_file_and_its_sheet_say_the_same_and_are_cut_to_who_asks(visit, desk):  # noqa: F811
    visit.note(words="Bảng phí cũ", due=clock.today())
    visit.note(kind=Kind.UNDESCRIBED, words="")
    leader = desk("liemqt")
    page = text(leader.get(HOME))
    assert "Bảng phí cũ" in page
    assert "Có tồn tại, chưa mô tả" in page
    assert "Bảng phí cũ" not in text(leader.get(f"{HOME}?xem=chua-mo-ta"))
    assert "Bảng phí cũ" in text(leader.get(f"{HOME}?q=bang+phi&xem=tat-ca&muc=vua"))
    assert "Bảng phí cũ" in text(leader.get(f"{HOME}in/"))
    sheet = load_workbook(BytesIO(leader.get(f"{HOME}danh-sach.xlsx").content)).active
    assert sheet.max_row - 2 == 2
    other = desk("gd-xuan-lung")
    assert "Bảng phí cũ" not in text(other.get(f"{HOME}?xem=tat-ca&dia-ban={visit.world.places['dai-dong']}"))
    assert load_workbook(BytesIO(other.get(f"{HOME}danh-sach.xlsx?xem=tat-ca").content)).active.max_row == 2
    for strange in ("?xem=la", "?sau=la", "?dia-ban=la", f"?sau={uuid4()}", "?muc=la"):
        assert desk("liemqt").get(HOME + strange).status_code == HTTPStatus.OK, strange


def test_places_that_lack_the_same_again_are_listed_for_those_above(visit, desk):  # noqa: F811
    assert "Không nơi nào lặp lại" in text(desk("liemqt").get(f"{HOME}lap-lai/"))
    assert desk("gd-dai-dong").get(f"{HOME}lap-lai/").status_code == HTTPStatus.FORBIDDEN
