"""Several processes write at once, or one is killed at its work: nothing is lost, doubled or half done."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from motcua.kernel.ids import new_id
from tests.processes import Node, database, open_gate

pytestmark = pytest.mark.slow

WORK = "motcua.ledger.tests.at_once"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def node(request):
    """One database of each engine for all tests here; each looks only at what it adds."""
    with database(request.param, f"{WORK}:prepare") as made:
        made.engine = request.param
        yield made


def state(node: Node) -> dict:
    (found,) = node.run(f"{WORK}:state")
    assert found["faults"] == []
    assert found["numbers"] == list(range(1, found["counter"] + 1)), "a gap, a double or a number given for nothing"
    assert found["sealed"] == found["entries"]
    return found


def test_boxes_made_at_once_have_numbers_without_gap_or_double(node):
    processes, each = {"sqlite": (4, 250), "postgresql": (8, 125)}[node.engine]
    before = state(node)
    answers = node.run(f"{WORK}:make_boxes", processes, count=each, prefix=new_id().hex)
    after = state(node)
    told = sorted(number for numbers in answers for number in numbers)
    assert told == list(range(before["counter"] + 1, before["counter"] + 1001))
    assert after["counter"] == before["counter"] + 1000
    assert (after["entries"], after["private"]) == (before["entries"] + 1000, before["private"] + 1000)


def test_the_same_wish_sent_at_once_is_done_once_and_answered_alike(node):
    before = state(node)
    answers = node.run(f"{WORK}:make_the_same_box", 8, key=new_id().hex)
    assert len({tuple(each[:3]) for each in answers}) == 1
    assert sorted(each[3] for each in answers) == [False] + [True] * 7
    after = state(node)
    assert (after["counter"], after["entries"]) == (before["counter"] + 1, before["entries"] + 1)


def test_tries_counted_at_once_are_counted_once_each(node):
    answers = node.run(f"{WORK}:try_often", 4, count=25)
    assert sorted(number for numbers in answers for number in numbers) == list(range(1, 101))


def test_a_counter_is_held_by_one_at_a_time_and_none_is_taken_from_it(node):
    told = node.run(f"{WORK}:hold_often", 4, name="toy.held", count=5)
    spans = sorted(span for spans in told for span in spans)
    assert len(spans) == 20
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))
    assert node.run(f"{WORK}:counted", name="toy.held") == [0]


def test_acts_on_one_thing_stand_in_line(node):
    ((_, box, _, _),) = node.run(f"{WORK}:make_the_same_box", key=new_id().hex)
    assert node.run(f"{WORK}:paint_one_box", 6, box=box, count=20) == [20] * 6
    assert state(node)["versions"][box] == 121


def test_sealers_and_verifiers_work_beside_writers_and_nobody_is_wrong(node):
    """Two writers, two sealers, one verifier at once: each entry sealed once, and never a false alarm."""
    until = state(node)["entries"] + 120
    gate = node.gate()
    writers = [
        node.start(f"{WORK}:make_boxes", number, gate, count=60, prefix=new_id().hex, pause=0.005)
        for number in range(2)
    ]
    sealers = [node.start(f"{WORK}:seal_for_a_while", number, gate, until=until) for number in range(2)]
    verifier = node.start(f"{WORK}:verify_for_a_while", 0, gate, until=until)
    open_gate(*writers, *sealers, verifier)
    assert [len(node.answer(worker)) for worker in writers] == [60, 60]
    assert sum(node.answer(worker) for worker in sealers) == 120
    verified = node.answer(verifier)
    assert verified["faults"] == []
    assert verified["times"] > 1
    assert state(node)["sealed"] == until


def test_tickers_racing_for_a_duty_do_it_once(node):
    assert sorted(node.run(f"{WORK}:tick_slow_duty", 4)) == [[], [], [], ["1"]]


def test_replay_keeps_nobody_waiting_and_names_nothing_that_changed_meanwhile(node):
    before = state(node)["entries"]
    assert node.run(f"{WORK}:act_while_replayed") == [{"outcomes": ["[]"], "refused": []}]
    assert state(node)["entries"] == before + 2


def test_a_worker_killed_at_its_work_leaves_nothing_half_done(node):
    """Killed again and again in the middle of 200 wishes; the same wishes again make exactly the boxes still missing."""
    prefix, start, killed = new_id().hex, state(node), 0
    reached = [start["entries"]]
    for pause in (0.05, 0.1, 0.15, 0.2, 0.25):
        gate = node.gate()
        worker = node.start(f"{WORK}:make_boxes", 0, gate, count=200, prefix=prefix)
        open_gate(worker)
        time.sleep(pause)
        killed += node.kill(worker)
        found = state(node)
        assert found["private"] - start["private"] == found["entries"] - start["entries"]
        assert found["counter"] - start["counter"] == found["entries"] - start["entries"]
        reached.append(found["entries"])
    assert reached == sorted(reached)
    assert killed, "the worker was never caught at its work"
    (numbers,) = node.run(f"{WORK}:make_boxes", count=200, prefix=prefix)
    assert numbers == list(range(start["counter"] + 1, start["counter"] + 201))
    assert state(node)["entries"] == start["entries"] + 200
