"""What commands refuse, who may give them where, and that summaries follow answers; duties that look and tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from motcua.config.demo import readiness as demo
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.ledger.actor import Realm, system
from motcua.ledger.duties import Alarm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.readiness import duties
from motcua.readiness.commands import (
    AttachEvidence,
    ChangeTemplate,
    DrawPlan,
    InspectItems,
    ItemAnswer,
    MakeBoard,
    OpenFile,
    RecordSelfTest,
    ReportItems,
    TellWorks,
    load_packaged,
)
from motcua.readiness.models import Answer, Summary, Template
from motcua.readiness.queries import boards, plans
from motcua.readiness.queries import files as queries
from motcua.readiness.queries.files import Narrow
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.floor import Drawing
from motcua.readiness.rules.verdicts import Verdict

SCAN = "so-hoa.may-quet"
MET = ItemAnswer(item=SCAN, verdict=Verdict.MET, count=1)
ORDER = system("Kiểm thử")


def entries(stream):
    return Entry.objects.filter(stream_id=stream).count()


def test_the_packaged_template_is_loaded_once(prepared):
    assert load_packaged(ORDER) == 0
    assert Template.objects.count() == 1


@pytest.mark.parametrize("who", ["tn-tra-ly", "ct-tra-ly", "lt-tra-ly", "csvc-vu-phuc", "csvc-cao-xa", "thannk"])
def test_only_the_centre_s_own_people_report_of_it(prepared, files, who):
    with pytest.raises(NotAllowed):
        perform(ReportItems(file=files["tra-ly"], answers=[MET]), prepared[who])
    assert entries(files["tra-ly"]) == 1


@pytest.mark.parametrize("who", ["gd-tra-ly", "ct-tra-ly", "khoakd"])
def test_only_who_oversees_it_says_what_was_seen(prepared, files, who):
    with pytest.raises(NotAllowed):
        perform(InspectItems(file=files["tra-ly"], visit_on=date(2025, 6, 12), answers=[MET]), prepared[who])
    assert not Answer.objects.exists()


def test_the_trial_realm_never_touches_a_real_file(prepared, files):
    trial = replace(prepared["gd-tra-ly"], realm=Realm.TRIAL)
    with pytest.raises(NotAllowed, match="chế độ khác"):
        perform(ReportItems(file=files["tra-ly"], answers=[MET]), trial)
    assert queries.files(trial, Narrow()).rows == ()
    with pytest.raises(NotFound):
        queries.file_page(trial, files["tra-ly"])


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [MET, MET],
        [ItemAnswer(item="khong.co", verdict=Verdict.MET)],
        [ItemAnswer(item=SCAN, verdict=Verdict.MET, count=1, note="x" * 501)],
        [ItemAnswer(item=f"x{n}", verdict=Verdict.MET) for n in range(301)],
    ],
)
def test_a_report_that_makes_no_sense_leaves_nothing(prepared, files, answers):
    with pytest.raises(BadInput):
        perform(ReportItems(file=files["tra-ly"], answers=answers), prepared["gd-tra-ly"])
    assert entries(files["tra-ly"]) == 1
    assert not Answer.objects.exists()


def test_nobody_inspects_tomorrow(prepared, files):
    visit = InspectItems(file=files["tra-ly"], visit_on=date(2025, 6, 13), answers=[MET])
    with pytest.raises(BadInput, match="hôm nay hoặc trước đó"):
        perform(visit, prepared["thannk"])


def test_a_centre_has_one_file_and_only_centres_have_one(prepared, files):
    template, director = Template.objects.get().id, prepared["gd-tra-ly"]
    with pytest.raises(Conflict):
        perform(OpenFile(unit=prepared.centres["tra-ly"], template=template), director)
    with pytest.raises(BadInput):
        perform(OpenFile(unit=prepared.committees["tra-ly"], template=template), director)
    with pytest.raises(Conflict):
        perform(ChangeTemplate(file=files["tra-ly"], template=template), director)


def test_works_say_who_says_so(prepared, files):
    with pytest.raises(BadInput) as refused:
        perform(TellWorks(file=files["phung-nguyen"], under_way=True, before=date(2025, 6, 25)), prepared["khoakd"])
    assert refused.value.field == "source"


def test_evidence_must_be_in_the_store_and_results_must_be_there(prepared, files):
    director = prepared["gd-tra-ly"]
    with pytest.raises(NotFound):
        perform(AttachEvidence(file=files["tra-ly"], item=SCAN, sha256="0" * 64, filename="a.png"), director)
    with pytest.raises(BadInput):
        perform(RecordSelfTest(file=files["tra-ly"], results=[]), director)


def test_a_board_holds_centres_within_reach_only(prepared):
    chair = prepared["khoakd"]
    for centre in (prepared.centres["tra-ly"], prepared.committees["cao-xa"]):
        with pytest.raises(NotFound):
            perform(MakeBoard(title="Thử", phase=Phase.TRIAL, centres=[centre]), chair)
    assert boards.boards(chair) == ()


def test_a_plan_is_drawn_by_who_speaks_for_the_centre(prepared):
    with pytest.raises(NotAllowed):
        perform(DrawPlan(unit=prepared.centres["tra-ly"], drawing=Drawing()), prepared["csvc-vu-phuc"])
    with pytest.raises(NotFound):
        plans.plan_of(prepared["csvc-vu-phuc"], prepared.centres["tra-ly"])


def test_lists_are_paged_by_key_and_every_file_comes_once(prepared, files):
    actor, seen, after = prepared["tp-thaibinh"], [], ""
    for _ in range(5):
        found = queries.files(actor, Narrow(), after=after, limit=2)
        seen += [row.name for row in found.rows]
        after = found.after
        if not after:
            break
    assert seen == ["Thái Bình", "Trà Lý", "Trần Hưng Đạo", "Trần Lãm", "Vũ Phúc"]


def test_a_board_is_paged_by_key_and_every_centre_comes_once(prepared, files):
    board, actor, seen, after = demo.wards(prepared, files), prepared["tp-thaibinh"], [], ""
    for _ in range(5):
        found = boards.lines(actor, board, after=after, limit=2)
        seen += [row.name for row in found.rows]
        after = found.after
        if not after:
            break
    assert seen == ["Thái Bình", "Trà Lý", "Trần Hưng Đạo", "Trần Lãm", "Vũ Phúc"]


def test_summaries_follow_from_answers_and_a_difference_is_an_alarm(prepared, files):
    demo.wards(prepared, files)
    assert duties.compare_summaries("", ORDER) == "8 hồ sơ khớp"
    Summary.objects.filter(file=files["tra-ly"], phase="trial").update(met=40)
    with pytest.raises(Alarm, match="1 summaries differ"):
        duties.compare_summaries("", ORDER)
    Summary.objects.filter(file=files["tra-ly"]).delete()
    with pytest.raises(Alarm, match="2 summaries differ"):
        duties.compare_summaries("", ORDER)


def test_a_review_that_fell_due_is_told_once(prepared, files):
    demo.communes(prepared, files)
    with clock.fixed(clock.at(2025, 6, 23, 7)):
        assert duties.tell_reviews("", ORDER) == "0 hồ sơ"
    with clock.fixed(clock.at(2025, 6, 24, 7)):
        assert duties.tell_reviews("", ORDER) == "2 hồ sơ"
        assert duties.tell_reviews("", ORDER) == "0 hồ sơ"
    with clock.fixed(clock.at(2025, 6, 25, 7)):
        assert duties.tell_reviews("", ORDER) == "0 hồ sơ"
    assert Entry.objects.filter(event="readiness.review_fell_due").count() == 2
