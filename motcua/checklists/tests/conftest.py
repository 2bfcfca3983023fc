"""The region with those who inspect, and the packaged checklists in its books."""

from __future__ import annotations

import pytest

from motcua.checklists.commands import load_packaged
from motcua.ledger.actor import system


@pytest.fixture(scope="module")
def laid_checklists(laid_steering, lay_on_region):
    return lay_on_region(lambda _: load_packaged(system("Kiểm thử")))


@pytest.fixture
def shelved(laid_checklists, steering):
    """The region on 15/7/2025 with the three packaged checklists."""
    assert laid_checklists == 3
    return steering
