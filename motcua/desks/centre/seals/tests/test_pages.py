"""Seals and certificates over HTTP."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from motcua.config.demo.staffing import official_of
from motcua.office.models import MarkOrder

ALL = "/con-dau/"


def text(answer):
    return answer.content.decode()


def seal(region):
    return {
        "unit": str(region.committees["tra-ly"]),
        "what": "UBND phường Trà Lý",
        "day": "02/06/2025",
        "holder": "Công an tỉnh",
        "expected": "",
    }


def certificate(region):
    return {
        "unit": str(region.committees["tra-ly"]),
        "official": str(official_of(region["ct-tra-ly"])),
        "title": "Chủ tịch UBND",
        "day": "02/06/2025",
        "holder": "Văn phòng UBND tỉnh",
        "expected": "11/06/2025",
    }


@pytest.mark.parametrize("address", [ALL, f"{ALL}con-thieu/"])
def test_the_lists_are_for_who_may_read_them(region, sign_in, client, address):
    assert client.get(address).status_code == HTTPStatus.FOUND
    assert sign_in(client, "tn-tra-ly").get(address).status_code == HTTPStatus.FORBIDDEN
    for username in ("lt-tra-ly", "ct-tra-ly", "thannk"):
        assert sign_in(client, username).get(address).status_code == HTTPStatus.OK


def test_a_seal_is_ordered_once_and_taken_to_the_hand(region, sign_in, client):
    seat = sign_in(client, "lt-tra-ly")
    assert seat.get(f"{ALL}khac-dau/").status_code == HTTPStatus.OK
    assert (
        seat.post(f"{ALL}khac-dau/", seal(region) | {"day": "13/06/2025"}).status_code
        == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    for _ in range(2):
        assert seat.post(f"{ALL}khac-dau/", seal(region) | {"once_key": "s"}).status_code == HTTPStatus.FOUND
    assert seat.post(f"{ALL}khac-dau/", seal(region) | {"once_key": "t"}).status_code == HTTPStatus.CONFLICT
    order = MarkOrder.objects.get()
    page = f"{ALL}{order.id}/"
    assert "Đã 10 ngày ở bước này" in text(seat.get(page))
    for _ in range(3):
        assert seat.get(f"{page}buoc/").status_code == HTTPStatus.OK
        form = {"day": "12/06/2025", "holder": "Nơi thử", "note": "", "expected": ""}
        assert seat.post(f"{page}buoc/", form).status_code == HTTPStatus.FOUND
    assert seat.get(f"{page}buoc/").status_code == HTTPStatus.NOT_FOUND
    assert "1/2 đơn vị đã có" in text(seat.get(f"{ALL}con-thieu/"))
    assert "UBND phường Trà Lý" in text(seat.get(f"{ALL}?xem=done"))


def test_a_certificate_is_asked_for_corrected_activated_and_revoked(region, sign_in, client):
    seat = sign_in(client, "lt-tra-ly")
    assert seat.get(f"{ALL}chung-thu-so/").status_code == HTTPStatus.OK
    assert seat.post(f"{ALL}chung-thu-so/", certificate(region)).status_code == HTTPStatus.FOUND
    page = f"{ALL}{MarkOrder.objects.get().id}/"
    assert "Quá ngày hẹn" in text(seat.get(page))
    assert "Chủ Thử Trà Lý" in text(seat.get(f"{ALL}?xem=stuck&q=tra ly&loai=person"))
    assert seat.post(f"{page}kich-hoat/", {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for _ in range(2):
        seat.post(f"{page}buoc/", {"day": "10/06/2025", "holder": "Nơi thử", "note": "", "expected": ""})
    fix = f"{page}sua/asked/"
    assert "Văn phòng UBND tỉnh" in text(seat.get(fix))
    assert (
        seat.post(fix, {"day": "11/06/2025", "holder": "x", "reason": "y"}).status_code
        == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert seat.post(fix, {"day": "03/06/2025", "holder": "x", "reason": "Nhầm"}).status_code == HTTPStatus.FOUND
    assert seat.get(f"{page}sua/received/").status_code == HTTPStatus.NOT_FOUND
    form = {
        "day": "12/06/2025",
        "holder": "Người ký",
        "serial": "54:01",
        "title": "Chủ tịch UBND",
        "valid_from": "12/06/2025",
        "valid_to": "12/06/2028",
    }
    assert seat.get(f"{page}kich-hoat/").status_code == HTTPStatus.OK
    assert (
        seat.post(f"{page}kich-hoat/", form | {"valid_to": "12/06/2025"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert seat.post(f"{page}kich-hoat/", form).status_code == HTTPStatus.FOUND
    assert "đang hiệu lực" in text(seat.get(f"{ALL}con-thieu/"))
    assert seat.get(f"{page}thu-hoi/").status_code == HTTPStatus.OK
    assert seat.post(f"{page}thu-hoi/", {"revoked_on": "12/06/2025", "reason": "x"}).status_code == HTTPStatus.FOUND
    assert seat.post(f"{page}thu-hoi/", {"revoked_on": "12/06/2025", "reason": "x"}).status_code == HTTPStatus.CONFLICT


def test_an_order_is_given_up_and_strangers_find_none(region, sign_in, client):
    seat = sign_in(client, "lt-tra-ly")
    seat.post(f"{ALL}khac-dau/", seal(region))
    page = f"{ALL}{MarkOrder.objects.get().id}/"
    assert sign_in(client, "lt-tran-lam").get(page).status_code == HTTPStatus.NOT_FOUND
    assert "Trà Lý" not in text(client.get(ALL))
    assert client.get(f"{ALL}?dang=xlsx").status_code == HTTPStatus.OK
    assert sign_in(client, "thannk").post(f"{page}bo/", {"reason": "x"}).status_code == HTTPStatus.FORBIDDEN
    seat = sign_in(client, "lt-tra-ly")
    assert seat.get(f"{page}bo/").status_code == HTTPStatus.OK
    assert seat.post(f"{page}bo/", {"reason": "Nhầm"}).status_code == HTTPStatus.FOUND
    assert "Việc này đã bỏ" in text(seat.get(page))


@pytest.mark.parametrize("query", ["xem=x", "loai=x"])
def test_views_that_are_none_are_told(region, sign_in, client, query):
    assert sign_in(client, "lt-tra-ly").get(f"{ALL}?{query}").status_code == HTTPStatus.BAD_REQUEST
