"""The second factor: a time-based code from a phone (RFC 6238, kept by django-otp) and ten recovery codes on paper."""

from __future__ import annotations

import time
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotSignedIn
from motcua.kernel.words import N_, Said, said
from motcua.ledger import marks
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office.commands import ConfirmSecondFactor
from motcua.office.models import Account

RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a phone needs: the secret to type (base32) and the ``otpauth://`` address to show as a QR code."""

    secret: str
    uri: str


def has(account: UUID) -> bool:
    """Say whether the account has a second factor in use."""
    return bool(TOTPDevice.objects.filter(user=account, confirmed=True).exists())


def enrol(actor: Actor) -> Enrolment:
    """Start setting up a second factor for the actor's own account: a new secret, not in use before :func:`confirm`.

    Somebody who has one already must have used it in this session (:class:`NotAllowed` else), so that a password alone
    never replaces it. Called again before confirming, it gives the same secret, so a reload does not spoil a scan.
    """
    account = _account(actor)
    if has(account.id) and not actor.verified:
        raise NotAllowed(N_("Nhập mã xác thực đang dùng trước khi thay thiết bị."))
    device, _ = TOTPDevice.objects.get_or_create(user=account, confirmed=False, defaults={"name": "phone"})
    return Enrolment(b32encode(device.bin_key).decode().rstrip("="), device.config_url)


def confirm(actor: Actor, code: str) -> tuple[str, ...]:
    """Put the phone being set up into use by its first code; return the recovery codes to print, shown only now.

    :class:`Conflict` when nothing is being set up, :class:`BadInput` for a wrong code.
    """
    account = _account(actor)
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=False).first()
        if device is None:
            raise Conflict(N_("Chưa bắt đầu cài đặt xác thực bước hai."))
        right = device.verify_token(_digits(code))
    if not right:
        raise BadInput(N_("Mã không đúng. Kiểm tra giờ trên điện thoại rồi nhập mã mới."), field="code")
    return _put_in_use(actor, account, device)


def new_recovery_codes(actor: Actor) -> tuple[str, ...]:
    """Replace the recovery codes by ten new ones, shown only now; only after a second factor in this session."""
    account = _account(actor)
    device = TOTPDevice.objects.filter(user=account, confirmed=True).first()
    if device is None or not actor.verified:
        raise NotAllowed(N_("Nhập mã xác thực bước hai trước."))
    return _put_in_use(actor, account, device)


def remaining_recovery_codes(account: UUID) -> int:
    """Return how many recovery codes are left; each works once."""
    return int(StaticToken.objects.filter(device__user=account).count())


def verify(account: UUID, code: str) -> Said | None:
    """Check a code from the phone (six digits) or a recovery code, which is used up; ``None`` when right.

    Wrong codes make the next try wait longer and longer; a code works once.
    """
    digits = _digits(code)
    with transaction.atomic():
        if digits.isdigit() and len(digits) == 6:
            device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True).first()
        else:
            device = StaticDevice.objects.select_for_update().filter(user=account).first()
        if device is None:
            return said(N_("Mã không đúng."))
        allowed, _ = device.verify_is_allowed()
        right = allowed and device.verify_token(digits.lower())
    if right:
        return None
    return said(N_("Mã không đúng.") if allowed else N_("Nhập sai nhiều lần: đợi một lát rồi nhập mã mới."))


def wait_until(account: UUID) -> datetime | None:
    """Return until when codes from the phone are not looked at after wrong ones, ``None`` when they are. Machine time."""
    device = TOTPDevice.objects.filter(user=account, confirmed=True).first()
    if device is None:
        return None
    allowed, why = device.verify_is_allowed()
    until: datetime | None = None if allowed else (why or {}).get("locked_until")
    return until


def demonstration_code(account: UUID) -> str | None:
    """Return the code the account's phone shows, on a demonstration only: its visitors have no phone.

    ``None`` on real books, without a phone, and when this and the next code were used already: wait half a minute.
    """
    device = TOTPDevice.objects.filter(user=account, confirmed=True).first() if marks.is_demonstration() else None
    if device is None:
        return None
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    now = totp.time = time.time()
    ahead = max(0, device.last_t + 1 - totp.t())
    if ahead > device.tolerance:
        return None
    totp.time = now + ahead * device.step
    return f"{totp.token():0{device.digits}d}"


def _put_in_use(actor: Actor, account: Account, device: TOTPDevice) -> tuple[str, ...]:
    codes = tuple(StaticToken.random_token() for _ in range(RECOVERY_CODES))
    with transaction.atomic():
        command = ConfirmSecondFactor(official=account.official_id, device=device.pk, recovery_codes=len(codes))
        perform(command, actor)
        StaticDevice.objects.filter(user=account).delete()
        paper = StaticDevice.objects.create(user=account, name="paper")
        StaticToken.objects.bulk_create(StaticToken(device=paper, token=code) for code in codes)
    return codes


def _account(actor: Actor) -> Account:
    account = Account.objects.filter(pk=actor.account, is_active=True).first()
    if account is None:
        raise NotSignedIn(N_("Xin đăng nhập lại."))
    return account


def _digits(code: str) -> str:
    return "".join(code.split()).replace("-", "")
