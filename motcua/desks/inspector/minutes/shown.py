"""How minutes are shown: what they are called, their tags, the way that leads to them."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Link, Text
from motcua.documents.signing import WAY_NAMES
from motcua.findings.queries.minutes import MinutesRow
from motcua.findings.rules.minutes import (
    MINUTES_STATE_NAMES,
    PAPER,
    REFUSED,
    SIDE_NAMES,
    MinutesState,
    Side,
)
from motcua.kernel.words import N_, said

CAMPAIGNS: Final = Link(N_("Kiểm tra"), "/doan-kiem-tra/")
TONES: Final = {
    MinutesState.DRAFT: "plain",
    MinutesState.LAID: "soon",
    MinutesState.CLOSED: "calm",
    MinutesState.SIGNED: "good",
    MinutesState.DISCARDED: "plain",
}
WAYS: Final[dict[str, str]] = {
    **{str(way): words for way, words in WAY_NAMES.items()},
    PAPER: N_("Ký trên giấy"),
    REFUSED: N_("Từ chối ký"),
}


def name(row: MinutesRow) -> Text:
    """Return what minutes are called: by number, else by place and day; a supplement says so."""
    if row.number:
        return said(N_("Biên bản số {number}"), number=row.number)
    words = {"place": row.place_name, "day": short_date(row.day)}
    if row.supplements:
        return said(N_("Biên bản bổ sung, {place}, {day}"), **words)
    return said(N_("Biên bản, {place}, {day}"), **words)


def tags(row: MinutesRow) -> list[tuple[Text, str]]:
    """Return what stands out about minutes: (words, tone)."""
    found: list[tuple[Text, str]] = [(MINUTES_STATE_NAMES[row.state], TONES[row.state])]
    if row.supplements:
        found.append((N_("bổ sung"), "calm"))
    if row.state is MinutesState.LAID and row.answered:
        found.append((N_("đơn vị đã ghi ý kiến"), "good"))
    if row.state is MinutesState.CLOSED:
        missing = [side for side in Side if side not in row.signed]
        found += [(said(N_("chưa ký: {side}"), side=said(SIDE_NAMES[side])), "soon") for side in missing]
    return found


def trail(row: MinutesRow, *more: Link) -> list[Link]:
    """Return the way to minutes: campaign, stop, minutes."""
    here = Link(name(row), reverse("minutes:minutes", args=[row.id])) if more else Link(name(row))
    return [
        CAMPAIGNS,
        Link(row.title, reverse("campaigns:campaign", args=[row.campaign])),
        Link(
            said(N_("{place}, {day}"), place=row.place_name, day=short_date(row.day)),
            reverse("campaigns:stop", args=[row.stop]),
        ),
        here,
        *more,
    ]
