"""Identifiers: UUIDv7 for everything we mint, so that keys grow with time and rows stay together on disk."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_


def new_id() -> UUID:
    """Return a fresh UUIDv7 (RFC 9562), stamped with machine time."""
    return uuid7()


def parse_id(text: str) -> UUID:
    """Return the UUID written in ``text``; :class:`BadInput` when it is none."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError) as error:
        raise BadInput(N_("Mã định danh «{text}» không đúng dạng."), text=str(text)[:64]) from error
