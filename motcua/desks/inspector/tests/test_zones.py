"""Readiness by telephone: the pack, answers that come back once, twice or beside another's, photographs, two people."""

from __future__ import annotations

import json
from http import HTTPStatus
from uuid import uuid4

import pytest

from motcua.desks.centre.assets.tests.test_screens import picture
from motcua.readiness.models import Answer, Evidence

SCAN = "so-hoa.may-quet"
PCS = "so-hoa.may-tinh"


def brought(item: str = SCAN, at: str = "2025-06-12T07:30:00+07:00", **more):
    answers = {"verdict": "met", "count": "1"} | more.pop("answers", {})
    return {"id": str(uuid4()), "item": item, "at": at, "answers": answers} | more


def answered(client, file, *answers):
    return client.post(f"/hien-truong/gui/san-sang/{file}/", json.dumps(answers), content_type="application/json")


def send(client, file, *answers):
    done = answered(client, file, *answers)
    assert done.status_code == HTTPStatus.OK, done.content.decode()
    return [one["state"] for one in done.json()["items"]]


def item_of(client, file, key=SCAN):
    pack = client.get(f"/hien-truong/goi/san-sang/{file}.json").json()
    return next(item for item in pack["items"] if item["key"] == key)


def test_the_pack_has_every_item_and_what_is_said_of_it(region, played, sign_in, client):
    client = sign_in(client, "csvc-tra-ly")
    pack = client.get(f"/hien-truong/goi/san-sang/{played['tra-ly']}.json").json()
    assert (len(pack["groups"]), len(pack["items"])) == (8, 46)
    scan = item_of(client, played["tra-ly"])
    assert "chưa đáp ứng" in scan["told"]
    assert scan["told"].startswith("Đã kiểm tra tận nơi")
    assert scan["base"] == scan["seen"][0]["id"]
    assert "Yêu cầu" in scan["hint"]
    assert "unlisted" not in pack


def test_an_overseer_is_shown_what_the_centre_says_of_itself(region, played, sign_in, client):
    scan = item_of(sign_in(client, "thannk"), played["tra-ly"])
    assert scan["told"].startswith("Trung tâm tự báo cáo")


def test_an_answer_is_recorded_and_the_same_again_is_harmless(region, files, sign_in, client):
    client, one = sign_in(client, "csvc-tra-ly"), brought()
    assert send(client, files["tra-ly"], one) == ["recorded"]
    assert send(client, files["tra-ly"], one, brought(PCS)) == ["already", "recorded"]
    assert Answer.objects.count() == 2


def test_the_same_id_with_other_content_is_refused(region, files, sign_in, client):
    client, one = sign_in(client, "csvc-tra-ly"), brought()
    send(client, files["tra-ly"], one)
    assert send(client, files["tra-ly"], one | {"answers": {"verdict": "met", "count": "2"}}) == ["refused"]
    assert Answer.objects.get().count == 1
    assert send(sign_in(client, "gd-tra-ly"), files["tra-ly"], one) == ["refused"]


def test_two_people_s_answers_stand_side_by_side_until_one_looks_again(region, files, sign_in, client):
    one, file = brought(), files["tra-ly"]
    send(sign_in(client, "csvc-tra-ly"), file, one)
    client = sign_in(client, "gd-tra-ly")
    unmet = {"verdict": "unmet", "missing": "máy hỏng", "count": "0"}
    second = brought(at="2025-06-12T07:40:00+07:00", answers=unmet)
    answer = answered(client, file, second).json()["items"][0]
    assert answer["state"] == "conflict"
    assert [(look["words"], look.get("mine", False)) for look in answer["seen"]] == [
        ("đáp ứng · 1", False),
        ("chưa đáp ứng · 0 · thiếu: máy hỏng", True),
    ]
    assert send(client, file, second) == ["conflict"], "whoever lost the answer must hear of the dispute again"
    assert item_of(client, file)["conflict"]
    again = brought(at="2025-06-12T07:50:00+07:00", answers=unmet, base=one["id"])
    assert send(client, file, again) == ["recorded"]
    assert sorted(Answer.objects.values_list("state", flat=True)) == ["current", "past", "past"]
    assert "conflict" not in item_of(client, file)


def test_whoever_agrees_after_looking_again_takes_their_own_word_back(region, files, sign_in, client):
    one, file = brought(), files["tra-ly"]
    send(sign_in(client, "csvc-tra-ly"), file, one)
    client = sign_in(client, "gd-tra-ly")
    answer = answered(client, file, brought(answers={"verdict": "unmet", "missing": "x", "count": "0"})).json()
    theirs = next(look for look in answer["items"][0]["seen"] if not look.get("mine"))
    again = brought(at="2025-06-12T07:50:00+07:00", base=theirs["id"], answers=theirs["answers"])
    assert send(client, file, again) == ["recorded"]
    assert Answer.objects.filter(state="beside").count() == 0
    assert Answer.objects.get(state="current").verdict == "met"


