"""The stories' days on PostgreSQL: told to their end and served; in the browser they are played on SQLite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from types import ModuleType
from urllib.request import urlopen

import pytest

from tests.journeys import told, visited
from tests.journeys.books import Books

pytestmark = pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="played day by day in a browser"
)


@pytest.fixture(params=[told, visited], ids=["preparing and running", "inspecting and steering"])
def tale(request: pytest.FixtureRequest) -> ModuleType:
    """A module that tells days."""
    module: ModuleType = request.param
    return module


@pytest.fixture
def told_books(tale: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    """The books of a story, read by nobody yet."""
    with ExitStack() as stack:
        yield Books(tmp_path_factory.mktemp("told"), None, stack, tale)


def test_the_days_of_a_story_are_told_and_their_books_are_whole(tale, told_books):
    told_books.open(list(tale.DAYS)[-1])
    told_books.work()
    assert told_books.house is not None
    with urlopen(told_books.house.root) as answer:
        assert answer.status == 200
    verified = told_books.house.motcua("verify-ledger")
    assert verified.returncode == 0, verified.stdout + verified.stderr
