"""What answers come to: which items count, what is missing or wrong, what is reckoned, and the score."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.checklists.rules import differences
from motcua.checklists.rules.evaluating import evaluate
from motcua.checklists.rules.expressions import Unfit, prepared
from motcua.checklists.rules.items import Kind, Severity, Verdict, in_words
from motcua.checklists.rules.scoring import Points, score
from motcua.checklists.tests.made import LOI, VISIT, form_of, graded
from motcua.kernel import clock

AT = clock.at(2025, 7, 11, 10)


VISITED = form_of(VISIT, choices=LOI)


@pytest.fixture
def visit():
    return VISITED


def calculated(expression: str, **answers: str) -> str:
    rows = [{"type": "text", "name": name, "label": name} for name in "ab"]
    rows.append({"type": "date", "name": "d", "label": "d"})
    form = form_of([*rows, {"type": "calculate", "name": "c", "calculation": expression}])
    return evaluate(form, answers, AT).values.get("c", "")


@pytest.mark.parametrize(
    ("expression", "answers", "value"),
    [
        ("1 + 2 * 3", {}, "7"),
        ("7 div 2 - 1 mod 2", {}, "2.5"),
        ("if(${a} = 'x', 'có', 'không')", {"a": "x"}, "có"),
        ("if(${a} = 'x', 'có', 'không')", {}, "không"),
        ("coalesce(${a}, ${b})", {"b": "2"}, "2"),
        ("coalesce(${a}, ${b})", {"a": "1", "b": "2"}, "1"),
        ("selected(${a}, 'y') and not(selected(${a}, 'x'))", {"a": "y z"}, "true"),
        ("count-selected(${a})", {"a": "x y z"}, "3"),
        ("selected-at(${a}, 1)", {"a": "x y"}, "y"),
        ("selected-at(${a}, 5)", {"a": "x y"}, ""),
        ("string-length(${a})", {"a": "đạt"}, "3"),
        ("number(${a}) + 1", {"a": "2.5"}, "3.5"),
        ("${a} + 1", {}, ""),
        ("int(0 - 2.7)", {}, "-2"),
        ("round(2.345, 2)", {}, "2.35"),
        ("round(${a})", {"a": "2.5"}, "3"),
        ("sum(${a}, ${b})", {"a": "2", "b": "3"}, "5"),
        ("sum(${a}, ${b})", {"a": "2"}, "2"),
        ("count-non-empty(${a}, ${b})", {"a": "2"}, "1"),
        ("min(${a}, 3)", {"a": "2"}, "2"),
        ("max(${a}, ${b})", {}, ""),
        ("regex(${a}, '[0-9]{3}')", {"a": "123"}, "true"),
        ("regex(${a}, '[0-9]{3}')", {"a": "1234"}, "false"),
        ("concat(${a}, '-', ${b}, 1)", {"a": "x", "b": "y"}, "x-y1"),
        ("substr(${a}, 1, 3)", {"a": "abcd"}, "bc"),
        ("substr(${a}, 1 div 0)", {"a": "abcd"}, ""),
        ("format-date(${d}, '%d/%m/%Y')", {"d": "2025-07-01"}, "01/07/2025"),
        ("${d} <= today() and ${d} > date('2025-06-30')", {"d": "2025-07-01"}, "true"),
        ("today() - ${d}", {"d": "2025-07-01"}, "10"),
        ("now() > today()", {}, "true"),
        ("position(.)", {}, "1"),
        ("1 div 0", {}, ""),
        ("pow(10, 400)", {}, ""),
        ("contains(${a}, 'b') or starts-with(${a}, 'z')", {"a": "abc"}, "true"),
    ],
)
def test_expressions_say_what_the_specification_says(expression, answers, value):
    assert calculated(expression, **answers) == value


def test_today_is_the_day_of_clocks_here():
    form = form_of([{"type": "calculate", "name": "c", "calculation": "format-date(today(), '%d/%m')"}])
    before_dawn = datetime(2025, 7, 10, 17, 30, tzinfo=UTC)
    assert evaluate(form, {}, before_dawn).values == {"c": "11/07"}


@pytest.mark.parametrize(
    "expression",
    [
        *("//a", "/data/*", "/data/a[1]", "@x", "a::b", "document('x')", "pulldata('a','b')", "uuid()", "random()"),
        *("a", "1 2", "selected(1)", "if(1,2)", "1 +", "(1", "1)", "''''", "'x", "(" * 40 + "1" + ")" * 40, "", "$x"),
        *(
            "regex('a', '(a+)+')",
            "regex('a', /data/a)",
            "regex('a', 'a*b*c*d*')",
            "regex('a', '(?=a)')",
            f"regex('a', '{'a?' * 30}')",
            "1, 2",
        ),
        *("system-property('x')", "jr:choice-name('a', 'b')", "id('x')", "not", "today(1)", "<!--", "\x00"),
    ],
)
def test_what_is_not_taken_is_refused_with_words(expression):
    with pytest.raises(Unfit):
        prepared(expression)


def test_a_condition_opens_and_closes_what_hangs_on_it(visit):
    none = evaluate(visit, {}, AT)
    assert none.missing == ("bang",)
    assert not {"ro", "xem_lai", "dung", "loi_khac", "doc"} & none.relevant
    unmet = evaluate(visit, {"bang": "chua_dat"}, AT)
    assert unmet.missing == ("ro",)
    basic = evaluate(visit, {"bang": "co_ban_dat", "ro": "còn sót", "xem_lai": "2025-07-11"}, AT)
    assert [(one.item, one.message) for one in basic.failed] == [("xem_lai", "Chọn ngày sau hôm nay.")]
    assert "ro" not in basic.values
    whole = evaluate(visit, {"bang": "dat", "tong": "8", "dung": "7", "loi": "mang khac", "loi_khac": "x"}, AT)
    assert whole.complete
    assert whole.values["ty_le"] == "87.5"


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"bang": "tot"}, ["bang"]),
        ({"tong": "3,5"}, ["tong"]),
        ({"tong": "1e9"}, ["tong"]),
        ({"tong": "9" * 16}, ["tong"]),
        ({"tong": "-1"}, ["tong"]),
        ({"tong": "5", "dung": "6"}, ["dung"]),
        ({"bang": "co_ban_dat", "xem_lai": "31/12/2025"}, ["xem_lai"]),
        ({"bang": "co_ban_dat", "xem_lai": "2025-02-30"}, ["xem_lai"]),
        ({"loi": "mang mang"}, ["loi"]),
        ({"loi": "mang la"}, ["loi"]),
        ({"bang": "chua_dat", "ro": "x" * 5000}, ["ro"]),
        ({"la": "x", "ty_le": "99"}, []),
    ],
)
def test_an_answer_of_another_kind_is_told_and_has_no_value(visit, answers, wrong):
    found = evaluate(visit, answers, AT)
    assert [one.item for one in found.failed] == wrong
    assert not set(answers) & set(found.values) & (set(wrong) - {"tong", "dung"})
    assert found.values.get("ty_le") != "99"


_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "bang": st.sampled_from([*Verdict, "tot", ""]),
        "ro": st.sampled_from(["", "thiếu", "x" * 5000]),
        "xem_lai": st.sampled_from(["2025-07-20", "2025-07-01", "mai"]),
        "tong": st.sampled_from(["0", "5", "-1", "x"]),
        "dung": st.sampled_from(["0", "5", "9"]),
        "loi": st.sampled_from(["mang", "khac may", "la"]),
        "loi_khac": st.sampled_from(["", "mất điện"]),
    },
)


@given(_ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_and_of_questions_changes_nothing(answers: dict[str, str], chance: random.Random):
    form = VISITED
    turned = list(answers.items())
    chance.shuffle(turned)
    items = list(form.items)
    chance.shuffle(items)
    first = evaluate(form, answers, AT)
    other = evaluate(msgspec.structs.replace(form, items=tuple(items)), dict(turned), AT)
    assert (first.relevant, set(first.missing), set(first.failed), dict(first.values)) == (
        other.relevant,
        set(other.missing),
        set(other.failed),
        dict(other.values),
    )


@given(_ANSWERS)
def test_what_is_not_relevant_is_neither_missing_nor_wrong_nor_valued_nor_scored(answers: dict[str, str]):
    form = VISITED
    found = evaluate(form, answers, AT)
    out = {item.name for item in form.items} - found.relevant
    assert not out & (set(found.missing) | {one.item for one in found.failed} | set(found.values))
    scored = score(form, found)
    assert sum(scored.verdicts.values()) == sum(1 for item in form.scored() if item.name in found.relevant)
    assert not out & {one.item for one in scored.shortcomings}


@pytest.mark.parametrize(
    ("verdicts", "weights", "points", "percent"),
    [
        (["dat", "dat"], [1, 3], (8, 8), "100"),
        (["dat", "co_ban_dat"], [1, 3], (5, 8), "62.5"),
        (["dat", "chua_dat"], [1, 1], (2, 4), "50"),
        (["dat", "khong_ap_dung"], [1, 9], (2, 2), "100"),
        (["dat", "chua_kiem_tra"], [9, 1], (18, 20), "90"),
        (["dat", ""], [9, 1], (18, 20), "90"),
        (["khong_ap_dung"], [5], (0, 0), None),
        ([], [], (0, 0), None),
        (["dat"] * 2 + ["co_ban_dat"], [10, 10, 1], (41, 42), "97.6"),
    ],
)
def test_points_by_weight(verdicts, weights, points, percent):
    form = graded(*weights)
    answers = {f"i{place}": verdict for place, verdict in enumerate(verdicts) if verdict}
    whole = score(form, evaluate(form, answers, AT)).whole
    assert (whole.numerator, whole.denominator) == points
    assert whole.cut() == (None if percent is None else Decimal(percent))
    assert (str(whole.words) == "chưa có") == (percent is None)


def test_only_a_full_score_reads_a_hundred():
    assert str(Points(9999, 10000).words) == "99,9 % (9999/10000 điểm)"
    assert str(Points(2, 2).words) == "100 % (2/2 điểm)"


_LADDER = [Verdict.UNCHECKED, Verdict.UNMET, Verdict.BASIC, Verdict.MET]


@given(st.lists(st.tuples(st.sampled_from(list(Verdict)), st.integers(1, 10)), min_size=1, max_size=8), st.data())
def test_a_better_verdict_never_lowers_and_nothing_exceeds_the_whole(given_: list[tuple[Verdict, int]], data):
    def rate(pairs: list[tuple[Verdict, int]]) -> Points:
        form = graded(*(weight for _, weight in pairs))
        answers = {f"i{place}": str(verdict) for place, (verdict, _) in enumerate(pairs)}
        return score(form, evaluate(form, answers, AT)).whole

    before = rate(given_)
    assert 0 <= before.numerator <= before.denominator
    assert rate([*given_, (Verdict.NOT_APPLICABLE, 7)]) == before
    if Verdict.UNCHECKED in dict(given_):
        assert before.percent is None or before.percent < 100
    place = data.draw(st.integers(0, len(given_) - 1))
    verdict, weight = given_[place]
    if verdict in _LADDER and verdict is not Verdict.MET:
        better = [*given_]
        better[place] = (_LADDER[_LADDER.index(verdict) + 1], weight)
        after = rate(better)
        assert after.denominator == before.denominator
        assert after.numerator >= before.numerator


def test_shortcomings_stand_by_severity_and_groups_have_their_own_rate(visit):
    found = score(visit, evaluate(visit, {"bang": "chua_dat", "ro": "x", "loi": "may khac"}, AT))
    assert [(one.item, one.severity) for one in found.shortcomings] == [
        ("loi", Severity.GRAVE),
        ("bang", Severity.MEDIUM),
    ]
    assert [(one.group.label, one.rate.denominator, one.verdicts[Verdict.UNMET]) for one in found.groups] == [
        ("Quầy", 6, 1)
    ]


def test_what_changed_between_two_versions_is_told_item_by_item(visit):
    rows = [dict(row) for row in VISIT if row.get("name") != "loi_khac"]
    rows[1] |= {"weight": "5", "ground": "NĐ 118/2025/NĐ-CP Điều 24"}
    rows.append({"type": "audio", "name": "loi_noi", "label": "Ghi âm"})
    found = differences.between(visit, form_of(rows, choices=LOI))
    assert [item.name for item in found.added] == ["loi_noi"]
    assert [item.name for item in found.removed] == ["loi_khac"]
    assert [(one.item.name, [(c.field, c.before, c.after) for c in one.changes]) for one in found.changed] == [
        ("bang", [("ground", "", "NĐ 118/2025/NĐ-CP Điều 24"), ("weight", "3", "5")])
    ]
    assert differences.between(visit, visit).none


def test_a_condition_is_told_in_the_words_of_the_questions(visit):
    assert in_words(visit, "${bang} = 'chua_dat' or ${tong} > 0") == "«Có bảng niêm yết» = «Chưa đạt» or «Tổng số» > 0"
    assert visit.by_name["bang"].kind is Kind.VERDICT
