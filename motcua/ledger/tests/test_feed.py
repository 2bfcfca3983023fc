"""Readers of the feed: in order, again until it succeeds, each for itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from motcua.ledger import feed
from motcua.ledger.events import Event
from motcua.ledger.models import Reader, Sequence
from motcua.ledger.perform import perform
from motcua.ledger.sequences import take
from motcua.ledger.tests.toyroom import BoxMade, BoxPainted, MakeBox, PaintBox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def readers(monkeypatch):
    monkeypatch.setattr(feed, "_readers", {})


def ready_again(name: str) -> None:
    Reader.objects.filter(name=name).update(retry_at=datetime.now(UTC) - timedelta(seconds=1))


def test_a_reader_hears_what_is_sealed_in_order_and_once(books, seal):
    heard: list[tuple[int, Event]] = []
    feed.react_later("painter", (BoxPainted,), lambda told: heard.append((told.position, told.event)))
    assert feed.run_readers() == 3
    assert [event.colour for _, event in heard] == ["xanh", "tím", "vàng"]
    assert [position for position, _ in heard] == sorted(position for position, _ in heard)
    assert feed.run_readers() == 0
    seal()
    assert feed.run_readers() == 2
    assert [event.colour for _, event in heard[3:]] == ["nâu", "trắng"]


def test_what_is_not_sealed_is_not_told(books):
    heard = []
    feed.react_later("all", (BoxMade, BoxPainted), heard.append)
    feed.run_readers()
    assert books.fresh not in {told.stream_id for told in heard}


def test_a_reader_of_rare_events_does_not_search_the_feed_again_and_again(books):
    feed.react_later("none", (), lambda told: None)
    assert feed.run_readers() == 0
    assert Reader.objects.get(name="none").position == 6


def test_trouble_rolls_back_what_the_reader_did_and_keeps_its_place(books):
    def stumble(told: feed.Told) -> None:
        take("heard")
        if told.event.colour == "tím":
            raise RuntimeError("giấy kẹt")

    feed.react_later("stumbler", (BoxPainted,), stumble)
    assert feed.run_readers() == 1
    assert Sequence.objects.get(name="heard").value == 1
    reader = Reader.objects.get(name="stumbler")
    assert (reader.position, reader.failures, "giấy kẹt" in reader.last_error) == (2, 1, True)


def test_trouble_is_tried_again_in_order_after_a_growing_wait(books):
    heard, broken = [], [True]

    def stumble(told: feed.Told) -> None:
        if broken[0]:
            raise RuntimeError
        heard.append(told.event.colour)

    feed.react_later("stumbler", (BoxPainted,), stumble)
    waits = []
    for _ in range(12):
        before = datetime.now(UTC)
        feed.run_readers()
        waits.append(Reader.objects.get(name="stumbler").retry_at - before)
        assert feed.run_readers() == 0
        ready_again("stumbler")
    assert waits[0] < timedelta(seconds=6)
    assert timedelta(minutes=59) < waits[-1] <= timedelta(minutes=61)
    assert [round(wait.total_seconds() / 5) for wait in waits[:4]] == [1, 2, 4, 8]
    broken[0] = False
    assert feed.run_readers() == 3
    assert heard == ["xanh", "tím", "vàng"]
    assert Reader.objects.get(name="stumbler").failures == 0


def test_trouble_of_one_reader_does_not_stop_another(books):
    def refuse(told: feed.Told) -> None:
        raise RuntimeError

    heard = []
    feed.react_later("a", (BoxPainted,), refuse)
    feed.react_later("b", (BoxPainted,), heard.append)
    assert feed.run_readers() == 3
    assert len(heard) == 3


def test_an_event_that_can_no_longer_be_read_stops_its_reader_only(books, monkeypatch):
    from motcua.ledger.events import join

    def cannot(name: str, payload: str, private: list[str]) -> Event:
        if name == BoxMade.NAME:
            raise KeyError(name)
        return join(name, payload, private)

    monkeypatch.setattr(feed, "join", cannot)
    feed.react_later("a", (BoxMade,), lambda told: None)
    feed.react_later("b", (BoxPainted,), lambda told: None)
    assert feed.run_readers() == 3
    assert Reader.objects.get(name="a").failures == 1


def test_more_than_a_batch_is_read_over_several_runs(maker, seal, monkeypatch):
    monkeypatch.setattr(feed, "BATCH", 4)
    monkeypatch.setattr(feed.tell, "__kwdefaults__", {"limit": 4, "events": None})
    box = perform(MakeBox(colour="x"), maker).target
    for number in range(9):
        perform(PaintBox(box=box, colour=str(number)), maker)
    seal()
    heard = []
    feed.react_later("reader", (BoxPainted,), lambda told: heard.append(told.event.colour))
    assert [feed.run_readers() for _ in range(4)] == [4, 4, 1, 0]
    assert heard == [str(number) for number in range(9)]
