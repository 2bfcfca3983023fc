"""The page for somebody who calls: asked, chosen, answered; nothing personal in an address or on the answer."""

from __future__ import annotations

import pytest

from motcua.config.demo.dossiers import CITIZENS
from motcua.desks.backoffice.tests.conftest import Desk

pytestmark = pytest.mark.django_db
PAGE = "/viec/goi-hoi/"
NAME, NUMBER, _, _, PHONE = CITIZENS[0]
WHO = {"digits": PHONE.replace(" ", "")[-4:], "name": NAME.split()[-1]}


def test_a_caller_is_found_and_answered(desk: Desk) -> None:
    dossier = desk.at("specialist")
    client = desk.client("tiepnhan")
    assert "Khách gọi hỏi" in client.get(PAGE).content.decode()
    found = client.post(PAGE, WHO).content.decode()
    assert f'value="{dossier}"' in found
    assert NAME not in found
    answered = client.post(PAGE, WHO | {"dossier": dossier})
    words = answered.content.decode()
    assert "Đọc cho người gọi" in words
    assert f"/quay/dinh-chinh/{dossier}/" in words
    assert NAME not in words
    assert NUMBER not in words
    assert answered.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "change", [{"digits": "12"}, {"name": ""}, {"dossier": "01a22b63-8421-7281-a69b-6081bfee1af0"}]
)
def test_what_is_wrong_is_said(desk: Desk, change: dict[str, str]) -> None:
    desk.at("specialist")
    assert 400 <= desk.client("tiepnhan").post(PAGE, WHO | change).status_code < 500


def test_nobody_else_has_the_page(desk: Desk) -> None:
    assert desk.client("quantri").get(PAGE).status_code == 403
    assert "Không có hồ sơ nào khớp" in desk.client("tiepnhan").post(PAGE, WHO).content.decode()
