"""The arithmetic of the operating report: what does not add up is named, what does is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.indicators.rules import operating as rules

number = st.integers(0, 10_000)


def whole(parts: dict[str, int], carried: int) -> dict[str, int]:
    """Return counts whose sums come out, made of the smallest parts."""
    made = dict(parts)
    for total, names in rules.PARTS.items():
        if total not in {"received", "online"}:
            made[total] = sum(parts[name] for name in names)
    out = sum(made[name] for name in rules.OUT)
    made["carried"] = min(carried, out)
    made["taken"] = (out - made["carried"]) // 4
    made["received"] = out - made["carried"] - made["taken"]
    made["online"] = made["received"] // 3
    made["postal"] = made["received"] // 5
    made["direct"] = made["received"] - made["online"] - made["postal"]
    made["online_helper"] = made["online"] // 2
    made["online_official"] = made["online"] // 7
    made["online_citizen"] = made["online"] - made["online_helper"] - made["online_official"]
    return made


PARTS = [part for total, parts in rules.PARTS.items() if total not in {"received", "online"} for part in parts]
COUNTS = st.fixed_dictionaries(
    dict.fromkeys([*PARTS, "rejected", "withdrawn", "stopped", "handed_on", "uncollected"], number)
)


@given(COUNTS, number)
def test_a_report_made_of_its_parts_balances_and_so_does_its_row(parts, carried):
    counts = whole(parts, carried)
    assert rules.differences(counts) == ()
    row = dict(zip([name for name, _ in rules.COLUMNS], rules.row(counts), strict=False))
    filed = rules.row(counts)
    assert filed[0] == filed[1] + filed[2] + filed[3]
    assert filed[4] == filed[5] + filed[6] + filed[7]
    assert filed[8] == filed[9] + filed[10]
    assert filed[0] == filed[4] + filed[8] + filed[11]
    assert row


@given(COUNTS, number, st.sampled_from([*PARTS, "online_citizen", "received", "resolved", "open"]), st.integers(1, 50))
def test_whatever_is_counted_wrongly_is_named(parts, carried, wrong, by):
    counts = whole(parts, carried)
    counts[wrong] += by
    found = rules.differences(counts)
    assert found
    assert all(one.left != one.right and str(one.said) for one in found)


@pytest.mark.parametrize(
    ("key", "said"), [("late", "1/4"), ("ontime", "2/4"), ("open_late", "0/0"), ("online_helper", "30/200")]
)
def test_a_share_names_its_whole(key, said):
    counts = {"late": 1, "ontime": 2, "resolved": 4, "open_late": 0, "open": 0, "online_helper": 30, "online_able": 200}
    rate = rules.share(counts, key, key)
    assert rate is not None
    assert f"{rate.numerator}/{rate.denominator}" == said
    assert rules.share(counts, "carried", "x") is None
