"""The packaged facts: every file decodes strictly, keys hold, and trust is given by rule, not by hope."""

from __future__ import annotations

from datetime import date
from itertools import chain

import msgspec
import pytest

from motcua.catalogue.facts import BINDING, Limit, Paper, ProcedureFacts, Source
from motcua.catalogue.packaged import DATA, all_procedures, get, process_templates, version_digest
from motcua.kernel.errors import NotFound

FILES = sorted((DATA / "procedures").glob("*.json"))
FULL = [facts for facts in all_procedures().values() if not facts.thin]

MOST_USED = [
    "1.001193",
    "1.000894",
    "1.000656",
    "1.004873",
    "2.000635",
    "2.000815",
    "2.000884",
    "1.004859",
    "1.001022",
    "1.004222",
    "1.004194",
    "1.001612",
    "2.001035",
    "1.013225",
    "1.011607",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_sorted_and_decodes_strictly(path):
    read = msgspec.json.decode(path.read_bytes(), type=tuple[ProcedureFacts, ...], strict=True)
    codes = [facts.code for facts in read]
    assert codes == sorted(codes)


def test_an_unknown_field_is_refused():
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"key": "a", "name": "b", "colour": "red"}', type=Paper)


def test_no_code_stands_in_two_files():
    codes = [facts["code"] for path in FILES for facts in msgspec.json.decode(path.read_bytes())]
    assert len(codes) == len(set(codes)) == len(all_procedures())


def test_at_least_three_hundred_procedures_have_papers_limits_and_a_process():
    whole = [facts for facts in FULL if any(case.papers for case in facts.cases) and facts.limits and facts.process]
    assert len(whole) >= 300


def test_full_facts_name_their_results():
    assert sum(bool(facts.results) for facts in FULL) >= 300


@pytest.mark.parametrize("code", MOST_USED)
def test_the_most_used_ask_for_something_and_name_what_they_give(code):
    facts = get(code)
    assert not facts.thin
    assert facts.results
    assert facts.fees
    assert all(any(paper.kind != "note" for paper in case.papers) for case in facts.cases)


def test_every_fact_has_a_source_not_from_the_future():
    for facts in all_procedures().values():
        assert facts.source.id
        assert facts.source.title
        assert date(2025, 1, 1) < facts.source.as_of < date(2026, 12, 31)
        assert all(limit.trust for limit in facts.limits)


@pytest.mark.parametrize("facts", FULL, ids=lambda facts: facts.code)
def test_keys_are_unique_and_a_shared_key_is_the_same_paper(facts):
    cases = [case.key for case in facts.cases]
    assert len(cases) == len(set(cases))
    names: dict[str, str] = {}
    for case in facts.cases:
        keys = [paper.key for paper in case.papers]
        assert len(keys) == len(set(keys)), case.key
        for paper in case.papers:
            assert names.setdefault(paper.key, paper.name) == paper.name
    steps = [step.key for step in facts.process]
    assert len(steps) == len(set(steps))


def test_limits_and_fees_name_cases_and_channels_that_exist():
    for facts in FULL:
        cases = {case.key for case in facts.cases} | {None}
        for term in chain(facts.limits, facts.fees):
            assert term.case in cases, facts.code
            assert term.channel is None or term.channel in facts.channels, facts.code


def test_a_limit_that_binds_is_complete_and_a_limit_that_does_not_says_why():
    for facts in FULL:
        for limit in facts.limits:
            if limit.binding:
                assert limit.kind == "same_day" or limit.value
                assert limit.doubt is None
            else:
                assert limit.doubt, facts.code
                assert limit.doubt.endswith(".")


def test_a_same_day_limit_carries_the_fifteen_hours_rule():
    for limit in chain.from_iterable(facts.limits for facts in FULL):
        if limit.kind == "same_day":
            assert limit.cutoff == "15:00"
            assert limit.ground or limit.doubt


