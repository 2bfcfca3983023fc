"""The national catalogue's files: read by what they are, judged with care, never believed where they contradict."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue import official
from motcua.catalogue.facts import Fee, ProcedureFacts
from motcua.catalogue.official.settling import facts_of
from motcua.catalogue.rules.differences import Mark, Part, differences
from motcua.catalogue.tests import records
from motcua.catalogue.tests.records import api, as_json, case_time, doc, fee, paper, way
from motcua.kernel.errors import BadInput

DAY = date(2026, 11, 30)
SAME_DAY = "Tiếp nhận sau 15 giờ mà không giải quyết được ngay thì trả trong ngày làm việc tiếp theo."


def facts(content: bytes, known: ProcedureFacts | None = None) -> ProcedureFacts:
    return facts_of(official.read(content).records[0], known, read_on=DAY)


def limit_of(*times: Any, **changed: Any) -> Any:
    ways = [way(channel, *time) for channel, time in zip(("DIRECT", "ONLINE", "POSTAL"), times, strict=False)]
    return facts(as_json(api(executionMethods=ways, **changed))).limits


def test_a_record_of_the_interface_becomes_facts():
    found = facts(as_json(api()))
    assert (found.code, found.decision, found.field) == ("1.001193", "101/QĐ-BTP", "Hộ tịch")
    assert found.source.as_of == date(2026, 7, 7)
    assert [(one.kind, one.value, one.trust, one.channel) for one in found.limits] == [
        ("working_days", 3, "official_copy", None)
    ]
    assert found.legal_bases == ("Luật 60/2014/QH13", "Nghị định 123/2015/NĐ-CP")
    papers = found.cases[0].papers
    assert [(one.kind, one.required, one.form_code) for one in papers] == [
        ("submit", True, "01"),
        ("submit", True, None),
        ("note", False, None),
        ("show", True, None),
    ]
    assert found.sequence == records.STEPS
    assert (found.agency_class, found.online_level, found.thin) == ("commune", "một phần", False)


def test_the_export_of_one_procedure_says_the_same_whatever_it_is_called():
    found = facts(doc())
    assert (found.code, found.name, found.decision) == ("1.001193", "Đăng ký khai sinh", "101/QĐ-BTP")
    assert found.sequence == records.STEPS
    assert found.subjects == ("Công dân Việt Nam", "Tổ chức (không bao gồm doanh nghiệp, HTX)")
    assert found.results == ("Giấy khai sinh", "Bản sao trích lục")
    assert found.legal_bases == ("Nghị định 104/2022/NĐ-CP", "Luật 60/2014/QH13")
    assert found.fees == (
        Fee(
            kind="lệ phí", trust="official_copy", amount_vnd=8_000, basis="miễn cho hộ nghèo", exemptions=("hộ nghèo",)
        ),
    )
    assert [case.name for case in found.cases] == ["Trường hợp thông thường"]
    assert (found.online_level, found.online_level_certain) == ("một phần", False)


@pytest.mark.parametrize(
    ("time", "changed", "kind", "value", "binding"),
    [
        ((3, "WORKING_DAY"), {}, "working_days", 3, True),
        ((20, "DAY"), {}, "calendar_days", 20, True),
        ((1, "OTHER"), {}, "unknown", None, False),
        ((1, None), {}, "unknown", None, False),
        ((5, "OTHER"), {"cases": [case_time(5)]}, "working_days", 5, False),
        ((5, "OTHER"), {"cases": [case_time(5), case_time(5, "DAY")]}, "unknown", None, False),
        ((5, "WORKING_DAY"), {"cases": [case_time(10)]}, "working_days", 5, False),
        ((5, "WORKING_DAY"), {"cases": [case_time(5, "DAY")]}, "working_days", 5, False),
        ((5, "WORKING_DAY"), {"cases": [case_time(5)]}, "working_days", 5, True),
        ((7.5, "WORKING_DAY"), {}, "unknown", None, False),
        ((2, "HOUR"), {}, "working_hours", 2, False),
        ((2, "MONTH"), {}, "unknown", None, False),
        ((0, "OTHER"), {}, "unknown", None, False),
        ((None, None), {}, "unknown", None, False),
        (("10 ngày; 20 ngày với công trình", "OTHER"), {}, "unknown", None, False),
        ((10_000, "DAY"), {}, "unknown", None, False),
        ((-3, "DAY"), {}, "unknown", None, False),
        (("nan", "DAY"), {}, "unknown", None, False),
        ((1, "OTHER"), {"executionSteps": [{"name": "", "description": SAME_DAY}]}, "same_day", None, True),
        (
            (1, "OTHER"),
            {"executionSteps": [{"name": "", "description": SAME_DAY}], "cases": [case_time(5)]},
            "same_day",
            None,
            False,
        ),
    ],
)
def test_no_date_follows_from_a_bare_empty_or_contradicted_time(time, changed, kind, value, binding):
    (limit,) = limit_of(time, **changed)
    assert (limit.kind, limit.value, limit.binding) == (kind, value, binding)
    assert bool(limit.doubt) is not binding


def test_ways_with_different_times_keep_their_own():
    found = limit_of((3, "WORKING_DAY"), (2, "WORKING_DAY"))
    assert [(one.channel, one.value) for one in found] == [("direct", 3), ("online", 2)]


def test_two_times_of_one_way_bind_nobody():
    ways = [way("DIRECT", 3), way("DIRECT", 8)]
    (limit,) = facts(as_json(api(executionMethods=ways))).limits
    assert not limit.binding
    assert "nhiều thời hạn" in limit.doubt


@pytest.mark.parametrize(
    ("told", "amount", "set_by", "trust"),
    [
        (fee(10_000), 10_000, None, "official_copy"),
        (fee(0), 0, None, "unverified"),
        (fee(0, "Do Hội đồng nhân dân cấp tỉnh quyết định"), None, "Hội đồng nhân dân cấp tỉnh", "official_copy"),
        (fee(8_000, "HĐND tỉnh quy định"), None, "Hội đồng nhân dân cấp tỉnh", "official_copy"),
        (fee(0, "Thu 20.000 đồng mỗi lần"), None, None, "unverified"),
        (fee(25), None, None, "unverified"),
        (fee(None), None, None, "unverified"),
    ],
)
def test_a_fee_is_believed_only_as_far_as_it_is_clear(told, amount, set_by, trust):
    (found,) = facts(as_json(api(executionMethods=[way("DIRECT", fees=[told])]))).fees
    assert (found.amount_vnd, found.set_by, found.trust) == (amount, set_by, trust)


def test_a_reduction_keeps_its_last_day():
    told = fee(10_000, "giảm 50% đến hết ngày 31/12/2026 theo Thông tư 64/2025/TT-BTC")
    (found,) = facts(as_json(api(executionMethods=[way("DIRECT", fees=[told])]))).fees
    assert found.until == date(2026, 12, 31)


def test_what_the_province_charges_here_survives_an_import():
    known = facts(as_json(api()))
    (told,) = known.fees
    local = msgspec.structs.replace(told, amount_vnd=12_000, basis="NQ 05/2025/NQ-HĐND")
    again = facts(as_json(api()), msgspec.structs.replace(known, fees=(local,)))
    assert again.fees == (local,)


def test_what_the_record_cannot_know_is_kept():
    known = msgspec.structs.replace(facts(as_json(api())), review_by=DAY, notes=("Ghi chú của ta",), template="x")
    again = facts(as_json(api(name="Tên mới")), known)
    assert (again.review_by, again.notes, again.template, again.name) == (DAY, ("Ghi chú của ta",), "x", "Tên mới")


def test_a_paper_reworded_keeps_its_key():
    known = facts(as_json(api()))
    groups = [
        {"name": "", "profileComponents": [paper("- Tờ khai theo mẫu số 01."), paper("Giấy chứng sinh bản chính")]}
    ]
    again = facts(as_json(api(executionCases=groups)), known)
    assert again.cases[0].papers[0].key == known.cases[0].papers[0].key
    assert again.cases[0].papers[1].key != known.cases[0].papers[1].key


def test_several_cases_share_what_stands_under_headings():
    groups = [
        {"name": "Trường hợp sinh tại nhà", "profileComponents": [paper("Văn bản làm chứng")]},
        {"name": "Trường hợp bị bỏ rơi", "profileComponents": [paper("Biên bản")]},
        {"name": "* Giấy tờ phải xuất trình:", "profileComponents": [paper("Giấy tờ tùy thân")]},
    ]
    found = facts(as_json(api(executionCases=groups)))
    assert [[one.name for one in case.papers] for case in found.cases] == [
        ["Văn bản làm chứng", "Giấy tờ tùy thân"],
        ["Biên bản", "Giấy tờ tùy thân"],
    ]


@pytest.mark.parametrize(
    ("changed", "part", "mark", "words"),
    [
        ({"executionMethods": [way("DIRECT", 5), way("ONLINE", 5)]}, Part.LIMIT, Mark.CHANGED, "trước 3 ngày làm việc; nay 5 ngày làm việc"),
        ({"executionMethods": [way("DIRECT", 1, "OTHER"), way("ONLINE", 1, "OTHER")]}, Part.LIMIT, Mark.CHANGED, "nay chưa rõ (chưa kiểm chứng)"),
        ({"executionMethods": [way("DIRECT", fees=[]), way("ONLINE", fees=[])]}, Part.FEE, Mark.REMOVED, "Bỏ dòng phí (mọi hình thức): lệ phí: do Hội đồng nhân dân cấp tỉnh quy định."),
        ({"executionMethods": [way("DIRECT")]}, Part.CHANNEL, Mark.REMOVED, "Thôi nhận hình thức nộp trực tuyến."),
        ({"name": "Khai sinh"}, Part.FIELD, Mark.CHANGED, "Tên thủ tục: trước «Đăng ký khai sinh»; nay «Khai sinh»."),
        ({"resultsDetails": []}, Part.RESULT, Mark.REMOVED, "Bỏ kết quả: Giấy khai sinh."),
        ({"legalBasisesDetails": [{"name": "", "code": "60/2014/QH13"}]}, Part.BASIS, Mark.REMOVED, "Bỏ căn cứ: Nghị định 123/2015/NĐ-CP."),
        ({"executionCases": [{"name": "", "profileComponents": [paper("Tờ khai theo mẫu số 01", 2)]}]}, Part.PAPER, Mark.CHANGED, "nay nộp, 2 bản chính, 0 bản sao, bắt buộc, 01."),
    ],
)  # fmt: skip
def test_each_difference_is_a_sentence(changed, part, mark, words):
    old = facts(as_json(api()))
    found = differences(old, facts(as_json(api(**changed)), old))
    assert any(one.part == part and one.mark == mark and words in str(one.said) for one in found), [
        str(one.said) for one in found
    ]


def test_the_same_record_again_is_no_difference():
    old = facts(as_json(api()))
    assert differences(old, facts(as_json(api(updatedAt=1_790_000_000_000)), old)) == ()


@given(st.lists(st.sampled_from(["Tờ khai", "Giấy chứng sinh", "Căn cước", "Sổ hộ khẩu cũ"]), unique=True), st.lists(st.sampled_from(["Tờ khai", "Giấy chứng sinh", "Căn cước", "Sổ hộ khẩu cũ"]), unique=True))  # fmt: skip
def test_papers_that_came_and_went_are_all_told(before, after):
    def made(names: list[str]) -> bytes:
        return as_json(
            api(executionCases=[{"name": "", "profileComponents": [paper(name) for name in ["Đơn", *names]]}])
        )

    old = facts(made(before))
    told = [str(one.said) for one in differences(old, facts(made(after), old))]
    assert {name for name in after if name not in before} == {
        n for n in after if any(f"thêm giấy tờ «{n}»" in t for t in told)
    }
    assert {name for name in before if name not in after} == {
        n for n in before if any(f"bỏ giấy tờ «{n}»" in t for t in told)
    }


DEEP = b'{"code":"OK","data":' + b"[" * 100_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"<html><h3>1.001193</h3></html>",
        b"%PDF-1.7",
        b"PK\x03\x04broken",
        b'{"code": "OK", "data": {',
        DEEP,
        b'{"code": "OK"}',
        b"[1, 2, 3]",
        b"\xff\xfe\x00",
        b"{" + b" " * (11 * 1024 * 1024),
    ],
    ids=["empty", "ole", "html", "pdf", "broken-zip", "cut-json", "deep", "no-data", "numbers", "bytes", "huge"],
)
def test_what_is_no_export_is_refused_in_words(content):
    with pytest.raises(BadInput):
        official.read(content)


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(BadInput, match="lớn quá"):
        official.read(records.bomb())


def test_a_document_with_entities_is_refused():
    hostile = records.packed(**{"word/document__xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
    with pytest.raises(BadInput):
        official.read(hostile)


def test_another_word_document_is_refused():
    with pytest.raises(BadInput, match="Mã thủ tục"):
        official.read(doc(code=" "))


def test_a_packed_file_names_what_it_did_not_understand_and_goes_on():
    found = official.read(records.packed(a__json=as_json(api()), b__doc=doc("1.000656"), c__txt=b"hello", d__json=b"{"))
    assert sorted(one.code for one in found.records) == ["1.000656", "1.001193"]
    assert [name for name, _ in found.refused] == ["c.txt", "d.json"]


@pytest.mark.parametrize("broken", [{"executionMethods": "x"}, {"executionMethods": [way("FAX")]}, {"name": 7}])
def test_a_record_of_the_wrong_shape_is_named_and_stops_no_other(broken):
    found = official.read(as_json(api(**broken), api("1.000656")))
    assert [one.code for one in found.records] == ["1.000656"]
    assert found.refused[0][0] == "1.001193"


@pytest.mark.parametrize("code", ["", "x", "1.1", "../../etc", "1.0011933"])
def test_a_record_without_a_usable_code_is_refused(code):
    with pytest.raises(BadInput):
        facts(as_json(api(code)))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["code", "data", "name", "items", "executionMethods", "cases"]), inner), max_leaves=12))  # fmt: skip
def test_whatever_json_comes_is_read_or_refused(anything):
    try:
        found = official.read(json.dumps(anything).encode())
    except BadInput:
        return
    for record in found.records:
        try:
            facts_of(record, None, read_on=DAY)
        except BadInput:
            continue
