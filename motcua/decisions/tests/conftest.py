"""What the tests of this room stand on: Phượng Dực of 2018 with its register, and its two neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from motcua.config.demo import decisions as story
from motcua.config.demo import staffing
from motcua.kernel import clock
from motcua.office import stamps
from motcua.office.models import Unit
from motcua.staff.tests.conftest import _old, old_places


def _tell(region: Any) -> SimpleNamespace:
    old_places()
    district = Unit.objects.get(code="280")
    for code, name, _ in story.NEIGHBOURS:
        _old(code, name, "commune", "xã", district, district.province)
    stamps.forget()
    old = staffing.phuong_duc()
    assert old is not None
    return SimpleNamespace(old=old, told=story.fill(old), hailt=old["hailt"])


@pytest.fixture(scope="module")
def laid_register(lay_on_region: Any) -> SimpleNamespace:
    return lay_on_region(_tell)


@pytest.fixture
def register(laid_register: SimpleNamespace, region: Any) -> Iterator[SimpleNamespace]:
    """The register of Phượng Dực on Thursday 22/2/2018, 08:10: ``old``, ``told`` (ids), ``hailt`` of the district."""
    del region
    with clock.fixed(staffing.INSPECTED):
        yield laid_register
