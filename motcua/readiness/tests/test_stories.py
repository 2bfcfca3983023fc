"""The days of June 2025: 12/6 at the five wards, 13/6 at the three communes, the trial run from 15/6."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.config.demo import readiness as demo
from motcua.config.demo import staffing
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.ledger.perform import perform
from motcua.readiness.commands import (
    CertifyFile,
    GiveDutyPlan,
    InspectItems,
    ItemAnswer,
    LaunchTogether,
    MoveTrial,
    PlanTrial,
    ReportDefect,
    ReportItems,
    SignWaiver,
    TryScript,
)
from motcua.readiness.queries import boards, trials
from motcua.readiness.queries import files as queries
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.trial import Outcome, Severity
from motcua.readiness.rules.verdicts import Grade, Verdict
from motcua.staff.commands import DraftRoster, IssueAssignment, PublishRoster


def of(region, key, who="thannk", phase=Phase.TRIAL):
    file = queries.file_of(region[who], region.centres[key])
    page = queries.file_page(region[who], file)
    return page, page.judged(phase)


@pytest.fixture
def twelfth(prepared, files):
    """The board of the city on 12/6, 10:00."""
    board = demo.wards(prepared, files)
    with clock.fixed(clock.at(2025, 6, 12, 10)):
        yield board


@pytest.fixture
def thirteenth(prepared, files):
    """The board of the district on 13/6, 10:00."""
    board = demo.communes(prepared, files)
    with clock.fixed(clock.at(2025, 6, 13, 10)):
        yield board


def test_the_six_zones_are_in_the_template(prepared):
    facts = demo.template_of(prepared, "tra-ly")
    assert [zone.name for zone in facts.zones if zone.kind == "zone"] == [
        "Khu đón tiếp",
        "Khu tra cứu thông tin và thủ tục hành chính",
        "Khu cung cấp dịch vụ công",
        "Khu số hóa hồ sơ",
        "Khu trả kết quả",
        "Không gian làm việc cho cán bộ, công chức",
    ]
    assert {item.ground != "" for _, item in facts.items()} == {True}


def test_tran_hung_dao_is_ready_and_certified_by_name_without_seal_or_founding_decision(region, twelfth):
    page, judged = of(region, "tran-hung-dao")
    assert (judged.grade, judged.answered) == (Grade.READY, judged.items)
    certificate = page.certificate(Phase.TRIAL)
    assert (certificate.by, certificate.by_title) == ("Nguyễn Khắc Thận", "Bí thư Tỉnh ủy")
    assert clock.local(certificate.at).date() == date(2025, 6, 12)
    official = page.judged(Phase.OFFICIAL)
    assert official.grade is Grade.NOT
    assert "phap-ly.con-dau" in {one.key for one in official.exceptions}


def test_tra_ly_is_not_and_the_page_names_zone_and_equipment(region, twelfth):
    _, judged = of(region, "tra-ly")
    assert judged.grade is Grade.NOT
    assert str(judged.words).startswith("Chưa đủ: Khu số hóa hồ sơ: Máy quét có khay nạp tự động (thiếu: ")
    assert {one.zone for one in judged.exceptions} == {"Khu số hóa hồ sơ"}


def test_on_12_june_the_board_of_the_wards_says_exactly_this(region, twelfth):
    board = boards.board(region["tp-thaibinh"], twelfth)
    assert str(board.words) == "Sẵn sàng 1/5 (20 %), đang hoàn thiện 4/5, còn 3 ngày (1 ngày làm việc)"
    rows = boards.lines(region["tp-thaibinh"], twelfth).rows
    assert {row.name for row in rows if row.file.seen_on} == {"Trần Hưng Đạo", "Trà Lý"}
    assert (board.seen, board.told, board.silent) == (2, 3, 0)
    named = " · ".join(str(words) for words, _ in board.exceptions)
    assert [name in named for name in ("Trà Lý", "Trần Lãm", "Thái Bình", "Vũ Phúc")] == [True] * 4
    assert "Khu số hóa hồ sơ" in named


def test_the_secretary_of_the_province_sees_the_city_s_board_the_district_does_not(region, twelfth):
    assert [row.id for row in boards.boards(region["thannk"])] == [twelfth]
    assert boards.boards(region["khoakd"]) == ()


def test_on_13_june_the_board_of_the_communes_names_its_exception(region, thirteenth):
    board = boards.board(region["khoakd"], thirteenth)
    assert str(board.words) == (
        "2/3 cơ bản đáp ứng yêu cầu trước mắt (rà soát lại 24/6); Phùng Nguyên đang xây dựng, phải xong trước 25/6"
    )
    _, judged = of(region, "cao-xa", "khoakd")
    assert (judged.grade, judged.review_on) == (Grade.BASIC, date(2025, 6, 24))


def test_a_later_not_on_a_must_have_suspends_the_certificate_and_certifying_again_needs_it_met(region, files, twelfth):
    file, visitor = files["tran-hung-dao"], region["thannk"]
    broken = ItemAnswer(item="so-hoa.may-quet", verdict=Verdict.UNMET, missing="máy hỏng (thử)")
    perform(InspectItems(file=file, visit_on=date(2025, 6, 12), answers=[broken]), visitor)
    page, judged = of(region, "tran-hung-dao")
    certificate = page.certificate(Phase.TRIAL)
    assert (certificate.state, judged.certifiable) == ("suspended", False)
    assert "Máy quét" in certificate.ended_why
    with pytest.raises(RuleError, match="Chưa xác nhận được"):
        perform(CertifyFile(file=file, phase=Phase.TRIAL), visitor)
    base = next(one.seen.id for one in page.items if one.item.key == "so-hoa.may-quet")
    mended = ItemAnswer(item="so-hoa.may-quet", verdict=Verdict.MET, count=1, base=base)
    perform(InspectItems(file=file, visit_on=date(2025, 6, 12), answers=[mended]), visitor)
    assert of(region, "tran-hung-dao")[0].certificate(Phase.TRIAL).state == "suspended"
    perform(CertifyFile(file=file, phase=Phase.TRIAL), visitor)
    assert of(region, "tran-hung-dao")[0].certificate(Phase.TRIAL).state == "standing"


def test_the_centre_saying_it_is_mended_does_not_undo_what_was_seen_but_the_difference_is_told(region, files, twelfth):
    says = [
        ItemAnswer(item=key, verdict=Verdict.MET, count=1, base=None)
        for key in ("so-hoa.may-quet", "so-hoa.may-tinh", "so-hoa.ban-kiem")
    ]
    perform(ReportItems(file=files["tra-ly"], answers=says), region["csvc-tra-ly"])
    _, judged = of(region, "tra-ly")
    assert (judged.grade, judged.differences) == (Grade.NOT, 3)


@pytest.fixture
def trial(region, twelfth):
    """The plan of the five wards, from Sunday 15/6."""
    return trials.trials(region["tp-thaibinh"])[0].id


def green(region, files, key):
    answers = [ItemAnswer(item=item, verdict=Verdict.MET, count=2) for item in demo.MENDING[key]]
    perform(InspectItems(file=files[key], visit_on=clock.today(), answers=answers), region["tp-thaibinh"])


def test_the_day_of_rest_is_noticed_and_a_duty_plan_asked_for(region, files, trial):
    leader = region["tp-thaibinh"]
    assert str(trials.trial(leader, trial).resting.rest) == "15/6/2025 là Chủ nhật"
    with clock.fixed(clock.at(2025, 6, 14, 9)):
        for key in demo.MENDING:
            green(region, files, key)
        launch = LaunchTogether(trial=trial, phase=Phase.TRIAL)
        with pytest.raises(RuleError) as refused:
            perform(launch, leader)
        assert str(refused.value) == "15/6/2025 là Chủ nhật: lập phương án trực trước khi bắt đầu."
        perform(GiveDutyPlan(trial=trial, plan="Mỗi Trung tâm hai người trực, 7:30–17:00 (thử)"), leader)
        perform(launch, leader)
    assert trials.trial(leader, trial).stage == "trial"


def test_a_duty_plan_is_gone_with_the_day_it_was_written_for(region, files, trial):
    leader = region["tp-thaibinh"]
    official = trials.trial(leader, trial).official_on
    plan = GiveDutyPlan(trial=trial, plan="Hai người trực Chủ nhật (thử)")
    perform(plan, leader)
    perform(GiveDutyPlan(trial=trial, plan="Ngày đầu (thử)", phase=Phase.OFFICIAL), leader)
    perform(MoveTrial(trial=trial, trial_on=date(2025, 6, 14), official_on=official, reason="Sớm một ngày"), leader)
    moved = trials.trial(leader, trial)
    assert moved.plans == {Phase.TRIAL: "", Phase.OFFICIAL: "Ngày đầu (thử)"}
    assert str(moved.resting.refusal) == "14/6/2025 là thứ Bảy: lập phương án trực trước khi bắt đầu."


def put_on_duty(region, key):
    """Let a ward publish a roster by which its receiving official is there on the Sunday."""
    head, centre, official = region[f"lt-{key}"], region.centres[key], region[f"tn-{key}"].official
    perform(
        IssueAssignment(
            unit=centre,
            official=official,
            counter="Quầy 1",
            fields=["Hộ tịch"],
            valid_from=date(2025, 6, 12),
            decision="QĐ thử 02/QĐ-TTPVHCC",
        ),
        head,
    )
    draft = DraftRoster(unit=centre, first=date(2025, 6, 13), last=date(2025, 6, 20), planned=[staffing.TRIAL_SUNDAY])
    perform(PublishRoster(roster=perform(draft, head).target), head)


def test_rosters_of_all_centres_are_a_duty_plan_and_those_without_are_named(region, files, trial):
    leader = region["tp-thaibinh"]
    staffing.trial_sunday(region)
    first_day = trials.trial(leader, trial).resting
    assert first_day.rostered == ("Trần Hưng Đạo",)
    assert str(first_day.refusal) == (
        "15/6/2025 là Chủ nhật: còn Trà Lý, Trần Lãm, Thái Bình, Vũ Phúc chưa có ai trong lịch trực."
        " Công bố lịch trực hoặc ghi phương án trực."
    )
    with clock.fixed(clock.at(2025, 6, 14, 9)):
        for key in demo.MENDING:
            green(region, files, key)
        launch = LaunchTogether(trial=trial, phase=Phase.TRIAL)
        with pytest.raises(RuleError, match="chưa có ai trong lịch trực"):
            perform(launch, leader)
        for key in ("tra-ly", "tran-lam", "thai-binh", "vu-phuc"):
            put_on_duty(region, key)
        assert trials.trial(leader, trial).resting.refusal is None
        perform(launch, leader)
    assert trials.trial(leader, trial).stage == "trial"


def test_on_14_june_with_four_of_five_they_cannot_start_until_a_leader_answers_for_the_fifth(region, files, trial):
    leader = region["tp-thaibinh"]
    with clock.fixed(clock.at(2025, 6, 14, 9)):
        perform(GiveDutyPlan(trial=trial, plan="Trực (thử)"), leader)
        for key in ("tran-lam", "thai-binh", "vu-phuc"):
            green(region, files, key)
        decision = trials.trial(leader, trial).decision
        assert str(decision.words) == "Chưa thể vận hành đồng loạt: 4/5 sẵn sàng; còn Trà Lý."
        assert "Khu số hóa hồ sơ" in str(decision.reds[0].why)
        launch = LaunchTogether(trial=trial, phase=Phase.TRIAL)
        with pytest.raises(RuleError, match="Chưa thể vận hành đồng loạt"):
            perform(launch, leader)
        ready = SignWaiver(trial=trial, unit=region.centres["vu-phuc"], phase=Phase.TRIAL, reason="Thử")
        with pytest.raises(RuleError, match="không cần ý kiến"):
            perform(ready, leader)
        waiver = SignWaiver(
            trial=trial, unit=region.centres["tra-ly"], phase=Phase.TRIAL, reason="Quét nhờ Trần Hưng Đạo (thử)"
        )
        perform(waiver, leader)
        with pytest.raises(Conflict):
            perform(waiver, leader)
        perform(launch, leader)
        page = trials.trial(leader, trial)
    assert (page.stage, page.waivers[0].by) == ("trial", leader.name)
    assert "Trà Lý theo ý kiến bằng văn bản" in page.launches[0].words


def test_all_five_green_start_without_a_waiver_and_a_blocking_defect_holds_the_official_start(region, files, trial):
    leader = region["tp-thaibinh"]
    with clock.fixed(clock.at(2025, 6, 14, 9)):
        perform(GiveDutyPlan(trial=trial, plan="Trực (thử)"), leader)
        for key in demo.MENDING:
            green(region, files, key)
        perform(LaunchTogether(trial=trial, phase=Phase.TRIAL), leader)
    staff = region["csvc-tra-ly"]
    with clock.fixed(clock.at(2025, 6, 16, 9)):
        unit = region.centres["tra-ly"]
        with pytest.raises(BadInput, match="vì sao"):
            perform(TryScript(trial=trial, unit=unit, script="so-hoa", outcome=Outcome.FAILED), staff)
        with pytest.raises(RuleError, match="có một hồ sơ thử"):
            perform(TryScript(trial=trial, unit=unit, script="so-hoa", outcome=Outcome.PASSED), staff)
        perform(TryScript(trial=trial, unit=unit, script="lien-thong", outcome=Outcome.PASSED), staff)
        perform(ReportDefect(trial=trial, unit=unit, title="Mất ký số", severity=Severity.BLOCKING), staff)
        page = trials.trial(staff, trial)
        assert [(one.centre, one.mended_at) for one in page.defects] == [("Trà Lý", None)]
        assert next(one for one in page.centres if one.mine).passed == 1
    with clock.fixed(clock.at(2025, 6, 30, 9)), pytest.raises(RuleError, match="Chưa thể vận hành đồng loạt"):
        perform(LaunchTogether(trial=trial, phase=Phase.OFFICIAL), leader)


def test_nobody_decides_days_ahead(region, trial):
    with pytest.raises(RuleError, match="sớm nhất một ngày"):
        perform(LaunchTogether(trial=trial, phase=Phase.TRIAL), region["tp-thaibinh"])


def test_a_plan_needs_an_official_day_after_the_trial_s(region):
    plan = PlanTrial(
        title="Thử",
        centres=[region.centres["tra-ly"]],
        trial_on=date(2025, 6, 15),
        official_on=date(2025, 6, 15),
    )
    with pytest.raises(BadInput) as refused:
        perform(plan, region["tp-thaibinh"])
    assert refused.value.field == "official_on"
