"""Nobody without the right comes in, and nothing is written when they try."""

from __future__ import annotations

import re
import uuid
from html import unescape

import pytest

from motcua.desks.counter.tests.conftest import EXTRACT
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers.models import Dossier
from motcua.ledger.models import Access

SOME = uuid.UUID(int=7)
PAGES = [
    "/quay/",
    "/quay/nguoi/",
    f"/quay/nguoi/{SOME}/sua/",
    f"/quay/nguoi/{SOME}/dong-y/",
    f"/quay/luot/{SOME}/",
    "/quay/thu-tuc/",
    "/quay/dieu-kien/",
    f"/quay/da-nhan/{SOME}/",
    f"/quay/dinh-chinh/{SOME}/",
    "/quay/tra/",
    "/quay/tra/da-tra/",
    "/quay/chot-ngay/",
    "/quay/chot-ngay/in/",
    "/quay/hom-nay/",
    "/quay/so-theo-doi/",
    "/quay/so-theo-doi/bang.xlsx",
    "/quay/so-theo-doi/so.pdf",
]
ACTS = [
    "/quay/tim/",
    f"/quay/nguoi/{SOME}/doi-chieu/",
    f"/quay/nguoi/{SOME}/dong-y/ghi/",
    f"/quay/nguoi/{SOME}/dong-y/rut/",
    "/quay/sua-o/",
    f"/quay/luot/{SOME}/nhan/",
    "/quay/tep/",
    f"/quay/da-nhan/{SOME}/tep/",
    f"/quay/dinh-chinh/{SOME}/cap-lai/",
    "/quay/tra/ghi/",
    f"/quay/chot-ngay/ma/{SOME}/",
]


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_is_led_to_the_sign_in_page(town, client, page):
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")


@pytest.mark.parametrize("act", ACTS)
def test_an_act_without_signing_in_is_refused(town, client, act):
    assert client.post(act, {}).status_code == 401


@pytest.mark.parametrize("page", PAGES + ACTS)
def test_a_specialist_does_not_come_in_and_the_try_is_noted(town, sign_in, client, page):
    sign_in(client, "thuly")
    before = Access.objects.filter(outcome="refused").count()
    answer = client.post(page, {}) if page in ACTS else client.get(page)
    assert answer.status_code == 403
    assert Access.objects.filter(outcome="refused").count() == before + 1


@pytest.mark.parametrize(
    "page", [f"/quay/da-nhan/{SOME}/", f"/quay/dinh-chinh/{SOME}/", f"/quay/tra/?ho-so={SOME.hex}"]
)
def test_a_dossier_that_is_not_there_is_not_found(desk, page):
    assert desk.get(page).status_code == 404


def test_an_accept_by_somebody_without_the_right_leaves_the_books_alone(town, sign_in, client):
    sign_in(client, "thuly")
    form = {"nguoi": town.citizens[0].id.hex, "thu-tuc": EXTRACT, "truong-hop": "chung"}
    assert client.post(f"/quay/luot/{SOME}/nhan/", form).status_code == 403
    assert not Dossier.objects.exists()


def hrefs(answer):
    """Return the addresses of this house that a page leads to."""
    found = re.findall(r'<a [^>]*href="(/[^"#]+)', answer.content.decode())
    return sorted({unescape(href) for href in found} - {"/tai-khoan/dang-xuat/"})


@pytest.mark.parametrize("way", ["minted", "beside the province"])
def test_the_director_is_led_nowhere_the_director_may_not_go(town, sign_in, client, way):
    waiting, ready = town.accept(EXTRACT), town.make_ready(town.accept("1.000656", 1))
    if way == "beside the province":
        town.work_beside_the_province()
        town.accept("1.001193", 2)
    sign_in(client, "giamdoc", verified=True)
    for page in ("/quay/chot-ngay/", f"/quay/dinh-chinh/{waiting}/", f"/quay/dinh-chinh/{ready}/"):
        answer = client.get(page)
        assert answer.status_code == 200
        for href in hrefs(answer):
            assert client.get(href).status_code in {200, 302}, f"{page} leads to {href}"


def test_the_director_puts_right_prints_again_and_enters_a_code_and_lands_on_the_dossier(town, sign_in, client):
    town.work_beside_the_province()
    dossier = town.accept(EXTRACT)
    sign_in(client, "giamdoc", verified=True)
    page = f"/ho-so/{dossier}/"
    address = f"/quay/dinh-chinh/{dossier}/"
    form = form_of(client.get(address), address)
    assert client.post(address, form | {"reason": "Gõ nhầm", "about": "Trích lục khác"})["Location"] == page
    lost = {"number": town.citizens[0].number, "why": "Mất giấy"}
    assert client.post(f"{address}cap-lai/", lost)["Location"] == page
    code = {"code": "H33.45.12-250711-0042"}
    assert client.post(f"/quay/chot-ngay/ma/{dossier}/", code).status_code == 302
    row = Dossier.objects.get(pk=dossier)
    assert (row.about, row.issue, row.code) == ("Trích lục khác", 3, code["code"])
