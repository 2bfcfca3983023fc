"""E-forms: what a schema may contain, what keeps a form from use, what fits it, what changed, how it is edited."""

from __future__ import annotations

import copy
import itertools
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue import packaged
from motcua.catalogue.rules.eform import answers, editing, safe, verify
from motcua.catalogue.rules.eform.difference import differences
from motcua.catalogue.rules.eform.shape import UI, Form, Widget, form_of
from motcua.kernel.errors import BadInput

TODAY = date(2025, 7, 11)
FORMS = {one.procedure: one.schema for one in packaged.all_forms()}
BIRTH, EXTRACT, MARITAL, BUSINESS = (form_of(FORMS[code]) for code in ("1.001193", "2.000635", "1.004873", "1.001612"))
PERSON = {"name": "Nguyễn Thử Một", "number": "001190000001"}
GOOD: dict[str, Any] = {
    "requester": PERSON,
    "relation": "cha",
    "child_name": "Nguyễn Thử Hai",
    "child_born": "2025-07-01",
    "child_sex": "nu",
    "child_nationality": "Việt Nam",
    "birth_place_kind": "co-so-y-te",
    "facility": "Trạm Y tế xã Phụng Công",
    "birth_place": {"commune": "12025", "detail": "Thôn Thử"},
    "mother_known": True,
    "mother": {"name": "Trần Thử Ba", "born": "1995"},
    "father_known": False,
}


def faults(form: Form, given: Any) -> dict[str, list[str]]:
    found = answers.faults(form, given, today=TODAY, is_commune=lambda code: code == "12025")
    return {path: [str(one) for one in many] for path, many in found.items()}


def schema(**properties: Any) -> dict[str, Any]:
    made = editing.empty("Tờ khai thử")
    made["properties"] = properties
    return made


def text(**more: Any) -> dict[str, Any]:
    label = {"vi": "Nội dung", "en": "Content"}
    return {"type": "string", "maxLength": 100, UI: {"widget": "text", "label": label}} | more


@pytest.mark.parametrize("code", sorted(FORMS))
def test_the_packaged_forms_are_safe_sound_and_say_they_were_not_compared(code):
    form = form_of(FORMS[code])
    assert list(safe.dangers(FORMS[code])) == []
    assert [one for one in verify.faults(form) if one.bars] == []
    assert not form.compared
    assert form.source
    assert all(one.label.en and (one.widget is not None) for one in form.walk())
    assert safe.parsed(json.dumps(FORMS[code], ensure_ascii=False)) == FORMS[code]


def test_a_declaration_that_fits_has_no_fault():
    assert faults(BIRTH, GOOD) == {}


@pytest.mark.parametrize(
    ("change", "path", "said"),
    [
        ({"child_name": None}, "child_name", "Ghi mục này."),
        ({"child_sex": "khac"}, "child_sex", "Mục này không có trong danh sách."),
        ({"child_sex": None}, "child_sex", "Chọn một mục."),
        ({"child_born": "2025-02-30"}, "child_born", "Ghi đủ ngày, tháng, năm, ví dụ 01/07/2025."),
        ({"child_born": "2025"}, "child_born", "Ghi đủ ngày, tháng, năm, ví dụ 01/07/2025."),
        ({"child_born": "2025-07-12"}, "child_born", "Ngày này chưa đến. Xin xem lại."),
        ({"mother": {"name": "A", "born": "1995-13"}}, "mother.born", "Ghi ngày, hoặc tháng và năm, hoặc chỉ năm"),
        ({"mother": {"name": "A", "born": "2026"}}, "mother.born", "Ngày này chưa đến. Xin xem lại."),
        ({"mother": None}, "mother.name", "Ghi mục này."),
        ({"father": {"name": "A"}}, "father", "Theo câu trả lời ở mục khác thì mục này không phải ghi."),
        ({"requester": {"name": "A", "number": "12"}}, "requester.number", "Số định danh cá nhân gồm 12 chữ số."),
        ({"requester": {"name": "A" * 201, "number": "001190000001"}}, "requester.name", "Dài quá 200 ký tự."),
        ({"birth_place": {"commune": "99999"}}, "birth_place.commune", "Không có xã, phường này."),
        ({"mother_known": "có"}, "mother_known", "Chọn có hoặc không."),
        ({"copies_wanted": True}, "copies", "Ghi bằng chữ số."),
        ({"copies_wanted": True, "copies": 0}, "copies", "Ghi số từ 1 trở lên."),
        ({"copies_wanted": True, "copies": 101}, "copies", "Ghi số không quá 100."),
        ({"la": "x"}, "", "Tờ khai không có mục «la»."),
    ],
)
def test_each_fault_stands_at_its_question_and_says_what_to_do(change, path, said):
    given = {key: value for key, value in (GOOD | change).items() if value is not None}
    found = faults(BIRTH, given)
    assert any(one.startswith(said) for one in found.get(path, [])), found


