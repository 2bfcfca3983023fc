"""Many at once: one confirmation, each performed by itself, each answered by itself, nothing twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.desks.backoffice.views import bulk
from motcua.dossiers import labels
from motcua.kernel import clock
from motcua.ledger.models import Access, Entry

pytestmark = pytest.mark.django_db


def test_a_leader_signs_many_with_one_confirmation_and_a_retry_signs_nothing_again(desk: Desk) -> None:
    three = [desk.at("leader", citizen=n) for n in range(3)]
    client = desk.client("lanhdao", verified=True)
    page = client.get("/viec/?ds=cho-ky").content.decode()
    assert all(f'value="{one}"' in page for one in three)
    asked = client.get("/viec/nhieu/", {"viec": "ky", "selected": three}).content.decode()
    assert "Ký duyệt 3 hồ sơ" in asked
    assert all(desk.row(one).step_role == "leader" for one in three)
    before = Entry.objects.count()
    for _ in range(2):
        answer = client.post("/viec/nhieu/", {"viec": "ky", "selected": three, "once_key": "k", "opinion": "Đồng ý."})
        assert answer.status_code == 200
        assert "3/3 hồ sơ đã ký duyệt" in answer.content.decode()
    assert Entry.objects.count() == before + 3


def test_each_refusal_stands_beside_its_own_row_and_the_others_are_done(desk: Desk) -> None:
    ready, not_yet = desk.at("leader"), desk.at("specialist", citizen=1)
    client = desk.client("lanhdao", verified=True)
    page = client.post("/viec/nhieu/", {"viec": "ky", "selected": [ready, not_yet], "once_key": "k"}).content.decode()
    assert "1/2 hồ sơ đã ký duyệt" in page
    assert desk.row(ready).step_role == "seal"
    assert desk.row(not_yet).step_role == "specialist"
    assert page.count('class="error"') == 1


def test_signing_many_asks_for_the_second_factor_once(desk: Desk) -> None:
    two = [desk.at("leader", citizen=n) for n in range(2)]
    client = desk.client("lanhdao")
    assert 'name="otp"' in client.get("/viec/nhieu/", {"viec": "ky", "selected": two}).content.decode()
    sent = {"viec": "ky", "selected": two, "once_key": "k", "opinion": "Nhất trí"}
    refused = client.post("/viec/nhieu/", sent | {"otp": "000000"})
    assert refused.status_code == 403
    assert "Nhất trí" in refused.content.decode()
    assert all(desk.row(one).step_role == "leader" for one in two)
    done = client.post("/viec/nhieu/", sent | {"otp": desk.code_of("lanhdao")})
    assert "2/2 hồ sơ đã ký duyệt" in done.content.decode()


def test_somebody_takes_many_and_a_head_gives_many(desk: Desk) -> None:
    two = [desk.at("specialist", "1.001612", citizen=n) for n in range(2)]
    desk.client("kinhte").post("/viec/nhieu/", {"viec": "nhan", "selected": two, "once_key": "k"})
    assert {desk.row(one).official_name for one in two} == {"Ngô Thử Kinh"}
    head = desk.client("truongphong")
    assert head.post("/viec/nhieu/", {"viec": "giao", "selected": two, "once_key": "k"}).status_code == 400
    given = {"viec": "giao", "selected": two, "once_key": "k2", "official": desk.town["truongphong"].official}
    assert "2/2" in head.post("/viec/nhieu/", given).content.decode()
    assert {desk.row(one).official_name for one in two} == {"Bùi Thử Trưởng"}


def test_the_clerk_seals_many(desk: Desk) -> None:
    two = [desk.at("seal", citizen=n) for n in range(2)]
    client = desk.client("vanthu", verified=True)
    assert "2/2" in client.post("/viec/nhieu/", {"viec": "dau", "selected": two, "once_key": "k"}).content.decode()
    assert {desk.row(one).state for one in two} == {"ready"}


@pytest.mark.parametrize(
    "query", [{"viec": "ky"}, {"viec": "lạ", "selected": "x"}, {"viec": "ky", "selected": "rác"}, {}]
)
def test_bad_choices_are_refused(desk: Desk, query: dict[str, str]) -> None:
    assert desk.client("lanhdao", verified=True).get("/viec/nhieu/", query).status_code == 400


def test_dossiers_of_others_are_not_even_shown(desk: Desk) -> None:
    theirs = desk.at("specialist", "1.001612")
    page = desk.client("vanhoa").get("/viec/nhieu/", {"viec": "nhan", "selected": [theirs]}).content.decode()
    assert desk.row(theirs).code not in page


HTMX = {"HX-Request": "true", "HX-Target": "nhieu-viec"}


def test_the_work_goes_on_piece_by_piece_and_says_how_far_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PIECE", 2)
    three = [desk.at("specialist", citizen=n) for n in range(3)]
    client = desk.client("thuly")
    sent = {"viec": "chuyen", "selected": three, "once_key": "k", "opinion": "Đủ"}
    first = client.post("/viec/nhieu/", sent, headers=HTMX).content.decode()
    assert '<progress id="progress" value="2" max="3">' in first
    assert (first.count("hx-swap-oob"), 'name="tu" value="2"' in first, 'hx-trigger="load, submit"' in first) == (
        2,
        True,
        True,
    )
    assert [desk.row(one).step for one in three] == [2, 2, 1]
    before = Entry.objects.count()
    client.post("/viec/nhieu/", sent, headers=HTMX)
    assert Entry.objects.count() == before, "a piece sent again does nothing twice"
    last = client.post("/viec/nhieu/", sent | {"tu": "2", "duoc": "2"}, headers=HTMX).content.decode()
    assert "3/3 hồ sơ đã chuyển bước" in last
    assert "hx-post" not in last
    assert [desk.row(one).step for one in three] == [2, 2, 2]


@pytest.mark.parametrize("place", ["-1", "999", "rác", "²"])
def test_a_piece_that_is_none_does_no_harm(desk: Desk, place: str) -> None:
    dossier = desk.at("specialist")
    sent = {"viec": "chuyen", "selected": [dossier], "once_key": "k", "tu": place, "duoc": place}
    answer = desk.client("thuly").post("/viec/nhieu/", sent, headers=HTMX)
    assert answer.status_code == 200
    assert "1/1" in answer.content.decode()


def test_a_row_that_may_not_go_on_says_why_and_stops_no_other(desk: Desk) -> None:
    good, elsewhere, ready = desk.at("specialist"), desk.at("leader", citizen=1), desk.at("specialist", citizen=2)
    desk.town.make_ready(ready)
    sent = {"viec": "chuyen", "selected": [elsewhere, ready, good], "once_key": "k"}
    page = desk.client("thuly").post("/viec/nhieu/", sent).content.decode()
    assert "1/3 hồ sơ đã chuyển bước" in page
    assert page.count('class="error"') == 2
    assert "Hồ sơ đã có kết quả." in page or "Bước này do người khác xử lý." in page
    assert desk.row(good).step == 2


def test_many_are_reminded_with_their_phones_at_hand_and_the_row_says_so(desk: Desk) -> None:
    two = [desk.town.make_ready(desk.town.accept(citizen=n)) for n in range(2)]
    client = desk.client("tiepnhan")
    with clock.fixed(clock.now() + timedelta(days=8)):
        page = client.get("/viec/?ds=chua-lay").content.decode()
        assert all(one.hex in page for one in two)
        assert "có kết quả 8 ngày" in page
        asked = client.get("/viec/nhieu/", {"ds": "chua-lay", "viec": "nhac", "selected": two}).content.decode()
        assert "0901 000 011" in asked
        sent = {"viec": "nhac", "selected": two, "once_key": "k"}
        assert client.post("/viec/nhieu/", sent).status_code == 400
        assert "2/2" in client.post("/viec/nhieu/", sent | {"manner": "phone"}).content.decode()
        again = client.post("/viec/nhieu/", sent | {"manner": "phone", "once_key": "k2"}).content.decode()
        assert "0/2" in again
        assert again.count("Hôm nay đã nhắc người này.") == 2
        assert "đã nhắc 1 lần, gần nhất 19/07/2025" in client.get("/viec/?ds=chua-lay").content.decode()
        assert [desk.row(one).reminders for one in two] == [1, 1]


def test_one_result_is_reminded_of_on_its_own_page(desk: Desk) -> None:
    dossier = desk.town.make_ready(desk.town.accept())
    client = desk.client("tiepnhan")
    assert "Nhắc bằng cách nào" in client.get(f"/ho-so/{dossier}/").content.decode()
    for manner, status in (("la", 400), ("message", 302)):
        sent = {"manner": manner, "note": "Mai đến", "once_key": manner}
        assert client.post(f"/ho-so/{dossier}/viec/nhac-nhan/", sent).status_code == status
    assert desk.row(dossier).reminders == 1


def test_labels_are_printed_for_what_may_be_read_and_the_read_is_logged(desk: Desk) -> None:
    mine, theirs = desk.at("specialist", "1.001612"), desk.at("specialist")
    before = Access.objects.filter(what="dossiers.labels").count()
    for who, seen in (("tiepnhan", {mine, theirs}), ("kinhte", {mine})):
        answer = desk.client(who).get("/viec/nhan-ho-so.pdf", {"selected": [mine, theirs]})
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
        made = labels.labels(desk.town[who], [mine, theirs])
        assert {one.code for one in made} == {desk.row(one).code for one in seen}
    assert Access.objects.filter(what="dossiers.labels").count() > before
    assert desk.client("kinhte").get("/viec/nhan-ho-so.pdf").status_code == 400
    assert desk.client("quantri").get("/viec/nhan-ho-so.pdf", {"selected": [mine]}).status_code == 403
