"""Boards: saved lists of centres with a phase and a target day, and the outlines of their map."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import BoardChanged, BoardClosed, BoardMade, OutlinesImported
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.rules import Level
from motcua.readiness import policies
from motcua.readiness.models import Board, BoardCentre
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.outlines import outlines

TITLE_MOST: Final = 150
CENTRES_MOST: Final = 4_000
OUTLINE_TEXT_MOST: Final = 2_000_000


class MakeBoard(Command, frozen=True, kw_only=True):
    """Watch these centres get ready for a phase, until a day where one is set."""

    title: str
    phase: Phase
    centres: list[UUID]
    target: date | None = None


class ChangeBoard(Command, frozen=True, kw_only=True):
    """Give a board another name, phase, day or list."""

    TARGET = "board"

    board: UUID
    title: str
    phase: Phase
    centres: list[UUID]
    target: date | None = None


class CloseBoard(Command, frozen=True, kw_only=True):
    """Put a board away, with the reason; its history stays."""

    TARGET = "board"

    board: UUID
    reason: str


class ImportOutlines(Command, frozen=True, kw_only=True):
    """Give a board's map outlines of its places: GeoJSON as text, and where it comes from."""

    TARGET = "board"

    board: UUID
    geojson: str
    source: str


def is_open(board: Board) -> Said | None:
    """A board that was put away stays as it was."""
    return said(N_("Bảng theo dõi này đã đóng.")) if board.closed else None


@act(MakeBoard, on=Board, verb=N_("Lập bảng theo dõi"), may=policies.may_make_board)
def make_board(command: MakeBoard, context: Context) -> Done[Board]:
    """Keep the list for the place of whoever oversees it."""
    place = territory.home(context.actor)
    if place is None:
        raise NotAllowed(N_("Vị trí đang đăng nhập không thuộc địa bàn nào."))
    board = Board(
        realm=str(context.actor.realm),
        title=_title(command.title),
        place_id=place,
        phase=str(command.phase),
        target=_target(command.target),
    )
    rows = _centres(board, command.centres, context.actor)
    BoardCentre.objects.bulk_create(rows, batch_size=500)
    event = BoardMade(
        place=place,
        title=board.title,
        phase=board.phase,
        target=board.target,
        centres=[row.unit_id for row in rows],
    )
    return Done(event, board)


@act(ChangeBoard, on=Board, verb=N_("Sửa bảng theo dõi"), may=policies.may_change_board, when=is_open)
def change_board(command: ChangeBoard, board: Board, context: Context) -> Done[Board]:
    """Replace name, phase, day and list."""
    board.title, board.phase, board.target = _title(command.title), str(command.phase), _target(command.target)
    rows = _centres(board, command.centres, context.actor)
    # Centres that whoever changes the list cannot see stay on it: they were put there by somebody who could.
    BoardCentre.objects.filter(board=board, place__in=territory.of(context.actor)).delete()
    stay = list(BoardCentre.objects.filter(board=board).order_by("folded", "id").values_list("unit", flat=True))
    BoardCentre.objects.bulk_create(rows, batch_size=500)
    event = BoardChanged(
        title=board.title,
        phase=board.phase,
        target=board.target,
        centres=[row.unit_id for row in rows],
        stay=stay,
    )
    return Done(event)


@act(CloseBoard, on=Board, verb=N_("Đóng bảng theo dõi"), may=policies.may_change_board, when=is_open, order=90)
def close_board(command: CloseBoard, board: Board, context: Context) -> Done[Board]:
    """Put it away."""
    del context
    reason = clean(command.reason, 300)
    if not reason:
        raise BadInput(N_("Ghi lý do đóng bảng."), field="reason")
    board.closed = True
    return Done(BoardClosed(reason=reason))


@act(ImportOutlines, on=Board, verb=N_("Nạp ranh giới"), may=policies.may_change_board, when=is_open, order=60)
def import_outlines(command: ImportOutlines, board: Board, context: Context) -> Done[Board]:
    """Keep the checked rings; the map falls back to points for places without one."""
    del context
    source = clean(command.source, 200)
    if not source:
        raise BadInput(N_("Ghi nguồn của ranh giới."), field="source")
    rings = outlines(command.geojson.encode())
    kept = msgspec.json.encode(rings, order="deterministic").decode()
    if len(kept) > OUTLINE_TEXT_MOST:
        raise BadInput(N_("Ranh giới sau khi rút gọn vẫn quá lớn."), field="file")
    board.outlines = kept
    digest = hashlib.sha256(kept.encode()).hexdigest()
    return Done(OutlinesImported(sha256=digest, places=len(rings), source=source))


def _title(text: str) -> str:
    title = clean(text)
    if not title or len(title) > TITLE_MOST:
        raise BadInput(N_("Ghi tên bảng, tối đa {most} ký tự."), field="title", most=TITLE_MOST)
    return title


def _target(day: date | None) -> date | None:
    if day is not None and not 2000 <= day.year <= 2100:
        raise BadInput(N_("Ngày đích không hợp lý."), field="target")
    return day


def _centres(board: Board, ids: list[UUID], actor: Actor) -> list[BoardCentre]:
    """Return the rows of a list: centres only, each within reach, each once."""
    wanted = list(dict.fromkeys(ids))
    if not 0 < len(wanted) <= CENTRES_MOST:
        raise BadInput(N_("Chọn từ 1 đến {most} Trung tâm."), field="centres", most=CENTRES_MOST)
    known, reach = office.units(wanted), territory.of(actor)
    homes = {id_: family.home_of(id_) for id_ in wanted}
    if any(id_ not in known or known[id_].level is not Level.CENTRE or homes[id_] not in reach for id_ in wanted):
        raise NotFound(N_("Có Trung tâm không thuộc địa bàn của bạn."), field="centres")
    places = office.units(homes.values())
    return [
        BoardCentre(
            board=board,
            unit_id=id_,
            place_id=homes[id_],
            name=places[homes[id_]].name,
            folded=fold(places[homes[id_]].name),
        )
        for id_ in wanted
    ]
