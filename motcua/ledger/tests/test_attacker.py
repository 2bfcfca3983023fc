"""Somebody holds the database but not the node's keys: whatever they do to it is named, or told here as not seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.db.models import F

from motcua.kernel import clock, merkle
from motcua.kernel.ids import new_id
from motcua.ledger import chain, guard, keys, marks, sealing
from motcua.ledger.models import Entry, Erasure, Mark, PrivatePart, Seal
from motcua.ledger.tests.books import OTHER_OWNER, OWNER, Books, codes, past_the_guards, set_row_back
from motcua.ledger.tests.toyroom import Box
from motcua.ledger.verify import head_of, verify

pytestmark = pytest.mark.django_db

Attack = Callable[[Books], None]
FORGED_KEY = bytes(32)


def change(entry: Entry, **values: object) -> None:
    Entry.objects.filter(pk=entry.pk).update(**values)


def rehash(entry: Entry, prev: bytes | None = None) -> Entry:
    """Write the entry's hash anew, as anybody can, and a code under a key that is not the node's."""
    entry = Entry.objects.get(pk=entry.pk)
    if prev is not None:
        entry.prev = prev
    entry.hash = chain.entry_hash(head_of(entry))
    entry.mac = chain.entry_mac(FORGED_KEY, entry.hash)
    change(entry, prev=entry.prev, hash=entry.hash, mac=entry.mac)
    return entry


def rehash_stream(box: UUID) -> None:
    prev = b""
    for entry in Entry.objects.filter(stream_id=box).order_by("version"):
        prev = rehash(entry, prev).hash
    set_row_back(box)


def copy_of(entry: Entry, **values: object) -> Entry:
    """Slip in an entry like ``entry``, honestly hashed, by somebody who lacks the node's key."""
    other = Entry.objects.get(pk=entry.pk)
    other.id, other.key, other.position, other.private_digests = new_id(), new_id().hex, None, b""
    for name, value in values.items():
        setattr(other, name, value)
    other.hash = chain.entry_hash(head_of(other))
    other.mac = chain.entry_mac(FORGED_KEY, other.hash)
    other.save(force_insert=True)
    return other


def remove(box: UUID, *versions: int, row_too: bool) -> None:
    gone = Entry.objects.filter(stream_id=box)
    if versions:
        gone = gone.filter(version__in=versions)
    PrivatePart.objects.filter(entry__in=gone).delete()
    gone._raw_delete("default")
    if row_too:
        set_row_back(box)


def swap(one: Entry, two: Entry, *fields: str) -> None:
    mine, theirs = ({name: getattr(entry, name) for name in fields} for entry in (one, two))
    if "position" in fields:
        change(two, position=None)
    change(one, **theirs)
    change(two, **mine)


def swap_private(books: Books) -> None:
    one = PrivatePart.objects.get(entry=books.entries(books.first)[0])
    two = PrivatePart.objects.get(entry=books.entries(books.second)[0])
    PrivatePart.objects.filter(pk=one.pk).update(payload=two.payload, salt=two.salt)
    PrivatePart.objects.filter(pk=two.pk).update(payload=one.payload, salt=one.salt)


def seal_everything_anew(key: Ed25519PrivateKey, *, name: str) -> None:
    """Seal all the books again, as they now are, with another key."""
    prev = sealing.NO_SEAL
    for seal in Seal.objects.order_by("number"):
        run = Entry.objects.filter(position__range=(seal.first, seal.last)).order_by("position")
        seal.root = merkle.root([chain.leaf(entry.position, bytes(entry.hash)) for entry in run])
        seal.prev, seal.key_id = prev, name
        seal.signature = key.sign(chain.seal_bytes(sealing.head_of(seal)))
        prev = sealing.hash_of(seal)
        Seal.objects.filter(pk=seal.pk).update(
            root=seal.root, prev=seal.prev, key_id=seal.key_id, signature=seal.signature
        )


def rewrite_history(books: Books) -> None:
    change(books.entries(books.first)[1], payload='{"colour":"đen"}')
    for box in (books.first, books.second, books.third, books.fresh):
        rehash_stream(box)


def rewrite_and_seal(books: Books, *, our_name: bool) -> None:
    rewrite_history(books)
    key = Ed25519PrivateKey.generate()
    seal_everything_anew(key, name=Seal.objects.first().key_id if our_name else keys.key_id(key.public_key()))


