"""Somebody calls about a dossier: four digits and a first name find it, and what is said says no personal data."""

from __future__ import annotations

import pytest

from motcua.config.demo.dossiers import CITIZENS
from motcua.dossiers import calling
from motcua.dossiers.commands import RequestSupplement
from motcua.dossiers.rules.calling import Standing, checked, is_called, sentences
from motcua.dossiers.tests.acts import first_paper
from motcua.dossiers.tests.land import row
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed, NotFound, TooMany
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform

NAME, NUMBER, _, _, PHONE = CITIZENS[0]
DIGITS, FIRST = PHONE.replace(" ", "")[-4:], NAME.split()[-1]
STATUS = "1.004873"


def test_digits_and_a_first_name_find_it_masked_and_the_look_is_logged_with_its_purpose(town):
    dossier = town.accept(STATUS)
    before = Entry.objects.count()
    (one,), more = calling.candidates(town["tiepnhan"], DIGITS, FIRST.lower())
    assert (one.id, more) == (dossier, False)
    assert one.name != NAME
    assert one.name.endswith(FIRST)
    said = calling.answer(town["tiepnhan"], dossier, DIGITS, FIRST)
    words = " ".join(str(part) for part in said.sentences)
    assert "Hồ sơ «" in words
    assert "Hẹn trả kết quả" in words
    for secret in (NAME, NUMBER, PHONE, row(dossier).code):
        assert secret not in words
    assert set(Access.objects.values_list("purpose", flat=True)) >= {calling.PURPOSE}
    assert Entry.objects.count() == before, "a look writes nothing in the books"


@pytest.mark.parametrize(("digits", "name"), [("0000", FIRST), (DIGITS, "Không"), (DIGITS, NAME.split()[0])])
def test_another_number_or_name_finds_nothing_and_opens_nothing(town, digits, name):
    dossier = town.accept(STATUS)
    assert calling.candidates(town["tiepnhan"], digits, name) == ((), False)
    with pytest.raises(NotFound):
        calling.answer(town["tiepnhan"], dossier, digits, name)


def test_a_late_dossier_is_apologised_for_and_what_to_bring_is_said(town):
    dossier = town.accept(STATUS)
    with clock.fixed(clock.at(2025, 9, 1, 9)):
        words = [str(one) for one in calling.answer(town["tiepnhan"], dossier, DIGITS, FIRST).sentences]
        assert any("xin lỗi ông/bà" in one for one in words)
    ask = RequestSupplement(dossier=dossier, lacking=(Lacking(key=first_paper(row(dossier)), words="Thiếu chữ ký"),))
    perform(ask, town["tiepnhan"])
    words = [str(one) for one in calling.answer(town["tiepnhan"], dossier, DIGITS, FIRST).sentences]
    assert "bổ sung giấy tờ" in words[0]
    assert words[-1].startswith("Xin mang đến: ")
    assert "Thiếu chữ ký" not in " ".join(words), "words to one person stay on their form"


def test_only_those_who_work_with_people_s_data_and_may_read_it(town):
    dossier = town.accept(STATUS)
    for who in ("quantri", "vanthu"):
        with pytest.raises(NotAllowed):
            calling.candidates(town[who], DIGITS, FIRST)
    assert calling.candidates(town["congan"], DIGITS, FIRST) == ((), False), "another body's"
    with pytest.raises(NotFound):
        calling.answer(town["congan"], dossier, DIGITS, FIRST)


def test_digits_cannot_be_guessed_through(town):
    for _ in range(calling.TRIES_MOST):
        calling.candidates(town["tiepnhan"], "0001", "An")
    with pytest.raises(TooMany, match="Tra quá nhiều lần"):
        calling.candidates(town["tiepnhan"], DIGITS, FIRST)


@pytest.mark.parametrize(
    ("digits", "name"),
    [("", "An"), ("12", "An"), ("12345", "An"), ("12a4", "An"), ("١٢٣٤", "An"), ("1234", ""), ("1234", "%")],
)
def test_what_is_no_number_or_no_name_is_refused(digits, name):
    with pytest.raises(BadInput):
        checked(digits, name)


@pytest.mark.parametrize(
    ("full", "first", "same"),
    [("Nguyễn Thị Đào", "dao", True), ("Trần Văn Ân", "an", True), ("An Thị Đào", "an", False), ("", "an", False)],
)
def test_the_first_name_is_the_last_word_marks_aside(full, first, same):
    assert is_called(full, first) is same


@pytest.mark.parametrize(
    ("standing", "begins", "ends"),
    [
        (Standing("X", "ready", "Trung tâm", "Trả"), "Hồ sơ «X» đã có kết quả.", "Mời ông/bà đến nhận"),
        (Standing("X", "ready", "Trung tâm", "Trả", rejected=True), "Hồ sơ «X» đã có văn bản trả lời.", "Mời ông/bà"),
        (Standing("X", "fee", "Trung tâm", "A"), "Hồ sơ «X» đang chờ ông/bà nộp", "Xin mang thông báo"),
        (Standing("X", "suspended", "Phòng", "A"), "Hồ sơ «X» đang tạm dừng", "Hồ sơ «X» đang tạm dừng"),
        (Standing("X", "processing", "Phòng", "A", outside="Thuế"), "Hồ sơ «X» đang ở Thuế, Phòng theo dõi.", "Thủ tục này chưa có ngày hẹn"),
        (Standing("X", "processing", "Phòng", "A", when="10:00"), "Hồ sơ «X» đang ở Phòng, bước «A».", "Hẹn trả"),
    ],
)  # fmt: skip
def test_each_standing_has_its_sentences(standing, begins, ends):
    said = [str(one) for one in sentences(standing)]
    assert said[0].startswith(begins)
    assert said[-1].startswith(ends)
