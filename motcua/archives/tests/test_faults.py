"""The check of an inventory: every planted fault is found where it was planted, and nothing else is said to be wrong."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.archives.rules import faults
from motcua.archives.rules.faults import FIELDS, KIND_NAMES, Item, Kind, check, counted, sentence
from motcua.archives.tests import generator

MANY = 12_000
PLANTED = 300


def found(inventory):
    told = check(inventory.items, inventory.boxes, inventory.frame)
    pairs = [(fault.kind, fault.item or fault.box) for fault in told]
    assert len(pairs) == len(set(pairs))
    return set(pairs)


def test_a_clean_inventory_of_twelve_thousand_files_has_no_fault():
    assert found(generator.clean(MANY, seed=1)) == set()


def test_of_three_hundred_faults_among_twelve_thousand_files_each_is_found_and_no_other():
    kinds = [list(Kind)[at % len(Kind)] for at in range(PLANTED)]
    inventory, expected = generator.plant(generator.clean(MANY, seed=2), kinds, seed=3)
    assert len(expected) == PLANTED
    assert {kind for kind, _ in expected} == set(Kind)
    assert found(inventory) == expected


@given(
    st.integers(1, 60), st.integers(0, 10_000), st.lists(st.sampled_from(list(Kind)), max_size=25), st.integers(0, 999)
)
def test_whatever_is_planted_is_found_and_nothing_else(count, seed, kinds, planting):
    inventory, expected = generator.plant(generator.clean(count, seed), kinds, planting)
    assert found(inventory) == expected


@given(st.integers(0, 999))
def test_the_order_in_which_files_were_typed_does_not_matter(seed):
    inventory, _ = generator.plant(generator.clean(40, seed), list(Kind), seed)
    again = list(inventory.items)
    Random(seed).shuffle(again)
    assert check(again, inventory.boxes, inventory.frame) == check(inventory.items, inventory.boxes, inventory.frame)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_fault_names_its_file_or_box_and_says_what_to_do(kind):
    inventory, expected = generator.plant(generator.clean(60, seed=5), [kind], seed=6)
    assert [pair[0] for pair in expected] == [kind]
    (fault,) = check(inventory.items, inventory.boxes, inventory.frame)
    words = str(sentence(fault.kind, fault.values))
    box = fault.box and next(box.number for box in inventory.boxes if box.key == fault.box)
    number = fault.item and next(item.number for item in inventory.items if item.key == fault.item)
    assert f"Hộp {box}" in words if box else f"số {number}:" in words
    assert words.count(".") >= 2
    assert fault.field == FIELDS[kind]
    assert KIND_NAMES[kind]


def test_a_gap_of_several_numbers_is_one_fault_that_names_both_ends():
    inventory = generator.clean(9, seed=1)
    inventory.items = [item for item in inventory.items if item.number not in (3, 4, 5)]
    (fault,) = check(inventory.items, inventory.boxes, inventory.frame)
    assert (fault.kind, dict(fault.values)) == (Kind.NUMBER_GAP, {"number": 6, "first": 3, "last": 5})


def test_an_empty_inventory_has_no_fault():
    assert check([], [], generator.clean(1, 1).frame) == []


def test_a_bare_line_has_every_fault_that_a_line_can_have():
    bare = Item("f1", 1, "", "", None, None, None, "", None, None, "", "", "both", ())
    kinds = Counter(fault.kind for fault in check([bare], [], generator.clean(1, 1).frame))
    assert set(kinds) == {
        Kind.TITLE_MISSING,
        Kind.CREATOR_MISSING,
        Kind.UNCLASSIFIED,
        Kind.DATES_MISSING,
        Kind.SHEETS_MISSING,
        Kind.BOX_MISSING,
        Kind.PAGES_MISSING,
        Kind.PART_MISSING,
    }
    assert list(counted(check([bare], [], generator.clean(1, 1).frame))) == [
        str(kind) for kind in Kind if kind in kinds
    ]


@pytest.mark.parametrize(("length", "fault"), [(300, False), (301, True)])
def test_how_long_a_title_may_be(length, fault):
    inventory = generator.clean(1, 1)
    (item,) = inventory.items
    inventory.items = [generator.replace(item, title="x" * length)]
    assert (
        Kind.TITLE_TOO_LONG in {one.kind for one in check(inventory.items, inventory.boxes, inventory.frame)}
    ) is fault
    assert faults.TITLE_LONGEST == 300
