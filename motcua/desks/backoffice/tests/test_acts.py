"""The acts: each by its own person, bad input, double submits, the second factor beside the act, the next dossier."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.desks.counter.tests.forms import form_of
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "ho-so"}
SYSTEM = {"nhan-ve.Số": "12/2025", "nhan-ve.Ngày cấp": "11/07/2025"}


ACTS = [
    ("thuly", "specialist", "chuyen-buoc", {"opinion": "Hồ sơ đủ"}),
    ("thuly", "specialised_system", "nhap-chuyen-nganh", SYSTEM),
    ("lanhdao", "leader", "ky-duyet", {"opinion": "Đồng ý."}),
    ("vanthu", "seal", "dong-dau", {}),
    ("thuly", "specialised_system", "tra-lai", {"reason": "Sai tên"}),
    ("lanhdao", "leader", "tra-lai", {"reason": "Sai tên"}),
    ("tiepnhan", "specialist", "cap-lai", {"reason": "Mất giấy"}),
    ("thuly", "specialist", "nhan-viec", {}),
]
ACT_MOST = 13
"""Statements of an act from first byte to answer: session, actor, BEGIN and COMMIT included."""


@pytest.mark.parametrize(("who", "role", "verb", "values"), ACTS)
def test_each_act_by_its_person_is_done_once(
    desk: Desk, who: str, role: str, verb: str, values: dict[str, str]
) -> None:
    dossier = desk.at(role)
    client, version = desk.client(who, verified=True), desk.row(dossier).version
    sent = values | {"once_key": "once", "seen": str(version)}
    for _ in range(2):
        answer = client.post(f"/ho-so/{dossier}/viec/{verb}/", sent)
        assert answer.status_code == 302
        assert answer["Location"] == f"/ho-so/{dossier}/?xong={verb}"
    assert desk.row(dossier).version == version + 1
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(("who", "role", "verb", "values"), ACTS)
def test_an_act_costs_few_statements(desk: Desk, who: str, role: str, verb: str, values: dict[str, str]) -> None:
    first, dossier = desk.at(role), desk.at(role)
    client = desk.client(who, verified=True)
    client.post(f"/ho-so/{first}/viec/{verb}/", values | {"once_key": "before"})
    with CaptureQueriesContext(connection) as seen:
        answer = client.post(f"/ho-so/{dossier}/viec/{verb}/", values | {"once_key": "counted"})
    assert answer.status_code == 302
    assert len(seen) <= ACT_MOST, [one["sql"][:80] for one in seen]


@pytest.mark.parametrize(
    ("who", "role", "verb", "values", "status"),
    [
        ("tiepnhan", "specialist", "chuyen-buoc", {}, 403),
        ("vanhoa", "specialist", "chuyen-buoc", {}, 404),
        ("thuly", "leader", "ky-duyet", {}, 403),
        ("thuly", "specialist", "ky-duyet", {}, 409),
        ("thuly", "specialised_system", "nhap-chuyen-nganh", {}, 422),
        ("thuly", "specialised_system", "nhap-chuyen-nganh", {"nhan-ve.Lạ": "1"}, 400),
        ("thuly", "specialised_system", "tra-lai", {"reason": " "}, 400),
        ("tiepnhan", "specialist", "cap-lai", {"reason": ""}, 400),
        ("tiepnhan", "specialist", "nhap-ma", {"code": "x"}, 409),
        ("thuly", "specialist", "nhan-viec", {"official": "rác"}, 400),
        ("thuly", "specialist", "khong-co", {}, 404),
        ("thuly", "specialist", "chuyen-buoc", {"seen": "0"}, 409),
        ("thuly", "specialist", "chuyen-buoc", {"opinion": "Đủ", "seen": "99999999999999"}, 302),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_in_the_books(
    desk: Desk, who: str, role: str, verb: str, values: dict[str, str], status: int
) -> None:
    dossier = desk.at(role)
    before = Entry.objects.count()
    answer = desk.client(who, verified=True).post(f"/ho-so/{dossier}/viec/{verb}/", values | {"once_key": "k"})
    assert answer.status_code == status
    assert Entry.objects.count() == before + (status == 302)


@pytest.mark.parametrize("day", ["abc", "12/07/2099", "7/2025"])
def test_a_day_that_cannot_be_comes_back_with_what_was_typed_and_its_field_marked(desk: Desk, day: str) -> None:
    dossier = desk.at("specialised_system")
    before = Entry.objects.count()
    answer = desk.client("thuly").post(
        f"/ho-so/{dossier}/viec/nhap-chuyen-nganh/", {"nhan-ve.Số": "12/2025", "nhan-ve.Ngày cấp": day}
    )
    page = answer.content.decode()
    assert (answer.status_code, Entry.objects.count()) == (400, before)
    assert 'value="12/2025"' in page
    assert re.search(rf'name="nhan-ve.Ngày cấp" value="{day}"[^>]*aria-invalid="true"', page)
    assert not re.search(r'name="nhan-ve.Số"[^>]*aria-invalid="true"', page)


def test_a_refused_form_keeps_what_was_typed_beside_its_error(desk: Desk) -> None:
    dossier = desk.at("specialised_system")
    answer = desk.client("thuly").post(
        f"/ho-so/{dossier}/viec/nhap-chuyen-nganh/", {"nhan-ve.Số": "12/2025", "opinion": "Ý kiến dở"}
    )
    page = answer.content.decode()
    assert "Còn thiếu từ" in page
    assert 'value="12/2025"' in page
    assert "Ý kiến dở" in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    ("who", "role", "verb", "typed"),
    [
        ("thuly", "specialised_system", "nhap-chuyen-nganh", {"chep.1": "Gõ thêm vào ô trống", "chep.3": ""}),
        ("thuly", "specialised_system", "nhap-chuyen-nganh", {"nhan-ve.Số": "12/2025", "opinion": "Dở"}),
        ("lanhdao", "leader", "ky-duyet", {"opinion": "Đồng ý"}),
        ("thuly", "specialised_system", "tra-lai", {"reason": "Sai tên", "seen": "0"}),
        ("tiepnhan", "specialist", "cap-lai", {"reason": "Mất giấy", "seen": "0"}),
        ("tiepnhan", "specialist", "go-tep", {"attachment": "", "reason": "Nhầm tệp"}),
    ],
)
def test_a_refused_act_gives_back_every_field_as_it_was_typed(
    desk: Desk, who: str, role: str, verb: str, typed: dict[str, str]
) -> None:
    dossier = desk.at(role)
    if verb == "go-tep":
        desk.attach(dossier)
    address = f"/ho-so/{dossier}/viec/{verb}/"
    client = desk.client(who)
    form = {name: values[0] for name, values in form_of(client.get(f"/ho-so/{dossier}/"), address).items()}
    answer = client.post(address, form | typed)
    assert answer.status_code >= 400
    again = {name: values[0] for name, values in form_of(answer, address).items()}
    kept = {name: value for name, value in typed.items() if name != "seen"}
    assert {name: again[name] for name in kept} == kept


def test_what_the_system_gave_back_stands_on_the_page(desk: Desk) -> None:
    dossier = desk.at("specialised_system")
    client = desk.client("thuly")
    client.post(f"/ho-so/{dossier}/viec/nhap-chuyen-nganh/", SYSTEM)
    assert 'data-copy="12/2025"' in client.get(f"/ho-so/{dossier}/").content.decode()


def test_an_act_beside_a_list_answers_the_next_dossier_the_row_the_counts_and_a_word(desk: Desk) -> None:
    first, second = desk.at("specialist"), desk.at("specialist", citizen=1)
    answer = desk.client("thuly").post(
        f"/ho-so/{first}/viec/chuyen-buoc/?ds=viec-cua-toi", {"once_key": "k", "tiep": str(second)}, headers=HTMX
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'data-dossier="{second.hex}"' in page
    assert f'id="hs-{first.hex}" hx-swap-oob="delete"' in page
    assert 'id="pham-vi" hx-swap-oob="true"' in page
    assert json.loads(answer["HX-Trigger"])["motcua:toast"]["text"] == "Đã chuyển bước tiếp"
    assert str(second) in answer["HX-Push-Url"]


def test_a_row_still_on_the_list_is_updated_in_place(desk: Desk) -> None:
    dossier = desk.at("specialist")
    answer = desk.client("thuly").post(f"/ho-so/{dossier}/viec/nhan-viec/?ds=don-vi", {"once_key": "k"}, headers=HTMX)
    page = answer.content.decode()
    assert f'id="hs-{dossier.hex}" hx-swap-oob="true"' in page
    assert "Hoàng Thử Lý" in page
    assert f'data-dossier="{dossier.hex}"' in page


def test_after_the_last_of_a_list_the_pane_says_so(desk: Desk) -> None:
    dossier = desk.at("specialist")
    answer = desk.client("thuly").post(
        f"/ho-so/{dossier}/viec/chuyen-buoc/?ds=viec-cua-toi", {"once_key": "k"}, headers=HTMX
    )
    assert "Hết hồ sơ trong danh sách này" in answer.content.decode()


def test_the_next_dossier_is_only_one_that_may_be_read(desk: Desk) -> None:
    mine, theirs = desk.at("specialist"), desk.at("specialist", "1.001612", citizen=2)
    answer = desk.client("thuly").post(
        f"/ho-so/{mine}/viec/chuyen-buoc/?ds=don-vi", {"once_key": "k", "tiep": str(theirs)}, headers=HTMX
    )
    assert f'data-dossier="{theirs.hex}"' not in answer.content.decode()


def test_a_refusal_beside_a_list_comes_back_as_the_form(desk: Desk) -> None:
    dossier = desk.at("specialised_system")
    answer = desk.client("thuly").post(f"/ho-so/{dossier}/viec/tra-lai/?ds=don-vi", {"reason": ""}, headers=HTMX)
    assert answer.status_code == 400
    assert answer["X-Motcua-Form"] == "1"
    assert "Xin ghi lý do trả lại" in answer.content.decode()


def test_signing_asks_for_the_second_factor_beside_the_act_and_keeps_what_was_typed(desk: Desk) -> None:
    dossier = desk.at("leader")
    client = desk.client("lanhdao")
    assert 'name="otp"' in client.get(f"/ho-so/{dossier}/").content.decode()
    url, before = f"/ho-so/{dossier}/viec/ky-duyet/", Entry.objects.count()
    for wrong in ("", "000000"):
        answer = client.post(url, {"opinion": "Đồng ý ký", "otp": wrong, "once_key": "k"})
        assert answer.status_code == 403
        assert "Đồng ý ký" in answer.content.decode()
        assert Entry.objects.count() == before
    answer = client.post(url, {"opinion": "Đồng ý ký", "otp": desk.code_of("lanhdao"), "once_key": "k"})
    assert answer.status_code == 302
    assert desk.row(dossier).step_role == "seal"
    other = desk.at("leader", citizen=1)
    assert 'name="otp"' not in client.get(f"/ho-so/{other}/").content.decode()


def test_without_the_second_factor_a_forged_form_signs_nothing(desk: Desk) -> None:
    dossier = desk.at("leader")
    answer = desk.client("lanhdao").post(f"/ho-so/{dossier}/viec/ky-duyet/", {"once_key": "k"})
    assert answer.status_code == 403
    assert desk.row(dossier).step_role == "leader"


def test_a_head_gives_work_to_a_colleague_and_nobody_else_may(desk: Desk) -> None:
    dossier = desk.at("specialist", "1.001612")
    colleague = desk.town["kinhte"].official
    head = desk.client("truongphong")
    assert str(colleague) in head.get(f"/ho-so/{dossier}/").content.decode()
    url = f"/ho-so/{dossier}/viec/nhan-viec/"
    assert desk.client("kinhte").post(url, {"official": desk.town["truongphong"].official}).status_code == 403
    assert head.post(url, {"official": desk.town["thuly"].official}).status_code == 422
    assert head.post(url, {"official": colleague}).status_code == 302
    assert desk.row(dossier).official_name == "Ngô Thử Kinh"


def test_the_code_of_the_province_is_entered_from_the_page(desk: Desk) -> None:
    desk.town.work_beside_the_province()
    dossier = desk.town.accept()
    client = desk.client("tiepnhan")
    assert "Hồ sơ chưa có mã" in client.get(f"/ho-so/{dossier}/").content.decode()
    url = f"/ho-so/{dossier}/viec/nhap-ma/"
    assert client.post(url, {"code": "sai"}).status_code == 400
    assert client.post(url, {"code": "000.01.99.H33-250711-0009"}).status_code == 302
    assert desk.row(dossier).code == "000.01.99.H33-250711-0009"


def test_acts_are_posts(desk: Desk) -> None:
    dossier = desk.at("specialist")
    answer = desk.client("thuly").get(f"/ho-so/{dossier}/viec/chuyen-buoc/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "chỉ nhận nội dung gửi từ biểu mẫu" in answer.content.decode()
