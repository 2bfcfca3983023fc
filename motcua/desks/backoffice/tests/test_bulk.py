"""Many at once: one confirmation, each performed by itself, each answered by itself, nothing twice."""

from __future__ import annotations

import pytest

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_a_leader_signs_many_with_one_confirmation_and_a_retry_signs_nothing_again(desk: Desk) -> None:
    three = [desk.at("leader", citizen=n) for n in range(3)]
    client = desk.client("lanhdao", verified=True)
    page = client.get("/viec/?ds=cho-ky").content.decode()
    assert all(f'value="{one}"' in page for one in three)
    asked = client.get("/viec/nhieu/", {"viec": "ky", "selected": three}).content.decode()
    assert "Ký duyệt 3 hồ sơ" in asked
    assert all(desk.row(one).step_role == "leader" for one in three)
    before = Entry.objects.count()
    for _ in range(2):
        answer = client.post("/viec/nhieu/", {"viec": "ky", "selected": three, "once_key": "k", "opinion": "Đồng ý."})
        assert answer.status_code == 200
        assert "3/3 hồ sơ đã ký duyệt" in answer.content.decode()
    assert Entry.objects.count() == before + 3


def test_each_refusal_stands_beside_its_own_row_and_the_others_are_done(desk: Desk) -> None:
    ready, not_yet = desk.at("leader"), desk.at("specialist", citizen=1)
    client = desk.client("lanhdao", verified=True)
    page = client.post("/viec/nhieu/", {"viec": "ky", "selected": [ready, not_yet], "once_key": "k"}).content.decode()
    assert "1/2 hồ sơ đã ký duyệt" in page
    assert desk.row(ready).step_role == "seal"
    assert desk.row(not_yet).step_role == "specialist"
    assert page.count('class="error"') == 1


def test_signing_many_asks_for_the_second_factor_once(desk: Desk) -> None:
    two = [desk.at("leader", citizen=n) for n in range(2)]
    client = desk.client("lanhdao")
    assert 'name="otp"' in client.get("/viec/nhieu/", {"viec": "ky", "selected": two}).content.decode()
    sent = {"viec": "ky", "selected": two, "once_key": "k", "opinion": "Nhất trí"}
    refused = client.post("/viec/nhieu/", sent | {"otp": "000000"})
    assert refused.status_code == 403
    assert "Nhất trí" in refused.content.decode()
    assert all(desk.row(one).step_role == "leader" for one in two)
    done = client.post("/viec/nhieu/", sent | {"otp": desk.code_of("lanhdao")})
    assert "2/2 hồ sơ đã ký duyệt" in done.content.decode()


def test_somebody_takes_many_and_a_head_gives_many(desk: Desk) -> None:
    two = [desk.at("specialist", "1.001612", citizen=n) for n in range(2)]
    desk.client("kinhte").post("/viec/nhieu/", {"viec": "nhan", "selected": two, "once_key": "k"})
    assert {desk.row(one).official_name for one in two} == {"Ngô Thử Kinh"}
    head = desk.client("truongphong")
    assert head.post("/viec/nhieu/", {"viec": "giao", "selected": two, "once_key": "k"}).status_code == 400
    given = {"viec": "giao", "selected": two, "once_key": "k2", "official": desk.town["truongphong"].official}
    assert "2/2" in head.post("/viec/nhieu/", given).content.decode()
    assert {desk.row(one).official_name for one in two} == {"Bùi Thử Trưởng"}


def test_the_clerk_seals_many(desk: Desk) -> None:
    two = [desk.at("seal", citizen=n) for n in range(2)]
    client = desk.client("vanthu", verified=True)
    assert "2/2" in client.post("/viec/nhieu/", {"viec": "dau", "selected": two, "once_key": "k"}).content.decode()
    assert {desk.row(one).state for one in two} == {"ready"}


@pytest.mark.parametrize(
    "query", [{"viec": "ky"}, {"viec": "lạ", "selected": "x"}, {"viec": "ky", "selected": "rác"}, {}]
)
def test_bad_choices_are_refused(desk: Desk, query: dict[str, str]) -> None:
    assert desk.client("lanhdao", verified=True).get("/viec/nhieu/", query).status_code == 400


def test_dossiers_of_others_are_not_even_shown(desk: Desk) -> None:
    theirs = desk.at("specialist", "1.001612")
    page = desk.client("vanhoa").get("/viec/nhieu/", {"viec": "nhan", "selected": [theirs]}).content.decode()
    assert desk.row(theirs).code not in page
