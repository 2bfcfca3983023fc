"""While the line to the province is cut: received all the same, marked, listed until the province knows, in the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.config import wiring
from motcua.documents.pdf_text import open_pdf, text_of
from motcua.dossiers import commands, day_sheet, lists, prints, queries, scopes, slips, syncing
from motcua.dossiers import day as days
from motcua.dossiers.models import Day, Dossier
from motcua.dossiers.tests.test_accept import accepted
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotAllowed, RuleError
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.links import queries as links
from motcua.links.commands import CorrectOutage, EndOutage, LineWish, RegisterLine, ReportOutage
from motcua.links.rules import Kind, Service

LENGTH = 45
"""Minutes the line is cut in the story."""


@pytest.fixture
def line(town):
    """The connection to the province's system."""
    wiring.hook_up()
    wish = LineWish(kind=Kind.PROVINCE, name="Kết nối tỉnh", since=town.at.date(), services=[Service.PROVINCE])
    return perform(RegisterLine(place=town.bodies.commune, line=wish), keeper(town)).target


def keeper(town):
    """Somebody who looks after lines, and reads dossiers too."""
    return replace(town["giamdoc"], powers=town["giamdoc"].powers | {"link.read", "link.write"})


def at(town, minutes):
    return town.at + timedelta(minutes=minutes)


def cut(town, line, since, until=None):
    told = ReportOutage(line=line, started_at=at(town, since), ended_at=at(town, until) if until else None)
    with clock.fixed(at(town, max(since, until or 0))):
        return perform(told, keeper(town)).ids["outage"]


def code(number):
    return f"000.00.12.H33-250711-{number:04d}"


@pytest.fixture
def ten(town, line):
    """The story: beside the province, the line cut for 45 minutes, ten dossiers meanwhile, then it comes back."""
    town.work_beside_the_province()
    outage = cut(town, line, 0)
    found = []
    for number in range(10):
        with clock.fixed(at(town, 3 + 4 * number)):
            found.append(accepted(town, about=f"Hồ sơ {number}"))
    with clock.fixed(at(town, LENGTH)):
        perform(EndOutage(line=line, outage=outage, ended_at=at(town, LENGTH), cause="Đứt cáp"), keeper(town))
    return outage, found


def waiting(town):
    return [row.id for row in lists.worklist(town["tiepnhan"], "cho-dong-bo").rows]


def test_ten_dossiers_of_forty_five_minutes_get_slips_and_dates_and_none_is_lost_or_doubled(town, line, ten):
    outage, found = ten
    assert all(one.due_at and one.unsynced_since == one.received_at for one in found)
    assert {one.id for one in found} == set(waiting(town))
    pdf = prints.print_reception_slip(slips.reception_slip(town["tiepnhan"], found[0].id))
    printed = " ".join(text_of(open_pdf(pdf)).split())
    assert "CHỜ ĐỒNG BỘ" in printed
    for number, one in enumerate(found):
        with clock.fixed(at(town, 50 + number)):
            enter = commands.EnterProvincialCode(dossier=one.id, code=code(number + 1))
            perform(enter, town["tiepnhan"])
            with pytest.raises(Conflict, match="đã có mã"):
                perform(enter, town["tiepnhan"])
        assert len(waiting(town)) == 9 - number
    assert Dossier.objects.count() == len(set(Dossier.objects.values_list("code", flat=True))) == 10
    record = links.outage(keeper(town), line, outage)
    touched = syncing.affected(keeper(town), record.unit, record.started_at, record.ended_at)
    assert (record.minutes, touched.count, touched.synced, touched.waiting) == (LENGTH, 10, 10, 0)
    assert touched.last_synced_at == at(town, 59)
    assert [row.label for row, _ in touched.rows] == [code(number + 1) for number in range(10)]
    assert replay.compare([one.id for one in found]) == []


def test_the_same_code_for_another_dossier_is_refused_and_changes_nothing(town, line, ten):
    _, (one, other, *_) = ten
    perform(commands.EnterProvincialCode(dossier=one.id, code=code(1)), town["tiepnhan"])
    with pytest.raises(Conflict, match="thuộc hồ sơ khác"):
        perform(commands.EnterProvincialCode(dossier=other.id, code=code(1)), town["tiepnhan"])
    assert other.id in waiting(town)


