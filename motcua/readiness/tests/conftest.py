"""The region with the packaged template loaded, and with both days of June played."""

from __future__ import annotations

import pytest

from motcua.config.demo import readiness as demo
from motcua.ledger.actor import system
from motcua.readiness.commands import load_packaged


@pytest.fixture(scope="module")
def laid_template(lay_on_region):
    return lay_on_region(lambda _: load_packaged(system("Kiểm thử")))


@pytest.fixture(scope="module")
def laid_files(laid_template, lay_on_region):
    return lay_on_region(lambda region: demo.open_files(region, (*demo.WARDS, *demo.COMMUNES)))


@pytest.fixture
def prepared(laid_template, region):
    """The region with the packaged template in its books."""
    return region


@pytest.fixture
def files(laid_files, prepared):
    """The files of the five wards and three communes, by the place's key; nothing is answered."""
    return laid_files
