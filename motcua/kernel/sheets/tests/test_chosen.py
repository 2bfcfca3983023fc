"""Columns people name themselves, hidden lines, forms with examples, and lines kept until somebody says yes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import sheets
from motcua.kernel.errors import BadInput, Busy, RuleError
from motcua.kernel.sheets import Chosen
from motcua.kernel.sheets.planned import BAD, SAME, Note, Notes, Planned, counts, each, kept, packed, unpacked
from motcua.kernel.sheets.tests.made import FIELDS, book, table
from motcua.kernel.words import N_, Said, said

ODD = [["Đồ đạc", "Bao nhiêu", "Số lượng"], ["Tủ", 2, 3], ["Bàn", 4, 5]]


def test_a_heading_nobody_knows_is_refused_unless_people_are_asked():
    with pytest.raises(BadInput, match="Tên thiết bị"):
        sheets.read(book(ODD), FIELDS)
    found = sheets.read(book(ODD), FIELDS, lenient=True)
    assert (found.missing, found.rows, found.header_row) == (("name",), (), 1)
    assert found.titles == {"A": "Đồ đạc", "B": "Bao nhiêu", "C": "Số lượng"}
    assert found.samples["B"] == ("2", "4")


def test_a_heading_without_any_known_word_is_the_first_line_of_several_cells():
    found = sheets.read(book([["Danh sách"], [], ["a1", "b1"], ["Tủ", 2]]), FIELDS, lenient=True)
    assert (found.header_row, dict(found.columns)) == (3, {})


def test_what_people_say_a_column_is_goes_before_what_it_is_called():
    found = sheets.read(book(ODD), FIELDS, chosen=Chosen(1, {"A": "name", "B": "count", "C": ""}))
    assert [dict(row.values) for row in found.rows] == [{"name": "Tủ", "count": 2}, {"name": "Bàn", "count": 4}]
    assert [one.letter for one in found.unused] == ["C"]


def test_another_line_may_be_the_heading_and_unknown_letters_are_nothing():
    file = book([["Tên thiết bị", "SL"], ["Tên thiết bị", "SL"], ["Tủ", 2]])
    assert sheets.read(file, FIELDS, chosen=Chosen(2)).header_row == 2
    found = sheets.read(file, FIELDS, chosen=Chosen(1, {"A": "name", "ZZ": "count"}))
    assert dict(found.columns) == {"name": "A"}


def test_two_columns_of_one_meaning_are_refused():
    with pytest.raises(BadInput, match="Hai cột A và B"):
        sheets.read(book(ODD), FIELDS, chosen=Chosen(1, {"A": "name", "B": "name"}))


def test_csv_is_read_as_people_say_too():
    content = "Đồ đạc;Bao nhiêu\nTủ;2\n".encode()
    found = sheets.read(content, FIELDS, chosen=Chosen(1, {"A": "name", "B": "count"}))
    assert dict(found.rows[0].values) == {"name": "Tủ", "count": 2}
    assert found.sheets == ()


def test_hidden_lines_are_read_and_told():
    file = book({"rows": [["Tên thiết bị", "SL"], ["Tủ", 1], ["Bàn", 2]], "hidden_rows": [1, 3]})
    found = sheets.read(file, FIELDS)
    assert [row.number for row in found.rows] == [2, 3]
    assert found.hidden == {3}
    assert any("đang ẩn trong trang, vẫn được đọc: 3." in str(note) for note in found.notes)
    assert str(Notes(found, found.rows[1]).doubts[0].why.said) == "dòng này đang ẩn trong trang"


def test_the_column_that_counts_is_kept_from_the_field_of_another_column():
    fields = (sheets.Field("number", "Hồ sơ số", ("STT",), sheets.Kind.NUMBER), sheets.Field("title", "Tiêu đề"))
    both = sheets.read(book([["STT", "Hồ sơ số", "Tiêu đề"], [1, 70, "A"], [2, None, None]]), fields)
    assert dict(both.rows[0].values) == {"number": 70, "title": "A"}
    assert both.faults == ()
    assert len(both.rows) == 1, "a line that is only numbered is no row"
    alone = sheets.read(book([["STT", "Tiêu đề"], [7, "A"], [8, None]]), fields)
    assert dict(alone.rows[0].values) == {"number": 7, "title": "A"}
    assert len(alone.rows) == 1


def test_examples_of_the_form_are_passed_over_and_lists_stand_beside():
    form = sheets.write(
        FIELDS, examples=[{"name": "Tủ", "count": 1}, {"name": "Bàn", "state": "good"}], lists={"price": ["a", "=b"]}
    )
    found = sheets.read(form, FIELDS)
    assert found.rows == ()
    assert [str(one.said) for one in found.skipped] == ["dòng ví dụ của mẫu"] * 2


def test_faults_and_doubts_are_told_by_cell_with_what_stands_there():
    found = sheets.read(table((1, "Tủ", "nhiều", "Tốt")), FIELDS)
    notes = Notes(found, found.rows[0])
    notes.fault("state", said(N_("sai.")))
    notes.doubt("price", said(N_("không có cột.")))
    assert [(note.cell, note.text) for note in notes.faults] == [("C2", "nhiều"), ("D2", "Tốt")]
    assert [note.cell for note in notes.doubts] == ["2"], "a column the list has not"


SENTENCES = st.builds(
    lambda text, number, day, inner: said(
        "{a} {b} {c} {d}", a=text, b=number, c=day, d=said("({x})", x=inner) if inner else "-"
    ),
    st.text(max_size=9),
    st.integers(-9, 9),
    st.dates(),
    st.text(max_size=5),
)


@given(SENTENCES)
def test_a_sentence_says_the_same_after_it_was_kept(sentence):
    line = Planned(
        row=1, name="x", fate="new", faults=[Note("A1", "name", "", kept(sentence))], wish={"day": date(2025, 1, 2)}
    )
    [again] = unpacked(packed([line]))
    assert str(again.faults[0].why.said) == str(sentence)
    assert again.wish == {"day": "2025-01-02"}


def test_lines_are_counted_by_what_becomes_of_them():
    doubt = [Note("A1", "", "", kept(Said("?")))]
    lines = [
        Planned(row=1, name="", fate="new", doubts=doubt),
        Planned(row=2, name="", fate=SAME, doubts=doubt),
        Planned(row=3, name="", fate=BAD),
    ]
    assert counts(lines) == {"new": 1, "doubt": 1, SAME: 1, BAD: 1}
    assert [line.writes for line in lines] == [True, False, False]


def test_a_refusal_stops_no_other_line_and_busy_books_stop_them_all():
    lines = [Planned(row=row, name=str(row), fate="new") for row in (1, 2, 3)]

    def do(line: Planned) -> int:
        if line.row == 2:
            raise RuleError("Không.")
        return line.row

    results = list(each(lines, do))
    assert [(result.row, result.more, result.refused and str(result.refused.said)) for result in results] == [
        (1, 1, None),
        (2, None, "Không."),
        (3, 3, None),
    ]

    def busy(line: Planned) -> None:
        raise Busy("Bận.")

    with pytest.raises(Busy):
        list(each(lines, busy))
