"""The starter list that comes with the product: facts told from memory, each marked *unverified*."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

FILE = Path(__file__).parent / "data" / "retention_starter.json"
TRUSTS = ("confirmed", "official_copy", "secondary", "unverified")
"""As in the catalogue: only an unedited copy of the official text, or somebody's word in the books, binds."""


class ClassLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class as it is brought in; ``years`` 0 is *vĩnh viễn*, ``None``: the list names no single period."""

    code: Annotated[str, msgspec.Meta(max_length=40)]
    title: Annotated[str, msgspec.Meta(max_length=500)]
    group: Annotated[str, msgspec.Meta(max_length=200)] = ""
    years: Annotated[int, msgspec.Meta(ge=0, le=100)] | None = None
    ground: Annotated[str, msgspec.Meta(max_length=200)] = ""
    trust: str = "unverified"


class Packaged(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list as it lies in a file."""

    title: str
    source: str
    issued_on: date | None
    trust: str
    note: str
    classes: list[ClassLine]


def starter() -> Packaged:
    """Return the packaged list."""
    return msgspec.json.decode(FILE.read_bytes(), type=Packaged)


def edition_of(title: str, source: str, issued_on: date | None, classes: list[ClassLine], place: str = "") -> str:
    """Return the SHA-256 by which the same list is known when it is brought in again."""
    content = [place, title, source, issued_on, [msgspec.to_builtins(one) for one in classes]]
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()
