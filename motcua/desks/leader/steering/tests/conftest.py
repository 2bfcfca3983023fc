"""The orders of 13/6 and 15/7/2025, told once for all tests of a file."""

from __future__ import annotations

import pytest

from motcua.config.demo import directives as story
from motcua.kernel import clock


@pytest.fixture(scope="module")
def laid_orders(laid_steering, lay_on_region):
    return lay_on_region(lambda _built: story.fill(laid_steering))


@pytest.fixture
def orders(laid_orders, steering):
    """The directives of the story by their short names; the clock stands at Wednesday 16/7/2025, 08:00."""
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        yield laid_orders
