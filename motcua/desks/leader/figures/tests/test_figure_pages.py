"""Figures over HTTP: lists, one with its flags, forms sent twice, the way up, places, and who is kept out."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from openpyxl import load_workbook

from motcua.indicators.models import Figure
from motcua.indicators.tests.conftest import laid_told, told
from motcua.ledger.models import Entry

__all__ = ["laid_told", "told"]
pytestmark = pytest.mark.django_db
HOME = "/so-lieu/"


def form(told, **more):
    return {
        "indicator": "online_share",
        "label": "",
        "kind": "rate",
        "value": "96",
        "numerator": "190",
        "denominator": "200",
        "unit": "",
        "places": str(told.old.place),
        "first": "01/01/2018",
        "last": "22/02/2018",
        "stated_by": "UBND xã Phượng Dực",
        "basis": "self",
        "source": "report",
        "source_words": "Báo cáo thử",
        "told_on": "22/02/2018",
        "level": "four/3",
        "parts": "",
        "once_key": "mot-lan",
        **more,
    }


def text(answer):
    return answer.content.decode()


def test_the_joint_figure_is_shown_as_joint_in_list_page_place_and_file(told, client, sign_in):
    commune = sign_in(client, "gd-hm")
    for address in (HOME, f"{HOME}{told.figure}/", f"{HOME}noi/{told.second}/?tu=01/01/2018&den=31/12/2018"):
        shown = text(commune.get(address))
        assert "số liệu chung hai xã, tự báo cáo" in shown
        assert "95 % (190/200)" in shown
    page = text(commune.get(f"{HOME}{told.figure}/"))
    for words in ("mức độ 3 (thang bốn mức độ), nay là một phần", "không nơi nào dùng nó như số riêng", "95,0 %"):
        assert words in page
    sheet = load_workbook(BytesIO(commune.get(HOME + "danh-sach.xlsx").content)).active
    assert sheet.max_row == 3, "one line for both communes"
    assert commune.get(HOME + "?xem=x&nam=abc&noi=x&sau=x&chi-tieu=x").status_code == HTTPStatus.OK
    assert "thang bốn mức độ" in page
    assert "Bộ chỉ số" in text(commune.get(HOME + "chi-tieu/"))
    above = sign_in(client, "hailt", verified=True)
    assert "Hồng Minh" in text(above.get(HOME + "noi/?q=hong"))


def test_a_flagged_figure_is_entered_once_and_cannot_go_up_unexplained(told, client, sign_in):
    head = sign_in(client, "gd-pd", verified=True)
    first = head.post(HOME + "moi/", form(told))
    assert first.status_code == HTTPStatus.FOUND
    assert head.post(HOME + "moi/", form(told)).url == first.url
    assert Figure.objects.count() == 2
    assert "Nêu 96 %, nhưng 190/200 là 95,0 %" in text(head.get(first.url))
    sent = head.post(first.url + "viec/gui/", {"once_key": "g"})
    assert 400 <= sent.status_code < 500
    assert "Giải trình trước khi gửi" in text(sent)
    why = {"code": "not_its_counts", "words": "Làm tròn lên", "once_key": "h"}
    assert head.post(first.url + "viec/giai-trinh/", why).status_code == HTTPStatus.FOUND
    assert head.post(first.url + "viec/gui/", {"once_key": "i"}).status_code == HTTPStatus.FOUND
    above = sign_in(client, "hailt", verified=True)
    assert "Làm tròn lên" in text(above.get(first.url))


def test_a_figure_is_put_right_and_withdrawn_with_reasons(told, client, sign_in):
    head = sign_in(client, "gd-pd", verified=True)
    made = head.post(HOME + "moi/", form(told)).url
    assert 'value="96"' in text(head.get(made + "viec/dinh-chinh/"))
    right = form(told, value="94", numerator="188", reason="Đọc nhầm", once_key="s")
    assert head.post(made + "viec/dinh-chinh/", right).status_code == HTTPStatus.FOUND
    assert "Không có cờ" in text(head.get(made))
    assert "Đọc nhầm" in text(head.get(made))
    assert head.post(made + "viec/rut/", {"reason": "", "once_key": "t"}).status_code == 422
    assert head.post(made + "viec/rut/", {"reason": "Nhầm xã", "once_key": "u"}).status_code == HTTPStatus.FOUND
    assert "Nhầm xã" in text(head.get(made))
    assert head.get(made + "viec/khong-co/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "change", [{"value": "abc"}, {"numerator": "x"}, {"places": ""}, {"first": "31/02/2018"}, {"source_words": ""}]
)
def test_a_bad_form_is_shown_again_and_nothing_is_in_the_books(told, client, sign_in, change):
    head = sign_in(client, "gd-pd", verified=True)
    before = Entry.objects.count()
    answer = head.post(HOME + "moi/", form(told, **change))
    assert 400 <= answer.status_code < 500
    assert "UBND xã Phượng Dực" in text(answer)
    assert Entry.objects.count() == before


def test_who_may_not_see_figures_is_kept_out(told, client, sign_in):
    everything = ["", "danh-sach.xlsx", "moi/", "noi/", f"noi/{told.second}/", "chi-tieu/", f"{told.figure}/"]
    for address in everything:
        assert client.get(HOME + address).status_code == HTTPStatus.FOUND
    member = sign_in(client, "tpht-pd")
    for address in everything:
        assert member.get(HOME + address).status_code == HTTPStatus.FORBIDDEN
    commune = sign_in(client, "gd-hm")
    assert commune.get(f"{HOME}noi/{told.old.place}/").status_code == HTTPStatus.NOT_FOUND
    assert commune.get(f"{HOME}{told.figure}/viec/rut/").status_code == HTTPStatus.OK
    assert commune.post(f"{HOME}{told.figure}/viec/rut/", {"reason": "x", "once_key": "k"}).status_code == 403
