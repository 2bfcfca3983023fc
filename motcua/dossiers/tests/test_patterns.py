"""Sentence patterns the whole centre shares: written, put otherwise, ordered, retired; offered filled in; counted."""

from __future__ import annotations

import pytest

from motcua.dossiers import patterns
from motcua.dossiers.commands import ChangePattern, RetirePattern, WritePattern
from motcua.dossiers.models import SentencePattern
from motcua.dossiers.rules.patterns import For, Pattern, checked, filled, is_used
from motcua.kernel.errors import BadInput, Conflict, NotAllowed
from motcua.ledger import replay
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

BIRTH = "1.001193"


def written(town, who="tiepnhan", words="Nộp {giấy tờ} còn giá trị.", kind=For.SUPPLEMENT, **more):
    return perform(WritePattern(kind=str(kind), words=words, **more), town[who]).target


def offered(town, kind=For.SUPPLEMENT, **about):
    found = patterns.of_centre(town.bodies.centre, "real")
    return patterns.offered(found, kind, **about)


def test_the_shipped_ones_are_offered_until_the_centre_writes_its_own_for_the_act(town):
    assert "Thiếu chữ ký của người yêu cầu." in offered(town)
    one = written(town, ground="NĐ 23/2015 Đ3")
    assert offered(town, paper_name="giấy chứng sinh") == ("Nộp giấy chứng sinh còn giá trị. (NĐ 23/2015 Đ3)",)
    assert "Đồng ý." in offered(town, For.OPINION, role="leader"), "another act keeps the shipped ones"
    assert offered(town, For.OPINION, role="seal") == ("Đã vào sổ, đóng dấu.",)
    assert replay.compare([one]) == []


def test_everybody_of_the_commune_sees_what_one_of_them_wrote(town):
    written(town, "kinhte", "Bản vẽ phải có chữ ký của chủ đất.")
    assert "Bản vẽ phải có chữ ký của chủ đất." in [
        one.pattern.words for one, _, _ in patterns.listed(town["tiepnhan"])
    ]


def test_those_of_the_paper_and_procedure_stand_first_and_of_others_never(town):
    written(town, words="Chung.")
    written(town, words="Của thủ tục.", procedure=BIRTH)
    written(town, words="Của giấy tờ.", procedure=BIRTH, paper="to-khai")
    written(town, words="Của thủ tục khác.", procedure="9.999999")
    assert offered(town, procedure=BIRTH, paper="to-khai") == ("Của giấy tờ.", "Của thủ tục.", "Chung.")
    assert offered(town) == ("Chung.",)


def test_one_is_put_otherwise_ordered_and_retired_by_who_wrote_it_or_the_director(town):
    first, second = written(town, words="Một."), written(town, words="Hai.")
    assert offered(town) == ("Một.", "Hai.")
    perform(ChangePattern(pattern=second, words="Hai, sửa.", place=1), town["tiepnhan"])
    perform(ChangePattern(pattern=first, words="Một.", place=2), town["giamdoc"])
    assert offered(town) == ("Hai, sửa.", "Một.")
    perform(RetirePattern(pattern=first), town["giamdoc"])
    assert offered(town) == ("Hai, sửa.",)
    before = Entry.objects.count()
    with pytest.raises(Conflict):
        perform(RetirePattern(pattern=first), town["giamdoc"])
    for who in ("kinhte", "thuly", "lanhdao", "quantri"):
        with pytest.raises(NotAllowed):
            perform(ChangePattern(pattern=second, words="Khác."), town[who])
        with pytest.raises(NotAllowed):
            perform(RetirePattern(pattern=second), town[who])
    assert Entry.objects.count() == before
    assert replay.compare([first, second]) == []


def test_the_same_sentence_for_the_same_act_is_kept_once(town):
    written(town)
    with pytest.raises(Conflict):
        written(town, "thuly")
    written(town, kind=For.REFUSAL)
    with pytest.raises(NotAllowed):
        written(town, "quantri", "Khác.")


def test_what_was_sent_is_counted_whatever_its_variables_were_filled_with(town):
    one, other = written(town), written(town, words="Không dùng.")
    patterns.note_used(town["thuly"], ["", "Nộp sổ hộ khẩu còn giá trị. Cảm ơn."])
    patterns.note_used(town["thuly"], ["Nộp tờ khai còn giá trị."])
    used = dict(SentencePattern.objects.values_list("pk", "used"))
    assert (used[one], used[other]) == (2, 0)
    assert replay.compare([one]) == []


@pytest.mark.parametrize(
    "pattern",
    [
        Pattern("supplement", ""),
        Pattern("supplement", "x" * 501),
        Pattern("supplement", "Nộp {thứ gì}"),
        Pattern("supplement", "Nộp {giấy tờ"),
        Pattern("supplement", "Nộp giấy}"),
        Pattern("khác", "Nộp"),
        Pattern("supplement", "Nộp", ground="x" * 201),
        Pattern("supplement", "Nộp", procedure="x" * 61),
    ],
)
def test_what_says_nothing_too_much_or_names_another_variable_is_refused(pattern):
    with pytest.raises(BadInput):
        checked(pattern)


def test_variables_are_filled_in_and_unknown_ones_left_open():
    assert filled("Nộp {giấy tờ} trước {ngày}.", "", {"giấy tờ": "bản chính"}) == "Nộp bản chính trước …."
    assert filled("Nộp.", "Đ5", {}) == "Nộp. (Đ5)"


@pytest.mark.parametrize(
    ("words", "text", "used"),
    [
        ("Nộp {giấy tờ} mới", "Xin nộp: Nộp sổ mới nhé", True),
        ("Nộp {giấy tờ} mới", "Nộp sổ cũ", False),
        ("{ngày}", "x", False),
    ],
)
def test_a_sentence_is_known_again_in_what_was_sent(words, text, used):
    assert is_used(words, text) is used
