"""Signing in and out, the locked screen, changing one's password: functions for the screens, no screens.

The way in: :func:`check_password` → :func:`start_session` → (where ``factor`` says so) ``second_factor.enrol`` and
``confirm``, or :func:`verify` → every request :func:`actor_in`. A shared counter changes users by doing the first two
again in the same browser. The session carries the account, the post chosen, whether the second factor was shown, and
the stamp by which a changed password, a closed account or a leaver ends it at once.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed, NotSignedIn
from motcua.kernel.words import N_, Said, said
from motcua.ledger import access
from motcua.ledger.actor import Actor, Channel, anonymous
from motcua.ledger.perform import perform
from motcua.office import passwords, queries, rules, second_factor
from motcua.office.commands import ChangePassword
from motcua.office.models import Account
from motcua.office.queries import Capacity

BACKEND = "django.contrib.auth.backends.ModelBackend"
_ACCOUNT, _STAMP, _POST = "motcua_account", "motcua_stamp", "motcua_post"
_VERIFIED, _LOCKED, _SEEN = "motcua_verified", "motcua_locked", "motcua_seen"
_TRIAL, _STARTED = "motcua_trial", "motcua_started"
_SEEN_EVERY = 60
"""Seconds between two notes of use: writing the session on every click would cost more than the page."""


class Factor(StrEnum):
    """What is left to do about the second factor after the password."""

    NONE = "none"
    ENROL = "enrol"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whose password it was, in which capacities they may act, and what must still happen before work."""

    account: UUID
    username: str
    capacities: tuple[Capacity, ...]
    must_change_password: bool
    factor: Factor


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nobody was recognised; ``locked`` after five wrong tries, for fifteen minutes."""

    said: Said
    locked: bool = False


def _authenticated(request: HttpRequest, username: str, password: str) -> Account | None:
    """Return the account whose password this is; a wrong try is counted by name and address (django-axes)."""
    found = authenticate(request, username=username, password=password)
    # The counter marks the request, and its middleware would put an English page in place of our own answer.
    setattr(request, "axes_locked_out", False)  # noqa: B010 - an attribute requests are not declared to have
    if found is not None and not isinstance(found, Account):
        raise TypeError("AUTH_USER_MODEL must be office.Account")
    return found


def check_password(
    username: str, password: str, request: HttpRequest, *, wrong: str = N_("Tên đăng nhập hoặc mật khẩu không đúng.")
) -> Recognised | Refusal:
    """Say whose password this is; nothing is signed in yet. ``wrong`` is the sentence for whoever is not recognised.

    The same words answer an unknown name, a wrong password and a closed account.
    """
    name = username.strip().lower()
    account = _authenticated(request, name, password)
    if account is None:
        locked = not AxesProxyHandler.is_allowed(request, {"username": name})
        return _refused(name, _LOCKED_WORDS if locked else wrong, locked=locked)
    capacities = queries.posts_of(account.id)
    if not capacities:
        return _refused(name, N_("Tài khoản không còn chức vụ nào đang giữ. Liên hệ quản trị hệ thống."))
    powers = frozenset().union(*(rules.powers_of(capacity.roles) for capacity in capacities))
    old = rules.password_too_old(account.password_set_at, powers, datetime.now(UTC))
    return Recognised(
        account.id, account.username, capacities, account.must_change_password or old, _factor(account.id, capacities)
    )


_LOCKED_WORDS = N_("Nhập sai 5 lần: tài khoản tạm khóa 15 phút. Quản trị hệ thống có thể mở khóa sớm hơn.")


def _refused(name: str, words: str, *, locked: bool = False) -> Refusal:
    known = Account.objects.filter(username=name).values_list("pk", flat=True).first()
    access.refused(anonymous(), "office.SignIn", known, NotSignedIn(words))
    return Refusal(said(words), locked)


def _factor(account: UUID, capacities: tuple[Capacity, ...]) -> Factor:
    if not any(capacity.second_factor for capacity in capacities):
        return Factor.NONE
    return Factor.VERIFY if second_factor.has(account) else Factor.ENROL


def needs_second_factor(account: UUID) -> Factor:
    """Return what an account has to do about the second factor, for all posts it holds today."""
    return _factor(account, queries.posts_of(account))


def start_session(request: HttpRequest, who: Recognised, *, post: UUID | None = None) -> None:
    """Sign in who was recognised, at ``post`` (default: the highest-ranking). Whoever was signed in before is out.

    The session gets a new key, so that one fixed before sign-in is worth nothing.
    """
    account = Account.objects.get(pk=who.account)
    account.last_seen = clock.now()
    account.save(update_fields=["last_seen"])
    login(request, account, backend=BACKEND)
    now = int(time.time())
    request.session.update({_ACCOUNT: account.id.hex, _STAMP: account.session_stamp, _SEEN: now, _STARTED: now})
    for key in (_POST, _VERIFIED, _LOCKED, _TRIAL):
        request.session.pop(key, None)
    if post is not None:
        choose_post(request.session, post)


def end_session(request: HttpRequest) -> None:
    """Sign out: the session and everything in it is gone."""
    logout(request)


def actor_in(session: SessionBase, *, channel: Channel = Channel.DESK) -> Actor | None:
    """Return who acts in this session, ``None`` when nobody does or the screen is locked. One statement.

    Locks the screen when no key was touched for 15 minutes, for administrators 5 (TCVN 14423:2026). However busy, a session
    ends ``SESSION_COOKIE_AGE`` seconds after the password was asked for: longer than any day at work.
    """
    found = _actor(session, channel)
    if found is None:
        return None
    now, seen = int(time.time()), int(session.get(_SEEN, 0))
    if now - int(session.get(_STARTED, 0)) > settings.SESSION_COOKIE_AGE:
        session.flush()
        return None
    if is_locked(session):
        return None
    if now - seen > rules.screen_lock(found.powers).total_seconds():
        lock(session)
        return None
    if now - seen >= _SEEN_EVERY:
        session[_SEEN] = now
    return found


def choose_post(session: SessionBase, post: UUID) -> None:
    """Act at another of one's posts, or for one whose signing was delegated; :class:`NotAllowed` for any other."""
    account = _account_in(session)
    if account is None or queries.actor_of(account, post, session=session.get(_STAMP)) is None:
        why = queries.why_not_lent(account, post) if account else None
        why = why or said(N_("Bạn không giữ chức vụ này."))
        raise NotAllowed(why.sentence, **why.values)
    session[_POST] = post.hex


