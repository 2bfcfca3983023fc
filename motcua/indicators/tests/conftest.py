"""What the tests of this room stand on: two communes of 2018 with the figure that is of both."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from motcua.config.demo import figures as story
from motcua.config.demo import staffing
from motcua.config.demo.centre import founder
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.office import stamps
from motcua.office.commands import CreateUnit
from motcua.office.models import Unit
from motcua.office.rules import Level, Role
from motcua.staff.tests.conftest import _old, old_places


def _tell(region: Any) -> SimpleNamespace:
    old_places()
    district = Unit.objects.get(code="280")
    second = _old(story.HONG_MINH, "Hồng Minh", "commune", "xã", district, district.province)
    stamps.forget()
    old = staffing.phuong_duc()
    assert old is not None
    people = {}
    with clock.fixed(clock.at(2018, 1, 2, 8)):
        for place, key in ((old.place, "pd"), (second.id, "hm")):
            if key == "hm":
                command = CreateUnit(
                    level=Level.CENTRE,
                    parent=place,
                    valid_from=staffing.SINCE,
                    name=staffing.OLD_SECTION,
                    ground="Kiểm thử",
                )
                centre = perform(command, founder()).target
            else:
                centre = old.section
            post = ((centre, "Phụ trách bộ phận", (Role.DIRECTOR,)),)
            people[key] = staffing.hire(f"gd-{key}", f"Phụ trách Thử {key}", post, staffing.SINCE)
    figure = story.joint(old)
    return SimpleNamespace(old=old, second=second.id, figure=figure, hailt=old["hailt"], **people)


@pytest.fixture(scope="module")
def laid_told(lay_on_region: Any) -> SimpleNamespace:
    return lay_on_region(_tell)


@pytest.fixture
def told(laid_told: SimpleNamespace, region: Any) -> Iterator[SimpleNamespace]:
    """Phượng Dực and Hồng Minh on 22/2/2018: ``figure`` of both, ``pd`` and ``hm`` head their sections, ``hailt`` above."""
    del region
    with clock.fixed(staffing.INSPECTED):
        yield laid_told
