"""The forms of the archives at the desk: where they are printed, in parts, for whom."""

from __future__ import annotations

import pytest

from motcua.archives import listed
from motcua.archives.commands import CheckFonds, ExceptFaults, RaiseClaim
from motcua.archives.models import Claim, Fault, RecordFile
from motcua.archives.rules.handover import ClaimKind
from motcua.archives.tests.test_story import sign
from motcua.config.demo.records import NEW_ARCHIVIST, NEW_LEADER, OLD_ARCHIVIST, OLD_LEADER
from motcua.kernel import clock
from motcua.ledger.perform import perform

STRANGER = "lt-tra-ly"


def at(fonds, rest=""):
    return f"/luu-tru/phong/{fonds}/{rest}"


@pytest.mark.parametrize("rest", ["ho-so/muc-luc.pdf", "hop/nhan.pdf", "loi/ngoai-le.pdf"])
def test_a_form_is_a_pdf_for_whoever_reads_the_fonds_and_no_one_else(old, fonds, enter, rest):
    answer = enter(OLD_ARCHIVIST).get(at(fonds, rest))
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    for odd in ("0", "2", "²", "-1", "99999"):
        assert enter(OLD_ARCHIVIST).get(at(fonds, f"{rest}?phan={odd}")).status_code == 404, odd
    assert enter(STRANGER).get(at(fonds, rest)).status_code == 404
    assert enter("csvc-cao-xa").get(at(fonds, rest)).status_code == 403


@pytest.mark.parametrize("query", ["tinh-trang=vinh-vien", "tinh-trang=con-loi&hop=1&nhom=x&q=sổ&loai=paper", "hop=lạ"])
def test_the_inventory_is_printed_as_it_is_narrowed(old, fonds, enter, query):
    client = enter(OLD_ARCHIVIST)
    assert client.get(at(fonds, f"ho-so/muc-luc.pdf?{query}")).status_code == 200
    assert client.get(at(fonds, "ho-so/muc-luc.pdf?tinh-trang=lạ")).status_code == 400


def test_the_pages_lead_to_their_papers_part_by_part(old, fonds, enter, monkeypatch):
    client = enter(OLD_ARCHIVIST)
    for page in ("ho-so/", "hop/"):
        assert "phan=1" in client.get(at(fonds, page)).content.decode()
    assert "ngoai-le.pdf" not in client.get(at(fonds, "loi/")).content.decode(), "nothing was left as it is"
    with clock.fixed(clock.at(2025, 7, 4, 10)):
        perform(CheckFonds(fonds=fonds), old[OLD_ARCHIVIST])
        one = Fault.objects.filter(fonds=fonds).first().pk
        perform(ExceptFaults(fonds=fonds, faults=[one], reason="Chờ hội đồng"), old[OLD_ARCHIVIST])
    assert "ngoai-le.pdf?&amp;phan=1" in client.get(at(fonds, "loi/")).content.decode()
    monkeypatch.setattr(listed, "VOLUME", 50)
    text = client.get(at(fonds, "ho-so/?tinh-trang=vinh-vien")).content.decode()
    assert "muc-luc.pdf?tinh-trang=vinh-vien&amp;phan=1" in text
    assert ", phần 3/3" in client.get(at(fonds, "ho-so/")).content.decode()
    assert client.get(at(fonds, "ho-so/muc-luc.pdf?phan=3")).status_code == 200


def test_a_claim_is_printed_for_both_sides(old, fonds, handover, enter):
    with clock.fixed(clock.at(2025, 7, 4, 10)):
        sign(old, handover, OLD_LEADER)
        sign(old, handover, NEW_LEADER)
        perform(RaiseClaim(handover=handover, number=5, kind=ClaimKind.MISSING, words="Mất"), old[NEW_ARCHIVIST])
    paper = f"/luu-tru/ban-giao/{handover}/bao-thieu/{Claim.objects.get().id}.pdf"
    for who in (NEW_ARCHIVIST, OLD_ARCHIVIST):
        client = enter(who)
        assert client.get(paper).content[:5] == b"%PDF-"
        assert paper in client.get(f"/luu-tru/ban-giao/{handover}/").content.decode()
    assert enter(STRANGER).get(paper).status_code == 404
    assert enter(NEW_ARCHIVIST).get(f"/luu-tru/ban-giao/{handover}/bao-thieu/{handover}.pdf").status_code == 404


def test_all_of_a_kind_are_left_as_they_are_in_one_act(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    with clock.fixed(clock.at(2025, 7, 4, 10)):
        perform(CheckFonds(fonds=fonds), old[OLD_ARCHIVIST])
    assert "cho 7 lỗi loại này" in client.get(at(fonds, "loi/?loi=off_list")).content.decode()
    assert "lỗi loại này" not in client.get(at(fonds, "loi/")).content.decode(), "one kind at a time"
    page = at(fonds, "loi/ngoai-le/?loi=off_list")
    assert client.post(page, {"ca-loai": "off_list", "reason": " "}).status_code == 400
    for wrong in ("title_missing", "lạ"):
        assert client.post(page, {"ca-loai": wrong, "reason": "Chờ hội đồng"}).status_code == 404, wrong
    assert not Fault.objects.filter(fonds=fonds).exclude(reason="").exists()
    assert client.post(page, {"ca-loai": "off_list", "reason": "Chờ hội đồng"}).status_code == 302
    assert set(Fault.objects.filter(fonds=fonds).values_list("reason", flat=True)) == {"Chờ hội đồng"}
    files = RecordFile.objects.filter(fonds=fonds, off_list=True)
    assert set(files.values_list("faults", "excepted")) == {(0, 1)}
