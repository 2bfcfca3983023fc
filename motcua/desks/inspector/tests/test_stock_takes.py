"""Stock-taking by telephone: the pack, batches again and out of order, pictures, two people, who settles."""

from __future__ import annotations

import json
from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.test import Client

from motcua.custody.models import Asset, Expected, Observation, StockTake
from motcua.custody.tests.factories import open_round, register
from motcua.desks.centre.assets.tests.test_screens import picture, text
from motcua.kernel import clock
from motcua.ledger.models import Entry

ROUNDS = "/thiet-bi/kiem-ke/"
KIND = "kiem-ke"


@pytest.fixture
def counted(region):
    """An open round of Cao Xá over three devices: its id and the codes."""
    ids = [register(region, room="Quầy 1", name=f"Máy {number}") for number in range(3)]
    return open_round(region), [Asset.objects.get(pk=one).code for one in ids]


def seen(code: str = "", minutes: int = 0, condition: str = "good", **more) -> dict[str, object]:
    at = clock.local(clock.now()) + timedelta(minutes=minutes)
    answers = {"condition": condition, "room": "Quầy 1"} | more.pop("answers", {})
    return {"id": str(uuid4()), "item": code, "at": at.isoformat(), "answers": answers} | more


def answered(client: Client, round_id: object, items: object):
    return client.post(f"/hien-truong/gui/{KIND}/{round_id}/", json.dumps(items), content_type="application/json")


def send(client: Client, round_id: object, items: object) -> list[str]:
    answer = answered(client, round_id, items)
    assert answer.status_code == HTTPStatus.OK, answer.content.decode()
    return [item["state"] for item in answer.json()["items"]]


def pack_of(client: Client, round_id: object):
    answer = client.get(f"/hien-truong/goi/{KIND}/{round_id}.json")
    assert answer.status_code == HTTPStatus.OK
    return answer.json()


def test_the_pack_tells_rooms_things_and_questions(region, counted, sign_in, client):
    round_id, codes = counted
    pack = pack_of(sign_in(client, "tn-cao-xa"), round_id)
    assert [(item["code"], item["group"]) for item in pack["items"]] == [(code, "Quầy 1") for code in codes]
    assert [group["key"] for group in pack["groups"]] == ["Quầy 1", "Kho"]
    assert [question["name"] for question in pack["questions"]] == ["condition", "room", "note", "photo"]
    assert pack["settled_by"] == "người giữ sổ tài sản"
    assert "settled_by" not in pack_of(sign_in(client, "csvc-cao-xa"), round_id)


