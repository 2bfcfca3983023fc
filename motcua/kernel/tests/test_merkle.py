from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import merkle

# The eight-entry tree of the Certificate Transparency test suite and its published roots.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PROOFS = {
    0: (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    5: (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
}


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("index", PROOFS)
def test_proofs_are_the_published_ones(index: int) -> None:
    proof = merkle.inclusion_proof(LEAVES, index)
    assert tuple(step.hex() for step in proof) == PROOFS[index]
    assert merkle.verify_inclusion(LEAVES[index], index, 8, proof, bytes.fromhex(ROOTS[8]))


def test_every_leaf_is_proven_in_trees_of_every_small_size() -> None:
    leaves = [bytes([n]) for n in range(40)]
    for size in range(1, 41):
        tree = leaves[:size]
        root = merkle.root(tree)
        for index in range(size):
            assert merkle.verify_inclusion(tree[index], index, size, merkle.inclusion_proof(tree, index), root)


def _split_root(leaves: list[bytes]) -> bytes:
    """The definition of the RFC, word for word: split at the largest power of two below the size."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + _split_root(leaves[:split]) + _split_root(leaves[split:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_root_is_the_recursive_definition(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == _split_root(leaves)


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40, unique=True), st.data())
def test_no_other_leaf_place_or_size_is_proven(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, root = merkle.inclusion_proof(leaves, index), merkle.root(leaves)
    assert not merkle.verify_inclusion(leaves[index] + b"x", index, len(leaves), proof, root)
    assert not merkle.verify_inclusion(leaves[index], index, len(leaves), [*proof, root], root)
    assert not merkle.verify_inclusion(leaves[index], index, len(leaves), proof, bytes(32))
    for other in range(len(leaves)):
        if other != index:
            assert not merkle.verify_inclusion(leaves[index], other, len(leaves), proof, root)
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        broken = [*proof[:at], bytes(32), *proof[at + 1 :]]
        assert not merkle.verify_inclusion(leaves[index], index, len(leaves), broken, root)
        assert not merkle.verify_inclusion(leaves[index], index, len(leaves), proof[:-1], root)


@pytest.mark.parametrize(("index", "size"), [(-1, 8), (8, 8), (0, 0), (3, -2)])
def test_places_outside_the_tree_are_not_proven(index: int, size: int) -> None:
    assert not merkle.verify_inclusion(b"", index, size, [], bytes.fromhex(ROOTS[1]))


def test_a_step_of_wrong_length_is_not_proven() -> None:
    assert not merkle.verify_inclusion(b"", 0, 2, [b"short"], bytes.fromhex(ROOTS[2]))


@pytest.mark.parametrize("index", [-1, 8])
def test_no_proof_for_a_leaf_outside_the_tree(index: int) -> None:
    with pytest.raises(IndexError):
        merkle.inclusion_proof(LEAVES, index)
