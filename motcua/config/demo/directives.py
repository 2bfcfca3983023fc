"""What was ordered on 13/6 and 15/7/2025 in the demonstration's region, and the plan and events of Phụng Công of 11/7.

The orders are those of the press reports; persons in charge, products and days that no report names are made up (*thử*).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from motcua.config.demo.centre import founder
from motcua.config.demo.region import COMMUNES, Region
from motcua.kernel import clock
from motcua.kernel.ids import new_id
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office.commands import CreateUnit
from motcua.office.founding import CULTURE, ECONOMY, Founded
from motcua.office.rules import Level
from motcua.oversight import assigning
from motcua.oversight.commands import (
    DescribeDirective,
    NameOccasion,
    OfferDirective,
    OpenDirective,
    OpenPlan,
    ReportDirective,
    StartDirective,
)
from motcua.oversight.commands.directives import Due, Origin
from motcua.oversight.commands.steering import MilestoneWish
from motcua.oversight.rules.directives import DueKind, Source
from motcua.oversight.rules.occasions import USUAL
from motcua.oversight.rules.repeating import Repeat

SIX_OF_PM: Final = "«6 rõ» theo chỉ đạo của Thủ tướng Chính phủ"
AGENCIES: Final = ("Phòng Văn hóa, Khoa học và Thông tin", "Phòng Tài chính – Kế hoạch")
CHAIR_13_6: Final = "Chủ tịch UBND huyện, buổi kiểm tra 13/6/2025"
CHAIR_15_7: Final = "Phó Chủ tịch UBND tỉnh, kết luận 15/7/2025"
REVIEW: Final = "Rà soát toàn bộ trang thiết bị của Trung tâm theo hướng dẫn của tỉnh"


def fill(built: Region) -> dict[str, UUID]:
    """Tell the orders of 13/6 and 15/7 with what was done of them; return them by a short name."""
    found = _of_13_june(built)
    if "liemqt" in built.actors and "phu-tho" in built.places:
        found |= _of_15_july(built)
    return found


def _of_13_june(built: Region) -> dict[str, UUID]:
    chair, deputy = built["khoakd"], built["saund"]
    found: dict[str, UUID] = {}
    with clock.fixed(clock.at(2025, 6, 13, 16)):
        bodies = [_body(built.places["lam-thao"], name) for name in AGENCIES]
        found["review"] = _given(
            chair,
            REVIEW,
            lead=bodies[0],
            co_owners=[bodies[1]],
            group_words="các cơ quan chuyên môn",
            person=deputy.official,
            leader=chair.official,
            product="Bảng tổng hợp thiếu, đủ của từng Trung tâm (thử)",
            due=Due(kind=DueKind.BY_END, day=date(2025, 6, 20)),
            words="Các địa phương phối hợp với các cơ quan chuyên môn rà soát lại toàn bộ trang thiết bị.",
        )
        communes = [built.committees[key] for key in COMMUNES]
        made = assigning.assign_each(chair, found["review"], communes, new_id().hex)
        for key, child in zip(COMMUNES, made, strict=True):
            _name_people(chair, child, built, key)
            found[f"review-{key}"] = child
        found["finish"] = _given(
            chair,
            "Hoàn thành xây dựng trụ sở Trung tâm Phùng Nguyên",
            **_people(built, "phung-nguyen"),
            product="Biên bản nghiệm thu (thử)",
            due=Due(kind=DueKind.BEFORE, day=date(2025, 6, 25)),
            words="Phùng Nguyên hoàn thành trước ngày 25/6.",
        )
        found["hand-over"] = _given(
            chair,
            "Kiểm kê, bàn giao tài sản và hồ sơ khi sắp xếp đơn vị",
            **_people(built, "xuan-lung"),
            product="Biên bản bàn giao (thử)",
            due=Due(kind=DueKind.BY_END, day=date(2025, 7, 31)),
            words="Chuẩn bị tốt việc kiểm kê, bàn giao.",
        )
        for name, key, title, kind in (
            ("supplement", "cao-xa", "Bổ sung trang thiết bị còn thiếu cho Trung tâm", DueKind.SOON),
            ("connect", "xuan-lung", "Kết nối đường truyền thông suốt với hệ thống của tỉnh", DueKind.LATER),
        ):
            wish = OpenDirective(
                title=title,
                lead=built.committees[key],
                due=Due(kind=kind),
                origin=_origin("Sớm bổ sung, kết nối.", CHAIR_13_6),
            )
            found[name] = perform(wish, chair).target
    with clock.fixed(clock.at(2025, 6, 19, 10)):
        report = ReportDirective(
            directive=found["review-cao-xa"], percent=60, words="Đã đếm xong máy tính, máy in (thử)."
        )
        perform(report, built["ct-cao-xa"])
    with clock.fixed(clock.at(2025, 6, 20, 15)):
        perform(
            OfferDirective(directive=found["review-xuan-lung"], words="Đã nộp bảng rà soát (thử)."),
            built["ct-xuan-lung"],
        )
    return found


def _of_15_july(built: Region) -> dict[str, UUID]:
    deputy, here = built["liemqt"], _people(built, "dai-dong")
    found: dict[str, UUID] = {}
    with clock.fixed(clock.at(2025, 7, 15, 16)):
        found["k1"] = _given(
            deputy,
            "Bảo đảm Trung tâm hoạt động thông suốt, không gián đoạn",
            **here,
            product="Báo cáo tuần về tình hình Trung tâm (thử)",
            due=Due(kind=DueKind.BY_END, day=date(2025, 12, 31), repeat=Repeat.WEEKLY, repeat_day=5),
            words="Duy trì hoạt động của Trung tâm.",
            ordered_by=CHAIR_15_7,
        )
        found["k2"] = _given(
            deputy,
            "Ưu tiên dùng kinh phí hỗ trợ cho Trung tâm trước",
            **here,
            product="Phương án sử dụng kinh phí hỗ trợ (thử)",
            due=Due(kind=DueKind.BY_END, day=date(2025, 8, 15)),
            words="Kinh phí hỗ trợ ưu tiên trước hết cho Trung tâm.",
            ordered_by=CHAIR_15_7,
        )
        wish = OpenDirective(
            title="Lập quy hoạch không gian của xã",
            lead=built.committees["dai-dong"],
            due=Due(kind=DueKind.LATER),
            origin=_origin("Trong thời gian tới xã lập quy hoạch không gian.", CHAIR_15_7),
        )
        found["k3"] = perform(wish, deputy).target
        office, home_affairs = built["vp-pt"], built["snv-pt"]
        found["training"] = _given(
            office,
            "Mở lớp tập huấn nghiệp vụ cho cán bộ Trung tâm các xã",
            lead=home_affairs.unit,
            co_owners=[unit for unit in (built["skhcn-pt"].unit,) if unit],
            person=home_affairs.official,
            leader=home_affairs.official,
            product="Kế hoạch lớp, danh sách học viên (thử)",
            due=Due(kind=DueKind.BY_END, day=date(2025, 7, 25)),
            words="Xã đề nghị tập huấn nghiệp vụ.",
            kind=Source.PROPOSAL,
            ordered_by="Văn phòng UBND tỉnh đôn đốc",
        )
    return found


def phung_cong(place: Founded, staff: Mapping[str, Actor]) -> dict[str, UUID]:
    """Tell the July–December plan of Phụng Công on 11/7/2025, its events, and a task that lacks one of the six."""
    leader, culture = staff["lanhdao"], place.divisions[CULTURE]
    found: dict[str, UUID] = {}
    with clock.fixed(clock.at(2025, 7, 11, 10)):
        for one in USUAL:
            wish = NameOccasion(place=place.commune, name=one.name, month=one.month, day=one.day, owner=culture)
            found[one.key] = perform(wish, leader).target
        milestones = [
            MilestoneWish(month=date(2025, 7, 1), words="Tri ân gia đình chính sách dịp 27/7"),
            MilestoneWish(month=date(2025, 9, 1), words="Khai giảng năm học mới"),
        ]
        found["plan"] = perform(
            OpenPlan(
                place=place.commune,
                title="Kế hoạch công tác 6 tháng cuối năm 2025",
                starts=date(2025, 7, 1),
                ends=date(2025, 12, 31),
                milestones=milestones,
            ),
            leader,
        ).target
        plan: dict[str, Any] = {"plan": found["plan"], "kind": Source.PLAN, "leader": leader.official}
        found["gifts"] = _given(
            leader,
            "Thăm, tặng quà gia đình chính sách dịp 27/7",
            lead=culture,
            person=staff["vanhoa"].official,
            product="Danh sách đã tặng quà (thử)",
            due=Due(kind=DueKind.EVENT, occasion=found["27-7"], offset_days=-1),
            words="Chuẩn bị chu đáo các sự kiện.",
            ordered_by="UBND xã Phụng Công",
            **plan,
        )
        found["clearance"] = _given(
            leader,
            "Rà soát giải phóng mặt bằng, thu ngân sách",
            lead=place.divisions[ECONOMY],
            person=staff["truongphong"].official,
            product="Báo cáo tháng (thử)",
            due=Due(kind=DueKind.BY_END, day=date(2025, 12, 31), repeat=Repeat.MONTHLY),
            words="Phòng Kinh tế theo dõi giải phóng mặt bằng và thu ngân sách.",
            ordered_by="UBND xã Phụng Công",
            **plan,
        )
        wish = OpenDirective(
            title="Chuẩn bị Tết Trung thu cho thiếu nhi",
            lead=culture,
            person=staff["vanhoa"].official,
            leader=leader.official,
            authority="UBND xã Phụng Công",
            due=Due(kind=DueKind.EVENT, occasion=found["trung-thu"], offset_days=-5),
            origin=Origin(kind=Source.PLAN, source=found["plan"]),
            plan=found["plan"],
        )
        found["lantern"] = perform(wish, leader).target
    return found


def _given(
    issuer: Actor,
    title: str,
    *,
    due: Due,
    words: str,
    product: str,
    ordered_by: str = CHAIR_13_6,
    kind: Source = Source.CONCLUSION,
    **more: Any,
) -> UUID:
    wish = OpenDirective(
        title=title,
        due=due,
        product=product,
        evidence="Văn bản hoặc ảnh kèm báo cáo (thử)",
        authority=ordered_by,
        origin=_origin(words, ordered_by, kind),
        **more,
    )
    made = perform(wish, issuer).target
    perform(StartDirective(directive=made), issuer)
    return made


def _name_people(chair: Actor, child: UUID, built: Region, key: str) -> None:
    wish = DescribeDirective(
        directive=child,
        title=REVIEW,
        **_people(built, key),
        product="Bảng rà soát của xã (thử)",
        evidence="Biên bản kiểm đếm (thử)",
        authority=CHAIR_13_6,
        origin=_origin("Các địa phương rà soát lại toàn bộ trang thiết bị.", CHAIR_13_6),
    )
    perform(wish, chair)
    perform(StartDirective(directive=child), chair)


def _people(built: Region, key: str) -> dict[str, Any]:
    return {
        "lead": built.committees[key],
        "person": built[f"csvc-{key}"].official,
        "leader": built[f"ct-{key}"].official,
    }


def _origin(words: str, issuer: str, kind: Source = Source.CONCLUSION) -> Origin:
    return Origin(kind=kind, words=words, issuer_words=issuer, origin=SIX_OF_PM)


def _body(place: UUID, name: str) -> UUID:
    wish = CreateUnit(
        level=Level.DIVISION, parent=place, valid_from=date(2021, 7, 1), name=name, ground="Bản trình diễn"
    )
    return perform(wish, founder()).target
