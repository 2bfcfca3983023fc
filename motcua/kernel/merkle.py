"""Merkle tree over a batch of ledger entries: one root signs them all, and a short path proves that one is among them.

The tree is the one of RFC 9162 (and 6962) section 2.1 with SHA-256. It is our own code because the one kept library
is licensed GPL-3-or-later and brings its own storage, while the tree itself is thirty lines with public test vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

HASH_BYTES = 32


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf's bytes (marked 0x00, so that no leaf can pass for a node)."""
    return sha256(b"\x00" + leaf).digest()


def _node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _next_level(level: list[bytes]) -> list[bytes]:
    """Return the level above: pairs hashed, an odd last one moved up as it is (RFC 9162 splits at powers of two)."""
    above = [_node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return above + level[-1:] if len(level) % 2 else above


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the tree hash of ``leaves`` (bytes, in order); of none: the hash of the empty string."""
    level = [leaf_hash(leaf) for leaf in leaves]
    if not level:
        return sha256(b"").digest()
    while len(level) > 1:
        level = _next_level(level)
    return level[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes, lowest first, that lead from leaf ``index`` to the root; ``IndexError`` outside the tree."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    level, proof = [leaf_hash(leaf) for leaf in leaves], []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            proof.append(level[sibling])
        level, index = _next_level(level), index // 2
    return proof


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes) -> bool:
    """Say whether ``proof`` shows ``leaf`` at ``index`` of the tree of ``size`` leaves with ``expected_root``.

    The steps are those of RFC 9162 section 2.1.3.2. Nothing a stranger can send raises an error: it is only not proven.
    """
    if not 0 <= index < size or any(len(step) != HASH_BYTES for step in proof):
        return False
    last, current = size - 1, leaf_hash(leaf)
    for step in proof:
        if last == 0:
            return False
        if index % 2 or index == last:
            current = _node_hash(step, current)
            while index and not index % 2:
                index, last = index >> 1, last >> 1
        else:
            current = _node_hash(current, step)
        index, last = index >> 1, last >> 1
    return last == 0 and current == expected_root
