"""The centre's catalogue: reading it, switching, the board of limits in doubt, confirming with a ground."""

from __future__ import annotations

import re

import pytest

from motcua.catalogue.commands import SwitchOff
from motcua.catalogue.models import Posting, Procedure
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db
GOOD = {"kind": "working_days", "value": "3", "ground": "NĐ 168/2025/NĐ-CP Điều 3"}


def test_the_catalogue_is_searched_by_words_without_tones_and_by_code(desk: Desk) -> None:
    client = desk.client("thuly")
    for text in ("khai sinh", "1.001193"):
        page = client.get("/danh-muc/", {"q": text}).content.decode()
        assert "1.001193" in page
        assert "1.001612" not in page
    assert "Không có thủ tục nào khớp" in client.get("/danh-muc/", {"q": "zzz"}).content.decode()


def test_the_board_names_what_gets_no_date_and_why(desk: Desk) -> None:
    page = desk.client("giamdoc", verified=True).get("/danh-muc/cho-xac-nhan/").content.decode()
    assert "1.001612" in page
    assert "/danh-muc/1.004873/" not in page


def test_a_procedure_page_tells_its_cases_papers_steps_and_source(desk: Desk) -> None:
    page = desk.client("thuly").get("/danh-muc/1.001193/").content.decode()
    for words in ("Quy trình nội bộ", "Căn cứ pháp lý", "Phí, lệ phí", "Phiên bản", "Nguồn", "Đang bật"):
        assert words in page
    assert "xac-nhan/" not in page.split("<main")[1]
    assert desk.client("thuly").get("/danh-muc/9.999999/").status_code == 404


def test_the_director_confirms_a_limit_and_goes_on_to_the_next(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    posting = Posting.objects.get(procedure_id="1.001612")
    for _ in range(2):
        answer = client.post("/danh-muc/1.001612/xac-nhan/", GOOD | {"once_key": "k", "tiep": "1"})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/danh-muc/")
    assert Posting.objects.get(pk=posting.pk).version == posting.version + 1
    assert "NĐ 168/2025" in client.get("/danh-muc/1.001612/").content.decode()
    assert "1.001612" not in client.get("/danh-muc/cho-xac-nhan/").content.decode()
    assert desk.row(desk.town.accept("1.001612")).due_at is not None


@pytest.mark.parametrize(
    "values",
    [
        GOOD | {"ground": " "},
        GOOD | {"value": "0"},
        GOOD | {"value": "9999"},
        GOOD | {"value": "ba"},
        GOOD | {"kind": ""},
        GOOD | {"kind": "lạ"},
        GOOD | {"channel": "lạ"},
    ],
)
def test_a_bad_confirmation_comes_back_as_it_was_typed(desk: Desk, values: dict[str, str]) -> None:
    before = Entry.objects.count()
    answer = desk.client("giamdoc", verified=True).post("/danh-muc/1.001612/xac-nhan/", values | {"once_key": "k"})
    assert answer.status_code == 400
    assert Entry.objects.count() == before
    if values["ground"].strip():
        assert "NĐ 168/2025" in answer.content.decode()


def test_confirming_asks_for_the_second_factor_beside_the_form(desk: Desk) -> None:
    client = desk.client("giamdoc")
    assert 'id="xac-nhan-otp"' in client.get("/danh-muc/1.001612/").content.decode()
    assert client.post("/danh-muc/1.001612/xac-nhan/", GOOD | {"otp": "1", "once_key": "k"}).status_code == 403
    good = GOOD | {"otp": desk.code_of("giamdoc"), "once_key": "k"}
    assert client.post("/danh-muc/1.001612/xac-nhan/", good).status_code == 302


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao", "quantri"])
@pytest.mark.parametrize("verb", ["xac-nhan", "tat", "bat", "bat-lai"])
def test_nobody_else_decides_what_the_centre_offers(desk: Desk, who: str, verb: str) -> None:
    before = Entry.objects.count()
    answer = desk.client(who, verified=True).post(f"/danh-muc/1.001612/{verb}/", GOOD | {"reason": "x"})
    assert answer.status_code == 403
    assert Entry.objects.count() == before


def test_switching_off_and_on_again(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    assert client.post("/danh-muc/1.000656/tat/", {"reason": "", "once_key": "a"}).status_code == 400
    assert client.post("/danh-muc/1.000656/tat/", {"reason": "Chưa đủ người", "once_key": "b"}).status_code == 302
    assert not Posting.objects.get(procedure_id="1.000656").on
    assert "1.000656" in client.get("/danh-muc/?xem=tat").content.decode()
    assert client.post("/danh-muc/1.000656/bat-lai/", {"once_key": "c"}).status_code == 302
    assert Posting.objects.get(procedure_id="1.000656").on
    assert client.post("/danh-muc/1.000656/la/", {}).status_code == 404


def test_switching_on_more_says_of_thin_ones_why_not(desk: Desk) -> None:
    Procedure.objects.create(code="9.000001", name="Thủ tục mỏng", folded="thu tuc mong", field="Thử", thin=True)
    client = desk.client("giamdoc", verified=True)
    page = client.get("/danh-muc/them/", {"q": "mong"}).content.decode()
    assert "chưa đủ nội dung" in page
    assert desk.client("thuly").get("/danh-muc/them/").status_code == 403
    assert client.post("/danh-muc/9.000001/bat/", {"once_key": "k"}).status_code in {404, 422}
    assert not Posting.objects.filter(procedure_id="9.000001").exists()


def test_what_was_switched_off_is_not_on_the_board(desk: Desk) -> None:
    posting = Posting.objects.get(procedure_id="1.001612")
    perform(SwitchOff(posting=posting.id, reason="thử"), desk.town["giamdoc"])
    assert "1.001612" not in desk.client("giamdoc").get("/danh-muc/cho-xac-nhan/").content.decode()


def test_only_the_case_without_a_limit_carries_the_mark(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    listed = client.get("/danh-muc/?q=1.001193").content.decode()
    assert "chờ xác nhận thời hạn: " in listed
    assert 'class="tag tone-soon"' not in listed
    page = client.get("/danh-muc/1.001193/").content.decode()
    assert "Chờ xác nhận thời hạn</span>" not in page
    assert page.count("chưa in ngày hẹn") == 3  # the abandoned child, on its three channels
    assert 'class="tag tone-soon"' in client.get("/danh-muc/?q=1.001612").content.decode()
    waiting = client.get("/danh-muc/?xem=cho").content.decode()
    assert "1.001193" in waiting
    assert "bị bỏ rơi" in client.get("/danh-muc/cho-xac-nhan/").content.decode()


def test_a_long_board_comes_in_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from motcua.desks.backoffice.views import catalogue

    client = desk.client("giamdoc", verified=True)
    whole = client.get("/danh-muc/cho-xac-nhan/").content.decode()
    codes = re.findall(r"<code>([\d.]+)</code>", whole)
    assert len(codes) > 1
    assert 'class="pager"' not in whole
    monkeypatch.setattr(catalogue, "LIMITS_A_PAGE", 1)
    pages = [client.get(f"/danh-muc/cho-xac-nhan/?trang={n + 1}").content.decode() for n in range(len(codes))]
    assert [re.findall(r"<code>([\d.]+)</code>", page) for page in pages] == [[code] for code in codes]
    assert "?trang=2" in pages[0]
    assert client.get("/danh-muc/cho-xac-nhan/?trang=x").status_code == 200
