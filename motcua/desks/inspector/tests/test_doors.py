"""The doors phones announce themselves and send large files by, and the page of devices."""

from __future__ import annotations

import base64
import hashlib
import json
from http import HTTPStatus
from uuid import uuid4

import pytest

from motcua.custody.tests.factories import open_round, register
from motcua.desks.centre.assets.tests.test_screens import picture
from motcua.documents.models import Blob, Incoming
from motcua.ledger.models import Entry
from motcua.office.models import Device

SECRET = "c" * 64
MAY, ORDERS, PAGE = "/hien-truong/may/", "/hien-truong/may/lenh/", "/hien-truong/thiet-bi/"


@pytest.fixture
def rounds(region):
    register(region)
    return {"cao-xa": open_round(region)}


def told(device, unsent=(), **more):
    return {
        "device": str(device),
        "secret": SECRET,
        "name": "Máy của Lan",
        "browser": "Chrome",
        "unsent": list(unsent),
    } | more


def post(client, path, body):
    return client.post(path, json.dumps(body), content_type="application/json")


def test_the_first_contact_registers_and_each_one_says_what_waits(region, sign_in, client):
    client, device = sign_in(client, "tn-cao-xa"), uuid4()
    assert post(client, MAY, told(device)).json() == {"order": ""}
    waiting = [{"kind": "kiem-ke", "id": "1", "n": 12, "title": "Kiểm kê quý"}]
    assert post(client, MAY, told(device, waiting)).json() == {"order": ""}
    assert Entry.objects.filter(stream_id=device).count() == 1
    page = client.get(PAGE).content.decode()
    assert "Máy của Lan" in page
    assert "Kiểm kê quý: 12" in page
    assert "Máy trong phạm vi" not in page
    leader = sign_in(client, "ct-cao-xa").get(PAGE).content.decode()
    assert "Máy trong phạm vi" in leader
    assert "12 mục chưa gửi" in leader


def test_a_lost_phone_is_signed_out_at_once_and_wiped_at_its_next_contact(region, sign_in, client):
    phone, device = sign_in(client, "tn-cao-xa"), uuid4()
    post(phone, MAY, told(device, [{"kind": "kiem-ke", "id": "1", "n": 5}]))
    desk = sign_in(type(client)(), "tn-cao-xa")
    assert desk.post(f"{PAGE}{device}/bao-mat/", {"reason": "Rơi trên xe", "once_key": "k1"}).status_code == 302
    assert desk.post(f"{PAGE}{device}/bao-mat/", {"reason": "Rơi trên xe", "once_key": "k1"}).status_code == 302
    assert phone.get("/hien-truong/ai.json").status_code == HTTPStatus.FOUND
    assert desk.get("/hien-truong/ai.json").status_code == HTTPStatus.OK
    assert post(phone, ORDERS, told(device)).json() == {"order": "lost"}
    assert desk.post(f"{PAGE}{device}/xoa/", {"reason": "Không tìm được"}).status_code == 302
    assert post(phone, ORDERS, told(device)).json() == {"order": "wipe"}
    done = told(device, wiped={"unsent": 5, "why": "ordered"})
    assert [post(phone, ORDERS, done).json()["order"] for _ in range(2)] == ["new", "new"]
    row = Device.objects.get()
    assert (row.state, row.unsent) == ("wiped", 5)
    assert Entry.objects.filter(stream_id=device).count() == 4
    assert "đã xóa" in desk.get(PAGE).content.decode()


NOBODY = "0198c000-0000-7000-8000-0000000000d1"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 400),
        (json.dumps({"device": "x", "secret": SECRET}), 400),
        (json.dumps({"device": NOBODY, "secret": "short"}), 400),
        (json.dumps({"device": NOBODY, "secret": SECRET}), 404),
        (json.dumps({"device": NOBODY, "secret": SECRET, "wiped": {"unsent": -1, "why": "pin"}}), 400),
        ("x" * 200_000, 400),
    ],
    ids=["broken", "list", "no id", "short", "unknown", "less than none", "long"],
)
def test_whoever_shows_no_secret_of_a_device_hears_nothing(region, client, body, status):
    answer = client.post(ORDERS, body, content_type="application/json")
    assert answer.status_code == status
    assert answer.json()["said"]
    assert not Device.objects.exists()


