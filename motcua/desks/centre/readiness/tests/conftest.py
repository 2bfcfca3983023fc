"""The region on 12/6/2025 with the story of the wards played, and its files and board at hand."""

from __future__ import annotations

import pytest

from motcua.config.demo import readiness as demo
from motcua.ledger.actor import system
from motcua.readiness.commands import load_packaged


@pytest.fixture
def files(region):
    """The files of wards and communes by the place's key; nothing is answered."""
    load_packaged(system("Kiểm thử"))
    return demo.open_files(region, (*demo.WARDS, *demo.COMMUNES))


@pytest.fixture
def played(region, files):
    """The files after 12/6 was played at the wards."""
    demo.wards(region, files)
    return files
