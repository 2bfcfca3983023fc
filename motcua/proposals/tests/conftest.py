"""What the tests of proposals tell first: the list of Đại Đồng, filed at the session of 15/7/2025."""

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
    """Return the items by D1 … P5 as they lie on 15/7/2025, 09:30; ``steering`` are the people."""
    with clock.fixed(clock.at(2025, 7, 15, 9, 30)):
        yield laid_filed
