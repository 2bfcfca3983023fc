"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from datetime import date

from motcua.config.demo import certificates
from motcua.findings.commands import (
    DiscardStopMinutes,
    DraftStopMinutes,
    FinishSheet,
    NoteAnswers,
    RecheckFinding,
    RefuseStopMinutes,
    ReopenFinding,
    SettleAnswer,
    SubmitProof,
)
from motcua.findings.commands.shared import FileGiven, PhotoGiven
from motcua.findings.commands.sheet import AnswerGiven
from motcua.findings.models import Answer
from motcua.findings.tests.test_minutes import closed, sign, written
from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.perform import perform
from tests.house.altered import unwatched

KNOWN = {
    "Answer.by",
    "Answer.by_title",
    "Word.by",
    "Word.unit_name",
    "Shown.media_type",
    "Shown.size",
}
"""Follow from the account and post in the entry, and from the stored file itself."""


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(visit, picture):
    sheet = visit.sheet()
    seen = PhotoGiven(
        sha256=picture(51),
        caption="Bảng phí",
        at=clock.at(2025, 7, 15, 8, 30),
        latitude=20.6,
        longitude=105.3,
        accuracy=12,
    )
    page = [AnswerGiven(item="truc", value="chua_dat"), AnswerGiven(item="the_ten", value="dat")]
    perform(NoteAnswers(sheet=sheet, answers=page), visit["kt1-pt"])
    perform(NoteAnswers(sheet=sheet, answers=[AnswerGiven(item="truc", value="dat")]), visit["kt2-pt"])
    beside = Answer.objects.get(sheet=sheet, standing="beside")
    perform(SettleAnswer(sheet=sheet, keep=beside.id, reason="Xem lại"), visit["liemqt"])
    perform(FinishSheet(sheet=sheet, words="Chỉ hai mục"), visit["kt1-pt"])
    finding = visit.note(photos=[seen], unit=visit["gd-dai-dong"].unit, due=date(2025, 7, 31))
    proof = SubmitProof(finding=finding, words="Đã thay", files=[FileGiven(sha256=picture(52), filename="b.png")])
    perform(proof, visit["gd-dai-dong"])
    perform(RecheckFinding(finding=finding, closed=True, on_site=True, photos=[seen]), visit["kt1-pt"])
    perform(ReopenFinding(finding=finding, words="Lại thiếu", due=date(2025, 8, 1)), visit["kt1-pt"])
    made = closed(visit, explanation="Đang sửa")
    certificates.give([visit["liemqt"], visit["kt1-pt"]])
    perform(RefuseStopMinutes(minutes=made, name="A", reason="Không đồng ý", witness="B"), visit["kt2-pt"])
    for who in ("liemqt", "kt1-pt"):
        sign(visit, made, who)
    more = written(visit, perform(DraftStopMinutes(stop=visit.stop, supplements=made), visit["kt1-pt"]).target)
    perform(DiscardStopMinutes(minutes=more, reason="Không cần"), visit["kt1-pt"])
    assert replay.compare() == []
    assert unwatched("findings") == KNOWN
