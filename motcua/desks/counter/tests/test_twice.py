"""A double click, a retry, and a key that comes back with something else: each POST of counter and back office."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.catalogue.models import Posting
from motcua.desks.counter.tests.conftest import BIRTH, EXTRACT, KNOWN
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers.models import Dossier
from motcua.kernel.ids import new_id
from motcua.ledger.models import Entry

DAY = "2025-07-11"


def correct(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    address = f"/quay/dinh-chinh/{town.accept(EXTRACT)}/"
    form = form_of(client.get(address), address) | {"reason": "Gõ nhầm", "about": "Đúng"}
    return address, form, {"about": "Khác"}


def reissue(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    dossier = town.accept(EXTRACT)
    address = f"/quay/dinh-chinh/{dossier}/cap-lai/"
    form = form_of(client.get(f"/quay/dinh-chinh/{dossier}/"), address) | {"number": KNOWN}
    return address, form, {"why": "Lý do khác"}


def accept(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    address = "/quay/luot/01980000-0000-7000-8000-000000000000/"
    query = {"nguoi": town.citizens[0].id.hex, "thu-tuc": EXTRACT}
    return f"{address}nhan/", form_of(client.get(address, query), f"{address}nhan/"), {"about": "Khác"}


def hand_over(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    ready = town.make_ready(town.accept(EXTRACT))
    form = form_of(client.get(f"/quay/tra/?ho-so={ready.hex}"), "/quay/tra/ghi/") | {"number": KNOWN}
    return "/quay/tra/ghi/", form, {"slip": ""}


def edit(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    address = f"/quay/nguoi/{town.citizens[0].id}/sua/"
    form = form_of(client.get(address), address) | {"address": "Thôn Đúng", "ground": "Căn cước"}
    return address, form, {"address": "Thôn Khác"}


def register(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    form = {"name": "Người Thử Không Số", "born": "1960", "once_key": "k1"}
    return "/quay/nguoi/", form, {"name": "Người Thử Khác"}


def close_day(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    return "/quay/chot-ngay/", {"ngay": DAY, "note": "Đủ", "once_key": "k1"}, {"note": "Khác"}


def enter_code(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    town.work_beside_the_province()
    form = {"ngay": DAY, "code": "H33.45.12-250711-0042", "once_key": "k1"}
    return f"/quay/chot-ngay/ma/{town.accept(EXTRACT)}/", form, {"code": "H33.45.12-250711-0043"}


def complete(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    return f"/ho-so/{town.accept(EXTRACT)}/viec/cap-lai/", {"reason": "Mất giấy", "once_key": "k1"}, {"reason": "Khác"}


def switch_off(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    return f"/danh-muc/{EXTRACT}/tat/", {"reason": "Thử", "once_key": "k1"}, {"reason": "Khác"}


def confirm(town: Any, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    form = {"kind": "working_days", "value": "3", "ground": "Thử", "once_key": "k1"}
    return f"/danh-muc/{Posting.objects.all()[0].procedure_id}/xac-nhan/", form, {"value": "4"}


@pytest.mark.parametrize(
    ("who", "case"),
    [
        *[
            ("tiepnhan", case)
            for case in (correct, reissue, accept, hand_over, edit, register, close_day, enter_code, complete)
        ],
        ("giamdoc", switch_off),
        ("giamdoc", confirm),
    ],
)
def test_the_same_form_twice_does_it_once_and_the_same_key_with_other_content_is_refused(
    town: Any, sign_in: Any, client: Client, who: str, case: Any
) -> None:
    browser = sign_in(client, who, verified=True)
    address, form, changed = case(town, browser)
    before = Entry.objects.count()
    first, second = browser.post(address, form), browser.post(address, form)
    assert first.status_code == second.status_code == 302
    assert first["Location"].split("luot/")[0] == second["Location"].split("luot/")[0]
    assert Entry.objects.count() == before + 1
    other = browser.post(address, form | changed)
    assert other.status_code == 409
    assert "nội dung khác" in other.content.decode()
    assert Entry.objects.count() == before + 1


def test_whoever_goes_back_from_the_receipt_is_told_that_it_would_be_one_more(desk, town):
    address, query = f"/quay/luot/{new_id()}/", {"nguoi": town.citizens[0].id.hex, "thu-tuc": EXTRACT}
    first = desk.get(address, query)
    assert "Lượt này đã nhận" not in first.content.decode()
    receipt = desk.post(f"{address}nhan/", form_of(first, "nhan/"))["Location"]
    back = desk.get(address, query).content.decode()
    assert "Lượt này đã nhận 1 hồ sơ thủ tục này." in back
    assert f'<a href="{receipt}">{Dossier.objects.get().code}</a>' in back
    other = desk.get(address, query | {"thu-tuc": BIRTH}).content.decode()
    assert "Lượt này đã nhận" not in other
