"""The return desk: the right result to the right person, once."""

from __future__ import annotations

import pytest

from motcua.desks.counter.tests.conftest import EXTRACT, KNOWN
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers.models import Dossier
from motcua.ledger.models import Entry


@pytest.fixture
def ready(town):
    return town.make_ready(town.accept(EXTRACT))


def opened(desk, dossier):
    return form_of(desk.get(f"/quay/tra/?ho-so={dossier.hex}"), "/quay/tra/ghi/")


def state(dossier):
    return Dossier.objects.get(pk=dossier).state


def test_the_card_of_the_owner_opens_everything_that_waits_with_the_number_filled_in(desk, town, ready):
    other = town.accept("1.004873")
    answer = desk.post("/quay/tra/", {"q": KNOWN})
    form = form_of(answer, "/quay/tra/ghi/")
    assert form["dossier"] == [ready.hex]
    assert form["number"] == ["033190000011"]
    assert Dossier.objects.get(pk=other).code in answer.content.decode()


def test_the_result_is_handed_over_and_its_receipt_offered(desk, ready):
    answer = desk.post("/quay/tra/ghi/", opened(desk, ready) | {"number": KNOWN}, follow=True)
    assert state(ready) == "returned"
    assert f"/ho-so/{ready}/bien-nhan.pdf" in answer.content.decode()


def test_pressing_twice_hands_over_once(desk, ready):
    form = opened(desk, ready) | {"number": "033190000011"}
    first, second = desk.post("/quay/tra/ghi/", form), desk.post("/quay/tra/ghi/", form)
    assert first.status_code == second.status_code == 302
    assert Entry.objects.filter(event="dossiers.result_returned").count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "033088000022"}, "không khớp"),
        ({"number": ""}, "Quét hoặc nhập số giấy tờ"),
        ({"number": "033088000022", "receiver": "proxy", "name": "Công dân Thử Hai"}, "giấy ủy quyền"),
        ({"number": "033088000022", "receiver": "proxy", "authority": "UQ 1"}, "họ tên người nhận thay"),
        ({"number": "033190000011", "receiver": "submitter"}, "không có người nộp thay"),
        ({"number": "033190000011", "dossier": []}, "Chưa chọn kết quả"),
    ],
)
def test_nobody_else_gets_it(desk, ready, typed, words):
    answer = desk.post("/quay/tra/ghi/", opened(desk, ready) | typed)
    assert answer.status_code in {400, 422}
    assert words in answer.content.decode()
    assert state(ready) == "ready"


def test_a_proxy_with_authority_collects(desk, ready):
    typed = {
        "number": "033088000022",
        "receiver": "proxy",
        "name": "Công dân Thử Hai",
        "authority": "Giấy ủy quyền số 1",
    }
    desk.post("/quay/tra/ghi/", opened(desk, ready) | typed)
    assert state(ready) == "returned"


def test_what_is_not_ready_cannot_be_ticked_and_says_why(desk, town):
    dossier = town.accept("1.004873")
    answer = desk.get(f"/quay/tra/?ho-so={dossier.hex}")
    assert "dossier" not in form_of(answer, "/quay/tra/ghi/")
    assert "Hồ sơ chưa có kết quả" in answer.content.decode()
    forced = {"dossier": dossier.hex, "number": "033190000011", "receiver": "owner"}
    assert desk.post("/quay/tra/ghi/", forced).status_code == 409


def test_somebody_without_dossiers_is_told_so(desk):
    answer = desk.post("/quay/tra/", {"q": "033195000033"})
    assert answer.status_code == 404
    assert "không có hồ sơ nào" in answer.content.decode()


def test_all_results_of_a_person_go_in_one_press(desk, town, ready):
    second = town.make_ready(town.accept("1.000656"))
    form = form_of(desk.post("/quay/tra/", {"q": KNOWN}), "/quay/tra/ghi/")
    assert set(form["dossier"]) == {ready.hex, second.hex}
    desk.post("/quay/tra/ghi/", form)
    assert state(ready) == state(second) == "returned"
