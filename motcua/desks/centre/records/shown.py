"""What the pages of the records topic show: words, tabs, rates, options."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from motcua.archives.queries import STATES
from motcua.archives.rules.inventory import MEDIUM_NAMES, OFF_LIST, retention_said
from motcua.archives.views import ClassRow, FondsRow, ListRow, Stage
from motcua.desks.shared.shapes import Column, Link, Option, RateShape
from motcua.kernel.words import N_, Said, said

HOME: Final = Link(N_("Trung tâm"), "/trung-tam/")
STAGE_NAMES: Final = {
    "inventoried": N_("Đã vào mục lục"),
    "classified": N_("Đã phân loại"),
    "checked": N_("Hết lỗi chưa giải quyết"),
    "shelved": N_("Đã lên giá"),
    "handed": N_("Đã bàn giao"),
}
TRUST_NAMES: Final = {
    "confirmed": N_("đã xác nhận"),
    "official_copy": N_("bản chính thức"),
    "secondary": N_("nguồn dẫn lại"),
    "unverified": N_("chưa đối chiếu văn bản gốc"),
}
FILE_COLUMNS: Final = (
    Column(N_("Số"), numeric=True),
    Column(N_("Hộp")),
    Column(N_("Tiêu đề")),
    Column(N_("Thời gian")),
    Column(N_("Thời hạn")),
    Column(N_("Tờ, trang"), numeric=True),
    Column(N_("Tình trạng")),
)


def trail(*links: Link) -> list[Link]:
    """Return the way to a page of the topic."""
    return [HOME, Link(N_("Hồ sơ lưu trữ"), reverse("records:home")), *links]


def fonds_link(row: FondsRow) -> Link:
    """Return the way to a fonds."""
    return Link(row.name, reverse("records:fonds", args=[row.id]))


def tabs(row: FondsRow, here: str) -> list[Link]:
    """Return the pages of a fonds."""
    pages = (
        ("fonds", N_("Tổng quan"), None),
        ("files", N_("Hồ sơ"), row.files),
        ("boxes", N_("Hộp, giá"), None),
        ("faults", N_("Kiểm tra"), row.unsettled if row.checked_at else None),
    )
    return [
        Link(label, reverse(f"records:{name}", args=[row.id]), current=name == here, count=count)
        for name, label, count in pages
    ]


def rates(stages: Iterable[Stage], fonds: UUID | None = None) -> list[RateShape]:
    """Return the stages as rates that open to the files still lacking each; an unknown whole is no denominator."""
    made = []
    for stage in stages:
        href = ""
        if fonds is not None:
            address = reverse("records:files", args=[fonds])
            href = f"{address}?{urlencode({'tinh-trang': stage.state})}" if stage.state else address
        label: Said | str = N_("hồ sơ")
        done = stage.done
        if stage.whole is None:
            # Of an unknown whole no share can be told: the count stands in words.
            label = said(N_("chưa ghi tổng số; mục lục có {count} hồ sơ"), count=done)
            done = 0
        made.append(RateShape(STAGE_NAMES[stage.key], done, stage.whole or 0, denominator_label=label, href=href))
    return made


def class_options(classes: Iterable[ClassRow]) -> list[Option]:
    """Return the classes of a list to choose from, the one for what it does not name last."""
    found = [
        Option(
            one.code,
            said(N_("{code} – {title} ({years})"), code=one.code, title=one.title, years=retention_said(one.years)),
        )
        for one in classes
    ]
    return [*found, Option(OFF_LIST, N_("Ngoài danh mục – chờ xác định giá trị"))]


def list_options(lists: Iterable[ListRow]) -> list[Option]:
    """Return the official lists to choose from, with how far each may be trusted."""
    return [
        Option(str(one.id), said(N_("{title} ({trust})"), title=one.title, trust=said(TRUST_NAMES[one.trust])))
        for one in lists
    ]


def state_options() -> list[Option]:
    """Return the lists of a fonds' files."""
    return [Option(key, name) for key, name in STATES.items()]


def medium_options() -> list[Option]:
    """Return what a file may be made of."""
    return [Option(str(key), name) for key, name in MEDIUM_NAMES.items()]


def retention_text(years: int | None) -> str:
    """Return a period as people type it, "" for none."""
    return "" if years is None else str(retention_said(years))


def class_said(code: str, *, off_list: bool) -> Said | str:
    """Return a file's class in words."""
    if not code:
        return said(N_("chưa phân loại"))
    if off_list:
        return said(N_("ngoài danh mục"))
    return code
