"""Putting right what was accepted wrong, and a slip that was lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.desks.counter.tests.conftest import EXTRACT, KNOWN
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers import slips
from motcua.dossiers.history import history_of
from motcua.dossiers.models import Dossier, DossierPaper
from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.models import Entry
from motcua.ledger.queries import stream


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


@pytest.mark.parametrize("count", ["²", "٣", "-1", "1e3", "9" * 5000])
def test_what_is_no_count_is_told_beside_the_papers_and_nothing_is_written(desk, dossier, count):
    paper = DossierPaper.objects.filter(dossier=dossier, kind="submit", originals=1).first()
    answer = corrected(desk, dossier, **{f"papers.{paper.key}.original": count})
    assert answer.status_code == 400
    assert "phải là chữ số" in answer.content.decode()
    assert DossierPaper.objects.get(pk=paper.pk).originals == 1
    assert Dossier.objects.get(pk=dossier).issue == 1


@pytest.mark.parametrize("seen", ["²", "9" * 5000, "x"])
def test_a_version_that_is_no_number_counts_as_not_sent(desk, dossier, seen):
    answer = corrected(desk, dossier, about="Trích lục khai sinh", seen=seen)
    assert answer["Location"] == f"/quay/da-nhan/{dossier}/"


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


WRONG, RIGHT = "H33.45.12-250711-0024", "H33.45.12-250711-0042"


@pytest.fixture
def entered(desk, town):
    town.work_beside_the_province()
    dossier = town.accept(EXTRACT, about="Trích lục")
    desk.post(f"/quay/chot-ngay/ma/{dossier}/", {"code": WRONG})
    return dossier


def test_a_mistyped_code_of_the_province_is_put_right_with_a_trace(desk, entered):
    assert corrected(desk, entered, code=RIGHT).status_code == 302
    row = Dossier.objects.get(pk=entered)
    assert (row.code, row.issue) == (RIGHT, 2)
    assert replay.compare([entered]) == []
    history = desk.get(f"/ho-so/{entered}/", follow=True).content.decode()
    assert f"Gõ nhầm. Sửa mã hồ sơ: «{WRONG}» thành «{RIGHT}»" in history
    assert str(entered) in desk.get("/quay/hom-nay/", {"q": WRONG}).content.decode()


def test_a_slip_with_the_mistyped_code_still_leads_to_the_dossier_months_later(desk, town, sign_in, entered):
    corrected(desk, entered, code=RIGHT)
    with clock.fixed(town.at + timedelta(days=90)):
        sign_in(desk, "tiepnhan")
        scanned = f"https://example.test/tra-cuu/?ma={WRONG}#0123456789"
        assert desk.post("/quay/tim/", {"q": scanned})["Location"] == f"/quay/da-nhan/{entered}/"
        assert str(entered) not in sign_in(desk, "kinhte").get("/viec/", {"q": WRONG}).content.decode()


def test_a_code_that_is_anothers_by_now_finds_both_the_bearer_first(desk, town, entered):
    corrected(desk, entered, code=RIGHT)
    other = town.accept(EXTRACT, 1)
    desk.post(f"/quay/chot-ngay/ma/{other}/", {"code": WRONG})
    page = desk.get("/quay/hom-nay/", {"q": WRONG}).content.decode()
    assert 0 < page.index(str(other)) < page.index(str(entered))


@pytest.mark.parametrize("code", ["H33.45.12-251311-0042", "12"])
def test_a_code_is_not_put_right_by_an_impossible_one(desk, entered, code):
    answer = corrected(desk, entered, code=code)
    assert answer.status_code == 400
    assert form_of(answer, f"/quay/dinh-chinh/{entered}/")["code"] == [code]
    assert Dossier.objects.get(pk=entered).code == WRONG


def test_a_code_is_not_put_right_by_anothers(desk, town, entered):
    other = town.accept(EXTRACT, 1)
    desk.post(f"/quay/chot-ngay/ma/{other}/", {"code": RIGHT})
    assert corrected(desk, entered, code=RIGHT).status_code == 409
    assert Dossier.objects.get(pk=entered).code == WRONG


def test_a_code_of_our_own_stays(desk, dossier):
    own = Dossier.objects.get(pk=dossier).code
    corrected(desk, dossier, about="Khác", code=RIGHT)
    assert Dossier.objects.get(pk=dossier).code == own


def test_the_history_says_what_was_corrected_to_whoever_may_read_it(desk, dossier):
    corrected(desk, dossier, about="Trích lục khai sinh")
    history = desk.get(f"/ho-so/{dossier}/", follow=True).content.decode()
    assert "Đính chính, cấp lại giấy hẹn (lần cấp giấy: 2)." in history
    assert "Gõ nhầm. Sửa trích yếu: «Trích lục» thành «Trích lục khai sinh»" in history


def test_without_the_right_to_see_people_only_the_field_is_told(dossier, desk):
    corrected(desk, dossier, about="Trích lục khai sinh")
    told = [[str(one) for one in line.changes] for line in history_of(stream(dossier))]
    assert told[-1] == ["Sửa trích yếu"]
    assert "Sửa trích yếu: «Trích lục»" in str(history_of(stream(dossier), whole=True)[-1].changes[0])


def test_a_paper_only_shown_is_not_counted_as_kept(town, dossier):
    DossierPaper.objects.filter(dossier=dossier).update(kind="show", originals=1)
    papers = slips.reception_slip(town["tiepnhan"], dossier).papers
    assert papers
    assert all(one.shown and not one.original for one in papers)


def test_a_date_at_opening_time_is_said_as_the_close_of_the_day_before(desk, dossier):
    Dossier.objects.filter(pk=dossier).update(due_at=clock.at(2025, 7, 15, 7, 30))
    page = desk.get(f"/quay/da-nhan/{dossier}/").content.decode()
    assert "15/07/2025 07:30" not in page
    assert "14/07/2025 17:00" in page


@pytest.mark.parametrize(("number", "why"), [("033088000022", "Mất"), ("", "Mất"), ("033190000011", "")])
def test_without_the_right_card_or_a_reason_no_slip_is_reissued(desk, dossier, number, why):
    answer = desk.post(f"/quay/dinh-chinh/{dossier}/cap-lai/", {"number": number, "why": why})
    assert answer.status_code in {400, 422}
    assert Dossier.objects.get(pk=dossier).issue == 1
    assert not Entry.objects.filter(event="dossiers.slip_reissued").exists()