def test_another_s_device_is_neither_seen_nor_touched(region, sign_in, client):
    device = uuid4()
    post(sign_in(client, "tn-cao-xa"), MAY, told(device))
    other = sign_in(client, "tn-tra-ly")
    assert post(other, MAY, told(device)).status_code == HTTPStatus.NOT_FOUND
    for verb, status in (("bao-mat", 404), ("xoa", 404), ("bo", 404), ("khac", 404)):
        assert other.post(f"{PAGE}{device}/{verb}/", {"reason": "x"}).status_code == status
    assert "Máy của Lan" not in other.get(PAGE).content.decode()
    client.logout()
    assert client.get(PAGE).status_code == HTTPStatus.FOUND
    assert Device.objects.get().state == "used"


def test_a_leader_without_the_second_factor_sees_but_orders_nothing(region, sign_in, client):
    device = uuid4()
    post(sign_in(client, "tn-cao-xa"), MAY, told(device))
    leader = sign_in(client, "ct-cao-xa")
    answer = leader.post(f"{PAGE}{device}/xoa/", {"reason": "x"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert leader.get(PAGE, {"xem": "bay"}).status_code == HTTPStatus.BAD_REQUEST
    leader = sign_in(client, "ct-cao-xa", verified=True)
    assert leader.post(f"{PAGE}{device}/xoa/", {"reason": "x"}).status_code == HTTPStatus.FOUND
    assert Device.objects.get().state == "wiping"


def begun(client, place, content, **more):
    sha256 = hashlib.sha256(content).hexdigest()
    headers = {
        "HTTP_UPLOAD_LENGTH": str(len(content)),
        "HTTP_UPLOAD_METADATA": f"sha256 {base64.b64encode(sha256.encode()).decode()},filetype aW1hZ2UvanBlZw==",
    }
    return client.post(f"/hien-truong/tep/kiem-ke/{place}/", **(headers | more))


def test_a_large_photograph_comes_in_pieces_and_is_the_one_that_was_said(region, sign_in, client, rounds):
    client, content = sign_in(client, "tn-cao-xa"), picture().read()
    answer = begun(client, rounds["cao-xa"], content)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (HTTPStatus.CREATED, "0")
    at, half = answer.json()["at"], len(content) // 2

    def patch(offset, piece):
        kind = "application/offset+octet-stream"
        return client.patch(at, piece, content_type=kind, HTTP_UPLOAD_OFFSET=str(offset))

    assert patch(0, content[:half]).status_code == HTTPStatus.NO_CONTENT
    assert client.head(at).headers["Upload-Offset"] == str(half)
    gap = patch(half + 1, content[half + 1 :])
    assert (gap.status_code, gap.headers["Upload-Offset"]) == (HTTPStatus.CONFLICT, str(half))
    assert client.post(answer.json()["finish"]).status_code == HTTPStatus.CONFLICT
    assert begun(client, rounds["cao-xa"], content).json()["offset"] == half
    assert patch(half, content[half:]).headers["Upload-Offset"] == str(len(content))
    done = [client.post(answer.json()["finish"]) for _ in range(2)]
    assert [one.status_code for one in done] == [HTTPStatus.CREATED] * 2
    assert done[0].json()["sha256"] == hashlib.sha256(content).hexdigest() == Blob.objects.get().sha256
    assert begun(client, rounds["cao-xa"], content).json()["sha256"] == Blob.objects.get().sha256


def test_files_are_begun_for_work_within_reach_and_gone_on_with_by_their_sender(region, sign_in, client, rounds):
    content = picture().read()
    at = begun(sign_in(client, "tn-cao-xa"), rounds["cao-xa"], content).json()["at"]
    bad = begun(client, rounds["cao-xa"], content, HTTP_UPLOAD_LENGTH="²", HTTP_UPLOAD_METADATA="sha256 ???")
    assert bad.status_code == HTTPStatus.BAD_REQUEST
    assert client.patch(at, b"x").status_code == HTTPStatus.BAD_REQUEST
    other = sign_in(client, "tn-tra-ly")
    assert begun(other, rounds["cao-xa"], content).status_code == HTTPStatus.NOT_FOUND
    assert other.head(at).status_code == HTTPStatus.NOT_FOUND
    assert other.patch(at, b"x", HTTP_UPLOAD_OFFSET="0").status_code == HTTPStatus.NOT_FOUND
    assert Incoming.objects.get().offset == 0
