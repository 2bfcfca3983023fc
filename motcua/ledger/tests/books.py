"""A small set of books to attack: three sealed boxes in two seals, and work after them that is not sealed yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.db import connection

from motcua.ledger import guard, sealing
from motcua.ledger.actor import Actor
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.ledger.tests.toyroom import Box, MakeBox, PaintBox
from motcua.ledger.verify import verify

OWNER = UUID("0198c000-0000-7000-8000-0000000000b1")
OTHER_OWNER = UUID("0198c000-0000-7000-8000-0000000000b2")


@dataclass(frozen=True)
class Books:
    """Ids of boxes: ``first`` and ``second`` lie in seal 1, ``third`` in seal 2, ``fresh`` is not sealed."""

    maker: Actor
    first: UUID
    second: UUID
    third: UUID
    fresh: UUID

    def entries(self, box: UUID) -> list[Entry]:
        return list(Entry.objects.filter(stream_id=box).order_by("version"))

    def last(self, box: UUID) -> Entry:
        return self.entries(box)[-1]


def make(maker: Actor, seal: Callable[[], object] = sealing.seal_all) -> Books:
    def box(owner: UUID | None = None, name: str = "") -> UUID:
        return perform(MakeBox(colour="đỏ", owner=owner, owner_name=name), maker).target

    def paint(target: UUID, colour: str) -> None:
        perform(PaintBox(box=target, colour=colour), maker)

    first = box(OWNER, "Công dân Thử Một")
    paint(first, "xanh")
    second = box(OTHER_OWNER, "Công dân Thử Hai")
    seal()
    third = box()
    paint(third, "tím")
    paint(first, "vàng")
    seal()
    fresh = box(OWNER, "Công dân Thử Một")
    paint(fresh, "nâu")
    paint(second, "trắng")
    return Books(maker, first, second, third, fresh)


@contextmanager
def past_the_guards() -> Iterator[None]:
    """Act as somebody with the database file (or its superuser) does; the guards are back afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in guard.guards("sqlite"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            yield
            for statement in import_module(guard.MIGRATION).sqlite_statements():
                cursor.execute(statement)
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")


def codes(*, with_secret: bool = True) -> set[str]:
    """Return the codes of the faults that a verification finds."""
    return {fault.code for fault in verify(with_secret=with_secret).faults}


def set_row_back(box: UUID) -> None:
    """Let the box's row follow from the newest entry it still has; remove it where there is none."""
    entry = Entry.objects.filter(stream_id=box).order_by("-version").first()
    if entry is None:
        Box.objects.filter(pk=box).delete()
    else:
        Box.objects.filter(pk=box).update(version=entry.version, head=entry.hash)
