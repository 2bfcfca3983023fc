"""The door for a telephone that was without a line: the pack, and answers that come back once, twice, or beside another's."""

from __future__ import annotations

import json
from http import HTTPStatus
from uuid import uuid4

import pytest

from motcua.readiness.models import Answer

SCAN = "so-hoa.may-quet"


def brought(**more):
    at = "2025-06-12T07:30:00+07:00"
    return {"id": str(uuid4()), "item": SCAN, "verdict": "met", "count": 1, "observed_at": at, **more}


def send(client, file, *answers):
    done = client.post(f"/san-sang/{file}/dong-bo/", json.dumps(answers), content_type="application/json")
    assert done.status_code == HTTPStatus.OK, done.content.decode()
    return [one["state"] for one in done.json()["answers"]]


def test_the_pack_has_every_item_and_what_is_said_of_it(region, played, sign_in, client):
    answer = sign_in(client, "csvc-tra-ly").get(f"/san-sang/{played['tra-ly']}/goi.json")
    pack = answer.json()
    items = [item for zone in pack["zones"] for item in zone["items"]]
    assert (pack["says"], len(pack["zones"]), len(items)) == ("self", 8, 46)
    scan = next(item for item in items if item["key"] == SCAN)
    assert (scan["self"]["verdict"], scan["seen"]["verdict"], scan["blocks"]) == ("unmet", "unmet", "trial")
    assert "no-store" in answer["Cache-Control"]


def test_an_answer_is_recorded_and_the_same_again_is_harmless(region, files, sign_in, client):
    client, one = sign_in(client, "csvc-tra-ly"), brought()
    assert send(client, files["tra-ly"], one) == ["recorded"]
    assert send(client, files["tra-ly"], one, brought(item="so-hoa.may-tinh")) == ["already", "recorded"]
    assert Answer.objects.count() == 2


def test_the_same_id_with_other_content_is_refused(region, files, sign_in, client):
    client, one = sign_in(client, "csvc-tra-ly"), brought()
    send(client, files["tra-ly"], one)
    assert send(client, files["tra-ly"], one | {"count": 2}) == ["refused"]
    assert Answer.objects.get().count == 1
    other = sign_in(client, "gd-tra-ly")
    assert send(other, files["tra-ly"], one) == ["refused"]


def test_somebody_else_s_answer_stands_beside_unless_they_knew_the_one_before(region, files, sign_in, client):
    one = brought()
    send(sign_in(client, "csvc-tra-ly"), files["tra-ly"], one)
    client = sign_in(client, "gd-tra-ly")
    unmet = {"verdict": "unmet", "missing": "máy hỏng", "count": 0}
    assert send(client, files["tra-ly"], brought(**unmet)) == ["conflict"]
    assert send(client, files["tra-ly"], brought(**unmet, base=one["id"])) == ["recorded"]
    assert sorted(Answer.objects.values_list("state", flat=True)) == ["current", "past", "past"]


def test_an_older_word_of_one_s_own_does_not_undo_a_later_one(region, files, sign_in, client):
    client = sign_in(client, "csvc-tra-ly")
    send(client, files["tra-ly"], brought(observed_at="2025-06-12T07:50:00+07:00"))
    late = brought(verdict="unmet", missing="chưa có", count=0, observed_at="2025-06-12T07:10:00+07:00")
    assert send(client, files["tra-ly"], late) == ["recorded"]
    assert Answer.objects.get(state="current").verdict == "met"


def test_an_overseer_s_answers_are_seen_on_the_day_they_were_written_down(region, files, sign_in, client):
    assert send(sign_in(client, "thannk"), files["tra-ly"], brought()) == ["recorded"]
    row = Answer.objects.get()
    assert (row.who, str(row.visit_on)) == ("seen", "2025-06-12")


@pytest.mark.parametrize(
    "more",
    [
        {"item": "khong.co"},
        {"verdict": "tốt"},
        {"observed_at": "hôm qua"},
        {"observed_at": "2025-06-12T07:30:00"},
        {"observed_at": "2025-06-13T07:30:00+07:00"},
        {"id": "1"},
        {"count": "nhiều"},
        {"more": 1},
        {"verdict": "basic"},
        {"actual": "a\u0000b"},
    ],
)
def test_a_bad_answer_is_refused_with_a_sentence_and_the_good_one_beside_it_is_taken(
    region, files, sign_in, client, more
):
    client = sign_in(client, "csvc-tra-ly")
    assert send(client, files["tra-ly"], brought(**more), brought(item="so-hoa.may-tinh")) == ["refused", "recorded"]
    assert Answer.objects.get().item == "so-hoa.may-tinh"


@pytest.mark.parametrize("body", ["", "{}", "[]", "[1", '"x"', json.dumps([{}] * 101)])
def test_what_is_no_list_of_up_to_a_hundred_is_refused(region, files, sign_in, client, body):
    done = sign_in(client, "csvc-tra-ly").post(
        f"/san-sang/{files['tra-ly']}/dong-bo/", body, content_type="application/json"
    )
    assert done.status_code == HTTPStatus.BAD_REQUEST


def test_a_form_is_not_json(region, files, sign_in, client):
    done = sign_in(client, "csvc-tra-ly").post(f"/san-sang/{files['tra-ly']}/dong-bo/", {"a": "b"})
    assert done.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("raw", [[1], [None], [["x"]], [{"id": {}}]])
def test_items_that_are_no_answers_are_refused_one_by_one(region, files, sign_in, client, raw):
    assert send(sign_in(client, "csvc-tra-ly"), files["tra-ly"], *raw) == ["refused"]


def test_without_the_power_or_out_of_reach_nothing_is_taken(region, files, sign_in, client):
    url = f"/san-sang/{files['tra-ly']}/dong-bo/"
    body = json.dumps([brought()])
    for who, status in (("ct-tra-ly", HTTPStatus.FORBIDDEN), ("csvc-vu-phuc", HTTPStatus.NOT_FOUND)):
        done = sign_in(client, who).post(url, body, content_type="application/json")
        assert done.status_code == status
    assert not Answer.objects.exists()
