"""What the short names of the access log mean to a reader: the word of an act, the address of a page.

Nothing is listed by hand: acts are told by their declarations, pages by the addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.urls import URLResolver, get_resolver

from motcua.desks.shared.shapes import Text
from motcua.kernel.words import N_, said
from motcua.ledger import commands


def meaning(what: str) -> Text:
    """Return what somebody wanted to do or open; "" for a read, which says what it was for."""
    if (verb := _verbs().get(what)) is not None:
        return verb
    address = _pages().get(what)
    return said(N_("Trang {address}"), address=address) if address else ""


@cache
def _verbs() -> dict[str, str]:
    return {declared.command.command_name(): declared.verb for declared in commands.acts()}


@cache
def _pages() -> dict[str, str]:
    """Return the first address of each page by the dotted name its door writes; what varies in it stands as «…»."""
    found: dict[str, str] = {}
    for view, address in _addresses(get_resolver().url_patterns):
        found.setdefault(f"{view.__module__}.{getattr(view, '__name__', '')}", address)
    return found


def _addresses(patterns: Iterable[Any], before: str = "/") -> Iterator[tuple[Any, str]]:
    for pattern in patterns:
        here = before + re.sub(r"<[^>]+>", "…", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, here)
        else:
            yield pattern.callback, here