def test_an_older_word_of_one_s_own_does_not_undo_a_later_one(region, files, sign_in, client):
    client = sign_in(client, "csvc-tra-ly")
    send(client, files["tra-ly"], brought(at="2025-06-12T07:50:00+07:00"))
    late = brought(at="2025-06-12T07:10:00+07:00", answers={"verdict": "unmet", "missing": "chưa có", "count": "0"})
    assert send(client, files["tra-ly"], late) == ["recorded"]
    assert Answer.objects.get(state="current").verdict == "met"


def test_an_overseer_s_answers_are_seen_on_the_day_they_were_written_down(region, files, sign_in, client):
    assert send(sign_in(client, "thannk"), files["tra-ly"], brought(at="2025-06-11T23:30:00+00:00")) == ["recorded"]
    row = Answer.objects.get()
    assert (row.who, str(row.visit_on)) == ("seen", "2025-06-12")


@pytest.mark.parametrize(
    ("more", "answers"),
    [
        ({"item": "khong.co"}, {}),
        ({"item": ""}, {}),
        ({}, {"verdict": "tốt"}),
        ({}, {"verdict": ""}),
        ({"at": "2025-06-13T07:30:00+07:00"}, {}),
        ({}, {"count": "nhiều"}),
        ({}, {"count": "²"}),
        ({}, {"count": "1234567"}),
        ({}, {"colour": "red"}),
        ({}, {"verdict": "basic"}),
        ({}, {"verdict": "basic", "review_on": "mai"}),
        ({}, {"verdict": "basic", "review_on": "0001-01-01"}),
        ({}, {"actual": "a\u0000b"}),
        ({}, {"note": "x" * 501}),
    ],
)
def test_a_bad_answer_is_refused_with_a_sentence_and_the_good_one_beside_it_is_taken(
    region, files, sign_in, client, more, answers
):
    client = sign_in(client, "csvc-tra-ly")
    bad, good = answered(client, files["tra-ly"], brought(**more, answers=answers), brought(PCS)).json()["items"]
    assert (bad["state"], good["state"]) == ("refused", "recorded")
    assert bad["said"]
    assert Answer.objects.get().item == PCS


def test_a_photograph_is_laid_to_its_item_with_its_caption_once(region, files, sign_in, client):
    client = sign_in(client, "csvc-tra-ly")
    sent = client.post(f"/hien-truong/anh/san-sang/{files['tra-ly']}/", {"file": picture()}).json()
    one = brought(photo=sent["sha256"], answers={"note": "Máy quét cạnh quầy 2"})
    assert send(client, files["tra-ly"], one) == ["recorded"]
    assert send(client, files["tra-ly"], one) == ["already"]
    proof = Evidence.objects.get()
    assert (proof.item, proof.filename, proof.note) == (SCAN, "anh-20250612-0730.jpg", "Máy quét cạnh quầy 2")


def test_a_photograph_that_never_came_is_told_and_the_answer_kept(region, files, sign_in, client):
    client = sign_in(client, "csvc-tra-ly")
    answer = answered(client, files["tra-ly"], brought(photo="0" * 64)).json()["items"][0]
    assert (answer["state"], "gửi lại" in answer["said"]) == ("recorded", True)


def test_what_is_no_photograph_is_refused(region, files, sign_in, client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = sign_in(client, "csvc-tra-ly")
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.4 x", content_type="image/jpeg")
    answer = client.post(f"/hien-truong/anh/san-sang/{files['tra-ly']}/", {"file": paper})
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert answer.json()["said"]


def test_without_the_power_or_out_of_reach_nothing_is_taken(region, files, sign_in, client):
    for who, status in (("ct-tra-ly", HTTPStatus.FORBIDDEN), ("csvc-vu-phuc", HTTPStatus.NOT_FOUND)):
        sign_in(client, who)
        assert answered(client, files["tra-ly"], brought()).status_code == status
        assert client.get(f"/hien-truong/goi/san-sang/{files['tra-ly']}.json").status_code == status
    assert not Answer.objects.exists()


def test_a_counter_clerk_counts_but_answers_for_no_file(region, files, sign_in, client):
    sign_in(client, "tn-tra-ly")
    assert answered(client, files["tra-ly"], brought()).status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert not Answer.objects.exists()


def test_tasks_are_narrowed_by_name_and_to_the_reach(region, files, sign_in, client):
    def titles(who, text=""):
        found = sign_in(client, who).get("/hien-truong/viec.json", {"tim": text}).json()["tasks"]
        return [task["lead"] for task in found]

    assert titles("csvc-tra-ly") == ["Tự báo cáo · xã Trà Lý"]
    assert len(titles("tp-thaibinh")) == 5
    assert titles("tp-thaibinh", "tra ly") == ["Kiểm tra tận nơi · xã Trà Lý"]
    assert titles("tp-thaibinh", "không có") == []
    assert titles("tn-tra-ly") == []


def test_the_pack_and_its_words_are_in_the_reader_s_language(region, files, sign_in, client):
    client = sign_in(client, "csvc-tra-ly")
    client.cookies["ngon-ngu"] = "en"
    pack = client.get(f"/hien-truong/goi/san-sang/{files['tra-ly']}.json").json()
    assert dict(map(tuple, pack["questions"][0]["options"]))["unmet"] != "chưa đáp ứng"
