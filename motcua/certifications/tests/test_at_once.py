"""Several counters at once on each database: numbers without gap or double, and a day closed with all that it holds."""

from __future__ import annotations

import json

import pytest

from tests.processes import database, open_gate

pytestmark = pytest.mark.slow

WORK = "motcua.certifications.tests.at_once"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_counters_at_once_take_numbers_without_gap_or_double(engine):
    with database(engine, f"{WORK}:prepare") as node:
        done = node.run(f"{WORK}:certify_many", 4, count=5, prefix="first")
        (found,) = node.run(f"{WORK}:state")
        assert done == [5] * 4
        assert found["numbers"] == list(range(1, 41))
        assert (found["certifications"], found["bills"], found["differences"]) == (20, 20, 0)
        # The day is closed by three while two still take numbers: one closes it, and nothing comes after.
        gate = node.gate()
        counters = [node.start(f"{WORK}:certify_many", n, gate, count=5, prefix="then") for n in range(2)]
        closers = [node.start(f"{WORK}:close_meanwhile", n, gate) for n in range(3)]
        open_gate(*counters, *closers)
        assert sorted(node.answer(one) for one in closers) == [False, False, True]
        more = 2 * sum(node.answer(one) for one in counters)
        (found,) = node.run(f"{WORK}:state")
        assert found["numbers"] == list(range(1, 41 + more))
        assert found["unsigned"] == found["differences"] == 0
        assert json.loads(found["closed"])[0]["numbers"] == 40 + more
