"""The demonstration: a commune's centre with made-up people, so that a stranger can try every desk at once.

Places, laws and procedures are real; officials and citizens carry obvious test names, codes are marked *thử*.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from motcua.config.demo import (
    articles,
    building,
    campaigns,
    centre,
    certified,
    conclusions,
    decisions,
    directives,
    dossiers,
    equipment,
    figures,
    inspecting,
    lines,
    money,
    people,
    projects,
    proposals,
    readiness,
    records,
    region,
    staffing,
    till,
)
from motcua.config.demo.people import SignIn
from motcua.kernel import clock
from motcua.ledger import marks, sealing
from motcua.office import passwords
from motcua.office.founding import Founded

Progress = Callable[[str], None]
PREPARATIONS: Final = (
    (readiness.fill, date(2025, 6, 14)),
    (building.fill, date(2025, 6, 14)),
    (records.fill, date(2025, 7, 5)),
    (lines.fill, date(2025, 7, 16)),
    (equipment.fill, date(2025, 7, 16)),
    (staffing.fill, date(2025, 7, 16)),
    (decisions.of_region, date(2025, 7, 16)),
    (figures.of_region, date(2025, 7, 16)),
    (campaigns.fill, date(2025, 7, 16)),
    (conclusions.fill, date(2025, 7, 16)),
    (money.fill, date(2025, 7, 31)),
    (proposals.fill, date(2025, 8, 2)),
    (projects.fill, date(2025, 8, 2)),
    (articles.fill, date(2025, 8, 2)),
)
"""What is told of the region, and from which day on all of it lies in the past: the books hold nothing to come."""

__all__ = ["SignIn", "load", "sign_ins", "stories"]


def load(progress: Progress) -> None:
    """Fill empty books with the demonstration; ``progress`` is told what is being done."""
    marks.begin(marks.DEMONSTRATION)
    progress("Nạp 34 tỉnh, 3.321 xã và dòng dõi")
    centre.load_reference()
    progress("Lập Trung tâm, phòng, công an, quân sự của xã Phụng Công")
    place = centre.found()
    progress("Mở tài khoản trình diễn")
    with passwords.published(people.PASSWORD):
        _work(place, progress)


def _work(place: Founded, progress: Progress) -> None:
    staff = people.hire(place)
    progress("Bật thủ tục")
    centre.switch_on(staff)
    progress("Nhận hồ sơ mẫu")
    dossiers.fill(staff)
    till.fill(staff)
    certified.fill(staff)
    progress("Dựng 9 Trung tâm đang chuẩn bị và người chỉ đạo")
    prepare()
    progress("Lập kế hoạch 6 tháng cuối năm của xã Phụng Công")
    directives.phung_cong(place, staff)
    progress("Niêm phong sổ")
    sealing.seal_all()


def prepare() -> None:
    """Tell what the press reports tell of the centres being made ready, as far as it lies in the past."""
    with clock.fixed(clock.at(2025, 6, 2, 8)):
        built = region.build(region.find())
    built = inspecting.hire(built)
    with clock.fixed(clock.at(2025, 6, 2, 10)):
        inspecting.secure(built)
    for fill, over in PREPARATIONS:
        if over <= clock.today():
            fill(built)


def sign_ins() -> list[SignIn]:
    """Return who can sign in at which desk, for the start page and the terminal."""
    return [*people.SIGN_INS, *region.SIGN_INS, *inspecting.SIGN_INS]


def stories() -> dict[str, Callable[[], str]]:
    """Return the stories that can be told by themselves, by name."""
    return {"khai-sinh": dossiers.tell_birth}
