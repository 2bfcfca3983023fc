"""Signing in, the second factor, the locked screen, passwords: what the screens build on."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotSignedIn
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.office import second_factor, sessions, signin
from motcua.office.commands import (
    DisableAccount,
    EndPost,
    Leave,
    ResetPassword,
    ResetSecondFactor,
    UnlockAccount,
    reset_password,
)
from motcua.office.models import Account, Post
from motcua.office.signin import Factor, Recognised, Refusal
from motcua.office.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

NEW = "một câu dài khó đoán 7"


@pytest.fixture
def request_(rf: RequestFactory):
    return browser(rf)


def browser(rf):
    """A request of a browser of its own, with a database session."""
    request = rf.post("/dang-nhap/", REMOTE_ADDR="10.0.0.7")
    request.session = import_module(django_settings.SESSION_ENGINE).SessionStore()
    return request


def enter(request, username, password=PASSWORD) -> Recognised:
    who = signin.check_password(username, password, request)
    assert isinstance(who, Recognised)
    signin.start_session(request, who)
    return who


def code_of(account, *, ahead=0) -> str:
    device = TOTPDevice.objects.get(user=account)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + ahead * device.step
    return f"{totp.token():06d}"


def test_the_right_password_lets_in_and_each_request_knows_who_acts(commune, request_, django_assert_num_queries):
    assert signin.actor_in(request_.session) is None
    who = enter(request_, " Receiver ")
    assert (who.factor, who.must_change_password) == (Factor.NONE, False)
    with django_assert_num_queries(1):
        actor = signin.actor_in(request_.session)
    assert (actor.account, actor.unit) == (commune.accounts["receiver"], commune.bodies.centre)


@pytest.mark.parametrize(("username", "password"), [("receiver", "sai"), ("ai-do", PASSWORD), ("", "")])
def test_wrong_is_wrong_in_the_same_words_and_one_line_in_the_log(commune, request_, username, password):
    answer = signin.check_password(username, password, request_)
    assert isinstance(answer, Refusal)
    assert (str(answer.said), answer.locked) == ("Tên đăng nhập hoặc mật khẩu không đúng.", False)
    assert Access.objects.filter(outcome="refused", what__startswith="office.SignIn").count() == 1


def test_five_wrong_tries_lock_also_the_right_password_until_somebody_unlocks(commune, rf):
    for _ in range(4):
        assert not signin.check_password("receiver", "sai", browser(rf)).locked
    assert signin.check_password("receiver", "sai", browser(rf)).locked
    assert signin.check_password("receiver", PASSWORD, browser(rf)).locked
    assert isinstance(signin.check_password("clerk", PASSWORD, browser(rf)), Recognised)
    perform(UnlockAccount(official=commune.officials["receiver"]), commune.actor("admin"))
    assert isinstance(signin.check_password("receiver", PASSWORD, browser(rf)), Recognised)


def test_who_holds_no_post_any_more_is_told_so(commune, request_, boss):
    post = Post.objects.get(official=commune.officials["receiver"])
    perform(EndPost(official=post.official_id, post=post.id, valid_to=clock.today()), boss)
    answer = signin.check_password("receiver", PASSWORD, request_)
    assert "không còn chức vụ" in str(answer.said)


@pytest.mark.parametrize("command", [Leave, DisableAccount, ResetPassword, ResetSecondFactor])
def test_a_session_dies_with_the_account_s_standing(commune, request_, command):
    enter(request_, "clerk")
    official = commune.officials["clerk"]
    values = {
        Leave: {"left_on": clock.today()},
        DisableAccount: {"reason": "x"},
        ResetSecondFactor: {"reason": "x"},
        ResetPassword: {},
    }
    perform(command(official=official, **values[command]), commune.actor("admin"))
    assert signin.actor_in(request_.session) is None


def test_another_user_takes_over_the_same_browser_with_a_new_session(commune, request_):
    enter(request_, "receiver")
    before = request_.session.session_key
    signin.lock(request_.session)
    enter(request_, "clerk")
    assert request_.session.session_key != before
    assert signin.actor_in(request_.session).account == commune.accounts["clerk"]
    signin.end_session(request_)
    assert signin.actor_in(request_.session) is None


def test_a_locked_screen_opens_with_the_same_person_s_password_and_keeps_the_rest(commune, request_):
    enter(request_, "receiver")
    signin.mark_verified(request_.session)
    signin.lock(request_.session)
    assert signin.actor_in(request_.session) is None
    assert signin.locked_username(request_.session) == "receiver"
    assert isinstance(signin.unlock(request_, "sai"), Refusal)
    assert signin.is_locked(request_.session)
    assert signin.unlock(request_, PASSWORD) is None
    assert signin.actor_in(request_.session).verified


@pytest.mark.parametrize(
    ("username", "minutes", "open_"), [("receiver", 14, True), ("receiver", 16, False), ("admin", 6, False)]
)
def test_a_screen_left_alone_locks_itself(commune, request_, monkeypatch, username, minutes, open_):
    enter(request_, username)
    later = time.time() + minutes * 60
    monkeypatch.setattr(signin.time, "time", lambda: later)
    assert (signin.actor_in(request_.session) is not None) is open_
    assert signin.is_locked(request_.session) is not open_


def test_a_session_ends_twelve_hours_after_signing_in_however_busy(commune, request_, monkeypatch):
    enter(request_, "receiver")
    began, minutes = time.time(), 0
    monkeypatch.setattr(signin.time, "time", lambda: began + minutes * 60)
    while signin.actor_in(request_.session) is not None:
        minutes += 14
    assert 12 * 60 <= minutes < 12 * 60 + 14
    assert not signin.is_locked(request_.session)
    assert signin.locked_username(request_.session) == ""


def test_what_has_run_out_is_removed_and_a_key_that_is_none_finds_nothing(commune, request_):
    enter(request_, "receiver")
    request_.session.save()
    for key in ("\0" * 20, "a" * 30 + "\0", "khóa", "x" * 900):
        assert dict(sessions.SessionStore(key).items()) == {}
    assert sessions.sweep() == 0
    Session.objects.update(expire_date=timezone.now())
    assert sessions.sweep() == 1


def test_one_s_own_posts_alone_can_be_chosen(commune, request_):
    enter(request_, "receiver")
    with pytest.raises(NotAllowed):
        signin.choose_post(request_.session, Post.objects.get(official=commune.officials["leader"]).id)
    signin.choose_post(request_.session, Post.objects.get(official=commune.officials["receiver"]).id)
    assert signin.actor_in(request_.session).unit == commune.bodies.centre


def test_a_second_factor_is_enrolled_confirmed_and_shown(commune, request_, rf):
    who = enter(request_, "leader")
    assert who.factor is Factor.ENROL
    actor = signin.actor_in(request_.session)
    enrolment = second_factor.enrol(actor)
    assert second_factor.enrol(actor) == enrolment
    assert enrolment.uri.startswith("otpauth://totp/Motcua")
    assert enrolment.secret in enrolment.uri
    with pytest.raises(BadInput):
        second_factor.confirm(actor, "000000" if code_of(actor.account) != "000000" else "111111")
    assert not second_factor.has(actor.account)
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    codes = second_factor.confirm(actor, code_of(actor.account))
    assert len(set(codes)) == second_factor.remaining_recovery_codes(actor.account) == 10
    assert Entry.objects.filter(event="office.second_factor_confirmed").count() == 1

    again = browser(rf)
    assert enter(again, "leader").factor is Factor.VERIFY
    assert not signin.actor_in(again.session).verified
    assert signin.verify(again.session, "không phải mã") is not None
    assert signin.verify(again.session, code_of(actor.account, ahead=1)) is None
    assert signin.actor_in(again.session).verified


def test_a_code_works_once(commune, request_):
    actor = confirmed(request_, "leader")
    code = code_of(actor.account, ahead=1)
    assert second_factor.verify(actor.account, code) is None
    assert second_factor.verify(actor.account, code) is not None


def test_a_recovery_code_works_once_and_is_counted(commune, request_):
    actor = confirmed(request_, "leader")
    code = StaticToken.objects.first().token
    assert second_factor.verify(actor.account, f" {code[:4]}-{code[4:].upper()} ") is None
    assert second_factor.remaining_recovery_codes(actor.account) == 9
    assert second_factor.verify(actor.account, code) is not None


def test_a_password_alone_never_replaces_a_second_factor(commune, request_):
    actor = confirmed(request_, "leader")
    with pytest.raises(NotAllowed):
        second_factor.enrol(actor)
    with pytest.raises(NotAllowed):
        second_factor.new_recovery_codes(actor)
    signin.mark_verified(request_.session)
    verified = signin.actor_in(request_.session)
    before = set(StaticToken.objects.values_list("token", flat=True))
    assert before.isdisjoint(second_factor.new_recovery_codes(verified))
    second_factor.enrol(verified)
    assert second_factor.has(actor.account), "the old one works until the new one is proved"


def test_a_lost_second_factor_is_taken_away_by_an_administrator(commune, request_):
    actor = confirmed(request_, "leader")
    perform(ResetSecondFactor(official=actor.official, reason="Mất máy, đã gặp mặt"), commune.actor("admin"))
    assert signin.needs_second_factor(actor.account) is Factor.ENROL
    assert second_factor.remaining_recovery_codes(actor.account) == 0


def test_nothing_is_confirmed_that_was_not_begun(commune, request_):
    enter(request_, "leader")
    with pytest.raises(Conflict):
        second_factor.confirm(signin.actor_in(request_.session), "123456")


def confirmed(request, username):
    enter(request, username)
    actor = signin.actor_in(request.session)
    second_factor.enrol(actor)
    second_factor.confirm(actor, code_of(actor.account))
    return actor


def test_a_changed_password_ends_the_other_sessions_and_not_this_one(commune, rf):
    here, there = browser(rf), browser(rf)
    enter(here, "leader")
    enter(there, "leader")
    signin.mark_verified(here.session)
    signin.change_password(here, PASSWORD, NEW)
    assert signin.actor_in(there.session) is None
    assert signin.actor_in(here.session).verified
    assert isinstance(signin.check_password("leader", PASSWORD, browser(rf)), Refusal)
    assert isinstance(signin.check_password("leader", NEW, browser(rf)), Recognised)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("sai", NEW, "old"),
        (PASSWORD, "ngan-qua-1", "new"),
        (PASSWORD, "123456789123456789", "new"),
        (PASSWORD, PASSWORD, "new"),
    ],
)
def test_passwords_that_cannot_be(commune, request_, old, new, field):
    enter(request_, "receiver")
    before = Account.objects.get(username="receiver").password
    with pytest.raises(BadInput) as caught:
        signin.change_password(request_, old, new)
    assert caught.value.field == field
    assert Account.objects.get(username="receiver").password == before


def test_the_last_ten_passwords_do_not_come_back(commune, request_):
    enter(request_, "receiver")
    words = [f"một câu dài khó đoán {n}" for n in range(11)]
    for old, new in zip([PASSWORD, *words], words, strict=False):
        signin.change_password(request_, old, new)
    with pytest.raises(BadInput):
        signin.change_password(request_, words[-1], words[1])
    signin.change_password(request_, words[-1], words[0])


def test_an_initial_or_old_password_must_be_changed_first(commune, request_, rf):
    _, initial = reset_password(ResetPassword(official=commune.officials["admin"]), commune.actor("admin"))
    assert enter(request_, "admin", initial).must_change_password
    signin.change_password(request_, initial, NEW)
    assert not signin.check_password("admin", NEW, browser(rf)).must_change_password
    Account.objects.filter(username="admin").update(password_set_at=datetime.now(UTC) - timedelta(days=61))
    assert signin.check_password("admin", NEW, browser(rf)).must_change_password


def test_nobody_changes_a_password_without_signing_in(request_):
    with pytest.raises(NotSignedIn):
        signin.change_password(request_, PASSWORD, NEW)
