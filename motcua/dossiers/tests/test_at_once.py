"""A process killed in the middle of its work: nothing is half done, and the same wish again does it once."""

from __future__ import annotations

import time

import pytest

from motcua.kernel.ids import new_id
from tests.processes import Node, database, open_gate

pytestmark = pytest.mark.slow

WORK = "motcua.dossiers.tests.at_once"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def node(request):
    with database(request.param, f"{WORK}:prepare") as made:
        made.engine = request.param
        yield made


def state(node: Node) -> dict:
    """Return what the books hold, once they were found whole: each code in its turn, each entry, each paper."""
    (found,) = node.run(f"{WORK}:state")
    assert found["faults"] == []
    assert found["differences"] == 0
    assert found["unsealed"] == 0
    assert found["whole"]
    assert found["entries"] == len(found["codes"]), "a dossier without its entry, or the other way round"
    assert [int(code[-4:]) for code in found["codes"]] == list(range(1, len(found["codes"]) + 1)), "a gap or a double"
    return found


def test_a_process_killed_in_the_middle_leaves_nothing_half_done(node):
    prefix, gate = new_id().hex, node.gate()
    worker = node.start(f"{WORK}:accept_many", 0, gate, count=200, prefix=prefix)
    open_gate(worker)
    time.sleep(0.8)
    assert node.kill(worker), "it had finished before it was killed"
    found = state(node)
    done = {key: dossier for key, dossier in found["keys"].items() if key.startswith(prefix)}
    assert len(done) < 200
    keys = [f"{prefix}-0-{n}" for n in range(200)]
    (again,) = node.run(f"{WORK}:accept_again", keys=keys)
    for key, (dossier, _code) in zip(keys, again, strict=True):
        assert done.get(key, dossier) == dossier
    assert len(state(node)["codes"]) == len(found["codes"]) + 200 - len(done)
