"""The day of 15/7/2025 with its conclusions told once for a file: ``told`` by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.config import wiring
from motcua.config.demo import conclusions
from motcua.kernel import clock
from motcua.office import stamps
from motcua.office.models import Unit
from motcua.office.tests.factories import make_commune


@pytest.fixture(scope="module")
def laid_conclusions(laid_steering, lay_on_region):
    def tell(region):
        del region
        wiring.hook_up()
        place = make_commune(
            Unit.objects.get(pk=laid_steering.places["hung-yen"]), conclusions.PHUNG_CONG, "Phụng Công"
        )
        stamps.bump()
        built = replace(laid_steering, places={**laid_steering.places, "phung-cong": place.pk})
        return built, conclusions.fill(built)

    return lay_on_region(tell)


@pytest.fixture
def told(laid_conclusions, steering):
    """The region of 15/7/2025, 17:00, and its conclusions by name."""
    with clock.fixed(clock.at(2025, 7, 15, 17)):
        yield laid_conclusions
