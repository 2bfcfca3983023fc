"""What of the lists an address asks for, and the address of a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from motcua.desks.shared.door import typed_id
from motcua.office.staff_sheet import read_day
from motcua.oversight.queries.directives import Asked, Show, Side
from motcua.oversight.rules.directives import Source

TEXT_MOST: Final = 100
HOME: Final = "steering:home"


def asked(request: HttpRequest) -> Asked:
    """Return what the address asks for; where it names no list, what is under way, an unknown one asks for everything."""
    get = request.GET
    show, side, source = get.get("xem", ""), get.get("vai", ""), get.get("nguon", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.ALL if "xem" in get else Show.RUNNING,
        side=Side(side) if side in set(Side) else Side.ALL,
        text=get.get("q", "").strip()[:TEXT_MOST],
        place=typed_id(get, "xa"),
        lead=typed_id(get, "don-vi"),
        source=source if source in set(Source) else "",
        since=day(get.get("tu", "")),
        until=day(get.get("den", "")),
        after=typed_id(get, "sau"),
    )


def day(text: str) -> date | None:
    """Return a day of an address, ``None`` for what is none."""
    return read_day(text) if text else None


def href(wanted: Asked, view: str = HOME) -> str:
    """Return the address of a list."""
    parts = {
        "xem": wanted.show,
        "vai": wanted.side if wanted.side is not Side.ALL else "",
        "q": wanted.text,
        "xa": str(wanted.place or ""),
        "don-vi": str(wanted.lead or ""),
        "nguon": wanted.source,
        "tu": f"{wanted.since:%d/%m/%Y}" if wanted.since else "",
        "den": f"{wanted.until:%d/%m/%Y}" if wanted.until else "",
        "sau": str(wanted.after or ""),
    }
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


def kept_parts(wanted: Asked) -> dict[str, str]:
    """Return what a search within the list must carry along: all but what its own fields say."""
    parts = {
        "vai": wanted.side if wanted.side is not Side.ALL else "",
        "xa": str(wanted.place or ""),
        "don-vi": str(wanted.lead or ""),
        "tu": f"{wanted.since:%d/%m/%Y}" if wanted.since else "",
        "den": f"{wanted.until:%d/%m/%Y}" if wanted.until else "",
    }
    return {name: str(value) for name, value in parts.items() if value}


def show_href(wanted: Asked, show: Show) -> str:
    """Return the address of another list, narrowed alike."""
    return href(replace(wanted, show=show, after=None))
