"""Putting right what was accepted wrong, and a slip that was lost."""

from __future__ import annotations

import pytest

from motcua.desks.counter.tests.conftest import EXTRACT, KNOWN
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers.models import Dossier, DossierPaper
from motcua.ledger.models import Entry


@pytest.fixture
def dossier(town):
    return town.accept(EXTRACT, about="Trích lục")


def corrected(desk, dossier, query="", **changes):
    address = f"/quay/dinh-chinh/{dossier}/"
    form = form_of(desk.get(address + query), address)
    return desk.post(address, form | {"reason": "Gõ nhầm"} | changes)


def test_a_typing_error_is_put_right_and_the_slip_gets_a_new_issue(desk, dossier):
    answer = corrected(desk, dossier, about="Trích lục khai sinh")
    assert answer["Location"] == f"/quay/da-nhan/{dossier}/"
    row = Dossier.objects.get(pk=dossier)
    assert (row.about, row.issue) == ("Trích lục khai sinh", 2)
    assert "CẤP LẠI" in desk.get(answer["Location"]).content.decode()


def test_the_wrong_person_is_changed_for_the_right_one(desk, town, dossier):
    right = town.citizens[2]
    corrected(desk, dossier, f"?nguoi={right.id.hex}")
    row = Dossier.objects.get(pk=dossier)
    assert (row.applicant_id, row.applicant_name) == (right.id, "Công Dân Thử Ba")


def test_somebody_handing_in_is_added_and_taken_away(desk, town, dossier):
    corrected(desk, dossier, f"?nop-thay={town.citizens[3].id.hex}", capacity="relative")
    assert Dossier.objects.get(pk=dossier).submitter_id == town.citizens[3].id
    corrected(desk, dossier, "?nop-thay=khong")
    assert Dossier.objects.get(pk=dossier).submitter_id is None


def test_papers_are_put_right(desk, dossier):
    paper = DossierPaper.objects.filter(dossier=dossier, kind="submit", originals=1).first()
    corrected(desk, dossier, **{f"papers.{paper.key}.original": "2"})
    assert DossierPaper.objects.get(pk=paper.pk).originals == 2


@pytest.mark.parametrize("changes", [{"reason": " "}, {"about": "Trích lục"}])
def test_without_a_reason_or_a_change_nothing_is_written(desk, dossier, changes):
    answer = corrected(desk, dossier, **({"about": "Khác"} | changes))
    assert answer.status_code in {400, 422}
    assert Dossier.objects.get(pk=dossier).issue == 1


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(desk, dossier):
    address = f"/quay/dinh-chinh/{dossier}/"
    stale = form_of(desk.get(address), address) | {"reason": "Gõ nhầm", "about": "Mới"}
    corrected(desk, dossier, about="Của người khác")
    assert desk.post(address, stale).status_code == 409
    assert Dossier.objects.get(pk=dossier).about == "Của người khác"


def test_a_lost_slip_is_reissued_after_the_card_was_shown(desk, dossier):
    answer = desk.post(f"/quay/dinh-chinh/{dossier}/cap-lai/", {"number": KNOWN, "why": "Mất giấy"})
    assert answer["Location"] == f"/quay/da-nhan/{dossier}/"
    assert Dossier.objects.get(pk=dossier).issue == 2


@pytest.mark.parametrize(("number", "why"), [("033088000022", "Mất"), ("", "Mất"), ("033190000011", "")])
def test_without_the_right_card_or_a_reason_no_slip_is_reissued(desk, dossier, number, why):
    answer = desk.post(f"/quay/dinh-chinh/{dossier}/cap-lai/", {"number": number, "why": why})
    assert answer.status_code in {400, 422}
    assert Dossier.objects.get(pk=dossier).issue == 1
    assert not Entry.objects.filter(event="dossiers.slip_reissued").exists()
