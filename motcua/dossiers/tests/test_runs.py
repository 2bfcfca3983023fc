"""The handover by run: what is stacked, handed on, scanned back, missing or too many; and where a paper file is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from motcua.dossiers import queries, run_prints, runs, slips
from motcua.dossiers.commands import (
    CloseRun,
    NamePaperFileMissing,
    OpenRun,
    ReceivePaperFile,
    ReportPaperFileLost,
    SendRun,
    SetRunTimes,
    ShelvePaperFile,
    StackPaperFile,
    TakeOutPaperFile,
)
from motcua.dossiers.models import Dossier, HandoverRun, RunItem
from motcua.dossiers.rules.runs import Where
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

CIVIL, LAND = "2.000635", "1.001612"


@pytest.fixture
def run(town: Any) -> UUID:
    return perform(OpenRun(slot="10:30"), town["tiepnhan"]).target


def stacked(town: Any, run: UUID, *codes: str) -> list[UUID]:
    found = [town.accept(code) for code in codes]
    for dossier in found:
        perform(StackPaperFile(run=run, dossier=dossier), town["tiepnhan"])
    return found


def holder(dossier: UUID) -> UUID:
    return Dossier.objects.get(pk=dossier).holder_id


def taken(town: Any, run: UUID, dossier: UUID, who: str) -> Any:
    return perform(ReceivePaperFile(run=run, dossier=dossier, unit=town[who].unit), town[who])


def state(dossier: UUID) -> str:
    return RunItem.objects.filter(dossier=dossier).latest("id").state


def where(town: Any, dossier: UUID, who: str = "tiepnhan") -> Where:
    return queries.dossier_page(town[who], dossier).paper_file.where


def test_a_stack_is_grouped_by_who_is_to_work_it(town, run):
    civil, land, again = stacked(town, run, CIVIL, LAND, CIVIL)
    page = runs.run_page(town["tiepnhan"], run)
    assert {sheet.unit: [line.dossier for line in sheet.lines] for sheet in page.sheets} == {
        holder(civil): [civil, again],
        holder(land): [land],
    }
    assert [sheet.number(page.row.number) for sheet in page.sheets] == ["CH-250711-01/1", "CH-250711-01/2"]


def test_a_second_scan_is_told_with_its_place_and_writes_nothing(town, run):
    (dossier,) = stacked(town, run, CIVIL)
    before = Entry.objects.count()
    with pytest.raises(Conflict, match="thứ 1"):
        perform(StackPaperFile(run=run, dossier=dossier), town["tiepnhan"])
    assert Entry.objects.count() == before


def test_what_stays_at_the_centre_or_is_over_is_not_stacked(town, run):
    ready = town.make_ready(town.accept(CIVIL))
    with pytest.raises(RuleError, match="để lại quầy"):
        perform(StackPaperFile(run=run, dossier=ready), town["tiepnhan"])
    assert not RunItem.objects.exists()


def test_there_is_one_open_run_whoever_asks(town, run):
    with pytest.raises(Conflict, match="CH-250711-01"):
        perform(OpenRun(), town["tiepnhan"])
    row = HandoverRun.objects.get()
    row.pk, row.number = town.citizens[0].id, "CH-250711-09"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_empty_run_is_not_handed_on(town, run):
    with pytest.raises(RuleError, match="Chưa quét"):
        perform(SendRun(run=run), town["tiepnhan"])


def test_received_missing_stray_and_extra_are_told_apart_and_only_then_it_is_closed(town, run):
    mine, lost, astray = stacked(town, run, CIVIL, CIVIL, LAND)
    perform(SendRun(run=run), town["tiepnhan"])
    extra = town.accept(CIVIL)
    assert taken(town, run, mine, "thuly").ids["state"] == "received"
    assert taken(town, run, astray, "thuly").ids["state"] == "stray"
    assert taken(town, run, extra, "thuly").ids["state"] == "extra"
    with pytest.raises(RuleError, match="Còn 2 hồ sơ"):
        perform(CloseRun(run=run), town["tiepnhan"])
    perform(NamePaperFileMissing(run=run, dossier=lost, reason="Không có trong bìa"), town["thuly"])
    taken(town, run, astray, "kinhte")
    perform(CloseRun(run=run), town["tiepnhan"])
    assert [state(one) for one in (mine, lost, astray, extra)] == ["received", "missing", "received", "extra"]
    assert HandoverRun.objects.get().missing == 1
    assert [one.label for one in runs.missing(town["tiepnhan"])] == [Dossier.objects.get(pk=lost).code]


@pytest.mark.parametrize("times", [1, 2])
def test_a_file_is_received_once_however_often_it_is_scanned(town, run, times):
    (dossier,) = stacked(town, run, CIVIL)
    perform(SendRun(run=run), town["tiepnhan"])
    taken(town, run, dossier, "thuly")
    before = Entry.objects.count()
    for _ in range(times):
        with pytest.raises(Conflict, match="đã quét nhận"):
            taken(town, run, dossier, "thuly")
    assert Entry.objects.count() == before


def test_what_was_taken_out_before_anybody_received_it_can_be_stacked_again(town, run):
    (dossier,) = stacked(town, run, CIVIL)
    perform(TakeOutPaperFile(run=run, dossier=dossier), town["tiepnhan"])
    assert where(town, dossier) is Where.CENTRE
    perform(StackPaperFile(run=run, dossier=dossier), town["tiepnhan"])
    assert state(dossier) == "stacked"


def test_taking_out_after_handing_on_needs_a_reason_and_ends_with_the_receipt(town, run):
    one, two = stacked(town, run, CIVIL, CIVIL)
    perform(SendRun(run=run), town["tiepnhan"])
    with pytest.raises(BadInput):
        perform(TakeOutPaperFile(run=run, dossier=one), town["tiepnhan"])
    perform(TakeOutPaperFile(run=run, dossier=one, reason="Xếp nhầm bìa"), town["tiepnhan"])
    taken(town, run, two, "thuly")
    with pytest.raises(RuleError):
        perform(TakeOutPaperFile(run=run, dossier=two, reason="Muộn"), town["tiepnhan"])
    assert [state(one), state(two)] == ["out", "received"]


def test_a_file_is_on_its_way_in_one_run_alone(town, run):
    (dossier,) = stacked(town, run, CIVIL)
    perform(SendRun(run=run), town["tiepnhan"])
    second = perform(OpenRun(), town["tiepnhan"]).target
    with pytest.raises(Conflict, match="CH-250711-01"):
        perform(StackPaperFile(run=second, dossier=dossier), town["tiepnhan"])


@pytest.mark.parametrize(
    ("who", "command"),
    [
        ("thuly", lambda run, dossier: StackPaperFile(run=run, dossier=dossier)),
        ("giamdoc", lambda run, dossier: StackPaperFile(run=run, dossier=dossier)),
        ("thuly", lambda run, dossier: CloseRun(run=run)),
        ("quantri", lambda run, dossier: NamePaperFileMissing(run=run, dossier=dossier, reason="x")),
        ("kinhte", lambda run, dossier: NamePaperFileMissing(run=run, dossier=dossier, reason="x")),
        ("tiepnhan", lambda run, dossier: ReceivePaperFile(run=run, dossier=dossier, unit=run)),
    ],
)
def test_others_do_none_of_it(town, run, who, command):
    (dossier,) = stacked(town, run, CIVIL)
    perform(SendRun(run=run), town["tiepnhan"])
    before = Entry.objects.count()
    with pytest.raises(MotcuaError):
        perform(command(run, dossier), town[who])
    assert Entry.objects.count() == before


def test_nobody_receives_for_another_unit(town, run):
    (dossier,) = stacked(town, run, CIVIL)
    perform(SendRun(run=run), town["tiepnhan"])
    with pytest.raises(NotAllowed):
        perform(ReceivePaperFile(run=run, dossier=dossier, unit=town["kinhte"].unit), town["thuly"])


def test_a_receiver_sees_their_sheet_alone_and_no_open_run(town, run):
    civil, land = stacked(town, run, CIVIL, LAND)
    asked = runs.Asked(clock.today(), clock.today())
    assert runs.listed(town["thuly"], asked) == ()
    perform(SendRun(run=run), town["tiepnhan"])
    assert [row.id for row in runs.listed(town["thuly"], asked)] == [run]
    assert [sheet.unit for sheet in runs.run_page(town["thuly"], run).sheets] == [holder(civil)]
    assert [sheet.unit for sheet in runs.run_page(town["kinhte"], run).sheets] == [holder(land)]
    with pytest.raises(NotFound):
        runs.run_page(town["quantri"], run)


def test_the_paper_file_is_followed_from_the_counter_to_the_shelf(town, run):
    (dossier,) = stacked(town, run, CIVIL)
    assert where(town, dossier) is Where.STACK
    perform(SendRun(run=run), town["tiepnhan"])
    assert where(town, dossier) is Where.WAY
    at: datetime = clock.now()
    with clock.fixed(at + timedelta(minutes=5)):
        perform(NamePaperFileMissing(run=run, dossier=dossier, reason="Không thấy"), town["thuly"])
        assert where(town, dossier) is Where.MISSING
        assert queries.dossier_page(town["thuly"], dossier).paper_file.missing
    with clock.fixed(at + timedelta(minutes=9)):
        taken_back = ShelvePaperFile(dossier=dossier, shelf="  Kệ A3 ")
        perform(taken_back, town["thuly"])
        shown = queries.dossier_page(town["tiepnhan"], dossier)
        assert (shown.paper_file.where, shown.paper_file.shelf) == (Where.SHELF, "Kệ A3")
        assert "Kệ A3" in str(shown.history[-1].what)
        assert runs.missing(town["tiepnhan"]) == ()


def test_the_shelf_is_searched_and_its_change_told_with_both_places(town):
    dossier = town.accept(CIVIL)
    perform(ShelvePaperFile(dossier=dossier, shelf="A3-2"), town["tiepnhan"])
    assert [row.id for row in queries.find(town["tiepnhan"], "a3-2")] == [dossier]
    with clock.fixed(clock.now() + timedelta(minutes=1)):
        perform(ShelvePaperFile(dossier=dossier, shelf="B1"), town["tiepnhan"])
        assert queries.find(town["tiepnhan"], "A3-2") == ()
        page = queries.dossier_page(town["tiepnhan"], dossier)
        assert str(page.history[-1].what) == "Chuyển hồ sơ giấy từ «A3-2» sang «B1»."


@pytest.mark.parametrize("shelf", ["", "  ", "x" * 41])
def test_a_shelf_has_a_name_and_not_too_long_a_one(town, shelf):
    dossier = town.accept(CIVIL)
    with pytest.raises(BadInput):
        perform(ShelvePaperFile(dossier=dossier, shelf=shelf), town["tiepnhan"])
    assert Dossier.objects.get(pk=dossier).shelf == ""


def test_a_lost_file_is_lost_once_and_found_by_its_shelf(town):
    dossier = town.accept(CIVIL)
    lose = ReportPaperFileLost(dossier=dossier, reason="Đã tìm ở quầy 2")
    perform(lose, town["tiepnhan"])
    assert where(town, dossier) is Where.MISSING
    with pytest.raises(Conflict):
        perform(lose, town["tiepnhan"])
    with clock.fixed(clock.now() + timedelta(minutes=1)):
        perform(ShelvePaperFile(dossier=dossier, shelf="A1"), town["tiepnhan"])
        assert where(town, dossier) is Where.SHELF
    assert Dossier.objects.get(pk=dossier).paper_lost == ""


def test_the_control_slip_grows_by_what_was_received(town, run):
    (dossier,) = stacked(town, run, CIVIL)
    rows = len(slips.control_slip(town["tiepnhan"], dossier).moves)
    perform(SendRun(run=run), town["tiepnhan"])
    taken(town, run, dossier, "thuly")
    moves = slips.control_slip(town["tiepnhan"], dossier).moves
    assert len(moves) == rows + 1
    assert (moves[-1].giver_name, moves[-1].taker_name) == (town["tiepnhan"].name, town["thuly"].name)
    assert "CH-250711-01" in moves[-1].note


def test_the_sheets_print_the_same_bytes_again(town, run):
    stacked(town, run, CIVIL, LAND)
    perform(SendRun(run=run), town["tiepnhan"])
    page = runs.run_page(town["tiepnhan"], run)
    first = run_prints.print_sheets(town["tiepnhan"], page)
    assert first.startswith(b"%PDF")
    assert first == run_prints.print_sheets(town["tiepnhan"], runs.run_page(town["tiepnhan"], run))
    with pytest.raises(NotFound):
        run_prints.print_sheets(town["tiepnhan"], page, town["congan"].unit)


def test_the_director_sets_the_times_and_a_run_is_of_one_of_them(town):
    assert runs.my_times(town["tiepnhan"]) == ("10:30", "16:00")
    perform(SetRunTimes(times=("16:30", "9h00")), town["giamdoc"])
    assert runs.my_times(town["tiepnhan"]) == ("09:00", "16:30")
    with pytest.raises(BadInput):
        perform(OpenRun(slot="10:30"), town["tiepnhan"])
    with pytest.raises(BadInput):
        perform(SetRunTimes(times=("25:00",)), town["giamdoc"])
    with pytest.raises(NotAllowed):
        perform(SetRunTimes(times=("9:00",)), town["tiepnhan"])


@pytest.mark.parametrize(
    ("text", "error"), [("", BadInput), ("con mèo", BadInput), ("H33.45.12-250711-9999", NotFound), ("<x>", BadInput)]
)
def test_a_wrong_scan_is_told(town, run, text, error):
    with pytest.raises(error):
        runs.scanned(town["tiepnhan"], run, text)


def test_a_label_and_a_slip_lead_to_the_same_file(town, run):
    dossier = town.accept(CIVIL)
    code = Dossier.objects.get(pk=dossier).code
    for text in (code, code.lower(), f"https://x.vn/tra-cuu/?ma={code}#s"):
        assert runs.scanned(town["tiepnhan"], run, text)[:2] == (dossier, code)
