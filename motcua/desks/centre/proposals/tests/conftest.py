"""The list of Đại Đồng as its pages show it: filed and sent on its way on 15/7/2025."""

from __future__ import annotations

import pytest

from motcua.config import wiring
from motcua.config.demo import proposals as story
from motcua.kernel import clock


@pytest.fixture(scope="module")
def laid_filed(laid_steering, lay_on_region):
    """Tell the filing and its way once for a file."""
    wiring.hook_up()

    def tell(_built):
        with clock.fixed(clock.at(2025, 7, 15, 8, 30)):
            items = story.tell_filing(laid_steering)
        with clock.fixed(clock.at(2025, 7, 15, 9, 15)):
            story.tell_routing(laid_steering, items)
        return items

    return lay_on_region(tell)


@pytest.fixture
def filed(laid_filed, steering):
    """Return the items by D1 … P5; the clock stands at 15/7/2025, 11:00."""
    with clock.fixed(clock.at(2025, 7, 15, 11)):
        yield laid_filed
