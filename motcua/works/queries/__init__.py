"""What works answer: the list and its counts, one page, its evidence. Frozen values; who asks comes first."""

from motcua.works.queries.lists import Asked, Board, Show, WorksRow, board, by_place, exported, listed
from motcua.works.queries.one import (
    AcceptanceRow,
    BlockerRow,
    DefectRow,
    PhotoRow,
    ReportRow,
    StageRow,
    WorksPage,
    acceptance_of,
    demand,
    page,
    photo,
)
from motcua.works.queries.standing import Standing, defects_left, standing, under_way

__all__ = [
    "AcceptanceRow",
    "Asked",
    "BlockerRow",
    "Board",
    "DefectRow",
    "PhotoRow",
    "ReportRow",
    "Show",
    "StageRow",
    "Standing",
    "WorksPage",
    "WorksRow",
    "acceptance_of",
    "board",
    "by_place",
    "defects_left",
    "demand",
    "exported",
    "listed",
    "page",
    "photo",
    "standing",
    "under_way",
]