def test_rows_are_judged_one_by_one():
    given = {"lived_elsewhere": True, "earlier": [{"place": {"commune": "12025"}}, {"since": "2001"}]}
    found = faults(MARITAL, given)
    assert "earlier.1.place.commune" in found
    assert not any(path.startswith("earlier.0") for path in found)


def test_what_is_no_longer_asked_is_dropped_and_what_depended_on_it():
    given = GOOD | {"father": {"name": "A"}, "copies": 2}
    kept = answers.trimmed(BIRTH, given)
    assert "father" not in kept
    assert "copies" not in kept
    assert faults(BIRTH, kept) == {}


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["2025-07-01", "cha", "co"]),
)
KEYS = st.sampled_from([one.key for form in (BIRTH, MARITAL, BUSINESS) for one in form.walk()]) | st.text(max_size=8)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)


@settings(max_examples=150)
@given(given=JSON, form=st.sampled_from([BIRTH, EXTRACT, MARITAL, BUSINESS]))
def test_any_input_fits_or_is_told_what_is_wrong(given, form):
    tidy = answers.tidy(given)
    assert answers.tidy(tidy) == tidy
    found = faults(form, tidy)
    assert all(one for many in found.values() for one in many)
    if not found:
        assert faults(form, answers.tidy(json.loads(json.dumps(tidy)))) == {}


@settings(max_examples=150)
@given(changed=st.dictionaries(st.sampled_from(sorted(GOOD)), JSON, max_size=3))
def test_an_accepted_declaration_is_accepted_again(changed):
    tidy = answers.trimmed(BIRTH, answers.tidy(GOOD | changed)) if isinstance(GOOD | changed, dict) else {}
    if not faults(BIRTH, tidy):
        again = answers.trimmed(BIRTH, answers.tidy(answers.parsed(json.dumps(tidy, ensure_ascii=False))))
        assert again == tidy
        assert faults(BIRTH, again) == {}


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (schema(a={"$ref": "https://example.org/x.json"}), "a"),
        (schema(a=text(**{"$ref": "#/properties/a"})), "a.$ref"),
        (schema(a=text(pattern="^(a+)+$")), "a.pattern"),
        (schema(a=text(pattern="a+")), "a.pattern"),
        (schema(a=text(pattern="^a+$", maxLength=5000)), "a.pattern"),
        (schema(a=text(pattern="^(a|a)*$")), "a.pattern"),
        (schema(a=text(pattern="^a*b*c*$")), "a.pattern"),
        (schema(a=text(pattern="^(?=a)a$")), "a.pattern"),
        (schema(a=text(pattern="^(a)\\1$")), "a.pattern"),
        (schema(a=text(pattern="^a{1,1000}$")), "a.pattern"),
        (schema(a=text(pattern="^[a$")), "a.pattern"),
        (schema(a={"type": "string"}), "a.maxLength"),
        (schema(a={"type": "array", "items": text()}), "a.maxItems"),
        (schema(a={"type": "nothing"}), "a"),
        (schema(a=True), "a"),
        (schema(A=text()), "A"),
        (schema(a=text(format="uri")), "a.format"),
        (schema(a={"type": "string", "enum": [1]}), "a.enum"),
        (schema(a=text(minLength="x")), "properties.a.minLength"),
        (schema() | {"$schema": "http://json-schema.org/draft-07/schema#"}, "$schema"),
        (schema() | {"$defs": {}}, "$defs"),
        (schema() | {"patternProperties": {"^a": {}}}, "patternProperties"),
        (schema() | {"additionalProperties": True}, "additionalProperties"),
        (schema() | {"required": ["b"]}, "required"),
        (schema() | {"properties": []}, "properties"),
        (schema() | {"allOf": {}}, "allOf"),
        (schema(a=text()) | {"allOf": [{"if": {"not": {}}}]}, "allOf.0.if"),
        (schema(a=text()) | {"allOf": [{"if": {"properties": {"a": {"const": "1"}}, "required": ["a"]}, "then": {"minProperties": 1}}]}, "allOf.0.then"),
        (schema(**{f"q{n}": text() for n in range(151)}), "properties"),
        (schema(a=text()) | {UI: {"title": "x" * 2000}}, UI),
    ],
)  # fmt: skip
def test_a_dangerous_schema_is_refused_with_its_place(made, where):
    assert where in [path for path, _ in safe.dangers(made)]
    with pytest.raises(BadInput):
        safe.check(made)


