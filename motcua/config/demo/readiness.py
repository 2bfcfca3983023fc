"""The demonstration of readiness: the five wards of Thái Bình on 12/6/2025, the three communes of Lâm Thao on 13/6/2025.

What the reports of those days say is told (who was visited, who was ready, what was being built, by when); what no report
says (which item exactly was missing, the numbers) is made up and says *thử*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from motcua.config.demo.region import COMMUNES, WARDS, Region
from motcua.kernel import clock
from motcua.ledger.actor import Actor, system
from motcua.ledger.perform import perform
from motcua.readiness.commands import (
    CertifyFile,
    DrawPlan,
    InspectItems,
    ItemAnswer,
    MakeBoard,
    OpenFile,
    PlanTrial,
    ReportItems,
    TellWorks,
    load_packaged,
)
from motcua.readiness.queries import templates
from motcua.readiness.rules.facts import Item, Phase, TemplateFacts, Zone, in_scope
from motcua.readiness.rules.floor import Drawing, Shape
from motcua.readiness.rules.verdicts import Verdict

REVIEW: Final = date(2025, 6, 24)
"""When what held only for now on 13/6 is looked at again: the day before the works of Phùng Nguyên must be done."""
MENDING: Final = {
    "tra-ly": ("so-hoa.may-quet", "so-hoa.may-tinh", "so-hoa.phan-mem", "so-hoa.ban-kiem"),
    "tran-lam": ("dich-vu-cong.may-tinh", "dieu-kien.mang-noi-bo"),
    "thai-binh": ("tra-cuu.may-tinh", "tra-cuu.niem-yet"),
    "vu-phuc": ("dieu-kien.duong-truyen", "lam-viec.cho-ngoi"),
}
"""What each ward that was still being completed lacked (thử): only that they were is reported."""

Say = Callable[[Zone, Item], ItemAnswer | None]


def fill(region: Region) -> None:
    """Play both days for the region, with the clock on each."""
    with clock.fixed(clock.at(2025, 6, 2, 8)):
        load_packaged(system("Bản trình diễn"))
    files = open_files(region, (*WARDS, *COMMUNES))
    wards(region, files)
    communes(region, files)


def open_files(region: Region, keys: Iterable[str]) -> dict[str, UUID]:
    """Open the files of these centres on 5/6; return them by the place's key."""
    found = {}
    with clock.fixed(clock.at(2025, 6, 5, 8)):
        for key in keys:
            director = region[f"gd-{key}"]
            template = templates.templates(director)[0].id
            found[key] = perform(OpenFile(unit=region.centres[key], template=template), director).target
    return found


def wards(region: Region, files: Mapping[str, UUID]) -> UUID:
    """Play 12/6 for the five wards; return the board of the city."""
    with clock.fixed(clock.at(2025, 6, 10, 16)):
        for key in WARDS:
            say(region[f"csvc-{key}"], files[key], told(region, key, lacking(MENDING.get(key, ()))))
    with clock.fixed(clock.at(2025, 6, 12, 9)):
        visitor, today = region["thannk"], date(2025, 6, 12)
        for key in ("tran-hung-dao", "tra-ly"):
            answers = told(region, key, lacking(MENDING.get(key, ())))
            perform(InspectItems(file=files[key], visit_on=today, answers=answers), visitor)
        certify = CertifyFile(file=files["tran-hung-dao"], phase=Phase.TRIAL, note="Hoàn thiện toàn bộ sáu khu")
        perform(certify, visitor)
        draw(region)
        city = region["tp-thaibinh"]
        centres = [region.centres[key] for key in WARDS]
        perform(
            PlanTrial(
                title="Vận hành thử nghiệm năm phường",
                centres=centres,
                trial_on=date(2025, 6, 15),
                official_on=date(2025, 7, 1),
            ),
            city,
        )
        board = MakeBoard(
            title="Năm phường của TP. Thái Bình", phase=Phase.TRIAL, centres=centres, target=date(2025, 6, 15)
        )
        return perform(board, city).target


