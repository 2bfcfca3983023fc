"""The three units at the counter: nothing to do when all is here, a few letters when it is not."""

from __future__ import annotations

import uuid

import pytest

from motcua.desks.counter.tests.forms import form_of, link_with_key
from motcua.desks.counter.tests.test_accept import open_form, place
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.test_elsewhere import around  # noqa: F401 - a fixture
from motcua.ledger import replay
from motcua.ledger.models import Entry

SEARCH = "/quay/don-vi/"


def search(desk, address, query, **more):
    asked = query | {"luot": address.split("/")[3]} | more
    return desk.get(SEARCH, asked, HTTP_HX_REQUEST="true")


def test_by_default_there_is_nothing_to_do_and_all_is_folded_away(desk, town):
    address, query = place(town, "2.000635")
    page = desk.get(address, query).content.decode()
    assert '<details class="more"><summary>Nơi hỗ trợ, cơ quan có thẩm quyền' in page
    accept, form = open_form(desk, town)
    assert (form["ho-tro"], form["tham-quyen"]) == ([""], [""])
    desk.post(accept, form)
    dossier = Dossier.objects.get()
    assert (dossier.helped_at_id, dossier.competent_id) == (town.bodies.centre, town.bodies.committee)


def test_a_few_letters_find_units_and_what_was_chosen_stays_chosen(desk, town, around):  # noqa: F811
    address, query = place(town, "2.000635")
    found = search(desk, address, query, cho="ho-tro", **{"ho-tro-tim": "trung tam tan thu"}).content.decode()
    assert f'name="ho-tro" value="{around.bodies.centre.hex}"' in found
    assert "xã Tân Thử" in found
    chosen = {"cho": "ho-tro", "ho-tro": around.point.hex, "ho-tro-tim": "trung tam tan thu"}
    again = search(desk, address, query, **chosen).content.decode()
    assert f'value="{around.point.hex}" checked' in again
    assert f'value="{around.bodies.centre.hex}"' in again


def test_the_unit_chosen_goes_into_the_address(desk, town, around):  # noqa: F811
    address, query = place(town, "2.000635")
    asked = query | {"luot": address.split("/")[3], "ho-tro": around.point.hex, "tham-quyen": ""}
    kept = desk.get("/quay/don-vi/nho/", asked, HTTP_HX_REQUEST="true")["HX-Replace-Url"]
    assert f"ho-tro={around.point.hex}" in kept
    assert "tham-quyen" not in kept
    page = desk.get(kept)
    assert '<details class="more" open><summary>Nơi hỗ trợ' in page.content.decode()
    assert form_of(page, f"{address}nhan/")["ho-tro"] == [around.point.hex]


def test_the_receipt_and_the_dossier_say_the_three_units_and_the_next_dossier_begins_with_them(
    desk,
    town,
    around,  # noqa: F811
):
    address, form = open_form(desk, town)
    answer = desk.post(
        address, form | {"ho-tro": around.point.hex, "tham-quyen": around.near.hex, "ho-tro-tim": "thôn"}, follow=True
    )
    page = answer.content.decode()
    assert "Điểm hỗ trợ thôn Thử" in page
    assert "Ủy ban nhân dân xã Tân Thử" in page
    dossier = Dossier.objects.get()
    assert (dossier.helped_at_id, dossier.competent_id) == (around.point, around.bodies.committee)
    assert "Ủy ban nhân dân xã Tân Thử" in desk.get(f"/ho-so/{dossier.id}/").content.decode()
    again = link_with_key(answer, "F7")
    assert f"ho-tro={around.point.hex}&tham-quyen={around.near.hex}" in again
    assert f'name="tham-quyen" value="{around.near.hex}"' in desk.get(again).content.decode()
    second = desk.get(f"{again}&thu-tuc=1.001193")
    following = form_of(second, address)
    assert (following["ho-tro"], following["tham-quyen"]) == ([around.point.hex], [around.near.hex])
    desk.post(address, following)
    assert Dossier.objects.filter(competent_id=around.bodies.committee).count() == 2


@pytest.mark.parametrize("field", ["ho-tro", "tham-quyen"])
@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "0", "'; drop table office_unit--", "x" * 5000])
def test_hostile_text_for_a_unit_is_refused_beside_its_field(desk, town, field, value):
    address, form = open_form(desk, town)
    answer = desk.post(address, form | {field: value})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Không có đơn vị này" in page
    assert "<script>alert" not in page
    assert '<details class="more" open><summary>Nơi hỗ trợ' in page
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("field", ["ho-tro", "tham-quyen"])
@pytest.mark.parametrize("what", ["unknown", "old", "future", "district"])
def test_a_unit_that_is_none_or_does_not_stand_is_refused(desk, town, around, field, what):  # noqa: F811
    address, form = open_form(desk, town)
    answer = desk.post(address, form | {field: getattr(around, what, uuid.uuid4()).hex, "about": "Đã gõ"})
    assert answer.status_code == 400
    assert form_of(answer, address)["about"] == ["Đã gõ"]
    assert not Entry.objects.filter(event="dossiers.accepted").exists()


