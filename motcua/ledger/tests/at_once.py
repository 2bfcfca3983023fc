"""What the processes of ``test_processes.py`` do. Each function is called in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Iterable
from threading import Thread
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from motcua.kernel.errors import Busy
from motcua.ledger import duties, replay, sealing, tallies
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.ledger.duties import Duty, schedule
from motcua.ledger.feed import Told
from motcua.ledger.models import Entry, Sequence
from motcua.ledger.perform import Outcome, perform
from motcua.ledger.sequences import hold, take
from motcua.ledger.tests.toyroom import Box, MakeBox, PaintBox
from motcua.ledger.verify import verify

MAKER = Actor(
    account=UUID("0198c000-0000-7000-8000-0000000000a1"),
    name="Cán bộ Thử Một",
    powers=frozenset({"toy.make", "toy.paint"}),
)
OWNER = UUID("0198c000-0000-7000-8000-0000000000b1")


def prepare() -> None:
    """Make the toy room's table and its counter."""
    with connection.schema_editor() as editor:
        editor.create_model(Box)
    take("toy.box", 0)


def insist(command: Command, key: str) -> Outcome:
    """Perform as a person at a desk does who is told that the books are busy: the same again, with the same key."""
    while True:
        try:
            return perform(command, MAKER, key=key)
        except Busy:
            time.sleep(0.05)


def make_boxes(number: int, count: int, prefix: str, pause: float = 0) -> list[int]:
    """Make ``count`` boxes, with a ``pause`` (seconds) after each, and return their numbers."""
    numbers = []
    for n in range(count):
        made = insist(MakeBox(colour="đỏ", owner=OWNER, owner_name="Công dân Thử"), f"{prefix}-{number}-{n}")
        numbers.append(made.ids["number"])
        time.sleep(pause)
    return numbers


def make_the_same_box(number: int, key: str) -> list[Any]:
    """Send the very same wish as all the others."""
    made = insist(MakeBox(colour="đỏ"), key)
    return [made.entry.hex, made.target.hex, made.ids["number"], made.again]


def paint_one_box(number: int, box: str, count: int) -> int:
    """Paint the same box as all the others, ``count`` times; return how often it was really done."""
    return sum(not insist(PaintBox(box=UUID(box), colour=f"{number}-{n}"), f"{number}-{n}").again for n in range(count))


def seal_for_a_while(number: int, until: int) -> int:
    """Seal, as fast as it goes, until so many entries have their place; return how many were sealed here."""
    done = 0
    while Entry.objects.filter(position__isnull=False).count() < until:
        done += sealing.seal_batch(limit=20)
    return done


def verify_for_a_while(number: int, until: int) -> dict[str, Any]:
    """Verify again and again while others write, twice at least; return how often, and every fault found."""
    faults: list[str] = []
    times = 0
    while times < 2 or Entry.objects.filter(position__isnull=False).count() < until:
        faults += [f"{fault.code} {fault.where}" for fault in verify().faults]
        times += 1
    return {"times": times, "faults": faults}


def tick_slow_duty(number: int) -> list[str]:
    """Tick while every other process ticks as well."""

    def slow(subject: str, actor: Actor) -> str:
        time.sleep(0.3)
        return str(take("done"))

    schedule(Duty("slow", "Lệnh thử", duties.time(0), slow))
    return [ran.outcome for ran in duties.tick()]


def hold_often(number: int, name: str, count: int) -> list[list[float]]:
    """Hold a counter, a hundredth of a second each time; return from when to when it was held (seconds of the machine)."""
    spans = []
    for _ in range(count):
        with transaction.atomic():
            hold(name)
            begun = time.monotonic()
            time.sleep(0.01)
            spans.append([begun, time.monotonic()])
    return spans


def counted(number: int, name: str) -> int:
    """Return how far a counter has come."""
    return Sequence.objects.get(name=name).value


def act_while_replayed(number: int) -> dict[str, Any]:
    """Let the nightly replay run, and while it reads paint the very box from elsewhere; return how both fared."""
    box = insist(MakeBox(colour="đỏ"), f"replayed-{number}").target
    refused: list[str] = []

    def paint() -> None:
        try:
            perform(PaintBox(box=box, colour="lục"), MAKER)
        except Busy as error:
            refused.append(str(error))
        finally:
            connection.close()

    def fold(history: Iterable[Told]) -> dict[str, Any]:
        colour = [told.event for told in history][-1].colour
        painter = Thread(target=paint)
        painter.start()
        painter.join()
        return {"colour": colour}

    replay.replays(Box.STREAM, fold)
    schedule(Duty("replay", "Lệnh thử", duties.time(0), lambda s, a: str(replay.compare([box])), looks=True))
    return {"outcomes": [ran.outcome for ran in duties.tick()], "refused": refused}


def try_often(number: int, count: int) -> list[int]:
    """Count tries at one name that every other process tries as well."""
    return [tallies.count("tries", "203.0.113.7", 900) for _ in range(count)]


def state(number: int) -> dict[str, Any]:
    """Return how the books stand."""
    sealing.seal_all()
    report = verify()
    return {
        "faults": [f"{fault.code} {fault.where}" for fault in report.faults],
        "entries": report.entries,
        "sealed": report.sealed,
        "private": report.private_parts,
        "numbers": list(Box.objects.order_by("number").values_list("number", flat=True)),
        "counter": Sequence.objects.filter(name="toy.box").values_list("value", flat=True).first(),
        "versions": {box.hex: version for box, version in Box.objects.values_list("id", "version")},
    }
