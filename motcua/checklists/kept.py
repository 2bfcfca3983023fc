"""How a checklist is kept: the workbook on the shelf of files, the compiled form as JSON with its hash."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

import msgspec

from motcua.checklists.rules.items import Form
from motcua.documents import shelf

WORKBOOK: Final = "application/zip"
"""What the shelf knows a workbook as: the whole name of the XLSX type is longer than it keeps."""


def keep_workbook(content: bytes) -> str:
    """Store an XLSX that was read without faults; return its hash."""
    return str(shelf.keep_made(content, WORKBOOK).pk)


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
