"""Nobody has open dossiers, unless a test says so."""

from __future__ import annotations

import pytest

from motcua.parties import ports
from motcua.parties.tests.people import NoBusiness


@pytest.fixture(autouse=True)
def business(monkeypatch):
    known = [NoBusiness()]
    monkeypatch.setattr(ports, "_known", known)
    return known
