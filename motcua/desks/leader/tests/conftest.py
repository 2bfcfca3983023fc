"""Both days of June played, with the boards of the city and of the district."""

from __future__ import annotations

import pytest

from motcua.config.demo import readiness as demo
from motcua.ledger.actor import system
from motcua.readiness.commands import load_packaged


@pytest.fixture(scope="module")
def laid_boards(lay_on_region):
    return lay_on_region(_boards)


@pytest.fixture
def boards(laid_boards, region):
    """The boards by who made them: ``city`` and ``district``."""
    return laid_boards


def _boards(region):
    load_packaged(system("Kiểm thử"))
    files = demo.open_files(region, (*demo.WARDS, *demo.COMMUNES))
    return {"city": demo.wards(region, files), "district": demo.communes(region, files), "files": files}
