"""Needs of housing, allowance and posts: what they are, who can solve them, what a commune cannot.

Routing is from practice (allowance and posts: Home Affairs; housing: Finance, Construction; money: Finance).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_


class NeedKind(StrEnum):
    """What is missing."""

    HOUSING = "housing"
    ALLOWANCE = "allowance"
    POSTS = "posts"
    OTHER = "other"


NEED_NAMES: Final = {
    NeedKind.HOUSING: N_("Nhà ở công vụ"),
    NeedKind.ALLOWANCE: N_("Phụ cấp, hỗ trợ"),
    NeedKind.POSTS: N_("Thêm biên chế, thêm người"),
    NeedKind.OTHER: N_("Việc khác"),
}


class Solver(StrEnum):
    """Who can solve it."""

    COMMUNE = "commune"
    HOME_AFFAIRS = "home_affairs"
    FINANCE = "finance"
    CONSTRUCTION = "construction"
    PROVINCE = "province"


SOLVER_NAMES: Final = {
    Solver.COMMUNE: N_("UBND xã tự giải quyết được"),
    Solver.HOME_AFFAIRS: N_("Sở Nội vụ"),
    Solver.FINANCE: N_("Sở Tài chính"),
    Solver.CONSTRUCTION: N_("Sở Xây dựng"),
    Solver.PROVINCE: N_("UBND tỉnh"),
}
USUAL_SOLVER: Final = {
    NeedKind.HOUSING: Solver.CONSTRUCTION,
    NeedKind.ALLOWANCE: Solver.HOME_AFFAIRS,
    NeedKind.POSTS: Solver.HOME_AFFAIRS,
    NeedKind.OTHER: Solver.COMMUNE,
}


def only_province(solver: str) -> bool:
    """Say whether a commune cannot solve it itself: «chỉ tỉnh giải quyết được»."""
    return solver != Solver.COMMUNE


PEOPLE_MOST: Final = 200