def communes(region: Region, files: Mapping[str, UUID]) -> UUID:
    """Play 13/6 for the three communes; return the board of the district."""
    chair = region["khoakd"]
    unfinished = lacking(("dieu-kien.mat-bang", "lam-viec.cho-ngoi"), "đang xây dựng (thử)")
    for_now = basically(("dich-vu-cong.may-tinh", "so-hoa.may-quet", "don-tiep.ghe-cho"))
    with clock.fixed(clock.at(2025, 6, 11, 16)):
        for key in COMMUNES:
            say_ = unfinished if key == "phung-nguyen" else for_now
            say(region[f"csvc-{key}"], files[key], told(region, key, say_))
    with clock.fixed(clock.at(2025, 6, 13, 9)):
        for key in COMMUNES:
            say_ = unfinished if key == "phung-nguyen" else for_now
            visit = InspectItems(file=files[key], visit_on=date(2025, 6, 13), answers=told(region, key, say_))
            perform(visit, chair)
        works = TellWorks(
            file=files["phung-nguyen"],
            under_way=True,
            before=date(2025, 6, 25),
            source="Yêu cầu của Chủ tịch UBND huyện tại buổi kiểm tra 13/6/2025",
        )
        perform(works, chair)
        centres = [region.centres[key] for key in COMMUNES]
        board = MakeBoard(title="Ba xã kiểm tra ngày 13/6", phase=Phase.TRIAL, centres=centres)
        return perform(board, chair).target


def say(actor: Actor, file: UUID, answers: list[ItemAnswer]) -> None:
    """Let a centre report these answers of itself."""
    perform(ReportItems(file=file, answers=answers), actor)


def told(region: Region, key: str, say_: Say) -> list[ItemAnswer]:
    """Return what ``say_`` says of every item a trial asks for."""
    facts = template_of(region, key)
    pairs = [(zone, item) for zone, item in facts.items() if in_scope(zone, item, Phase.TRIAL)]
    return [answer for answer in (say_(zone, item) for zone, item in pairs) if answer is not None]


def template_of(region: Region, key: str) -> TemplateFacts:
    """Return the packaged template as the director of a centre reads it."""
    director = region[f"gd-{key}"]
    return templates.template(director, templates.templates(director)[0].id)[1]


def met(item: Item) -> ItemAnswer:
    """Return that an item is there in the number asked for."""
    return ItemAnswer(item=item.key, verdict=Verdict.MET, count=item.count, actual="đủ (thử)")


def lacking(keys: Iterable[str], missing: str = "chưa lắp đặt (thử)") -> Say:
    """Return who says that all is there but these items."""
    out = frozenset(keys)

    def say_(_: Zone, item: Item) -> ItemAnswer | None:
        if item.key in out:
            return ItemAnswer(item=item.key, verdict=Verdict.UNMET, missing=f"{item.name.lower()} {missing}")
        return met(item)

    return say_


def basically(keys: Iterable[str]) -> Say:
    """Return who says that these items hold only for now, and all others well."""
    out = frozenset(keys)

    def say_(_: Zone, item: Item) -> ItemAnswer | None:
        if item.key in out:
            return ItemAnswer(
                item=item.key, verdict=Verdict.BASIC, review_on=REVIEW, actual="dùng được trước mắt (thử)"
            )
        return met(item)

    return say_


def draw(region: Region) -> None:
    """Draw the floor of Trần Hưng Đạo: six zones; all measures are made up."""
    shapes = (
        Shape(kind="zone", label="Đón tiếp", zone="don-tiep", x=0, y=0, w=8, h=8),
        Shape(kind="zone", label="Tra cứu", zone="tra-cuu", x=8, y=0, w=6, h=8),
        Shape(kind="zone", label="Cung cấp dịch vụ công", zone="dich-vu-cong", x=0, y=8, w=14, h=8),
        Shape(kind="zone", label="Số hóa hồ sơ", zone="so-hoa", x=14, y=0, w=10, h=5),
        Shape(kind="zone", label="Trả kết quả", zone="tra-ket-qua", x=14, y=5, w=10, h=5),
        Shape(kind="zone", label="Không gian làm việc", zone="lam-viec", x=14, y=10, w=10, h=6),
        Shape(kind="desk", label="Bàn hướng dẫn", x=1, y=1, w=3, h=1),
        Shape(kind="seats", label="Ghế chờ", x=1, y=4, w=6, h=2, seats=24),
        *(Shape(kind="desk", label=f"Quầy {n}", x=3 * n - 3, y=13, w=2, h=2) for n in range(1, 5)),
        Shape(kind="device", label="Máy quét", x=16, y=1, w=2, h=1),
        Shape(kind="desk", label="Quầy trả kết quả", x=15, y=8, w=4, h=1),
        Shape(kind="door", label="Cửa chính", x=5, y=0, w=2, h=1),
    )
    drawing = Drawing(cell_cm=80, peak_visitors=60, peak_source="số thử", shapes=shapes)
    command = DrawPlan(unit=region.centres["tran-hung-dao"], drawing=drawing, note="Theo thiết kế của thành phố (thử)")
    perform(command, region["csvc-tran-hung-dao"])
