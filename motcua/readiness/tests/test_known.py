"""What the books of other rooms say beside an item, when they disagree, and boards that take the works' own state."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.config.demo import building, equipment, lines
from motcua.config.demo import readiness as demo
from motcua.kernel import clock
from motcua.kernel.words import said
from motcua.ledger.perform import perform
from motcua.readiness.commands import ItemAnswer, ReportItems, TellWorks
from motcua.readiness.queries import boards
from motcua.readiness.queries import files as queries
from motcua.readiness.rules import known as rules
from motcua.readiness.rules.facts import Item, Zone
from motcua.readiness.rules.known import Book, Known, disagrees
from motcua.readiness.rules.verdicts import Stand, Statement, Verdict, Who
from motcua.works.commands import CancelWorks
from motcua.works.models import Works

DISTRICT = "2/3 cơ bản đáp ứng yêu cầu trước mắt (rà soát lại 24/6); Phùng Nguyên đang xây dựng, phải xong trước 25/6"


def item(region, key, item_, who="khoakd"):
    file = queries.file_of(region[who], region.centres[key])
    return next(one for one in queries.file_page(region[who], file).items if one.item.key == item_)


@pytest.mark.parametrize(
    ("verdict", "holds", "found"),
    [
        (Verdict.MET, True, False),
        (Verdict.MET, False, True),
        (Verdict.BASIC, False, True),
        (Verdict.BASIC, True, False),
        (Verdict.UNMET, True, True),
        (Verdict.UNMET, False, False),
        (Verdict.MET, None, False),
        (None, False, False),
    ],
)
def test_told_and_known_disagree_where_one_says_there_and_the_other_not(verdict, holds, found):
    zone = Zone(key="k", name="k", items=(Item(key="k.i", name="i"),))
    told = Statement(verdict, Who.SELF, date(2025, 6, 12)) if verdict else None
    known = Known(Book.WORKS, holds, said("x"), date(2025, 6, 12))
    assert disagrees(Stand(zone, zone.items[0], told), known) is found


@pytest.mark.parametrize(
    ("values", "holds", "words"),
    [
        ({"lines": 2, "cut": 1, "unheard": 0, "up": 9, "known": 10, "since": "14:00 13/06/2025"}, False, "1 đang mất"),
        ({"lines": 2, "cut": 0, "unheard": 2, "up": 0, "known": 0, "since": ""}, None, "2 đường, chưa có số đo"),
        ({"lines": 2, "cut": 0, "unheard": 1, "up": 9, "known": 10, "since": ""}, None, "1 đường không có số đo mới"),
        ({"lines": 2, "cut": 0, "unheard": 0, "up": 999, "known": 1000, "since": ""}, True, "thông 99,9 %"),
    ],
)
def test_lines_hold_when_each_is_heard_of_and_none_is_cut(values, holds, words):
    at = clock.at(2025, 6, 13, 14) if values["cut"] else None
    found = rules.lines_words(cut_since=at, **values)
    assert found[0] is holds
    assert words in str(found[1])


@pytest.mark.parametrize(
    ("running", "late", "before", "accepted", "left", "holds", "words"),
    [
        (1, 0, date(2025, 6, 25), None, 0, False, "«X» mới xong 60 %, phải xong trước 25/6"),
        (1, 3, date(2025, 6, 10), None, 0, False, "trễ 3 ngày"),
        (1, 0, None, None, 0, False, "chưa có hạn"),
        (0, 0, None, date(2025, 6, 20), 0, True, "đã nghiệm thu 20/6"),
        (0, 0, None, date(2025, 6, 20), 2, True, "còn 2 tồn tại"),
    ],
)
def test_premises_are_finished_when_the_works_are_accepted(running, late, before, accepted, left, holds, words):
    found = rules.works_words(
        running=running,
        name="X",
        percent_=60,
        before=before,
        late=late,
        accepted=accepted,
        left=left,
        on=date(2025, 6, 13),
    )
    assert found[0] is holds
    assert words in str(found[1])


@pytest.mark.parametrize(
    ("required", "sound", "lacking", "holds"), [(4, 3, 1, False), (4, 5, 0, True), (None, 3, None, None)]
)
def test_equipment_is_complete_when_nothing_lacks_against_the_norm(required, sound, lacking, holds):
    assert rules.equipment_words(required, sound, lacking, "HD 1")[0] is holds


def test_the_board_of_the_district_reads_the_day_from_the_book_of_works(prepared, files):
    board = demo.communes(prepared, files)
    with clock.fixed(clock.at(2025, 6, 13, 9)):
        works = building.build_phung_nguyen(prepared)
        # What the file was told is now another thing: the book of works is believed.
        perform(TellWorks(file=files["phung-nguyen"], under_way=False), prepared["khoakd"])
    with clock.fixed(clock.at(2025, 6, 13, 10)):
        page = boards.board(prepared["khoakd"], board)
        assert str(page.words) == DISTRICT
        row = next(one for one in boards.lines(prepared["khoakd"], board).rows if one.name == "Phùng Nguyên")
        assert (row.file.works, row.file.works_before, row.file.works_known) == (True, date(2025, 6, 25), True)
        assert [mark.works for mark in boards.marks(prepared["khoakd"], board) if mark.name == "Phùng Nguyên"] == [True]
        known = item(prepared, "phung-nguyen", rules.PREMISES)
        assert known.known.thing == works
        assert "phải xong trước 25/6" in str(known.known.words)
    owner = Works.objects.get(pk=works)
    with clock.fixed(clock.at(2025, 6, 13, 11)):
        perform(CancelWorks(works=works, reason="Lập nhầm"), prepared["csvc-phung-nguyen"])
        assert owner.place_id == prepared.places["phung-nguyen"]
        assert "đang xây dựng" not in str(boards.board(prepared["khoakd"], board).words)


def test_works_that_nobody_gave_a_day_count_among_those_being_completed(prepared, files):
    board = demo.wards(prepared, files)
    building.repair_tra_ly(prepared)
    with clock.fixed(clock.at(2025, 6, 12, 14)):
        page = boards.board(prepared["tp-thaibinh"], board)
        assert str(page.words) == "Sẵn sàng 1/5 (20 %), đang hoàn thiện 4/5, còn 3 ngày (1 ngày làm việc)"
        row = next(one for one in boards.lines(prepared["tp-thaibinh"], board).rows if one.name == "Trà Lý")
        assert (row.file.works, row.file.works_before) == (True, None)


def test_a_told_met_beside_running_works_is_warned_of(prepared, files):
    with clock.fixed(clock.at(2025, 6, 13, 9)):
        building.build_phung_nguyen(prepared)
        answers = [ItemAnswer(item=rules.PREMISES, verdict=Verdict.MET)]
        perform(ReportItems(file=files["phung-nguyen"], answers=answers), prepared["gd-phung-nguyen"])
        assert item(prepared, "phung-nguyen", rules.PREMISES).disagrees
        worse = [ItemAnswer(item=rules.PREMISES, verdict=Verdict.UNMET, missing="đang xây (thử)")]
        perform(ReportItems(file=files["phung-nguyen"], answers=worse), prepared["gd-phung-nguyen"])
        assert not item(prepared, "phung-nguyen", rules.PREMISES).disagrees


def test_lines_and_equipment_stand_beside_their_items_as_of_their_day(prepared, files):
    lines.lines_of_xuan_lung(prepared)
    with clock.fixed(clock.at(2025, 6, 13, 18)):
        found = item(prepared, "xuan-lung", rules.LINES).known
        assert (found.book, found.as_of) == (Book.LINES, date(2025, 6, 13))
        assert str(found.words).startswith("2 đường")
    equipment.fill(prepared)
    with clock.fixed(clock.at(2025, 7, 15, 18)):
        known = {
            one.item.key: one.known for one in queries.file_page(prepared["khoakd"], files["cao-xa"]).items if one.known
        }
    assert known["so-hoa.may-quet"].book is Book.EQUIPMENT
    assert known["so-hoa.may-quet"].as_of <= date(2025, 7, 15)
    assert " theo " in str(known["so-hoa.may-quet"].words)


def test_a_board_asks_the_book_of_works_as_often_however_many_centres_it_has(prepared, files):
    small = demo.communes(prepared, files)
    with clock.fixed(clock.at(2025, 6, 13, 10)):
        building.build_phung_nguyen(prepared)
        with CaptureQueriesContext(connection) as few:
            boards.board(prepared["khoakd"], small)
    assert sum("works_works" in query["sql"] for query in few.captured_queries) <= 3
