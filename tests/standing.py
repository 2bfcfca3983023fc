"""Books that stand while test after test needs them: building them anew for each file took longer than many a file.

They lie in a transaction that is rolled back before the first test whose file does not ask for them; each test's own
changes lie in a savepoint within. Files that ask for the same books are run one after another. What all tests of a file
tell first is laid upon the books once, by fixtures of the file whose names begin with ``laid_``; tests that need more of
them come later.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import blocking_manager_key

KINDS = ("town", "region")
"""The fixtures whose books may stand."""
_asked_for: dict[Path, set[str]] = {}


class Standing:
    """What stands in this process: at most one set of books, by the name of its fixture."""

    def __init__(self) -> None:
        self.kind = ""
        self._books: Any = None
        self._transaction: Any = None

    def take(self, kind: str, build: Callable[[], Any]) -> Any:
        """Return the books of that kind, built by ``build`` unless they stand already."""
        if self.kind != kind:
            self.clear()
            begun = transaction.atomic()
            begun.__enter__()
            try:
                self._books = build()
            except BaseException:
                begun.__exit__(*sys.exc_info())
                raise
            self.kind, self._transaction = kind, begun
        return self._books

    def clear(self) -> None:
        """Roll back whatever stands."""
        if self.kind:
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)
            self.kind, self._books, self._transaction = "", None, None


_standing = Standing()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run files of the same books one after another."""
    for item in items:
        _asked_for.setdefault(item.path, set()).update(set(KINDS) & set(getattr(item, "fixturenames", ())))
    place = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(key=lambda item: (sorted(_asked_for[item.path]), place[item.path], _laid(item)))


def _laid(item: pytest.Item) -> int:
    return sum(name.startswith("laid_") for name in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def _cleared_at_the_end(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        _standing.clear()


@pytest.fixture(scope="session")
def stand(_cleared_at_the_end: None, django_db_blocker: Any) -> Callable[[str, Callable[[], Any]], Any]:
    """Return ``stand(kind, build)``: the books of that kind, built if they do not stand."""

    def take(kind: str, build: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            return _standing.take(kind, build)

    return take


@pytest.fixture(scope="module")
def lay(_cleared_at_the_end: None, django_db_blocker: Any) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Return ``lay(tell)``: what ``tell`` returns; what it wrote stays until the file's last test is over."""
    with ExitStack() as stack:

        def laid(tell: Callable[[], Any]) -> Any:
            begun = transaction.atomic()
            stack.callback(_take_back, begun, django_db_blocker)
            with django_db_blocker.unblock():
                begun.__enter__()
                return tell()

        yield laid


def _take_back(begun: Any, blocker: Any) -> None:
    with blocker.unblock():
        transaction.set_rollback(True)
        begun.__exit__(None, None, None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a test whose file asks for no such books, let none stand."""
    if _standing.kind and _standing.kind not in _asked_for.get(item.path, ()):
        with item.config.stash[blocking_manager_key].unblock():
            _standing.clear()
