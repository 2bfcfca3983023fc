"""The sealer: gives committed entries their place and signs a Merkle root over each run of places.

One sealer works at a time (it locks its own row). An entry gets its place only after it is committed, so nothing that
commits later can appear before a published place; within a stream the places follow the versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection, transaction

from motcua.kernel import clock, merkle
from motcua.ledger import access, chain, keys
from motcua.ledger.events import canonical
from motcua.ledger.models import Access, AccessSeal, Entry, Reader, Seal

SEALER = "ledger.sealer"
BATCH = 5_000
NO_SEAL = bytes(32)
EMPTY_MOST = timedelta(days=8)
"""From the newest row of the access log: up to which day (exclusive) days without rows are sealed."""
ANCHOR_FILE = "seals.jsonl"
ACCESS_ANCHOR_FILE = "access-seals.jsonl"


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What the sealer needs of an entry."""

    id: UUID
    stream_id: UUID
    version: int
    hash: bytes


def seal_all() -> int:
    """Seal everything that is committed and return how many entries were sealed."""
    done = 0
    while count := seal_batch():
        done += count
    return done


def seal_batch(limit: int = BATCH) -> int:
    """Seal up to about ``limit`` entries in one seal and return how many; 0 when nothing waits."""
    with transaction.atomic():
        Reader.objects.get_or_create(name=SEALER)
        Reader.objects.select_for_update().get(name=SEALER)
        waiting = _waiting(limit)
        if not waiting:
            return 0
        last = Seal.objects.order_by("-number").first()
        head = _head(last, in_stream_order(waiting))
        signature = keys.load(settings.MOTCUA_KEYS).sign(chain.seal_bytes(head))
        Seal(
            number=head.number,
            node=head.node,
            first=head.first,
            last=head.last,
            root=head.root,
            prev=head.prev,
            at=head.at,
            key_id=head.key_id,
            signature=signature,
        ).save(force_insert=True)
        _place(in_stream_order(waiting), head.first)
        kept = {"number": head.number, "last": head.last, "hash": chain.seal_hash(head, signature).hex(), "at": head.at}
        transaction.on_commit(lambda: _anchor(ANCHOR_FILE, kept))
        return len(waiting)


def _waiting(limit: int) -> list[Unsealed]:
    columns = ("id", "stream_id", "version", "hash")
    rows = list(Entry.objects.filter(position__isnull=True).order_by("id").values_list(*columns)[:limit])
    if len(rows) == limit:
        # A clock that stepped back may have given a later version the smaller id: take whole streams, never their tails.
        # Which of them are sealed is seen here: asked of the database, it would look through all that wait, each time.
        whole = Entry.objects.filter(stream_id__in={row[1] for row in rows}).values_list("position", *columns)
        rows = sorted(tuple(row) for position, *row in whole if position is None)
    return [Unsealed(id_, stream, version, bytes(digest)) for id_, stream, version, digest in rows]


def in_stream_order(entries: Sequence[Unsealed]) -> list[Unsealed]:
    """Return ``entries`` in the order of their ids, with each stream's entries in the order of their versions."""
    queues: dict[UUID, list[Unsealed]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.stream_id, -entry.version)):
        queues[entry.stream_id].append(entry)
    return [queues[entry.stream_id].pop() for entry in entries]


def _head(last: Seal | None, ordered: Sequence[Unsealed]) -> chain.SealHead:
    first = last.last + 1 if last else 1
    leaves = [chain.leaf(first + index, entry.hash) for index, entry in enumerate(ordered)]
    return chain.SealHead(
        number=last.number + 1 if last else 1,
        node=settings.MOTCUA_NODE,
        first=first,
        last=first + len(ordered) - 1,
        root=merkle.root(leaves),
        prev=hash_of(last) if last else NO_SEAL,
        at=clock.now(),
        key_id=keys.load(settings.MOTCUA_KEYS).key_id,
    )


