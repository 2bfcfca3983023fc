"""How a compiled checklist is kept: JSON with sorted keys and its hash; what is read again is remembered."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import msgspec

from motcua.checklists.rules.items import Form


def content_of(form: Form) -> str:
    """Return a form as it is kept: the same form gives the same text."""
    return msgspec.json.encode(form, order="deterministic").decode()


@lru_cache(maxsize=32)
def form_of(content: str) -> Form:
    """Return the form of a kept text."""
    return msgspec.json.decode(content, type=Form)


def digest_of(content: str, xform: str) -> str:
    """Return the SHA-256 of what a version holds, in hexadecimal."""
    return hashlib.sha256(f"{content}\0{xform}".encode()).hexdigest()
