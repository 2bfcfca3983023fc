"""The door of stock-taking for telephones: the pack, batches again and out of order, pictures, settling and closing."""

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

HOME = "/thiet-bi/kiem-ke/"


@pytest.fixture
def counted(region):
    """An open round of Cao Xá over three devices: its address and the codes."""
    ids = [register(region, room="Quầy 1", name=f"Máy {number}") for number in range(3)]
    return f"{HOME}{open_round(region)}/", [Asset.objects.get(pk=one).code for one in ids]


def seen(code: str = "", minutes: int = 0, **values) -> dict[str, str]:
    at = clock.local(clock.now()) + timedelta(minutes=minutes)
    return {"id": str(uuid4()), "code": code, "condition": "good", "observed_at": at.isoformat()} | values


def send(client: Client, page: str, items: object) -> tuple[int, list[str]]:
    answer = client.post(page + "dong-bo/", json.dumps(items), content_type="application/json")
    return answer.status_code, [item["state"] for item in answer.json().get("items", ())]


def test_a_counter_officer_fetches_the_pack_and_sends_batches_again_and_out_of_order(region, counted, sign_in, client):
    page, codes = counted
    sign_in(client, "tn-cao-xa")
    pack = client.get(page + "goi.json").json()
    assert [one["code"] for one in pack["expected"]] == codes
    assert pack["rooms"] == ["Quầy 1", "Kho"]
    assert len(pack["csrf"]) > 20
    first, second, third = (seen(code, minutes, room="Quầy 1") for minutes, code in enumerate(codes))
    assert send(client, page, [third, first]) == (200, ["recorded"] * 2)
    assert send(client, page, [second, first]) == (200, ["recorded", "already"])
    entries = Entry.objects.count()
    assert send(client, page, [first, second, third]) == (200, ["already"] * 3)
    assert Entry.objects.count() == entries
    assert Observation.objects.count() == 3


def test_each_item_is_answered_by_itself_in_its_place(region, counted, sign_in, client):
    page, codes = counted
    sign_in(client, "tn-cao-xa")
    good = seen(codes[0])
    items = [
        seen(codes[0], condition="shiny"),
        good,
        "x",
        seen(name="Quạt"),
        seen("A" * 50),
        seen(minutes=999, code="B"),
    ]
    answer = client.post(page + "dong-bo/", json.dumps(items), content_type="application/json").json()["items"]
    assert [item["state"] for item in answer] == ["refused", "recorded", "refused", "recorded", "refused", "refused"]
    assert answer[1] == {"id": good["id"], "state": "recorded", "said": ""}
    assert "tương lai" in answer[5]["said"]
    assert answer[0]["id"] == items[0]["id"]


@pytest.mark.parametrize("body", ["", "{", "{}", "[]", "null", json.dumps([{}] * 101), "[" * 10_000, "x" * 300_000])
def test_a_batch_that_is_none_is_told_so(region, counted, sign_in, client, body):
    page, _ = counted
    sign_in(client, "tn-cao-xa")
    answer = client.post(page + "dong-bo/", body, content_type="application/json")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json()["error"]
    assert not Observation.objects.exists()


def test_the_door_is_closed_to_others(region, counted, sign_in, client):
    page, codes = counted
    item = [seen(codes[0])]
    assert client.post(page + "dong-bo/", json.dumps(item), content_type="application/json").status_code in {401, 403}
    assert client.get(page + "goi.json").status_code == HTTPStatus.FOUND
    for who, status in (("ct-cao-xa", 403), ("lt-cao-xa", 403), ("tn-tra-ly", 404)):
        sign_in(client, who)
        sent = client.post(page + "dong-bo/", json.dumps(item), content_type="application/json")
        assert sent.status_code == status, who
        assert client.get(page + "goi.json").status_code == status
    assert not Observation.objects.exists()


