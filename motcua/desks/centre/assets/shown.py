"""What the pages of assets show: names and tones of conditions, uses and states, columns, and the ways between pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.urls import reverse

from motcua.custody import kinds
from motcua.custody.queries import scope
from motcua.custody.queries.transfers import STATE_NAMES as TRANSFER_NAMES
from motcua.custody.rules.assets import CONDITION_NAMES, DISPOSAL_NAMES, USE_NAMES, Condition, Use
from motcua.custody.rules.counting import STATE_NAMES, State
from motcua.custody.rules.gaps import PER_NAMES
from motcua.custody.rules.requests import REQUEST_NAMES, RequestState
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import territory

TONES: Final = {
    Condition.GOOD: "good",
    Condition.WORN: "calm",
    Condition.BROKEN: "soon",
    Condition.UNUSABLE: "late",
    Use.IN_USE: "plain",
    Use.IDLE: "soon",
    Use.LENT: "calm",
    Use.STORED: "plain",
    Use.REPAIR: "soon",
    State.UNSEEN: "plain",
    State.SEEN: "good",
    State.CONFLICT: "soon",
    State.SETTLED: "calm",
    RequestState.DRAFT: "plain",
    RequestState.SUBMITTED: "soon",
    RequestState.RETURNED: "soon",
    RequestState.APPROVED: "good",
    RequestState.ORDERED: "calm",
    RequestState.DELIVERED: "good",
}
TRANSFER_TONES: Final = {
    "proposed": "soon",
    "checked": "soon",
    "done": "good",
    "refused": "pause",
    "withdrawn": "pause",
}
TRUST_NAMES: Final = {
    "official_copy": N_("đã đối chiếu văn bản"),
    "secondary": N_("nguồn thứ cấp"),
    "unverified": N_("chưa kiểm chứng"),
}
LISTS: Final = {
    "": N_("Tất cả"),
    "doi-du": N_("Dôi dư, chưa dùng"),
    "chua-ro": N_("Chưa rõ đơn vị quản lý"),
    "hong": N_("Hỏng"),
    "da-giam": N_("Đã ghi giảm"),
}
WORDS: Final = {
    "condition": CONDITION_NAMES,
    "use": USE_NAMES,
    "disposal": DISPOSAL_NAMES,
    "transfer": TRANSFER_NAMES,
    "state": STATE_NAMES,
    "per": PER_NAMES,
    "request": REQUEST_NAMES,
    "trust": TRUST_NAMES,
    "group": kinds.GROUP_NAMES,
}
_TABS: Final = (
    ("assets:register", N_("Sổ tài sản")),
    ("assets:transfers", N_("Bàn giao")),
    ("assets:gaps", N_("So với hướng dẫn")),
    ("assets:requests", N_("Đề nghị bổ sung")),
    ("assets:rounds", N_("Kiểm kê")),
    ("assets:buildings", N_("Trụ sở")),
    ("assets:norms", N_("Hướng dẫn")),
    ("assets:tables", N_("Hao mòn")),
)
HOME: Final = Link(N_("Trung tâm"), "/trung-tam/")
ROOT: Final = Link(N_("Tài sản, thiết bị"), "/thiet-bi/")


def tabs(actor: Actor, current: str) -> list[Link]:
    """Return the parts of the topic an actor may open; who only counts sees the rounds alone."""
    if not actor.powers & {"asset.read", "asset.write", "asset.norm"}:
        return [Link(label, reverse(view), view == current) for view, label in _TABS if view == "assets:rounds"]
    left_out = () if territory.reaches_centre(actor) else ("assets:gaps",)
    return [Link(label, reverse(view), view == current) for view, label in _TABS if view not in left_out]


def trail(*links: Link) -> list[Link]:
    """Return the way to a page of the topic."""
    return [HOME, ROOT, *links]


def kind_options(groups: Iterable[str] = ()) -> list[Option]:
    """Return every kind of asset as options, or those of some groups."""
    wanted = set(groups)
    return [Option(kind.key, kind.name) for kind in kinds.by_key().values() if not wanted or kind.group in wanted]


def condition_options() -> list[Option]:
    """Return conditions as options."""
    return options_of(CONDITION_NAMES)


def use_options() -> list[Option]:
    """Return uses as options."""
    return options_of(USE_NAMES)


def place_options(actor: Actor, *, with_centre: bool = False) -> list[Option]:
    """Return the places an overseer may narrow a list to (those with a centre); nothing for whoever reaches one alone."""
    found = scope.communes_with_centre(actor) if with_centre else scope.communes(actor)
    return [Option(str(row.id), row.printed) for row in found] if len(found) > 1 else []


def unit_options(place: UUID) -> list[Option]:
    """Return the bodies of a place that may manage assets."""
    return [Option(str(row.id), row.full_name) for row in scope.managers(place)]


REGISTER_COLUMNS: Final = (
    Column(N_("Mã")),
    Column(N_("Tài sản")),
    Column(N_("Đơn vị quản lý")),
    Column(N_("Nơi đặt")),
    Column(N_("Tình trạng")),
    Column(N_("Nguyên giá"), numeric=True),
)
TRANSFER_COLUMNS: Final = (
    Column(N_("Biên bản")),
    Column(N_("Bên giao")),
    Column(N_("Bên nhận")),
    Column(N_("Ngày")),
    Column(N_("Số tài sản"), numeric=True),
    Column(N_("Trạng thái")),
)
LINE_COLUMNS: Final = (
    Column(N_("Mã")),
    Column(N_("Tên")),
    Column(N_("Nguyên giá"), numeric=True),
    Column(N_("Theo sổ")),
    Column(N_("Thực tế")),
    Column(N_("Giấy tờ kèm theo")),
    Column(N_("Bên nhận")),
)
GAP_COLUMNS: Final = (
    Column(N_("Loại thiết bị")),
    Column(N_("Cần"), numeric=True),
    Column(N_("Có"), numeric=True),
    Column(N_("Dùng tốt"), numeric=True),
    Column(N_("Thiếu"), numeric=True),
    Column(N_("Hỏng"), numeric=True),
    Column(N_("Quá cũ"), numeric=True),
    Column(N_("Cần bổ sung"), numeric=True),
    Column(N_("Ước tính"), numeric=True),
    Column(N_("Nhận xét")),
)
SERIES_COLUMNS: Final = (
    Column(N_("Loại thiết bị")),
    Column(N_("Kiểu máy, năm")),
    Column(N_("Số lượng"), numeric=True),
    Column(N_("Nhận xét")),
)
NORM_COLUMNS: Final = (
    Column(N_("Hướng dẫn")),
    Column(N_("Phạm vi")),
    Column(N_("Hiệu lực")),
    Column(N_("Số dòng"), numeric=True),
    Column(N_("Nguồn")),
)
NORM_LINE_COLUMNS: Final = (
    Column(N_("Loại thiết bị")),
    Column(N_("Số lượng"), numeric=True),
    Column(N_("Tính theo")),
    Column(N_("Không cũ quá (năm)"), numeric=True),
    Column(N_("Cùng kiểu máy")),
    Column(N_("Đơn giá ước tính"), numeric=True),
)
REVIEW_COLUMNS: Final = (
    Column(N_("Ngày")),
    Column(N_("Trung tâm")),
    Column(N_("Hướng dẫn")),
    Column(N_("Cần bổ sung"), numeric=True),
    Column(N_("Ước tính"), numeric=True),
    Column(N_("Người ghi nhận")),
)
REQUEST_COLUMNS: Final = (
    Column(N_("Đề nghị")),
    Column(N_("Đơn vị")),
    Column(N_("Lý do")),
    Column(N_("Kinh phí ước tính"), numeric=True),
    Column(N_("Trạng thái")),
)
ROUND_COLUMNS: Final = (
    Column(N_("Đợt kiểm kê")),
    Column(N_("Đơn vị")),
    Column(N_("Đã đếm"), numeric=True),
    Column(N_("Thiếu"), numeric=True),
    Column(N_("Thừa"), numeric=True),
    Column(N_("Trạng thái")),
)
EXPECTED_COLUMNS: Final = (
    Column(N_("Mã")),
    Column(N_("Tên")),
    Column(N_("Theo sổ")),
    Column(N_("Thực tế")),
    Column(N_("Trạng thái")),
)
BUILDING_COLUMNS: Final = (
    Column(N_("Số")),
    Column(N_("Trụ sở, nhà đất")),
    Column(N_("Đơn vị")),
    Column(N_("Vị trí")),
)
TABLE_COLUMNS: Final = (
    Column(N_("Loại tài sản")),
    Column(N_("Số năm"), numeric=True),
    Column(N_("Tỷ lệ mỗi năm"), numeric=True),
)