@pytest.mark.parametrize(
    "text_",
    ["", "[]", "{", '{"a": NaN}', "[" * 100_000, '{"a":' * 30 + "1" + "}" * 30, '{"a":1,"a":2}', '{"a":"\\ud800"}', '{"x":"' + "y" * 200_001 + '"}'],
    ids=["nothing", "list", "broken", "nan", "deep brackets", "deep", "doubled", "half a character", "big"],
)  # fmt: skip
def test_text_that_is_no_form_is_refused(text_):
    with pytest.raises(BadInput):
        safe.parsed(text_)


@settings(max_examples=150)
@given(made=st.dictionaries(st.sampled_from([*schema(), "allOf", "x"]), JSON, max_size=6))
def test_any_schema_is_judged_and_read_without_failing(made):
    list(safe.dangers(made))
    list(safe.dangers(schema() | made))
    form = form_of(made)
    assert verify.faults(form)
    assert isinstance(differences(form, BIRTH), tuple)


def told(made: dict[str, Any]) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for one in verify.faults(form_of(made)):
        found.setdefault(one.path, []).append((str(one.said), one.bars))
    return found


def shown_if(value: Any) -> list[Any]:
    test = {"properties": {"a": {"const": value}}, "required": ["a"]}
    return [{"if": test, "then": {"properties": {"b": True}}, "else": {"properties": {"b": False}}}]


YES = {"type": "boolean", UI: {"widget": "yes_no", "label": {"vi": "Có không", "en": "Yes"}}}
OTHER = text(**{UI: {"widget": "text", "label": {"vi": "Mục kia", "en": "Other"}}})


@pytest.mark.parametrize(
    ("made", "path", "words", "bars"),
    [
        (schema(a=text(**{UI: {"widget": "slider", "label": {"vi": "A"}}})), "a", "Không có kiểu câu hỏi «slider».", True),
        (schema(a=text(**{UI: {"widget": "text", "label": {"en": "A"}}})), "a", "Mục này chưa có nhãn tiếng Việt.", True),
        (schema(a=text(**{UI: {"widget": "text", "label": {"vi": "A"}}})), "a", "Mục này chưa có nhãn tiếng Anh.", False),
        (schema(a=text(**{UI: {"widget": "number", "label": {"vi": "A"}}})), "a", "Kiểu dữ liệu không hợp", True),
        (schema(a=text(), b=text()), "b", "Hai mục cùng nhãn «Nội dung» trong một nhóm.", True),
        (schema(a=YES, b=OTHER) | {"allOf": shown_if(True), "required": ["b"]}, "b", "Mục bắt buộc nhưng chỉ hiện khi", True),
        (schema(a=YES, b=OTHER) | {"allOf": shown_if("x")}, "b", "Không bao giờ hiện", True),
        (schema(b=OTHER) | {"allOf": shown_if(True)}, "b", "Chỉ hiện theo mục «a», mà không có mục ấy.", True),
        (schema(), "", "Biểu mẫu chưa có mục nào.", True),
    ],
)  # fmt: skip
def test_the_verifier_names_what_keeps_a_form_from_use(made, path, words, bars):
    assert any(said.startswith(words) and of == bars for said, of in told(made)[path])


