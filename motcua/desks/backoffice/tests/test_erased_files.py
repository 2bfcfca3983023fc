"""What a desk shows of a person's scans after an erasure: when they went, and no way to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from motcua.config import wiring
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers.commands import AttachScan, ReturnResult
from motcua.dossiers.models import Attachment
from motcua.ledger.models import Access
from motcua.ledger.perform import perform
from motcua.parties.commands.erase import EraseParty
from motcua.parties.rules.words import ErasureGround

GONE = "đã xóa theo yêu cầu ngày 11/07/2025"


@pytest.fixture
def dossier(desk: Desk, django_capture_on_commit_callbacks: Any) -> UUID:
    """A dossier with a scan and a result, whose applicant was erased."""
    wiring.hook_up()
    dossier, citizen = desk.at("specialist"), desk.town.citizens[0]
    desk.attach(dossier)
    scan = Attachment.objects.get()
    # Even where the result is the very same file, the scan is out of reach.
    result = AttachScan(dossier=dossier, paper="ket-qua", sha256=scan.sha256, filename="Trich-luc-Cong-dan-Thu-Mot.png")
    perform(result, desk.town["thuly"])
    desk.town.make_ready(dossier)
    perform(ReturnResult(dossier=dossier, receiver="owner", number=citizen.number, slip=True), desk.town["tiepnhan"])
    erase = EraseParty(party=citizen.id, ground=ErasureGround.REQUEST, reference="Đơn thử số 1")
    with django_capture_on_commit_callbacks(execute=True):
        perform(erase, desk.town["quantri"])
    return dossier


def files(dossier: UUID) -> tuple[str, str]:
    """Return the addresses of the scan and of the result."""
    scan, result = Attachment.objects.filter(dossier=dossier).order_by("id")
    return f"/ho-so/{dossier}/tep/{scan.id}/", f"/ho-so/{dossier}/tep/{result.id}/"


def test_in_place_of_the_scan_the_page_says_when_it_was_erased(desk: Desk, dossier: UUID) -> None:
    scan, result = files(dossier)
    page = desk.client("thuly").get(f"/ho-so/{dossier}/").content.decode()
    assert page.count(GONE) == 1
    assert scan not in page
    assert result in page
    assert "giữ lại theo quy định về lưu trữ" in page
    assert "to-khai.png" not in page
    assert "Cong-dan-Thu-Mot" not in page


def test_the_receipt_at_the_counter_says_the_same(desk: Desk, dossier: UUID) -> None:
    page = desk.client("tiepnhan").get(f"/quay/da-nhan/{dossier}/").content.decode()
    assert page.count(GONE) == 1
    assert files(dossier)[0] not in page


def test_an_erased_scan_is_gone_and_an_issued_result_is_handed_out(desk: Desk, dossier: UUID) -> None:
    scan, result = files(dossier)
    client = desk.client("thuly")
    reads = Access.objects.filter(what="dossiers.file").count()
    gone = client.get(scan)
    assert gone.status_code == 410
    assert "Tệp này đã xóa theo yêu cầu ngày 11/07/2025." in gone.content.decode()
    assert Access.objects.filter(what="dossiers.file").count() == reads
    kept = client.get(result)
    assert kept.status_code == 200
    assert kept["Content-Disposition"] == "inline; filename*=UTF-8''ket-qua.png"


@pytest.mark.parametrize(("who", "status"), [("kinhte", 404), ("quantri", 403), ("", 302)])
def test_who_may_not_read_the_dossier_does_not_learn_that_there_was_a_scan(
    desk: Desk, dossier: UUID, client: Any, who: str, status: int
) -> None:
    answer = (desk.client(who) if who else client).get(files(dossier)[0])
    assert answer.status_code == status
    assert "đã xóa" not in answer.content.decode()
