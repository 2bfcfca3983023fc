"""The return desk: the right result to the right person, once."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import pytest

from motcua.desks.counter.tests.conftest import EXTRACT, KNOWN, NEW
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers.models import Dossier
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.parties import queries as parties
from motcua.parties.commands.proxy import RecordProxy, RevokeProxy
from motcua.parties.rules.words import Matter, Relationship, Scope

PAPER = {"paper": "mandate", "paper_number": "12/UQ", "paper_day": "10/07/2025"}


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
        ({"number": "033088000022", "receiver": "new", "name": "Công dân Thử Hai"}, "giấy tờ làm căn cứ"),
        ({"number": "033088000022", "receiver": "new", "paper": "mandate"}, "ngày của giấy ủy quyền"),
        ({"number": "033088000022", "receiver": "new"} | PAPER, "họ tên người nhận thay"),
        ({"number": "033088000022", "receiver": "new", "name": "Người Khác"} | PAPER, "mang họ tên khác"),
        ({"number": "033088000022", "receiver": "new", "name": "Công dân Thử Hai"} | PAPER, "phải được chứng thực"),
        ({"number": "", "receiver": "new", "name": "Công dân Thử Hai"} | PAPER, "Quét hoặc nhập số giấy tờ"),
        ({"number": "033088000022", "receiver": "proxy"}, "ghi trong sổ"),
        ({"number": "033190000011", "receiver": "submitter"}, "không có người nộp thay"),
        ({"number": "033190000011", "dossier": []}, "Chưa chọn kết quả"),
    ],
)
def test_nobody_else_gets_it(desk, ready, typed, words):
    answer = desk.post("/quay/tra/ghi/", opened(desk, ready) | typed)
    assert answer.status_code in {400, 422}
    assert words in answer.content.decode()
    assert state(ready) == "ready"


def authorise(town, **changed):
    values = {"relationship": Relationship.SPOUSE, "paper": "Giấy ủy quyền số 1", **changed}
    command = RecordProxy(principal=town.citizens[0].id, person=town.citizens[1].id, **values)
    return UUID(perform(command, town["tiepnhan"]).ids["proxy"])


def test_who_is_on_record_for_the_owner_is_offered_and_collects_with_their_own_card(desk, town, ready):
    proxy = authorise(town, valid_to=date(2025, 7, 11))
    page = desk.get(f"/quay/tra/?ho-so={ready.hex}").content.decode()
    assert re.search(rf'value="{proxy.hex}"[^>]*>\s*<label[^>]*>Công Dân Thử Hai', page)
    typed = opened(desk, ready) | {"receiver": proxy.hex}
    assert desk.post("/quay/tra/ghi/", typed | {"number": KNOWN}).status_code == 422
    assert state(ready) == "ready"
    desk.post("/quay/tra/ghi/", typed | {"number": "033088000022"})
    assert state(ready) == "returned"


@pytest.mark.parametrize("how", ["ended", "withdrawn"])
def test_an_authority_that_ended_is_shown_barred_with_its_reason_and_refused(desk, town, ready, how):
    ended = {"valid_from": date(2025, 7, 1), "valid_to": date(2025, 7, 10)} if how == "ended" else {}
    proxy = authorise(town, **ended)
    if how == "withdrawn":
        perform(RevokeProxy(principal=town.citizens[0].id, proxy=proxy, reason="Thử"), town["tiepnhan"])
    words = "đã hết hạn" if how == "ended" else "đã bị hủy"
    page = desk.get(f"/quay/tra/?ho-so={ready.hex}").content.decode()
    assert re.search(rf'value="{proxy.hex}" disabled', page)
    assert words in page
    answer = desk.post("/quay/tra/ghi/", opened(desk, ready) | {"receiver": proxy.hex, "number": "033088000022"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert state(ready) == "ready"


def test_a_new_authority_is_recorded_once_and_the_result_handed_over(desk, town, ready):
    typed = {"receiver": "new", "number": "033088000022", "name": "Công dân Thử Hai", "certified": "1"} | PAPER
    form = opened(desk, ready) | typed
    first, second = desk.post("/quay/tra/ghi/", form), desk.post("/quay/tra/ghi/", form)
    assert first.status_code == second.status_code == 302
    assert state(ready) == "returned"
    held = parties.party(town.citizens[0].id, town["tiepnhan"], "Kiểm thử").proxies
    assert [(one.person, one.scope, one.matter) for one in held] == [
        (town.citizens[1].id, Scope.COLLECT, Matter.CIVIL_STATUS)
    ]
    assert held[0].paper == "Giấy ủy quyền số 12/UQ, ngày 10/07/2025; đã lưu bản giấy"
    history = desk.get(f"/ho-so/{ready}/", follow=True).content.decode()
    assert "Công Dân Thử Hai, nhận thay chủ hồ sơ theo: Giấy ủy quyền số 12/UQ" in history


def test_somebody_new_to_the_register_collects_with_the_card_shown(desk, ready):
    form = opened(desk, ready) | {"receiver": "new", "number": NEW, "certified": "1"} | PAPER
    assert desk.post("/quay/tra/ghi/", form).status_code == 302
    assert state(ready) == "returned"


def test_what_was_typed_of_a_new_authority_comes_back_after_a_refusal(desk, ready):
    typed = {"receiver": "new", "number": "033088000022", "name": "Công dân Thử Hai", "valid_to": "01/07/2025"} | PAPER
    answer = desk.post("/quay/tra/ghi/", opened(desk, ready) | typed)
    form = form_of(answer, "/quay/tra/ghi/")
    assert {name: form[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert parties_recorded() == 0


def parties_recorded():
    return Entry.objects.filter(event="parties.proxy_recorded").count()


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
