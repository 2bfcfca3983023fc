"""Computed counterparts of figures: which formula, in which version, as of when. Shown beside what was stated, never in one sum."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.indicators import preparing, service
from motcua.indicators.period import Days
from motcua.indicators.vocabulary import indicators
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.kernel.rate import Rate
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor

Value = Rate | int | None
Compute = Callable[[Actor, Collection[UUID], Days], Value]


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure is counted; ``version`` rises with every change of meaning. ``now``: it knows today only."""

    version: int
    compute: Compute
    words: str
    now: bool = False


FORMULAS: Final[Mapping[str, Formula]] = {
    "online_share": Formula(1, service.online_share, N_("hồ sơ nộp trực tuyến / hồ sơ tiếp nhận trong kỳ")),
    "digitised_share": Formula(1, service.digitised_share, N_("hồ sơ có tệp giấy tờ / hồ sơ tiếp nhận trong kỳ")),
    "on_time": Formula(
        1, service.on_time, N_("hồ sơ có kết quả không sau giờ hẹn / hồ sơ có kết quả trong kỳ, có hẹn")
    ),
    "late": Formula(1, service.late, N_("hồ sơ có kết quả sau giờ hẹn / hồ sơ có kết quả trong kỳ, có hẹn")),
    "received": Formula(1, service.received, N_("hồ sơ có ngày tiếp nhận trong kỳ")),
    "resolved": Formula(1, service.resolved, N_("hồ sơ có kết quả trong kỳ")),
    "waiting": Formula(1, service.waiting, N_("hồ sơ chưa có kết quả vào cuối kỳ")),
    "readiness": Formula(
        1, preparing.zones_ready, N_("mục phải có đã đạt / mục phải có, giai đoạn chạy thử"), now=True
    ),
    "equipment": Formula(1, preparing.equipped, N_("nơi không thiếu / nơi đã đối chiếu lần cuối"), now=True),
    "buildings": Formula(1, preparing.buildings_accepted, N_("công trình đã nghiệm thu / mọi công trình"), now=True),
    "attendance": Formula(1, preparing.attendance, N_("buổi có mặt hoặc có người thay / buổi theo lịch trực trong kỳ")),
}


@dataclass(frozen=True, slots=True)
class Computed:
    """What our books say: a rate or a count, by which formula, as of when."""

    value: Rate | int
    formula: str
    version: int
    words: str
    as_of: datetime
    now: bool


def computed(actor: Actor, indicator: str, scope: Collection[UUID], period: Days) -> Computed | None:
    """Return what our books say of an indicator for a scope and period; ``None`` where they (or the asker's powers) do not.

    Places outside the asker's reach are not looked into: then nothing is said of the whole.
    """
    known = indicators().get(indicator)
    formula = FORMULAS.get(known.computed) if known else None
    if known is None or formula is None:
        return None
    try:
        value = formula.compute(actor, scope, period)
    except MotcuaError:
        return None
    if value is None or (isinstance(value, Rate) and not value.denominator):
        return None
    return Computed(value, known.computed, formula.version, formula.words, clock.now(), formula.now)
