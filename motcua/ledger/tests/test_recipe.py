"""The recipe in ``docs/ledger.md`` is byte-exact: anybody with a JSON and a SHA-256 gets what the books get."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import merkle
from motcua.ledger import chain, keys
from motcua.ledger.events import canonical
from motcua.ledger.findings import Report
from motcua.ledger.tests.test_attacker import NAMED

PAGE = (Path(__file__).parents[3] / "docs" / "ledger.md").read_text()
CODE, TOLD = (re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[1] for kind in ("python", "text"))
AT = datetime(2025, 7, 11, 2, tzinfo=UTC)


@pytest.fixture
def example(capsys) -> dict[str, object]:
    """What the page's program knows after it ran."""
    found: dict[str, object] = {}
    exec(compile(CODE, "docs/ledger.md", "exec"), found)
    assert capsys.readouterr().out == TOLD
    return found


def test_the_worked_example_is_what_the_books_compute(example):
    said = example["entry"]
    head = chain.Head(
        id=UUID(said[1]),
        realm=said[2],
        node=said[3],
        stream_kind=said[4],
        stream_id=UUID(said[5]),
        version=said[6],
        event=said[7],
        schema=said[8],
        account=UUID(said[9]),
        post=said[10],
        unit=said[11],
        on_behalf_of=said[12],
        channel=said[13],
        at=AT,
        key=said[15],
        command=said[16],
        command_digest=bytes(32),
        outcome=said[18],
        payload=said[19],
        private_digests=chain.private_digest(bytes(range(16)), UUID(said[5]), example["private"]),
        prev=b"",
    )
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    seal = chain.SealHead(
        number=1,
        node="node",
        first=1,
        last=2,
        root=merkle.root([chain.leaf(1, chain.entry_hash(head)), chain.leaf(2, example["second_hash"])]),
        prev=bytes(32),
        at=AT.replace(second=5),
        key_id=keys.key_id(key.public_key()),
    )
    computed = {
        "private_digest": head.private_digests,
        "entry_hash": chain.entry_hash(head),
        "root": seal.root,
        "signature": key.sign(chain.seal_bytes(seal)),
        "seal_hash": chain.seal_hash(seal, key.sign(chain.seal_bytes(seal))),
    }
    assert {name: example[name] for name in computed} == computed
    assert len(said) == len(fields(chain.Head)) + 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_any_json_library_writes_the_same_bytes(value):
    assert canonical(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_every_code_of_a_fault_is_told_on_the_page():
    source = "".join(path.read_text() for path in Path(chain.__file__).parent.glob("*.py"))
    known = set(re.findall(r'report\.fault\(\s*"(\w+)"', source))
    assert len(known) > 15
    attacks = set().union(*(row[2] for row in NAMED))
    assert attacks <= known
    told = set(re.findall(r"`(\w+)`", PAGE))
    assert known - told == set()
    assert Report().sound
