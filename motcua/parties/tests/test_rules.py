"""Numbers, details, proxies, differences, likeness: the rules by table and by property. No database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import said
from motcua.parties.rules import authority, details, numbers
from motcua.parties.rules.authority import Authority, Paper, Side
from motcua.parties.rules.details import Details
from motcua.parties.rules.discrepancies import Source, Weight, discrepancies
from motcua.parties.rules.likelihood import WORTH_A_LOOK, Likeness, likelihood
from motcua.parties.rules.words import Matter, NumberKind, PartyKind, Relationship, Scope

DAY = date(2026, 3, 2)
ADULT, CHILD = Side(born="1970-01-01"), Side(born="2015-06-01")
COMPANY = Side(kind=PartyKind.ORGANISATION)


@pytest.fixture(autouse=True)
def today():
    with clock.fixed(clock.at(2026, 3, 2, 9)):
        yield


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (NumberKind.PERSONAL, "001 099 000 001", "001099000001"),
        (NumberKind.OLD_CARD, "012.345.678", "012345678"),
        (NumberKind.PASSPORT, "c1234567", "C1234567"),
        (NumberKind.TAX, "0100109106", "0100109106"),
        (NumberKind.TAX, "0100109106-001", "0100109106001"),
        (NumberKind.ENTERPRISE, "01a8001234", "01A8001234"),
        (NumberKind.FOREIGN, "ab-99", "AB99"),
    ],
)
def test_a_number_is_kept_in_one_form(kind, typed, kept):
    assert numbers.normal(kind, typed) == kept
    assert numbers.normal(kind, kept) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (NumberKind.PERSONAL, "00109900000"),
        (NumberKind.PERSONAL, "012345678"),
        (NumberKind.PERSONAL, "00109900000X"),
        (NumberKind.OLD_CARD, "001099000001"),
        (NumberKind.OLD_CARD, "12345678"),
        (NumberKind.PASSPORT, "ABCDEFG"),
        (NumberKind.PASSPORT, "Ệ1234567"),
        (NumberKind.TAX, "12345"),
        (NumberKind.ENTERPRISE, ""),
        (NumberKind.FOREIGN, "?"),
    ],
)
def test_what_is_no_number_of_its_kind_is_refused(kind, typed):
    with pytest.raises(BadInput) as refused:
        numbers.normal(kind, typed)
    assert refused.value.field == "number"
    assert str(refused.value)


@pytest.mark.parametrize(("value", "holds"), [("0100109106", True), ("0100109105", False), ("0100109016", False)])
def test_the_tenth_digit_of_a_tax_code_is_checked(value, holds):
    assert numbers.tax_check_digit_holds(value) is holds
    assert bool(numbers.doubts(NumberKind.TAX, value)) is not holds


@given(st.text(max_size=60), st.sampled_from(list(NumberKind)))
def test_any_text_is_a_number_or_refused(typed, kind):
    try:
        kept = numbers.normal(kind, typed)
    except BadInput:
        return
    assert kept == numbers.normal(kind, kept)
    assert kept.isalnum()
    assert len(kept) <= numbers.MAX_VALUE


@pytest.mark.parametrize(
    ("kind", "field", "given_details"),
    [
        (PartyKind.PERSON, "name", Details(name="  ")),
        (PartyKind.PERSON, "name", Details(name="Nguyễn 2")),
        (PartyKind.PERSON, "born", Details(name="A", born="30/2/1990")),
        (PartyKind.PERSON, "born", Details(name="A", born="3/3/2026")),
        (PartyKind.PERSON, "sex", Details(name="A", sex="x")),
        (PartyKind.PERSON, "phone", Details(name="A", phone="12")),
        (PartyKind.PERSON, "email", Details(name="A", email="a@b")),
        (PartyKind.PERSON, "address", Details(name="A", address="x" * 501)),
        (PartyKind.PERSON, "deceased", Details(name="A", born="1990", deceased="1980")),
        (PartyKind.ORGANISATION, "name", Details(name="123")),
        (PartyKind.ORGANISATION, "born", Details(name="Công ty", born="1990")),
        (PartyKind.ORGANISATION, "born", Details(name="Công ty", sex="male")),
    ],
)
def test_details_that_cannot_be_are_refused_by_field(kind, field, given_details):
    with pytest.raises(BadInput) as refused:
        details.checked(kind, given_details)
    assert refused.value.field == field
    assert str(refused.value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (Details(name="NGUYỄN THỊ THỬ"), Details(name="Nguyễn Thị Thử", nationality="Việt Nam")),
        (Details(name="h’hen niê"), Details(name="H'Hen Niê", nationality="Việt Nam")),
        (Details(name="A", born="1958"), Details(name="A", born="1958", nationality="Việt Nam")),
        (Details(name="A", born="02/03/2026"), Details(name="A", born="2026-03-02", nationality="Việt Nam")),
        (Details(name="A", phone="0912 345 678"), Details(name="A", phone="+84912345678", nationality="Việt Nam")),
        (Details(name="A", nationality="Lào"), Details(name="A", nationality="Lào")),
    ],
)
def test_details_are_kept_in_one_form(typed, kept):
    assert details.checked(PartyKind.PERSON, typed) == kept
    assert details.checked(PartyKind.PERSON, kept) == kept


@pytest.mark.parametrize(
    ("relationship", "matter", "principal", "paper", "certified"),
    [
        *[
            (kin, Matter.CIVIL_STATUS, ADULT, Paper.AUTHORISATION, False)
            for kin in ("grandparent", "parent", "child", "spouse", "sibling")
        ],
        ("relative", Matter.CIVIL_STATUS, ADULT, Paper.AUTHORISATION, True),
        ("none", Matter.CIVIL_STATUS, ADULT, Paper.AUTHORISATION, True),
        ("grandparent", Matter.BIRTH, ADULT, Paper.NONE, False),
        ("relative", Matter.BIRTH, ADULT, Paper.NONE, False),
        ("none", Matter.BIRTH, ADULT, Paper.AUTHORISATION, True),
        ("parent", Matter.CIVIL_STATUS, CHILD, Paper.PROOF, False),
        ("parent", Matter.OTHER, CHILD, Paper.PROOF, False),
        ("guardian", Matter.CIVIL_STATUS, ADULT, Paper.PROOF, False),
        ("none", Matter.HOUSEHOLD_BUSINESS, ADULT, Paper.AUTHORISATION, False),
        ("none", Matter.OTHER, ADULT, Paper.AUTHORISATION, False),
        ("legal_representative", Matter.OTHER, COMPANY, Paper.PROOF, False),
        ("none", Matter.OTHER, COMPANY, Paper.AUTHORISATION, False),
    ],
)
def test_which_paper_a_proxy_brings(relationship, matter, principal, paper, certified):
    needed = authority.required(Relationship(relationship), matter, principal, DAY)
    assert (needed.paper, needed.certified) == (paper, certified)
    assert str(needed.ground)


@pytest.mark.parametrize(
    ("relationship", "matter", "principal"),
    [
        *[(kin, Matter.IN_PERSON, ADULT) for kin in Relationship],
        ("parent", Matter.IN_PERSON, CHILD),
        ("spouse", Matter.OTHER, COMPANY),
        ("guardian", Matter.OTHER, COMPANY),
    ],
)
def test_where_nobody_can_stand_in(relationship, matter, principal):
    with pytest.raises(RuleError):
        authority.required(Relationship(relationship), matter, principal, DAY)


HELD = {
    "relationship": Relationship.NONE,
    "matter": Matter.CIVIL_STATUS,
    "scope": Scope.FILE_AND_COLLECT,
    "certified": True,
    "valid_from": DAY,
    "valid_to": DAY + timedelta(days=30),
}


@pytest.mark.parametrize(
    ("change", "wanted", "matter", "principal", "person", "on", "allowed"),
    [
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY, True),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY + timedelta(days=30), True),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY + timedelta(days=31), False),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY - timedelta(days=1), False),
        ({"valid_to": None}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, date(2040, 1, 1), True),
        ({"revoked": True}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY, False),
        ({"scope": Scope.FILE}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY, False),
        ({"scope": Scope.COLLECT}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY, True),
        ({"scope": Scope.COLLECT}, Scope.FILE_AND_COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY, False),
        ({}, Scope.COLLECT, Matter.OTHER, ADULT, ADULT, DAY, False),
        ({"matter": Matter.OTHER}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY, True),
        ({"certified": False}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, ADULT, DAY, False),
        (
            {"certified": False, "relationship": Relationship.SPOUSE},
            Scope.COLLECT,
            Matter.CIVIL_STATUS,
            ADULT,
            ADULT,
            DAY,
            True,
        ),
        ({"matter": Matter.OTHER}, Scope.FILE, Matter.IN_PERSON, ADULT, ADULT, DAY, False),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, CHILD, DAY, False),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, Side(born="2011-03-02"), DAY, True),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, Side(born="2011-03-03"), DAY, False),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, Side(born="2011"), DAY, True),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, Side(), DAY, True),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, Side(born="1970", deceased="2025"), ADULT, DAY, False),
        ({}, Scope.COLLECT, Matter.CIVIL_STATUS, ADULT, Side(born="1970", deceased="2025"), DAY, False),
    ],
)
def test_who_may_stand_in_on_a_day(change, wanted, matter, principal, person, on, allowed):
    refusal = authority.why_not(Authority(**(HELD | change)), wanted, matter, principal, person, on)
    assert (refusal is None) is allowed
    assert refusal is None or str(refusal)


CARD, OLD, KEPT = said("Thẻ căn cước"), said("CMND"), said("Đang lưu")


def differing(**by_field):
    sources = [
        Source(label, {field: values[at] for field, values in by_field.items()})
        for at, label in enumerate((CARD, OLD, KEPT)[: len(next(iter(by_field.values())))])
    ]
    return discrepancies(sources)


@pytest.mark.parametrize(
    ("field", "values", "weight", "marks"),
    [
        ("name", ("Nguyễn Thị Hồng", "Nguyễn Thị Hổng"), Weight.MARKS, [((12, 13),), ((12, 13),)]),
        ("name", ("Nguyễn Thị Hồng", "Nguyễn Thị Hồng Anh"), Weight.DIFFERENT, [(), ((15, 19),)]),
        ("born", ("1958-03-12", "1958"), Weight.PARTIAL, [((4, 10),), ()]),
        ("born", ("1958-03-12", "1958-03-13"), Weight.DIFFERENT, [((9, 10),), ((9, 10),)]),
        ("sex", ("male", "female"), Weight.DIFFERENT, [(), ((0, 2),)]),
    ],
)
def test_what_differs_is_shown_side_by_side_with_the_letters_marked(field, values, weight, marks):
    (found,) = differing(**{field: values})
    assert (found.field, found.weight) == (field, weight)
    assert [side.value for side in found.sides] == list(values)
    assert [side.marks for side in found.sides] == marks
    assert str(found.advice)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", ("NGUYỄN THỊ HÒA", "Nguyễn Thị Hoà")),
        ("name", ("Nguyễn", "")),
        ("address", ("Thôn 1,  xã Thử", "thôn 1, xã Thử")),
        ("born", ("1958", "1958")),
    ],
)
def test_how_it_is_written_makes_no_difference(field, values):
    assert differing(**{field: values}) == []


def test_three_sources_stand_beside_the_first_that_says_anything():
    (found,) = differing(name=("", "Lê Văn An", "Lê Văn Ân"))
    assert [str(side.label) for side in found.sides] == ["CMND", "Đang lưu"]


@given(st.lists(st.text(alphabet="nguyễn THỊhồng ấẤ", max_size=20), min_size=2, max_size=4))
def test_marks_cover_what_differs_and_nothing_is_found_between_equals(values):
    sources = [Source(said(f"Nguồn {at}"), {"name": value}) for at, value in enumerate(values)]
    for found in discrepancies(sources):
        for side in found.sides:
            assert all(0 <= start < end <= len(side.value) for start, end in side.marks)
        kept = [
            "".join(
                letter
                for at, letter in enumerate(side.value)
                if not any(start <= at < end for start, end in side.marks)
            )
            for side in found.sides[:2]
        ]
        if len(found.sides) == 2:
            assert kept[0].lower() == kept[1].lower()
    assert discrepancies([sources[0], sources[0]]) == []


def person(**fields) -> Likeness:
    return Likeness(kind=PartyKind.PERSON, **({"name": "Nguyễn Thị Hồng", "born": "1958-03-12"} | fields))


def own(value: str) -> dict:
    return {NumberKind.PERSONAL: frozenset({value})}


@pytest.mark.parametrize(
    ("a", "b", "double"),
    [
        (person(), person(), True),
        (person(), person(name="NGUYỄN THỊ HỒNG"), True),
        (person(), person(name="Nguyen Thi Hong"), True),
        (person(), person(name="Nguyễn Thị Hồng", born="1958"), True),
        (person(), person(born="1985-03-12"), False),
        (person(born="1958-03-12"), person(born="1958-12-03"), True),
        (person(), person(born=""), False),
        (person(phone="+84912345678"), person(born="", phone="+84912345678"), False),
        (person(), person(name="Trần Văn Nam"), False),
        (person(phone="+84912345678"), person(name="Trần Văn Nam", phone="+84912345678"), False),
        (person(sex="male"), person(sex="female"), False),
        (person(numbers=own("001158000001")), person(numbers=own("001158000002")), False),
        (person(numbers=own("001158000001")), person(), True),
        (person(numbers=own("001158000001")), person(name="Khác Hẳn", born="1990", numbers=own("001158000001")), True),
        (
            Likeness(kind=PartyKind.ORGANISATION, name="Công ty Ánh Dương"),
            Likeness(kind=PartyKind.ORGANISATION, name="CÔNG TY ÁNH DƯƠNG"),
            True,
        ),
        (Likeness(kind=PartyKind.ORGANISATION, name="A"), Likeness(kind=PartyKind.PERSON, name="A"), False),
    ],
)
def test_who_is_likely_a_double(a, b, double):
    found = likelihood(a, b)
    assert (found.score >= WORTH_A_LOOK) is double
    assert found.reasons


people = st.builds(
    Likeness,
    kind=st.sampled_from(list(PartyKind)),
    name=st.sampled_from(["Nguyễn Thị Hồng", "Nguyễn Thị Hổng", "Trần Văn An", "Hồng Thị Nguyễn"]),
    born=st.sampled_from(["", "1958", "1958-03", "1958-03-12", "1958-12-03", "1958-03-13"]),
    sex=st.sampled_from(["", "male", "female"]),
    phone=st.sampled_from(["", "+84912345678", "+84912345679"]),
    address=st.sampled_from(["", "Thôn 1, xã Thử", "Thôn 2, xã Thử"]),
    numbers=st.dictionaries(
        st.sampled_from(list(NumberKind)), st.frozensets(st.sampled_from(["1", "2"]), min_size=1), max_size=2
    ),
)


@given(people, people)
def test_likelihood_is_symmetric_and_within_bounds(a, b):
    found, turned = likelihood(a, b), likelihood(b, a)
    assert found == turned
    assert 0 <= found.score <= 100


@given(people)
def test_a_record_with_a_birth_date_is_like_itself(a):
    if a.born and a.kind is PartyKind.PERSON and not a.numbers:
        assert likelihood(a, a).score >= WORTH_A_LOOK
