"""What may be done to works and by whom; a refusal leaves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from motcua.config.demo import building
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.ledger.actor import Realm, system
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.works import queries
from motcua.works.commands import (
    AcceptWorks,
    AnswerBlocker,
    AskForDay,
    CancelWorks,
    ClearBlocker,
    CorrectWorks,
    CreateWorks,
    Evidence,
    NoticeMiss,
    NoticeSilence,
    NoticeSlip,
    OpenBlocker,
    Party,
    PlanStages,
    PostProgress,
    RecordVisit,
    StageWish,
)
from motcua.works.queries import Asked, Show
from motcua.works.rules import AskedKind, Side

STAGE = StageWish(name="Toàn bộ", weight=1, starts=date(2025, 6, 2), ends=date(2025, 6, 24))


@pytest.fixture
def works(region):
    found = building.build_phung_nguyen(region)
    with clock.fixed(clock.at(2025, 6, 13, 14)):
        yield found


def entries(works) -> int:
    return Entry.objects.filter(stream_id=works).count()


def wish(region, **changes):
    values = {
        "place": region.places["xuan-lung"],
        "name": "Sửa mái",
        "starts": date(2025, 6, 2),
        "stages": [STAGE],
        "asked_kind": AskedKind.WITHIN,
        "asked_day": date(2025, 6, 25),
    }
    return CreateWorks(**(values | changes))


def test_works_are_entered_for_the_centre_of_the_place(region):
    id_ = perform(wish(region), region["csvc-xuan-lung"]).target
    row = queries.page(region["csvc-xuan-lung"], id_).row
    assert (row.unit, row.percent, row.contractor) == (region.centres["xuan-lung"], 0, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"stages": []}, "stages"),
        ({"asked_day": None}, "asked_day"),
        ({"asked_kind": AskedKind.SOON}, "asked_day"),
        ({"silent_days": 0}, "silent_days"),
        ({"silent_days": 61}, "silent_days"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_works_that_cannot_be_are_refused(region, changes, field):
    before = Entry.objects.count()
    with pytest.raises(BadInput) as refused:
        perform(wish(region, **changes), region["csvc-xuan-lung"])
    assert refused.value.field == field
    assert Entry.objects.count() == before


def test_a_contractor_must_be_a_unit_of_the_outside(region):
    with pytest.raises(BadInput, match="đơn vị ngoài"):
        perform(wish(region, contractor=region.centres["xuan-lung"]), region["csvc-xuan-lung"])


def test_works_of_a_district_or_of_anothers_body_are_refused(region):
    with pytest.raises(BadInput, match="Chọn xã"):
        perform(wish(region, place=region.places["lam-thao"]), region["khoakd"])
    with pytest.raises(BadInput, match="không thuộc"):
        perform(wish(region, unit=region.centres["cao-xa"]), region["khoakd"])


@pytest.mark.parametrize("who", ["csvc-tra-ly", "tn-xuan-lung", "thicong", "thannk", "tp-thaibinh"])
def test_others_enter_none_here(region, who):
    with pytest.raises(NotAllowed):
        perform(wish(region), region[who])


def test_the_same_key_enters_works_once(region):
    first = perform(wish(region), region["csvc-xuan-lung"], key="k1")
    again = perform(wish(region), region["csvc-xuan-lung"], key="k1")
    assert (again.target, again.again) == (first.target, True)


def test_progress_goes_up_by_stages_and_back_only_with_a_reason(region, works):
    post = PostProgress(works=works, stages={"g1": 50})
    perform(post, region["thicong"])
    with pytest.raises(RuleError):
        perform(PostProgress(works=works, stages={"g1": 40}), region["thicong"])
    perform(PostProgress(works=works, stages={"g1": 40}, reason="Đo lại (thử)"), region["thicong"])
    page = queries.page(region["thicong"], works)
    assert (page.row.percent, page.stages[0].done, page.stages[1].done) == (16, 40, None)
    assert page.reports[0].reason == "Đo lại (thử)"


@pytest.mark.parametrize("stages", [{"g1": 101}, {"g1": -1}, {"nowhere": 5}])
def test_percents_that_cannot_be_are_refused(region, works, stages):
    before = entries(works)
    with pytest.raises(BadInput):
        perform(PostProgress(works=works, stages=stages), region["thicong"])
    assert entries(works) == before


def test_an_empty_report_and_a_picture_never_sent_are_refused(region, works):
    with pytest.raises(BadInput):
        perform(PostProgress(works=works, stages={}), region["thicong"])
    with pytest.raises(NotFound, match="tải lên"):
        perform(PostProgress(works=works, stages={"g1": 5}, photos=[Evidence(sha256="0" * 64)]), region["thicong"])
    assert queries.page(region["thicong"], works).row.percent == 0


@pytest.mark.parametrize("who", ["csvc-phung-nguyen", "khoakd", "csvc-tra-ly"])
def test_only_the_builder_reports_as_the_builder(region, works, who):
    with pytest.raises(NotAllowed):
        perform(PostProgress(works=works, stages={"g1": 5}), region[who])


def test_a_builder_reports_on_nothing_of_others(region, works):
    other = perform(wish(region), region["csvc-xuan-lung"]).target
    with pytest.raises(NotAllowed, match="không do đơn vị"):
        perform(PostProgress(works=other, stages={"g1": 5}), region["thicong"])


def test_a_visit_stands_beside_the_report_and_not_in_the_future(region, works):
    perform(RecordVisit(works=works, seen_on=date(2025, 6, 12), percent=30), region["khoakd"])
    perform(RecordVisit(works=works, seen_on=date(2025, 6, 10), percent=20), region["khoakd"])
    row = queries.page(region["khoakd"], works).row
    assert (row.percent, row.seen_percent, row.seen_on) == (0, 30, date(2025, 6, 12))
    with pytest.raises(BadInput):
        perform(RecordVisit(works=works, seen_on=date(2025, 6, 14), percent=30), region["khoakd"])
    with pytest.raises(NotAllowed):
        perform(RecordVisit(works=works, seen_on=date(2025, 6, 12), percent=30), region["thicong"])


def test_a_blocker_is_opened_answered_and_cleared_by_either_side(region, works):
    opened = perform(OpenBlocker(works=works, what="Chờ điện", side=Side.COMMUNE, who="UBND xã"), region["thicong"])
    blocker = queries.page(region["thicong"], works).open_blockers[0].id
    assert opened.ids["blocker"] == str(blocker)
    perform(AnswerBlocker(works=works, blocker=blocker, answer="Mai có"), region["csvc-phung-nguyen"])
    assert queries.board(region["khoakd"]).blocked == 1
    perform(ClearBlocker(works=works, blocker=blocker, how="Có điện"), region["csvc-phung-nguyen"])
    with pytest.raises(Conflict):
        perform(ClearBlocker(works=works, blocker=blocker, how="Có điện"), region["csvc-phung-nguyen"])
    with pytest.raises(NotFound):
        perform(ClearBlocker(works=works, blocker=new_id(), how="?"), region["csvc-phung-nguyen"])
    page = queries.page(region["khoakd"], works)
    assert (page.row.open_blockers, page.blockers[0].answer, page.blockers[0].how) == (0, "Mai có", "Có điện")


def test_a_word_of_the_commune_does_not_break_the_builders_silence(region, works):
    with clock.fixed(clock.at(2025, 6, 17, 8)):
        perform(OpenBlocker(works=works, what="Chờ điện", side=Side.CONTRACTOR), region["csvc-phung-nguyen"])
        assert queries.page(region["khoakd"], works).row.silent == 4


def test_another_day_asked_for_is_judged_from_now_on(region, works):
    command = AskForDay(
        works=works, asked_kind=AskedKind.BY_END, asked_day=date(2025, 6, 28), ground="Thử", asked_by="Thử"
    )
    perform(command, region["ct-phung-nguyen"])
    assert queries.page(region["khoakd"], works).row.last_day == date(2025, 6, 28)
    with pytest.raises(BadInput):
        perform(msgspec.structs.replace(command, ground=" "), region["ct-phung-nguyen"])


def test_stages_planned_anew_keep_what_was_reported_of_them(region, works):
    perform(PostProgress(works=works, stages={"g1": 100, "g2": 50}), region["thicong"])
    page = queries.page(region["csvc-phung-nguyen"], works)
    kept = [StageWish(key=s.key, name=s.name, weight=50, starts=s.starts, ends=s.ends) for s in page.stages[:2]]
    fresh = StageWish(name="Sân", weight=100, starts=date(2025, 6, 14), ends=date(2025, 6, 20))
    perform(PlanStages(works=works, stages=[*kept, fresh], reason="Thêm sân"), region["csvc-phung-nguyen"])
    page = queries.page(region["csvc-phung-nguyen"], works)
    assert [(s.name, s.done) for s in page.stages][2] == ("Sân", None)
    assert page.row.percent == 37
    with pytest.raises(BadInput, match="hai lần"):
        perform(
            PlanStages(works=works, stages=[kept[0], msgspec.structs.replace(kept[0], name="Khác")], reason="x"),
            region["csvc-phung-nguyen"],
        )


def test_a_new_contractor_takes_the_place_of_the_old(region, works):
    perform(CorrectWorks(works=works, name="Công trình thử", reason="Đổi nhà thầu"), region["csvc-phung-nguyen"])
    with pytest.raises(NotFound):
        queries.page(region["thicong"], works)
    assert queries.listed(region["thicong"], Asked())[0] == ()


def test_works_given_up_leave_lists_and_counts_and_take_nothing_more(region, works):
    perform(CancelWorks(works=works, reason="Nhập nhầm"), region["csvc-phung-nguyen"])
    assert queries.board(region["khoakd"]).all == 0
    assert queries.listed(region["khoakd"], Asked())[0] == ()
    with pytest.raises(Conflict, match="đã bỏ"):
        perform(PostProgress(works=works, stages={"g1": 5}), region["thicong"])


def test_a_page_seen_too_long_ago_is_a_conflict(region, works):
    perform(PostProgress(works=works, stages={"g1": 5}), region["thicong"])
    with pytest.raises(Conflict):
        perform(PostProgress(works=works, stages={"g1": 6}, seen=1), region["thicong"])


@pytest.mark.parametrize("command", [NoticeSilence, NoticeSlip, NoticeMiss])
def test_what_time_did_not_bring_is_not_noticed_and_nobody_but_the_system_notices(region, works, command):
    before = entries(works)
    with pytest.raises(Conflict):
        perform(command(works=works), system("Lệnh thử"))
    with pytest.raises(NotAllowed):
        perform(command(works=works), region["ct-phung-nguyen"])
    assert entries(works) == before


def test_an_acceptance_needs_two_named_parties_and_a_day_that_can_be(region, works):
    perform(PostProgress(works=works, stages={"g1": 100, "g2": 100, "g3": 100}), region["thicong"])
    two = [Party(side="A", name="Một"), Party(side="B", name="Hai")]
    for changes in (
        {"parties": two[:1]},
        {"parties": [two[0], Party(side="B", name=" ")]},
        {"held_on": date(2025, 6, 14)},
        {"held_on": date(2025, 6, 1)},
    ):
        values = {"works": works, "held_on": date(2025, 6, 13), "parties": two} | changes
        with pytest.raises(BadInput):
            perform(AcceptWorks(**values), region["ct-phung-nguyen"])
    assert queries.page(region["khoakd"], works).row.state == "running"


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("csvc-phung-nguyen", True),
        ("gd-phung-nguyen", True),
        ("ct-phung-nguyen", True),
        ("khoakd", True),
        ("saund", True),
        ("thicong", True),
        ("csvc-tra-ly", False),
        ("tp-thaibinh", False),
        ("thannk", False),
        ("tn-phung-nguyen", False),
    ],
)
def test_lists_counts_exports_search_and_pages_are_cut_alike(region, works, who, sees):
    actor = region[who]
    assert [row.id for row in queries.listed(actor, Asked())[0]] == ([works] if sees else [])
    assert [row.id for row in queries.listed(actor, Asked(text="phung nguyen"))[0]] == ([works] if sees else [])
    assert [row.id for row in queries.exported(actor, Asked())] == ([works] if sees else [])
    assert queries.board(actor).all == int(sees)
    if sees:
        assert queries.page(actor, works).row.id == works
        return
    before = Access.objects.filter(outcome="refused").count()
    with pytest.raises(NotFound):
        queries.page(actor, works)
    assert Access.objects.filter(outcome="refused").count() == before + 1


def test_trial_works_never_mix_with_real_ones(region, works):
    trial = replace(region["csvc-phung-nguyen"], realm=Realm.TRIAL)
    assert queries.listed(trial, Asked())[0] == ()
    with pytest.raises(MotcuaError):
        perform(CancelWorks(works=works, reason="x"), trial)


def test_the_earliest_day_stands_first_and_pages_follow_without_gaps(region, works, monkeypatch):
    monkeypatch.setattr("motcua.works.queries.lists.PAGE", 2)
    days = [date(2025, 6, 30), None, date(2025, 6, 20)]
    made = [
        perform(
            wish(region, name=f"Việc {n}", asked_day=day, asked_kind=AskedKind.WITHIN if day else AskedKind.SOON),
            region["csvc-xuan-lung"],
        ).target
        for n, day in enumerate(days)
    ]
    first, more = queries.listed(region["khoakd"], Asked())
    assert more
    second, more = queries.listed(region["khoakd"], Asked(after=first[-1].id))
    assert not more
    assert [row.id for row in (*first, *second)] == [made[2], works, made[0], made[1]]
    assert queries.board(region["khoakd"], region.places["xuan-lung"]).all == 3
    assert len(queries.listed(region["khoakd"], Asked(show=Show.UNDATED))[0]) == 1
