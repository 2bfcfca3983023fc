"""Decisions about a dossier, by table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.facts import Limit, Paper
from motcua.dossiers import rules
from motcua.kernel import worktime
from motcua.kernel.errors import BadInput, RuleError
from motcua.ledger.events.dossiers import PaperGiven

ASKED = (
    Paper(key="to-khai", name="Tờ khai", originals=1),
    Paper(key="giay-chung-sinh", name="Giấy chứng sinh", originals=1),
    Paper(key="uy-quyen", name="Văn bản ủy quyền", required=False),
    Paper(key="luu-y", name="Lưu ý", kind="note"),
)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Limit(kind="same_day", trust="official_copy", cutoff="15:00"), worktime.SameDay()),
        (Limit(kind="same_day", trust="confirmed", cutoff="14:00"), worktime.SameDay(14 * 60)),
        (Limit(kind="working_days", trust="confirmed", value=3), worktime.WorkingDays(3)),
        (Limit(kind="working_hours", trust="confirmed", value=8), worktime.WorkingHours(8)),
        (Limit(kind="calendar_days", trust="official_copy", value=15), worktime.CalendarDays(15)),
        # No date from an unverified limit: a date on a slip binds the chair.
        (Limit(kind="working_days", trust="unverified", value=3), None),
        (Limit(kind="working_days", trust="secondary", value=3), None),
        (Limit(kind="unknown", trust="official_copy"), None),
        (Limit(kind="working_days", trust="confirmed"), None),
    ],
)
def test_only_a_binding_limit_gives_a_date(limit, expected):
    assert rules.limit_of(limit) == expected


def test_all_that_lacks_is_named_at_once():
    with pytest.raises(RuleError) as refused:
        rules.check_papers(ASKED, [])
    assert "Tờ khai" in str(refused.value)
    assert "Giấy chứng sinh" in str(refused.value)
    assert "ủy quyền" not in str(refused.value)


def test_a_waived_paper_needs_its_reason():
    given_one = PaperGiven(key="to-khai", originals=1)
    rules.check_papers(ASKED, [given_one, PaperGiven(key="giay-chung-sinh", waiver="Đã có bản điện tử ký số")])
    with pytest.raises(RuleError):
        rules.check_papers(ASKED, [given_one, PaperGiven(key="giay-chung-sinh", waiver="  ")])


def test_nothing_outside_the_published_list_is_taken():
    with pytest.raises(BadInput):
        rules.check_papers(ASKED, [PaperGiven(key="so-ho-khau", originals=1)])


@pytest.mark.parametrize("count", [-1, 100])
def test_impossible_counts_are_refused(count):
    with pytest.raises(BadInput):
        rules.check_papers(ASKED, [PaperGiven(key="to-khai", originals=count)])


@pytest.mark.parametrize(
    ("capacity", "has_submitter", "error"),
    [("owner", False, None), ("proxy", True, None), ("proxy", False, BadInput), ("king", True, BadInput)],
)
def test_another_s_capacity_needs_the_other_person(capacity, has_submitter, error):
    if error is None:
        rules.check_capacity(capacity, has_submitter=has_submitter)
    else:
        with pytest.raises(error):
            rules.check_capacity(capacity, has_submitter=has_submitter)


@given(total=st.integers(1, 10_000), share=st.integers(0, 100))
def test_a_step_never_gets_more_than_the_whole(total, share):
    assert 1 <= rules.step_minutes(total, share) <= max(total, 1)


@pytest.mark.parametrize(
    ("given_values", "missing"),
    [
        ({}, ["Số", "Quyển số"]),
        ({"Số": "1"}, ["Quyển số"]),
        ({"Số": "1", "Quyển số": " "}, ["Quyển số"]),
        ({"Số": "1", "Quyển số": "2"}, []),
    ],
)
def test_what_the_other_system_owes_is_named_in_order(given_values, missing):
    assert rules.missing_fields(("Số", "Quyển số"), given_values) == missing


def test_every_state_has_a_status_of_the_national_exchange():
    from motcua.dossiers.models import Dossier

    assert set(rules.PORTAL_STATUS) == set(Dossier.State.values)