@pytest.mark.parametrize(
    ("code", "kind", "value", "binds"),
    [
        ("1.001193", "same_day", None, True),
        ("2.000528", "same_day", None, True),
        ("2.000635", "same_day", None, True),
        ("2.000908", "same_day", None, True),
        ("2.000815", "same_day", None, False),  # empty in the national record
        ("1.000894", "same_day", None, False),  # the record and the law differ
        ("1.001766", "same_day", None, False),  # another case of the record says three days
        ("1.001022", "working_days", 3, False),  # no unit in the record
        ("1.001612", "working_days", 3, False),  # only among the steps
        ("1.013225", "working_days", 10, False),  # three limits in two records
        ("1.004873", "working_days", 3, True),
        ("1.004222", "working_days", 7, True),
        ("1.011607", "calendar_days", 15, True),
        ("2.001159", "working_hours", 1, False),  # "giờ": of work or of the clock?
    ],
)
def test_trust_in_a_limit_follows_the_rule(code, kind, value, binds):
    first = get(code).limits[0]
    assert (first.kind, first.value, first.binding) == (kind, value, binds)


@pytest.mark.parametrize("trust", ["confirmed", "official_copy", "secondary", "unverified"])
def test_only_confirmed_and_official_limits_bind_and_unknown_never(trust):
    assert Limit(kind="working_days", value=3, trust=trust).binding is (trust in BINDING)
    assert Limit(kind="unknown", trust=trust).binding is False


def test_fees_set_by_the_province_carry_no_invented_amount():
    for facts in FULL:
        for fee in facts.fees:
            if fee.set_by == "Hội đồng nhân dân cấp tỉnh" and fee.amount_vnd is not None:
                assert fee.trust == "unverified", facts.code
            if fee.amount_vnd is not None:
                assert fee.amount_vnd == 0 or fee.amount_vnd >= 1000, facts.code


def test_dissolved_bodies_are_not_named_in_papers_cases_and_results():
    gone = ("thị trấn", "Phòng Lao động", "Sở Lao động", "Công an huyện")
    for facts in FULL:
        shown = [*facts.results, *(case.name for case in facts.cases)]
        shown += [paper.name for case in facts.cases for paper in case.papers]
        assert not [text for text in shown if any(name in text for name in gone)], facts.code


def test_process_shares_sum_to_the_limit():
    for template in process_templates().values():
        assert sum(step.share for step in template.steps) == 100, template.key
        assert template.steps[0].role == "counter"
        assert template.steps[-1].role == "return_desk"
        assert all(step.share == 0 for step in template.steps if step.pauses_clock)
        assert "chờ trung tâm xác nhận" in template.note


def test_another_system_says_what_to_copy_and_what_to_bring_back():
    for template in process_templates().values():
        for step in template.steps:
            assert (step.role == "specialised_system") == bool(step.system and step.fields and step.takes_back)


def test_birth_registration_brings_number_book_date_and_personal_number_back():
    step = next(step for step in get("1.001193").process if step.role == "specialised_system")
    assert step.name == "Nhập hệ thống chuyên ngành"
    assert step.takes_back == ("Số", "Quyển số", "Ngày đăng ký", "Số định danh cá nhân")


def test_land_stops_the_clock_at_the_tax_office():
    assert [step.key for step in get("1.013978").process if step.pauses_clock] == ["thue"]


def test_a_local_copy_is_found_by_its_national_code():
    assert get("1.001193.H26") is get(" 1.001193 ")


def test_an_unknown_code_is_named():
    with pytest.raises(NotFound, match=r"9\.999999"):
        get("9.999999")


def test_the_digest_changes_with_the_content_only():
    birth = get("1.001193")
    again = msgspec.json.decode(msgspec.json.encode(birth), type=ProcedureFacts)
    assert version_digest(again) == version_digest(birth)
    assert version_digest(msgspec.structs.replace(birth, name="Khác")) != version_digest(birth)


def test_facts_cannot_be_changed():
    with pytest.raises(AttributeError):
        get("1.001193").source.id = "khac"


def test_provincial_procedures_name_their_province():
    local = msgspec.json.decode((DATA / "procedures" / "dia-phuong.json").read_bytes(), type=tuple[ProcedureFacts, ...])
    assert all(facts.province and facts.thin for facts in local)


def test_a_source_needs_a_known_trust():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "a", "title": "b", "as_of": "2026-01-01", "trust": "sure"}, Source)
