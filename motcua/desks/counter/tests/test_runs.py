"""The desk of runs: scan after scan with an answer at once, sheets, what is taken out or missing, handing on, closing."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from motcua.desks.counter.tests.conftest import BUSINESS, EXTRACT
from motcua.desks.counter.tests.forms import form_of, link_with_key
from motcua.dossiers import labels
from motcua.dossiers.commands import SendRun, ShelvePaperFile, StackPaperFile
from motcua.dossiers.models import Dossier, HandoverRun, RunItem, RunTimes
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

PART = {"HTTP_X_MOTCUA_PART": "scan"}


def code(dossier: uuid.UUID) -> str:
    return str(Dossier.objects.get(pk=dossier).code)


@pytest.fixture
def run(desk: Any) -> uuid.UUID:
    answer = desk.post("/ban-giao/mo/", form_of(desk.get("/ban-giao/"), "/ban-giao/mo/"))
    assert answer.status_code == 302
    return HandoverRun.objects.get().id


@pytest.fixture
def sent(town: Any, run: uuid.UUID) -> list[uuid.UUID]:
    found = [town.accept(EXTRACT), town.accept(BUSINESS)]
    for dossier in found:
        perform(StackPaperFile(run=run, dossier=dossier), town["tiepnhan"])
    perform(SendRun(run=run), town["tiepnhan"])
    return found


def scan(client: Any, run: uuid.UUID, text: str, **more: Any) -> Any:
    return client.post(f"/ban-giao/{run}/quet/", {"q": text, "once_key": uuid.uuid4().hex}, **more)


def test_the_run_proposed_is_the_one_of_the_hour(desk):
    assert form_of(desk.get("/ban-giao/"), "/ban-giao/mo/")["slot"] == ["10:30"]


def test_each_scan_is_answered_with_its_place_and_division(desk, town, run):
    dossier = town.accept(EXTRACT)
    answer = scan(desk, run, code(dossier), **PART)
    page = answer.content.decode()
    unit = Dossier.objects.get(pk=dossier).holder.name
    assert (answer.status_code, f"Thứ 1: chuyển {unit}." in page, "<html" in page) == (200, True, False)
    again = scan(desk, run, code(dossier))
    assert again.status_code == 409
    assert "đã quét trong chuyến này, thứ 1" in again.content.decode()
    assert RunItem.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "status"), [("", 400), ("abc", 400), ("H33.45.12-250711-0999", 404), ("x" * 5000, 400), ("<b>", 400)]
)
def test_a_wrong_scan_is_told_and_writes_nothing(desk, run, text, status):
    before = Entry.objects.count()
    assert scan(desk, run, text).status_code == status
    assert Entry.objects.count() == before


def test_the_receiver_scans_back_and_hears_what_is_not_theirs(town, sign_in, client, run, sent):
    mine, other = sent
    sign_in(client, "thuly")
    assert "Đã nhận." in scan(client, run, code(mine)).content.decode()
    assert "chuyển lại cho" in scan(client, run, code(other)).content.decode()
    assert "Thừa" in scan(client, run, code(town.accept(EXTRACT))).content.decode()
    assert [item.state for item in RunItem.objects.order_by("id")] == ["received", "stray", "extra"]


def test_a_run_is_closed_when_what_is_missing_has_its_reason(desk, run, sent):
    close = f"/ban-giao/{run}/dong/"
    assert desk.post(close, {"once_key": "a"}).status_code == 422
    for dossier in sent:
        missing = f"/ban-giao/{run}/thieu/{dossier}/"
        assert desk.post(missing, {"reason": " "}).status_code == 400
        assert desk.post(missing, {"reason": "Rơi khỏi bìa"}).status_code == 302
    assert desk.post(close, {"once_key": "b"}).status_code == 302
    assert HandoverRun.objects.get().state == "closed"
    page = desk.get("/ban-giao/").content.decode()
    assert "Rơi khỏi bìa" in page
    assert "Chưa thấy khi bàn giao" in desk.get(f"/ho-so/{sent[0]}/").content.decode()


def test_a_file_is_taken_out_before_it_is_received(desk, run, sent):
    address = f"/ban-giao/{run}/rut/{sent[0]}/"
    form = form_of(desk.get(f"/ban-giao/{run}/"), address)
    assert desk.post(address, form | {"reason": "Người dân xin rút"}).status_code == 302
    assert desk.post(address, form | {"reason": "Người dân xin rút"}).status_code == 302
    assert RunItem.objects.get(dossier=sent[0]).state == "out"
    assert Entry.objects.filter(event="dossiers.paper_file_taken_out").count() == 1


def test_sheets_are_printed_again_for_all_or_one(desk, town, run, sent):
    for query in ("", f"?don-vi={Dossier.objects.get(pk=sent[0]).holder_id.hex}"):
        answer = desk.get(f"/ban-giao/{run}/phieu.pdf{query}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert desk.get(f"/ban-giao/{run}/phieu.pdf?don-vi={uuid.uuid4().hex}").status_code == 404


def test_the_list_is_narrowed_by_days_and_state(desk, run, sent):
    assert "CH-250711-01" in desk.get("/ban-giao/?trang_thai=out").content.decode()
    assert "Không có chuyến nào" in desk.get("/ban-giao/?trang_thai=closed").content.decode()
    assert "Không có chuyến nào" in desk.get("/ban-giao/?tu=01/06/2025&den=02/06/2025").content.decode()
    for wrong in ("trang_thai=x", "tu=99/99/2025", "tu=12/07/2025&den=11/07/2025", "tu=2025"):
        assert desk.get(f"/ban-giao/?{wrong}").status_code == 400


def test_the_director_sets_the_times_once(town, sign_in, client):
    sign_in(client, "giamdoc", verified=True)
    form = form_of(client.get("/ban-giao/"), "/ban-giao/gio/")
    assert client.post("/ban-giao/gio/", form | {"times": "9:00, 15h30"}).status_code == 302
    assert RunTimes.objects.get().times == "09:00 15:30"
    assert client.post("/ban-giao/gio/", form | {"times": "mai", "once_key": "x"}).status_code == 400


@pytest.mark.parametrize("address", ["", "quet/", "phieu.pdf", "ban-giao/", "dong/"])
def test_who_has_nothing_to_do_with_it_does_not_come_in(town, sign_in, client, run, sent, address):
    sign_in(client, "quantri", verified=True)
    ask = client.get if address in {"", "phieu.pdf"} else client.post
    assert ask(f"/ban-giao/{run}/{address}").status_code == 403


def test_a_run_that_is_not_there_is_not_found(desk):
    nowhere = uuid.UUID(int=7)
    assert desk.get(f"/ban-giao/{nowhere}/").status_code == 404
    assert scan(desk, nowhere, "x").status_code == 404


def test_the_house_of_a_stranger_is_closed(town, client):
    assert client.get("/ban-giao/").status_code == 302
    assert client.post("/ban-giao/mo/").status_code == 401


def test_the_shelf_is_noted_changed_and_the_file_reported_lost_on_its_page(desk, town):
    dossier = town.accept(EXTRACT)
    address = f"/ho-so/{dossier}/"
    assert "chưa bàn giao theo chuyến nào" in desk.get(address).content.decode()
    for slug, values in (("ke", {"shelf": "A3-2"}), ("mat-giay", {"reason": "Đã tìm ở quầy"}), ("ke", {"shelf": "B1"})):
        form = form_of(desk.get(address), f"{address}viec/{slug}/")
        assert desk.post(f"{address}viec/{slug}/", form | values).status_code in {200, 302}
    assert Dossier.objects.get(pk=dossier).shelf == "B1"
    assert "từ «A3-2» sang «B1»" in desk.get(address).content.decode()


def test_opening_twice_leads_to_the_one_that_is_open(desk, town, run):
    second = desk.post("/ban-giao/mo/", {"slot": "", "once_key": "again"})
    assert second.status_code == 409
    assert "Quét tiếp" in second.content.decode()


def test_the_cover_label_is_one_key_away_after_reception_and_bears_the_shelf(desk, town):
    dossier = town.accept(EXTRACT)
    perform(ShelvePaperFile(dossier=dossier, shelf="A3-2"), town["tiepnhan"])
    address = link_with_key(desk.get(f"/quay/da-nhan/{dossier}/"), "F9")
    answer = desk.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert [label.shelf for label in labels.labels(town["tiepnhan"], [dossier])] == ["A3-2"]
