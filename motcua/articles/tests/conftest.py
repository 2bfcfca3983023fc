"""The five retold reports, taken in once for all tests of a file."""

from __future__ import annotations

import pytest

from motcua.config.demo import articles as story


@pytest.fixture(scope="module")
def laid_articles(laid_steering, lay):
    """The five reports by name; those of the demonstration that could be published are."""
    from conftest import at_work
    from motcua.kernel import clock

    with at_work(clock.at(2025, 7, 15, 8)):
        return lay(lambda: story.fill(laid_steering))


@pytest.fixture(scope="module")
def laid_visits(laid_articles, laid_steering, lay):
    """The visits of the reports, played to their end."""
    from conftest import at_work
    from motcua.config import wiring
    from motcua.config.demo import campaigns
    from motcua.kernel import clock

    wiring.hook_up()
    with at_work(clock.at(2025, 7, 16, 8)):
        return lay(lambda: campaigns.fill(laid_steering))


@pytest.fixture
def told(laid_articles, steering):
    """The five reports, on Thursday 17/7/2025, 09:00."""
    from motcua.kernel import clock

    del steering
    with clock.fixed(clock.at(2025, 7, 17, 9)):
        yield laid_articles
