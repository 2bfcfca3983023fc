"""The region with its old commune, hooked up; people of the story are in ``region``."""

from __future__ import annotations

import pytest

from motcua.config import wiring
from motcua.config.demo import records
from motcua.office import stamps
from motcua.office.models import Unit, UnitLineage
from motcua.office.tests.factories import MERGED, make_commune


@pytest.fixture(scope="module")
def laid_old(lay_on_region):
    return lay_on_region(_old_commune)


@pytest.fixture(scope="module")
def laid_fonds(laid_old, lay_on_region):
    return lay_on_region(records.old_fonds)


@pytest.fixture(scope="module")
def laid_handover(laid_fonds, lay_on_region):
    return lay_on_region(lambda region: _handover(region, laid_fonds))


@pytest.fixture
def old(laid_old, region):
    """The region with the old commune's committee, leader and archivist."""
    return region


@pytest.fixture
def fonds(laid_fonds, old):
    """The old commune's fonds: 120 files listed, 7 of them off the list, not checked yet."""
    return laid_fonds


@pytest.fixture
def handover(laid_handover, old):
    """A handover with its minutes made, nobody having signed."""
    return laid_handover


def _old_commune(region):
    wiring.hook_up()
    district = Unit.objects.get(pk=region.places["lam-thao"])
    commune = make_commune(district, "cao-xa-cu", "Cao Xá")
    Unit.objects.filter(pk=commune.pk).update(valid_to=MERGED, province=None)
    UnitLineage.objects.create(old=commune, new_id=region.places["cao-xa"], since=MERGED)
    stamps.bump()
    records.people(region)


def _handover(region, fonds):
    records.settle(region, fonds)
    made = records.prepare(region, fonds)
    records.receive(region, made)
    return made
