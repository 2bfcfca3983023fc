"""The book of units: how many, which code on which day, where each came from and went."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from motcua.kernel.errors import NotFound
from motcua.office.gazetteer.agencies import agency, agency_codes, is_agency_code
from motcua.office.gazetteer.facts import REFORM, Kind, State, Tier, Trust
from motcua.office.gazetteer.load import changed_files, gazetteer, read_name

EVE = date(2025, 6, 30)
BOOK = gazetteer()


def named(links):
    return {(link.unit.full_name, link.whole) for link in links}


def test_packaged_files_are_those_checked():
    assert changed_files() == []


def test_counts_after_the_reform():
    assert len(BOOK.living(REFORM, Tier.PROVINCE)) == 34
    assert len(BOOK.living(REFORM, Tier.DISTRICT)) == 0
    communes = BOOK.living(REFORM, Tier.COMMUNE)
    assert len(communes) == len({unit.code for unit in communes}) == 3321
    assert Counter(unit.kind for unit in communes) == {Kind.COMMUNE: 2621, Kind.WARD: 687, Kind.SPECIAL_ZONE: 13}


def test_counts_on_the_eve():
    assert [len(BOOK.living(EVE, tier)) for tier in (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)] == [63, 696, 10035]
    cities = [unit for unit in BOOK.living(REFORM, Tier.PROVINCE) if unit.kind is Kind.CENTRAL_CITY]
    assert len(cities) == 6
    assert {unit.name for unit in BOOK.living(EVE, Tier.DISTRICT) if unit.kind is Kind.CITY_IN_CITY} == {
        "Thủ Đức",
        "Thủy Nguyên",
    }


def test_nothing_that_ended_is_left_without_an_heir():
    assert [unit.id for unit in BOOK.units.values() if unit.valid_to and not BOOK.heirs(unit, REFORM)] == []


def test_every_commune_of_the_reform_says_what_it_was_made_of():
    made = [unit for unit in BOOK.living(REFORM, Tier.COMMUNE) if unit.valid_from == REFORM]
    assert [unit.id for unit in made if not BOOK.predecessors(unit)] == []


def test_lineage_is_one_whole_or_several_parts():
    for unit in BOOK.units.values():
        steps = BOOK.successors(unit)
        assert [step.whole for step in steps] in ([], [True], [False] * len(steps)), unit.id
        assert len(steps) != 1 or steps[0].whole, unit.id
        if unit.tier is Tier.COMMUNE and len(steps) > 1:
            assert [step.usual for step in steps] == [True] + [False] * (len(steps) - 1), unit.id


def test_a_province_of_every_unit_exists_with_it():
    for day in (EVE, REFORM):
        for tier in Tier:
            for unit in BOOK.living(day, tier):
                assert BOOK.province(unit, day).state_on(day) is State.LIVING, unit.id
                above = BOOK.above(unit, day)
                assert above is None or above.state_on(day) is State.LIVING, unit.id


def test_ids_are_unique_to_code_and_beginning():
    pairs = Counter((unit.code, unit.valid_from) for unit in BOOK.units.values() if unit.code)
    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("12025", "xã Cửu Cao", "xã Phụng Công"),
        ("09340", "xã Hoàn Sơn", "xã Đại Đồng"),
        ("05347", "xã Ân Nghĩa", "xã Đại Đồng"),
        ("13225", "xã Tân Bình", "phường Thái Bình"),
        ("12466", "xã Vũ Phúc", "phường Vũ Phúc"),
        ("24", "tỉnh Bắc Giang", "tỉnh Bắc Ninh"),
        ("52", "tỉnh Bình Định", "tỉnh Gia Lai"),
        ("01", "thành phố Hà Nội", "thành phố Hà Nội"),
        ("336", "thành phố Thái Bình", None),
        ("11948", None, "đặc khu Bạch Long Vĩ"),
    ],
)
def test_a_code_means_a_unit_on_a_day(code, before, after):
    found = [BOOK.by_code(code, EVE), BOOK.by_code(code, REFORM)]
    assert [unit and unit.full_name for unit in found] == [before, after]


def test_no_code_is_borne_twice_on_a_day():
    for unit in BOOK.units.values():
        bearers = BOOK.bearers(unit.code)
        for day in (EVE, REFORM):
            assert sum(other.state_on(day) is State.LIVING for other in bearers) <= 1, unit.code


@pytest.mark.parametrize(
    ("id_", "heirs"),
    [
        ("08527", {("xã Bản Nguyên", True)}),
        ("08521", {("xã Phùng Nguyên", True)}),
        ("08500", {("xã Xuân Lũng", True)}),
        ("12028", {("xã Phụng Công", True)}),
        ("05341", {("xã Đại Đồng", True)}),
        ("12817", {("phường Trà Lý", True)}),
        ("10276", {("xã Phượng Dực", True)}),
        ("10303", {("xã Phượng Dực", True)}),
        ("10288", {("xã Phượng Dực", True)}),
        ("34", {("tỉnh Hưng Yên", True)}),
        ("318", {("đặc khu Bạch Long Vĩ", True)}),
        ("02494", {("xã Thái Bình", False), ("phường Nông Tiến", False)}),
        ("25597", {("xã Châu Thành", False), ("phường Tân Ninh", False)}),
        (
            "336",
            {(f"phường {name}", False) for name in ("Thái Bình", "Trần Lãm", "Trần Hưng Đạo", "Trà Lý", "Vũ Phúc")},
        ),
    ],
)
def test_where_a_former_unit_went(id_, heirs):
    assert named(BOOK.heirs(BOOK.get(id_), REFORM)) == heirs


def test_lineage_is_many_to_many():
    new = BOOK.get("02494@2025-07-01")
    assert named(BOOK.predecessors(new)) == {("xã Phú Thịnh", True), ("xã Tiến Bộ", True), ("xã Thái Bình", False)}
    split = next(link.unit for link in BOOK.predecessors(new) if link.unit.name == "Thái Bình")
    assert [(link.unit.full_name, link.usual) for link in BOOK.successors(split)] == [
        ("xã Thái Bình", True),
        ("phường Nông Tiến", False),
    ]


def test_a_district_that_became_one_commune_is_its_predecessor_and_no_other_district_is():
    before = {link.unit.tier for unit in BOOK.living(REFORM, Tier.COMMUNE) for link in BOOK.predecessors(unit)}
    assert before == {Tier.COMMUNE, Tier.DISTRICT}
    islands = [
        unit.name
        for unit in BOOK.living(REFORM, Tier.COMMUNE)
        if any(link.unit.tier is Tier.DISTRICT for link in BOOK.predecessors(unit))
    ]
    assert sorted(islands) == ["Bạch Long Vĩ", "Côn Đảo", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn"]


def test_an_heir_is_followed_to_the_day_asked():
    tri_trung = BOOK.get("10288")
    assert BOOK.heirs(tri_trung, date(2018, 2, 22)) == ()
    assert [link.unit.full_name for link in BOOK.heirs(tri_trung, date(2025, 3, 1))] == ["xã Hồng Minh"]
    assert [link.unit.full_name for link in BOOK.heirs(tri_trung, REFORM)] == ["xã Phượng Dực"]


def test_wards_of_a_city_before_they_existed():
    ward = BOOK.get("12817@2025-07-01")
    assert ward.state_on(date(2025, 6, 12)) is State.PREPARING
    assert str(ward.say_state(date(2025, 6, 12))) == "đang chuẩn bị, hoạt động từ 1/7/2025"
    assert str(BOOK.get("336").say_state(REFORM)) == "đã giải thể 1/7/2025"
    assert str(BOOK.get("01").say_state(REFORM)) == "đang hoạt động"


def test_a_commune_the_reform_left_alone_has_one_id_and_no_known_beginning():
    same = [unit for unit in BOOK.living(REFORM, Tier.COMMUNE) if unit.valid_from is None]
    assert same
    for unit in same:
        assert unit.valid_to is None
        assert unit.id == unit.code
        assert BOOK.predecessors(unit) == BOOK.successors(unit) == ()
        assert BOOK.above(unit, EVE).tier is Tier.DISTRICT
        assert BOOK.above(unit, REFORM).tier is Tier.PROVINCE
    moved = next(unit for unit in same if BOOK.province(unit, EVE) is not BOOK.province(unit, REFORM))
    assert BOOK.province(moved, EVE).valid_to == REFORM


def test_what_lies_inside():
    phu_xuyen, hung_yen = BOOK.get("280"), BOOK.get("33@2025-07-01")
    assert {"Phượng Dực", "Hồng Minh", "Hoàng Long", "Tri Trung"} <= {
        unit.name for unit in BOOK.inside(phu_xuyen, date(2018, 2, 22), Tier.COMMUNE)
    }
    assert "Tri Trung" not in {unit.name for unit in BOOK.inside(phu_xuyen, EVE)}
    inside = {unit.full_name for unit in BOOK.inside(hung_yen, REFORM)}
    assert {"xã Phụng Công", "phường Thái Bình"} <= inside
    assert BOOK.inside(hung_yen, EVE) == BOOK.inside(phu_xuyen, REFORM) == ()


def test_points_are_near_what_the_commune_was_made_of():
    assert BOOK.get("12025@2025-07-01").centre == pytest.approx((20.96, 105.92), abs=0.1)
    far_namesake = next(u for u in BOOK.living(REFORM, Tier.COMMUNE) if u.full_name == "xã Lương Hòa Lạc")
    assert far_namesake.centre is None


def test_every_unit_has_a_source():
    assert all(unit.origin.title and unit.origin.trust in Trust for unit in BOOK.units.values())


def test_unknown_id_is_not_found():
    with pytest.raises(NotFound):
        BOOK.get("99999")
    assert BOOK.by_code("99999", REFORM) is None
    assert BOOK.bearers("") == ()


@pytest.mark.parametrize(
    ("full", "kind", "name"),
    [
        ("Thị Trấn Óc Eo", Kind.TOWNSHIP, "Óc Eo"),
        ("Phường 1", Kind.WARD, "1"),
        ("Thành Phố Bắc Kạn", Kind.PROVINCIAL_CITY, "Bắc Kạn"),
        ("Xã  Vĩnh Hòa ", Kind.COMMUNE, "Vĩnh Hòa"),
        ("Phường Phường Đúc", Kind.WARD, "Phường Đúc"),
    ],
)
def test_full_names_are_read(full, kind, name):
    assert read_name(full, Kind.PROVINCIAL_CITY) == (kind, name)


def test_a_name_without_a_kind_is_refused():
    with pytest.raises(ValueError, match="Phụng Công"):
        read_name("Phụng Công", Kind.PROVINCIAL_CITY)


def test_agency_codes_have_shape_source_and_real_units():
    assert agency("H26").units == ("01",)
    assert agency("G15").holder == "Bộ Tư pháp"
    assert agency("H99") is None
    for row in agency_codes():
        assert is_agency_code(row.code)
        assert row.origin.title
        assert all(BOOK.get(unit).tier is Tier.PROVINCE for unit in row.units)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("H26", True),
        ("G09.20", True),
        ("H33.106.12", True),
        ("H26" + ".123" * 8, True),
        ("H26" + ".123" * 9, False),
        ("Z01", False),
        ("h26", False),
        ("H2", False),
        ("H26.", False),
        ("", False),
    ],
)
def test_shape_of_agency_codes(text, good):
    assert is_agency_code(text) is good
