"""A sheet of an inspection taken along and sent back: what is asked, who may, what two inspectors make of it."""

from __future__ import annotations

import json
from http import HTTPStatus
from uuid import uuid4

import pytest

from motcua.findings.commands import FinishSheet
from motcua.findings.models import Answer, Finding
from motcua.findings.tests.conftest import _wired, laid_visit, picture, visit  # noqa: F401 - what the sheets stand on
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

KIT = "/hien-truong/"


@pytest.fixture
def seat(visit, sign_in, client):  # noqa: F811 - the fixture of the room
    """Return ``seat(who)``: somebody's telephone."""

    def enter(who):
        client.cookies.clear()
        return sign_in(client, who, verified=True)

    return enter


def send(phone, sheet, *noted):
    body = json.dumps([{"at": "2025-07-15T08:30:00+07:00", "id": str(uuid4()), **one} for one in noted])
    return phone.post(f"{KIT}gui/phieu/{sheet}/", body, content_type="application/json")


def states(answer):
    assert answer.status_code == HTTPStatus.OK, answer.content
    return [one["state"] for one in answer.json()["items"]]


def test_the_pack_holds_every_question_its_conditions_and_what_is_said_now(visit, seat):  # noqa: F811
    sheet = visit.sheet()
    phone = seat("kt1-pt")
    assert [task["pack"] for task in phone.get(f"{KIT}viec.json").json()["tasks"]] == [f"{KIT}goi/phieu/{sheet}.json"]
    assert states(send(phone, sheet, {"item": "truc", "answers": {"truc": "dat"}})) == ["recorded"]
    pack = phone.get(f"{KIT}goi/phieu/{sheet}.json").json()
    duty = next(item for item in pack["items"] if item["key"] == "truc")
    assert duty["questions"][0]["options"][0] == ["dat", "Đạt"]
    assert duty["start"] == {"truc": "dat"}
    assert duty["seen"][0]["words"] == "Đạt"
    assert duty["node"] in pack["form"].replace("nodeset=", "")
    assert {item["group"] for item in pack["items"]} <= {group["key"] for group in pack["groups"]}


def test_two_inspectors_who_differ_are_told_and_what_is_sent_again_is_there_once(visit, seat, picture):  # noqa: F811
    sheet = visit.sheet()
    first = {"id": str(uuid4()), "item": "truc", "answers": {"truc": "dat"}}
    assert states(send(seat("kt1-pt"), sheet, first)) == ["recorded"]
    assert states(send(seat("kt1-pt"), sheet, first)) == ["already"]
    other = send(seat("kt2-pt"), sheet, {"item": "truc", "answers": {"truc": "chua_dat"}})
    assert states(other) == ["conflict"]
    assert {one["words"] for one in other.json()["items"][0]["seen"]} == {"Đạt", "Chưa đạt"}
    pack = seat("kt2-pt").get(f"{KIT}goi/phieu/{sheet}.json").json()
    shown = next(item["key"] for item in pack["items"] if item["questions"][0]["kind"] == "photos")
    file = {"question": shown, "sha256": picture(61), "taken": "2025-07-15T08:20:00+07:00", "caption": "Bảng phí"}
    assert states(send(seat("kt2-pt"), sheet, {"item": shown, "files": [file]})) == ["recorded"]
    assert Answer.objects.get(sheet=sheet, item=shown).shown.get().caption == "Bảng phí"


def test_a_shortcoming_comes_with_its_words_and_both_land(visit, seat):  # noqa: F811
    sheet = visit.sheet()
    phone = seat("kt1-pt")
    pack = phone.get(f"{KIT}goi/phieu/{sheet}.json").json()
    duty = next(item for item in pack["items"] if item["key"] == "truc")
    assert (duty["questions"][0]["kind"], duty["questions"][0]["unmet"]) == ("grade", ["chua_dat", "co_ban_dat"])
    assert "truc_ro" not in {item["key"] for item in pack["items"]}, "asked with its verdict"
    short = {"item": "truc", "answers": {"truc": "chua_dat", "truc_words": "Vắng hai người"}}
    assert states(send(phone, sheet, short)) == ["recorded"]
    assert dict(Answer.objects.values_list("item", "value")) == {"truc": "chua_dat", "truc_ro": "Vắng hai người"}
    again = phone.get(f"{KIT}goi/phieu/{sheet}.json").json()
    (start,) = [item["start"] for item in again["items"] if item["key"] == "truc"]
    assert start == short["answers"]
    # The other inspector saw the same and says it otherwise: both words stand; who knew what holds puts theirs there.
    other = {"item": "truc", "answers": {"truc": "chua_dat", "truc_words": "Thiếu người trực"}}
    apart = send(seat("kt2-pt"), sheet, other)
    assert states(apart) == ["conflict"]
    assert {"Vắng hai người", "Thiếu người trực"} <= {one["words"] for one in apart.json()["items"][0]["seen"]}
    holds = Answer.objects.get(sheet=sheet, item="truc", standing=Answer.Standing.CURRENT)
    assert states(send(seat("kt2-pt"), sheet, {**other, "base": str(holds.id)})) == ["recorded"]
    told = Answer.objects.filter(item="truc_ro", standing=Answer.Standing.CURRENT)
    assert [one.value for one in told] == ["Thiếu người trực"]