def test_what_a_database_gives_is_not_asked_again_unless_the_author_says_why():
    made = editing.added(schema(), Widget.PERSON, "Người yêu cầu", "who")
    born = text(**{UI: {"widget": "text", "label": {"vi": "Ngày sinh", "en": "Born"}}})
    made["properties"]["who"]["properties"]["born"] = born
    assert any("không hỏi lại" in said and not bars for said, bars in told(made)["who.born"])
    born[UI]["why"] = "Người chưa có số định danh."
    assert "who.born" not in told(made)


def test_editing_adds_moves_rewords_and_removes_and_leaves_the_first_as_it_was():
    first = editing.added(schema(), Widget.CHOICE, "Màu", "colour")
    kept = copy.deepcopy(first)
    made = editing.added(first, Widget.TEXT, "Tên", "name")
    assert editing.ordered(made) == ["colour", "name"]
    made = editing.moved(made, "name", -1)
    assert editing.ordered(made) == ["name", "colour"]
    words = editing.Wording("Màu sắc", "Colour", required=True, options=(("do", "Đỏ", "Red"),))
    made = editing.reworded(made, "colour", words)
    form = form_of(made)
    assert form.questions[1].label.vi == "Màu sắc"
    assert form.questions[1].required
    assert [value for value, _ in form.questions[1].options] == ["do"]
    assert editing.ordered(editing.removed(made, "name")) == ["colour"]
    assert first == kept
    assert list(safe.dangers(made)) == []
    with pytest.raises(BadInput):
        editing.added(made, Widget.TEXT, "Tên", "name")


@pytest.mark.parametrize("widget", list(Widget))
def test_a_fresh_question_of_every_kind_is_safe_and_sound_but_for_english(widget):
    made = editing.added(schema(), widget, "Mục mới", "fresh")
    assert list(safe.dangers(made)) == []
    assert [said for said, bars in itertools.chain.from_iterable(told(made).values()) if bars] == []


def test_a_conditional_question_made_required_is_required_of_those_who_see_it():
    made = editing.reworded(FORMS["1.001193"], "father", editing.Wording("Người cha", "Father", required=False))
    form = form_of(made)
    assert not next(one for one in form.questions if one.key == "father").needed
    assert faults(form, GOOD | {"father_known": True}) == {}
    again = editing.reworded(made, "father", editing.Wording("Người cha", "Father", required=True))
    assert "father.name" in faults(form_of(again), GOOD | {"father_known": True})
    assert "father" not in again["required"]


def test_removing_a_question_removes_the_conditions_on_it():
    made = editing.removed(FORMS["1.001193"], "father_known")
    assert list(safe.dangers(made)) == []
    assert form_of(made).questions[-1].key == "copies"
    assert not next(one for one in form_of(made).questions if one.key == "father").conditions


def test_differences_are_told_in_sentences():
    made = editing.removed(FORMS["1.001193"], "relation")
    made = editing.added(made, Widget.DATE, "Ngày đến", "came")
    made["properties"]["child_name"]["maxLength"] = 250
    found = [str(one) for one in differences(BIRTH, form_of(made))]
    assert "Bỏ mục «Quan hệ với người được khai sinh»." in found
    assert "Thêm mục «Ngày đến»." in found
    assert "Mục «Họ, chữ đệm, tên của trẻ»: số ký tự nhiều nhất từ 200 thành 250." in found
    assert differences(BIRTH, BIRTH) == ()
