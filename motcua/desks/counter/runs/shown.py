"""Who comes to the desk of runs, and what its lists show."""

from __future__ import annotations

from typing import Final

from motcua.desks.shared.shapes import Column, Option
from motcua.dossiers.rules.runs import ITEM_STATES, RUN_STATES, ItemState, RunState
from motcua.kernel.words import N_

POWERS: Final = ("dossier.receive", "dossier.correct", "dossier.process", "dossier.endorse", "dossier.seal")
HANDS_ON: Final = ("dossier.receive", "dossier.correct")
RUN_TONES: Final = {RunState.OPEN: "calm", RunState.OUT: "soon", RunState.CLOSED: "good"}
ITEM_TONES: Final = {
    ItemState.STACKED: "plain",
    ItemState.RECEIVED: "good",
    ItemState.STRAY: "late",
    ItemState.EXTRA: "soon",
    ItemState.MISSING: "late",
    ItemState.OUT: "pause",
}
STATES: Final = tuple(Option(key, name) for key, name in RUN_STATES.items())
RUN_COLUMNS: Final = (
    Column(N_("Chuyến")),
    Column(N_("Ngày, giờ")),
    Column(N_("Tình trạng")),
    Column(N_("Hồ sơ"), numeric=True),
    Column(N_("Đã nhận"), numeric=True),
    Column(N_("Chưa nhận"), numeric=True),
    Column(N_("Thiếu"), numeric=True),
    Column(N_("Thừa"), numeric=True),
)
LINE_COLUMNS: Final = (
    Column(N_("Thứ"), numeric=True),
    Column(N_("Mã hồ sơ")),
    Column(N_("Chủ hồ sơ, thủ tục")),
    Column(N_("Tình trạng")),
    Column(N_("Việc")),
)
MISSING_COLUMNS: Final = (
    Column(N_("Mã hồ sơ")),
    Column(N_("Chuyến")),
    Column(N_("Giao cho")),
    Column(N_("Ghi thiếu lúc")),
    Column(N_("Lý do")),
)
STATE_NAMES: Final = {"run": RUN_STATES, "item": ITEM_STATES}
