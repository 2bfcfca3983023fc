"""Periods as people write them, and when a handover is complete."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.archives.rules.handover import Criterion, Judgement, Verdict, incomplete, refuse_judgements
from motcua.archives.rules.inventory import Line, refuse_period, retention_said, search_text, tidy, years_of

TODAY = date(2025, 7, 10)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Vĩnh viễn", 0),
        ("VĨNH VIỄN", 0),
        ("vv", 0),
        ("20 năm", 20),
        ("20", 20),
        (" 5  năm ", 5),
        ("100", 100),
        ("101 năm", None),
        ("0", None),
        ("", None),
        ("lâu dài", None),
        ("hai mươi", None),
        ("-5", 5),
    ],
)
def test_a_period_is_read_as_people_write_it(text, years):
    assert years_of(text) == years


@pytest.mark.parametrize(("years", "words"), [(0, "Vĩnh viễn"), (20, "20 năm"), (None, "chưa xác định")])
def test_a_period_in_words(years, words):
    assert str(retention_said(years)) == words


def test_a_line_is_cleaned_and_found_without_marks():
    line = tidy(Line(title="  Sổ  hộ tịch\u200b ", symbol="01/HT"))
    assert line.title == "Sổ hộ tịch"
    assert "so ho tich 01 ht" in search_text(line)


@pytest.mark.parametrize(
    ("begins", "closed", "refused"),
    [
        (None, None, False),
        (date(2025, 1, 1), None, False),
        (date(2025, 1, 1), date(2025, 1, 1), False),
        (date(2025, 1, 2), date(2025, 1, 1), True),
    ],
)
def test_a_fonds_closes_after_it_begins(begins, closed, refused):
    assert (refuse_period(begins, closed) is not None) is refused


def judged(verdict=Verdict.MET, words="Đủ", review=None):
    return [Judgement(criterion=criterion, verdict=verdict, words=words, review=review) for criterion in Criterion]


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (judged(), False),
        (judged()[:2], True),
        ([judged()[0], *judged()[:2]], True),
        (judged(words="  "), True),
        (judged(Verdict.UNMET), False),
        (judged(Verdict.MOSTLY), True),
        (judged(Verdict.MOSTLY, review=TODAY), True),
        (judged(Verdict.MOSTLY, review=date(2025, 7, 11)), False),
        ([], True),
    ],
)
def test_each_criterion_is_judged_once_in_words(given, refused):
    assert (refuse_judgements(given, TODAY) is not None) is refused


def state(**other):
    judgements = {one.criterion: one for one in judged()}
    return {
        "checked": True,
        "unsettled": 0,
        "files": 120,
        "judgements": judgements,
        "received": True,
        "differences": "",
        "lacking": False,
        **other,
    }


@pytest.mark.parametrize(
    ("other", "open_"),
    [
        ({}, 0),
        ({"files": 0}, 1),
        ({"checked": False, "unsettled": 9}, 1),
        ({"unsettled": 1}, 1),
        ({"received": False}, 1),
        ({"lacking": True}, 1),
        ({"lacking": True, "differences": "Thiếu hộp 3"}, 0),
        ({"judgements": {}}, 3),
        ({"judgements": {one.criterion: one for one in judged(Verdict.UNMET)}}, 3),
        ({"judgements": {one.criterion: one for one in judged(Verdict.MOSTLY)}}, 0),
    ],
)
def test_what_is_still_open_before_anybody_signs(other, open_):
    assert len(incomplete(**state(**other))) == open_
