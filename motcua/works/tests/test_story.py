"""Phùng Nguyên, asked to be whole before 25/6/2025: from the leader's word to the acceptance, in time and a day late."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.config.demo import building
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotAllowed, RuleError
from motcua.ledger.actor import system
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.works import duties, queries
from motcua.works.commands import (
    AcceptWorks,
    CheckDefect,
    ClearBlocker,
    DefectLeft,
    MendDefect,
    Party,
    PostProgress,
    ReopenWorks,
)
from motcua.works.queries import Asked, Show

PARTIES = [
    Party(side="Chủ đầu tư: UBND xã Phùng Nguyên", name="Chủ Thử Phùng Nguyên", title="Chủ tịch UBND"),
    Party(side="Đơn vị thi công", name="Nhà thầu Thử Một", title="Chỉ huy trưởng"),
]


def june(day: int, hour: int = 8, minute: int = 0):
    return clock.fixed(clock.at(2025, 6, day, hour, minute))


def told(works) -> list[str]:
    return list(Entry.objects.filter(stream_id=works).order_by("version").values_list("event", flat=True))


def look(day: int) -> str:
    with june(day, 6, 30):
        return duties.watch("", system("Lệnh thử"))


@pytest.fixture
def works(region):
    return building.build_phung_nguyen(region)


def finish(region, works, day: int) -> None:
    with june(day, 9):
        report = PostProgress(works=works, stages={"g1": 100, "g2": 100, "g3": 100}, words="Thử: xong.")
        perform(report, region["thicong"])


def accept(region, works, *, defects=()):
    command = AcceptWorks(works=works, held_on=clock.today(), parties=PARTIES, defects=list(defects))
    return perform(command, region["ct-phung-nguyen"])


def test_before_the_25th_means_the_24th_and_eleven_days_remain(region, works):
    with june(13):
        row = queries.page(region["ct-phung-nguyen"], works).row
    assert row.last_day == date(2025, 6, 24)
    assert str(row.countdown) == "còn 11 ngày (7 ngày làm việc)"
    assert str(row.asked) == "trước ngày 25/6/2025"
    assert str(row.forecast.words) == "chưa đủ số liệu"


def test_the_builder_says_sixty_and_the_district_saw_fifty_five(region, works):
    building.report_sixty(region, works)
    with june(13, 17):
        page = queries.page(region["khoakd"], works)
    assert (page.row.percent, page.row.seen_percent) == (60, 55)
    assert [one.source for one in page.reports] == ["seen", "reported"]
    assert str(page.row.forecast.words) == "dự báo xong 21/6/2025"


def test_three_days_of_nothing_are_noticed_once_and_again_after_three_more(region, works):
    building.report_sixty(region, works)
    before = len(told(works))
    look(15)
    assert "works.silence_noticed" not in told(works)[before:]
    look(16)
    look(16)
    look(17)
    assert told(works)[before:].count("works.silence_noticed") == 1
    look(19)
    look(20)
    assert told(works)[before:].count("works.silence_noticed") == 2
    with june(20):
        for who in ("csvc-phung-nguyen", "ct-phung-nguyen", "khoakd"):
            rows, _ = queries.listed(region[who], Asked(show=Show.SILENT))
            assert [(row.id, row.silent, row.silence_degree) for row in rows] == [(works, 7, 2)]


def test_a_word_ends_the_silence_and_the_next_one_is_noticed_anew(region, works):
    building.report_sixty(region, works)
    look(16)
    with june(16, 10):
        perform(PostProgress(works=works, stages={}, words="Đang thi công (thử)"), region["thicong"])
        assert queries.board(region["khoakd"]).silent == 0
    look(18)
    assert told(works).count("works.silence_noticed") == 1
    look(19)
    assert told(works).count("works.silence_noticed") == 2


def test_a_slip_is_told_before_the_day_and_the_missed_day_once(region, works):
    building.report_sixty(region, works)
    look(16)
    assert told(works).count("works.slip_foreseen") == 1
    with june(16):
        assert queries.page(region["ct-phung-nguyen"], works).row.forecast.late == 5
    look(24)
    assert "works.day_missed" not in told(works)
    look(25)
    look(26)
    assert told(works).count("works.day_missed") == 1


def test_accepted_at_the_last_minute_of_the_24th_is_in_time(region, works):
    finish(region, works, 24)
    with june(24, 23, 59):
        accept(region, works)
    with june(26):
        row = queries.page(region["khoakd"], works).row
        counts = queries.board(region["khoakd"])
    assert (row.state, row.late, row.accepted_on) == ("accepted", 0, date(2025, 6, 24))
    assert (counts.in_time, counts.accepted) == (1, 1)


def test_accepted_on_the_25th_is_late_by_a_day_and_the_district_list_shows_it(region, works):
    finish(region, works, 24)
    with june(25, 0, 0):
        accept(region, works)
    with june(26):
        rows, _ = queries.listed(region["khoakd"], Asked(show=Show.LATE))
        counts = queries.board(region["khoakd"])
    assert [(row.id, row.late) for row in rows] == [(works, 1)]
    assert (counts.in_time, counts.accepted, counts.late) == (0, 1, 1)


def test_a_meeting_dated_back_does_not_make_a_late_acceptance_timely(region, works):
    finish(region, works, 24)
    with june(25):
        command = AcceptWorks(works=works, held_on=date(2025, 6, 24), parties=PARTIES)
        perform(command, region["ct-phung-nguyen"])
        assert queries.page(region["khoakd"], works).row.late == 1


def test_nothing_short_of_the_whole_is_accepted_and_nothing_without_a_second_factor(region, works):
    building.report_sixty(region, works)
    from dataclasses import replace

    with june(24):
        with pytest.raises(RuleError, match="60"):
            accept(region, works)
        finish(region, works, 24)
        command = AcceptWorks(works=works, held_on=clock.today(), parties=PARTIES)
        with pytest.raises(NotAllowed, match="bước hai"):
            perform(command, replace(region["ct-phung-nguyen"], verified=False))
        with pytest.raises(NotAllowed):
            perform(command, region["csvc-phung-nguyen"])
    assert "works.works_accepted" not in told(works)


def test_a_defect_left_is_mended_checked_sent_back_and_closed(region, works):
    finish(region, works, 23)
    with june(24):
        accept(region, works, defects=[DefectLeft(what="Cửa kẹt", due=date(2025, 6, 27))])
        accepted = queries.page(region["ct-phung-nguyen"], works).accepted
        defect = accepted.defects[0].id
        with pytest.raises(Conflict, match="chưa được báo"):
            perform(CheckDefect(works=works, defect=defect, good=True), region["csvc-phung-nguyen"])
        perform(MendDefect(works=works, defect=defect, words="Đã sửa"), region["thicong"])
        perform(CheckDefect(works=works, defect=defect, good=False, words="Vẫn kẹt"), region["csvc-phung-nguyen"])
    with june(29):
        left = queries.page(region["ct-phung-nguyen"], works).accepted.defects[0]
        assert (left.reopened, left.mended_at, left.late) == (1, None, 2)
        perform(MendDefect(works=works, defect=defect, words="Thay cửa"), region["thicong"])
        perform(CheckDefect(works=works, defect=defect, good=True), region["csvc-phung-nguyen"])
        assert queries.page(region["ct-phung-nguyen"], works).accepted.defects[0].late == 0
        with pytest.raises(Conflict):
            perform(MendDefect(works=works, defect=defect, words="Nữa"), region["thicong"])


def test_a_defect_found_afterwards_opens_the_works_again_until_cleared_and_accepted_anew(region, works):
    finish(region, works, 23)
    with june(24):
        accept(region, works)
    with june(26):
        done = perform(ReopenWorks(works=works, what="Dột mái"), region["ct-phung-nguyen"])
        assert queries.page(region["khoakd"], works).row.state == "running"
        with pytest.raises(RuleError, match="1 vướng mắc"):
            accept(region, works)
        blocker = queries.page(region["khoakd"], works).open_blockers[0].id
        perform(ClearBlocker(works=works, blocker=blocker, how="Lợp lại"), region["thicong"])
        accept(region, works)
        page = queries.page(region["khoakd"], works)
    assert done.version
    assert (page.row.late, len(page.acceptances)) == (2, 2)
    assert page.acceptances[1].set_aside_at is not None


def test_the_demonstration_is_filled(region):
    building.fill(region)
    with june(13, 17):
        assert queries.board(region["thannk"]).undated == 1
        assert queries.board(region["khoakd"]).running == 1
