"""The toy room's table and people."""

from __future__ import annotations

from uuid import UUID

import pytest

from motcua.ledger import sealing
from motcua.ledger.actor import Actor
from motcua.ledger.tests.books import Books, make


@pytest.fixture
def maker() -> Actor:
    return Actor(
        account=UUID("0198c000-0000-7000-8000-0000000000a1"),
        name="Cán bộ Thử Một",
        powers=frozenset({"toy.make", "toy.paint"}),
    )


@pytest.fixture
def stranger() -> Actor:
    return Actor(account=UUID("0198c000-0000-7000-8000-0000000000a2"), name="Cán bộ Thử Hai")


@pytest.fixture(autouse=True)
def anchors(settings, tmp_path):
    """Copies of seals kept outside the database, for one test alone."""
    settings.MOTCUA_ANCHORS = tmp_path / "anchors"
    return settings.MOTCUA_ANCHORS


@pytest.fixture
def seal(django_capture_on_commit_callbacks):
    """The sealer, with what it does after commit done although the test's transaction never commits."""

    def seal_all() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return sealing.seal_all()

    return seal_all


@pytest.fixture
def books(maker, seal) -> Books:
    return make(maker, seal)
