"""The page of leave: whom, until when, what falls due; one press gives every dossier with an answer of its own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.config import wiring
from motcua.config.demo.centre import founder
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers.commands import AssignDossier
from motcua.dossiers.models import Dossier, StandIn
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office.commands import OpenAccount, PostGiven, RegisterOfficial
from motcua.office.rules import Role
from motcua.staff.commands import AskLeave

pytestmark = pytest.mark.django_db
PAGE = "/viec/nghi/"


@pytest.fixture
def hai(desk: Desk) -> Any:
    """A second specialist of the economic division."""
    wiring.hook_up()
    unit = desk.town["kinhte"].unit
    post = PostGiven(unit=unit, title="Chuyên viên", roles=[Role.SPECIALIST], valid_from=date(2025, 7, 1))
    official = perform(RegisterOfficial(name="An Thử Hai", posts=[post]), founder()).target
    perform(OpenAccount(official=official, username="kinhte2"), founder())
    return official


def sent_of(hai: Any, **more: str) -> dict[str, Any]:
    return {"colleague": hai, "first": "11/07/2025", "last": "14/07/2025"} | more


def held(desk: Desk, n: int) -> list[Any]:
    found = [desk.at("specialist", "1.001612", citizen=one) for one in range(n)]
    for one in found:
        perform(AssignDossier(dossier=one), desk.town["kinhte"])
    return found


def test_one_press_gives_everything_and_each_dossier_says_so(desk: Desk, hai: Any) -> None:
    two = held(desk, 2)
    soon = desk.row(two[1]).received_at + timedelta(hours=6)
    Dossier.objects.filter(pk=two[1]).update(due_at=soon)
    client = desk.client("kinhte")
    asked = client.get(PAGE, sent_of(hai)).content.decode()
    assert "1 hồ sơ đến hạn trong kỳ nghỉ" in asked
    assert "Giao 2 hồ sơ" in asked
    sent = sent_of(hai, once_key="k")
    before = Entry.objects.count()
    for _ in range(2):
        answer = client.post(PAGE, sent)
        assert answer.status_code == 200 or answer.url == PAGE
    page = client.get(PAGE).content.decode()
    assert "An Thử Hai làm thay bạn" in page
    assert {desk.row(one).official_id for one in two} == {hai}
    assert Entry.objects.count() == before + 3, "arranged once, each dossier once"
    back = client.post(f"{PAGE}{StandIn.objects.get().id}/nhan-lai/", {"once_key": "b"})
    assert back.status_code == 302
    assert {desk.row(one).official_name for one in two} == {"Ngô Thử Kinh"}


def test_with_scripts_it_goes_on_piece_by_piece(desk: Desk, hai: Any) -> None:
    seven = held(desk, 4) + held(desk, 3)
    client = desk.client("kinhte")
    sent = sent_of(hai, once_key="k")
    first = client.post(PAGE, sent, headers={"HX-Request": "true"}).content.decode()
    assert "5" in first
    assert 'hx-trigger="load, submit"' in first
    assert 'name="stand_in"' in first
    stand_in = StandIn.objects.get().id
    on = {"viec": "nghi", "stand_in": stand_in, "selected": seven, "tu": "5", "duoc": "5", "once_key": "k"}
    last = client.post(PAGE, on, headers={"HX-Request": "true"}).content.decode()
    assert "7/7 hồ sơ đã giao" in last
    assert {desk.row(one).official_id for one in seven} == {hai}


def test_leave_to_come_is_arranged_and_recorded_leave_is_where_it_starts(desk: Desk, hai: Any) -> None:
    (one,) = held(desk, 1)
    days = date(2025, 7, 15), date(2025, 7, 16)
    asked = AskLeave(
        unit=desk.town.bodies.centre,
        official=desk.town["kinhte"].official,
        kind="annual",
        first=days[0],
        last=days[1],
        cover=None,
    )
    leave = perform(asked, desk.town["giamdoc"]).target
    client = desk.client("kinhte")
    page = client.get(PAGE).content.decode()
    assert 'value="15/07/2025"' in page
    assert "Lấy theo đơn nghỉ đã được duyệt" in page
    sent = {"colleague": hai, "first": "15/07/2025", "last": "16/07/2025", "leave": leave, "once_key": "k"}
    assert client.post(PAGE, sent).url == PAGE
    assert desk.row(one).official_name == "Ngô Thử Kinh"
    assert StandIn.objects.get().leave_id == leave
    assert "Không nghỉ nữa" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"colleague": ""}, "Chọn người làm thay"),
        ({"colleague": "rác"}, "Chọn người làm thay"),
        ({"first": "32/07/2025"}, "error"),
        ({"last": ""}, "error"),
        ({"last": "10/07/2025"}, "Ngày cuối phải từ ngày đầu"),
        ({"stand_in": "rác", "selected": "rác"}, "không đúng"),
        ({"stand_in": "rác"}, "không đúng"),
    ],
)
def test_bad_input_is_said_and_leaves_nothing(desk: Desk, hai: Any, change: dict[str, str], says: str) -> None:
    held(desk, 1)
    before = Entry.objects.count()
    sent = sent_of(hai, once_key="k") | change
    answer = desk.client("kinhte").post(PAGE, sent)
    assert 400 <= answer.status_code < 500
    assert says in answer.content.decode()
    assert Entry.objects.count() == before
    assert desk.client("kinhte").get(PAGE, change).status_code in {200, 400}


def test_others_have_no_such_page_and_end_nobodys(desk: Desk, hai: Any) -> None:
    assert desk.client("lanhdao").get(PAGE).status_code == 403
    held(desk, 1)
    client = desk.client("kinhte")
    client.post(PAGE, sent_of(hai, once_key="k"))
    stand_in = StandIn.objects.get()
    answer = desk.client("tiepnhan").post(f"{PAGE}{stand_in.id}/nhan-lai/", {"once_key": "x"})
    assert answer.status_code == 403
    assert StandIn.objects.get().ended_at is None
