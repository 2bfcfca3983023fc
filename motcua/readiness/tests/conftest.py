"""The region with the packaged template loaded, and with both days of June played."""

from __future__ import annotations

import pytest

from motcua.config.demo import readiness as demo
from motcua.ledger.actor import system
from motcua.readiness.commands import load_packaged


@pytest.fixture
def prepared(region):
    """The region with the packaged template in its books."""
    load_packaged(system("Kiểm thử"))
    return region


@pytest.fixture
def files(prepared):
    """The files of the five wards and three communes, by the place's key; nothing is answered."""
    return demo.open_files(prepared, (*demo.WARDS, *demo.COMMUNES))
