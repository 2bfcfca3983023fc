"""What the tests of this room stand on: the old commune of 2018, and a region whose Đại Đồng lies in its province."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from motcua.config.demo import staffing
from motcua.config.demo.centre import founder
from motcua.config.demo.region import Region
from motcua.config.demo.staffing import OldCommune
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.office import stamps
from motcua.office.commands import CreateUnit
from motcua.office.models import Unit
from motcua.office.rules import Level, Role
from motcua.office.tests.factories import make_province


def old_places() -> None:
    """Make the old commune of Phượng Dực in the district of Phú Xuyên, as the gazetteer has them."""
    city = make_province("01", "Hà Nội")
    district = _old("280", "Phú Xuyên", "district", "huyện", city)
    _old("10279", "Phượng Dực", "commune", "xã", district, city)
    stamps.forget()


def _old(code: str, name: str, level: str, word: str, parent: Unit, province: Unit | None = None) -> Unit:
    return Unit.objects.create(
        code=code,
        level=level,
        name=name,
        full_name=f"{word} {name}",
        folded=name.lower(),
        parent=parent,
        province=province or parent,
        valid_to=date(2025, 7, 1),
    )


def neighbour() -> None:
    """Give the neighbouring commune of Hồng Minh somebody who looks after its people in 2018: ``vptk-hm``."""
    district = Unit.objects.get(code="280")
    place = _old("10288", "Hồng Minh", "commune", "xã", district, district.province)
    stamps.forget()
    with clock.fixed(clock.at(2018, 1, 2, 8)):
        command = CreateUnit(level=Level.COMMITTEE, parent=place.id, valid_from=staffing.SINCE, ground="Kiểm thử")
        committee = perform(command, founder()).target
        posts = ((committee, "Công chức Văn phòng – Thống kê", (Role.PERSONNEL,)),)
        staffing.hire("vptk-hm", "Đỗ Thử Hồng Minh", posts, staffing.SINCE)


@pytest.fixture(scope="module")
def laid_old(lay_on_region) -> OldCommune:
    return lay_on_region(_old_commune)


@pytest.fixture
def old(laid_old, region) -> Iterator[OldCommune]:
    """Phượng Dực on Thursday 22/2/2018, 08:10: two at their places, one not."""
    with clock.fixed(staffing.INSPECTED):
        yield laid_old


def _old_commune(region: Region) -> OldCommune:
    old_places()
    made = staffing.phuong_duc()
    assert made is not None
    return made
