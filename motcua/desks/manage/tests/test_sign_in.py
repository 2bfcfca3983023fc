"""Signing in over HTTP: who gets in, who does not, and the steps in between."""

from __future__ import annotations

from unittest import mock
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.config.demo.people import PASSWORD
from motcua.kernel import clock
from motcua.ledger import access, marks
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office import signin
from motcua.office.commands import DelegateSigning, GivePosts, OpenAccount, PostGiven, RegisterOfficial, open_account
from motcua.office.rules import Role

pytestmark = pytest.mark.django_db

SIGN_IN = "/tai-khoan/dang-nhap/"
NEW = "mot-cau-ngan-de-nho-2026"


def enter(client: Client, username: str, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def device_of(town, username: str) -> TOTPDevice:
    """Return somebody's phone, as if its last code had not been used yet."""
    device = TOTPDevice.objects.get(user_id=town.account(username), confirmed=True)
    device.last_t, device.drift = -1, 0
    device.save()
    return device


def code_of(device: TOTPDevice) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    return f"{totp.token():0{device.digits}d}"


def place(response) -> str:
    assert response.status_code == 302, response.content.decode()[:2000]
    return urlsplit(response["Location"]).path


def test_a_right_password_leads_to_ones_own_desk_under_a_new_session(town, client):
    client.get(SIGN_IN)
    client.session["before"] = 1
    client.session.save()
    before = client.session.session_key
    assert place(enter(client, "tiepnhan")) == "/quay/"
    assert client.session.session_key != before


def test_name_in_capitals_and_spaces_is_the_same_name(town, client):
    assert place(enter(client, "  TiepNhan ")) == "/quay/"


@pytest.mark.parametrize(("username", "password"), [("tiepnhan", "sai"), ("khong-co-ai", PASSWORD)])
def test_wrong_password_and_unknown_name_get_the_same_words_and_a_row_in_the_log(town, client, username, password):
    rows = Access.objects.count()
    answer = enter(client, username, password)
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
    assert f'value="{username}"' in page, "what was typed stays"
    assert 'type="password" value=""' in page, "a password is never sent back"
    assert Access.objects.count() == rows + 1
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("posted", [{}, {"username": "tiepnhan"}, {"username": " ", "password": "x"}])
def test_empty_fields_are_asked_for_and_not_counted_as_tries(town, client, posted):
    for _ in range(6):
        assert client.post(SIGN_IN, posted).status_code == 422
    assert place(enter(client, "tiepnhan")) == "/quay/"


def test_five_wrong_tries_lock_with_our_page_the_hour_to_come_back_and_then_even_the_right_password(town, client):
    for _ in range(4):
        assert enter(client, "tiepnhan", "sai").status_code == 401
    locked = enter(client, "tiepnhan", "sai")
    assert locked.status_code == 429
    assert locked["Retry-After"] == "900"
    page = locked.content.decode()
    assert "tạm khóa 15 phút" in page
    assert "Thử lại từ" in page
    assert enter(client, "tiepnhan").status_code == 429


def test_next_is_kept_and_only_addresses_of_ours_are_followed(town, client):
    assert place(client.get("/quay/")) == SIGN_IN
    assert 'name="next" value="/quay/chot-ngay/"' in client.get(f"{SIGN_IN}?next=/quay/chot-ngay/").content.decode()
    for foreign in ("https://vi-du.vn/", "//vi-du.vn/quay/", "javascript:alert(1)", "/khong-co-trang-nay/"):
        client.logout()
        assert place(enter(client, "tiepnhan", next=foreign)) == "/quay/", foreign


def test_next_that_the_post_may_not_enter_leads_home_instead_of_a_refusal(town, client):
    assert place(enter(client, "tiepnhan", next="/quan-tri/can-bo/")) == "/quay/"
    client.logout()
    assert place(enter(client, "giamsat", next="/quan-tri/so/")) == "/quan-tri/so/"


def test_whoever_signs_must_show_the_phone_before_any_desk_opens(town, client):
    device = device_of(town, "lanhdao")
    first = enter(client, "lanhdao", next="/viec/")
    assert place(first) == "/tai-khoan/buoc-hai/"
    assert parse_qs(urlsplit(first["Location"]).query)["next"] == ["/viec/"]
    assert place(client.get("/viec/")) == "/tai-khoan/buoc-hai/", "the password alone opens nothing"
    assert client.post("/tai-khoan/buoc-hai/", {"code": "000000"}).status_code in {422, 429}
    TOTPDevice.objects.filter(pk=device.pk).update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert place(client.post("/tai-khoan/buoc-hai/", {"code": code_of(device), "next": "/viec/"})) == "/viec/"
    assert client.session["motcua_verified"] is True


def test_fragments_of_a_half_signed_in_session_are_led_to_the_missing_step(town, client):
    device_of(town, "lanhdao")
    enter(client, "lanhdao")
    answer = client.get("/viec/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/tai-khoan/buoc-hai/")


def test_wrong_codes_make_the_next_try_wait_and_are_logged(town, client):
    device_of(town, "vanthu")
    enter(client, "vanthu")
    rows = Access.objects.filter(outcome=access.REFUSED).count()
    statuses = [client.post("/tai-khoan/buoc-hai/", {"code": "123456"}).status_code for _ in range(3)]
    assert statuses[-1] == 429
    assert Access.objects.filter(outcome=access.REFUSED).count() == rows + 3


def test_initial_password_must_be_changed_before_anything_else(town, client):
    official = perform(
        RegisterOfficial(
            name="Đinh Thử Mới",
            posts=[
                PostGiven(
                    unit=town.bodies.centre, title="Cán bộ tiếp nhận", roles=[Role.RECEIVER], valid_from=town.at.date()
                )
            ],
        ),
        town["quantri"],
    ).target
    opened, initial = open_account(OpenAccount(official=official, username="dinhmoi"), town["quantri"])
    assert place(enter(client, "dinhmoi", initial, next="/quay/")) == "/tai-khoan/mat-khau/"
    assert place(client.get("/quay/")) == "/tai-khoan/mat-khau/"
    wrong = client.post("/tai-khoan/mat-khau/", {"old": initial, "new": NEW, "again": "khac"})
    assert wrong.status_code == 422
    assert "không giống nhau" in wrong.content.decode()
    short = client.post("/tai-khoan/mat-khau/", {"old": initial, "new": "ngan", "again": "ngan"})
    assert short.status_code == 422
    changed = client.post("/tai-khoan/mat-khau/", {"old": initial, "new": NEW, "again": NEW, "next": "/quay/"})
    assert place(changed) == "/quay/"
    assert client.get("/tai-khoan/").status_code == 200
    assert opened.ids["username"] == "dinhmoi"
    client.logout()
    assert enter(client, "dinhmoi", initial).status_code == 401
    assert place(enter(client, "dinhmoi", NEW)) == "/quay/"


def test_somebody_with_several_posts_chooses_and_others_posts_are_refused(town, client):
    receiver = town["tiepnhan"]
    second = perform(
        GivePosts(
            official=receiver.official,
            posts=[
                PostGiven(
                    unit=town.bodies.committee,
                    title="Giám sát thử",
                    roles=[Role.AUDITOR],
                    valid_from=town.at.date(),
                    rank=2,
                )
            ],
        ),
        town["quantri"],
    ).ids["posts"][0]
    assert place(enter(client, "tiepnhan")) == "/tai-khoan/chuc-vu/"
    assert "Giám sát thử" in client.get("/tai-khoan/chuc-vu/").content.decode()
    assert client.post("/tai-khoan/chuc-vu/", {"post": "khong"}).status_code == 422
    assert client.post("/tai-khoan/chuc-vu/", {"post": str(town["giamdoc"].post)}).status_code == 403
    assert place(client.post("/tai-khoan/chuc-vu/", {"post": second})) == "/quan-tri/"
    assert signin.actor_in(client.session).post_title == "Giám sát thử"


def test_who_signs_for_another_may_choose_that(town, client):
    leader, chief = town["lanhdao"], town["giamdoc"]
    perform(
        DelegateSigning(
            official=leader.official,
            giver=leader.post,
            taker=chief.post,
            scope="Ký kết quả chứng thực",
            valid_from=town.at.date(),
            valid_to=town.at.date().replace(month=8),
            decision="12/GUQ",
        ),
        town["quantri"],
    )
    device = device_of(town, "giamdoc")
    enter(client, "giamdoc")
    client.post("/tai-khoan/buoc-hai/", {"code": code_of(device)})
    assert "Ký thay Vũ Thử Duyệt" in client.get("/tai-khoan/chuc-vu/").content.decode()
    client.post("/tai-khoan/chuc-vu/", {"post": str(leader.post)})
    assert "Vũ Thử Duyệt" in signin.actor_in(client.session).on_behalf_of


def test_signing_out_ends_the_session(town, client):
    enter(client, "tiepnhan")
    assert place(client.post("/tai-khoan/dang-xuat/")) == SIGN_IN
    assert place(client.get("/tai-khoan/")) == SIGN_IN
    assert client.get("/tai-khoan/dang-xuat/").status_code == 405


def test_pages_of_the_signed_in_are_never_kept(town, client):
    enter(client, "tiepnhan")
    assert client.get("/tai-khoan/")["Cache-Control"] == "no-store"


def test_demonstration_names_its_accounts_and_shows_the_phones_code(town, client):
    assert PASSWORD not in client.get(SIGN_IN).content.decode()
    marks.begin(marks.DEMONSTRATION)
    page = client.get(SIGN_IN).content.decode()
    assert PASSWORD in page
    assert "tiepnhan2" in page
    assert "Phó Chủ tịch UBND xã" in page
    device = device_of(town, "lanhdao")
    enter(client, "lanhdao")
    shown = client.get("/tai-khoan/buoc-hai/").content.decode()
    assert code_of(device) in shown
    assert client.post("/tai-khoan/buoc-hai/", {"code": code_of(device)}).status_code == 302


def test_real_books_never_show_a_code(town, client):
    marks.begin(marks.REAL)
    device = device_of(town, "lanhdao")
    enter(client, "lanhdao")
    assert code_of(device) not in client.get("/tai-khoan/buoc-hai/").content.decode()


def test_signing_in_writes_nothing_into_the_books(town, client):
    before = Entry.objects.count()
    enter(client, "tiepnhan")
    enter(client, "tiepnhan", "sai")
    assert Entry.objects.count() == before


@pytest.mark.parametrize(("address", "status"), [(SIGN_IN, 200), ("/khong-co-trang-nay/", 404)])
def test_whoever_is_lost_finds_the_centre_and_its_telephone(town, client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    page = answer.content.decode()
    assert "Trung tâm Phục vụ hành chính công" in page
    assert "tel:0221" in page


def test_a_refusal_before_signing_in_names_the_centre_too(town, client):
    answer = client.post("/quay/tra/ghi/", {})
    assert answer.status_code == 401
    assert "tel:0221" in answer.content.decode()


def test_a_node_of_several_centres_speaks_for_none(town, client):
    with mock.patch.object(office, "centres", return_value=office.centres(clock.today()) * 2):
        page = client.get(SIGN_IN).content.decode()
    assert "– Motcua</title>" in page
    assert "tel:" not in page
