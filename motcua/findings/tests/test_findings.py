"""From what was seen to what is done: who notes, who explains and proves, who looks again, what repeats."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.findings.commands import (
    AskRemedy,
    CorrectFinding,
    DescribeFinding,
    ExplainFinding,
    NoticeOverdueFinding,
    RecheckFinding,
    ReopenFinding,
    SubmitProof,
    WithdrawFinding,
)
from motcua.findings.commands.shared import FileGiven, PhotoGiven
from motcua.findings.duties import watch
from motcua.findings.models import Finding, Shown
from motcua.findings.queries import findings, shown
from motcua.findings.queries.findings import Asked, Show
from motcua.findings.rules.life import Kind, State
from motcua.findings.tests.conftest import visit_of
from motcua.inspections.rules.campaigns import Part
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.ledger.actor import system
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

DUE = date(2025, 7, 31)


def state(finding):
    return State(Finding.objects.values_list("state", flat=True).get(pk=finding))


def test_a_shortcoming_without_words_is_refused_and_one_not_described_is_not_none(visit):
    before = Entry.objects.count()
    with pytest.raises(BadInput):
        visit.note(words="  ")
    assert Entry.objects.count() == before
    unsaid = visit.note(kind=Kind.UNDESCRIBED, words="")
    standing = findings.standing_of(visit["liemqt"], "stop_id", [visit.stop])[visit.stop]
    assert str(standing.words) == "có tồn tại nhưng chưa được mô tả"
    perform(DescribeFinding(finding=unsaid, words="Chưa niêm yết quy trình nội bộ"), visit["kt2-pt"])
    standing = findings.standing_of(visit["liemqt"], "stop_id", [visit.stop])[visit.stop]
    assert str(standing.words) == "0/1 tồn tại đã khắc phục"


def test_a_leader_s_sentence_is_kept_as_something_good_with_whose_it_is(visit):
    words = "Cán bộ, công chức làm việc với tinh thần khẩn trương, trách nhiệm"
    good = visit.note(kind=Kind.GOOD, words=words, said_by="Quách Tất Liêm, Phó Chủ tịch UBND tỉnh")
    row = findings.page(visit["gd-dai-dong"], good).row
    assert (row.words, row.said_by, row.state) == (words, "Quách Tất Liêm, Phó Chủ tịch UBND tỉnh", State.NOTED)
    with pytest.raises(Conflict):
        perform(SubmitProof(finding=good, words="Đã làm"), visit["gd-dai-dong"])


def test_from_the_shortcoming_to_its_closure_with_proof(visit, picture):
    finding = visit.note(
        criterion="Niêm yết đủ mức thu phí", photos=[PhotoGiven(sha256=picture(41), caption="Bảng phí")]
    )
    head = visit["gd-dai-dong"]
    perform(AskRemedy(finding=finding, unit=head.unit, due=DUE, due_words="sớm"), visit["liemqt"])
    perform(ExplainFinding(finding=finding, words="Bảng mới đang in"), head)
    proof = SubmitProof(
        finding=finding, words="Đã thay bảng", files=[FileGiven(sha256=picture(42), filename="bang.png")]
    )
    perform(proof, head)
    assert state(finding) is State.PROVEN
    with pytest.raises(BadInput):
        perform(RecheckFinding(finding=finding, closed=False, on_site=True), visit["kt1-pt"])
    again = RecheckFinding(finding=finding, closed=False, on_site=True, words="Còn thiếu phí chứng thực")
    perform(again, visit["kt1-pt"])
    assert state(finding) is State.OPEN
    perform(SubmitProof(finding=finding, words="Đã bổ sung"), head)
    perform(RecheckFinding(finding=finding, closed=True, on_site=True), visit["kt1-pt"])
    page = findings.page(head, finding)
    assert (page.row.state, page.row.due, page.row.unit) == (State.CLOSED, DUE, head.unit)
    assert [str(one.kind) for one in page.said] == ["explained", "proof", "not_yet", "proof", "closed"]
    assert [one.caption for one in page.shown] == ["Bảng phí"]
    with pytest.raises(Conflict):
        perform(SubmitProof(finding=finding, words="Nữa"), head)
    perform(ReopenFinding(finding=finding, words="Bảng lại bị tháo", due=DUE), visit["kt1-pt"])
    assert state(finding) is State.OPEN


def test_the_inspected_place_cannot_look_again_at_its_own_and_others_cannot_prove_for_it(visit):
    finding = visit.note()
    for who in ("gd-dai-dong", "ct-dai-dong", "hungnq", "dungnt", "thicong"):
        with pytest.raises(NotAllowed):
            perform(RecheckFinding(finding=finding, closed=True, on_site=True), visit[who])
    for who in ("gd-xuan-lung", "kt1-pt", "liemqt", "dungnt"):
        with pytest.raises(NotAllowed):
            perform(SubmitProof(finding=finding, words="Đã làm"), visit[who])
    assert state(finding) is State.OPEN
    # Who inspects and oversees the place may look again when the team is no more.
    perform(RecheckFinding(finding=finding, closed=True, on_site=False), visit["vp-pt"])
    assert state(finding) is State.CLOSED


def test_a_day_that_was_set_is_changed_with_a_reason_and_its_passing_is_told_once(visit):
    finding = visit.note(due=date(2025, 7, 20))
    with pytest.raises(BadInput, match="lý do"):
        perform(AskRemedy(finding=finding, due=DUE), visit["liemqt"])
    late = clock.at(2025, 7, 21, 7)
    with clock.fixed(late):
        assert findings.counts(visit["liemqt"], Asked())[Show.LATE] == 1
        assert watch("", system("Lệnh thử")) == "1 tồn tại quá hạn khắc phục"
        assert watch("", system("Lệnh thử")) == "0 tồn tại quá hạn khắc phục"
        with pytest.raises(Conflict):
            perform(NoticeOverdueFinding(finding=finding), system("Lệnh thử"))
        perform(AskRemedy(finding=finding, due=DUE, reason="Chờ in bảng"), visit["liemqt"])
    with clock.fixed(late + timedelta(days=11)):
        assert watch("", system("Lệnh thử")) == "1 tồn tại quá hạn khắc phục"


def test_a_place_that_lacks_the_same_again_is_a_repeat_offender(visit):
    first = visit.note(criterion="Niêm yết đủ mức thu phí")
    perform(RecheckFinding(finding=first, closed=True, on_site=True), visit["kt1-pt"])
    again, stop = visit_of(visit.world, date(2025, 8, 12), ("kt1-pt", Part.MEMBER))
    del again
    with clock.fixed(clock.at(2025, 8, 12, 9)):
        visit_two = type(visit)(visit.world, visit.campaign, stop, visit.version)
        second = visit_two.note(words="Lại thiếu phí", criterion="niêm yết ĐỦ mức thu phí")
        page = findings.page(visit["liemqt"], second)
        assert (page.row.repeat, [one.id for one in page.before]) == (1, [first])
        (worst,) = findings.offenders(visit["liemqt"])
        assert (worst.place_name, worst.things, worst.most) == ("xã Đại Đồng", 1, 2)
        assert findings.offenders(visit["hungnq"]) == ()


def test_what_was_noted_by_mistake_counts_nowhere_and_stays_in_the_history(visit):
    finding = visit.note()
    perform(CorrectFinding(finding=finding, words="Bảng phí thiếu", reason="Ghi chưa rõ"), visit["kt2-pt"])
    perform(WithdrawFinding(finding=finding, reason="Nhầm xã"), visit["kt1-pt"])
    assert findings.counts(visit["liemqt"], Asked())[Show.ALL] == 0
    assert findings.standing_of(visit["liemqt"], "stop_id", [visit.stop]) == {}
    assert Entry.objects.filter(stream_id=finding).count() == 3


def sees(visit, who, finding, file):
    """Return in which reads somebody meets a finding."""
    actor, found = visit[who], set()
    if findings.listed(actor, Asked(show=Show.ALL))[0]:
        found.add("list")
    if findings.listed(actor, Asked(show=Show.ALL, text="bang phi"))[0]:
        found.add("search")
    if findings.exported(actor, Asked(show=Show.ALL)):
        found.add("export")
    if findings.counts(actor, Asked())[Show.ALL]:
        found.add("counts")
    if findings.standing_of(actor, "place_id", [visit.world.places["dai-dong"]]):
        found.add("standing")
    for name, read in (("page", lambda: findings.page(actor, finding)), ("file", lambda: shown.file(actor, file))):
        try:
            read()
            found.add(name)
        except NotFound:
            pass
    return found


ALL = {"list", "search", "export", "counts", "standing", "page", "file"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("liemqt", ALL),
        ("kt2-pt", ALL),
        ("dungnt", ALL),
        ("gd-dai-dong", ALL),
        ("ct-dai-dong", ALL),
        ("vp-pt", ALL),
        ("gd-xuan-lung", set()),
        ("hungnq", set()),
        ("tn-dai-dong", set()),
        ("thicong", set()),
        ("bt-pt", set()),
    ],
)
def test_who_sees_a_finding_sees_it_everywhere_and_who_does_not_nowhere(visit, picture, who, seen):
    finding = visit.note(photos=[PhotoGiven(sha256=picture(43))])
    file = Shown.objects.get(finding=finding).id
    assert sees(visit, who, finding, file) == seen
