"""Decisions about a dossier, by table."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.facts import Limit, Paper
from motcua.dossiers import rules
from motcua.dossiers.rules import life
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

    assert set(life.PORTAL_STATUS) == {*life.State, "filed", "refused"}
    assert {number for number, _ in life.PORTAL_STATUS.values()} == set(range(1, 11))


TODAY = date(2025, 7, 11)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("Ngày đăng ký", "11/07/2025", "11/07/2025"),
        ("Ngày cấp", " 1.7.2025 ", "01/07/2025"),
        ("Ngày cập nhật", "2025-07-01", "01/07/2025"),
        ("Số định danh cá nhân", "033 325 000 999", "033325000999"),
        ("Số", "01/2025", "01/2025"),
        ("Lần thay đổi", "\u202e1\u200b", "1"),
    ],
)
def test_what_a_specialised_system_gives_back_is_kept_in_one_form(name, typed, kept):
    assert rules.checked_taken_back({name: typed}, TODAY) == {name: kept}


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("Ngày đăng ký", "abc", "abc"),
        ("Ngày đăng ký", "30/02/2025", "30/02/2025"),
        ("Ngày đăng ký", "12/07/2025", "chưa đến"),
        ("Ngày cấp", "7/2025", "đủ ngày"),
        ("Số định danh cá nhân", "123", "12 chữ số"),
        ("Số định danh cá nhân", "03332500099x", "12 chữ số"),
    ],
)
def test_a_day_or_a_number_that_cannot_be_is_refused_by_its_name(name, typed, words):
    with pytest.raises(BadInput, match=f"{name}.*{words}") as refused:
        rules.checked_taken_back({"Số": "1", name: typed}, TODAY)
    assert refused.value.field == "taken_back"


@pytest.mark.parametrize(
    ("details", "number", "doubts"),
    [
        ({"Ngày, tháng, năm sinh": "01/07/2025", "Giới tính": "Nữ"}, "033325000999", 0),
        ({"Ngày, tháng, năm sinh": "01/07/2025", "Giới tính": "nam"}, "033325000999", 1),
        ({"Ngày, tháng, năm sinh": "01/07/1999", "Giới tính": "Nam"}, "033325000999", 2),
        ({"Ngày, tháng, năm sinh": "không rõ"}, "033325000999", 0),
        ({}, "033325000999", 0),
        ({}, "999325000999", 1),
        ({"Giới tính": "Nam"}, "123", 0),
    ],
)
def test_a_number_that_does_not_fit_birth_and_sex_is_doubted_never_refused(details, number, doubts):
    assert len(rules.doubts_of(details, {"Số": "1", "Số định danh cá nhân": number})) == doubts


def test_only_particulars_the_case_asks_for_are_kept():
    assert rules.kept_details(["Nơi sinh", "Quê quán"], {"Nơi sinh": " Hưng\u202e Yên ", "Quê quán": " "}) == {
        "Nơi sinh": "Hưng Yên"
    }
    for name in ("", "Lạ", "nơi sinh"):
        with pytest.raises(BadInput) as refused:
            rules.kept_details(["Nơi sinh"], {name: "x"})
        assert refused.value.field == "details"


@pytest.mark.parametrize(("typed", "kept"), [("  a  b ", "a b"), ("", ""), (" \u200b ", ""), ("x" * 5, "xxxxx")])
def test_what_was_written_is_kept_tidied(typed, kept):
    assert rules.kept_words(typed, 5, "reason") == kept


def test_what_is_too_long_is_refused_never_cut():
    with pytest.raises(BadInput) as refused:
        rules.kept_words("x" * 6, 5, "reason")
    assert (refused.value.field, refused.value.said.values["most"]) == ("reason", 5)


def test_a_waiver_that_is_too_long_is_refused_beside_counts_too():
    (paper,) = [Paper(key="a", name="Tờ khai", kind="submit", required=True)]
    rules.check_papers([paper], [PaperGiven(key="a", waiver="x" * rules.WAIVER_MOST)])
    for counted in (0, 1):
        with pytest.raises(BadInput):
            rules.check_papers([paper], [PaperGiven(key="a", originals=counted, waiver="x" * (rules.WAIVER_MOST + 1))])
