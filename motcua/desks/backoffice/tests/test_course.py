"""The forms of the acts beside the straight way: offered to whom they fall, done once, refused with what was typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from motcua.config.demo import dossiers as story
from motcua.desks.backoffice import course
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers.commands import (
    AllowSecondExtension,
    AskOutside,
    DemandFee,
    ExtendDeadline,
    PlaceInLocker,
    ReceiveSupplement,
    RequestSupplement,
    ReturnResult,
    SuspendDossier,
)
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.rules.life import Cause
from motcua.dossiers.tests.acts import first_paper
from motcua.kernel import clock
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db
STATUS = "1.004873"
DAY = "22/07/2025"


def asked(desk: Desk, dossier: UUID) -> None:
    lacking = (Lacking(key=first_paper(dossier), words="Nộp bản chính"),)
    perform(RequestSupplement(dossier=dossier, lacking=lacking), desk.town["thuly"])


def brought(desk: Desk, dossier: UUID) -> None:
    asked(desk, dossier)
    papers = (PaperGiven(key=first_paper(dossier), originals=1),)
    perform(ReceiveSupplement(dossier=dossier, papers=papers), desk.town["tiepnhan"])


def owed(desk: Desk, dossier: UUID) -> None:
    perform(DemandFee(dossier=dossier, notice="TB 1"), desk.town["thuly"])


def suspended(desk: Desk, dossier: UUID) -> None:
    perform(SuspendDossier(dossier=dossier, ground="Điều 1", reason="Chờ"), desk.town["giamdoc"])


def extended(desk: Desk, dossier: UUID) -> None:
    day = clock.at(2025, 7, 21).date()
    perform(ExtendDeadline(dossier=dossier, day=day, cause=Cause.SEAL, reason="Chờ dấu"), desk.town["giamdoc"])


def extended_twice(desk: Desk, dossier: UUID) -> None:
    extended(desk, dossier)
    perform(AllowSecondExtension(dossier=dossier, reason="Bão"), desk.town["lanhdao"])


def questioned(desk: Desk, dossier: UUID) -> None:
    day = clock.at(2025, 7, 15).date()
    perform(AskOutside(dossier=dossier, body="Cơ quan Thử", answer_by=day, question="Có không"), desk.town["thuly"])


def at_leader(desk: Desk, dossier: UUID) -> None:
    while Dossier.objects.get(pk=dossier).step_role != "leader":
        story.advance(desk.town.actors, dossier)


def ready(desk: Desk, dossier: UUID) -> None:
    desk.town.make_ready(dossier)


def placed(desk: Desk, dossier: UUID) -> None:
    ready(desk, dossier)
    perform(PlaceInLocker(dossier=dossier, box="A1"), desk.town["tiepnhan"])


def returned(desk: Desk, dossier: UUID) -> None:
    ready(desk, dossier)
    number = desk.town.citizens[0].number
    perform(ReturnResult(dossier=dossier, receiver="owner", number=number, slip=True), desk.town["tiepnhan"])


def nothing(desk: Desk, dossier: UUID) -> None:
    pass


LAW = {"ground": "Điều 1 thử", "reason": "Lý do thử"}
DONE: list[tuple[str, str, Any, dict[str, str], str]] = [
    ("bo-sung", "thuly", nothing, {"thieu.*": "1", "thieu-loi.*": "Nộp bản chính"}, "supplement"),
    ("nhan-bo-sung", "tiepnhan", asked, {"nhan.*": "1"}, "processing"),
    ("thu-tien", "thuly", nothing, {"notice": "TB 1", "amount_vnd": "1.500.000"}, "fee"),
    ("da-nop", "tiepnhan", owed, {"receipt": "BL 1"}, "processing"),
    ("tam-dung", "giamdoc", nothing, LAW, "suspended"),
    ("giai-quyet-tiep", "giamdoc", suspended, {"reason": "Xong"}, "processing"),
    ("xac-minh", "giamdoc", nothing, LAW | {"days": "8"}, "accepted"),
    ("xin-loi", "giamdoc", nothing, {"day": DAY, "cause": "seal", "reason": "Chờ dấu"}, "accepted"),
    ("xin-mo-hen-lai", "giamdoc", extended, {"day": DAY, "cause": "system", "reason": "Lại mất mạng"}, "accepted"),
    ("mo-hen-lai", "lanhdao", extended, {"reason": "Bão"}, "accepted"),
    ("mo-bo-sung", "giamdoc", brought, {"reason": "Phát sinh", "aware": "1"}, "processing"),
    ("hoi-y-kien", "thuly", nothing, {"body": "Cơ quan Thử", "answer_by": DAY, "question": "Có không"}, "accepted"),
    ("tra-loi", "thuly", questioned, {"consultation": "*", "answer": "Không"}, "accepted"),
    ("chuyen-don-vi", "giamdoc", nothing, {"unit": "*", "reason": "Đúng việc"}, "accepted"),
    ("tu-choi", "lanhdao", at_leader, LAW, "ready"),
    ("rut", "tiepnhan", nothing, {"asked_on": "11/07/2025", "reason": "Không còn nhu cầu"}, "withdrawn"),
    ("dung", "giamdoc", nothing, LAW, "stopped"),
    ("vao-tu", "tiepnhan", ready, {"box": "B2"}, "ready"),
    ("nhac-nhan", "tiepnhan", ready, {"manner": "phone", "note": "Chiều mai đến"}, "ready"),
    ("mo-lai", "giamdoc", returned, LAW, "ready"),
    ("ke", "tiepnhan", nothing, {"shelf": "A3-2"}, "accepted"),
    ("mat-giay", "thuly", nothing, {"reason": "Đã tìm ở quầy"}, "accepted"),
]


def filled(desk: Desk, dossier: UUID, values: dict[str, str]) -> dict[str, str]:
    """Return the values with what a star stands for: the first paper, the question asked, the committee."""
    sent = {name.replace("*", first_paper(dossier)): value for name, value in values.items()}
    if sent.get("consultation") == "*":
        sent["consultation"] = str(Consultation.objects.get(dossier_id=dossier).id)
    if sent.get("unit") == "*":
        sent["unit"] = str(desk.town.bodies.committee)
    return sent


@pytest.mark.parametrize(("slug", "who", "before", "values", "state"), DONE, ids=[one[0] for one in DONE])
def test_each_act_is_offered_and_done_once(
    desk: Desk, slug: str, who: str, before: Any, values: dict[str, str], state: str
) -> None:
    dossier = desk.town.accept(STATUS)
    before(desk, dossier)
    client = desk.client(who, verified=True)
    assert f'id="viec-{slug}"' in client.get(f"/ho-so/{dossier}/").text
    version = desk.row(dossier).version
    for _ in range(2):
        sent = filled(desk, dossier, values) | {"once_key": "once"}
        answer = client.post(f"/ho-so/{dossier}/viec/{slug}/", sent)
        assert answer.status_code == 302, answer.text
    row = desk.row(dossier)
    assert (row.state, row.version) == (state, version + 1)
    assert client.get(f"/ho-so/{dossier}/").status_code == 200


@pytest.mark.parametrize(("slug", "who", "before", "values", "state"), DONE, ids=[one[0] for one in DONE])
def test_an_empty_form_is_refused_with_words_and_changes_nothing(
    desk: Desk, slug: str, who: str, before: Any, values: dict[str, str], state: str
) -> None:
    dossier = desk.town.accept(STATUS)
    before(desk, dossier)
    client, entries = desk.client(who, verified=True), Entry.objects.count()
    answer = client.post(f"/ho-so/{dossier}/viec/{slug}/", {"once_key": "empty", "reason": "Đã gõ"})
    if slug in {"giai-quyet-tiep", "mo-hen-lai", "mat-giay"}:  # nothing else must be given
        assert answer.status_code == 302
        return
    assert 400 <= answer.status_code < 500
    assert "warning" in answer.text
    assert Entry.objects.count() == entries


HOSTILE = [
    ("xin-loi", "giamdoc", {"day": "31/02/2025", "cause": "seal", "reason": "x"}),
    ("xin-loi", "giamdoc", {"day": DAY, "cause": "không có", "reason": "x"}),
    ("xac-minh", "giamdoc", LAW | {"days": "-4"}),
    ("xac-minh", "giamdoc", LAW | {"days": "9999"}),
    ("chuyen-don-vi", "giamdoc", {"unit": "abc", "reason": "x"}),
    ("thu-tien", "thuly", {"amount_vnd": "một triệu"}),
    ("thu-tien", "thuly", {"amount_vnd": "-5"}),
    ("hoi-y-kien", "thuly", {"body": "x" * 201, "answer_by": DAY, "question": "x"}),
    ("rut", "tiepnhan", {"asked_on": "2030", "reason": "x"}),
    ("bo-sung", "thuly", {"thieu.bia-dat": "1", "thieu-loi.bia-dat": "x"}),
    ("dung", "giamdoc", {"ground": "x\x00", "reason": "x"}),
    ("nhac-nhan", "tiepnhan", {"manner": "lạ"}),
    ("nhac-nhan", "tiepnhan", {"manner": "phone"}),
    ("tam-dung", "thuly", LAW),
    ("mo-lai", "thuly", LAW),
]


@pytest.mark.parametrize(("slug", "who", "values"), HOSTILE)
def test_what_cannot_be_gets_a_4xx_and_leaves_the_books_alone(
    desk: Desk, slug: str, who: str, values: dict[str, str]
) -> None:
    dossier = desk.town.accept(STATUS)
    client, entries = desk.client(who, verified=True), Entry.objects.count()
    answer = client.post(f"/ho-so/{dossier}/viec/{slug}/", values | {"once_key": "bad"})
    assert 400 <= answer.status_code < 500
    assert Entry.objects.count() == entries


def test_every_form_is_tried() -> None:
    tried = {one[0] for one in DONE} | {"gui-buu-chinh", "mo-tu", "gui-co-quan"}
    # What crosses boundaries, and what waits for the province (test_places.py).
    tried |= {"chuyen-noi", "den-noi", "ket-qua-den", "dong-bo"}
    assert tried == {form.slug for form in course.FORMS}


def test_the_locker_opens_from_the_page_with_its_code_alone(desk: Desk) -> None:
    dossier = desk.town.accept(STATUS)
    placed(desk, dossier)
    client = desk.client("tiepnhan", verified=True)
    assert client.post(f"/ho-so/{dossier}/viec/mo-tu/", {"code": "000000x", "once_key": "a"}).status_code == 422
    assert desk.row(dossier).state == "ready"


def test_what_was_used_up_says_why_where_people_look_for_it(desk: Desk) -> None:
    dossier = desk.town.accept(STATUS)
    brought(desk, dossier)
    page = desk.client("thuly", verified=True).get(f"/ho-so/{dossier}/").text
    assert 'id="viec-bo-sung"' not in page
    assert "Chỉ Giám đốc Trung tâm mở được lần nữa" in page


@pytest.mark.parametrize(
    ("scope", "before", "who"),
    [("cho-dan", asked, "tiepnhan"), ("cho-dan", owed, "thuly"), ("tam-dung", suspended, "giamdoc")],
)
def test_what_waits_lies_on_its_list_and_on_nobodys_desk(desk: Desk, scope: str, before: Any, who: str) -> None:
    dossier = desk.town.accept(STATUS)
    before(desk, dossier)
    code = desk.row(dossier).code
    assert code in desk.client(who, verified=True).get(f"/viec/?ds={scope}").text
    assert code not in desk.client("thuly", verified=True).get("/viec/?ds=don-vi").text


def test_what_will_be_late_stands_on_the_list_of_apologies_until_one_was_sent(desk: Desk) -> None:
    dossier = desk.town.accept(STATUS)
    client, code = desk.client("giamdoc", verified=True), desk.row(dossier).code
    assert code not in client.get("/viec/?ds=xin-loi").text
    with clock.fixed(clock.at(2025, 7, 15, 9)):
        assert code in client.get("/viec/?ds=xin-loi").text
        extended(desk, dossier)
        assert code not in client.get("/viec/?ds=xin-loi").text


@pytest.mark.parametrize(
    ("kind", "before"), [("bo-sung", asked), ("xin-loi", extended), ("tu-choi", None), ("dung", None)]
)
def test_each_letter_is_printed_from_the_page_and_not_before_its_act(desk: Desk, kind: str, before: Any) -> None:
    dossier = desk.town.accept(STATUS)
    client = desk.client("tiepnhan", verified=True)
    assert client.get(f"/ho-so/{dossier}/thu/{kind}.pdf").status_code == 422
    if before is not None:
        before(desk, dossier)
        answer = client.get(f"/ho-so/{dossier}/thu/{kind}.pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert desk.client("quantri", verified=True).get(f"/ho-so/{dossier}/thu/{kind}.pdf").status_code in {403, 404}