def test_a_pack_is_small_on_the_line(region, counted, sign_in, client):
    round_id, _ = counted
    sign_in(client, "tn-cao-xa")
    plain = client.get(f"/hien-truong/goi/{KIND}/{round_id}.json")
    packed = client.get(f"/hien-truong/goi/{KIND}/{round_id}.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) * 0.7
    assert "no-store" in packed.headers["Cache-Control"]


def test_batches_come_again_and_out_of_order_and_leave_one_trace(region, counted, sign_in, client):
    round_id, codes = counted
    sign_in(client, "tn-cao-xa")
    first, second, third = (seen(code, minutes) for minutes, code in enumerate(codes))
    assert send(client, round_id, [third, first]) == ["recorded"] * 2
    assert send(client, round_id, [second, first]) == ["recorded", "already"]
    entries = Entry.objects.count()
    assert send(client, round_id, [first, second, third]) == ["already"] * 3
    assert Entry.objects.count() == entries
    assert Observation.objects.count() == 3
    assert {row.state for row in Expected.objects.all()} == {"seen"}


def test_each_is_answered_by_itself_in_its_place(region, counted, sign_in, client):
    round_id, codes = counted
    sign_in(client, "tn-cao-xa")
    items = [
        seen(codes[0], condition="shiny"),
        seen(codes[0]),
        seen(answers={"name": "Quạt"}),
        seen("A" * 50),
        seen("B", minutes=999),
        seen(codes[1], answers={"colour": "red"}),
        seen(),
        seen(codes[1], answers={"note": "x" * 301}),
        seen("LẠ-1"),
    ]
    answer = answered(client, round_id, items).json()["items"]
    states = ["refused", "recorded", "recorded", "refused", "refused", "refused", "refused", "refused", "recorded"]
    assert [item["state"] for item in answer] == states
    assert [item["id"] for item in answer] == [item["id"] for item in items]
    assert "tương lai" in answer[4]["said"]
    assert all(item["said"] for item in answer if item["state"] == "refused")


@pytest.mark.parametrize(
    "body", ["", "{", "{}", "[]", "null", json.dumps([{}] * 101), "[" * 10_000, "x" * 300_000, '["x"]', "[{}]"]
)
def test_a_batch_that_is_none_is_told_so(region, counted, sign_in, client, body):
    round_id, _ = counted
    sign_in(client, "tn-cao-xa")
    url = f"/hien-truong/gui/{KIND}/{round_id}/"
    answer = client.post(url, body, content_type="application/json")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json()["said"]
    assert not Observation.objects.exists()


def test_an_instant_without_its_zone_is_told_so(region, counted, sign_in, client):
    round_id, codes = counted
    sign_in(client, "tn-cao-xa")
    answer = answered(client, round_id, [seen(codes[0], at="2025-06-12T08:00:00")])
    assert (answer.status_code, "múi giờ" in answer.json()["said"]) == (HTTPStatus.BAD_REQUEST, True)


def test_the_door_is_closed_to_others(region, counted, sign_in, client):
    round_id, codes = counted
    item = [seen(codes[0])]
    url = f"/hien-truong/goi/{KIND}/{round_id}.json"
    assert answered(client, round_id, item).status_code in {401, 403}
    assert client.get(url).status_code == HTTPStatus.FOUND
    for who, status in (("ct-cao-xa", 403), ("lt-cao-xa", 403), ("tn-tra-ly", 404)):
        sign_in(client, who)
        assert answered(client, round_id, item).status_code == status, who
        assert client.get(url).status_code == status
        assert client.post(f"/hien-truong/anh/{KIND}/{round_id}/", {"file": picture()}).status_code == status
    assert not Observation.objects.exists()


def test_a_batch_without_the_token_is_refused(region, counted, sign_in):
    round_id, codes = counted
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, "tn-cao-xa")
    token = strict.get("/hien-truong/ai.json").json()["csrf"]
    assert answered(strict, round_id, [seen(codes[0])]).status_code == HTTPStatus.FORBIDDEN
    body = json.dumps([seen(codes[0])])
    url = f"/hien-truong/gui/{KIND}/{round_id}/"
    sent = strict.post(url, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert sent.json()["items"][0]["state"] == "recorded"


def test_a_picture_goes_first_and_then_its_observation(region, counted, sign_in, client):
    round_id, codes = counted
    sign_in(client, "tn-cao-xa")
    photos = f"/hien-truong/anh/{KIND}/{round_id}/"
    assert send(client, round_id, [seen(codes[0], photo="0" * 64)]) == ["refused"]
    assert client.post(photos, {}).status_code == HTTPStatus.BAD_REQUEST
    sent = client.post(photos, {"file": picture()})
    assert sent.status_code == HTTPStatus.CREATED
    assert client.post(photos, {"file": picture()}).json() == sent.json()
    item = seen(codes[0], photo=sent.json()["sha256"])
    assert send(client, round_id, [item]) == ["recorded"]
    shown = f"{ROUNDS}{round_id}/anh/{item['id']}/"
    assert client.get(shown).headers["Content-Type"] == "image/jpeg"
    assert client.get(f"{ROUNDS}{round_id}/anh/{uuid4()}/").status_code == HTTPStatus.NOT_FOUND
    sign_in(client, "csvc-tra-ly")
    assert client.get(shown).status_code == HTTPStatus.NOT_FOUND


def disputed(region, counted, sign_in, client):
    """Two people saw the first device differently; return the round and both observations."""
    round_id, codes = counted
    good, broken = seen(codes[0]), seen(codes[0], minutes=1, condition="broken")
    send(sign_in(client, "tn-cao-xa"), round_id, [good, seen(codes[1])])
    answer = answered(sign_in(client, "gd-cao-xa"), round_id, [broken, seen(answers={"name": "Tủ lạ"})]).json()["items"]
    return round_id, good, broken, answer


def test_what_another_saw_comes_back_side_by_side(region, counted, sign_in, client):
    round_id, _, _, answer = disputed(region, counted, sign_in, client)
    assert [item["state"] for item in answer] == ["conflict", "recorded"]
    sides = [(look["who"], look["words"], look.get("mine", False)) for look in answer[0]["seen"]]
    other, own = "Cán Thử Bản Nguyên", "Giám Thử Bản Nguyên"
    assert sides == [(other, "Tốt · Quầy 1", False), (own, "Hỏng, sửa được · Quầy 1", True)]
    first = pack_of(sign_in(client, "tn-cao-xa"), round_id)["items"][0]
    assert (first["conflict"], [look.get("mine", False) for look in first["seen"]]) == (True, [True, False])


def test_whoever_lost_the_answer_hears_of_the_dispute_when_sending_again(region, counted, sign_in, client):
    round_id, good, broken, _ = disputed(region, counted, sign_in, client)
    assert send(client, round_id, [broken]) == ["conflict"]
    assert send(sign_in(client, "tn-cao-xa"), round_id, [good]) == ["conflict"]


def test_whoever_looks_again_and_agrees_ends_the_dispute(region, counted, sign_in, client):
    round_id, good, broken, _ = disputed(region, counted, sign_in, client)
    again = seen(good["item"], minutes=2, condition="broken", base=broken["id"])
    assert send(sign_in(client, "tn-cao-xa"), round_id, [again]) == ["recorded"]
    assert Expected.objects.get(code=good["item"]).state == "seen"


def test_a_counter_who_looks_again_and_disagrees_leaves_it_to_the_keeper(region, counted, sign_in, client):
    round_id, good, broken, _ = disputed(region, counted, sign_in, client)
    again = seen(good["item"], minutes=2, base=broken["id"])
    assert send(sign_in(client, "tn-cao-xa"), round_id, [again]) == ["conflict"]
    assert Expected.objects.get(code=good["item"]).state == "conflict"


def test_the_keeper_who_looks_again_settles_it_once(region, counted, sign_in, client):
    round_id, good, broken, _ = disputed(region, counted, sign_in, client)
    again = seen(good["item"], minutes=2, base=broken["id"], answers={"note": "Đã bật thử"})
    sign_in(client, "csvc-cao-xa")
    assert send(client, round_id, [again]) == ["recorded"]
    row = Expected.objects.get(code=good["item"])
    assert (row.state, row.reason, str(row.counted_id)) == ("settled", "Đã bật thử", again["id"])
    entries = Entry.objects.count()
    assert send(client, round_id, [again]) == ["already"]
    assert Entry.objects.count() == entries


def test_at_the_desk_a_dispute_is_settled_with_a_reason_and_the_round_closed(region, counted, sign_in, client):
    round_id, _, broken, _ = disputed(region, counted, sign_in, client)
    page, codes = f"{ROUNDS}{round_id}/", counted[1]
    sign_in(client, "csvc-cao-xa")
    shown = text(client.get(page))
    assert shown.count('class="asset-side"') == 2
    assert "Tủ lạ" in shown
    assert "1 chỗ phải phân xử" in text(client.get(ROUNDS))
    assert client.post(page + "khoa-so/").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for wrong in (
        {"reason": "x"},
        {"observation": broken["id"], "reason": ""},
        {"observation": str(uuid4()), "reason": "x"},
    ):
        assert HTTPStatus.BAD_REQUEST <= client.post(page + "phan-xu/", wrong).status_code < 500
    told = {"observation": broken["id"], "reason": "Đã bật thử"}
    assert client.post(page + "phan-xu/", told).status_code == HTTPStatus.FOUND
    assert client.post(page + "khoa-so/", {"note": "Xong"}).status_code == HTTPStatus.FOUND
    shown = text(client.get(page))
    for words in ("Đã bật thử", "2/3", "đã khóa sổ", "Ghi vào sổ", codes[2]):
        assert words in shown
    assert client.get(page + "bien-ban.pdf").content.startswith(b"%PDF")
    assert StockTake.objects.get().missing == 1
    sign_in(client, "tn-cao-xa")
    assert send(client, round_id, [seen(codes[2])]) == ["refused"]
    assert client.get("/hien-truong/viec.json").json()["tasks"] == []
