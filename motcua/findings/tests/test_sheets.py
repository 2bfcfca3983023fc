"""A checklist answered by two people, together and apart, finished with what it shows."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.findings.commands import FinishSheet, NoteAnswers, NoteFinding, OpenSheet, ReopenSheet, SettleAnswer
from motcua.findings.commands.shared import PhotoGiven
from motcua.findings.commands.sheet import AnswerGiven
from motcua.findings.models import Answer, Finding, Sheet
from motcua.findings.queries import findings, sheets
from motcua.findings.rules.life import Kind
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform


def say(visit, sheet, item, value, who="kt1-pt", **more):
    """Answer one question; return what came of it."""
    answer = AnswerGiven(item=item, value=value, **more)
    return perform(NoteAnswers(sheet=sheet, answers=[answer]), visit[who])


def held(sheet, item):
    return Answer.objects.filter(sheet=sheet, item=item, standing="current").values_list("value", flat=True).get()


def test_only_the_team_lays_a_checklist_open_and_each_once(visit):
    for who in ("dungnt", "gd-dai-dong", "thicong"):
        with pytest.raises(NotAllowed):
            visit.sheet(who)
    with pytest.raises(NotAllowed):
        visit.sheet("vp-pt")
    sheet = visit.sheet()
    with pytest.raises(Conflict):
        visit.sheet("kt2-pt")
    assert [row.id for row in sheets.at_stop(visit["liemqt"], visit.stop)] == [sheet]
    with pytest.raises(NotFound):
        perform(OpenSheet(stop=uuid4(), version=visit.version), visit["kt1-pt"])


@pytest.mark.parametrize(
    ("item", "value", "more"),
    [
        ("khong_co", "dat", {}),
        ("truc", "tuyet_voi", {}),
        ("truc_phai", "ba", {}),
        ("truc", "x" * 5000, {}),
        ("truc", "dat", {"observed_at": clock.at(2025, 7, 15, 9) + timedelta(hours=1)}),
        ("truc", "dat", {"photos": [PhotoGiven(sha256="0" * 64)]}),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(visit, item, value, more):
    sheet = visit.sheet()
    before = Entry.objects.count()
    with pytest.raises((BadInput, NotFound)):
        say(visit, sheet, item, value, **more)
    assert (Answer.objects.count(), Entry.objects.count()) == (0, before)


def test_two_who_disagree_both_stand_until_one_is_chosen(visit):
    sheet = visit.sheet()
    say(visit, sheet, "truc", "dat")
    assert say(visit, sheet, "truc", "chua_dat", who="kt2-pt").ids["beside"] == ["truc"]
    with pytest.raises(Conflict, match="khác nhau"):
        perform(FinishSheet(sheet=sheet, words="Chưa kịp"), visit["kt1-pt"])
    line = next(one for one in sheets.page(visit["liemqt"], sheet).lines if one.item.name == "truc")
    (beside,) = line.beside
    perform(SettleAnswer(sheet=sheet, keep=beside.id, reason="Xem lại lịch trực"), visit["liemqt"])
    assert held(sheet, "truc") == "chua_dat"


def test_what_one_knew_of_is_replaced_and_what_was_said_twice_is_kept_once(visit):
    sheet = visit.sheet()
    first = uuid4()
    say(visit, sheet, "truc", "dat", id=first)
    assert "beside" in say(visit, sheet, "truc", "co_ban_dat", who="kt2-pt", base=first).ids
    assert held(sheet, "truc") == "co_ban_dat"
    with pytest.raises(Conflict):
        say(visit, sheet, "truc", "chua_dat", id=first)


def test_unanswered_questions_want_words_and_never_make_a_full_score(visit):
    sheet = visit.sheet()
    say(visit, sheet, "the_ten", "dat")
    with pytest.raises(BadInput, match="chưa trả lời"):
        perform(FinishSheet(sheet=sheet), visit["kt1-pt"])
    perform(FinishSheet(sheet=sheet, words="Hết giờ, chưa kiểm tra các mục còn lại"), visit["kt1-pt"])
    row = Sheet.objects.get(pk=sheet)
    assert row.missing > 10
    assert 0 < row.points < row.whole
    with pytest.raises(Conflict):
        say(visit, sheet, "truc", "dat")
    perform(ReopenSheet(sheet=sheet, reason="Còn mục chưa ghi"), visit["kt1-pt"])
    say(visit, sheet, "truc", "dat")


def explains(item, sheet, visit):
    """Return the question in whose words what falls short of an item is told."""
    lines = sheets.page(visit["kt1-pt"], sheet).lines
    return next(line.item.name for line in lines if line.item.about == item and line.item.kind == "text")


def test_each_shortcoming_of_a_finished_sheet_becomes_a_finding_once(visit):
    sheet = visit.sheet()
    say(visit, sheet, "truc", "chua_dat")
    before = Entry.objects.count()
    with pytest.raises(Conflict, match="ghi rõ thiếu gì"):
        perform(FinishSheet(sheet=sheet, words="Chỉ kiểm tra mục trực"), visit["kt1-pt"])
    assert (Entry.objects.count(), Finding.objects.filter(sheet=sheet).count()) == (before, 0)
    say(visit, sheet, explains("truc", sheet, visit), "Vắng một người, không ai trực thay")
    perform(FinishSheet(sheet=sheet, words="Chỉ kiểm tra mục trực"), visit["kt1-pt"])
    (finding,) = Finding.objects.filter(sheet=sheet)
    assert (finding.item, finding.kind, finding.severity) == ("truc", "shortcoming", "nang")
    assert finding.words == "Vắng một người, không ai trực thay"
    perform(ReopenSheet(sheet=sheet, reason="Bổ sung"), visit["kt1-pt"])
    perform(FinishSheet(sheet=sheet, words="Như trên"), visit["kt1-pt"])
    assert Finding.objects.filter(sheet=sheet).count() == 1
    again = NoteFinding(stop=visit.stop, kind=Kind.SHORTCOMING, words="Trùng", sheet=sheet, item="truc")
    with pytest.raises(Conflict):
        perform(again, visit["kt2-pt"])


def test_the_inspected_place_sees_a_sheet_only_once_it_is_finished(visit):
    sheet = visit.sheet()
    for who, seen in (("kt2-pt", True), ("dungnt", True), ("gd-dai-dong", False), ("snv-pt", False), ("hungnq", False)):
        assert bool(sheets.at_stop(visit[who], visit.stop)) is seen, who
    say(visit, sheet, "the_ten", "dat")
    perform(FinishSheet(sheet=sheet, words="Chỉ một mục"), visit["kt1-pt"])
    assert sheets.page(visit["gd-dai-dong"], sheet).row.id == sheet
    for who in ("gd-xuan-lung", "hungnq", "thicong"):
        with pytest.raises(NotFound):
            sheets.page(visit[who], sheet)


def test_a_delegate_reads_and_changes_nothing(visit):
    sheet = visit.sheet()
    say(visit, sheet, "truc", "dat")
    assert sheets.page(visit["dungnt"], sheet).offers == ()
    for command in (
        NoteAnswers(sheet=sheet, answers=[AnswerGiven(item="truc", value="chua_dat")]),
        FinishSheet(sheet=sheet, words="Xong"),
        NoteFinding(stop=visit.stop, kind=Kind.GOOD, words="Tốt"),
    ):
        with pytest.raises(NotAllowed):
            perform(command, visit["dungnt"])
    assert held(sheet, "truc") == "dat"
    assert findings.listed(visit["dungnt"], findings.Asked(show=findings.Show.ALL))[0] == ()
