"""The rules of samples by table and property: draws that repeat, what the books say of a course, how dossiers stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.course import Asked, Course, Handed, PaperHeld, StepTaken
from motcua.inspections.rules.draw import drawn as drawn_units
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.names import initials
from motcua.samples.rules import drawing
from motcua.samples.rules.checks import CHECK_NAMES, Check, Verdict, checked_words, ground_of, is_late, judge
from motcua.samples.rules.standing import Answered, Stands, stands, tally

RIGHT, WRONG, UNKNOWN = Verdict.MATCH, Verdict.MISMATCH, Verdict.NO_DATA
A, B = UUID(int=1), UUID(int=2)
IDS = st.lists(st.uuids(), unique=True, max_size=40)


def at(day: int, hour: int = 9):
    return clock.at(2025, 7, day, hour)


def step(key: str, **more) -> StepTaken:
    whole = {"unit": "Phòng", "official": "", "used": 60, "allowed": 120, "due_at": at(3)}
    return StepTaken(key=key, name=key, **({"started_at": at(2), "finished_at": at(2, 10)} | whole | more))


GOOD = Course(
    id=A,
    label="H-1",
    procedure="2.000635",
    procedure_name="Trích lục",
    field="Hộ tịch",
    version=2,
    version_then=2,
    case="Mặc định",
    channel="direct",
    applicant="C. D.",
    submitter="",
    received_day=date(2025, 7, 2),
    received_at=at(2, 8),
    due_at=at(4),
    reckoned_due=at(4),
    ready_at=at(3),
    returned_at=at(3, 11),
    papers=(PaperHeld("to-khai", "Tờ khai", True, True, 1), PaperHeld("khac", "Giấy khác", True, False, 0)),
    steps=(step("nhan"), step("tham-tra"), step("ky"), step("tra")),
    done=("tham-tra", "ky"),
    handed=(Handed(A, "", B, "", at(2), False), Handed(B, "", A, "", at(3), False)),
    pausing=(),
    fees=(Asked("lệ phí", 8000, ""),),
    issue=1,
    printed_at=(at(2, 8),),
    identity_checked=True,
    seen_at=at(11),
)


def verdicts(course: Course) -> dict[Check, Verdict]:
    return {one.check: one.verdict for one in judge(course)}


def test_what_went_as_it_should_matches_and_what_nobody_knows_is_no_data():
    found = verdicts(GOOD)
    assert found.pop(Check.FEE) is UNKNOWN
    assert Check.APOLOGY not in found
    assert set(found) == set(Check) - {Check.FEE, Check.APOLOGY}
    assert set(found.values()) == {RIGHT}


LISTED, STRANGE = PaperHeld("to-khai", "Tờ khai", True, True, 0), PaperHeld("la", "Sổ hộ khẩu", False, False, 1)


@pytest.mark.parametrize(
    ("changed", "check", "verdict"),
    [
        ({"version_then": 3}, Check.VERSION, WRONG),
        ({"version_then": None}, Check.VERSION, UNKNOWN),
        ({"papers": (LISTED,)}, Check.PAPERS, WRONG),
        ({"papers": (replace(LISTED, waiver="có trong CSDL"),)}, Check.PAPERS, RIGHT),
        ({"papers": (STRANGE,)}, Check.OUTSIDE, WRONG),
        ({"papers": (replace(STRANGE, given=0),)}, Check.OUTSIDE, WRONG),
        ({"printed_at": ()}, Check.RECEIPT, UNKNOWN),
        ({"due_at": at(4, 10)}, Check.PROMISED, WRONG),
        ({"due_at": at(3)}, Check.PROMISED, RIGHT),
        ({"due_at": None}, Check.PROMISED, WRONG),
        ({"reckoned_due": None}, Check.PROMISED, UNKNOWN),
        ({"done": ("ky", "tham-tra")}, Check.STEPS, WRONG),
        ({"done": ("tham-tra", "ky", "tham-tra", "ky")}, Check.STEPS, RIGHT),
        ({"steps": (step("nhan"), step("tham-tra", finished_at=None), step("ky"))}, Check.STEPS, WRONG),
        ({"steps": ()}, Check.STEPS, UNKNOWN),
        ({"steps": (step("ky", finished_at=at(3, 10)),)}, Check.TIMES, WRONG),
        ({"steps": (step("ky", due_at=None),)}, Check.TIMES, UNKNOWN),
        ({"pausing": ("Nộp thuế",)}, Check.PAUSES, UNKNOWN),
        ({"ready_at": at(4) + timedelta(seconds=59)}, Check.ON_TIME, RIGHT),
        ({"ready_at": at(4) + timedelta(seconds=60)}, Check.ON_TIME, WRONG),
        ({"ready_at": at(5)}, Check.APOLOGY, UNKNOWN),
        ({"ready_at": None}, Check.ON_TIME, WRONG),
        ({"ready_at": None, "seen_at": at(3)}, Check.ON_TIME, UNKNOWN),
        ({"due_at": None, "ready_at": at(30)}, Check.ON_TIME, UNKNOWN),
        ({"handed": ()}, Check.CONTROL_SLIP, UNKNOWN),
        ({"handed": (GOOD.handed[0], GOOD.handed[0])}, Check.CONTROL_SLIP, WRONG),
        ({"fees": ()}, Check.FEE, UNKNOWN),
        ({"fees": (Asked("phí", None, ""),)}, Check.FEE, UNKNOWN),
        ({"identity_checked": False}, Check.RETURNED, WRONG),
        ({"identity_checked": None}, Check.RETURNED, UNKNOWN),
    ],
)
def test_each_check_says_what_the_course_says(changed, check, verdict):
    found = next(one for one in judge(replace(GOOD, **changed)) if one.check is check)
    assert found.verdict is verdict
    assert str(found.words)


def test_a_result_not_handed_over_is_not_asked_about_and_lateness_is_to_the_minute():
    assert Check.RETURNED not in verdicts(replace(GOOD, returned_at=None))
    assert not is_late(replace(GOOD, due_at=None))


@pytest.mark.parametrize("check", list(Check))
@pytest.mark.parametrize(
    ("day", "decree", "circular"),
    [
        (date(2025, 10, 1), "118/2025", "03/2025"),
        (date(2025, 7, 2), "118/2025", "01/2018"),
        (date(2024, 7, 2), "61/2018", "01/2018"),
    ],
)
def test_the_ground_is_that_of_the_day_of_reception(check, day, decree, circular):
    forms = {Check.RECEIPT, Check.APOLOGY, Check.CONTROL_SLIP}
    assert (circular if check in forms else decree) in ground_of(check, day)
    assert CHECK_NAMES[check]


@pytest.mark.parametrize(("books", "verdict"), list(product(Verdict, Verdict)))
def test_words_are_wanted_of_no_match_and_of_another_view_than_the_books_fault(books, verdict):
    if WRONG in (books, verdict):
        with pytest.raises(BadInput):
            checked_words(books, verdict, " \n ")
    else:
        assert checked_words(books, verdict, "") == ""
    assert checked_words(books, verdict, " Đã xem ") == "Đã xem"
    with pytest.raises(BadInput):
        checked_words(books, verdict, "x" * 2001)


ANSWERS = st.lists(st.builds(Answered, st.sampled_from([None, *Verdict]), disputed=st.booleans()), max_size=14)


@given(ANSWERS)
def test_a_dossier_is_right_only_when_every_check_was_made_undisputed_and_matches(checks):
    found = stands(checks)
    assert (found is Stands.RIGHT) == (bool(checks) and all(one == Answered(RIGHT) for one in checks))
    if any(one.verdict is None or one.disputed for one in checks):
        assert found is Stands.UNCHECKED


@given(st.lists(st.sampled_from(Stands)))
def test_the_rate_is_of_the_checked_and_never_counts_the_unchecked(found):
    counts = tally(found)
    assert counts.all == len(found)
    assert counts.rate.denominator == sum(one is not Stands.UNCHECKED for one in found)
    assert counts.rate.numerator == found.count(Stands.RIGHT)
    assert (counts.rate.percent is None) == (counts.checked == 0)


@given(IDS, st.integers(1, 50), st.text(max_size=8))
def test_a_sample_of_one_stratum_is_the_draw_of_units_from_the_same_seed(pool, count, seed):
    found, counted = drawing.drawn(seed, [lambda: pool], count)
    wanted = min(count, len(pool))
    assert found == (drawn_units(seed, pool, wanted) if wanted else ())
    assert counted == drawing.counted([pool])
    assert counted.size == len(pool)


@given(IDS, IDS, st.integers(1, 50), st.text(max_size=8))
def test_an_earlier_stratum_gives_all_it_can_before_the_next_gives_any(first, second, count, seed):
    second = [one for one in second if one not in set(first)]
    found, counted = drawing.drawn(seed, [lambda: first, lambda: second], count)
    assert len(found) == min(count, len(first) + len(second)) == len(set(found))
    assert sum(one in set(first) for one in found) == min(count, len(first))
    assert counted.sizes == (len(first), len(second))


@given(IDS.filter(lambda ids: len(ids) > 1))
def test_another_population_or_another_order_has_another_fingerprint(pool):
    whole = drawing.counted([pool]).fingerprint
    for other in ([pool[1:]], [pool[::-1]], [pool[:1], pool[1:]], [pool, []]):
        assert drawing.counted(other).fingerprint != whole


@pytest.mark.parametrize(
    ("name", "short"),
    [("Nguyễn Thị Hồng", "N. T. H."), ("  đặng  an ", "Đ. A."), ("H'Hen Niê", "H. N."), ("", "")],
)
def test_initials_tell_no_name(name, short):
    assert initials(name) == short
