"""Replay: a row that does not follow from its history is an alarm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.ledger.replay import Difference, compare, replays
from motcua.ledger.tests.books import codes
from motcua.ledger.tests.toyroom import Box, BoxMade, BoxPainted, PaintBox

pytestmark = pytest.mark.django_db


def fold(history):
    values = {}
    for told in history:
        match told.event:
            case BoxMade(number=number, colour=colour):
                values = {"number": number, "colour": colour}
            case BoxPainted(colour=colour):
                values["colour"] = colour
    return values


@pytest.fixture(autouse=True)
def folds(monkeypatch):
    monkeypatch.setattr(replay, "_folds", {})
    replays(Box.STREAM, fold)


def test_rows_that_follow_from_their_history_are_quiet(books):
    assert compare() == []


def test_a_row_changed_behind_the_books_is_told_field_by_field(books):
    Box.objects.filter(pk=books.first).update(colour="đen", number=99)
    assert compare() == [Difference(books.first, "number", 1, 99), Difference(books.first, "colour", "vàng", "đen")]
    assert codes() == set()  # verification looks at the books, replay at what follows from them


def test_a_row_that_is_gone_is_told(books):
    Box.objects.filter(pk=books.third).delete()
    assert {difference.found for difference in compare()} == {None}


def test_only_the_asked_streams_are_replayed(books):
    Box.objects.filter(pk=books.first).update(colour="đen")
    assert compare([books.second]) == []
    assert len(compare([books.first, books.second])) == 1


def test_a_long_book_is_read_in_pieces_and_every_piece_is_compared(books, monkeypatch):
    monkeypatch.setattr(replay, "PIECE", 2)
    for box in (books.first, books.fresh):
        Box.objects.filter(pk=box).update(colour="đen")
    assert {each.stream for each in compare()} == {books.first, books.fresh}
    assert len(compare([books.first, books.second, books.third, books.fresh])) == 2


def test_a_night_replays_what_was_acted_upon_lately_and_the_rest_in_turns(books):
    made = {books.first, books.second, books.third, books.fresh}
    assert all(replay.tonight(clock.now())(box) for box in made)
    later = clock.now() + replay.LATELY + timedelta(minutes=1)
    turns = [replay.tonight(later + timedelta(days=night)) for night in range(replay.NIGHTS)]
    sealed = {books.first, books.third}
    assert all(tonight(box) for tonight in turns for box in made - sealed)
    for box in sealed:
        assert sum(tonight(box) for tonight in turns) == 1
    Box.objects.filter(pk__in=sealed).update(colour="đen")
    found = [each.stream for tonight in turns for each in compare(only=tonight)]
    assert sorted(found) == sorted(sealed)


def test_rows_of_other_tables_are_compared_where_the_room_reads_them(books):
    found = {books.first: {"dent": 1}}
    replays(Box.STREAM, lambda history: fold(history) | {"dents": {}}, lambda ids: {"dents": found})
    assert compare() == [Difference(books.first, "dents", {}, {"dent": 1})]
    found.clear()
    assert compare() == []


def test_what_happens_to_another_thing_is_heard_in_its_place(books):
    heard = []

    def listening(history):
        heard.append([one.entry for one in history])
        return {}

    replays(Box.STREAM, listening, None, lambda ids: {books.second: [books.first]})
    assert compare([books.second]) == []
    both = Entry.objects.filter(stream_id__in=[books.first, books.second]).order_by("id")
    assert heard[-1] == list(both.values_list("id", flat=True))


def test_a_row_that_changed_its_realm_is_told(books):
    Box.objects.filter(pk=books.first).update(realm="trial")
    assert [each.field for each in compare()] == ["realm"]


def test_a_row_acted_upon_while_its_history_is_read_is_no_difference(books, maker):
    painted = []

    def slow(history):
        values = fold(history)
        if not painted:
            painted.append(perform(PaintBox(box=books.first, colour="lục"), maker))
        return values

    replays(Box.STREAM, slow)
    assert compare() == []
    assert painted
