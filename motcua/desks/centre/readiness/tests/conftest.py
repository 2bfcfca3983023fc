"""The region on 12/6/2025 with the story of the wards played, and its files and board at hand."""

from __future__ import annotations

import pytest

from motcua.config.demo import readiness as demo
from motcua.ledger.actor import system
from motcua.readiness.commands import load_packaged


@pytest.fixture(scope="module")
def laid_files(lay_on_region):
    return lay_on_region(_files)


@pytest.fixture(scope="module")
def laid_day(laid_files, lay_on_region):
    return lay_on_region(lambda region: demo.wards(region, laid_files))


@pytest.fixture
def files(laid_files, region):
    """The files of wards and communes by the place's key; nothing is answered."""
    return laid_files


@pytest.fixture
def played(laid_day, files):
    """The files after 12/6 was played at the wards."""
    return files


def _files(region):
    load_packaged(system("Kiểm thử"))
    return demo.open_files(region, (*demo.WARDS, *demo.COMMUNES))
