"""One's own account: what it shows, the second factor, recovery codes, display."""

from __future__ import annotations

import re

import pytest
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.config.demo.people import PASSWORD
from motcua.desks.manage.tests.test_sign_in import NEW, code_of, enter, place
from motcua.office import second_factor

pytestmark = pytest.mark.django_db


def test_account_shows_posts_second_factor_and_codes_left(town, client, sign_in):
    sign_in(client, "lanhdao", verified=True)
    page = client.get("/tai-khoan/").content.decode()
    for words in ("Vũ Thử Duyệt", "Phó Chủ tịch UBND xã", "Mã dự phòng còn lại", ">10<", "lanhdao"):
        assert words in page, words


def test_enrolment_shows_a_picture_to_scan_then_codes_once(town, client, sign_in):
    sign_in(client, "tiepnhan")
    page = client.get("/tai-khoan/buoc-hai/cai-dat/").content.decode()
    assert 'src="data:image/svg+xml' in page
    device = TOTPDevice.objects.get(user_id=town.account("tiepnhan"), confirmed=False)
    wrong = client.post("/tai-khoan/buoc-hai/cai-dat/", {"code": "000000"})
    assert wrong.status_code == 422
    TOTPDevice.objects.filter(pk=device.pk).update(throttling_failure_count=0, throttling_failure_timestamp=None)
    posted = {"code": code_of(device)}
    done = client.post("/tai-khoan/buoc-hai/cai-dat/", posted)
    shown = re.findall(r"<li><code>(\w+)</code></li>", done.content.decode())
    assert len(shown) == 10
    assert set(shown) == set(
        StaticToken.objects.filter(device__user=town.account("tiepnhan")).values_list("token", flat=True)
    )
    assert client.session["motcua_verified"] is True
    assert client.post("/tai-khoan/buoc-hai/cai-dat/", posted).status_code in {302, 422}, (
        "sent twice, codes stay hidden"
    )


def test_a_phone_in_use_is_replaced_only_after_it_was_shown(town, client, sign_in):
    sign_in(client, "lanhdao")
    assert place(client.get("/tai-khoan/buoc-hai/cai-dat/")) == "/tai-khoan/buoc-hai/"
    assert client.post("/tai-khoan/buoc-hai/ma-du-phong/").status_code == 403


def test_new_recovery_codes_replace_the_old(town, client, sign_in):
    sign_in(client, "lanhdao", verified=True)
    before = set(StaticToken.objects.filter(device__user=town.account("lanhdao")).values_list("token", flat=True))
    assert client.post("/tai-khoan/buoc-hai/ma-du-phong/").status_code == 200
    after = set(StaticToken.objects.filter(device__user=town.account("lanhdao")).values_list("token", flat=True))
    assert not before & after
    assert second_factor.remaining_recovery_codes(town.account("lanhdao")) == 10


def test_a_recovery_code_signs_in_once(town, client):
    code = StaticToken.objects.filter(device__user=town.account("lanhdao")).first().token
    enter(client, "lanhdao")
    assert client.post("/tai-khoan/buoc-hai/", {"code": code}).status_code == 302
    assert second_factor.remaining_recovery_codes(town.account("lanhdao")) == 9
    client.logout()
    enter(client, "lanhdao")
    assert client.post("/tai-khoan/buoc-hai/", {"code": code}).status_code in {422, 429}


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(town, client, sign_in):
    from django.test import Client

    elsewhere = sign_in(Client(), "tiepnhan")
    sign_in(client, "tiepnhan")
    wrong = client.post("/tai-khoan/mat-khau/", {"old": "sai", "new": NEW, "again": NEW})
    assert wrong.status_code == 422
    assert "Mật khẩu đang dùng không đúng" in wrong.content.decode()
    posted = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert place(client.post("/tai-khoan/mat-khau/", posted)) == "/tai-khoan/"
    assert "Đã đổi mật khẩu" in client.get("/tai-khoan/").content.decode()
    assert client.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302
    again = client.post("/tai-khoan/mat-khau/", {"old": NEW, "new": PASSWORD, "again": PASSWORD})
    assert again.status_code == 422, "one of the last ten"


def test_display_is_remembered_in_cookies_and_nonsense_is_not(town, client, sign_in):
    sign_in(client, "tiepnhan")
    client.post("/tai-khoan/hien-thi/", {"theme": "dark", "size": "large"})
    assert (client.cookies["theme"].value, client.cookies["size"].value) == ("dark", "large")
    assert 'data-size="large"' in client.get("/tai-khoan/").content.decode()
    client.post("/tai-khoan/hien-thi/", {"theme": "<script>", "size": "khổng lồ"})
    assert (client.cookies["theme"].value, client.cookies["size"].value) == ("dark", "large")


def test_language_switch_comes_back_to_the_page(town, client, sign_in):
    sign_in(client, "tiepnhan")
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/tai-khoan/"})
    assert place(answer) == "/tai-khoan/"
    assert '<html lang="en"' in client.get("/tai-khoan/").content.decode()
