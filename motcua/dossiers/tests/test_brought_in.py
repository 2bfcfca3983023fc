"""Open dossiers of an old unit that kept them elsewhere: each line becomes one, once, with its old date and its old code."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.catalogue import queries as catalogue
from motcua.dossiers import brought_import, brought_sheet, following, intake, letters, operating, queries, search, slips
from motcua.dossiers.commands import (
    ApproveDossier,
    BringInDossier,
    CompleteStep,
    ReceiveSupplement,
    ReturnResult,
    SealResult,
)
from motcua.dossiers.models import Dossier, FormerCode, Takeover
from motcua.dossiers.recounted import from_ledger
from motcua.dossiers.tests.acts import first_paper
from motcua.dossiers.tests.merged import AFTER, GROUND, STATUS, build, given
from motcua.indicators.rules import operating as report
from motcua.kernel import clock, sheets
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.kernel.sheets.planned import BAD, SAME
from motcua.kernel.sheets.tests.made import book
from motcua.ledger import replay
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.parties.models import Party

HEAD = (
    "TT",
    "Mã hồ sơ",
    "Tên thủ tục",
    "Họ tên",
    "CCCD",
    "Điện thoại",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Tình trạng",
    "Từ ngày",
)
RECEIVED, DUE = clock.at(2025, 6, 24, 9, 15), clock.at(2025, 7, 9, 9, 15)


@pytest.fixture
def merged(town):
    with clock.fixed(AFTER):
        made = build(town)
        made.minutes("Tứ Xã", 3)
        yield made


def bring(merged, who="giamdoc", **more):
    told = {
        "origin": merged.places["Tứ Xã"],
        "old_code": "125/TN-2025",
        "procedure": STATUS,
        "applicant": merged.town.citizens[0].id,
        "received_at": RECEIVED,
        "due_at": DUE,
        "papers": given(),
    } | more
    return perform(BringInDossier(**told), merged.here(who)).target


def row(dossier):
    return Dossier.objects.get(pk=dossier)


def test_it_goes_on_here_with_the_old_date_and_the_old_code_finds_it(merged):
    dossier = bring(merged)
    found = row(dossier)
    assert (found.due_at, found.received_at) == (DUE, RECEIVED)
    assert (found.received_unit_id, found.origin_id) == (merged.new.centre, merged.places["Tứ Xã"])
    assert found.code != "125/TN-2025"
    assert found.holder_id in {merged.new.committee, *merged.new.divisions.values()}
    assert [one.id for one in search.found(merged.here("tiepnhan"), " 125/tn-2025 ")] == [dossier]
    page = queries.dossier_page(merged.here("tiepnhan"), dossier)
    assert page.origin == "xã Tứ Xã"
    ((words, ground),) = page.due.lines
    assert str(words) == "Giữ nguyên hạn của đơn vị cũ: xã Tứ Xã."
    assert GROUND in ground
    assert "125/TN-2025" in str(page.history[0].what)
    assert replay.compare([dossier]) == []


def test_the_counter_scans_the_old_receipt(merged):
    bring(merged)
    assert intake.code_in("125/tn-2025") == "125/TN-2025"
    assert intake.code_in("126/TN-2025") == ""
    assert intake.code_in("Nguyễn Văn A") == ""


def test_a_code_of_the_national_shape_stays_the_dossiers(merged):
    dossier = bring(merged, old_code="000.05.11.h44-250624-0003")
    assert row(dossier).code == "000.05.11.H44-250624-0003"
    assert not FormerCode.objects.filter(dossier=dossier).exists()
    assert Takeover.objects.get(dossier=dossier).old_code == "000.05.11.H44-250624-0003"


def test_the_same_code_of_the_same_unit_is_entered_once_and_of_another_is_another_dossier(merged):
    first = bring(merged)
    with pytest.raises(Conflict):
        bring(merged, old_code="125 / TN-2025")
    merged.minutes("Phùng Nguyên", 1)
    second = bring(merged, origin=merged.places["Phùng Nguyên"])
    assert {one.id for one in search.found(merged.here("tiepnhan"), "125/TN-2025")} == {first, second}


@pytest.mark.parametrize("who", ["thuly", "lanhdao", "vanthu", "quantri"])
def test_only_counter_and_director_enter_them(merged, who):
    with pytest.raises(NotAllowed):
        bring(merged, who)
    assert not Takeover.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"old_code": "  "}, BadInput),
        ({"old_code": "x" * 41}, BadInput),
        ({"procedure": "9.999999"}, MotcuaError),
        ({"received_at": AFTER + timedelta(minutes=1)}, BadInput),
        ({"due_at": RECEIVED}, BadInput),
        ({"state": "returned"}, BadInput),
        ({"state": "supplement"}, BadInput),
        ({"state": "ready", "since": RECEIVED - timedelta(days=1)}, BadInput),
        ({"since": RECEIVED}, BadInput),
        ({"step": 0}, BadInput),
        ({"step": 99}, BadInput),
        ({"papers": (PaperGiven(key="khong-co", originals=1),)}, BadInput),
        ({"return_manner": "bay"}, BadInput),
        ({"about": "x" * 501}, BadInput),
        ({"note": "x" * 501}, BadInput),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(merged, wrong, kind):
    with pytest.raises(kind):
        bring(merged, **wrong)
    assert not Takeover.objects.exists()
    assert not Entry.objects.filter(event="dossiers.brought_in").exists()


def test_without_the_minutes_of_the_old_unit_nothing_is_entered(merged):
    with pytest.raises(RuleError, match="biên bản"):
        bring(merged, origin=merged.places["Phùng Nguyên"])


def test_one_that_waits_for_papers_goes_on_with_its_date_moved_by_the_wait(merged):
    since = clock.at(2025, 7, 7, 8)
    dossier = bring(merged, state="supplement", since=since)
    assert (row(dossier).due_at, row(dossier).paused_at) == (None, since)
    assert replay.compare([dossier]) == []
    paper = PaperGiven(key=first_paper(row(dossier)), originals=1)
    perform(ReceiveSupplement(dossier=dossier, papers=(paper,)), merged.here("tiepnhan"))
    # Waited from Monday 08:00 to Tuesday 08:00: one working day.
    assert row(dossier).due_at == DUE + timedelta(days=1)
    assert replay.compare([dossier]) == []


def test_one_with_its_result_is_handed_over_at_the_new_centre(merged):
    dossier = bring(merged, state="ready", since=clock.at(2025, 7, 3, 9))
    assert (row(dossier).state, row(dossier).holder_id) == ("ready", merged.new.centre)
    number = merged.town.citizens[0].number
    perform(ReturnResult(dossier=dossier, receiver="owner", number=number, slip=True), merged.here("tiepnhan"))
    assert row(dossier).state == "returned"
    assert replay.compare([dossier]) == []


def test_it_is_worked_on_from_the_step_it_stood_at_and_what_came_before_is_done(merged):
    dossier = bring(merged, step=1)
    before = row(dossier)
    at_it = [merged.here(who) for who in ("thuly", "truongphong", "lanhdao", "vanthu", "giamdoc")]
    at_it = [replace(one, unit=before.holder_id, units=frozenset({before.holder_id}), verified=True) for one in at_it]
    commands = (CompleteStep(dossier=dossier), ApproveDossier(dossier=dossier), SealResult(dossier=dossier))
    assert any(_done(command, actor) for command in commands for actor in at_it)
    assert row(dossier).step == before.step + 1
    followed = following.follow("125/TN-2025", "0011")
    assert [step.state for step in followed.steps][: before.step + 1] == ["done"] * (before.step + 1)
    assert replay.compare([dossier]) == []


def _done(command, actor):
    try:
        perform(command, actor)
    except MotcuaError:
        return False
    return True


def test_the_citizen_opens_it_with_the_old_code_and_four_digits_and_learns_of_the_dossier_alone(merged):
    dossier = bring(merged)
    citizen = merged.town.citizens[0]
    found = following.follow("125/TN-2025", citizen.number[-4:])
    assert (found.id, found.origin) == (dossier, "xã Tứ Xã")
    assert "125/TN-2025" in found.also
    assert following.follow("125/TN-2025", "0011").id == dossier  # the telephone
    assert citizen.name not in repr(found)
    for secret in ("0000", citizen.number[-3:], citizen.number, "", "٠٠١١"):
        with pytest.raises(NotFound):
            following.follow("125/TN-2025", secret)


def test_four_digits_open_no_dossier_that_has_a_secret_of_ours(merged):
    dossier = merged.town.accept()
    with pytest.raises(NotFound):
        following.follow(row(dossier).code, merged.town.citizens[0].number[-4:])


def test_both_reports_balance_and_the_books_say_the_same(merged):
    bring(merged)
    bring(merged, old_code="126", state="ready", since=clock.at(2025, 7, 3, 9))
    bring(merged, old_code="127", state="supplement", since=clock.at(2025, 7, 3, 9))
    first, last = clock.today().replace(day=1), clock.today()
    counts = operating.counts_of([merged.new.centre], "real", first, last)
    assert (counts["taken"], counts["received"], counts["open"], counts["resolved"]) == (2, 0, 2, 0)
    assert counts["uncollected"] == 1
    assert report.differences(counts) == ()
    told = from_ledger([merged.new.centre], "real", first, last, clock.now())
    assert {key: counts.get(key, 0) for key in told} == told


def test_the_citizen_is_told_by_a_letter_and_the_slip_is_the_new_centres(merged):
    dossier = bring(merged)
    letter = letters.letter(merged.here("tiepnhan"), dossier, "transition")
    told = dict(letter.facts)
    assert told["Đơn vị đã tiếp nhận"] == "xã Tứ Xã"
    assert told["Mã ghi trên giấy hẹn cũ"] == "125/TN-2025"
    assert "09 giờ 15" in told["Ngày hẹn trả, giữ nguyên"]
    slip = slips.reception_slip(merged.here("tiepnhan"), dossier)
    assert slip.heading.centre == "Trung tâm Phục vụ hành chính công xã Phùng Nguyên"


# The list.


def lines(merged, *rows, who="giamdoc"):
    found = sheets.read(book([HEAD, *rows]), brought_sheet.FIELDS)
    return list(brought_import.plan(found, merged.here(who), merged.places["Tứ Xã"]))


GOOD = (
    "1",
    "125/TN",
    STATUS,
    "Công dân Thử Một",
    "033190000011",
    "",
    "24/06/2025 09:15",
    "09/07/2025 09:15",
    "Đang xử lý",
    "",
)
NEWCOMER = (
    "2",
    "126/TN",
    STATUS,
    "Người Mới Thử",
    "",
    "0912 000 099",
    "25/6/2025",
    "10/7/2025",
    "Chờ bổ sung",
    "3/7/2025 10:00",
)


@pytest.mark.parametrize("who", ["giamdoc", "tiepnhan"])
def test_a_list_is_entered_as_shown_and_sent_again_writes_nothing(merged, who):
    shown = lines(merged, GOOD, NEWCOMER, who=who)
    assert [line.fate for line in shown] == ["new", "new"]
    results = list(brought_import.write(shown, merged.here(who), "khoa"))
    assert [result.refused for result in results] == [None, None]
    codes = Takeover.objects.order_by("old_code").values_list("old_code", flat=True)
    assert list(codes) == ["125/TN", "126/TN"]
    first = Dossier.objects.get(takeovers__old_code="125/TN")
    assert (first.due_at, first.applicant_id) == (DUE, merged.town.citizens[0].id)
    second = Dossier.objects.get(takeovers__old_code="126/TN")
    assert second.paused_at == clock.at(2025, 7, 3, 10)
    assert [line.fate for line in lines(merged, GOOD, NEWCOMER)] == [SAME, SAME]
    list(brought_import.write(shown, merged.here(who), "khoa"))
    again = list(brought_import.write(shown, merged.here(who), "khac"))
    assert all(result.refused for result in again)
    assert Takeover.objects.count() == 2


@pytest.mark.parametrize(
    ("place", "value", "field"),
    [
        (1, "", "old_code"),
        (2, "9.999999", "procedure"),
        (3, "", "name"),
        (4, "12", "number"),
        (6, "hôm qua", "received_at"),
        (6, "24/06/2029", "received_at"),
        (7, "32/07/2025", "due_at"),
        (7, "01/01/2020", "due_at"),
        (8, "Bay mất", "state"),
        (8, "Chờ bổ sung", "since"),
    ],
)
def test_a_line_in_error_names_its_cell_and_the_others_are_entered(merged, place, value, field):
    wrong = [*GOOD]
    wrong[place] = value
    bad, good = lines(merged, wrong, NEWCOMER)
    assert bad.fate == BAD
    assert field in {note.field for note in bad.faults}
    assert good.fate == "new"
    list(brought_import.write([good], merged.here("giamdoc"), "k"))
    fixed, same = lines(merged, GOOD, NEWCOMER)
    assert (fixed.fate, same.fate) == ("new", SAME)


def test_a_procedure_by_its_name_a_step_by_its_name_and_a_day_alone_are_understood(merged):
    named = [*NEWCOMER]
    named[2] = next(name for code, name, _ in catalogue.offered(merged.new.centre) if code == STATUS)
    (line,) = lines(merged, named)
    assert line.fate == "new"
    assert line.cells["due_at"] == "10/07/2025 17:00"
    assert line.cells["procedure"].startswith(STATUS)


def test_nobody_is_registered_for_a_line_that_is_refused(merged):
    (line,) = lines(merged, NEWCOMER)
    bring(merged, old_code="126/TN")
    before = Party.objects.count()
    (result,) = brought_import.write([line], merged.here("giamdoc"), "k")
    assert result.refused is not None
    assert Party.objects.count() == before


def test_a_list_of_a_unit_without_minutes_is_not_read(merged):
    found = sheets.read(book([HEAD, GOOD]), brought_sheet.FIELDS)
    with pytest.raises(RuleError):
        brought_import.plan(found, merged.here("giamdoc"), merged.places["Phùng Nguyên"])
    with pytest.raises(NotAllowed):
        brought_import.plan(found, merged.here("thuly"), merged.places["Tứ Xã"])
