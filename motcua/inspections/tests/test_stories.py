"""The visits of the press reports, told through perform: who was there, in what order, as whom."""

from __future__ import annotations

import pytest

from motcua.config.demo import campaigns as demo
from motcua.config.demo import minutes
from motcua.findings.queries import minutes as written
from motcua.findings.rules.life import Kind as FindingKind
from motcua.findings.rules.minutes import MinutesState
from motcua.inspections import queries
from motcua.inspections.commands import AddMember, DraftCampaign, PlanStop
from motcua.inspections.queries import Asked
from motcua.inspections.rules.campaigns import Kind, Part, Told
from motcua.inspections.rules.stops import Half, StopKind
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, RuleError
from motcua.ledger import replay
from motcua.ledger.perform import perform
from tests.house.altered import unwatched


def test_four_communes_of_phu_xuyen_in_one_day_and_a_second_team_is_flagged(phu_xuyen):
    hai = phu_xuyen.people["hailt"]
    made = demo.Visits()
    demo.february_2018(made)
    with clock.fixed(clock.at(2018, 2, 23, 8)):
        page = queries.page(hai, made.campaigns["22-2-2018"])
    assert [(row.place_name, row.half.value) for row in page.stops] == [
        ("xã Phượng Dực", "morning"),
        ("xã Hồng Minh", "morning"),
        ("xã Hoàng Long", "afternoon"),
        ("xã Tri Trung", "afternoon"),
    ]
    (leader,) = page.members
    assert (leader.name, leader.titles) == ("Lê Thanh Hải", "Trưởng phòng Nội vụ huyện, Huyện ủy viên")
    assert all(row.conflicts == () for row in page.stops)
    assert any("chưa có tọa độ" in str(leg.words) for leg in page.legs)
    second = perform(DraftCampaign(title="Đoàn thứ hai", kind=Kind.PLANNED), hai).target
    perform(AddMember(campaign=second, told=Told.NAMED, name="Trần Thử", title="Thanh tra huyện"), hai)
    same = PlanStop(campaign=second, place=phu_xuyen.places["tri-trung"], day=demo.OLD, half=Half.AFTERNOON)
    with pytest.raises(RuleError, match="đoàn khác"):
        perform(same, hai)
    # The chair of Phượng Dực learns of the surprise only because the team was there.
    assert [row.stops for row in queries.listed(phu_xuyen.people["ct-pd"], Asked())[0]] == [1]


def test_of_the_visits_one_set_of_minutes_waits_for_the_unit_and_two_are_signed(phu_xuyen, region):
    made = demo.Visits()
    demo.february_2018(made)
    minutes.fill(region, made.stops)
    leader, chair = phu_xuyen.people["hailt"], phu_xuyen.people["ct-pd"]
    rows = written.of_campaign(leader, made.campaigns["22-2-2018"])
    assert {(one.place_name, one.state) for one in rows} == {
        ("xã Phượng Dực", MinutesState.SIGNED),
        ("xã Tri Trung", MinutesState.LAID),
    }
    assert [one.place_name for one in written.of_campaign(chair, made.campaigns["22-2-2018"])] == ["xã Phượng Dực"]
    (line,) = [one for one in written.page(leader, rows[0].id).body.lines if one.kind == FindingKind.UNDESCRIBED]
    assert line.words == ""


def test_minutes_of_13_june_print_both_positions_of_ngo_duc_sau(visits, steering):
    (row,) = written.of_campaign(steering["dungnt"], visits.campaigns["13-6"])
    page = written.page(steering["dungnt"], row.id)
    (sau,) = [one for one in page.body.team if one.name == "Ngô Đức Sáu"]
    assert "Phó Chủ tịch UBND huyện" in sau.titles
    assert "Ủy viên BTV Huyện ủy" in sau.titles
    assert [one.unit_name for one in page.body.team if not one.name] == [
        "Lãnh đạo Văn phòng HĐND và UBND huyện",
        "Lãnh đạo Phòng Nội vụ huyện",
    ]
    assert row.state is MinutesState.SIGNED


@pytest.fixture
def visits(steering):
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        yield demo.fill(steering)


def test_the_delegation_of_15_july_has_one_name_and_seven_units(visits, steering):
    page = queries.page(steering["liemqt"], visits.campaigns["15-7"])
    assert [one.name for one in page.members] == ["Quách Tất Liêm", *[""] * 7]
    assert {one.told for one in page.members[1:]} == {Told.UNIT}
    assert [(row.kind, row.unit_name) for row in page.stops] == [
        (StopKind.SESSION, "Ủy ban nhân dân xã Đại Đồng"),
        (StopKind.EXTRA, page.stops[1].unit_name),
    ]
    assert "Đảng ủy" in page.stops[1].unit_name
    assert all(row.conflicts == () for row in page.stops)


def test_the_team_of_13_june_is_printed_with_every_title_and_no_invented_name(visits, steering):
    page = queries.page(steering["saund"], visits.campaigns["13-6"])
    told = {one.shown: (one.part, one.titles) for one in page.members}
    assert told == {
        "Khuất Đăng Khoa": (Part.LEADER, "Chủ tịch UBND huyện"),
        "Ngô Đức Sáu": (Part.DEPUTY, "Phó Chủ tịch UBND huyện, Ủy viên BTV Huyện ủy"),
        "Nguyễn Thị Dưỡng": (Part.DELEGATE, "Phó Chủ tịch HĐND huyện, Ủy viên BTV Huyện ủy"),
        "Chử Đức Khoa": (Part.DELEGATE, "Chủ nhiệm UBKT Huyện ủy, Ủy viên BTV Huyện ủy"),
        "Lãnh đạo Văn phòng HĐND và UBND huyện": (Part.MEMBER, ""),
        "Lãnh đạo Phòng Nội vụ huyện": (Part.MEMBER, ""),
    }
    assert len(page.stops) == 3
    delegate = queries.page(steering["dungnt"], visits.campaigns["13-6"])
    assert (len(delegate.stops), delegate.offers) == (3, ())
    with pytest.raises(NotFound):
        queries.page(steering["thicong"], visits.campaigns["13-6"])


NAMES: set[str] = set()
ABSENT: set[str] = set()


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(visits, planning):
    sudden = planning.campaign("Đột xuất", announced=False, kind=Kind.SUDDEN)
    from motcua.inspections.commands import CommitDraw, HoldDraw

    liem = planning.world["liemqt"]
    pool = [planning.world.places[key] for key in ("dai-dong", "xuan-lung")]
    draw = perform(CommitDraw(campaign=sudden, pool=pool, count=1), liem).ids["draw"]
    perform(HoldDraw(campaign=sudden, draw=draw), liem)
    assert replay.compare() == []
    assert unwatched("inspections") == NAMES | ABSENT
