"""The tests of a room whose rows are rebuilt each night leave nothing behind that does not follow from the books.

A pytest plugin: after each test of these rooms every stream that the test acted upon is replayed and compared with its
rows, so that each story a room plays is a test of its folds. A test that alters rows by hand says ``altered``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.house import plan

PREPARATION = (
    "archives",
    "articles",
    "budget",
    "certifications",
    "checklists",
    "conclusions",
    "custody",
    "decisions",
    "findings",
    "indicators",
    "inspections",
    "links",
    "oversight",
    "payments",
    "proposals",
    "readiness",
    "staff",
    "works",
)
ROOMS = (*PREPARATION, "dossiers", "samples")
DATABASE = {"db", "town", "region", "steering", "transactional_db"}


def _plays(item: pytest.Item) -> bool:
    room = item.path.relative_to(plan.PACKAGE).parts[0] if item.path.is_relative_to(plan.PACKAGE) else ""
    database = item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ()))
    return room in ROOMS and bool(database) and item.get_closest_marker("altered") is None


@pytest.fixture(autouse=True)
def _replayed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Replay what the test acted upon."""
    if not _plays(request.node):
        yield
        return
    request.getfixturevalue("db")
    from motcua.config import wiring
    from motcua.kernel.ids import new_id
    from motcua.ledger import replay
    from motcua.ledger.models import Entry

    wiring.offer_folds()
    begun = new_id()
    yield
    acted_upon = set(Entry.objects.filter(id__gt=begun).values_list("stream_id", flat=True))
    assert replay.compare(acted_upon) == []
