"""What is noted of an erasure outside the database, and erasing again by it: everybody, once, or told why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from motcua.desks.operator import repeating
from motcua.kernel.errors import BadInput
from motcua.kernel.words import said
from motcua.ledger import erasures, feed, sealing
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.models import Entry, PrivatePart
from motcua.ledger.perform import perform
from motcua.ledger.verify import verify
from motcua.parties import ports
from motcua.parties.commands.erase import EraseParty
from motcua.parties.commands.merge import MergeParties
from motcua.parties.models import Party
from motcua.parties.rules.words import ErasureGround
from motcua.parties.tests.people import ADMIN, DIRECTOR, NoBusiness, register


@pytest.fixture(autouse=True)
def _books(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MOTCUA_ANCHORS = tmp_path / "anchors"
    monkeypatch.setattr(ports, "_known", [NoBusiness()])
    monkeypatch.setattr(feed, "_readers", {})
    feed.react_later("ledger.erasures_outside", (PrivatePartsErased,), erasures.note)


class Undone(Exception):
    """The books are as they were: a backup was restored."""


def noted(tmp_path: Path, *people: Any, merge: bool = False) -> Path:
    """Erase these, each with a seal and what follows it, and go back to the books before; return what was noted."""
    try:
        with transaction.atomic():
            if merge:
                perform(MergeParties(party=people[1], remaining=people[0], ground="Cùng một người"), DIRECTOR)
            for person in people[: 1 if merge else None]:
                perform(EraseParty(party=person, ground=ErasureGround.REQUEST, reference="Đơn thử số 1"), ADMIN)
            sealing.seal_all()
            assert feed.run_readers()
            raise Undone
    except Undone:
        return tmp_path / "anchors" / erasures.FILE


def names() -> list[str]:
    return sorted(Party.objects.values_list("name", flat=True))


def test_who_was_erased_since_is_erased_again_and_only_once(tmp_path: Path) -> None:
    first, other = register("Thử Một"), register("Thử Hai")
    file = noted(tmp_path, first)
    assert names() == ["Thử Hai", "Thử Một"]
    told = repeating.repeat(file)
    assert (told.done, told.known, told.left) == (1, 0, [])
    assert names() == ["", "Thử Hai"]
    assert set(PrivatePart.objects.values_list("subject_id", flat=True)) == {other}
    entry = Entry.objects.get(event=PrivatePartsErased.NAME)
    assert "request: Đơn thử số 1" in entry.payload
    assert entry.on_behalf_of == repeating.ORDER
    assert verify().faults == []
    told = repeating.repeat(file)
    assert (told.done, told.known) == (0, 1)
    assert Entry.objects.filter(event=PrivatePartsErased.NAME).count() == 1


def test_a_double_merged_only_after_the_backup_is_erased_with_the_person(tmp_path: Path) -> None:
    kept, double = register("Thử Một"), register("Thử Mốt")
    register("Thử Hai")
    file = noted(tmp_path, kept, double, merge=True)
    assert repeating.repeat(file).done == 2
    assert names() == ["", "", "Thử Hai"]
    assert verify().faults == []


def test_the_note_says_nothing_personal(tmp_path: Path) -> None:
    text = noted(tmp_path, register("Nguyễn Thử Bí Mật", address="Thôn Bí Mật")).read_text()
    assert "Đơn thử số 1" in text
    assert "Bí Mật" not in text


class Busy:
    def reasons_to_keep(self, parties: Any) -> list[Any]:
        return [said("Còn 1 hồ sơ đang giải quyết.")]


def test_who_has_an_open_dossier_in_the_restored_books_is_left_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = register("Thử Một")
    file = noted(tmp_path, person)
    monkeypatch.setattr(ports, "_known", [Busy()])
    told = repeating.repeat(file)
    assert [(who, str(why)) for who, why in told.left] == [(person, "Chưa xóa được: Còn 1 hồ sơ đang giải quyết.")]
    assert names() == ["Thử Một"]


def test_somebody_the_restored_books_never_knew_is_no_fault(tmp_path: Path) -> None:
    try:
        with transaction.atomic():
            file = noted(tmp_path, register("Thử Một"))
            raise Undone
    except Undone:
        told = repeating.repeat(file)
    assert (told.done, told.known, told.left) == (0, 1, [])


@pytest.mark.parametrize("line", ["rác", "{}", '{"subject": 1}'])
def test_a_file_of_something_else_is_refused_and_nobody_is_erased(tmp_path: Path, line: str) -> None:
    register("Thử Một")
    file = tmp_path / "la.jsonl"
    file.write_text(line)
    with pytest.raises(BadInput):
        repeating.repeat(file)
    assert names() == ["Thử Một"]
