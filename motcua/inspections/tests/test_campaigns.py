"""Campaigns through perform: prepared, told, begun, moved, closed; what is refused leaves nothing."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.inspections import duties, queries
from motcua.inspections.commands import (
    AddMember,
    BeginStop,
    CancelCampaign,
    CancelStop,
    CloseCampaign,
    CommitDraw,
    CorrectCampaign,
    FinishStop,
    HoldDraw,
    MoveStop,
    ReadyCampaign,
    RemoveMember,
    ReopenCampaign,
    ReopenStop,
    ReturnOutline,
    SaveOutline,
    SubmitOutline,
)
from motcua.inspections.models import Campaign, Draw, Stop
from motcua.inspections.queries import Asked, lists
from motcua.inspections.rules import draw as draw_rules
from motcua.inspections.rules.campaigns import Kind, Mandate, Part, Told
from motcua.inspections.rules.stops import Clash, Half, Outline, StopKind, StopState
from motcua.inspections.tests.conftest import JULY
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger import actor as actors
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform

SYSTEM = actors.system("Lệnh thử")


def at(day, hour=8):
    return clock.fixed(clock.at(day.year, day.month, day.day, hour))


@pytest.fixture
def made(planning):
    """A campaign with its team and outline, ready to be announced, that goes to Đại Đồng on 16/7."""
    campaign = planning.campaign()
    planning.team(campaign)
    planning.outline(campaign)
    return campaign, planning.stop(campaign, "dai-dong")


def test_a_campaign_may_be_prepared_before_its_decision_is_signed_and_says_so(planning):
    campaign = planning.campaign()
    page = queries.page(planning.world["liemqt"], campaign)
    assert "Chưa ghi quyết định hoặc kế hoạch; bổ sung khi đã ký." in map(str, page.lacks)
    half = {"title": "x", "kind": Kind.PLANNED, "mandate": Mandate.DECISION, "mandate_number": "12/QĐ-UBND"}
    with pytest.raises(BadInput) as refused:
        planning.campaign(**half)
    assert refused.value.field == "mandate_day"
    whole = {**half, "mandate_day": date(2025, 7, 14), "mandate_issuer": "UBND tỉnh"}
    perform(CorrectCampaign(campaign=campaign, **whole), planning.world["liemqt"])
    assert not [one for one in queries.page(planning.world["liemqt"], campaign).lacks if "quyết định" in str(one)]
    with pytest.raises(NotFound):
        perform(CorrectCampaign(campaign=campaign, **whole, mandate_file="ab" * 32), planning.world["liemqt"])


def test_nobody_goes_out_without_a_leader_or_to_nowhere(planning):
    campaign, liem = planning.campaign(), planning.world["liemqt"]
    with pytest.raises(RuleError, match="Trưởng đoàn"):
        perform(ReadyCampaign(campaign=campaign), liem)
    planning.person(campaign, "liemqt", Part.LEADER)
    with pytest.raises(RuleError, match="điểm đến"):
        perform(ReadyCampaign(campaign=campaign), liem)
    assert Campaign.objects.get(pk=campaign).state == "draft"


@pytest.mark.parametrize(
    "wrong",
    [
        {"told": Told.UNIT, "name": "Nguyễn Văn Bịa", "unit_name": "Sở Tài chính"},
        {"told": Told.UNIT},
        {"told": Told.NAMED},
        {"told": Told.OFFICIAL},
        {"told": Told.UNIT, "unit_name": "Sở", "part": Part.LEADER},
    ],
)
def test_a_unit_without_a_person_has_no_name_and_a_person_has_one(planning, wrong):
    campaign = planning.campaign()
    with pytest.raises(BadInput):
        perform(AddMember(campaign=campaign, **wrong), planning.world["liemqt"])


def test_nobody_inspects_where_they_work(planning):
    campaign, world = planning.campaign(), planning.world
    planning.person(campaign, "liemqt", Part.LEADER)
    chair = planning.person(campaign, "ct-dai-dong")
    before = Stop.objects.count()
    with pytest.raises(RuleError, match="Chủ Thử"):
        planning.stop(campaign, "dai-dong")
    assert Stop.objects.count() == before
    perform(RemoveMember(campaign=campaign, member=chair), world["liemqt"])
    planning.stop(campaign, "dai-dong")
    with pytest.raises(RuleError, match="nơi mình làm việc"):
        planning.person(campaign, "ct-dai-dong")
    unit = AddMember(campaign=campaign, told=Told.UNIT, unit=world.centres["dai-dong"])
    with pytest.raises(RuleError, match="nơi mình làm việc"):
        perform(unit, world["liemqt"])


def test_two_teams_at_one_commune_and_one_person_in_two_places_need_a_reason(planning):
    first, second = planning.campaign("Một"), planning.campaign("Hai")
    for campaign in (first, second):
        planning.person(campaign, "liemqt", Part.LEADER)
    planning.stop(first, "dai-dong")
    for place in ("dai-dong", "xuan-lung"):
        with pytest.raises(RuleError):
            planning.stop(second, place)
    kept = planning.stop(second, "xuan-lung", overlap="Trưởng đoàn dự phần đầu rồi sang")
    (row,) = queries.page(planning.world["liemqt"], second).stops
    assert (row.id, [one.clash for one in row.conflicts]) == (kept, [Clash.PERSON])
    # Without a clash nothing has to be explained.
    perform(MoveStop(stop=kept, day=JULY, half=Half.AFTERNOON, overlap="x"), planning.world["liemqt"])
    assert Stop.objects.get(pk=kept).overlap == ""


def test_a_stop_on_a_day_of_rest_is_warned_of(planning):
    campaign = planning.campaign()
    planning.stop(campaign, "dai-dong", day=date(2025, 7, 27))
    (row,) = queries.page(planning.world["liemqt"], campaign).stops
    assert [str(one) for one in row.warnings] == ["Ngày nghỉ hằng tuần: Chủ nhật."]


def test_a_place_out_of_reach_is_not_visited(planning):
    campaign = planning.campaign()
    with pytest.raises(BadInput):
        planning.stop(campaign, "tra-ly")
    with pytest.raises(NotAllowed):
        planning.stop(campaign, "dai-dong", by="hungnq")


def test_a_stop_is_begun_finished_opened_again_and_the_campaign_closed(made, steering):
    campaign, stop = made
    liem, inspector = steering["liemqt"], steering["kt1-pt"]
    perform(ReadyCampaign(campaign=campaign), liem)
    with pytest.raises(Conflict):
        perform(BeginStop(stop=stop), inspector)
    with at(JULY):
        with pytest.raises(NotAllowed):
            perform(BeginStop(stop=stop), steering["kt2-pt"])
        perform(BeginStop(stop=stop), inspector)
        assert Campaign.objects.get(pk=campaign).state == "running"
        with pytest.raises(NotAllowed):
            perform(FinishStop(stop=stop), inspector)
        with pytest.raises(Conflict):
            perform(CloseCampaign(campaign=campaign), liem)
        perform(FinishStop(stop=stop), liem)
        with pytest.raises(BadInput):
            perform(ReopenStop(stop=stop, reason=" "), liem)
        perform(ReopenStop(stop=stop, reason="Còn một hồ sơ chưa xem"), liem)
        perform(FinishStop(stop=stop), liem)
        with pytest.raises(Conflict):
            perform(CancelCampaign(campaign=campaign, reason="x"), liem)
        perform(CloseCampaign(campaign=campaign, words="Xong"), liem)
        with pytest.raises(Conflict):
            perform(ReopenStop(stop=stop, reason="x"), liem)
        perform(ReopenCampaign(campaign=campaign, reason="Kiểm tra bổ sung"), liem)
    page = queries.stop_page(liem, stop)
    assert (page.row.state, page.begun_by) == (StopState.FINISHED, "Kiểm Tra Thử Một")


def test_once_told_a_stop_is_moved_or_taken_off_with_a_reason_only(made, steering):
    campaign, stop = made
    liem = steering["liemqt"]
    perform(MoveStop(stop=stop, day=JULY, half=Half.AFTERNOON), liem)
    perform(ReadyCampaign(campaign=campaign), liem)
    with pytest.raises(BadInput):
        perform(MoveStop(stop=stop, day=date(2025, 7, 17), half=Half.MORNING), liem)
    perform(MoveStop(stop=stop, day=date(2025, 7, 17), half=Half.MORNING, reason="Họp Thường trực"), liem)
    with pytest.raises(BadInput):
        perform(CancelStop(stop=stop, reason=""), liem)
    perform(CancelStop(stop=stop, reason="Bão"), liem)
    assert queries.page(liem, campaign).stops[0].state is StopState.CANCELLED


def test_an_outline_is_saved_handed_in_given_back_and_handed_in_again(made, steering):
    campaign, stop = made
    liem, director = steering["liemqt"], steering["gd-dai-dong"]
    with pytest.raises(NotAllowed):
        perform(SaveOutline(stop=stop, answers={"c1": "Sớm"}), director)
    perform(ReadyCampaign(campaign=campaign), liem)
    perform(SaveOutline(stop=stop, answers={"c1": "Đã ban hành 3 văn bản"}), director)
    assert queries.stop_page(liem, stop).answers == {}
    with pytest.raises(BadInput, match="câu"):
        perform(SubmitOutline(stop=stop, answers={"c1": "Đã ban hành 3 văn bản"}), director)
    with pytest.raises(BadInput):
        perform(SaveOutline(stop=stop, answers={"c9": "?"}), director)
    answers = {"c1": "Đã ban hành 3 văn bản", "c2": "12 | 10"}
    perform(SubmitOutline(stop=stop, answers=answers), director)
    assert queries.stop_page(steering["dungnt"], stop).answers == answers
    with pytest.raises(Conflict):
        perform(SaveOutline(stop=stop, answers=answers), director)
    perform(ReturnOutline(stop=stop, remarks="Ghi rõ số hồ sơ"), steering["kt1-pt"])
    page = queries.stop_page(director, stop)
    assert (page.row.outline, page.remarks) == (Outline.RETURNED, "Ghi rõ số hồ sơ")
    perform(SubmitOutline(stop=stop, answers={**answers, "c1": "3 văn bản, 120 hồ sơ"}), steering["ct-dai-dong"])
    with pytest.raises(NotAllowed):
        perform(SubmitOutline(stop=stop, answers=answers), steering["gd-cao-xa"])


def test_a_late_outline_is_noticed_once(made, steering):
    campaign, _ = made
    perform(ReadyCampaign(campaign=campaign), steering["liemqt"])
    assert duties.watch("", SYSTEM).startswith("0 ")
    with at(JULY):
        assert [duties.watch("", SYSTEM)[0] for _ in range(2)] == ["1", "0"]
        assert queries.page(steering["gd-dai-dong"], campaign).stops[0].overdue


def test_an_extra_stop_asks_no_second_outline(made, planning):
    campaign, stop = made
    extra = planning.stop(campaign, "dai-dong", kind=StopKind.EXTRA, venue="Trụ sở Đảng ủy xã")
    rows = {row.id: row for row in queries.page(planning.world["liemqt"], campaign).stops}
    assert (rows[stop].asks, rows[extra].asks) == (True, False)
    assert rows[extra].conflicts == ()


def test_a_draw_is_bound_before_and_told_after_and_another_needs_a_reason(planning):
    world, liem = planning.world, planning.world["liemqt"]
    campaign = planning.campaign("Đột xuất", announced=False, kind=Kind.SUDDEN)
    planning.person(campaign, "liemqt", Part.LEADER)
    keys = ("dai-dong", "xuan-lung", "cao-xa", "phung-nguyen")
    pool = [world.places[key] for key in keys]
    wrong = CommitDraw(campaign=campaign, pool=[*pool, world.places["tra-ly"]], count=1)
    for command in (wrong, CommitDraw(campaign=campaign, pool=pool, count=5)):
        with pytest.raises(MotcuaError):
            perform(command, liem)
    command = CommitDraw(campaign=campaign, pool=pool, count=2)
    done = perform(command, liem, key="một")
    assert perform(command, liem, key="một").ids == done.ids
    draw = Draw.objects.get(pk=done.ids["draw"])
    payload = Entry.objects.get(event="inspections.draw_committed").payload
    assert draw.seed_hash in payload
    assert draw.seed not in payload
    assert queries.page(liem, campaign).draws[0].seed == ""
    with pytest.raises(Conflict):
        planning.stop(campaign, "dai-dong")
    perform(HoldDraw(campaign=campaign, draw=draw.pk), liem)
    (held,) = queries.page(liem, campaign).draws
    again = draw_rules.drawn(held.seed, [unit for unit, _ in held.pool], held.count)
    assert (draw_rules.committed(held.seed), again) == (held.seed_hash, tuple(unit for unit, _ in held.drawn))
    with pytest.raises(Conflict):
        perform(HoldDraw(campaign=campaign, draw=draw.pk), liem)
    with pytest.raises(BadInput):
        perform(CommitDraw(campaign=campaign, pool=pool, count=2), liem)
    perform(CommitDraw(campaign=campaign, pool=pool, count=1, reason="Một xã đang có bão"), liem)
    assert [one.number for one in queries.page(liem, campaign).draws] == [1, 2]


def test_who_was_visited_lately_is_left_out_and_only_the_drawn_are_visited(made, planning):
    campaign, stop = made
    world, liem = planning.world, planning.world["liemqt"]
    perform(ReadyCampaign(campaign=campaign), liem)
    with at(JULY):
        perform(BeginStop(stop=stop), liem)
        sudden = planning.campaign("Đột xuất", announced=False, kind=Kind.SUDDEN)
        planning.person(sudden, "kt2-pt", Part.LEADER)
        pool = [world.places[key] for key in ("dai-dong", "xuan-lung")]
        drawn = perform(CommitDraw(campaign=sudden, pool=pool, count=1, days=30), liem).ids["draw"]
        perform(HoldDraw(campaign=sudden, draw=drawn), liem)
        (row,) = queries.page(liem, sudden).draws
        assert [unit for unit, _ in row.left_out] == [world.places["dai-dong"]]
        assert [unit for unit, _ in row.drawn] == [world.places["xuan-lung"]]
        with pytest.raises(RuleError):
            planning.stop(sudden, "cao-xa")
        planning.stop(sudden, "xuan-lung")


@pytest.mark.altered
def test_a_seed_that_was_exchanged_draws_nothing(planning):
    liem = planning.world["liemqt"]
    campaign = planning.campaign("Đột xuất", announced=False, kind=Kind.SUDDEN)
    draw = perform(CommitDraw(campaign=campaign, pool=[planning.world.places["dai-dong"]], count=1), liem).ids["draw"]
    Draw.objects.filter(pk=draw).update(seed="ab" * 32)
    with pytest.raises(Conflict, match="không khớp"):
        perform(HoldDraw(campaign=campaign, draw=draw), liem)


def test_the_list_is_searched_narrowed_and_paged(planning, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    liem = planning.world["liemqt"]
    made = [planning.campaign(title) for title in ("Đường truyền", "Con dấu", "Kho lưu trữ")]
    planning.stop(made[0], "dai-dong")
    first, more = queries.listed(liem, Asked())
    rest, last = queries.listed(liem, Asked(after=first[-1].id))
    assert [row.id for row in (*first, *rest)] == made[::-1]
    assert (more, last) == (True, False)
    for asked in (
        Asked(text="duong truyen"),
        Asked(place=planning.world.places["dai-dong"]),
        Asked(month=date(2025, 7, 1)),
    ):
        assert [row.id for row in queries.listed(liem, asked)[0]] == made[:1]
    assert queries.listed(liem, Asked(month=date(2025, 12, 5)))[0] == ()
    assert queries.counts(liem).by_state == {"draft": 3}


def test_a_refusal_of_a_delegate_is_in_the_log(made, steering):
    campaign, stop = made
    delegate = steering["dungnt"]
    assert queries.page(delegate, campaign).title == "Làm việc tại các xã"
    before = Entry.objects.count()
    commands = (
        ReadyCampaign(campaign=campaign),
        AddMember(campaign=campaign, told=Told.NAMED, name="X"),
        BeginStop(stop=stop),
        MoveStop(stop=stop, day=JULY, half=Half.MORNING),
        ReturnOutline(stop=stop, remarks="x"),
    )
    for command in commands:
        with pytest.raises(NotAllowed):
            perform(command, delegate)
    assert Entry.objects.count() == before
    refused = Access.objects.filter(account_id=delegate.account, outcome="refused")
    assert refused.count() == len(commands)