def test_letters_typed_of_which_nothing_was_chosen_do_not_mean_the_usual_unit(desk, town, around):  # noqa: F811
    address, form = open_form(desk, town)
    answer = desk.post(address, form | {"ho-tro-tim": "trung tam tan thu <b>"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "chưa chọn đơn vị nào" in page
    assert "<b>" not in page.split("chưa chọn đơn vị nào")[0][-200:]
    answer = desk.post(address, form | {"ho-tro-tim": "trung tam tan thu"})
    assert f'name="ho-tro" value="{around.bodies.centre.hex}"' in answer.content.decode()
    desk.post(address, form_of(answer, address) | {"ho-tro": around.bodies.centre.hex})
    assert Dossier.objects.get().helped_at_id == around.bodies.centre


def test_an_address_with_a_unit_of_nowhere_shows_the_usual_one(desk, town):
    address, query = place(town, "2.000635", **{"ho-tro": uuid.uuid4().hex, "tham-quyen": "<script>"})
    answer = desk.get(address, query)
    assert answer.status_code == 200
    assert form_of(answer, f"{address}nhan/")["ho-tro"] == [""]


def test_what_fits_no_unit_says_so_and_where_support_points_come_from(desk, town):
    address, query = place(town, "2.000635")
    page = search(desk, address, query, cho="ho-tro", **{"ho-tro-tim": "zzzz qqqq"}).content.decode()
    assert "zzzz qqqq" in page
    assert "quản trị viên" in page


@pytest.mark.parametrize(("more", "status"), [({"cho": "khac"}, 404), ({}, 404), ({"cho": "ho-tro", "nguoi": ""}, 400)])
def test_a_search_for_nothing_known_is_refused(desk, town, more, status):
    address, query = place(town, "2.000635")
    assert search(desk, address, query, **more).status_code == status


def corrected(desk, dossier, **changes):
    address = f"/quay/dinh-chinh/{dossier}/"
    form = form_of(desk.get(address), address)
    return desk.post(address, form | {"reason": "Ghi nhầm nơi"} | changes)


def test_units_said_wrong_are_put_right_with_a_trace(desk, town, around):  # noqa: F811
    dossier = town.accept("2.000635")
    before = desk.get(f"/quay/dinh-chinh/{dossier}/").content.decode()
    assert "đang ghi: hỗ trợ tại Trung tâm Phục vụ hành chính công xã Phụng Công" in before
    answer = corrected(desk, dossier, **{"ho-tro": around.point.hex, "tham-quyen": around.near.hex})
    assert answer["Location"] == f"/quay/da-nhan/{dossier}/"
    row = Dossier.objects.get(pk=dossier)
    assert (row.helped_at_id, row.competent_id, row.issue) == (around.point, around.bodies.committee, 2)
    assert replay.compare([dossier]) == []
    history = desk.get(f"/ho-so/{dossier}/").content.decode()
    assert "Sửa cơ quan có thẩm quyền: «Ủy ban nhân dân xã Phụng Công» thành «Ủy ban nhân dân xã Tân Thử»" in history
    assert "Sửa nơi hỗ trợ: «Trung tâm Phục vụ hành chính công xã Phụng Công» thành «Điểm hỗ trợ thôn Thử" in history
    corrected(desk, dossier, **{"ho-tro": town.bodies.centre.hex})
    row.refresh_from_db()
    assert (row.helped_at_id, row.competent_id, row.issue) == (town.bodies.centre, around.bodies.committee, 3)
    assert replay.compare([dossier]) == []


@pytest.mark.parametrize("field", ["ho-tro", "tham-quyen"])
@pytest.mark.parametrize("what", ["unknown", "old", "hostile", "typed"])
def test_a_correction_to_no_unit_is_refused_and_nothing_is_written(desk, town, around, field, what):  # noqa: F811
    dossier = town.accept("2.000635")
    wrong = {
        "unknown": {field: uuid.uuid4().hex},
        "old": {field: around.old.hex},
        "hostile": {field: "<script>"},
        "typed": {f"{field}-tim": "tan thu"},
    }[what]
    assert corrected(desk, dossier, about="Khác", **wrong).status_code == 400
    row = Dossier.objects.get(pk=dossier)
    assert (row.issue, row.about, row.helped_at_id) == (1, "", town.bodies.centre)


def test_units_are_looked_for_while_a_dossier_is_put_right_by_the_director_too(town, around, sign_in, client):  # noqa: F811
    asked = {"sua": "1", "cho": "tham-quyen", "tham-quyen-tim": "uy ban tan thu"}
    page = sign_in(client, "giamdoc").get(SEARCH, asked, HTTP_HX_REQUEST="true").content.decode()
    assert around.bodies.committee.hex in page
    assert "Giữ như đang ghi" in page
    assert "/quay/don-vi/nho/" not in page


@pytest.mark.parametrize("path", [SEARCH, "/quay/don-vi/nho/"])
def test_only_the_counter_looks_for_units(town, sign_in, client, path):
    assert client.get(path).status_code == 302
    assert sign_in(client, "thuly").get(path).status_code == 403
