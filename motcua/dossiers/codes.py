"""Dossier codes: their patterns by date, and the secret with which a citizen follows a dossier."""

from __future__ import annotations

import hmac
import re
from datetime import date
from hashlib import sha256
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

NEW_PATTERN_FROM = date(2025, 9, 15)
"""TT 03/2025/TT-VPCP Đ13 is in force from its signing; before it the pattern of TT 01/2018/TT-VPCP Đ19."""

SECRET_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # noqa: S105 - an alphabet
SECRET_LENGTH = 8

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


def check_given(text: str) -> str:
    """Return a code scanned or typed from another system, tidied; :class:`BadInput` when it has no known shape."""
    tidy = text.strip().upper().replace(" ", "")
    if any(pattern.match(tidy) for pattern in PATTERNS):
        return tidy
    raise BadInput(
        N_("Mã hồ sơ «{code}» không đúng dạng. Xin quét lại mã vạch trên giấy của hệ thống tỉnh hoặc Cổng."),
        field="code",
        code=text[:50],
    )


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
