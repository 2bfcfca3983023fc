"""Campaigns as the room's own tests plan them, and somebody at a browser."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.inspections.tests.conftest import Planning, _wired, laid_2018, phu_xuyen, planning

__all__ = ["Planning", "_wired", "laid_2018", "phu_xuyen", "planning"]


@pytest.fixture
def enter(steering, sign_in):
    return lambda who: sign_in(Client(), who, verified=True)
