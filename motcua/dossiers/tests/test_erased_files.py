"""Scans of an erased person lose name and reach, and their bytes go once nothing else needs them; issued results stay."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from motcua.config import wiring
from motcua.documents import clearing, shelf
from motcua.documents import queries as documents
from motcua.documents.models import Blob, LetGo
from motcua.dossiers import queries
from motcua.dossiers.commands import AttachScan, RemoveScan, ReturnResult
from motcua.dossiers.commands.attach import RESULT
from motcua.dossiers.models import Attachment, DossierPaper
from motcua.kernel import clock
from motcua.kernel.errors import Gone, MotcuaError, NotFound
from motcua.ledger import duties, replay
from motcua.ledger.models import DutyRun
from motcua.ledger.perform import perform
from motcua.ledger.verify import verify
from motcua.parties.commands.erase import EraseParty
from motcua.parties.rules.words import ErasureGround


@pytest.fixture(autouse=True)
def _wired():
    wiring.hook_up()


def scan(width: int) -> str:
    """Take a picture in that no other width has the bytes of; return its hash."""
    out = BytesIO()
    Image.new("RGB", (width, 8), "white").save(out, "PNG")
    return shelf.take_in(out.getvalue()).sha256


def attach(town, dossier, sha256, *, paper="", name="The-can-cuoc-Cong-dan-Thu-Mot.png", who="tiepnhan"):
    paper = paper or DossierPaper.objects.filter(dossier=dossier).order_by("ordinal")[0].key
    command = AttachScan(dossier=dossier, paper=paper, sha256=sha256, filename=name)
    return perform(command, town[who]).ids["attachment"]


def returned(town, citizen, *scans, result="", taken_off=""):
    """Return a dossier of a citizen that was worked to its end, with these scans and perhaps a result in it."""
    dossier = town.accept("1.001193", citizen=citizen)
    for sha256 in scans:
        attach(town, dossier, sha256)
    if result:
        attach(town, dossier, result, paper=RESULT, name="Giay-khai-sinh-Tre-Thu-Mot.png")
    if taken_off:
        mistaken = attach(town, dossier, taken_off)
        perform(RemoveScan(dossier=dossier, attachment=mistaken, reason="Nhầm hồ sơ"), town["tiepnhan"])
    town.make_ready(dossier)
    number = town.citizens[citizen].number
    perform(ReturnResult(dossier=dossier, receiver="owner", number=number, slip=True), town["tiepnhan"])
    return dossier


@pytest.fixture
def erase(town, django_capture_on_commit_callbacks):
    def erase(citizen, *, killed=False):
        """Erase a citizen; ``killed``: the process ends between the commit and what follows it."""
        command = EraseParty(
            party=town.citizens[citizen].id, ground=next(iter(ErasureGround)), reference="Đơn thử số 1"
        )
        with django_capture_on_commit_callbacks(execute=not killed):
            perform(command, town["quantri"])

    return erase


def sweep(monkeypatch):
    """Let ``motcua tick`` come by, with nothing else to do."""
    due = [duty for duty in duties.timetable() if duty.name == "documents.clear_files"]
    monkeypatch.setattr(duties, "_timetable", due)
    return duties.tick()


def stored(sha256) -> bool:
    return shelf.store().exists(sha256) and documents.blob(sha256) is not None


def nowhere(sha256) -> bool:
    return not shelf.store().exists(sha256) and documents.blob(sha256) is None and not LetGo.objects.exists()


def test_a_scan_goes_with_the_person_whose_paper_it_was(town, erase):
    sha256 = scan(11)
    dossier = returned(town, 0, sha256)
    row = Attachment.objects.get(dossier=dossier)
    erase(0)
    row.refresh_from_db()
    assert (row.sha256, row.filename, row.erased_at) == ("", "", town.at)
    assert nowhere(sha256)
    assert verify().faults == []
    assert replay.compare([dossier]) == []
    with pytest.raises(Gone) as gone:
        queries.file_of(town["thuly"], dossier, row.id)
    assert str(gone.value) == "Tệp này đã xóa theo yêu cầu ngày 11/07/2025."


def test_the_page_of_the_dossier_still_counts_the_paper_and_says_when_its_scan_went(town, erase):
    dossier = returned(town, 0, scan(12))
    erase(0)
    page = queries.dossier_page(town["thuly"], dossier)
    (file,) = [file for paper in page.papers for file in paper.files]
    assert (file.filename, file.here, file.erased_at) == ("", False, town.at)
    assert [str(line.what) for line in page.history].count("Đính kèm tệp.") == 1


def test_a_scan_that_another_dossier_needs_is_kept_for_it_alone_and_goes_with_its_last_person(town, erase):
    shared = scan(13)
    mine, other = returned(town, 0, shared), returned(town, 1, shared)
    erase(0)
    assert stored(shared)
    assert not LetGo.objects.exists()
    theirs = Attachment.objects.get(dossier=other)
    assert queries.file_of(town["thuly"], other, theirs.id)[1] == shared
    with pytest.raises(Gone):
        queries.file_of(town["thuly"], mine, Attachment.objects.get(dossier=mine).id)
    erase(1)
    assert nowhere(shared)


def test_an_issued_result_stays_under_a_name_that_says_nothing(town, erase):
    result = scan(14)
    dossier = returned(town, 0, scan(15), result=result)
    erase(0)
    row = Attachment.objects.get(dossier=dossier, paper=RESULT)
    view, sha256 = queries.file_of(town["thuly"], dossier, row.id)
    assert (view.filename, view.here, view.erased_at, sha256) == ("ket-qua.png", True, town.at, result)
    assert stored(result)


def test_what_another_room_needs_stays_with_it(town, erase, monkeypatch):
    sha256 = scan(16)
    dossier = returned(town, 0, sha256)
    monkeypatch.setitem(clearing._keepers, "archives", lambda hashes: {sha256} & set(hashes))
    erase(0)
    assert stored(sha256)
    assert not LetGo.objects.exists()
    with pytest.raises(Gone):
        queries.file_of(town["thuly"], dossier, Attachment.objects.get().id)


def test_a_scan_taken_off_as_a_mistake_neither_stays_nor_keeps_its_name_elsewhere(town, erase):
    sha256 = scan(17)
    returned(town, 0, sha256)
    other = returned(town, 1, taken_off=sha256)
    own_mistake = scan(18)
    returned(town, 0, taken_off=own_mistake)
    erase(0)
    assert nowhere(sha256)
    assert nowhere(own_mistake)
    assert Attachment.objects.get(dossier=other).filename == ""


def test_papers_of_an_applicant_stay_when_only_who_handed_them_in_is_erased(town, erase):
    sha256 = scan(19)
    returned(town, 0, sha256)
    erase(1)
    assert stored(sha256)
    assert Attachment.objects.get().filename


def test_an_erasure_that_is_refused_leaves_every_scan(town, erase):
    sha256 = scan(20)
    attach(town, town.accept("1.001193", citizen=0), sha256)
    with pytest.raises(MotcuaError):
        erase(0)
    assert stored(sha256)
    assert Attachment.objects.get().filename
    assert not LetGo.objects.exists()


def test_what_a_killed_process_left_is_deleted_by_the_next_tick(town, erase, monkeypatch):
    sha256 = scan(21)
    dossier = returned(town, 0, sha256)
    erase(0, killed=True)
    assert stored(sha256), "never before the commit"
    with pytest.raises(Gone):
        queries.file_of(town["thuly"], dossier, Attachment.objects.get().id)
    (ran,) = sweep(monkeypatch)
    assert (ran.subject, ran.outcome, ran.failed) == (sha256, "tệp đã xóa khỏi kho", False)
    assert nowhere(sha256)
    assert sweep(monkeypatch) == []


def test_a_disk_that_refuses_leaves_it_to_the_tick_and_the_erasure_stands(town, erase, monkeypatch):
    sha256 = scan(22)
    returned(town, 0, sha256)
    with monkeypatch.context() as broken:
        broken.setattr(type(shelf.store()), "remove", lambda *_: (_ for _ in ()).throw(OSError("read-only")))
        erase(0)
        (ran,) = sweep(broken)
    assert ran.failed
    assert not DutyRun.objects.filter(duty="documents.clear_files").exists()
    assert shelf.store().exists(sha256)
    assert documents.blob(sha256) is None, "nobody can attach it any more"
    with pytest.raises(NotFound):
        attach(town, town.accept("1.001193", citizen=1), sha256)
    sweep(monkeypatch)
    assert nowhere(sha256)


def test_the_same_file_sent_anew_before_the_tick_stays(town, erase, monkeypatch):
    sha256 = scan(23)
    returned(town, 0, sha256)
    erase(0, killed=True)
    assert scan(23) == sha256
    assert sweep(monkeypatch) == []
    attach(town, town.accept("1.001193", citizen=1), sha256)
    assert stored(sha256)


def test_the_same_file_sent_anew_after_its_bytes_went_is_stored_anew(town, erase):
    sha256 = scan(24)
    returned(town, 0, sha256)
    erase(0)
    with clock.fixed(town.at + timedelta(days=1)):
        assert scan(24) == sha256
    assert stored(sha256)
    assert Blob.objects.get(pk=sha256).stored_at == town.at + timedelta(days=1)


def test_nothing_is_deleted_while_no_room_says_what_it_needs(town, erase, monkeypatch):
    sha256 = scan(25)
    returned(town, 0, sha256)
    monkeypatch.setattr(clearing, "_keepers", {})
    erase(0)
    assert stored(sha256)
    assert list(clearing.waiting()) == [sha256]