def head_of(seal: Seal) -> chain.SealHead:
    """Return what a stored seal says."""
    return chain.SealHead(
        seal.number, seal.node, seal.first, seal.last, bytes(seal.root), bytes(seal.prev), seal.at, seal.key_id
    )


def hash_of(seal: Seal) -> bytes:
    """Return the hash by which the seal after ``seal`` names it."""
    return chain.seal_hash(head_of(seal), bytes(seal.signature))


def _place(ordered: Iterable[Unsealed], first: int) -> None:
    key = Entry._meta.pk
    rows = [(first + index, key.get_db_prep_value(entry.id, connection)) for index, entry in enumerate(ordered)]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE ledger_entry SET position = %s WHERE id = %s", rows)


def _anchor(name: str, *kept: Mapping[str, Any]) -> None:
    """Keep seals outside the database as well, so that cutting off the newest ones can be seen."""
    folder: Path = settings.MOTCUA_ANCHORS
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("ab") as file:
        file.write(b"".join(msgspec.json.encode(seal) + b"\n" for seal in kept))


def seal_access_days(until: date | None = None) -> int:
    """Seal the access log of every finished day before ``until`` and return how many days.

    ``until`` is by default today, but at most a week after the newest row: a clock that runs ahead for an hour must not
    seal a year that is to come. Days without rows are sealed as well, once there is a later row.
    """
    kept: list[Mapping[str, Any]] = []
    with transaction.atomic():
        Reader.objects.get_or_create(name=SEALER)
        Reader.objects.select_for_update().get(name=SEALER)
        last = AccessSeal.objects.order_by("-day").first()
        days = Access.objects.order_by("day").values_list("day", flat=True)
        oldest, newest = days.first(), days.last()
        if oldest is None or newest is None:
            return 0
        until = until or min(clock.today(), newest + EMPTY_MOST)
        day = last.day + timedelta(days=1) if last else oldest
        prev = access_seal_hash(last) if last else NO_SEAL
        while day < until:
            seal = _access_seal(day, prev)
            seal.save(force_insert=True)
            prev, day = access_seal_hash(seal), day + timedelta(days=1)
            kept.append({"day": seal.day, "hash": prev.hex(), "at": seal.at})
        transaction.on_commit(lambda: _anchor(ACCESS_ANCHOR_FILE, *kept))
    access.forget()
    return len(kept)


def access_leaf(row: Access) -> bytes:
    """Return the Merkle leaf of one access row: everything it says."""
    parts = [
        row.id.hex,
        chain.instant_text(row.at),
        row.day.isoformat(),
        row.account_id.hex,
        row.post_id.hex if row.post_id else None,
        row.unit_id.hex if row.unit_id else None,
        row.channel,
        row.purpose,
        row.outcome,
        row.what,
        row.subject_id.hex if row.subject_id else None,
        row.subjects,
    ]
    return canonical(parts).encode()


def access_root(day: date) -> tuple[int, bytes]:
    """Return how many access rows ``day`` has and the Merkle root over them."""
    leaves = [access_leaf(row) for row in Access.objects.filter(day=day).order_by("id").iterator()]
    return len(leaves), merkle.root(leaves)


def access_seal_bytes(seal: AccessSeal) -> bytes:
    """Return the bytes that the signature of a day's access seal covers."""
    parts = [
        "motcua.access.1",
        seal.day.isoformat(),
        seal.count,
        bytes(seal.root).hex(),
        bytes(seal.prev).hex(),
        chain.instant_text(seal.at),
        seal.key_id,
    ]
    return canonical(parts).encode()


def access_seal_hash(seal: AccessSeal) -> bytes:
    """Return the hash by which the next day's seal names this one."""
    return merkle.root([access_seal_bytes(seal), bytes(seal.signature)])


def _access_seal(day: date, prev: bytes) -> AccessSeal:
    node_keys = keys.load(settings.MOTCUA_KEYS)
    count, root = access_root(day)
    seal = AccessSeal(day=day, count=count, root=root, prev=prev, at=clock.now(), key_id=node_keys.key_id)
    seal.signature = node_keys.sign(access_seal_bytes(seal))
    return seal