def test_the_record_prints_start_end_and_the_dossiers_to_who_may_see_them_alone(town, line, ten):
    outage, found = ten
    perform(commands.EnterProvincialCode(dossier=found[0].id, code=code(1)), town["tiepnhan"])
    record = links.outage(keeper(town), line, outage)
    paper = syncing.outage_record(keeper(town), record)
    assert (paper.count, paper.synced, len(paper.items)) == (10, 1, 10)
    printed = " ".join(text_of(open_pdf(prints.print_outage_record(paper))).split())
    assert code(1) in printed
    assert "45 phút" in printed
    blind = replace(keeper(town), powers=keeper(town).powers - {"dossier.read"})
    assert syncing.affected(blind, record.unit, record.started_at, record.ended_at) is None
    assert syncing.outage_record(blind, record).items == ()
    assert code(1) not in " ".join(
        text_of(open_pdf(prints.print_outage_record(syncing.outage_record(blind, record)))).split()
    )


def test_the_day_is_closed_with_them_only_while_the_line_is_cut(town, line):
    town.work_beside_the_province()
    outage = cut(town, line, 0)
    accepted(town)
    close = commands.CloseDay(unit=town.bodies.centre, day=town.at.date(), note="Mất đường truyền")
    sheet = day_sheet.day_sheet(town["giamdoc"], town.at.date())
    assert (sheet.counted.not_entered, sheet.cut_since) == (1, town.at)
    with clock.fixed(at(town, LENGTH)):
        perform(EndOutage(line=line, outage=outage, ended_at=at(town, LENGTH)), keeper(town))
        with pytest.raises(RuleError, match="Còn 1 hồ sơ"):
            perform(close, town["giamdoc"])
        cut_again = ReportOutage(line=line, started_at=at(town, LENGTH))
        perform(cut_again, keeper(town))
        perform(close, town["giamdoc"])
    assert "not_entered" in Day.objects.get().left_open


def test_a_centre_that_mints_its_codes_waits_too_and_says_when_the_province_has_it(town, line):
    before = accepted(town)
    outage = cut(town, line, 1)
    with clock.fixed(at(town, 5)):
        during = accepted(town)
    with clock.fixed(at(town, LENGTH)):
        perform(EndOutage(line=line, outage=outage, ended_at=at(town, LENGTH)), keeper(town))
        after = accepted(town)
        assert waiting(town) == [during.id]
        assert scopes.counts(town["tiepnhan"], ["cho-dong-bo"]) == {"cho-dong-bo": 1}
        confirm = commands.ConfirmSynced(dossier=during.id)
        for nobody in ("thuly", "lanhdao"):
            with pytest.raises(NotAllowed):
                perform(confirm, town[nobody])
        perform(confirm, town["tiepnhan"])
        with pytest.raises(Conflict, match="đã đồng bộ"):
            perform(confirm, town["tiepnhan"])
    assert waiting(town) == []
    with pytest.raises(Conflict, match="không phải chờ"):
        perform(commands.ConfirmSynced(dossier=before.id), town["tiepnhan"])
    assert replay.compare([before.id, during.id, after.id]) == []


def test_without_a_code_it_is_entered_and_not_confirmed(town, line):
    town.work_beside_the_province()
    dossier = accepted(town)
    with pytest.raises(Conflict, match="chưa có mã"):
        perform(commands.ConfirmSynced(dossier=dossier.id), town["tiepnhan"])


def test_a_cut_told_afterwards_marks_what_was_received_meanwhile(town, line):
    with clock.fixed(at(town, 10)):
        during = accepted(town)
    with clock.fixed(at(town, 60)):
        later = accepted(town)
    outage = cut(town, line, 5, 50)
    assert waiting(town) == [during.id]
    with clock.fixed(at(town, 70)):
        longer = CorrectOutage(
            line=line,
            outage=outage,
            started_at=at(town, 5),
            ended_at=at(town, 65),
            services=[Service.PROVINCE],
            reason="Nhầm",
        )
        perform(longer, keeper(town))
    assert set(waiting(town)) == {during.id, later.id}
    told = [str(one.what) for one in queries.dossier_page(town["tiepnhan"], later.id).history]
    assert told[-1].startswith("Nhận khi mất đường truyền tỉnh")
    assert replay.compare([during.id, later.id]) == []


def test_a_cut_of_another_line_makes_nothing_wait(town, line):
    wish = LineWish(kind=Kind.MOBILE, name="4G", since=town.at.date(), services=[Service.PAYMENT])
    mobile = perform(RegisterLine(place=town.bodies.commune, line=wish), keeper(town)).target
    cut(town, mobile, 0)
    accepted(town)
    assert waiting(town) == []
    assert days.count(town.bodies.centre, "real", town.at.date(), town.at).not_entered == 0
