"""How answers are judged: item, file, phase; what was seen before what was told; a landing beside another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import BadInput
from motcua.readiness.rules import verdicts
from motcua.readiness.rules.facts import Item, Phase, TemplateFacts, Zone, checked_template, in_scope, must_for
from motcua.readiness.rules.verdicts import Grade, Statement, Verdict, Who

DAY = date(2025, 6, 12)
REVIEW = date(2025, 6, 24)
SCAN = Item(key="so-hoa.may-quet", name="Máy quét", blocks="trial", count=2)
SIGN = Item(key="so-hoa.bien", name="Biển khu")
SEAL = Item(key="phap-ly.dau", name="Con dấu", blocks="official")
RULES = Item(key="phap-ly.quy-che", name="Quy chế")
FACTS = TemplateFacts(
    key="thu",
    title="Thử",
    source="thử",
    as_of=DAY,
    trust="unverified",
    zones=(
        Zone(key="so-hoa", name="Khu số hóa hồ sơ", items=(SCAN, SIGN)),
        Zone(key="phap-ly", name="Pháp lý", kind="founding", items=(SEAL, RULES)),
    ),
)


def says(verdict: str, who: Who = Who.SELF, missing: str = "máy", review: date | None = REVIEW) -> Statement:
    kind = Verdict(verdict)
    return Statement(
        kind,
        who,
        DAY,
        missing=missing if kind is Verdict.UNMET else "",
        review_on=review if kind is Verdict.BASIC else None,
    )


def judged(phase: Phase, **answers: str | None):
    keys = {"scan": SCAN.key, "sign": SIGN.key, "seal": SEAL.key, "rules": RULES.key}
    said = {keys[name]: [(says(verdict), False)] for name, verdict in answers.items() if verdict}
    return verdicts.judge(verdicts.stands(FACTS, said), phase)


@pytest.mark.parametrize(
    ("phase", "answers", "grade", "answered", "items"),
    [
        (Phase.TRIAL, {}, Grade.NOT, 0, 2),
        (Phase.TRIAL, {"scan": "met"}, Grade.NOT, 1, 2),  # one unanswered can never be ready
        (Phase.TRIAL, {"scan": "met", "sign": "met"}, Grade.READY, 2, 2),
        (Phase.TRIAL, {"scan": "met", "sign": "basic"}, Grade.BASIC, 2, 2),
        (Phase.TRIAL, {"scan": "basic", "sign": "met"}, Grade.BASIC, 2, 2),
        (Phase.TRIAL, {"scan": "met", "sign": "unmet"}, Grade.BASIC, 2, 2),  # a lesser thing missing does not bar
        (Phase.TRIAL, {"scan": "unmet", "sign": "met"}, Grade.NOT, 2, 2),
        (Phase.TRIAL, {"scan": "met", "sign": "met", "seal": "unmet"}, Grade.READY, 2, 2),  # no seal never bars a trial
        (Phase.OFFICIAL, {"scan": "met", "sign": "met"}, Grade.NOT, 2, 4),
        (Phase.OFFICIAL, {"scan": "met", "sign": "met", "seal": "unmet", "rules": "met"}, Grade.NOT, 4, 4),
        (Phase.OFFICIAL, {"scan": "unmet", "sign": "met", "seal": "met", "rules": "met"}, Grade.NOT, 4, 4),
        (Phase.OFFICIAL, {"scan": "met", "sign": "met", "seal": "met", "rules": "met"}, Grade.READY, 4, 4),
    ],
)
def test_a_file_is_graded_for_its_phase(phase, answers, grade, answered, items):
    found = judged(phase, **answers)
    assert (found.grade, found.answered, found.items) == (grade, answered, items)


@given(st.lists(st.sampled_from([None, "met", "basic", "unmet"]), min_size=4, max_size=4), st.sampled_from(Phase))
def test_no_file_with_an_unanswered_item_is_ready_and_none_not_ready_without_a_named_item(kinds, phase):
    found = judged(phase, **dict(zip(("scan", "sign", "seal", "rules"), kinds, strict=True)))
    assert found.met + found.basic + found.unmet == found.answered <= found.items
    if found.answered < found.items:
        assert found.grade is Grade.NOT
    if found.grade is Grade.READY:
        assert found.met == found.items
        assert found.exceptions == ()
    else:
        first = found.exceptions[0]
        assert first.zone in str(found.words)
        assert first.item in str(found.words)
    assert not found.certifiable or found.musts_met == found.musts


def test_a_must_have_that_is_missing_is_named_first_with_its_zone_and_what_is_missing():
    found = judged(Phase.TRIAL, scan="unmet", sign=None)
    assert str(found.words) == "Chưa đủ: Khu số hóa hồ sơ: Máy quét (thiếu: máy); và 1 mục khác"


@pytest.mark.parametrize(
    ("told", "seen", "counted", "differs"),
    [
        ("met", None, "met", False),
        (None, "unmet", "unmet", False),
        ("met", "unmet", "unmet", True),
        ("unmet", "met", "met", True),
        ("met", "met", "met", False),
        (None, None, None, False),
    ],
)
def test_what_was_seen_counts_before_what_is_told_and_the_difference_is_told(told, seen, counted, differs):
    pairs = [(says(verdict, who), False) for verdict, who in ((told, Who.SELF), (seen, Who.SEEN)) if verdict]
    stand = verdicts.stands(FACTS, {SCAN.key: pairs})[0]
    assert (stand.counted.verdict if stand.counted else None, stand.differs) == (counted, differs)


def test_of_a_dispute_the_worst_counts_until_it_is_settled():
    stand = verdicts.stands(FACTS, {SCAN.key: [(says("met"), False), (says("unmet"), True)]})[0]
    assert stand.counted.verdict is Verdict.UNMET
    assert verdicts.judge([stand], Phase.TRIAL).disputes == 1


def test_a_dispute_about_what_is_told_does_not_touch_what_was_seen():
    pairs = [(says("met"), False), (says("unmet"), True), (says("met", Who.SEEN), False)]
    assert verdicts.stands(FACTS, {SCAN.key: pairs})[0].counted.verdict is Verdict.MET


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (Statement(Verdict.MET, Who.SELF, DAY, count=1), "cần 2, mới có 1"),
        (Statement(Verdict.BASIC, Who.SELF, DAY), "ghi ngày rà soát lại"),
        (Statement(Verdict.BASIC, Who.SELF, DAY, review_on=DAY - timedelta(days=1)), "phải từ hôm nay"),
        (Statement(Verdict.BASIC, Who.SELF, DAY, review_on=DAY + timedelta(days=367)), "trong một năm"),
        (Statement(Verdict.UNMET, Who.SELF, DAY, missing="  "), "ghi còn thiếu gì"),
        (Statement(Verdict.MET, Who.SELF, DAY, actual="x" * 501), "dài quá 500"),
        (Statement(Verdict.MET, Who.SELF, DAY, count=-1), "số lượng không hợp lý"),
    ],
)
def test_a_statement_that_does_not_fit_its_verdict_is_refused_beside_its_item(statement, said):
    with pytest.raises(BadInput, match=said) as refused:
        verdicts.checked_statement(statement, SCAN)
    assert refused.value.field == SCAN.key
    assert said in str(refused.value)


def test_only_for_now_keeps_its_day_and_met_keeps_none():
    basic = Statement(Verdict.BASIC, Who.SELF, DAY, review_on=DAY)
    assert verdicts.checked_statement(basic, SCAN).review_on == DAY
    met = Statement(Verdict.MET, Who.SELF, DAY, count=2, review_on=DAY)
    assert verdicts.checked_statement(met, SCAN).review_on is None


NOON = datetime(2025, 6, 12, 5, tzinfo=UTC)


def test_how_somebody_put_it_makes_no_other_statement_of_it():
    """Two who looked agree where verdict, number, what is missing and the day of review are the same."""
    one, other = says("met", Who.SEEN), replace(says("met", Who.SEEN), actual="Hai máy, mới")
    assert one.arriving("a", NOON).says == other.arriving("b", NOON).says
    assert one.arriving("a", NOON).says != says("unmet", Who.SEEN).arriving("a", NOON).says


@pytest.mark.parametrize(
    ("item", "phase", "must"),
    [(SCAN, Phase.TRIAL, True), (SCAN, Phase.OFFICIAL, True), (SEAL, Phase.TRIAL, False), (SEAL, Phase.OFFICIAL, True)],
)
def test_whatever_blocks_the_trial_blocks_the_start_and_a_seal_only_the_start(item, phase, must):
    assert must_for(item, phase) is must


def test_founding_things_are_not_asked_of_a_trial():
    zone = FACTS.zones[1]
    assert not in_scope(zone, RULES, Phase.TRIAL)
    assert in_scope(zone, RULES, Phase.OFFICIAL)


@pytest.mark.parametrize(
    ("zones", "said"),
    [
        ((), "từ 1 đến"),
        ((Zone(key="a", name="A", items=()),), "từ 1 đến"),
        ((Zone(key="a", name="A", items=(Item(key="x", name="X"), Item(key="x", name="Y"))),), "hai lần"),
        ((Zone(key="a", name="A", items=(Item(key="Máy", name="X"),)),), "không đúng dạng"),
        ((Zone(key="a", name="A", items=(Item(key="x", name=" "),)),), "chưa có tên"),
        ((Zone(key="a", name="A", items=(Item(key="x", name="X", count=0),)),), "số lượng không hợp lý"),
    ],
)
def test_a_template_that_cannot_be_answered_is_refused(zones, said):
    facts = TemplateFacts(key="t", title="T", source="", as_of=DAY, trust="issued", zones=zones)
    with pytest.raises(BadInput) as refused:
        checked_template(facts)
    assert said in str(refused.value)