def test_a_batch_without_the_token_of_its_page_is_refused(region, counted, sign_in):
    page, codes = counted
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, "tn-cao-xa")
    token = strict.get(page + "goi.json").json()["csrf"]
    body = json.dumps([seen(codes[0])])
    assert strict.post(page + "dong-bo/", body, content_type="application/json").status_code == HTTPStatus.FORBIDDEN
    sent = strict.post(page + "dong-bo/", body, content_type="application/json", headers={"X-CSRFToken": token})
    assert sent.json()["items"][0]["state"] == "recorded"


def test_a_picture_goes_first_and_then_its_observation(region, counted, sign_in, client):
    page, codes = counted
    sign_in(client, "tn-cao-xa")
    assert send(client, page, [seen(codes[0], photo="0" * 64)])[1] == ["refused"]
    assert client.post(page + "anh/", {}).status_code == HTTPStatus.BAD_REQUEST
    sent = client.post(page + "anh/", {"file": picture()})
    assert sent.status_code == HTTPStatus.CREATED
    again = client.post(page + "anh/", {"file": picture()})
    assert again.json() == sent.json()
    item = seen(codes[0], photo=sent.json()["sha256"])
    assert send(client, page, [item])[1] == ["recorded"]
    assert client.get(f"{page}anh/{item['id']}/").headers["Content-Type"] == "image/jpeg"
    sign_in(client, "csvc-tra-ly")
    assert client.get(f"{page}anh/{item['id']}/").status_code == HTTPStatus.NOT_FOUND


def test_a_conflict_is_shown_side_by_side_settled_and_closed(region, counted, sign_in, client):
    page, codes = counted
    sign_in(client, "tn-cao-xa")
    send(client, page, [seen(codes[0], room="Quầy 1"), seen(codes[1], room="Kho")])
    assert "Phân xử</span>" not in text(client.get(page))
    sign_in(client, "gd-cao-xa")
    broken = seen(codes[0], room="Quầy 1", condition="broken")
    assert send(client, page, [broken, seen(name="Tủ lạ", room="Sảnh")])[1] == ["conflict", "recorded"]
    sign_in(client, "csvc-cao-xa")
    shown = text(client.get(page))
    assert shown.count('class="asset-side"') == 2
    assert "Tủ lạ" in shown
    assert "1 chỗ phải phân xử" in text(client.get(HOME))
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
    assert send(client, page, [seen(codes[2])])[1] == ["refused"]


def test_what_was_seen_is_written_in_the_register_with_the_round_named(region, counted, sign_in, client):
    page, codes = counted
    sign_in(client, "csvc-cao-xa")
    asset = Asset.objects.get(code=codes[0])
    round_id = page.removeprefix(HOME).strip("/")
    address = f"/thiet-bi/{asset.id}/tinh-trang/?dot={round_id}&tinh-trang=broken"
    assert "Theo kết quả kiểm kê" in text(client.get(address))
    form = {"condition": "broken", "use": "repair", "reason": "Theo kết quả kiểm kê"}
    assert client.post(address, form).status_code == HTTPStatus.FOUND
    assert f'"stock_take":"{round_id}"' in Entry.objects.filter(stream_id=asset.id).order_by("-version").first().payload


def test_a_round_is_opened_once(region, sign_in, client):
    register(region)
    sign_in(client, "csvc-cao-xa")
    form = {
        "unit": str(region.centres["cao-xa"]),
        "title": "Kiểm kê",
        "rooms": "Quầy 1\n\nKho",
        "once_key": uuid4().hex,
    }
    urls = [client.post(HOME + "mo-dot/", form).url for _ in range(2)]
    stock_take = StockTake.objects.get()
    assert urls == [f"{HOME}{stock_take.id}/"] * 2
    assert json.loads(stock_take.rooms) == ["Quầy 1", "Kho"]
    assert client.post(HOME + "mo-dot/", form | {"once_key": uuid4().hex}).status_code == HTTPStatus.CONFLICT
    assert client.post(HOME + "mo-dot/", form | {"title": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Expected.objects.count() == 1
