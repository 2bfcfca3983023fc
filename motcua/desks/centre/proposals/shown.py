"""How proposals are shown: tags, ages in words, addresses of lists, sheets, the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from motcua.desks.shared import formats
from motcua.desks.shared.door import typed_id
from motcua.desks.shared.handing import Cell
from motcua.desks.shared.mapping import Frame
from motcua.desks.shared.shapes import Link, Text
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.office.staff_sheet import read_day
from motcua.proposals.queries.board import Mark
from motcua.proposals.queries.lists import Asked, ProposalRow, Show
from motcua.proposals.rules import ageing
from motcua.proposals.rules.facts import CATEGORY_NAMES, KIND_NAMES, SOLVER_NAMES, STATE_NAMES, Category, Kind, State

HOME: Final = Link(N_("Khó khăn, đề xuất"), "/kien-nghi/")
TONES: Final = {
    State.WAITING: "soon",
    State.PARTIAL: "soon",
    State.FORWARDED: "pause",
    State.ACCEPTED: "good",
    State.ANSWERED: "good",
    State.REFUSED: "plain",
    State.WITHDRAWN: "plain",
}
TEXT_MOST: Final = 100
SHEET: Final = (
    (N_("Xã, phường"), 30),
    (N_("Loại"), 20),
    (N_("Nhóm"), 24),
    (N_("Nội dung"), 60),
    (N_("Nhất là"), 36),
    (N_("Dự kiến kinh phí (đồng)"), 18),
    (N_("Ai giải quyết được"), 28),
    (N_("Ngày gửi"), 12),
    (N_("Tình trạng"), 22),
    (N_("Đang ở"), 34),
    (N_("Ở đó từ ngày"), 12),
    (N_("Số ngày từ khi gửi"), 12),
    (N_("Số ngày làm việc"), 12),
    (N_("Hẹn xong"), 12),
)


def tags(row: ProposalRow) -> list[tuple[Text, str]]:
    """Return what stands out about a proposal: (words, tone)."""
    found: list[tuple[Text, str]] = []
    if row.open:
        state = row.state if row.state in (State.PARTIAL, State.FORWARDED) else State.WAITING
        late = row.working is not None and row.working > ageing.OLD
        found.append((STATE_NAMES[state], "late" if late else TONES[state]))
    else:
        found.append((STATE_NAMES[row.state], TONES[row.state]))
    if row.promise_missed:
        found.append((N_("quá ngày hẹn"), "late"))
    if row.satisfied is False:
        found.append((N_("xã: chưa thỏa đáng"), "late"))
    if row.satisfied:
        found.append((N_("xã: đã rõ"), "good"))
    if row.reopened:
        found.append((said(N_("mở lại {n} lần"), n=row.reopened), "soon"))
    return found


def age(days: int, working: int | None) -> Said:
    """Return an age in words: both ways of counting where both are known."""
    if working is None:
        return said(N_("{days} ngày"), days=days)
    return said(N_("{days} ngày ({working} ngày làm việc)"), days=days, working=working)


def lies_with(row: ProposalRow) -> Text:
    """Return with whom a proposal lies."""
    if row.forwarded_to and row.state is State.FORWARDED:
        return row.forwarded_to
    return row.lead_name or N_("chưa có đơn vị nhận")


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for; what is unknown there asks for what waits."""
    get = request.GET
    show, kind, category = get.get("xem", ""), get.get("loai", ""), get.get("nhom", "")
    day = read_day(get.get("ngay", "")[:10])
    return Asked(
        show=Show(show) if show in set(Show) else Show.WAITING,
        text=get.get("q", "").strip()[:TEXT_MOST],
        place=typed_id(get, "xa"),
        unit=typed_id(get, "don-vi"),
        kind=kind if kind in set(Kind) else "",
        category=category if category in set(Category) else "",
        band=get.get("cho", "") if ageing.band_named(get.get("cho", "")) else "",
        common=typed_id(get, "chung"),
        mine=get.get("toi", "") == "1",
        on=day if day is not None and day < clock.today() else None,
        after=typed_id(get, "sau"),
    )


def href(wanted: Asked, view: str = "proposals:home") -> str:
    """Return the address of a list."""
    parts = {
        "xem": wanted.show if wanted.show is not Show.WAITING else "",
        "q": wanted.text,
        "xa": str(wanted.place or ""),
        "don-vi": str(wanted.unit or ""),
        "loai": wanted.kind,
        "nhom": wanted.category,
        "cho": wanted.band,
        "chung": str(wanted.common or ""),
        "toi": "1" if wanted.mine else "",
        "ngay": day_typed(wanted.on),
        "sau": str(wanted.after or ""),
    }
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


def day_typed(day: date | None) -> str:
    """Return a day as forms take it."""
    return f"{day:%d/%m/%Y}" if day else ""


def cells(row: ProposalRow, place: str) -> list[Cell]:
    """Return a proposal as a line of a spreadsheet; ``place`` is its commune with the province."""
    return [
        place,
        formats.said(KIND_NAMES[row.kind]),
        formats.said(CATEGORY_NAMES[row.category]),
        row.statement,
        row.priority,
        row.cost,
        formats.said(SOLVER_NAMES[row.solver]),
        row.filed_on,
        formats.said(tags(row)[0][0]),
        formats.said(lies_with(row)),
        row.lies_since,
        row.days,
        row.working,
        row.promised_by,
    ]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart of ages: what it is of, how many of how many, where it leads."""

    label: Text
    value: int
    whole: int
    href: str


WIDTH: Final = 600.0
MARGIN: Final = 40.0
HEIGHT_MOST: Final = 560.0
NAMED_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """A commune on the drawing; ``size`` grows with how many wait there (its area, so that twice as many looks so)."""

    x: float
    y: float
    size: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws; ``tiles`` are communes that nobody can place."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    tiles: tuple[Mark, ...]
    named: bool


def draw(marks: Sequence[Mark]) -> Drawn:
    """Return the map of communes with their counts, north up; small ones stand above large ones."""
    placed = [(mark, mark.at) for mark in marks if mark.at is not None]
    tiles = tuple(mark for mark in marks if mark.at is None)
    if not placed:
        return Drawn(WIDTH, 0.0, (), tiles, named=True)
    frame = Frame([at for _, at in placed], WIDTH, HEIGHT_MOST, MARGIN, least=0.05)
    most = max(mark.count for mark, _ in placed)
    spots = [
        Spot(*(round(value, 1) for value in frame.at(*at)), round(6 + 14 * (mark.count / most) ** 0.5, 1), mark)
        for mark, at in placed
    ]
    spots.sort(key=lambda spot: -spot.size)
    return Drawn(WIDTH, round(frame.height, 1), tuple(spots), tiles, named=len(spots) <= NAMED_MOST)
