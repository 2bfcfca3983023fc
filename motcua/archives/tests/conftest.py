"""The region with its old commune, hooked up; people of the story are in ``region``."""

from __future__ import annotations

import pytest

from motcua.config import wiring
from motcua.config.demo import records
from motcua.office import stamps
from motcua.office.models import Unit, UnitLineage
from motcua.office.tests.factories import MERGED, make_commune


@pytest.fixture
def old(region):
    """The region with the old commune's committee, leader and archivist."""
    wiring.hook_up()
    district = Unit.objects.get(pk=region.places["lam-thao"])
    commune = make_commune(district, "cao-xa-cu", "Cao Xá")
    Unit.objects.filter(pk=commune.pk).update(valid_to=MERGED, province=None)
    UnitLineage.objects.create(old=commune, new_id=region.places["cao-xa"], since=MERGED)
    stamps.bump()
    records.people(region)
    return region


@pytest.fixture
def fonds(old):
    """The old commune's fonds: 120 files listed, 7 of them off the list, not checked yet."""
    return records.old_fonds(old)


@pytest.fixture
def handover(old, fonds):
    """A handover with its minutes made, nobody having signed."""
    records.settle(old, fonds)
    made = records.prepare(old, fonds)
    records.receive(old, made)
    return made