def cut_off(books: Books) -> None:
    """Remove the newest seal, everything it covers and everything after it, rows included."""
    seal = Seal.objects.order_by("-number").first()
    gone = Entry.objects.filter(position__gte=seal.first) | Entry.objects.filter(position=None)
    PrivatePart.objects.filter(entry__in=gone).delete()
    gone._raw_delete("default")
    Seal.objects.filter(number=seal.number).delete()
    for box in (books.first, books.second, books.third, books.fresh):
        set_row_back(box)


def slip_in_between(books: Books) -> None:
    """Put an entry between the first and second of a sealed stream, and chain the rest to it anew."""
    Entry.objects.filter(stream_id=books.first, version__gte=2).update(version=F("version") + 100)
    Entry.objects.filter(stream_id=books.first, version__gte=2).update(version=F("version") - 99)
    one = books.entries(books.first)[0]
    copy_of(one, version=2, prev=one.hash)
    rehash_stream(books.first)


def forge_an_erasure(books: Books) -> None:
    Erasure(subject_id=OTHER_OWNER, entry_id=new_id(), at=clock.now()).save(force_insert=True)
    PrivatePart.objects.filter(subject_id=OTHER_OWNER).delete()


NAMED: list[tuple[str, Attack, set[str]]] = [
    (
        "a word of a sealed entry is changed",
        lambda b: change(b.entries(b.first)[1], payload='{"colour":"đen"}'),
        {"entry_changed"},
    ),
    (
        "a word of a fresh entry is changed",
        lambda b: change(b.last(b.fresh), payload='{"colour":"đen"}'),
        {"entry_changed"},
    ),
    (
        "a sealed entry is changed and hashed anew",
        lambda b: (change(b.last(b.first), payload="{}"), rehash(b.last(b.first)), set_row_back(b.first)),
        {"entry_forged", "root_differs"},
    ),
    ("the last sealed entry is removed", lambda b: remove(b.first, 3, row_too=False), {"sealed_missing", "row_ahead"}),
    ("the last sealed entry and its trace in the row", lambda b: remove(b.first, 3, row_too=True), {"sealed_missing"}),
    ("the last fresh entry is removed", lambda b: remove(b.fresh, 2, row_too=False), {"row_ahead"}),
    (
        "an entry in the middle is removed",
        lambda b: remove(b.first, 2, row_too=True),
        {"entry_missing", "sealed_missing"},
    ),
    ("a whole sealed stream is removed", lambda b: remove(b.third, row_too=True), {"sealed_missing"}),
    (
        "a whole sealed stream is removed but for its row",
        lambda b: remove(b.third, row_too=False),
        {"sealed_missing", "row_ahead"},
    ),
    ("a whole fresh stream is removed but for its row", lambda b: remove(b.fresh, row_too=False), {"row_ahead"}),
    (
        "what two entries say is swapped",
        lambda b: swap(b.entries(b.first)[1], b.last(b.third), "payload"),
        {"entry_changed"},
    ),
    (
        "two entries of a stream are swapped whole",
        lambda b: swap(b.entries(b.first)[1], b.last(b.first), "event", "payload", "at", "command_digest", "hash"),
        {"entry_changed", "link_broken", "root_differs", "row_ahead"},
    ),
    (
        "an entry is added to a fresh stream",
        lambda b: (copy_of(b.last(b.fresh), version=3, prev=b.last(b.fresh).hash), set_row_back(b.fresh)),
        {"entry_forged"},
    ),
    (
        "a fresh stream is made up",
        lambda b: copy_of(b.entries(b.third)[0], stream_id=new_id()),
        {"entry_forged", "row_behind"},
    ),
    (
        "an entry is added with a place after the last seal",
        lambda b: (
            copy_of(b.last(b.third), version=3, prev=b.last(b.third).hash, position=7),
            set_row_back(b.third),
        ),
        {"entry_forged", "seal_missing"},
    ),
    ("an entry is slipped in between", slip_in_between, {"entry_forged", "out_of_order", "root_differs"}),
    ("the private parts of two people are swapped", swap_private, {"private_changed"}),
    (
        "a private part is said to be about somebody else",
        lambda b: PrivatePart.objects.filter(subject_id=OTHER_OWNER).update(subject_id=OWNER),
        {"private_changed"},
    ),
    (
        "a private part is removed without erasure",
        lambda b: PrivatePart.objects.filter(subject_id=OTHER_OWNER).delete(),
        {"private_missing"},
    ),
    ("a private part is removed under a made-up erasure", forge_an_erasure, {"private_missing"}),
    (
        "a private part is added",
        lambda b: PrivatePart(entry=b.last(b.first), ordinal=0, salt=b"", payload="{}").save(),
        {"private_added"},
    ),
    ("all is hashed anew", rewrite_history, {"entry_forged", "root_differs"}),
    (
        "all is hashed and sealed anew under another key",
        lambda b: rewrite_and_seal(b, our_name=False),
        {"entry_forged", "seal_forged", "anchor_differs"},
    ),
    (
        "all is hashed and sealed anew under another key that bears our key's name",
        lambda b: rewrite_and_seal(b, our_name=True),
        {"entry_forged", "seal_forged", "anchor_differs"},
    ),
    ("the newest seal is cut off with all it covers", cut_off, {"anchor_differs"}),
    (
        "the first seal is removed",
        lambda b: Seal.objects.filter(number=1).delete(),
        {"seal_missing", "sealed_missing", "anchor_differs"},
    ),
    (
        "a seal's root is changed",
        lambda b: Seal.objects.filter(number=1).update(root=bytes(32)),
        {"seal_forged", "root_differs", "seal_missing", "anchor_differs"},
    ),
    (
        "a seal claims places without end",
        lambda b: Seal.objects.filter(number=2).update(last=2**62),
        {"seal_forged", "sealed_missing", "anchor_differs"},
    ),
    (
        "the places of two entries are swapped",
        lambda b: swap(b.entries(b.first)[1], b.last(b.second), "position"),
        {"root_differs", "out_of_order"},
    ),
    ("a place is moved", lambda b: change(b.last(b.first), position=99), {"sealed_missing", "seal_missing"}),
    ("a place is taken away", lambda b: change(b.last(b.first), position=None), {"sealed_missing"}),
    ("a row's version is set back", lambda b: set_back_one(b.first), {"row_behind"}),
    ("a row's version runs ahead", lambda b: Box.objects.filter(pk=b.first).update(version=9), {"row_ahead"}),
    ("a row is removed", lambda b: Box.objects.filter(pk=b.first).delete(), {"row_behind"}),
    ("a row with a history is made up", lambda b: Box(number=9, version=1).save(force_insert=True), {"row_ahead"}),
    ("a row moves to the other realm", lambda b: Box.objects.filter(pk=b.first).update(realm="trial"), {"row_ahead"}),
]


