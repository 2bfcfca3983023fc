"""Pages of dossiers taken for another place, and of those that wait for the province: acts, lists, record, registers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from motcua.config import wiring
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.test_accept import accepted
from motcua.dossiers.tests.test_places import digitise, laid_land, land, work  # noqa: F401 - fixtures
from motcua.dossiers.tests.test_syncing import keeper, line  # noqa: F401 - a fixture
from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.links.commands import EndOutage, ReportOutage

pytestmark = pytest.mark.django_db


def act(client: Any, dossier: Any, slug: str, **values: str) -> None:
    """Do an act twice, as a double click does: it is done once."""
    before = Dossier.objects.get(pk=dossier).version
    assert f'id="viec-{slug}"' in client.get(f"/ho-so/{dossier}/").text
    for _ in range(2):
        answer = client.post(f"/ho-so/{dossier}/viec/{slug}/", values | {"once_key": slug})
        assert answer.status_code == 302, answer.text
    assert Dossier.objects.get(pk=dossier).version == before + 1


def test_it_is_sent_arrives_and_its_result_arrives_from_page_to_page(desk: Desk, land: Any) -> None:  # noqa: F811
    town = desk.town
    dossier = accepted(town, competent=land.near, returning=land.third).id
    counter = desk.client("tiepnhan")
    entries = Entry.objects.count()
    refused = counter.post(f"/ho-so/{dossier}/viec/chuyen-noi/", {"paper": "kept", "once_key": "a"})
    assert (refused.status_code, Entry.objects.count()) == (422, entries)
    assert "chưa số hóa" in refused.text
    digitise(dossier, town["tiepnhan"])
    for wrong in ("", "there", "x" * 99):
        answer = counter.post(f"/ho-so/{dossier}/viec/chuyen-noi/", {"paper": wrong, "once_key": f"b{wrong}"})
        assert 400 <= answer.status_code < 500
    act(counter, dossier, "chuyen-noi", paper="sent", note="Kèm 2 tờ")
    act(desk.client("thuly-hai"), dossier, "den-noi", note="Đủ")
    work(land.staff, dossier)
    act(desk.client("tiepnhan-ba"), dossier, "ket-qua-den")
    page = desk.client("giamdoc-hai").get(f"/ho-so/{dossier}/").text
    for words in ("Nơi trả kết quả", "xã Ba Thử", "Hồ sơ giấy ở nơi giải quyết", "Kết quả đến nơi trả lúc"):
        assert words in page
    assert counter.post(f"/ho-so/{dossier}/viec/ket-qua-den/", {"once_key": "z"}).status_code in {403, 404, 409}


def test_lists_of_other_places_are_offered_while_something_is_on_them(desk: Desk, land: Any) -> None:  # noqa: F811
    director = desk.client("giamdoc")
    assert "Nhận thay nơi khác" not in director.get("/viec/").text
    dossier = accepted(desk.town, competent=land.near)
    assert "Nhận thay nơi khác" in director.get("/viec/").text
    assert dossier.code in director.get("/viec/?ds=chuyen-di").text
    assert dossier.code in desk.client("giamdoc-hai").get("/viec/?ds=chuyen-den").text
    assert dossier.code in director.get("/viec/?ds=dang-giai-quyet&ngoai=1").text
    here = accepted(desk.town)
    assert here.code not in director.get("/viec/?ds=dang-giai-quyet&ngoai=1").text
    assert director.get("/viec/?ds=dang-giai-quyet&ngoai=hai").status_code == 200


def test_registers_and_report_open_what_was_done_for_another_place(desk: Desk, land: Any) -> None:  # noqa: F811
    dossier = accepted(desk.town, competent=land.near)
    director = desk.client("giamdoc")
    for query, there in (("", True), ("so=nhan-thay", True), ("so=tra-thay", False)):
        assert (dossier.code in director.get(f"/quay/so-theo-doi/?{query}").text) is there
    assert director.get("/quay/so-theo-doi/?so=la").status_code == 400
    report = director.get("/bao-cao/").text
    opened = next(part for part in report.split('"') if "/taken_for/" in part).replace("&amp;", "&")
    assert dossier.code in director.get(opened).text


def test_a_cut_has_its_record_and_what_waits_is_confirmed_on_the_day_page(desk: Desk, line: Any) -> None:  # noqa: F811
    wiring.hook_up()
    town = desk.town
    told = ReportOutage(line=line, started_at=town.at, cause="Đứt cáp")
    outage = perform(told, keeper(town)).ids["outage"]
    first, second = accepted(town), accepted(town)
    counter, director = desk.client("tiepnhan"), desk.client("giamdoc")
    assert "vẫn chốt ngày được" in counter.get("/quay/chot-ngay/").text
    assert "chờ đồng bộ từ" in director.get("/viec/?ds=cho-dong-bo").text
    record = f"/duong-truyen/{line}/lan-mat/{outage}/"
    page = director.get(record).text
    assert (first.code in page, second.code in page, "đang mất" in page) == (True, True, True)
    blind = desk.client("csvc").get(record)
    assert (blind.status_code, first.code in blind.text) == (200, False)
    assert counter.get(record).status_code == 403
    with clock.fixed(town.at + timedelta(minutes=45)):
        perform(EndOutage(line=line, outage=outage, ended_at=clock.now()), keeper(town))
        for _ in range(2):
            done = counter.post(f"/quay/chot-ngay/dong-bo/{first.id}/", {"once_key": "a"})
            assert done.status_code == 302
        again = counter.post(f"/quay/chot-ngay/dong-bo/{first.id}/", {"once_key": "b"})
        assert (again.status_code, "đã đồng bộ" in again.text) == (409, True)
        act(counter, second.id, "dong-bo")
        printed = director.get(f"{record}bien-ban.pdf")
        assert (printed["Content-Type"], printed.content[:4]) == ("application/pdf", b"%PDF")
        assert director.get(f"/duong-truyen/{line}/lan-mat/{first.id}/").status_code == 404
