"""Decisions about fees: levels by their instant, amounts by page, receipts, tills, statements, payment codes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.facts import Fee
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.money import VND
from motcua.payments.rules import bills, levels, matching, till, vietqr
from motcua.payments.rules.levels import Formula, Level, LineKind
from motcua.payments.rules.matching import Awaited, Line

NOON = datetime(2025, 7, 11, 5, tzinfo=UTC)


def own(number: int, amount: int, *, since: datetime = NOON, **more) -> Level:
    more = {"name": "Lệ phí hộ tịch", "kind": LineKind.CHARGE, "unit": "", "formula": Formula.FLAT} | more
    return Level(key=f"own-{number}", id=UUID(int=number), amount=amount, ground="NQ thử", since=since, **more)


def posted(own_levels=(), fees=(), at=NOON, case=None, channel="direct", practice=False):
    return levels.posted(own_levels, fees, at, case=case, channel=channel, practice=practice)


def test_an_amount_made_up_for_practice_is_charged_in_practice_alone():
    made_up = own(1, 5_000, trial_value=True)
    assert posted([made_up], practice=True).levels == (made_up,)
    found = posted([made_up])
    assert (found.levels, [one.name for one in found.missing]) == ((), ["Lệ phí hộ tịch"])
    assert "chưa có văn bản" in found.missing[0].why.sentence


def test_an_amount_made_up_for_practice_displaces_no_other():
    real, later = own(1, 5_000), own(2, 8_000, since=NOON + timedelta(hours=1), trial_value=True)
    assert posted([real, later], at=NOON + timedelta(hours=2)) == levels.Posted((real,), ())


BY_PAGE = Level("published", "Phí chứng thực", LineKind.FEE, 2_000, "trang", Formula.COPY_PAGES, "TT 226/2016/TT-BTC")


@pytest.mark.parametrize(
    ("pages", "copies", "amount"), [(1, 1, 2_000), (3, 10, 50_000), (199, 1, 200_000), (2_000, 2, 400_000)]
)
def test_certified_copies_are_charged_by_page(pages, copies, amount):
    assert levels.charge(BY_PAGE, copies, pages) == amount


@pytest.mark.parametrize(("pages", "copies"), [(None, 1), (0, 1), (1, 0), (-1, 1), (2_001, 1), (1, 1_001)])
def test_certified_copies_of_nothing_or_too_much_are_refused(pages, copies):
    with pytest.raises(BadInput):
        levels.charge(BY_PAGE, copies, pages)


@pytest.mark.parametrize(
    ("seconds", "amount"),
    [(-1, 5_000), (0, 8_000), (1, 8_000)],
)
def test_a_level_changed_in_the_middle_of_a_day_counts_from_its_instant_only(seconds, amount):
    before, after = own(1, 5_000, since=NOON - timedelta(days=9)), own(2, 8_000)
    (level,) = posted([after, before], at=NOON + timedelta(seconds=seconds)).levels
    assert level.amount == amount


@pytest.mark.parametrize(
    ("seconds", "count"),
    [(-1, 1), (0, 0)],
)
def test_an_ended_level_counts_up_to_its_end_and_no_older_one_comes_back(seconds, count):
    old = own(1, 5_000, since=NOON - timedelta(days=9))
    new = own(2, 8_000, since=NOON - timedelta(days=1), until=NOON)
    assert len(posted([old, new], at=NOON + timedelta(seconds=seconds)).levels) == count


FEE = Fee(kind="lệ phí", trust="official_copy", amount_vnd=3_000, basis="TT")
BY_PROVINCE = Fee(kind="lệ phí", trust="official_copy", set_by="HĐND tỉnh", exemptions=("hộ nghèo",))


@pytest.mark.parametrize(
    ("own_levels", "fees", "amounts", "missing"),
    [
        ((), (FEE,), [3_000], 0),
        ((own(1, 5_000),), (FEE,), [5_000], 0),
        ((), (BY_PROVINCE,), [], 1),
        ((own(1, 5_000),), (BY_PROVINCE,), [5_000], 0),
        ((), (FEE, Fee(kind="lệ phí", unit="bản", trust="official_copy", amount_vnd=9)), [3_000, 9], 0),
        ((), (Fee(kind="phí", trust="secondary", amount_vnd=9),), [], 1),
        ((own(1, 5_000), own(2, 0, case="dung-han")), (), [5_000], 0),
        ((own(1, 5_000, channel="online"),), (FEE,), [3_000], 0),
        ((own(1, 5_000, since=NOON + timedelta(hours=1)),), (FEE,), [3_000], 0),
    ],
)
def test_what_the_centre_posted_stands_before_what_was_published(own_levels, fees, amounts, missing):
    found = posted(own_levels, fees)
    assert [level.amount for level in found.levels] == amounts
    assert len(found.missing) == missing


def test_the_level_that_says_more_about_the_case_counts():
    everybody, in_time = own(1, 5_000), own(2, 0, case="dung-han")
    assert [level.amount for level in posted([everybody, in_time], case="dung-han").levels] == [0]


def test_groups_published_for_the_procedure_hold_for_the_centres_own_level():
    assert posted([own(1, 5_000)], [BY_PROVINCE]).exemptions == ("hộ nghèo",)
    assert posted([own(1, 5_000, exemptions=("trẻ em",))], [BY_PROVINCE]).exemptions == ("trẻ em",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("phí chứng thực", LineKind.FEE),
        ("Lệ phí hộ tịch", LineKind.CHARGE),
        ("phí, lệ phí", LineKind.OTHER),
        ("tiền vỏ túi", LineKind.OTHER),
    ],
)
def test_phi_is_told_from_le_phi(name, kind):
    assert levels.kind_of(name) is kind


def test_charging_anything_but_what_is_posted_is_refused():
    levels.check_told(5_000, None)
    levels.check_told(5_000, 5_000)
    with pytest.raises(Conflict):
        levels.check_told(5_000, 4_999)


@pytest.mark.parametrize(
    ("group", "evidence", "error"),
    [("Hộ  nghèo", "Giấy chứng nhận hộ nghèo", None), ("hộ giàu", "x", RuleError), ("hộ nghèo", " ", BadInput)],
)
def test_exempt_are_published_groups_with_evidence(group, evidence, error):
    if error is None:
        assert levels.check_exemption(group, ("hộ nghèo",), evidence)[0] == "hộ nghèo"
    else:
        with pytest.raises(error):
            levels.check_exemption(group, ("hộ nghèo",), evidence)


@given(st.integers(0, 10**9), st.integers(1, 100))
def test_a_reduction_is_whole_dong_and_never_more_than_the_amount(amount, percent):
    off = levels.reduced(amount, percent)
    assert 0 <= off <= amount
    assert off * 100 <= amount * percent < (off + 1) * 100
    assert percent < 100 or off == amount


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_no_reduction_outside_one_to_a_hundred(percent):
    with pytest.raises(BadInput):
        levels.reduced(1_000, percent)


@pytest.mark.parametrize(
    ("owed", "tendered", "change"),
    [(8_000, 8_000, 0), (8_000, 10_000, 2_000), (8_000, 7_999, None), (8_000, 10_008_001, None)],
)
def test_change_is_what_is_beyond_what_is_owed(owed, tendered, change):
    if change is None:
        with pytest.raises((RuleError, BadInput)):
            bills.check_tendered(owed, tendered)
    else:
        assert bills.check_tendered(owed, tendered) == change


@pytest.mark.parametrize(
    ("amount", "receipt", "refunded", "fine"),
    [(1, 8_000, 0, True), (8_000, 8_000, 0, True), (8_001, 8_000, 0, False), (0, 8_000, 0, False), (1, 8, 8, False)],
)
def test_never_more_is_given_back_than_is_left_of_a_receipt(amount, receipt, refunded, fine):
    if fine:
        assert bills.check_refund(amount, receipt, refunded) == amount
    else:
        with pytest.raises(RuleError):
            bills.check_refund(amount, receipt, refunded)


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_a_receipt_for_a_transfer_says_no_more_than_came_in_and_than_is_owed(received, owed):
    if received <= 0:
        with pytest.raises(BadInput):
            bills.taken_of(received, owed)
    else:
        assert bills.taken_of(received, owed) == min(received, owed)


def test_pieces_are_counted_by_what_they_are_worth():
    assert till.counted({500_000: 1, 2_000: 3, 200: 1}) == 506_200
    for wrong in ({3_000: 1}, {500: -1}, {500: 100_001}):
        with pytest.raises(BadInput):
            till.counted(wrong)


@pytest.mark.parametrize(("found", "reason", "over"), [(100, "", 0), (90, "rơi", -10), (120, "thừa", 20)])
def test_a_difference_of_the_till_is_named_and_asks_for_a_reason(found, reason, over):
    assert till.difference(100, found, reason) == over
    if over:
        with pytest.raises(RuleError, match=r"thừa|thiếu") as error:
            till.difference(100, found, "")
        assert str(VND(abs(over))) in str(error.value)


@pytest.mark.parametrize(
    ("text", "crc"),
    [
        ("123456789", "29B1"),
        ("00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304", "F4E5"),
    ],
)
def test_the_checksum_is_that_of_the_published_vectors(text, crc):
    assert vietqr.crc(text) == crc


def test_a_code_says_bank_account_amount_and_dossier():
    static = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
    assert vietqr.payload("970403", "0011012345678") == static
    dynamic = vietqr.payload("970403", "001101234567", amount=50_000, purpose="H261231250711001")
    assert "010212" in dynamic
    assert "540550000" in dynamic
    assert "62200816H261231250711001" in dynamic
    assert vietqr.crc(dynamic[:-4]) == dynamic[-4:]


@pytest.mark.parametrize(("bank", "account"), [("97040", "001"), ("970403", "00 1"), ("970403", "1" * 20), ("", "")])
def test_no_code_for_what_is_no_account(bank, account):
    with pytest.raises(BadInput):
        vietqr.payload(bank, account)


def line(number: int, amount: int, content: str) -> Line:
    return Line(UUID(int=number), amount, content)


def awaited(number: int, amount: int, code: str) -> Awaited:
    return Awaited(UUID(int=100 + number), amount, matching.content_of(code))


@pytest.mark.parametrize(
    ("lines", "waits", "pairs"),
    [
        (
            [line(1, 8_000, "NGUYEN VAN A nop phi h26.1-250711-0012 tai quay")],
            [awaited(1, 8_000, "H26.1-250711-0012")],
            [(1, 1, True)],
        ),
        ([line(1, 7_000, "H261 250711 0012")], [awaited(1, 8_000, "H26.1-250711-0012")], [(1, 1, False)]),
        ([line(1, 8_000, "H261250711 00123")], [awaited(1, 8_000, "H26.1-250711-0012")], []),
        ([line(1, -8_000, "H2612507110012")], [awaited(1, 8_000, "H26.1-250711-0012")], []),
        ([line(1, -8_000, "hoan H2612507110012")], [awaited(1, -8_000, "H26.1-250711-0012")], [(1, 1, True)]),
        ([line(1, 8_000, "khong noi dung")], [awaited(1, 8_000, "H26.1-250711-0012")], []),
        (
            [line(1, 9_000, "H2612507110012"), line(2, 8_000, "H2612507110012")],
            [awaited(1, 8_000, "H26.1-250711-0012"), awaited(2, 9_500, "H26.1-250711-0012")],
            [(2, 1, True), (1, 2, False)],
        ),
    ],
)
def test_a_line_is_proposed_by_the_code_in_its_content(lines, waits, pairs):
    found = [(match.line.int, match.awaited.int - 100, match.exact) for match in matching.propose(lines, waits)]
    assert found == pairs


@given(st.lists(st.integers(1, 5), max_size=8), st.lists(st.integers(1, 5), max_size=8))
def test_no_line_and_no_transfer_is_proposed_twice(amounts, waits):
    lines = [line(at, amount, "H1") for at, amount in enumerate(amounts, 1)]
    found = matching.propose(lines, [awaited(at, amount, "H1") for at, amount in enumerate(waits, 1)])
    assert len({match.line for match in found}) == len({match.awaited for match in found}) == len(found)
    assert len(found) == min(len(lines), len(waits))


def test_a_long_number_keeps_its_end_within_what_banks_show():
    assert matching.content_of("H26.123.45.6789-250711-000012") == "H26123456789250711000012"
    assert len(matching.content_of("H26.123.45.6789.012-250711-000012")) == 25
