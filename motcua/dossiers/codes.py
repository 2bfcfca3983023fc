"""Dossier codes: their patterns by date, and the secret with which a citizen follows a dossier."""

from __future__ import annotations

import hmac
import re
import unicodedata
from datetime import date
from hashlib import sha256
from typing import Literal
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.sequences import take

NEW_PATTERN_FROM = date(2025, 9, 15)
"""TT 03/2025/TT-VPCP Đ13 is in force from its signing; before it the pattern of TT 01/2018/TT-VPCP Đ19."""

RECEPTION = re.compile(r"TN-\d{1,8}-\d{6}-\d{4,}")
"""The centre's own reception number; it is no dossier code."""

Own = Literal["TN", "KTN"]
"""What a centre numbers by itself: what it received (*tiếp nhận*), and what it did not (*không tiếp nhận*)."""

SECRET_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # noqa: S105 - an alphabet
SECRET_LENGTH = 8

OLD_MOST = 40
"""Characters a code on an old unit's receipt may have."""
_PARTS = re.compile(r"[^0-9A-Z]+")

PATTERNS = (
    re.compile(r"^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}-\d{6}-\d{4,}$"),
    re.compile(r"^[A-Y]\d{2}(\.\d{1,3}){0,8}-\d{6}-\d{4,}$"),
    re.compile(r"^[A-Y]\d{2}\.\d{3}\.\d{2}-\d{6}-\d{2}\d{4,}$"),
)
"""Before 15/9/2025, after it, and of the centralised platforms (engineering reading of TT 01/2018, 03/2025, 04/2025)."""


def agency_part(agency: str, on: date) -> str:
    """Return the agency's part of a code: as it is, or before TT 03/2025 its groups turned round and filled up.

    ``H33.45.12`` was written ``000.12.45.H33``.
    """
    if on >= NEW_PATTERN_FROM:
        return agency
    groups = agency.split(".")[:4]
    widths = (3, 2, 2)
    filled = ["0" * width for width in widths]
    for place, group in enumerate(groups[1:]):
        filled[2 - place] = group.zfill(widths[2 - place])
    return ".".join([*filled, groups[0]])


def code(agency: str, on: date, number: int) -> str:
    """Return the dossier code with ``number`` of the day; at least four digits, more when a day needs more."""
    return f"{agency_part(agency, on)}-{on:%y%m%d}-{number:04d}"


def sequence_name(realm: str, agency: str, on: date) -> str:
    """Return the name of the counter: one an agency, day and realm, so that trial numbers leave no gaps in real ones."""
    return f"dossier.{realm}.{agency}.{on:%y%m%d}"


def own_number(kind: Own, realm: str, commune: str, on: date) -> str:
    """Take and return the next number of a centre's own: ``TN-04342-250711-0001``; inside a command.

    With the commune's code, for the slips of every centre are looked up in one place. Counted by that code too: two
    centres of one commune share a row of numbers.
    """
    return f"{kind}-{commune}-{on:%y%m%d}-{take(f'own.{kind}.{realm}.{commune}.{on:%y%m%d}'):04d}"


def check_given(text: str) -> str:
    """Return a code scanned or typed from another system, tidied; :class:`BadInput` for no known shape or no real day."""
    tidy = text.strip().upper().replace(" ", "")
    if is_code(tidy):
        _check_day(tidy)
        return tidy
    raise BadInput(
        N_("Mã hồ sơ «{code}» không đúng dạng. Xin quét lại mã vạch trên giấy của hệ thống tỉnh hoặc Cổng."),
        field="code",
        code=text[:50],
    )


def is_code(text: str) -> bool:
    """Say whether ``text`` has the shape of a dossier code, whoever gave it."""
    return any(pattern.match(text) for pattern in PATTERNS)


def _check_day(given: str) -> None:
    """Refuse a code whose six digits in the middle are no day of the calendar: it was mistyped."""
    digits = given.split("-")[1]
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError as error:
        raise BadInput(
            N_(
                "Mã hồ sơ «{code}» ghi ngày «{day}», không có ngày nào như vậy (năm, tháng, ngày). Xin quét hoặc gõ lại."
            ),
            field="code",
            code=given,
            day=digits,
        ) from error


def as_printed(typed: str) -> str:
    """Return a code as slips print it, whatever stands between its parts: ``h33 99 01 250711 0001`` is
    ``H33.99.01-250711-0001``, ``tn 12007 250711 0001`` is ``TN-12007-250711-0001``. What has no such shape comes back in capitals without spaces.
    """
    upper = unicodedata.normalize("NFKC", typed).upper()
    parts = [part for part in _PARTS.split(upper) if part]
    if is_own_number(own := "-".join(parts)):
        return own
    if len(parts) >= 3 and len(parts[-2]) == 6 and parts[-2].isdigit() and len(parts[-1]) >= 4 and parts[-1].isdigit():
        return f"{'.'.join(parts[:-2])}-{parts[-2]}-{parts[-1]}"
    return re.sub(r"\s", "", upper)


def old_receipt(text: str) -> str:
    """Return the code of an old unit's receipt as it is kept and looked for: what :func:`as_printed` makes of it.

    :class:`BadInput` for none, and for one that is longer than any receipt's.
    """
    tidy = as_printed(clean(text))
    if not tidy:
        raise BadInput(N_("Ghi mã trên giấy hẹn cũ."), field="old_code")
    if len(tidy) > OLD_MOST:
        raise BadInput(N_("Mã trên giấy hẹn cũ dài quá {most} ký tự."), field="old_code", most=OLD_MOST)
    return tidy


def is_own_number(label: str) -> bool:
    """Say whether ``label`` is the centre's reception number, under which a dossier goes until it has a code."""
    return RECEPTION.fullmatch(label) is not None


def secret(node_key: bytes, dossier: UUID) -> str:
    """Return the follow-up secret of a dossier, the same at every printing: ``XXXX-XXXX``, no letters easily confused.

    It is derived from the node's key and stored nowhere.
    """
    raw = int.from_bytes(hmac.new(node_key, b"follow" + dossier.bytes, sha256).digest(), "big")
    letters = ""
    for _ in range(SECRET_LENGTH):
        raw, index = divmod(raw, len(SECRET_LETTERS))
        letters += SECRET_LETTERS[index]
    return f"{letters[:4]}-{letters[4:]}"


def same_secret(expected: str, typed: str) -> bool:
    """Say in constant time whether what was typed is the secret; spaces, hyphens and case do not matter."""
    tidy = re.sub(r"[^A-Z0-9]", "", typed.upper())
    return hmac.compare_digest(expected.replace("-", "").encode(), tidy.encode())


def locker_code(node_key: bytes, dossier: UUID, box: str) -> str:
    """Return the six digits that open the box in which the result of a dossier lies; derived, stored nowhere."""
    raw = hmac.new(node_key, b"locker" + dossier.bytes + box.encode(), sha256).digest()
    return f"{int.from_bytes(raw[:8], 'big') % 1_000_000:06d}"
