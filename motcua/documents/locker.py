"""Locking small secrets under the node's key: AES-256-GCM with a key derived from the secret beside the database.

Whoever has only the database, or only the folder of keys, opens nothing. What is locked for one thing (``about``) does
not open for another, so rows cannot be exchanged.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger import keys

_NONCE = 12


def lock(secret: bytes, about: bytes) -> bytes:
    """Return ``secret`` locked for ``about``: a nonce and the sealed bytes."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher().encrypt(nonce, secret, about)


def unlock(locked: bytes, about: bytes) -> bytes:
    """Return what was locked for ``about``; :class:`Conflict` when it was locked under another key or for another."""
    try:
        return _cipher().decrypt(locked[:_NONCE], locked[_NONCE:], about)
    except (InvalidTag, ValueError) as error:
        raise Conflict(
            N_("Không mở được chứng thư số đã gửi giữ: khóa của máy chủ đã đổi. Thu hồi rồi gửi lại tệp chứng thư số.")
        ) from error


def _cipher() -> AESGCM:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"motcua signing certificates v1")
    return AESGCM(derived.derive(keys.load(settings.MOTCUA_KEYS).mac))
