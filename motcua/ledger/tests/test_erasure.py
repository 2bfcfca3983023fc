"""Erasure: personal data go, the chain stays whole, and the books say that and why they went."""

from __future__ import annotations

from uuid import UUID

import pytest

from motcua.kernel.words import N_
from motcua.ledger import commands, queries
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.erase import erase_private_parts
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.models import Entry, PrivatePart
from motcua.ledger.perform import perform
from motcua.ledger.tests.books import OTHER_OWNER, OWNER, codes, past_the_guards
from motcua.ledger.tests.toyroom import Box, MakeBox
from motcua.ledger.verify import verify

pytestmark = pytest.mark.django_db


class ForgetOwner(Command, frozen=True, kw_only=True):
    TARGET = "box"

    box: UUID
    owner: UUID


@pytest.fixture(autouse=True)
def forgetting(monkeypatch):
    monkeypatch.setattr(commands, "_acts", dict(commands._acts))
    monkeypatch.setattr(PrivatePartsErased, "STREAM", Box.STREAM)

    @act(ForgetOwner, on=Box, verb=N_("Xóa dữ liệu"), may=lambda actor, box: None)
    def handle(command: ForgetOwner, box: Box, context: Context) -> Done[Box]:
        return Done(erase_private_parts(command.owner, "Đơn xin xóa", context))


def forget(books, owner: UUID = OWNER):
    return perform(ForgetOwner(box=books.first, owner=owner), books.maker)


def names(box: UUID) -> list[str]:
    return [told.event.owner_name for told in queries.stream(box) if hasattr(told.event, "owner_name")]


def test_what_was_said_about_a_person_goes_from_every_stream(books):
    assert names(books.first) + names(books.fresh) == ["Công dân Thử Một"] * 2
    forget(books)
    assert names(books.first) + names(books.fresh) == ["", ""]
    assert names(books.second) == ["Công dân Thử Hai"]
    assert not PrivatePart.objects.filter(subject_id=OWNER).exists()


def test_the_chain_still_verifies_and_tells_what_was_erased(books, seal):
    forget(books)
    seal()
    report = verify()
    assert (report.faults, report.erased_parts, report.private_parts) == ([], 2, 1)
    (event,) = [told.event for told in queries.stream(books.first) if isinstance(told.event, PrivatePartsErased)]
    erased = {(books.entries(books.first)[0].id, 0), (books.entries(books.fresh)[0].id, 0)}
    assert (event.subject, event.ground, set(event.parts)) == (OWNER, "Đơn xin xóa", erased)


def test_a_person_can_be_erased_again_after_coming_back(books):
    forget(books)
    perform(MakeBox(colour="đỏ", owner=OWNER, owner_name="Công dân Thử Một"), books.maker)
    forget(books)
    assert codes() == set()
    assert not PrivatePart.objects.filter(subject_id=OWNER).exists()


def test_nothing_in_the_books_lets_a_guess_about_an_erased_person_be_tried(books):
    """The digest of the command is under the node's key: a plain hash could be tried with every name in the land."""
    command = MakeBox(colour="đỏ", owner=OWNER, owner_name="Công dân Thử Một")
    entry = books.entries(books.first)[0]
    forget(books)
    assert command.fingerprint() != bytes(entry.command_digest)
    assert "Công dân" not in entry.payload + entry.outcome


def test_a_part_that_an_erasure_does_not_list_is_still_missed(books):
    forget(books)
    with past_the_guards():
        PrivatePart.objects.filter(subject_id=OTHER_OWNER).delete()
    assert codes() == {"private_missing"}


def test_an_erasure_that_lists_more_than_it_did_is_named(books):
    forget(books)
    entry = books.last(books.first)
    more = str(books.entries(books.second)[0].id)
    with past_the_guards():
        PrivatePart.objects.filter(subject_id=OTHER_OWNER).delete()
        payload = entry.payload.replace('"parts":[', f'"parts":[["{more}",0],')
        Entry.objects.filter(pk=entry.pk).update(payload=payload)
    assert codes() == {"entry_changed"}


def test_an_erasure_that_cannot_be_read_is_named(books):
    forget(books)
    with past_the_guards():
        Entry.objects.filter(pk=books.last(books.first).pk).update(payload="{")
    assert codes() == {"entry_changed", "private_missing"}
