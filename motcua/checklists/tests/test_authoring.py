"""A workbook in XLSForm: what is taken, what is refused at which cell, hostile files and words, the packaged three."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from motcua.checklists import packaged
from motcua.checklists.authoring import read, xform
from motcua.checklists.rules.evaluating import evaluate
from motcua.checklists.rules.items import Kind, Verdict
from motcua.checklists.tests.made import LOI, SETTINGS, VISIT, authored, form_of, workbook
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.sheets.tests.made import book

AT = clock.at(2025, 7, 11, 10)
ASK = {"type": "text", "name": "a", "label": "Câu hỏi"}


def faults(rows, **more) -> list[tuple[str, int, str]]:
    return [(one.sheet, one.row, one.heading) for one in authored(rows, **more).faults]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([{**ASK, "type": "barcode"}], ("survey", 2, "type")),
        ([{**ASK, "type": "start"}], ("survey", 2, "type")),
        ([{**ASK, "type": "select_one la"}], ("survey", 2, "type")),
        ([{**ASK, "type": "select_one verdict or_other"}], ("survey", 2, "type")),
        ([{**ASK, "type": "select_multiple verdict"}], ("survey", 2, "type")),
        ([{**ASK, "type": "begin_repeat"}], ("survey", 2, "type")),
        ([{**ASK, "type": "begin_group"}], ("survey", 2, "type")),
        ([ASK, {"type": "end_group"}], ("survey", 3, "type")),
        ([{**ASK, "name": "a b"}], ("survey", 2, "name")),
        ([{**ASK, "name": "số"}], ("survey", 2, "name")),
        ([{**ASK, "name": ""}], ("survey", 2, "name")),
        ([{**ASK, "name": "meta"}], ("survey", 2, "name")),
        ([ASK, ASK], ("survey", 3, "name")),
        ([{**ASK, "label": ""}], ("survey", 2, "label")),
        ([{**ASK, "label": "x" * 1001}], ("survey", 2, "label")),
        ([{**ASK, "label": "Vì sao ${la}?"}], ("survey", 2, "label")),
        ([{**ASK, "relevant": "${la} = 1"}], ("survey", 2, "relevant")),
        ([{**ASK, "relevant": "pulldata('x', 'y')"}], ("survey", 2, "relevant")),
        ([{**ASK, "relevant": "1 = = 2"}], ("survey", 2, "relevant")),
        ([{**ASK, "relevant": "/data/la = 1"}], ("survey", 2, "relevant")),
        ([{**ASK, "relevant": "1 = 1 and " + "1 = 1 and " * 120 + "1"}], ("survey", 2, "relevant")),
        ([{**ASK, "constraint": "regex(., '(a+)+$')"}], ("survey", 2, "constraint")),
        ([{**ASK, "required": "${"}], ("survey", 2, "required")),
        ([{**ASK, "calculation": "1"}], ("survey", 2, "calculation")),
        ([{"type": "calculate", "name": "c"}, ASK], ("survey", 2, "calculation")),
        ([{**ASK, "weight": "2"}], ("survey", 2, "weight")),
        ([{**ASK, "type": "select_one verdict", "weight": "0"}], ("survey", 2, "weight")),
        ([{**ASK, "type": "select_one verdict", "weight": "11"}], ("survey", 2, "weight")),
        ([{**ASK, "severity": "khủng khiếp"}], ("survey", 2, "severity")),
        ([{**ASK, "shortcoming": "chua_dat"}], ("survey", 2, "shortcoming")),
        ([{**ASK, "type": "select_one verdict", "shortcoming": "tot"}], ("survey", 2, "shortcoming")),
        ([{**ASK, "about": "a"}], ("survey", 2, "about")),
        ([{**ASK, "relevant": "${b} = 1"}, {**ASK, "name": "b", "relevant": "${a} = 1"}], ("survey", 0, "")),
        ([], ("survey", 0, "")),
    ],
)
def test_a_fault_names_its_cell(rows, place):
    assert place in faults(rows)


@pytest.mark.parametrize(
    ("choices", "place"),
    [
        ([{"list_name": "loi", "name": "x y", "label": "X"}], ("choices", 2, "name")),
        ([{"list_name": "loi", "name": "x"}], ("choices", 2, "label")),
        ([LOI[0], LOI[0]], ("choices", 3, "name")),
        ([{"list_name": "verdict", "name": "tot", "label": "Tốt"}], ("choices", 2, "name")),
    ],
)
def test_a_fault_of_a_choice_names_its_cell(choices, place):
    assert place in faults([{**ASK, "type": "select_one loi"}], choices=choices)


@pytest.mark.parametrize(
    ("settings", "place"),
    [([], ("settings", 0, "form_title")), ([{"form_title": "X", "form_id": "có dấu"}], ("settings", 2, "form_id"))],
)
def test_a_form_has_a_title_and_a_key(settings, place):
    assert place in faults([ASK], settings=settings)


def test_a_fault_says_sheet_line_and_column_in_one_sentence():
    found = authored([{**ASK, "relevant": "uuid() = 1"}])
    assert [str(fault.words) for fault in found.faults] == [
        "Trang survey, dòng 2, cột F (relevant): hàm «uuid» không dùng được ở đây."
    ]


def test_columns_that_would_change_what_is_asked_are_refused_and_others_left_aside():
    heads = [
        "Type",
        "name",
        "label::Tiếng Việt (vi)",
        "label::English (en)",
        "default",
        "media::image",
        "căn cứ",
        "màu",
    ]
    rows = [heads, ["text", "a", "Câu hỏi", "Question", "x", "", "Luật A", "đỏ"]]
    found = read(
        book(
            {"title": "survey", "rows": rows},
            {"title": "settings", "rows": [["form_title"], ["Thử"]]},
            {"title": "x", "rows": [["y"]]},
        )
    )
    assert [(one.column, one.heading) for one in found.faults] == [("E", "default")]
    rows[1][4] = None
    mended = read(
        book(
            {"title": "survey", "rows": rows},
            {"title": "settings", "rows": [["form_title"], ["Thử"]]},
            {"title": "x", "rows": [["y"]]},
        )
    )
    assert mended.form is not None
    assert (mended.form.key, mended.form.items[0].label, mended.form.items[0].ground) == ("thu", "Câu hỏi", "Luật A")
    assert ["english" in str(note) or "x" in str(note) for note in mended.notes] == [True, True]


def test_a_formula_that_was_never_counted_is_a_fault_and_a_counted_one_is_its_result():
    rows = [["type", "name", "label"], ["text", "a", "=1+1"]]
    found = read(book({"title": "survey", "rows": rows}, {"title": "settings", "rows": [["form_title"], ["Thử"]]}))
    assert (found.faults[0].row, found.faults[0].heading) == (2, "label")


@pytest.mark.parametrize("sheet", ["external_choices", "entities", "osm"])
def test_data_from_elsewhere_is_refused(sheet):
    content = book(
        {"title": "survey", "rows": [["type", "name", "label"], ["text", "a", "x"]]},
        {"title": "settings", "rows": [["form_title"], ["Thử"]]},
        {"title": sheet, "rows": [["list_name"], ["x"]]},
    )
    assert [one.sheet for one in read(content).faults] == [sheet]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(5):
            archive.writestr(f"xl/worksheets/sheet{part}.xml", b"0" * (9 * 1024 * 1024))
    return out.getvalue()


def _entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    return out.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"  ", b"%PDF-1.4", b"PK\x03\x04rest", _bomb(), _entities(), b"PK" + b"x" * (3 * 1024 * 1024)]
)
def test_what_is_no_workbook_or_a_bomb_is_refused_unread(content):
    with pytest.raises(BadInput):
        read(content)


def test_too_many_lines_are_refused():
    rows = [{**ASK, "name": f"a{number}"} for number in range(501)]
    assert faults(rows) == [("survey", 0, "")]


@pytest.mark.parametrize(
    "label",
    [
        "</label><script>alert(1)</script>",
        "&amp; &lt;b&gt; ]]>",
        "<!DOCTYPE x>",
        '=HYPERLINK("x")',
        "{0} %s {name}",
        "<output value='x'/>",
    ],
)
def test_hostile_words_stay_words(label):
    found = authored([{**ASK, "label": label, "hint": label, "constraint": ". != 'x'", "constraint_message": label}])
    assert found.form is not None
    assert found.form.items[0].label == label
    tree = etree.fromstring(found.xform.encode())
    assert not [one for one in tree.iter() if isinstance(one.tag, str) and one.tag.endswith("script")]
    assert label in "".join(tree.itertext())


def test_what_pyxform_says_becomes_a_sentence_with_its_line():
    said = xform.fault_of(
        "[row : 3] On the 'survey' sheet, the 'name' value 'a' is invalid. Names must begin with x", [2, 7]
    )
    assert (said.sheet, said.row, str(said.what)[:8]) == ("survey", 7, "tên mục ")
    assert "boom" in str(xform.fault_of("boom", []).what)


def test_the_same_form_comes_back_from_its_xform():
    found = authored(VISIT, choices=LOI)
    assert found.form is not None
    binds = xform.binds(found.xform)
    assert set(binds) >= {item.path for item in found.form.items}
    assert found.form.by_name["bang"].required == "true()"
    assert found.form.by_name["dung"].relevant == "/data/tong > 0"


@pytest.mark.parametrize("facts", packaged.all_checklists(), ids=lambda facts: facts.key)
def test_each_packaged_checklist_is_whole(facts):
    found = read(packaged.workbook(facts))
    assert found.faults == ()
    form = found.form
    assert form is not None
    graded = list(form.scored())
    assert len(graded) >= 25
    for item in graded:
        assert item.criterion, item.name
        assert item.ground, item.name
        assert item.evidence, item.name
        assert item.shortcoming == (Verdict.UNMET,)
    # A shortcoming without words is never complete; one met only for now asks for a day.
    first = graded[0]
    for verdict, asked in ((Verdict.UNMET, {"_ro"}), (Verdict.BASIC, {"_ro", "_xem_lai"}), (Verdict.MET, set())):
        missing = evaluate(form, {first.name: verdict}, AT).missing
        assert {name for name in missing if form.by_name[name].about == first.name} == {
            first.name + end for end in asked
        }


def test_a_joint_figure_asks_for_its_scope_and_whose_word_it_is():
    form = read(packaged.workbook(packaged.one("cong-vu"))).form
    assert form is not None
    asked = evaluate(form, {"ty_le_bao": "95"}, AT)
    assert {"ty_le_ai", "ty_le_pham_vi"} <= set(asked.missing)
    joint = evaluate(form, {"ty_le_bao": "95", "ty_le_ai": "UBND xã", "ty_le_pham_vi": "chung"}, AT)
    assert "ty_le_chung" in joint.missing
    assert not {"ty_le_ai", "ty_le_pham_vi", "ty_le_chung"} & set(evaluate(form, {}, AT).missing)


def test_a_column_of_settings_gives_the_key():
    assert form_of([ASK]).key == SETTINGS[0]["form_id"]
    assert workbook([ASK])[:2] == b"PK"
    assert form_of([{**ASK, "type": "geopoint"}]).items[0].kind is Kind.GEOPOINT
