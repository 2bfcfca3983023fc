"""A person's erasure and their dossiers: open business forbids it, closed dossiers forget the person and stay whole."""

from __future__ import annotations

import pytest

from motcua.config import wiring
from motcua.dossiers.commands import ReturnResult
from motcua.dossiers.models import Dossier
from motcua.dossiers.reactions import ERASED
from motcua.kernel.errors import MotcuaError
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.ledger.verify import verify
from motcua.parties.commands.erase import EraseParty
from motcua.parties.rules.words import ErasureGround


@pytest.fixture(autouse=True)
def _wired():
    wiring.hook_up()


def erase(town, person):
    ground = next(iter(ErasureGround))
    return perform(EraseParty(party=person.id, ground=ground, reference="Đơn thử số 1"), town["quantri"])


def test_an_open_dossier_forbids_erasure(town):
    town.accept("1.001193", citizen=0)
    with pytest.raises(MotcuaError):
        erase(town, town.citizens[0])


def test_a_closed_dossier_forgets_the_person_and_still_verifies(town):
    dossier = town.accept("1.001193", citizen=0, about="Khai sinh cho Trẻ Thử Một")
    town.make_ready(dossier)
    perform(
        ReturnResult(dossier=dossier, receiver="owner", number=town.citizens[0].number, slip=True), town["tiepnhan"]
    )
    erase(town, town.citizens[0])
    row = Dossier.objects.get(pk=dossier)
    assert (row.applicant_name, row.about, row.details) == (ERASED, "", "{}")
    assert row.code
    assert verify().faults == []
    assert replay.compare([dossier]) == []


def test_what_was_turned_away_and_asked_elsewhere_forgets_the_person_too(town):
    from motcua.catalogue import packaged, rules
    from motcua.dossiers.commands import AskOutside, RecordAnswer, TurnAway
    from motcua.dossiers.models import Application, Consultation
    from motcua.kernel import clock
    from motcua.ledger.events.dossier_life import Lacking

    dossier = town.accept("1.004873", citizen=0)
    day = clock.today()
    asked = AskOutside(dossier=dossier, body="Cơ quan Thử", answer_by=day, question="Về Công dân Thử Một")
    consultation = perform(asked, town["thuly"]).ids["consultation"]
    perform(RecordAnswer(dossier=dossier, consultation=consultation, answer="Có"), town["thuly"])
    case = packaged.get("2.000635").cases[0]
    papers = [paper for paper in rules.papers_for(case, "direct") if paper.kind != "note"]
    turned = perform(
        TurnAway(
            kind=Application.Kind.SUPPLEMENT,
            procedure="2.000635",
            case=case.key,
            applicant=town.citizens[0].id,
            about="Của Công dân Thử Một",
            lacking=tuple(Lacking(key=paper.key, words="Chưa mang") for paper in papers),
        ),
        town["tiepnhan"],
    ).target
    town.make_ready(dossier)
    number = town.citizens[0].number
    perform(ReturnResult(dossier=dossier, receiver="owner", number=number, slip=True), town["tiepnhan"])
    erase(town, town.citizens[0])
    row = Application.objects.get(pk=turned)
    assert (row.applicant_name, row.about, row.lacking) == (ERASED, "", "[]")
    assert Consultation.objects.get(pk=consultation).question == ""
    assert replay.compare([dossier, turned]) == []
    assert verify().faults == []


def test_what_was_written_of_their_paper_file_and_papers_that_differed_is_forgotten(town):
    from motcua.dossiers.commands import (
        CompareData,
        NamePaperFileMissing,
        OpenRun,
        ReportPaperFileLost,
        SendRun,
        StackPaperFile,
    )
    from motcua.dossiers.models import DataComparison, RunItem

    dossier, desk = town.accept("2.000635", citizen=0), town["tiepnhan"]
    run = perform(OpenRun(), desk).target
    perform(StackPaperFile(run=run, dossier=dossier), desk)
    perform(SendRun(run=run), desk)
    perform(NamePaperFileMissing(run=run, dossier=dossier, reason="Công dân Thử Một cầm về"), desk)
    perform(ReportPaperFileLost(dossier=dossier, reason="Công dân Thử Một cầm về"), desk)
    values = {"card": {"name": "Công Dân Thử Một"}, "birth": {"name": "Công Dân Thữ Một"}}
    wish = CompareData(person=town.citizens[0].id, values=values, correct=("birth",), purpose="Thử")
    compared = perform(wish, desk).target
    town.make_ready(dossier)
    perform(ReturnResult(dossier=dossier, receiver="owner", number=town.citizens[0].number, slip=True), desk)
    erase(town, town.citizens[0])
    assert (RunItem.objects.get().reason, Dossier.objects.get(pk=dossier).paper_lost) == ("", "")
    row = DataComparison.objects.get(pk=compared)
    assert (row.differences, row.purpose) == ("{}", "")
    assert replay.compare([dossier, run, compared]) == []
    assert verify().faults == []
