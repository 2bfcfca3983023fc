"""Rounds of stock-taking at the desk: opened once, and what was seen goes into the register with the round named."""

from __future__ import annotations

import json
from http import HTTPStatus
from uuid import uuid4

from motcua.custody.models import Asset, Expected, StockTake
from motcua.custody.tests.factories import open_round, register
from motcua.desks.centre.assets.tests.test_screens import text
from motcua.ledger.models import Entry

HOME = "/thiet-bi/kiem-ke/"


def test_what_was_seen_is_written_in_the_register_with_the_round_named(region, sign_in, client):
    asset = Asset.objects.get(pk=register(region))
    round_id = open_round(region)
    sign_in(client, "csvc-cao-xa")
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
