"""The papers: inline PDF, every size, whole again when a person's data change, never without a read in the log."""

from __future__ import annotations

import pikepdf
import pytest

from motcua.config.demo import dossiers as story
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.desks.backoffice.views import prints
from motcua.ledger.models import Access

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("query", "pages"), [("", 1), ("?kho=a4", 1), ("?kho=80mm", 1), ("?kho=a5&ban=hai", 2)])
def test_the_slip_prints_in_each_size(desk: Desk, query: str, pages: int) -> None:
    dossier = desk.at("specialist")
    answer = desk.client("tiepnhan").get(f"/ho-so/{dossier}/giay-hen.pdf{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert "no-store" in answer["Cache-Control"]
    from io import BytesIO

    assert len(pikepdf.open(BytesIO(answer.content)).pages) >= pages


@pytest.mark.parametrize("query", ["?kho=a3", "?ban=ba", "?kho="])
def test_a_size_that_is_none_is_refused(desk: Desk, query: str) -> None:
    dossier = desk.at("specialist")
    assert desk.client("tiepnhan").get(f"/ho-so/{dossier}/giay-hen.pdf{query}").status_code == 400


def test_printing_again_sets_nothing_again_but_is_logged_again(desk: Desk) -> None:
    dossier = desk.at("specialist")
    client = desk.client("tiepnhan")
    prints._slip.cache_clear()
    reads = Access.objects.filter(what="dossiers.reception_slip").count()
    first, second = (client.get(f"/ho-so/{dossier}/giay-hen.pdf").content for _ in range(2))
    assert first == second
    assert prints._slip.cache_info().hits == 1
    assert Access.objects.filter(what="dossiers.reception_slip").count() == reads + 2


def test_a_reissued_slip_is_another_paper(desk: Desk) -> None:
    dossier = desk.at("specialist")
    client = desk.client("tiepnhan")
    first = client.get(f"/ho-so/{dossier}/giay-hen.pdf").content
    client.post(f"/ho-so/{dossier}/viec/cap-lai/", {"reason": "Mất giấy", "once_key": "k"})
    assert client.get(f"/ho-so/{dossier}/giay-hen.pdf").content != first


def test_the_control_slip_and_the_receipt(desk: Desk) -> None:
    dossier = desk.at("return_desk")
    client = desk.client("tiepnhan")
    assert client.get(f"/ho-so/{dossier}/phieu-kiem-soat.pdf").content.startswith(b"%PDF")
    assert client.get(f"/ho-so/{dossier}/bien-nhan.pdf").status_code == 422
    story.hand_over(desk.town.actors, dossier, desk.town.citizens[0])
    assert client.get(f"/ho-so/{dossier}/bien-nhan.pdf").content.startswith(b"%PDF")
    assert client.get(f"/ho-so/{dossier}/bien-nhan.pdf?kho=80mm").status_code == 400
