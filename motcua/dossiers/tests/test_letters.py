"""The letters to the citizen: the right form of the day of the act, filled in from what was told."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import pytest

from motcua.dossiers import letters, prints
from motcua.dossiers.commands import (
    AllowSecondSupplement,
    ExtendDeadline,
    ReceiveSupplement,
    RejectDossier,
    RequestSupplement,
    TurnAway,
    WithdrawDossier,
)
from motcua.dossiers.models import Application, Dossier, DossierPaper
from motcua.dossiers.papers import form_set
from motcua.dossiers.rules.life import Cause
from motcua.kernel.errors import NotFound, RuleError
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.perform import perform

MARRIAGE_STATUS, EXTRACT = "1.004873", "2.000635"


def first_paper(dossier: UUID) -> DossierPaper:
    return DossierPaper.objects.filter(dossier_id=dossier).exclude(kind="note").order_by("ordinal")[0]


def at_leader(town, dossier):
    from motcua.config.demo import dossiers

    while Dossier.objects.get(pk=dossier).step_role != "leader":
        dossiers.advance(town.actors, dossier)


def test_form_02_lists_everything_asked_with_its_words(town):
    dossier = town.accept(MARRIAGE_STATUS)
    paper = first_paper(dossier)
    perform(RequestSupplement(dossier=dossier, lacking=(Lacking(key=paper.key, words="Nộp bản chính"),)), town["thuly"])
    letter = letters.letter(town["tiepnhan"], dossier, "supplement")
    assert [(one.name, one.words) for one in letter.asked] == [(paper.name, "Nộp bản chính")]
    assert letter.owner == "Công Dân Thử Một"
    assert prints.print_letter(letter).startswith(b"%PDF")


def test_only_the_first_request_says_that_there_is_one(town):
    dossier = town.accept(MARRIAGE_STATUS)
    paper = first_paper(dossier)
    asked = RequestSupplement(dossier=dossier, lacking=(Lacking(key=paper.key, words="Nộp bản chính"),))
    perform(asked, town["thuly"])
    assert "chỉ yêu cầu bổ sung một lần" in " ".join(letters.letter(town["tiepnhan"], dossier, "supplement").closing)
    given = (PaperGiven(key=paper.key, originals=1),)
    perform(ReceiveSupplement(dossier=dossier, papers=given), town["tiepnhan"])
    perform(AllowSecondSupplement(dossier=dossier, reason="Phát sinh", aware=True), town["giamdoc"])
    perform(asked, town["thuly"])
    again = letters.letter(town["tiepnhan"], dossier, "supplement")
    assert dict(again.facts)["Lần"] == "2"
    assert "một lần" not in " ".join(again.closing)


def test_form_04_says_both_dates_and_the_cause(town):
    dossier = town.accept(MARRIAGE_STATUS)
    perform(
        ExtendDeadline(dossier=dossier, day=date(2025, 7, 22), cause=Cause.PEOPLE, reason="Cán bộ nghỉ ốm"),
        town["giamdoc"],
    )
    facts = dict(letters.letter(town["tiepnhan"], dossier, "apology").facts)
    assert facts["Ngày hẹn trả trước đây"] == "10 giờ 00 phút, ngày 16 tháng 7 năm 2025"
    assert facts["Ngày hẹn trả mới"] == "17 giờ 00 phút, ngày 22 tháng 7 năm 2025"
    assert facts["Nguyên nhân chậm"] == "Thiếu người giải quyết"


def test_forms_03_and_05_carry_reason_and_ground(town):
    refused, withdrawn = town.accept(MARRIAGE_STATUS), town.accept(MARRIAGE_STATUS)
    at_leader(town, refused)
    perform(RejectDossier(dossier=refused, ground="Điều 21 thử", reason="Chưa đủ điều kiện"), town["lanhdao"])
    perform(
        WithdrawDossier(dossier=withdrawn, asked_on=date(2025, 7, 11), reason="Không còn nhu cầu"), town["tiepnhan"]
    )
    said = dict(letters.letter(town["tiepnhan"], refused, "refusal").facts)
    assert (said["Lý do không giải quyết"], said["Căn cứ"]) == ("Chưa đủ điều kiện", "Điều 21 thử")
    stop = letters.letter(town["tiepnhan"], withdrawn, "stop")
    assert dict(stop.facts)["Ngày đề nghị dừng"] == "11/07/2025"
    assert prints.print_letter(stop).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("day", "apology", "stop"),
    [
        (date(2025, 9, 14), ("04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"), ""),
        (date(2025, 9, 15), ("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"), "05"),
    ],
)
def test_a_letter_is_on_the_form_of_its_day(day, apology, stop):
    forms = form_set(day)
    assert forms.letters["apology"] == apology
    assert forms.letters["stop"][0] == stop


@pytest.mark.parametrize("kind", ["supplement", "refusal", "apology", "stop"])
def test_no_letter_before_its_act(town, kind):
    dossier = town.accept(MARRIAGE_STATUS)
    with pytest.raises(RuleError):
        letters.letter(town["tiepnhan"], dossier, kind)
    with pytest.raises(NotFound):
        letters.letter(town["quantri"], dossier, kind)


def test_what_is_not_received_gets_its_form_and_is_no_dossier(town):
    from motcua.catalogue import packaged, rules

    case = packaged.get(EXTRACT).cases[0].key
    asked = [p for p in rules.papers_for(rules.case_of(packaged.get(EXTRACT), case), "direct") if p.required]
    missing = tuple(Lacking(key=paper.key, words="Chưa mang theo") for paper in asked if paper.kind != "note")
    told = perform(
        TurnAway(
            kind=Application.Kind.SUPPLEMENT,
            procedure=EXTRACT,
            case=case,
            applicant=town.citizens[0].id,
            lacking=missing,
        ),
        town["tiepnhan"],
    )
    letter = letters.application_letter(town["tiepnhan"], told.target)
    assert (letter.kind, len(letter.asked)) == ("supplement", len(missing))
    assert re.fullmatch(r"KTN-\d{5}-250711-0001", letter.code)
    assert prints.print_letter(letter).startswith(b"%PDF")
    assert not Dossier.objects.filter(applicant_id=town.citizens[0].id).exists()
    with pytest.raises(NotFound):
        letters.application_letter(town["congan"], told.target)


def test_what_is_missing_is_named_all_at_once(town):
    from motcua.catalogue import packaged, rules

    case = packaged.get(MARRIAGE_STATUS).cases[0]
    listed = rules.papers_for(case, "direct")
    required = [paper for paper in listed if paper.required and paper.kind != "note"]
    assert len(required) > 1
    with pytest.raises(RuleError) as refused:
        perform(
            TurnAway(
                kind=Application.Kind.SUPPLEMENT,
                procedure=MARRIAGE_STATUS,
                case=case.key,
                applicant=town.citizens[0].id,
                lacking=(Lacking(key=required[0].key, words="Chưa mang theo"),),
            ),
            town["tiepnhan"],
        )
    assert all(paper.name in str(refused.value) for paper in required[1:])
