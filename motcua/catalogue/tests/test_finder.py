"""The finder on our own questions, and what holds for any text at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue import finder
from motcua.catalogue.finder import index, question
from motcua.catalogue.finder.sayings import sayings
from motcua.catalogue.packaged import all_procedures
from motcua.catalogue.tests.questions import ANSWERS, CLARIFY, CLARIFY_FIRST, ELSEWHERE, HELD_OUT
from motcua.kernel.text import fold


@pytest.mark.parametrize(("asked", "codes"), ANSWERS)
def test_the_first_answer_is_what_was_meant(asked, codes):
    found = finder.find(asked)
    assert not found.none
    assert found.answer[0].code in codes.split()


def test_the_first_answer_needs_no_marks():
    worded = [(asked, codes.split()) for asked, codes in ANSWERS if not any(sign.isdigit() for sign in asked)]
    wrong = [asked for asked, codes in worded if finder.find(fold(asked), top=1).answer[0].code not in codes]
    assert len(wrong) <= len(worded) // 20, wrong


@pytest.mark.parametrize("asked", CLARIFY)
def test_what_may_mean_several_things_is_asked_back(asked):
    found = finder.find(asked)
    assert found.clarify
    assert all(clarify.question.endswith((".", "?")) and len(clarify.options) > 1 for clarify in found.clarify)
    assert not found.none


@pytest.mark.parametrize(("asked", "codes"), CLARIFY_FIRST)
def test_what_is_asked_back_still_begins_with_the_main_procedure(asked, codes):
    found = finder.find(asked)
    assert found.clarify
    assert found.answer[0].code in codes.split()


def test_questions_held_out_are_answered_nearly_all():
    wrong = []
    for asked, meant in HELD_OUT:
        found = finder.find(asked)
        told = {"none": found.none, "clarify": bool(found.clarify)}
        right = told[meant] if meant in told else bool(found.answer) and found.answer[0].code in meant.split()
        wrong += [] if right else [asked]
    assert len(wrong) <= len(HELD_OUT) // 20, wrong


def test_an_act_not_asked_for_comes_after_the_matter_itself():
    codes = [match.code for match in finder.find("hai đứa muốn làm giấy đăng ký kết hôn").answer]
    assert codes.index("1.000894") < codes.index("1.004746")
    assert sayings().acts <= set(sayings().concepts)


def test_what_is_common_is_ordered_by_weight_and_then_as_written():
    order = list(finder.popularity())
    weights = [sayings().popular[code] for code in order]
    assert order[:2] == ["1.001193", "2.000815"]
    assert weights == sorted(weights, reverse=True)


def test_first_letters_typed_apart_are_put_together():
    assert finder.together("k s") == "ks"
    assert finder.together("khai sinh") == "khai sinh"
    assert finder.together("1 2") == "1 2"


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_what_is_not_done_at_a_commune_is_refused(asked):
    found = finder.find(asked)
    assert found.none
    assert not found.answer


@pytest.mark.parametrize(
    ("asked", "place"),
    [("làm hộ chiếu mới", "Công an cấp tỉnh"), ("ly hôn đơn phương", "Tòa án"), ("mở công ty TNHH", "cấp tỉnh")],
)
def test_who_is_sent_away_is_told_where(asked, place):
    assert place in (finder.find(asked).advice or "")


@pytest.mark.parametrize("spelling", ["đăng ký khai xinh", "trứng thực bản sao", "giấy đọc thân", "dang ky ket honn"])
def test_a_slip_of_the_pen_is_forgiven(spelling):
    expected = {"khai": "1.001193", "bản": "2.000815", "thân": "1.004873", "ket": "1.000894"}
    code = next(code for word, code in expected.items() if word in spelling.split())
    assert finder.find(spelling).answer[0].code == code


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_unicode_form_does_not_matter(form):
    written = unicodedata.normalize(form, "thoả thuận phân chia di sản")
    assert finder.find(written).answer[0].code == "2.001406"


def test_a_code_in_a_sentence_is_taken_at_its_word():
    found = finder.find("cho hỏi 1.004222 nộp ở đâu")
    assert [match.code for match in found.answer] == ["1.004222"]


def test_no_more_matches_than_asked_for():
    assert len(finder.find("đăng ký khai sinh", top=2).answer) == 2


def test_a_provinces_own_procedure_does_not_push_a_national_one_aside():
    assert all_procedures()[finder.find("giấy phép xây dựng nhà ở").answer[0].code].province is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_a_well_formed_answer(text):
    found = finder.find(text)
    scores = [match.score for match in found.answer]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert found.none == (not found.answer and not found.clarify)
    assert len({match.code for match in found.answer}) == len(scores) <= 5


def test_official_names_find_their_procedures():
    full = [facts for facts in all_procedures().values() if not facts.thin][::3]
    lost = [facts.code for facts in full if facts.code not in {match.code for match in finder.find(facts.name).answer}]
    assert len(lost) <= len(full) // 20, lost


def test_every_saying_leads_to_a_procedure_we_have():
    known = set(all_procedures())
    assert set(sayings().names) <= known
    assert set(sayings().popular) <= known
    for topic in sayings().topics:
        assert set(topic.options) <= known
        assert topic.ask
    keys = [each.key for each in (*sayings().topics, *sayings().elsewhere)]
    assert len(keys) == len(set(keys))


def test_every_everyday_name_finds_its_procedure():
    lost = []
    for code, names in sayings().names.items():
        for name in names[::2]:
            found = finder.find(name)
            offered = {match.code for match in found.answer}
            offered |= {option.code for clarify in found.clarify for option in clarify.options}
            if code not in offered:
                lost.append((code, name))
    assert len(lost) <= 5, lost


def test_abbreviations_are_written_out():
    assert [word.key for word in question.read("gpxd")] == ["giay", "phep", "xay", "dung"]
    assert [word.written for word in question.read("đk")] == ["đăng", "ký"]


def test_chatter_is_light_and_the_matter_is_not():
    weights = {word.key: word.weight for word in question.read("cho em hỏi đăng ký kết hôn cần giấy tờ gì")}
    assert weights["ket"] == weights["hon"] == 1
    assert weights["hoi"] < 0.2
    assert weights["gi"] < 0.5


def test_words_that_sound_alike_meet():
    assert question.sound("trung") == question.sound("chung")
    assert question.sound("xinh") == question.sound("sinh")
    assert question.sound("ly") == question.sound("li")
    assert question.sound("x") == "x"


def test_words_in_use_are_not_mended():
    spelt = question.read("đăng ký tạm trú")
    whole = index.index()
    assert question.mend(spelt, whole.words, whole.pairs, whole.by_sound) == spelt
