"""The full set published: papers, fees, limits, process; one fee line less brings the rate down and tells the director."""

from __future__ import annotations

import re
from typing import Any

import pytest

from motcua.catalogue import boards
from motcua.catalogue.tests.records import api, as_json, fee, way
from motcua.contact.tests.hearing import listen, open_kinds
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.desks.backoffice.tests.test_boards import BOARD
from motcua.desks.backoffice.tests.test_national import WRITE, token, upload

pytestmark = pytest.mark.django_db
PAID = [fee(8_000, "mỗi bản"), fee(2_000, "mỗi trang", "FEE")]


def take_in(client: Any, day: str, *codes: str, paid: list[dict[str, Any]] = PAID) -> None:
    """Take complete records in over the page, as the director does."""
    records = [api(code, executionMethods=[way("DIRECT", fees=paid), way("ONLINE", fees=paid)]) for code in codes]
    upload(client, as_json(*records), "danh-muc.json")
    form = {"luot": token(client), "valid_from": day, "viec": "tat-ca"}
    assert client.post(WRITE, form).status_code == 302
    client.post(WRITE, {"luot": token(client), "viec": "bo"})


def post_all(client: Any, key: str) -> None:
    codes = re.findall(r'name="selected" value="([^"]+)"', client.get(BOARD).content.decode())
    assert client.post(f"{BOARD}ghi/", {"selected": codes, "once_key": key}).status_code == 302


def test_the_full_set_is_published_and_a_fee_line_less_is_seen_by_everybody_who_must(desk: Desk) -> None:
    centre, director = desk.town.bodies.centre, desk.town["giamdoc"]
    offered = [row.code for row in boards.board(centre).rows]
    client = desk.client("giamdoc", verified=True)
    take_in(client, "11/07/2025", *offered)
    listen()
    assert open_kinds(director) == ["catalogue.renewed"] * len(offered)

    post_all(client, "a")
    assert boards.board(centre).rate.percent == 100
    listen()
    assert open_kinds(director) == []
    code = offered[0]
    sign = boards.page(centre, code, director).digest
    for address in (f"/thu-tuc/{code}/", f"/thu-tuc/{code}/niem-yet/", f"{BOARD}{code}/"):
        assert sign in client.get(address).content.decode()

    counter = desk.client("tiepnhan")
    line = next(one.line.key for one in boards.page(centre, code, director).standing if one.line.part == "fee")
    counter.post(f"{BOARD}{code}/thieu/", {"line": line, "why": "Dòng phí bị bóc", "once_key": "b"})
    listen()
    rate = boards.board(centre).rate
    assert (rate.numerator, rate.denominator) == (len(offered) - 1, len(offered))
    assert open_kinds(director) == ["catalogue.missing"]
    assert "nay không còn đủ, đúng" in client.get(BOARD).content.decode()

    take_in(client, "11/07/2025", code, paid=PAID[:1])
    assert boards.board(centre).rate.percent < 100
    post_all(client, "c")
    listen()
    assert boards.board(centre).rate.percent == 100
    assert open_kinds(director) == []