def set_back_one(box: UUID) -> None:
    before = Entry.objects.filter(stream_id=box).order_by("-version")[1]
    Box.objects.filter(pk=box).update(version=before.version, head=before.hash)


def test_untouched_books_are_sound(books):
    report = verify()
    assert report.faults == []
    assert (report.entries, report.streams, report.seals, report.sealed, report.anchors) == (9, 4, 2, 6, 2)


@pytest.mark.parametrize(("attack", "expected"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_the_attack_is_named(books, attack, expected):
    with past_the_guards():
        attack(books)
    assert codes() == expected


UNSEEN: list[tuple[str, Attack]] = [
    ("the newest fresh entry is removed with its trace in the row", lambda b: remove(b.fresh, 2, row_too=True)),
    ("a whole fresh stream is removed with its row", lambda b: remove(b.fresh, row_too=True)),
]


def test_a_made_up_row_without_history_is_named(books):
    Box(number=9).save(force_insert=True)
    assert codes() == {"row_ahead"}


def test_packaged_rows_need_no_history(books, monkeypatch):
    monkeypatch.setattr(Box, "PACKAGED", True)
    Box(number=9).save(force_insert=True)
    assert codes() == set()


@pytest.mark.parametrize("attack", [row[1] for row in UNSEEN], ids=[row[0] for row in UNSEEN])
def test_what_is_not_sealed_yet_can_vanish_unseen(books, attack):
    with past_the_guards():
        attack(books)
    assert codes() == set()


@pytest.mark.parametrize("attack", [row[1] for row in UNSEEN], ids=[row[0] for row in UNSEEN])
def test_the_same_is_named_once_it_is_sealed(books, seal, attack):
    seal()
    with past_the_guards():
        attack(books)
    assert "sealed_missing" in codes()


def test_a_cut_at_a_seal_is_seen_only_against_a_copy_kept_outside(books, anchors):
    (anchors / sealing.ANCHOR_FILE).unlink()
    with past_the_guards():
        cut_off(books)
    assert codes() == set()


def test_an_outsider_with_public_keys_sees_what_is_sealed_and_not_what_is_fresh(books):
    with past_the_guards():
        copy_of(books.last(books.fresh), version=3, prev=books.last(books.fresh).hash)
        set_row_back(books.fresh)
    assert codes(with_secret=False) == set()
    with past_the_guards():
        rewrite_history(books)
    assert codes(with_secret=False) == {"root_differs"}


def test_verification_makes_no_key_and_says_that_it_has_none(books, settings, tmp_path):
    settings.MOTCUA_KEYS = tmp_path / "elsewhere"
    assert codes() == {"key_missing", "seal_forged"}
    assert not settings.MOTCUA_KEYS.exists()


def other(value: object) -> object:
    """Return a value of the same type that is not ``value``."""
    if isinstance(value, bool) or value is None:
        return new_id()
    if isinstance(value, int):
        return value + 7
    if isinstance(value, str):
        return "x" + value[1:] if not value.startswith("x") else "y" + value[1:]
    if isinstance(value, UUID):
        return new_id()
    if isinstance(value, bytes | memoryview):
        raw = bytes(value)
        return bytes([raw[0] ^ 1]) + raw[1:] if raw else b"\x01"
    return value + timedelta(microseconds=1)


@pytest.mark.parametrize("column", [field.attname for field in Entry._meta.concrete_fields if field.name != "position"])
@pytest.mark.parametrize("box", ["first", "fresh"])
def test_no_column_of_an_entry_can_be_changed(books, column, box):
    entry = books.entries(getattr(books, box))[1]
    with past_the_guards():
        change(entry, **{column: other(getattr(entry, column))})
    assert codes()


def test_a_torn_copy_outside_is_named(books, anchors):
    file = anchors / sealing.ANCHOR_FILE
    file.write_bytes(file.read_bytes()[:-20])
    assert codes() == {"anchor_unreadable"}


def test_missing_guards_are_named(books):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_entry_no_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_delete")
    faults = verify().faults
    assert [(fault.code, fault.where) for fault in faults] == [("guard_missing", "ledger_entry_no_delete")]


def test_an_emptied_guard_of_the_right_name_is_named():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_seal_no_update")
            cursor.execute("CREATE TRIGGER ledger_seal_no_update BEFORE UPDATE ON ledger_seal BEGIN SELECT 1; END")
            assert guard.missing() == ["ledger_seal_no_update"]
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NEW; END $$"
            )
            assert guard.missing() == ["ledger_refuse"]


@pytest.mark.parametrize(
    ("begun_as", "made_into"), [(marks.DEMONSTRATION, marks.REAL), (marks.REAL, marks.DEMONSTRATION)]
)
def test_a_demonstration_passes_for_no_real_centre_nor_the_other_way(books, begun_as, made_into):
    marks.begin(begun_as)
    assert codes() == set()
    with past_the_guards():
        Mark.objects.update(value=made_into)
    assert codes() == {"mark_forged"}
    with past_the_guards():
        Mark.objects.update(value=begun_as, at=clock.now() - timedelta(days=1))
    assert codes() == {"mark_forged"}


def test_a_mark_written_by_a_stranger_or_without_a_code_is_named(books):
    with past_the_guards():
        mark = Mark(name=marks.KIND, value=marks.REAL, at=clock.now())
        mark.mac = marks.code_of(mark, FORGED_KEY)
        mark.save(force_insert=True)
    assert codes() == {"mark_forged"}
    with past_the_guards():
        Mark.objects.update(mac=None)
    assert codes() == {"mark_forged"}


def test_without_its_mark_the_clock_of_begun_books_stays_the_machine_s(books):
    marks.begin(marks.DEMONSTRATION)
    assert marks.may_run_on_another_clock()
    with past_the_guards():
        Mark.objects.all()._raw_delete("default")
    marks.forget()
    assert marks.kind() is None
    assert codes() == set()  # told in docs/ledger.md: what is not there cannot be checked
    assert not marks.may_run_on_another_clock()
