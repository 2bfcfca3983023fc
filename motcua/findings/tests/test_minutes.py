"""Minutes of a stop: written from what is known, both sides' words, read out, signed or refused, and then for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from motcua.config.demo import certificates
from motcua.documents import letters, shelf, signing
from motcua.documents.docx_letters import write_docx
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.findings.commands import (
    AcceptSignedStopMinutes,
    AnswerStopMinutes,
    CloseStopMinutes,
    CorrectStopMinutes,
    DiscardStopMinutes,
    DraftStopMinutes,
    FinishSheet,
    LayStopMinutes,
    NoteAnswers,
    RefuseStopMinutes,
    SignStopMinutes,
    SignStopMinutesOnPaper,
    TakeBackStopMinutes,
)
from motcua.findings.commands.draft_minutes import AttendantGiven
from motcua.findings.commands.sheet import AnswerGiven
from motcua.findings.files import files_needed
from motcua.findings.models import StopMinutes
from motcua.findings.queries import minutes as queries
from motcua.findings.rules.life import Kind
from motcua.findings.rules.minutes import MinutesState, Side
from motcua.findings.tests.conftest import stop_planned
from motcua.inspections import queries as inspections
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform

UNIT = [
    AttendantGiven(name="Bùi Văn Thử", titles="Chủ tịch UBND xã"),
    AttendantGiven(unit_name="Lãnh đạo Phòng Kinh tế"),
]


def members(visit):
    """Return the team by sign-in name of the tests."""
    rows = {one.official: one.id for one in inspections.stop_record(visit.stop).members}
    return {who: rows[visit[who].official] for who in ("liemqt", "kt1-pt", "kt2-pt", "dungnt")}


def drafted(visit, **more):
    made = perform(DraftStopMinutes(stop=visit.stop), visit["kt1-pt"]).target
    return written(visit, made, **more)


def written(visit, made, **more):
    team = members(visit)
    told = {"present": list(team.values()), "unit_side": UNIT, "recorder": team["kt1-pt"]} | more
    perform(CorrectStopMinutes(minutes=made, **told), visit["kt1-pt"])
    return made


def laid(visit, **more):
    made = drafted(visit, **more)
    perform(LayStopMinutes(minutes=made), visit["kt1-pt"])
    return made


def closed(visit, explanation="Đang sửa bảng", **more):
    made = laid(visit, **more)
    perform(AnswerStopMinutes(minutes=made, explanation=explanation), visit["gd-dai-dong"])
    perform(CloseStopMinutes(minutes=made), visit["kt1-pt"])
    return made


def sign(visit, made, who):
    return perform(SignStopMinutes(minutes=made, paper=queries.file_of(visit[who], made)), visit[who])


def state(made):
    return MinutesState(StopMinutes.objects.values_list("state", flat=True).get(pk=made))


def paper_of(made):
    row = StopMinutes.objects.get(pk=made)
    return squeezed(text_of(open_pdf(shelf.store().get(row.file or row.paper))))


def scan(pages):
    """Take in a scan of so many pages."""
    text = letters.Letter(
        issuer="x", number="", symbol="", place="", day=None, kind="Quét", about="", blocks=(), recipients=(),
        sign_lines=(), signer="", made_at=clock.now(), opening="\n".join(["chữ"] * 40 * (pages - 1)),
    )  # fmt: skip
    blob = shelf.take_in(letters.print_pdf(text))
    assert blob.pages == pages
    return blob.pk


def test_a_draft_holds_what_is_known_of_the_stop_with_every_title_of_the_day(visit):
    visit.note(kind=Kind.GOOD, words="Trực đủ giờ")
    visit.note(words="Bảng phí cũ", criterion="Niêm yết phí", due=date(2025, 7, 31))
    sheet = visit.sheet()
    perform(NoteAnswers(sheet=sheet, answers=[AnswerGiven(item="the_ten", value="dat")]), visit["kt1-pt"])
    perform(FinishSheet(sheet=sheet, words="Hết giờ"), visit["kt1-pt"])
    made = perform(DraftStopMinutes(stop=visit.stop), visit["kt1-pt"]).target
    page = queries.page(visit["kt1-pt"], made)
    assert page.body.team[0].name == "Quách Tất Liêm"
    delegate = next(one for one in page.body.team if one.name == "Nguyễn Thị Dưỡng")
    assert "Ủy viên BTV Huyện ủy" in delegate.titles
    assert "Phó Chủ tịch HĐND huyện" in delegate.titles
    assert page.body.recorder.name == "Kiểm Tra Thử Một"
    assert [line.words for line in page.body.lines][:2] == ["Trực đủ giờ", "Bảng phí cũ"]
    assert [one.sheet for one in page.body.sheets] == [sheet]
    assert page.row.state is MinutesState.DRAFT


def test_both_sides_words_stand_on_a_print_whose_pages_are_counted(visit):
    visit.note(kind=Kind.UNDESCRIBED, words="")
    made = laid(visit, number="01/BB-ĐKT", team_words="Khắc phục sớm.", papers=["Sổ theo dõi hồ sơ"], copies=3)
    perform(
        AnswerStopMinutes(minutes=made, explanation="Phí mới ban hành", reservations="Không nhất trí ý 2"),
        visit["gd-dai-dong"],
    )
    with clock.fixed(clock.at(2025, 7, 15, 11, 20)):
        perform(CloseStopMinutes(minutes=made), visit["kt1-pt"])
    row, text = StopMinutes.objects.get(pk=made), paper_of(made)
    for words in (
        *("Số: 01/BB-ĐKT", "Khắc phục sớm.", "Phí mới ban hành", "Không nhất trí ý 2", "Sổ theo dõi hồ sơ"),
        *("Có tồn tại, hạn chế nhưng chưa được mô tả", "Bùi Văn Thử, Chủ tịch UBND xã", "Lãnh đạo Phòng Kinh tế"),
        *("Phó Chủ tịch HĐND huyện, Ủy viên BTV Huyện ủy", "hồi 08 giờ 00 phút ngày 15/7/2025", "11 giờ 20 phút"),
        *(
            f"gồm {row.pages} trang, lập thành 03 bản",
            f"Trang {row.pages}/{row.pages}",
            "Người ghi biên bản: Kiểm Tra Thử Một",
        ),
    ):
        assert squeezed(words) in text, words
    docx = Document(BytesIO(write_docx(queries.letter(visit["kt1-pt"], made))))
    words = "\n".join(line.text for line in docx.paragraphs)
    assert "Không nhất trí ý 2" in words
    assert "NUMPAGES" in docx.element.xml


def test_what_is_found_after_the_unit_read_it_stays_out_and_belongs_into_a_supplement(visit):
    first = visit.note(words="Bảng phí cũ")
    made = closed(visit)
    later = visit.note(words="Thiếu biển tên")
    certificates.give([visit[who] for who in ("liemqt", "kt1-pt", "ct-dai-dong")])
    with pytest.raises(Conflict, match="đang làm"):
        perform(DraftStopMinutes(stop=visit.stop, supplements=made), visit["kt1-pt"])
    for who in ("liemqt", "ct-dai-dong", "kt1-pt"):
        sign(visit, made, who)
    assert [line.finding for line in queries.page(visit["liemqt"], made).body.lines] == [first]
    with pytest.raises(Conflict, match="bổ sung"):
        perform(DraftStopMinutes(stop=visit.stop), visit["kt1-pt"])
    with pytest.raises(NotFound):
        perform(DraftStopMinutes(stop=visit.stop, supplements=new_id()), visit["kt1-pt"])
    more = perform(DraftStopMinutes(stop=visit.stop, supplements=made), visit["kt1-pt"]).target
    page = queries.page(visit["liemqt"], more)
    assert [line.finding for line in page.body.lines] == [later]
    assert [one.id for one in page.others] == [made]
    assert "BỔ SUNG" in queries.letter(visit["liemqt"], more).kind


def test_both_sides_and_the_recorder_sign_one_file_and_then_nothing_changes(visit):
    made = closed(visit)
    certificates.give([visit[who] for who in ("liemqt", "kt1-pt", "ct-dai-dong", "kt2-pt")])
    print_ = queries.file_of(visit["liemqt"], made)
    sign(visit, made, "ct-dai-dong")
    with pytest.raises(Conflict, match="Tải lại trang"):
        perform(SignStopMinutes(minutes=made, paper=print_), visit["liemqt"])
    with pytest.raises(Conflict, match="đã ký"):
        sign(visit, made, "gd-dai-dong")
    with pytest.raises(NotAllowed):
        sign(visit, made, "kt2-pt")
    sign(visit, made, "liemqt")
    assert state(made) is MinutesState.CLOSED
    sign(visit, made, "kt1-pt")
    assert state(made) is MinutesState.SIGNED
    file = shelf.store().get(queries.file_of(visit["liemqt"], made))
    verdicts = signing.validator().check(file)
    assert [one.intact for one in verdicts] == [True] * 3
    assert file.startswith(shelf.store().get(print_))
    assert set(queries.page(visit["liemqt"], made).row.signed) == set(Side)
    before = Entry.objects.count()
    for command, who in (
        (CorrectStopMinutes(minutes=made, present=list(members(visit).values())), "kt1-pt"),
        (AnswerStopMinutes(minutes=made, explanation="Khác"), "gd-dai-dong"),
        (CloseStopMinutes(minutes=made), "kt1-pt"),
        (TakeBackStopMinutes(minutes=made, reason="Sửa"), "liemqt"),
        (DiscardStopMinutes(minutes=made, reason="Bỏ"), "liemqt"),
        (RefuseStopMinutes(minutes=made, reason="Không"), "ct-dai-dong"),
    ):
        with pytest.raises(Conflict):
            perform(command, visit[who])
    assert Entry.objects.count() == before


def test_a_file_that_was_changed_or_signed_by_another_is_no_signature(visit):
    made = closed(visit)
    paper = queries.file_of(visit["liemqt"], made)
    with pytest.raises(RuleError):
        perform(AcceptSignedStopMinutes(minutes=made, paper=paper, signed=scan(1)), visit["liemqt"])
    with pytest.raises(NotAllowed, match="bước hai"):
        perform(SignStopMinutes(minutes=made, paper=paper), replace(visit["liemqt"], verified=False))
    assert state(made) is MinutesState.CLOSED


def test_a_leader_who_writes_the_minutes_signs_once(visit):
    team = members(visit)
    made = closed(visit, recorder=team["liemqt"])
    certificates.give([visit["liemqt"], visit["ct-dai-dong"]])
    sign(visit, made, "liemqt")
    sign(visit, made, "ct-dai-dong")
    assert state(made) is MinutesState.SIGNED


def test_a_print_signed_by_hand_is_scanned_whole_and_the_recorder_confirms_it(visit):
    made = closed(visit)
    row = StopMinutes.objects.get(pk=made)
    wish = SignStopMinutesOnPaper(
        minutes=made,
        paper=row.paper,
        scan=scan(row.pages),
        pages=row.pages,
        team_signer="Quách Tất Liêm",
        unit_signer="Bùi Văn Thử",
        signed_on=date(2025, 7, 15),
    )
    for who, change in (
        ("kt1-pt", {"pages": row.pages + 1}),
        ("kt1-pt", {"scan": scan(row.pages + 1)}),
        ("kt1-pt", {"unit_signer": " "}),
        ("kt1-pt", {"team_signer": " "}),
        ("kt1-pt", {"signed_on": date(2025, 7, 14)}),
        ("kt1-pt", {"signed_on": date(2025, 7, 16)}),
        ("kt1-pt", {"scan": "0" * 64}),
    ):
        with pytest.raises(BadInput):
            perform(replace_wish(wish, **change), visit[who])
    with pytest.raises(Conflict):
        perform(replace_wish(wish, paper="0" * 64), visit["kt1-pt"])
    for who in ("liemqt", "gd-dai-dong", "dungnt"):
        with pytest.raises(NotAllowed):
            perform(wish, visit[who])
    perform(wish, visit["kt1-pt"])
    assert state(made) is MinutesState.SIGNED
    page = queries.page(visit["gd-dai-dong"], made)
    assert {one.name for one in page.signatures} == {"Quách Tất Liêm", "Bùi Văn Thử", "Kiểm Tra Thử Một"}
    assert set(files_needed([row.paper, wish.scan, "0" * 64])) == {row.paper, wish.scan}


def replace_wish(wish, **change):
    return type(wish)(**{name: getattr(wish, name) for name in wish.__struct_fields__ if name != "seen"} | change)


def test_a_unit_that_does_not_sign_is_written_down_with_reason_and_witness(visit):
    made = closed(visit)
    certificates.give([visit["liemqt"], visit["kt1-pt"], visit["ct-dai-dong"]])
    for wish in (
        RefuseStopMinutes(minutes=made, name="Bùi Văn Thử", reason=" ", witness="Lê Thử"),
        RefuseStopMinutes(minutes=made, name="Bùi Văn Thử", reason="Không đồng ý"),
        RefuseStopMinutes(minutes=made, reason="Không đồng ý", witness="Lê Thử"),
    ):
        with pytest.raises(BadInput):
            perform(wish, visit["kt1-pt"])
    perform(
        RefuseStopMinutes(minutes=made, name="Bùi Văn Thử", reason="Không đồng ý", witness="Lê Thử"), visit["kt1-pt"]
    )
    with pytest.raises(Conflict):
        sign(visit, made, "ct-dai-dong")
    with pytest.raises(Conflict, match="từ chối"):
        perform(TakeBackStopMinutes(minutes=made, reason="Sửa"), visit["kt1-pt"])
    sign(visit, made, "kt1-pt")
    sign(visit, made, "liemqt")
    assert state(made) is MinutesState.SIGNED
    notes = " ".join(queries.letter(visit["liemqt"], made).notes)
    assert "từ chối ký ngày 15/7/2025. Lý do: Không đồng ý; người chứng kiến: Lê Thử." in notes


def test_the_unit_itself_refuses_without_a_witness_and_the_print_is_signed_by_hand_without_it(visit):
    made = closed(visit)
    perform(RefuseStopMinutes(minutes=made, reason="Chờ ý kiến cấp trên"), visit["gd-dai-dong"])
    row = StopMinutes.objects.get(pk=made)
    told = {"paper": row.paper, "scan": scan(row.pages), "pages": row.pages, "signed_on": date(2025, 7, 15)}
    with pytest.raises(BadInput):
        perform(SignStopMinutesOnPaper(minutes=made, team_signer="A", unit_signer="B", **told), visit["kt1-pt"])
    perform(SignStopMinutesOnPaper(minutes=made, team_signer="Quách Tất Liêm", **told), visit["kt1-pt"])
    assert state(made) is MinutesState.SIGNED


def test_minutes_are_closed_with_the_unit_s_words_or_with_why_there_are_none(visit):
    made = laid(visit)
    with pytest.raises(BadInput):
        perform(CloseStopMinutes(minutes=made), visit["kt1-pt"])
    for ended in (clock.at(2025, 7, 15, 7), clock.at(2025, 7, 15, 10)):
        with pytest.raises(BadInput):
            perform(CloseStopMinutes(minutes=made, silence="Vắng", ended=ended), visit["kt1-pt"])
    perform(CloseStopMinutes(minutes=made, silence="Người đại diện vắng mặt"), visit["kt1-pt"])
    assert squeezed("Đơn vị không ghi ý kiến (Người đại diện vắng mặt)") in paper_of(made)


def test_what_is_taken_back_is_the_team_s_again_and_the_unit_is_asked_anew(visit):
    made = closed(visit, explanation="Đang sửa")
    with pytest.raises(BadInput):
        perform(TakeBackStopMinutes(minutes=made, reason=" "), visit["kt2-pt"])
    perform(TakeBackStopMinutes(minutes=made, reason="Sai tên"), visit["kt2-pt"])
    with pytest.raises(NotFound):
        queries.page(visit["gd-dai-dong"], made)
    perform(LayStopMinutes(minutes=written(visit, made)), visit["kt1-pt"])
    page = queries.page(visit["gd-dai-dong"], made)
    assert (page.explanation, page.answered_at) == ("Đang sửa", None)
    assert [str(one.label) for one in page.history][:1] == ["Gửi đơn vị ghi ý kiến"]
    assert "Bắt đầu soạn" not in {str(one.label) for one in page.history}
    perform(TakeBackStopMinutes(minutes=made, reason="Nhầm"), visit["kt1-pt"])
    perform(DiscardStopMinutes(minutes=made, reason="Lập lại"), visit["kt1-pt"])
    assert queries.at_stop(visit["kt1-pt"], visit.stop) == ()
    assert drafted(visit) != made


def test_a_stop_that_has_not_begun_has_no_minutes_and_nobody_learns_of_it(visit):
    stop = stop_planned(visit.world, date(2025, 7, 16))
    with pytest.raises(Conflict):
        perform(DraftStopMinutes(stop=stop), visit["liemqt"])
    with pytest.raises(NotFound):
        perform(DraftStopMinutes(stop=new_id()), visit["liemqt"])
    assert queries.at_stop(visit["gd-dai-dong"], stop) == ()


@pytest.mark.parametrize(
    "told",
    [
        {"present": []},
        {"present": [new_id()]},
        {"copies": 1},
        {"copies": 21},
        {"recorder": new_id()},
        {"unit_side": [AttendantGiven()]},
        {"unit_side": [AttendantGiven(official=new_id())]},
        {"unit_side": [AttendantGiven(name="Người")] * 61},
        {"papers": ["x"] * 61},
    ],
)
def test_what_minutes_cannot_hold_is_refused_and_nothing_is_kept(visit, told):
    made = perform(DraftStopMinutes(stop=visit.stop), visit["kt1-pt"]).target
    before = Entry.objects.count()
    wish = {"present": list(members(visit).values())} | told
    with pytest.raises(BadInput):
        perform(CorrectStopMinutes(minutes=made, **wish), visit["kt1-pt"])
    assert Entry.objects.count() == before


def test_a_delegate_does_not_write_the_minutes_and_without_the_unit_s_people_they_are_not_laid(visit):
    made = perform(DraftStopMinutes(stop=visit.stop), visit["kt1-pt"]).target
    team = members(visit)
    with pytest.raises(BadInput):
        perform(CorrectStopMinutes(minutes=made, present=list(team.values()), recorder=team["dungnt"]), visit["kt1-pt"])
    with pytest.raises(RuleError, match="bên đơn vị"):
        perform(LayStopMinutes(minutes=made), visit["kt1-pt"])
    written(visit, made, recorder=None, recorder_name="")
    with pytest.raises(RuleError, match="người ghi"):
        perform(LayStopMinutes(minutes=made), visit["kt1-pt"])
    director = visit["gd-dai-dong"].official
    written(visit, made, unit_side=[AttendantGiven(official=director)], recorder=None, recorder_name="Lê Thị Ghi")
    page = queries.page(visit["kt1-pt"], made)
    assert page.body.unit_side[0].titles
    perform(LayStopMinutes(minutes=made), visit["kt1-pt"])
    perform(CloseStopMinutes(minutes=made, silence="Vắng"), visit["kt1-pt"])
    certificates.give([visit["liemqt"]])
    with pytest.raises(Conflict, match="ký tay"):
        sign(visit, made, "liemqt")


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("liemqt", True, True),
        ("kt2-pt", True, True),
        ("dungnt", True, True),
        ("gd-dai-dong", False, True),
        ("ct-dai-dong", False, True),
        ("vp-pt", False, True),
        ("gd-xuan-lung", False, False),
        ("hungnq", False, False),
        ("tn-dai-dong", False, False),
        ("thicong", False, False),
    ],
)
def test_the_team_reads_its_draft_the_unit_what_lies_before_it_and_others_nothing(visit, who, before, after):
    made = drafted(visit)

    def sees():
        looked = Access.objects.count()
        listed = bool(queries.at_stop(visit[who], visit.stop)), bool(queries.of_campaign(visit[who], visit.campaign))
        try:
            queries.page(visit[who], made)
        except NotFound:
            assert listed == (False, False)
            assert Access.objects.count() == looked + 1
            return False
        assert listed == (True, True)
        return True

    assert sees() is before
    perform(LayStopMinutes(minutes=made), visit["kt1-pt"])
    assert sees() is after


def test_a_delegate_reads_and_changes_nothing_and_the_unit_writes_only_its_own_words(visit):
    made = laid(visit)
    for who, wish in (
        ("dungnt", AnswerStopMinutes(minutes=made, explanation="x")),
        ("dungnt", CloseStopMinutes(minutes=made, silence="x")),
        ("dungnt", TakeBackStopMinutes(minutes=made, reason="x")),
        ("dungnt", DraftStopMinutes(stop=visit.stop)),
        ("gd-dai-dong", CloseStopMinutes(minutes=made, silence="x")),
        ("gd-dai-dong", TakeBackStopMinutes(minutes=made, reason="x")),
        ("gd-xuan-lung", AnswerStopMinutes(minutes=made, explanation="x")),
        ("liemqt", AnswerStopMinutes(minutes=made, explanation="x")),
    ):
        with pytest.raises(NotAllowed):
            perform(wish, visit[who])
    assert {one.refusal for one in queries.page(visit["dungnt"], made).offers} == set()
