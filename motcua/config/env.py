"""Typed readers of the environment. A value that cannot be read stops the start with a sentence that names it."""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path


class Misconfigured(SystemExit):
    """The environment asks for something that cannot be; the message says what to write instead."""


def text(name: str, default: str = "") -> str:
    """Return the variable ``name``, or ``default`` where it is missing or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes/no variable (``1 true yes`` / ``0 false no``)."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no"}:
        return False
    raise Misconfigured(f"{name}={value!r}: write 1 or 0")


def integer(name: str, default: int) -> int:
    """Return a whole number."""
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise Misconfigured(f"{name}={value!r}: write a whole number") from error


def words(name: str, default: str = "") -> list[str]:
    """Return a list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return addresses and networks (``10.0.0.0/8``) written with commas."""
    try:
        return tuple(ip_network(word) for word in words(name))
    except ValueError as error:
        raise Misconfigured(f"{name}: {error}; write addresses such as 127.0.0.1 or 10.0.0.0/8") from error


def folder(name: str, default: Path) -> Path:
    """Return a folder, absolute; it need not exist yet."""
    return Path(text(name) or default).expanduser().resolve()
