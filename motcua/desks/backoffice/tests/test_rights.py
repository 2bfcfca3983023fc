"""Who sees which dossier: the page, the list, the search, the counts, the export, the file, the print agree."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.desks.backoffice.tests.test_dossier import PNG
from motcua.dossiers import lists, scopes
from motcua.dossiers.models import Attachment
from motcua.ledger.models import Access

pytestmark = pytest.mark.django_db
READERS = ("tiepnhan", "thuly", "kinhte", "vanhoa", "lanhdao", "vanthu", "giamdoc", "congan")

# Who may read a dossier that waits at the role, of a civil-status matter (the office) or a business one (economy).
EXPECTED = {
    ("2.000635", "specialist"): {"tiepnhan", "thuly", "vanthu", "lanhdao", "giamdoc"},
    ("2.000635", "leader"): {"tiepnhan", "thuly", "vanthu", "lanhdao", "giamdoc"},
    ("1.001612", "specialist"): {"tiepnhan", "kinhte", "lanhdao", "giamdoc"},
    ("1.001612", "seal"): {"tiepnhan", "kinhte", "thuly", "vanthu", "lanhdao", "giamdoc"},
}


@pytest.fixture(params=EXPECTED, ids="-".join)
def case(request: pytest.FixtureRequest, desk: Desk) -> tuple[UUID, UUID, set[str]]:
    code, role = request.param
    dossier = desk.at(role, code)
    upload = {"paper": "ket-qua", "once_key": "k", "file": SimpleUploadedFile("a.png", PNG)}
    desk.client("tiepnhan").post(f"/ho-so/{dossier}/viec/dinh-kem/", upload)
    return dossier, Attachment.objects.get(dossier_id=dossier).id, EXPECTED[request.param]


@pytest.mark.parametrize("who", READERS)
def test_every_door_gives_the_same_answer(desk: Desk, case: tuple[UUID, UUID, set[str]], who: str) -> None:
    dossier, attachment, expected = case
    may, actor, client = who in expected, desk.town[who], desk.client(who, verified=True)
    code = desk.row(dossier).code
    assert (client.get(f"/ho-so/{dossier}/").status_code == 200) is may
    assert (client.get(f"/ho-so/{dossier}/tep/{attachment}/").status_code == 200) is may
    assert client.get(f"/ho-so/{dossier}/giay-hen.pdf?kho=lạ").status_code == 400
    assert (client.get(f"/ho-so/{dossier}/phieu-kiem-soat.pdf").status_code == 200) is may
    assert (code in client.get("/viec/", {"q": code}).content.decode().split("<ol")[1]) is may
    assert (code in client.get("/viec/danh-sach.csv", {"q": code}).content.decode()) is may
    assert (code in client.get("/viec/nhieu/", {"viec": "nhan", "selected": [dossier]}).content.decode()) is may
    listed = [row.id for scope in scopes.scopes_of(actor) for row in lists.worklist(actor, scope).rows]
    assert may or dossier not in listed
    assert may or not any(scopes.counts(actor, scopes.scopes_of(actor)).values())


@pytest.mark.parametrize("who", ["quantri", "giamsat"])
def test_who_does_not_work_on_dossiers_opens_none(desk: Desk, who: str) -> None:
    dossier = desk.at("specialist")
    client = desk.client(who, verified=True)
    for address in ("", "giay-hen.pdf", "phieu-kiem-soat.pdf", "bien-nhan.pdf"):
        assert client.get(f"/ho-so/{dossier}/{address}").status_code == 403
    assert client.get("/viec/danh-sach.csv").status_code == 403
    assert client.get("/viec/nhieu/", {"viec": "ky", "selected": [dossier]}).status_code == 403


ADDRESSES = ["", "giay-hen.pdf", "phieu-kiem-soat.pdf", "bien-nhan.pdf", "viec/chuyen-buoc/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_unit_that_has_nothing_to_do_with_a_dossier_does_not_learn_that_it_exists(desk: Desk, address: str) -> None:
    dossier, nobody = desk.at("specialist"), "01a20206-4987-71bf-bda7-b7f83d3405ff"
    client = desk.client("vanhoa", verified=True)
    ask = client.post if "viec" in address else client.get
    before = Access.objects.count()
    there, nowhere = (ask(f"/ho-so/{one}/{address}") for one in (dossier, nobody))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert "Không tìm thấy hồ sơ." in there.content.decode()
    added = Access.objects.order_by("-pk")[: Access.objects.count() - before]
    assert {row.outcome for row in added} == {"refused"}
    assert dossier in {row.subject_id for row in added}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_dossier_that_is_none_is_not_found(desk: Desk, address: str) -> None:
    nobody = "01a20206-4987-71bf-bda7-b7f83d3405ff"
    client = desk.client("thuly")
    answer = (
        client.post(f"/ho-so/{nobody}/{address}") if "viec" in address else client.get(f"/ho-so/{nobody}/{address}")
    )
    assert answer.status_code == 404
