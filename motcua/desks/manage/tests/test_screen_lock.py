"""The shared counter: locking, unlocking, and the next person taking over without losing anybody's place."""

from __future__ import annotations

import pytest

from motcua.config.demo.people import PASSWORD
from motcua.desks.counter.tests.forms import form_of
from motcua.desks.manage.tests.test_sign_in import SIGN_IN, enter, place
from motcua.ledger.perform import perform
from motcua.office.commands import DisableAccount

pytestmark = pytest.mark.django_db

LOCK, UNLOCK = "/tai-khoan/khoa/", "/tai-khoan/mo-khoa/"


def test_locking_keeps_the_address_and_the_password_opens_it_there(town, client):
    enter(client, "tiepnhan")
    locked = client.post(LOCK, {"next": "/quay/chot-ngay/?ngay=2025-07-11"})
    assert place(locked) == LOCK
    page = client.get(locked["Location"]).content.decode()
    assert "Lê Thử Nhận" in page
    assert "/quay/chot-ngay/?ngay=2025-07-11" in page
    assert place(client.get("/tai-khoan/")) == SIGN_IN, "nothing opens while locked"
    assert place(client.get(f"{SIGN_IN}?next=/tai-khoan/")) == LOCK, "the way in leads back to the lock"
    refused = client.post(UNLOCK, {"password": "sai"})
    assert refused.status_code == 401
    assert "Mật khẩu không đúng." in refused.content.decode()
    assert "Tên đăng nhập hoặc" not in refused.content.decode()
    assert place(client.post(UNLOCK, {"password": PASSWORD, "next": "/tai-khoan/"})) == "/tai-khoan/"
    assert client.get("/tai-khoan/").status_code == 200


def test_five_wrong_passwords_at_the_lock_answer_with_the_hour_to_come_back(town, client):
    enter(client, "tiepnhan")
    client.post(LOCK)
    statuses = [client.post(UNLOCK, {"password": "sai"}).status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 401, 429]


def test_another_person_takes_over_on_the_same_page_and_each_comes_back_to_their_own(town, client):
    enter(client, "tiepnhan")
    client.post(LOCK, {"next": "/tai-khoan/?cua=mot"})
    other = client.get(f"{SIGN_IN}?nguoi-khac=1&next=/quay/")
    assert other.status_code == 200
    assert "Người khác vào ca" in other.content.decode()
    taken = enter(client, "tiepnhan2", next="/quay/", **{"nguoi-khac": "1"})
    assert taken["Location"] == "/quay/"
    assert "Phạm Thử Tiếp" in client.get("/tai-khoan/").content.decode()
    client.post(LOCK, {"next": "/tai-khoan/?cua=hai"})
    back = enter(client, "tiepnhan", next="/tai-khoan/?cua=hai", **{"nguoi-khac": "1"})
    assert back["Location"] == "/tai-khoan/?cua=mot", "each comes back to the page they left"


def test_drafts_are_kept_apart_by_person(town, client):
    enter(client, "tiepnhan")
    first = client.get("/tai-khoan/").content.decode()
    client.post(LOCK)
    assert f'data-user="{town.account("tiepnhan").hex[-12:]}"' in first
    enter(client, "tiepnhan2", **{"nguoi-khac": "1"})
    second = client.get("/tai-khoan/").content.decode()
    assert f'data-user="{town.account("tiepnhan2").hex[-12:]}"' in second
    assert "data-wipe-drafts" not in first + second


def test_somebody_without_the_power_for_the_page_lands_at_home(town, client):
    enter(client, "giamsat")
    client.post(LOCK, {"next": "/quan-tri/so/"})
    assert place(enter(client, "tiepnhan", next="/quan-tri/so/", **{"nguoi-khac": "1"})) == "/quay/"


@pytest.mark.parametrize(("username", "idle", "locked"), [("tiepnhan", 16, True), ("tiepnhan", 14, False)])
def test_a_screen_left_alone_locks_itself(town, client, username, idle, locked):
    enter(client, username)
    session = client.session
    session["motcua_seen"] -= idle * 60
    session.save()
    answer = client.get("/tai-khoan/")
    assert (answer.status_code == 302) is locked
    if locked:
        assert place(client.get(answer["Location"])) == LOCK


def test_locking_without_a_session_leads_to_the_sign_in_page(town, client):
    assert place(client.post(LOCK, {"next": "/quay/"})) == SIGN_IN
    assert place(client.get(LOCK)) == SIGN_IN
    assert place(client.post(UNLOCK, {"password": PASSWORD})) == SIGN_IN


def test_an_account_closed_meanwhile_cannot_be_unlocked(town, client):
    enter(client, "tiepnhan2")
    client.post(LOCK)
    perform(DisableAccount(official=town["tiepnhan2"].official, reason="Kiểm thử"), town["quantri"])
    assert place(client.post(UNLOCK, {"password": PASSWORD})) == SIGN_IN


def test_the_lock_page_of_an_open_screen_leads_on(town, client):
    enter(client, "tiepnhan")
    assert place(client.get(f"{LOCK}?next=/tai-khoan/")) == "/tai-khoan/"


def lock_form(page):
    """Return where the lock of a page leads back to."""
    return form_of(page, LOCK)["next"][0]


def test_a_page_that_answers_a_form_is_left_for_the_page_the_form_was_sent_from(town, client):
    enter(client, "tiepnhan")
    address, shown = "/quay/tra/ghi/", f"/quay/tra/?ho-so={town.make_ready(town.accept()).hex}"
    form = form_of(client.get(shown), address)
    refused = client.post(address, form, headers={"Referer": f"http://testserver{shown}"})
    again = client.post(address, form, headers={"Referer": f"http://testserver{address}"})
    assert refused.status_code == again.status_code == 400
    assert lock_form(refused) == lock_form(again) == shown
    client.post(LOCK, {"next": lock_form(again)})
    opened = client.post(UNLOCK, {"password": PASSWORD, "next": lock_form(again)}, follow=True)
    assert (opened.status_code, opened.request["PATH_INFO"]) == (200, "/quay/tra/")


def test_a_form_sent_from_nowhere_known_leads_home(town, client):
    enter(client, "tiepnhan")
    for referer in ("", "https://la.example/quay/tra/"):
        assert lock_form(client.post("/quay/tra/ghi/", {}, headers={"Referer": referer})) == "/quay/"


def test_a_form_sent_after_the_screen_locked_leads_back_to_its_page(town, client):
    enter(client, "tiepnhan")
    client.post(LOCK)
    answer = client.post("/quay/tra/ghi/", {}, headers={"Referer": "http://testserver/quay/tra/?ho-so=1"})
    assert answer.status_code == 401
    assert "next=/quay/tra/%3Fho-so%3D1" in answer.content.decode()