@pytest.mark.parametrize(
    "noted",
    [
        {"item": "khong_co", "answers": {"khong_co": "x"}},
        {"item": "truc", "answers": {"truc": "tuyet_voi"}},
        {"item": "truc", "answers": {"truc": "dat", "la": "x"}},
        {"item": "truc", "answers": {"truc": "dat"}, "at": "2025-07-16T08:30:00+07:00"},
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(visit, seat, noted):  # noqa: F811
    sheet = visit.sheet()
    before = Entry.objects.count()
    answer = send(seat("kt1-pt"), sheet, noted)
    assert states(answer) == ["refused"]
    assert answer.json()["items"][0]["said"]
    assert (Answer.objects.count(), Entry.objects.count()) == (0, before)


@pytest.mark.parametrize(
    ("who", "status"),
    [("dungnt", HTTPStatus.FORBIDDEN), ("vp-pt", HTTPStatus.NOT_FOUND), ("hungnq", HTTPStatus.NOT_FOUND)],
)
def test_who_is_not_of_the_team_takes_nothing_along_and_sends_nothing(visit, seat, who, status):  # noqa: F811
    sheet = visit.sheet()
    phone = seat(who)
    assert phone.get(f"{KIT}goi/phieu/{sheet}.json").status_code == status
    assert send(phone, sheet, {"item": "truc", "answers": {"truc": "dat"}}).status_code == status
    assert not Answer.objects.exists()


PRAISE = {"words": "Một cửa gọn gàng, dân không phải chờ (thử)", "said_by": "Quách Tất Liêm, Phó Chủ tịch UBND tỉnh"}


def test_a_leader_s_praise_is_asked_in_the_words_of_the_desk_noted_once_and_shown_at_the_stop(visit, seat, picture):  # noqa: F811
    sheet = visit.sheet()
    phone = seat("kt1-pt")
    pack = phone.get(f"{KIT}goi/phieu/{sheet}.json").json()
    desk = phone.get(f"/ton-tai/buoi/{visit.stop}/ghi/").content.decode()
    asked = {one["name"]: one for one in pack["unlisted_questions"]}
    assert (pack["unlisted"], asked["said_by"]["label"]) == ("Ưu điểm", "Lời của")
    assert all(one["label"] in desk for one in asked.values())
    assert asked["said_by"]["hint"] in desk
    file = {"question": "files", "sha256": picture(62), "taken": "2025-07-15T08:20:00+07:00", "caption": "Quầy 1"}
    noted = {"id": str(uuid4()), "item": "", "answers": PRAISE, "files": [file]}
    assert [states(send(phone, sheet, noted)) for _ in range(2)] == [["recorded"], ["already"]]
    (found,) = Finding.objects.all()
    assert (found.kind, found.words, found.said_by) == ("good", *PRAISE.values())
    assert (found.stop_id, found.shown.get().caption) == (visit.stop, "Quầy 1")
    page = phone.get(f"/doan-kiem-tra/buoi/{visit.stop}/").content.decode()
    assert PRAISE["words"] in page
    again = seat("kt2-pt").get(f"{KIT}goi/phieu/{sheet}.json").json()
    (told,) = again["known"]
    assert all(part in told for part in ("Kiểm Tra Thử Một", *PRAISE.values()))


def test_two_who_note_the_same_praise_make_one_finding_and_two_who_differ_are_told(visit, seat):  # noqa: F811
    sheet = visit.sheet()
    first = {"item": "", "answers": PRAISE | {"criterion": "Trang trí khu một cửa"}}
    assert states(send(seat("kt1-pt"), sheet, first)) == ["recorded"]
    same = send(seat("kt2-pt"), sheet, {"item": "", "answers": {one: f" {words} " for one, words in PRAISE.items()}})
    assert states(same) == ["already"]
    assert "Kiểm Tra Thử Một" in same.json()["items"][0]["said"]
    other = send(seat("kt2-pt"), sheet, {"item": "", "answers": first["answers"] | {"words": "Rất gọn gàng (thử)"}})
    assert states(other) == ["conflict"]
    assert PRAISE["words"] in other.json()["items"][0]["said"]
    assert sorted(Finding.objects.values_list("words", flat=True)) == sorted([PRAISE["words"], "Rất gọn gàng (thử)"])
    # Another sentence of the same leader is no contradiction.
    more = {"item": "", "answers": {**PRAISE, "words": "Cán bộ niềm nở (thử)"}}
    assert states(send(seat("kt2-pt"), sheet, more)) == ["recorded"]


def test_praise_is_noted_after_the_sheet_is_finished(visit, seat):  # noqa: F811
    sheet = visit.sheet()
    perform(FinishSheet(sheet=sheet, words="Hết giờ (thử)"), visit["kt1-pt"])
    assert states(send(seat("kt1-pt"), sheet, {"item": "", "answers": PRAISE})) == ["recorded"]


@pytest.mark.parametrize(
    "answers",
    [{}, {"words": "  "}, PRAISE | {"la": "x"}, PRAISE | {"said_by": "x" * 251}, PRAISE | {"ground": "x" * 301}],
)
def test_praise_that_cannot_be_is_refused_in_words(visit, seat, answers):  # noqa: F811
    sheet = visit.sheet()
    answer = send(seat("kt1-pt"), sheet, {"item": "", "answers": answers})
    assert states(answer) == ["refused"]
    assert answer.json()["items"][0]["said"]
    assert not Finding.objects.exists()


@pytest.mark.parametrize("who", ["dungnt", "vp-pt", "hungnq", "stc-pt"])
def test_who_does_not_work_at_the_stop_praises_nothing(visit, seat, who):  # noqa: F811
    sheet = visit.sheet()
    assert send(seat(who), sheet, {"item": "", "answers": PRAISE}).status_code in {
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
    }
    assert not Finding.objects.exists()
