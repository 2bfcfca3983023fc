"""Conclusions through perform: three stories from draft to acknowledgement, who sees and does what, what never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import msgspec
import pytest
from docx import Document

from motcua.conclusions import queries
from motcua.conclusions.commands import (
    AcceptSignedConclusion,
    CorrectConclusion,
    DiscardConclusion,
    DraftConclusion,
    NumberConclusion,
    PublishConclusion,
    ReceiveConclusion,
    ReturnConclusion,
    SaveConclusion,
    SignConclusion,
    SignConclusionOnPaper,
    SubmitConclusion,
    TakeBackConclusion,
    WithdrawConclusion,
)
from motcua.conclusions.files import files_needed
from motcua.conclusions.models import Conclusion
from motcua.conclusions.queries import Asked, Show
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import Genre, Kind, State, When
from motcua.config.demo import certificates, conclusions
from motcua.documents import letters, shelf, signing
from motcua.documents.docx_letters import write_docx
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.ledger.events.conclusions import ConclusionSigned
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.ledger.queries import stream

DAY = date(2025, 7, 15)


def page(region, name, id_):
    return queries.page(region[name], id_)


def begun(region, **more):
    """Return a draft of 15/7 with four sentences, laid before nobody."""
    head = queries.page(region["vp-pt"], region_dai_dong(region)).head
    head = msgspec.structs.replace(head, **more)
    issuer = conclusions.committee(region["liemqt"])
    return conclusions.written(region["vp-pt"], issuer, Genre.LEADER, head, conclusions.AT_DAI_DONG)


def region_dai_dong(region):
    return Conclusion.objects.filter(title__contains="Quách Tất Liêm").order_by("pk")[0].pk


def signed(region, **more):
    made = begun(region, **more)
    perform(SubmitConclusion(conclusion=made), region["vp-pt"])
    certificates.give([region["liemqt"]])
    sign = SignConclusion(conclusion=made, paper=queries.file_of(region["liemqt"], made))
    perform(sign, region["liemqt"])
    return made


def test_what_was_asked_at_dai_dong_stands_with_whom_and_by_when(told):
    region, made = told
    found = page(region, "ct-dai-dong", made["dai-dong"])
    assert (found.row.state, found.row.number, found.row.received, found.row.sent) == (
        State.PUBLISHED,
        "01/TB-UBND",
        1,
        2,
    )
    assert found.head.speaker.titles == "Phó Chủ tịch UBND tỉnh"
    assert [(one.kind, one.due.kind) for one in found.asking] == [
        (Kind.REQUEST, When.NONE),
        (Kind.REQUEST, When.NONE),
        (Kind.REQUEST, When.SOON),
    ]
    assert found.sentences[0].kind == Kind.RECOGNITION
    assert (found.row.asks, found.row.undated, found.asking[2].open) == (3, 3, True)


def test_the_thirteenth_of_june_ends_the_day_before_the_twenty_fifth(told):
    region, made = told
    found = page(region, "ct-phung-nguyen", made["lam-thao"])
    due = found.asking[2].due
    assert (due.kind, rules.last_day(due)) == (When.BEFORE, date(2025, 6, 24))
    assert "Ủy viên BTV Huyện ủy" in found.head.attended[0].titles
    assert [one.name for one in found.head.attended[-2:]] == ["", ""]
    assert found.row.places == ("xã Bản Nguyên", "xã Phùng Nguyên", "xã Xuân Lũng")
    assert "lãnh đạo Phòng Nội vụ huyện" in found.opening


def test_phung_cong_waits_for_its_signature_and_its_open_list_keeps_its_mark(told):
    region, made = told
    found = page(region, "hungnq", made["phung-cong"])
    assert (found.row.state, found.row.asks) == (State.SUBMITTED, 9)
    assert [one.words[-1] for one in found.sentences if one.open] == ["…", "…"]
    assert found.head.speaker.titles == "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực UBND tỉnh"


def test_the_signed_event_carries_the_sentences_with_the_ids_they_always_had(told):
    region, made = told
    entries = stream(made["dai-dong"])
    (event,) = [one.event for one in entries if isinstance(one.event, ConclusionSigned)]
    assert event.conclusion == made["dai-dong"]
    assert list(page(region, "vp-pt", made["dai-dong"]).sentences) == event.sentences
    assert event.sentences == entries[1].event.sentences


def test_the_paper_carries_a_good_signature_and_every_sentence(told):
    region, made = told
    file = queries.file_of(region["ct-dai-dong"], made["dai-dong"])
    (verdict,) = signing.validator().check(shelf.store().get(file))
    assert verdict.good
    with open_pdf(shelf.store().get(file)) as pdf:
        text = squeezed(text_of(pdf))
    for words in ("THÔNG BÁO", *(line.words for line in conclusions.AT_DAI_DONG), letters.UNCOMPARED, "Nơi nhận:"):
        assert squeezed(words) in text
    assert {file} <= set(files_needed([file, "0" * 64]))


def test_pdf_and_docx_say_the_same_and_number_what_they_number(told):
    region, made = told
    letter = queries.letter(region["vp-pt"], made["kiem-tra"])
    with open_pdf(letters.print_pdf(letter)) as pdf:
        text = squeezed(text_of(pdf))
    paper = Document(BytesIO(write_docx(letter)))
    body = [line.text for line in paper.paragraphs]
    cells = [
        line.text for table in paper.tables for row in table.rows for cell in row.cells for line in cell.paragraphs
    ]
    said = [letter.number_line, letter.place_and_day, letter.about, *letter.basis, *letter.recipients]
    for words in (*said, *(block.text for block in letter.blocks), letters.NATION, letters.MOTTO):
        assert squeezed(words) in text
        assert words in (*body, *cells)
    heads = [line.text for line in paper.paragraphs if line.style.name == "Heading 1"]
    assert heads == ["Ưu điểm", "Tồn tại, hạn chế và nguyên nhân", "Yêu cầu"]
    numbers = [block.number for block in letter.blocks]
    assert numbers == ["I.", "1.", "II.", "1.", "2.", "3.", "III.", "1.", ""]
    assert all(f"{block.number}{squeezed(block.text)}" in text for block in letter.blocks)
    levels = [
        line._p.pPr.numPr.ilvl.val
        for line in paper.paragraphs
        if line._p.pPr is not None and line._p.pPr.numPr is not None
    ]
    assert levels == [0, 1, 0, 1, 1, 1, 0, 1]
    section = paper.sections[0]
    assert [round(one.mm) for one in (section.top_margin, section.left_margin, section.right_margin)] == [20, 30, 15]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("vp-pt", {"dai-dong", "kiem-tra"}),
        ("liemqt", {"dai-dong", "kiem-tra"}),
        ("vt-pt", {"dai-dong", "kiem-tra"}),
        ("vp-hy", {"phung-cong"}),
        ("hungnq", {"phung-cong"}),
        ("khoakd", {"lam-thao"}),
        ("ct-dai-dong", {"dai-dong"}),
        ("gd-dai-dong", {"dai-dong"}),
        ("ct-xuan-lung", {"lam-thao"}),
        ("stc-pt", {"dai-dong"}),
        ("snv-pt", set()),
        ("ct-tra-ly", set()),
        ("tn-dai-dong", set()),
        ("dungnt", set()),
        ("khoacd", set()),
        ("kt1-pt", set()),
        ("bt-pt", set()),
        ("thicong", set()),
    ],
)
def test_lists_counts_search_export_and_pages_are_cut_alike(told, who, seen):
    region, made = told
    actor = region[who]
    found = {row.id for show in Show for row in queries.listed(actor, Asked(show=show))[0]}
    if who in {"vp-pt", "liemqt", "vt-pt"}:
        seen = seen | {"lam-thao"}  # its communes lie in the province today
    if who == "vt-pt":
        seen = seen - {"lam-thao"}  # whoever oversees nothing sees their own place
    assert found == {made[name] for name in seen}
    assert {row.id for show in Show for row in queries.exported(actor, Asked(show=show, text="ket luan"))} == found
    numbers = queries.counts(actor)
    assert sum(count for show, count in numbers.items() if show is not Show.NEW) == len(found)
    for name, id_ in made.items():
        if name in seen:
            assert queries.page(actor, id_).row.id == id_
            continue
        for ask in (queries.page, queries.letter, queries.file_of):
            with pytest.raises(NotFound):
                ask(actor, id_)


def test_who_reads_only_sees_no_drafting(told):
    region, made = told
    inside, outside = page(region, "vp-pt", made["dai-dong"]), page(region, "ct-dai-dong", made["dai-dong"])
    assert (len(inside.versions), outside.versions) == (1, ())
    assert "Trình ký" in {str(one.label) for one in inside.history}
    assert {str(one.label) for one in outside.history} == {
        *("Đã ký", "Cấp số", "Gửi nơi nhận", "Nơi nhận xác nhận đã nhận"),
    }
    assert queries.version(region["vp-pt"], made["dai-dong"], 1)[1] == inside.sentences
    for who, number in (("ct-dai-dong", 1), ("vp-pt", 2), ("vp-pt", 0)):
        with pytest.raises(NotFound):
            queries.version(region[who], made["dai-dong"], number)


def test_a_draft_keeps_its_versions_and_each_sentence_its_id(told):
    region, _ = told
    made = begun(region)
    first = page(region, "vp-pt", made)
    halves = rules.split(first.sentences[1], 20, new_id())
    body = [*rules.moved([first.sentences[0], *halves, *first.sentences[2:]], 4, -3)]
    perform(SaveConclusion(conclusion=made, head=first.head, sentences=body), region["vp-pt"])
    now = page(region, "vp-pt", made)
    assert [one.id for one in now.sentences] == [one.id for one in body]
    assert {one.id for one in first.sentences} < {one.id for one in now.sentences}
    assert queries.version(region["vp-pt"], made, 1)[1] == first.sentences
    assert [one.sentences for one in now.versions] == [4, 5]


@pytest.mark.parametrize("who", ["ct-dai-dong", "stc-pt", "dungnt", "khoakd", "kt1-pt", "vp-hy"])
def test_others_neither_write_nor_sign_nor_number(told, who):
    region, made = told
    draft, head = made["kiem-tra"], page(region, "vp-pt", made["kiem-tra"]).head
    before = Entry.objects.count()
    commands = [
        DraftConclusion(issuer=conclusions.committee(region["liemqt"]), genre=Genre.LEADER, head=head),
        SaveConclusion(conclusion=draft, head=head, sentences=[]),
        SubmitConclusion(conclusion=draft),
        SignConclusion(conclusion=draft, paper=""),
        NumberConclusion(conclusion=draft, issued_on=DAY),
        PublishConclusion(conclusion=draft),
        WithdrawConclusion(conclusion=made["dai-dong"], reason="x"),
    ]
    for command in commands:
        with pytest.raises(NotAllowed):
            perform(command, region[who])
    assert Entry.objects.count() == before


def test_what_is_not_complete_is_not_laid_before_the_signer(told):
    region, made = told
    found = page(region, "vp-pt", made["kiem-tra"])
    assert found.left == ()
    body = [one for one in found.sentences if one.kind != Kind.SHORTCOMING]
    perform(SaveConclusion(conclusion=found.row.id, head=found.head, sentences=body), region["vp-pt"])
    with pytest.raises(RuleError):
        perform(SubmitConclusion(conclusion=found.row.id), region["vp-pt"])
    assert page(region, "vp-pt", found.row.id).row.state == State.DRAFT


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"places": []}, "places"),
        ({"half": "đêm"}, "half"),
        ({"report_on": date(2025, 7, 1)}, "report_on"),
    ],
)
def test_a_head_that_makes_no_sense_is_refused(told, change, field):
    region, made = told
    found = page(region, "vp-pt", made["kiem-tra"])
    before = Entry.objects.count()
    command = SaveConclusion(
        conclusion=found.row.id, head=msgspec.structs.replace(found.head, **change), sentences=list(found.sentences)
    )
    with pytest.raises(BadInput) as refused:
        perform(command, region["vp-pt"])
    assert (refused.value.field, Entry.objects.count()) == (field, before)


def test_places_out_of_reach_are_refused(told):
    region, made = told
    found = page(region, "vp-pt", made["kiem-tra"])
    for place in (region.places["tra-ly"], region.places["phu-tho"], new_id()):
        head = msgspec.structs.replace(found.head, places=[place])
        with pytest.raises(BadInput):
            perform(SaveConclusion(conclusion=found.row.id, head=head, sentences=[]), region["vp-pt"])


def test_returned_with_remarks_it_is_written_again_and_the_old_file_is_not_signed(told):
    region, _ = told
    made = begun(region)
    perform(SubmitConclusion(conclusion=made), region["vp-pt"])
    old = queries.file_of(region["liemqt"], made)
    with pytest.raises(Conflict):
        perform(SaveConclusion(conclusion=made, head=page(region, "vp-pt", made).head, sentences=[]), region["vp-pt"])
    perform(ReturnConclusion(conclusion=made, remarks="Ghi rõ ngày ở câu 4"), region["liemqt"])
    found = page(region, "vp-pt", made)
    assert (found.row.state, found.remarks) == (State.RETURNED, "Ghi rõ ngày ở câu 4")
    due = msgspec.structs.replace(found.asking[2].due, kind=When.BY, day=date(2025, 9, 30))
    body = [*found.sentences[:3], msgspec.structs.replace(found.sentences[3], due=due)]
    perform(SaveConclusion(conclusion=made, head=found.head, sentences=body), region["vp-pt"])
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        perform(SubmitConclusion(conclusion=made), region["vp-pt"])
        certificates.give([region["liemqt"]])
        with pytest.raises(Conflict):
            perform(SignConclusion(conclusion=made, paper=old), region["liemqt"])
        perform(TakeBackConclusion(conclusion=made), region["vp-pt"])
    assert page(region, "vp-pt", made).row.state == State.DRAFT
    assert old in set(files_needed([old]))


def test_signing_needs_the_second_factor_and_happens_once(told):
    region, _ = told
    made = begun(region)
    perform(SubmitConclusion(conclusion=made), region["vp-pt"])
    certificates.give([region["liemqt"]])
    sign = SignConclusion(conclusion=made, paper=queries.file_of(region["liemqt"], made))
    with pytest.raises(NotAllowed):
        perform(sign, replace(region["liemqt"], verified=False))
    perform(sign, region["liemqt"], key="ký")
    assert perform(sign, region["liemqt"], key="ký").again
    with pytest.raises(Conflict):
        perform(AcceptSignedConclusion(conclusion=made, paper=sign.paper, signed=sign.paper), region["liemqt"])
    for command in (
        SaveConclusion(conclusion=made, head=page(region, "vp-pt", made).head, sentences=[]),
        DiscardConclusion(conclusion=made, reason="x"),
        TakeBackConclusion(conclusion=made),
    ):
        with pytest.raises(Conflict):
            perform(command, region["vp-pt"])


def test_a_paper_signed_by_hand_is_kept_as_its_scan_with_the_number_of_the_bodys_register(told):
    region, _ = told
    made = begun(region)
    perform(SubmitConclusion(conclusion=made), region["vp-pt"])
    paper = queries.file_of(region["vt-pt"], made)
    scan = shelf.take_in(shelf.store().get(queries.file_of(region["vt-pt"], region_dai_dong(region)))).pk
    command = SignConclusionOnPaper(
        conclusion=made,
        paper=paper,
        scan=scan,
        signer_name="Quách Tất Liêm",
        signer_title="Phó Chủ tịch",
        signed_on=DAY,
    )
    for change in (
        {"scan": "0" * 64},
        {"signer_name": " "},
        {"signed_on": date(2025, 7, 14)},
        {"signed_on": date(2025, 7, 16)},
    ):
        with pytest.raises(BadInput):
            perform(msgspec.structs.replace(command, **change), region["vt-pt"])
    perform(command, region["vt-pt"])
    perform(NumberConclusion(conclusion=made, issued_on=DAY, typed="2/TB-UBND"), region["vt-pt"])
    found = page(region, "vp-pt", made)
    assert (found.way, found.file, found.row.number, found.row.state) == ("paper", scan, "2/TB-UBND", State.NUMBERED)


def test_numbers_of_a_body_and_year_have_no_gap_and_pass_over_what_the_register_used(told):
    region, _ = told
    clerk, numbers = region["vt-pt"], []
    for typed in ("", "3/TB-UBND", "", ""):
        made = signed(region)
        for bad in (date(2025, 7, 14), date(2025, 7, 16)):
            with pytest.raises(BadInput):
                perform(NumberConclusion(conclusion=made, issued_on=bad), clerk)
        perform(NumberConclusion(conclusion=made, issued_on=DAY, typed=typed), clerk)
        numbers.append(page(region, "vt-pt", made).row.number)
    assert numbers == ["02/TB-UBND", "3/TB-UBND", "04/TB-UBND", "05/TB-UBND"]
    made = signed(region)
    with pytest.raises(BadInput):
        perform(NumberConclusion(conclusion=made, issued_on=DAY, typed="3/TB-UBND"), clerk)


def test_each_recipient_says_once_that_it_has_arrived(told):
    region, made = told
    id_ = made["dai-dong"]
    assert queries.counts(region["stc-pt"])[Show.NEW] == 1
    perform(ReceiveConclusion(conclusion=id_), region["stc-pt"])
    assert queries.counts(region["stc-pt"])[Show.NEW] == 0
    assert {one.name for one in page(region, "vp-pt", id_).sent if one.received_at is None} == set()
    with pytest.raises(Conflict):
        perform(ReceiveConclusion(conclusion=id_), region["ct-dai-dong"])
    for who in ("snv-pt", "ct-tra-ly", "vp-pt"):
        with pytest.raises(NotAllowed):
            perform(ReceiveConclusion(conclusion=id_), region[who])


def test_after_signing_only_a_corrigendum_a_successor_or_a_withdrawal(told):
    region, made = told
    chair, id_ = region["liemqt"], made["dai-dong"]
    found = page(region, "vp-pt", id_)
    fix = CorrectConclusion(
        conclusion=id_,
        number="05/UBND-NC",
        issued_on=DAY,
        sentence=found.sentences[2].id,
        wrong="mua sắm",
        right="đầu tư, mua sắm",
        reason="Thiếu chữ",
    )
    with pytest.raises(BadInput):
        perform(msgspec.structs.replace(fix, wrong="không có chữ này"), chair)
    perform(fix, chair)
    now = page(region, "ct-dai-dong", id_)
    assert (now.sentences, now.corrigenda[0].right, now.file) == (found.sentences, "đầu tư, mua sắm", found.file)
    head = msgspec.structs.replace(found.head, title="Kết luận thay thế")
    start = DraftConclusion(issuer=found.row.issuer, genre=Genre.LEADER, head=head, replaces=id_)
    new = perform(start, region["vp-pt"]).target
    perform(SaveConclusion(conclusion=new, head=head, sentences=list(found.sentences)), region["vp-pt"])
    perform(SubmitConclusion(conclusion=new), region["vp-pt"])
    perform(SignConclusion(conclusion=new, paper=queries.file_of(chair, new)), chair)
    perform(NumberConclusion(conclusion=new, issued_on=DAY), region["vt-pt"])
    assert page(region, "ct-dai-dong", id_).row.state == State.PUBLISHED
    perform(PublishConclusion(conclusion=new), region["vt-pt"])
    old = page(region, "ct-dai-dong", id_)
    assert (old.row.state, old.replaced_by) == (State.REPLACED, new)
    with pytest.raises(BadInput):
        perform(start, region["vp-pt"])
    perform(WithdrawConclusion(conclusion=new, reason="Ban hành nhầm"), chair)
    assert page(region, "ct-dai-dong", new).reason == "Ban hành nhầm"


def test_the_list_is_searched_narrowed_and_paged(told, monkeypatch):
    region, made = told
    monkeypatch.setattr(queries, "PAGE", 1)
    reader = region["liemqt"]
    first, more = queries.listed(reader, Asked())
    assert ([row.id for row in first], more) == ([made["dai-dong"]], True)
    rest, more = queries.listed(reader, Asked(after=first[-1].id))
    assert ([row.id for row in rest], more) == ([made["lam-thao"]], False)
    assert [row.id for row in queries.listed(reader, Asked(text="thong suot"))[0]] == [made["dai-dong"]]
    place = region.places["xuan-lung"]
    assert [row.id for row in queries.listed(reader, Asked(place=place))[0]] == [made["lam-thao"]]
    assert queries.counts(reader, place)[Show.OUT] == 1
    assert queries.listed(reader, Asked(genre=Genre.INSPECTION))[0] == ()
