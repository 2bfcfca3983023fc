"""Comparisons: what differs, the least that is kept, and that nothing is left once a person is erased."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.dossiers import comparison_prints, comparisons
from motcua.dossiers.commands import CompareData
from motcua.dossiers.models import DataComparison
from motcua.dossiers.rules.comparing import differing, kept_values, least
from motcua.kernel.errors import BadInput, NotAllowed, NotFound, RuleError
from motcua.ledger.perform import perform


def wish(town: Any, **more: Any) -> CompareData:
    values = {"card": {"name": "Lê Thử", "born": "1958"}, "birth": {"name": "Lê Thứ", "born": "12/03/1958"}}
    given = {"person": town.citizens[0].id, "values": values, "correct": ("card",), "purpose": "Thử"}
    return CompareData(**(given | more))


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("Nguyễn Thị Hòa", "NGUYỄN  THỊ HOÀ", []),
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hoa", ["name"]),
        ("H'Thử Niê", "H’Thử Niê", []),
        ("Đỗ Thử", "Do Thu", ["name"]),
        ("Le\u0302 Thử", "Lê Thử", []),
    ],
)
def test_case_form_and_place_of_the_tone_are_no_difference(one, other, fields):
    found = differing(kept_values({"card": {"name": one}, "old_card": {"name": other}}))
    assert [each.field for each in found] == fields


def test_only_letters_that_read_otherwise_are_marked():
    (one,) = differing({"card": {"name": "Hòa Thị Thúy"}, "birth": {"name": "Hoà Thi Thuý"}})
    assert [[side.value[start:end] for start, end in side.marks] for side in one.sides] == [["ị"], ["i"]]


def test_three_sources_stand_side_by_side_the_silent_one_left_out():
    values = kept_values({"card": {"name": "A"}, "birth": {"name": "B"}, "population": {"name": "A"}, "old_card": {}})
    (one,) = differing(values)
    assert [side.value for side in one.sides] == ["A", "B", "A"]


def test_what_is_the_same_everywhere_is_not_kept():
    values = {"card": {"name": "A", "sex": "male"}, "birth": {"name": "B", "sex": "male"}}
    assert least(values) == {"card": {"name": "A"}, "birth": {"name": "B"}}
    with pytest.raises(RuleError):
        least({"card": {"sex": "male"}, "birth": {"sex": "male"}})


@pytest.mark.parametrize("values", [{"x": {"name": "A"}}, {"card": {"phone": "1"}}, {"card": {"born": "99/99/1958"}}])
def test_an_unknown_source_field_or_day_is_refused(values):
    with pytest.raises(BadInput):
        kept_values(values)


def test_the_slip_prints_the_same_bytes_again(town):
    made = perform(wish(town), town["tiepnhan"]).target
    found = comparisons.comparison(town["tiepnhan"], made, "Thử")
    assert [side.value for side in found.differences[1].sides] == ["1958", "1958-03-12"]
    first = comparison_prints.print_slip(town["tiepnhan"], found)
    assert first.startswith(b"%PDF")
    assert first == comparison_prints.print_slip(town["tiepnhan"], found)


@pytest.mark.parametrize("who", ["thuly", "giamdoc", "quantri"])
def test_others_neither_compare_nor_read(town, who):
    made = perform(wish(town), town["tiepnhan"]).target
    with pytest.raises(NotAllowed):
        perform(wish(town), town[who])
    with pytest.raises(NotFound):
        comparisons.comparison(town[who], made, "Thử")


@pytest.mark.altered
def test_an_erased_comparison_says_nothing_and_prints_no_slip(town):
    made = perform(wish(town), town["tiepnhan"]).target
    DataComparison.objects.update(differences="{}", purpose="")
    found = comparisons.comparison(town["tiepnhan"], made, "Thử")
    assert (found.erased, found.differences) == (True, ())
    with pytest.raises(RuleError):
        comparison_prints.print_slip(town["tiepnhan"], found)
