"""The acts of this room, a verb a module."""

from __future__ import annotations

from motcua.parties.commands import (
    add_identifier,
    consent,
    correct,
    erase,
    merge,
    proxy,
    register,
)

__all__ = ["add_identifier", "consent", "correct", "erase", "merge", "proxy", "register"]