def enter_trial(session: SessionBase) -> None:
    """Note that whoever is signed in wants to act in the trial realm (*chế độ thử*) until they leave it or sign out.

    Whether they may is asked at every request by the desks, of the room that knows the trial runs.
    """
    session[_TRIAL] = True


def leave_trial(session: SessionBase) -> None:
    """Note that they are back among what is real."""
    session.pop(_TRIAL, None)


def wants_trial(session: SessionBase) -> bool:
    """Say whether this session asked for the trial realm."""
    return bool(session.get(_TRIAL))


def verify(session: SessionBase, code: str) -> Said | None:
    """Check the second factor for this session; ``None`` when right, else the sentence to show."""
    account = _account_in(session)
    if account is None:
        raise NotSignedIn(N_("Xin đăng nhập lại."))
    refusal = second_factor.verify(account, code)
    if refusal is None:
        session[_VERIFIED] = True
    return refusal


def mark_verified(session: SessionBase) -> None:
    """Note that the second factor was just shown: after ``second_factor.confirm``, which checked a first code."""
    session[_VERIFIED] = True


def lock(session: SessionBase) -> None:
    """Lock the screen: nobody acts until the password is typed again; what was being written stays in the browser."""
    session[_LOCKED] = True


def is_locked(session: SessionBase) -> bool:
    """Say whether the screen is locked."""
    return bool(session.get(_LOCKED))


def locked_username(session: SessionBase) -> str:
    """Return the sign-in name on a locked screen, "" when the session is nobody's any more."""
    account = _account_in(session)
    if account is None:
        return ""
    found = Account.objects.filter(pk=account, session_stamp=session.get(_STAMP, ""), is_active=True)
    return found.values_list("username", flat=True).first() or ""


def unlock(request: HttpRequest, password: str) -> Refusal | None:
    """Open a locked screen with the password of whoever locked it; post and second factor stay as they were."""
    name = locked_username(request.session)
    if not name:
        return Refusal(said(N_("Phiên làm việc đã hết. Xin đăng nhập lại.")))
    # Only the password was asked for: naming the sign-in name as well would send people looking for a fault there.
    answer = check_password(name, password, request, wrong=N_("Mật khẩu không đúng."))
    if isinstance(answer, Refusal):
        return answer
    request.session.pop(_LOCKED, None)
    request.session[_SEEN] = int(time.time())
    return None


def change_password(request: HttpRequest, old: str, new: str) -> None:
    """Change one's own password: every other session ends, this one goes on under the new one.

    :class:`BadInput` (``field``: ``old`` or ``new``) for a wrong old password, a weak new one, or one of the last ten.
    """
    actor = _actor(request.session, Channel.DESK)
    account = Account.objects.filter(pk=actor.account).first() if actor else None
    if actor is None or actor.official is None or account is None:
        raise NotSignedIn(N_("Xin đăng nhập lại."))
    if _authenticated(request, account.username, old) is None:
        raise BadInput(N_("Mật khẩu đang dùng không đúng."), field="old")
    check_new_password(account.id, new)
    with passwords.handing(new):
        perform(ChangePassword(official=actor.official), actor)
    account.refresh_from_db()
    kept = {key: request.session[key] for key in (_POST, _VERIFIED, _STARTED) if key in request.session}
    login(request, account, backend=BACKEND)
    request.session.update({_ACCOUNT: account.id.hex, _STAMP: account.session_stamp, _SEEN: int(time.time()), **kept})


def check_new_password(account: UUID, new: str) -> None:
    """Raise :class:`BadInput` for a password that is too short, too common, like the name, or one of the last ten."""
    row = Account.objects.get(pk=account)
    try:
        validate_password(new, row)
    except ValidationError as error:
        raise BadInput(N_("Mật khẩu mới chưa đạt: {why}"), field="new", why=" ".join(error.messages)) from error
    if passwords.used_before(row, new):
        raise BadInput(N_("Mật khẩu này đã dùng; chọn mật khẩu khác 10 mật khẩu gần nhất."), field="new")


def _actor(session: SessionBase, channel: Channel) -> Actor | None:
    account = _account_in(session)
    if account is None:
        return None
    post: Any = session.get(_POST)
    return queries.actor_of(
        account,
        UUID(post) if post else None,
        session=session.get(_STAMP, ""),
        verified=bool(session.get(_VERIFIED)),
        channel=channel,
    )


def _account_in(session: SessionBase) -> UUID | None:
    found: Any = session.get(_ACCOUNT)
    return UUID(found) if found else None
