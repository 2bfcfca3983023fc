"""Finding units as people type them, and saying what each is on the day asked about."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.office.gazetteer.facts import REFORM, State
from motcua.office.gazetteer.load import gazetteer
from motcua.office.gazetteer.search import Match, as_json, search

BEFORE = date(2025, 6, 12)
AFTER = date(2025, 7, 15)

FIRST = [
    # the communes and wards of the articles, in all the ways of typing
    ("Phụng Công", "xã Phụng Công", "Hưng Yên"),
    ("phung cong", "xã Phụng Công", "Hưng Yên"),
    ("xã Phụng Công", "xã Phụng Công", "Hưng Yên"),
    ("x. phụng công", "xã Phụng Công", "Hưng Yên"),
    ("x.Phụng Công", "xã Phụng Công", "Hưng Yên"),
    ("XÃ PHỤNG CÔNG, TỈNH HƯNG YÊN", "xã Phụng Công", "Hưng Yên"),
    ("Phụng Công, Văn Giang, Hưng Yên", "xã Phụng Công", "Hưng Yên"),
    ("Phung Cong Hung Yen", "xã Phụng Công", "Hưng Yên"),
    ("phungcong", "xã Phụng Công", "Hưng Yên"),
    ("Phụng Côg", "xã Phụng Công", "Hưng Yên"),
    ("số 5 đường Thử, xã Phụng Công, Hưng Yên", "xã Phụng Công", "Hưng Yên"),
    ("Phùng Nguyên", "xã Phùng Nguyên", "Phú Thọ"),
    ("phung nguyen", "xã Phùng Nguyên", "Phú Thọ"),
    ("Xuân Lũng (mới)", "xã Xuân Lũng", "Phú Thọ"),
    ("xuan lung", "xã Xuân Lũng", "Phú Thọ"),
    ("Cao Xá, Lâm Thao", "xã Cao Xá", "Phú Thọ"),
    ("cao xa, lam thao, phu tho", "xã Cao Xá", "Phú Thọ"),
    ("Đại Đồng, Phú Thọ", "xã Đại Đồng", "Phú Thọ"),
    ("dai dong phu tho", "xã Đại Đồng", "Phú Thọ"),
    ("Đại Đồng, Lạc Sơn, Hòa Bình", "xã Đại Đồng", "Phú Thọ"),
    ("xã Yên Nghiệp cũ", "xã Yên Nghiệp", "Hòa Bình"),
    ("yen nghiep", "xã Yên Nghiệp", "Hòa Bình"),
    ("Yên Ngiệp", "xã Yên Nghiệp", "Hòa Bình"),
    ("phường Thái Bình", "phường Thái Bình", "Hưng Yên"),
    ("phuong thai binh", "phường Thái Bình", "Hưng Yên"),
    ("P. Trần Lãm", "phường Trần Lãm", "Hưng Yên"),
    ("tran lam", "phường Trần Lãm", "Hưng Yên"),
    ("Trần Hưng Đạo, Thái Bình", "phường Trần Hưng Đạo", "Hưng Yên"),
    ("tran hung dao hung yen", "phường Trần Hưng Đạo", "Hưng Yên"),
    ("Trà Lý", "phường Trà Lý", "Hưng Yên"),
    ("tra ly", "phường Trà Lý", "Hưng Yên"),
    ("Trà Lí", "phường Trà Lý", "Hưng Yên"),
    ("Vũ Phúc", "phường Vũ Phúc", "Hưng Yên"),
    ("vu phuc", "phường Vũ Phúc", "Hưng Yên"),
    ("Đông Mỹ, TP. Thái Bình", "xã Đông Mỹ", "Thái Bình"),
    ("dong my, thai binh", "xã Đông Mỹ", "Thái Bình"),
    ("Phượng Dực", "xã Phượng Dực", "Hà Nội"),
    ("phuong duc", "xã Phượng Dực", "Hà Nội"),
    ("Hồng Minh, Phú Xuyên", "xã Hồng Minh", "Hà Nội"),
    ("hong minh, ha noi", "xã Hồng Minh", "Hà Nội"),
    ("Hoàng Long", "xã Hoàng Long", "Hà Nội"),
    ("hoang long", "xã Hoàng Long", "Hà Nội"),
    ("Tri Trung", "xã Tri Trung", "Hà Nội"),
    ("tri trung", "xã Tri Trung", "Hà Nội"),
    ("thôn Phượng Vũ", "thôn Phượng Vũ", "Hà Nội"),
    ("phuong vu", "thôn Phượng Vũ", "Hà Nội"),
    # districts, cities and provinces they name or belong to
    ("huyện Lâm Thao", "huyện Lâm Thao", "Phú Thọ"),
    ("h. Phú Xuyên", "huyện Phú Xuyên", "Hà Nội"),
    ("TP. Thái Bình", "thành phố Thái Bình", "Thái Bình"),
    ("tp thai binh", "thành phố Thái Bình", "Thái Bình"),
    ("tỉnh Thái Bình", "tỉnh Thái Bình", "Thái Bình"),
    ("Hưng Yên", "tỉnh Hưng Yên", "Hưng Yên"),
    ("Hà Nội", "thành phố Hà Nội", "Hà Nội"),
    ("da nang", "thành phố Đà Nẵng", "Đà Nẵng"),
    ("TP Hồ Chí Minh", "thành phố Hồ Chí Minh", "Hồ Chí Minh"),
    ("tphcm", "thành phố Hồ Chí Minh", "Hồ Chí Minh"),
    ("Thừa Thiên Huế", "thành phố Huế", "Huế"),
    # spellings that trip a plain comparison
    ("Hoà Bình, Phú Thọ", "phường Hòa Bình", "Phú Thọ"),
    ("Bà Rịa Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
    ("Ea Hleo", "xã Ea H'Leo", "Đắk Lắk"),
    ("Xa Dung", "xã Xa Dung", "Điện Biên"),
    ("Chợ Mới, An Giang", "xã Chợ Mới", "An Giang"),
    ("q1", "quận 1", "Hồ Chí Minh"),
    ("Quận 01", "quận 1", "Hồ Chí Minh"),
    ("phường 1, Gò Vấp", "phường 1", "Hồ Chí Minh"),
    ("Bạch Long Vĩ", "đặc khu Bạch Long Vĩ", "Hải Phòng"),
    # codes
    ("12025", "xã Phụng Công", "Hưng Yên"),
    ("12025@2025-07-01", "xã Phụng Công", "Hưng Yên"),
    ("336", "thành phố Thái Bình", "Thái Bình"),
    ("01", "thành phố Hà Nội", "Hà Nội"),
]


@pytest.mark.parametrize(("text", "full_name", "province"), FIRST, ids=[text for text, _, _ in FIRST])
def test_first_answer(text, full_name, province):
    hits = search(text, on=AFTER)
    assert (hits[0].unit.full_name, hits[0].province.name) == (full_name, province)


def test_thai_binh_is_many_things():
    hits = search("Thái Bình", on=AFTER)
    assert {(hit.unit.full_name, hit.province.name) for hit in hits} >= {
        ("tỉnh Thái Bình", "Thái Bình"),
        ("thành phố Thái Bình", "Thái Bình"),
        ("phường Thái Bình", "Hưng Yên"),
        ("xã Thái Bình", "Tuyên Quang"),
        ("xã Thái Bình", "Lạng Sơn"),
        ("xã Thái Bình", "Tây Ninh"),
    }
    assert [(hit.unit.id, hit.match) for hit in hits[:9]] == [
        (hit.unit.id, hit.match) for hit in search("thai binh", on=AFTER)[:9]
    ]
    said = [str(hit.say()) for hit in hits]
    assert "tỉnh Thái Bình: đã giải thể 1/7/2025, nay thuộc tỉnh Hưng Yên" in said
    assert "phường Thái Bình, tỉnh Hưng Yên: hoạt động từ 1/7/2025" in said
    assert (
        "xã Thái Bình, huyện Châu Thành, tỉnh Tây Ninh: đã giải thể 1/7/2025,"
        " nay chia về xã Châu Thành (Tây Ninh), phường Tân Ninh (Tây Ninh)"
    ) in said


def test_what_exists_comes_before_what_is_gone():
    states = [hit.state for hit in search("Thái Bình", on=AFTER) if hit.match is Match.EXACT]
    assert states == sorted(states, key=[State.LIVING, State.DISSOLVED].index)


def test_before_the_reform_old_units_live_and_new_ones_are_prepared():
    hits = search("Thái Bình", on=BEFORE)
    assert (hits[0].unit.full_name, hits[0].state) == ("tỉnh Thái Bình", State.LIVING)
    ward = next(hit for hit in hits if hit.unit.id == "13225@2025-07-01")
    assert str(ward.say()) == "phường Thái Bình, tỉnh Hưng Yên: đang chuẩn bị, hoạt động từ 1/7/2025"
    assert all(hit.heirs == () for hit in hits)


@pytest.mark.parametrize("asker", ["Phú Thọ", "phu tho", "tỉnh Phú Thọ", "25"])
def test_the_askers_province_comes_first(asker):
    assert search("Đại Đồng", on=AFTER)[0].province.name != "Phú Thọ"
    assert search("Đại Đồng", province=asker, on=AFTER)[0].province.name == "Phú Thọ"


def test_a_place_in_the_text_shuts_out_namesakes_elsewhere():
    hits = search("Thái Bình, Hưng Yên", on=AFTER)
    assert {hit.unit.full_name for hit in hits} == {"phường Thái Bình", "tỉnh Thái Bình", "thành phố Thái Bình"}


def test_a_wrong_place_still_answers():
    assert search("Phụng Công, Cà Mau", on=AFTER)[0].unit.full_name == "xã Phụng Công"


def test_former_and_later_are_understood():
    assert search("Phượng Dực cũ", on=AFTER)[0].unit.valid_to == REFORM
    assert search("Phượng Dực (mới)", on=BEFORE)[0].unit.valid_from == REFORM


def test_marks_typed_count():
    hits = search("Phượng Dực", on=AFTER)
    assert [hit.match for hit in hits[:2]] == [Match.EXACT, Match.EXACT]
    assert all(hit.match is not Match.EXACT for hit in hits[2:])


def test_a_name_swallowed_before_the_reform_leads_to_its_heir():
    hit = search("Nam Triều, Phú Xuyên", on=AFTER)[0]
    assert (hit.match, hit.unit.full_name) == (Match.OTHER_NAME, "xã Nam Phong")
    assert [link.unit.full_name for link in hit.heirs] == ["xã Phú Xuyên"]


def test_today_is_the_clock_of_the_business():
    with clock.fixed(clock.at(2025, 6, 12, 9)):
        assert search("Trà Lý")[0].state is State.PREPARING
    with clock.fixed(clock.at(2025, 7, 1)):
        assert search("Trà Lý")[0].state is State.LIVING


def test_json_shape():
    former = next(hit for hit in search("tỉnh Thái Bình", on=AFTER))
    answer = as_json(former)
    assert {key: answer[key] for key in ("code", "name", "level", "province", "from", "to", "state")} == {
        "code": "34",
        "name": "Thái Bình",
        "level": "tỉnh",
        "province": "Thái Bình",
        "from": None,
        "to": "2025-07-01",
        "state": "đã giải thể",
    }
    assert [(heir["code"], heir["name"], heir["whole"]) for heir in answer["successors"]] == [("33", "Hưng Yên", True)]
    living = as_json(search("xã Phụng Công", on=AFTER)[0])
    assert (living["code"], living["from"], living["to"], living["successors"]) == ("12025", "2025-07-01", None, [])


@pytest.mark.parametrize("text", ["", "   ", ",,,", "()", "xyzzyqwerty", "\x00", "😀"])
def test_nothing_found_is_an_empty_list(text):
    assert search(text, on=AFTER) == []


@pytest.mark.parametrize(("limit", "most"), [(-1, 0), (0, 0), (1, 1), (20, 20)])
def test_limit(limit, most):
    assert len(search("Tân Thành", on=AFTER, limit=limit)) == most


NAMES = st.sampled_from(sorted({unit.full_name for unit in gazetteer().units.values()}))
TYPED = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="xãphườngTP. ,;()qh1234567890đ cũmới'-@", max_size=40),
    st.tuples(NAMES, st.text(max_size=12)).map("".join),
)


@settings(deadline=None, max_examples=150)
@given(text=TYPED, province=st.none() | st.text(max_size=20), limit=st.integers(-2, 30))
def test_any_text_is_answered_within_the_limit(text, province, limit):
    hits = search(text, province=province, on=AFTER, limit=limit)
    assert len(hits) <= max(limit, 0)
    assert len({hit.unit.id for hit in hits}) == len(hits)
    for hit in hits:
        assert hit.unit.full_name in str(hit.say())
        assert as_json(hit)["name"] == hit.unit.name


@settings(deadline=None, max_examples=150)
@given(unit=st.sampled_from(sorted(gazetteer().units)), on=st.dates(date(2018, 1, 1), date(2027, 12, 31)))
def test_every_unit_is_found_by_its_name_and_place(unit, on):
    wanted = gazetteer().get(unit)
    province = gazetteer().province(wanted, on)
    hits = search(f"{wanted.full_name}, {province.name}", on=on, limit=100)
    assert unit in {hit.unit.id for hit in hits}
