"""Boards of assets and equipment, and of closed records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.urls import reverse

from motcua.archives import across as archives
from motcua.archives import queries as fonds
from motcua.archives.views import FondsRow
from motcua.custody import kinds
from motcua.custody.queries import across as custody
from motcua.custody.queries import register, requests
from motcua.custody.rules.requests import RequestState
from motcua.desks.centre.records import shown as record_words
from motcua.desks.leader.across.shapes import Asked, Bar, Figure, Head, Row, Topic
from motcua.desks.shared.shapes import Text
from motcua.kernel.ids import parse_id
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office

LACKING, UNCLEAR, WAITING = "con-thieu", "chua-ro-quan-ly", "cho-duyet"
ASSET_HEADS: Final[Mapping[str, Sequence[Head]]] = {
    LACKING: (
        Head(N_("Xã, phường"), 30),
        Head(N_("Còn thiếu"), 60),
        Head(N_("Số thiết bị thiếu"), 14, numeric=True),
        Head(N_("Kinh phí ước tính (đồng)"), 20, numeric=True),
        Head(N_("So với hướng dẫn ngày"), 16),
    ),
    UNCLEAR: (
        Head(N_("Xã, phường"), 30),
        Head(N_("Mã"), 20),
        Head(N_("Tài sản"), 40),
        Head(N_("Loại"), 24),
        Head(N_("Đơn vị quản lý đã giải thể"), 36),
    ),
    WAITING: (
        Head(N_("Xã, phường"), 30),
        Head(N_("Đề nghị"), 20),
        Head(N_("Đơn vị"), 40),
        Head(N_("Kinh phí ước tính (đồng)"), 20, numeric=True),
        Head(N_("Lập ngày"), 18),
    ),
}
RECORD_HEADS = (
    Head(N_("Nơi giữ"), 30),
    Head(N_("Phông"), 40),
    Head(N_("Số hồ sơ"), 12, numeric=True),
    *(Head(name, 20) for name in record_words.STAGE_NAMES.values()),
)
RECORD_NAMES: Final = {
    archives.Show.UNLISTED: N_("Mục lục chưa đủ"),
    archives.Show.UNCLASSIFIED: N_("Còn hồ sơ chưa phân loại"),
    archives.Show.UNCHECKED: N_("Chưa kiểm tra hoặc còn lỗi"),
    archives.Show.WAITING: N_("Đang chờ bàn giao"),
    archives.Show.ALL: N_("Tất cả phông"),
}


def _asset_figures(actor: Actor, place: UUID | None) -> Sequence[Figure]:
    found = custody.counts(actor, place)
    return (
        Figure(LACKING, N_("Trung tâm còn thiếu thiết bị"), found.lacking, found.compared),
        Figure(UNCLEAR, N_("Tài sản chưa rõ đơn vị quản lý"), found.unclear),
        Figure(WAITING, N_("Đề nghị chờ duyệt"), found.waiting),
    )


def _asset_rows(actor: Actor, asked: Asked) -> tuple[Sequence[Row], str]:
    if asked.show == UNCLEAR:
        narrow = register.Narrow(place=asked.place, text=asked.text, unclear=True)
        found = register.listing(actor, narrow, after=asked.after or None, limit=asked.limit)
        rows = [
            Row(
                reverse("assets:asset", args=[row.id]),
                (row.place_name, row.code, row.name, kinds.name(row.kind), row.unit_name),
            )
            for row in found.rows
        ]
        return rows, found.after or ""
    if asked.show == WAITING:
        return _waiting(actor, asked)
    kind = _kind(asked.text)
    after = parse_id(asked.after) if asked.after else None
    gaps, more = custody.gaps(actor, place=asked.place, kind=kind, after=after, limit=asked.limit)
    return [_gap_row(row) for row in gaps], more.hex if more else ""


def _kind(text: str) -> str:
    """Return the kind of equipment that was typed, "" for none: the list of gaps is narrowed by kind, not by words."""
    key = fold(text)
    return next((one.key for one in kinds.by_key().values() if key and key in fold(one.name)), "")


def _gap_row(row: custody.GapRow) -> Row:
    lines = "; ".join(f"{kinds.name(line.kind)}: {line.lacking}" for line in row.lines)
    lacking = sum(line.lacking or 0 for line in row.lines)
    return Row(
        reverse("assets:review", args=[row.review]),
        (row.place_name, lines, lacking, sum(line.cost or 0 for line in row.lines), row.on),
    )


def _waiting(actor: Actor, asked: Asked) -> tuple[Sequence[Row], str]:
    rows: list[Row] = []
    after: str | None = asked.after or None
    words = fold(asked.text).split()
    while True:
        found, after = requests.listing(actor, place=asked.place, state=RequestState.SUBMITTED, after=after)
        places = office.units(one.place for one in found)
        rows += [
            Row(
                reverse("assets:request", args=[one.id]),
                (places[one.place].printed, one.label, one.unit_name, one.cost, one.drafted_at),
            )
            for one in found
            if all(word in fold(f"{one.label} {one.unit_name} {places[one.place].printed}") for word in words)
        ]
        if after is None or len(rows) >= asked.limit:
            return rows, after or ""


def _asset_bars(actor: Actor, asked: Asked) -> tuple[Text, Sequence[Bar]] | None:
    if asked.show != LACKING:
        return None
    found = custody.by_kind(actor, asked.place)
    most = max((row.lacking for row in found), default=1)
    return N_("Số thiết bị còn thiếu theo loại"), [Bar(kinds.name(row.kind), row.lacking, most) for row in found]


def _asset_places(actor: Actor, show: str) -> Mapping[UUID, int]:
    if show == UNCLEAR:
        return custody.unclear_by_place(actor)
    return custody.waiting_by_place(actor) if show == WAITING else custody.lacking_by_place(actor)


def _record_figures(actor: Actor, place: UUID | None) -> Sequence[Figure]:
    found = archives.counts(actor, place)
    whole = found[archives.Show.ALL]
    return [Figure(show, name, found[show], whole) for show, name in RECORD_NAMES.items()]


def _record_rows(actor: Actor, asked: Asked) -> tuple[Sequence[Row], str]:
    show = archives.Show(asked.show)
    rows, more = archives.listed(actor, show, place=asked.place, text=asked.text, after=asked.after, limit=asked.limit)
    return [_fonds_row(row) for row in rows], more


def _fonds_row(row: FondsRow) -> Row:
    done = {
        stage.key: f"{stage.done}/{stage.whole}" if stage.whole is not None else str(stage.done) for stage in row.stages
    }
    return Row(
        reverse("records:fonds", args=[row.id]),
        (row.place_name, row.name, row.files, *(done.get(key, "") for key in record_words.STAGE_NAMES)),
    )


def _record_bars(actor: Actor, asked: Asked) -> tuple[Text, Sequence[Bar]] | None:
    stages = fonds.totals(actor, place=asked.place)
    bars = [
        Bar(record_words.STAGE_NAMES[stage.key], stage.done, stage.whole) for stage in stages if stage.whole is not None
    ]
    return N_("Tiến độ chỉnh lý, bàn giao của cả địa bàn (hồ sơ)"), bars


ASSETS = Topic(
    key="trang-thiet-bi",
    title=N_("Tài sản, trang thiết bị của các Trung tâm"),
    lead=N_("Thiếu gì so với hướng dẫn trang bị, tài sản nào chưa rõ đơn vị quản lý, đề nghị nào đang chờ."),
    power="asset.read",
    usual=LACKING,
    shows=(LACKING, UNCLEAR, WAITING),
    figures=_asset_figures,
    heads=lambda show: ASSET_HEADS[show],
    rows=_asset_rows,
    by_place=_asset_places,
    place_labels={LACKING: N_("Số thiết bị còn thiếu theo xã, phường")},
    bars=_asset_bars,
)
RECORDS = Topic(
    key="luu-tru",
    title=N_("Hồ sơ, tài liệu lưu trữ của các đơn vị"),
    lead=N_("Chỉnh lý tới đâu, phông nào còn thiếu, bàn giao nào đang chờ."),
    power="records.read",
    usual=archives.Show.WAITING,
    shows=tuple(RECORD_NAMES),
    figures=_record_figures,
    heads=lambda _show: RECORD_HEADS,
    rows=_record_rows,
    by_place=lambda actor, show: archives.by_place(actor, archives.Show(show)),
    bars=_record_bars,
)
