"""The forms of the archives as PDF/A: what they say, in how many volumes, that the same input makes the same paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from motcua.archives import form_prints, handovers, listed, queries
from motcua.archives.commands import AnswerClaim, CheckFonds, EnterFiles, ExceptFaults, RaiseClaim
from motcua.archives.listed import BoxLabel, Part
from motcua.archives.models import Fault, RecordFile
from motcua.archives.queries import Narrow
from motcua.archives.rules.handover import ClaimKind
from motcua.archives.rules.inventory import Line
from motcua.archives.tests.test_story import sign
from motcua.config.demo.records import NEW_ARCHIVIST, NEW_LEADER, OLD_ARCHIVIST, OLD_LEADER
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.ledger.perform import perform

JULY = clock.at(2025, 7, 4, 10)


@pytest.fixture(autouse=True)
def _july(old):
    with clock.fixed(JULY):
        yield


def words(pdf: bytes) -> str:
    with open_pdf(pdf) as document:
        return squeezed(text_of(document))


def pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        assert "pdfaid:part" in str(document.open_metadata())
        return len(document.pages)


def inventory(actor, fonds, narrow=None, at=1, under=""):
    part, files = listed.files(actor, fonds, narrow or Narrow(), at)
    return form_prints.print_inventory(actor, queries.fonds(actor, fonds), part, files, under)


def test_the_inventory_lists_every_file_with_the_columns_of_the_list(old, fonds):
    actor = old[OLD_ARCHIVIST]
    pdf = inventory(actor, fonds)
    told = words(pdf)
    for row in RecordFile.objects.filter(fonds=fonds).order_by("number"):
        assert squeezed(f"{row.number}{row.box.number if row.box else ''}{row.symbol}") in told
    for part in ("MỤC LỤC HỒ SƠ", "Vĩnh viễn", "chờ xác định giá trị", "Mục lục này gồm 120 hồ sơ, từ số 1 đến số 120"):
        assert squeezed(part) in told, part
    assert squeezed("chưa đối chiếu văn bản gốc") in told
    assert pages(pdf) > 3
    assert inventory(actor, fonds) == pdf, "the same input, the same bytes"


def test_permanent_and_fixed_files_stand_in_lists_of_their_own(old, fonds):
    actor = old[OLD_ARCHIVIST]
    permanent = words(inventory(actor, fonds, Narrow(state="vinh-vien"), under="Hồ sơ bảo quản vĩnh viễn"))
    assert squeezed("Hồ sơ bảo quản vĩnh viễn") in permanent
    symbols = {
        row.symbol: row.years == 0 and not row.off_list for row in RecordFile.objects.filter(fonds=fonds) if row.symbol
    }
    assert {symbol for symbol in symbols if squeezed(symbol) in permanent} == {
        symbol for symbol, lasting in symbols.items() if lasting
    }


def test_a_long_inventory_is_printed_in_volumes_that_leave_nothing_out(old, fonds, monkeypatch):
    actor = old[OLD_ARCHIVIST]
    monkeypatch.setattr(listed, "VOLUME", 50)
    found = [listed.files(actor, fonds, Narrow(), at) for at in (1, 2, 3)]
    assert [(part.at, part.of, part.total, len(rows)) for part, rows in found] == [
        *((1, 3, 120, 50), (2, 3, 120, 50)),
        (3, 3, 120, 20),
    ]
    assert [row.number for _, rows in found for row in rows] == list(range(1, 121))
    assert squeezed("Quyển: 2/3, cả danh sách 120 dòng") in words(inventory(actor, fonds, at=2))
    for at in (0, 4):
        with pytest.raises(NotFound):
            listed.files(actor, fonds, Narrow(), at)


def test_an_empty_list_is_one_paper_that_says_so(old, fonds):
    assert squeezed("Mục lục này gồm 0 hồ sơ.") in words(
        inventory(old[OLD_ARCHIVIST], fonds, Narrow(text="không có gì"))
    )


def test_a_whole_volume_is_one_paper_that_ends_with_its_last_file(old, fonds):
    actor = old[OLD_ARCHIVIST]
    files = queries.files(actor, fonds, limit=50).rows
    many = [replace(files[at % 50], number=at + 1) for at in range(listed.VOLUME)]
    pdf = form_prints.print_inventory(actor, queries.fonds(actor, fonds), Part(1, 6, 12_000, 0), many, "")
    assert pages(pdf) > 60
    last = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.pages[:-2]
        document.save(last)
    assert squeezed(f"từ số 1 đến số {listed.VOLUME}") in words(last.getvalue())


def test_labels_tell_what_is_in_each_box_eight_on_a_sheet(old, fonds):
    actor = old[OLD_ARCHIVIST]
    part, labels = listed.box_labels(actor, fonds, 1)
    boxes = queries.boxes(actor, fonds)
    assert [(one.number, one.files) for one in labels] == [(one.number, one.files) for one in boxes]
    assert part.total == len(boxes)
    for one in labels:
        numbers = RecordFile.objects.filter(fonds=fonds, box__number=one.number).values_list("number", flat=True)
        assert (one.first, one.last) == (min(numbers), max(numbers))
    told = words(form_prints.print_box_labels(actor, queries.fonds(actor, fonds), labels))
    assert squeezed(f"Hồ sơ số: {labels[0].first} – {labels[0].last}") in told
    empty = BoxLabel("9", "", 0, None, None, None, None, 0, 0)
    pdf = form_prints.print_box_labels(actor, queries.fonds(actor, fonds), [empty] * 17)
    assert pages(pdf) == 3
    assert squeezed("chưa lên giá") in words(pdf)


@pytest.mark.parametrize(
    ("permanent", "fixed", "said"),
    [
        *((3, 0, "Vĩnh viễn"), (0, 3, "Có thời hạn"), (1, 2, "Vĩnh viễn, có thời hạn")),
        *((1, 1, "Vĩnh viễn, có thời hạn, chưa xác định"), (0, 0, "Chưa xác định")),
    ],
)
def test_a_label_says_the_retention_only_of_what_is_known(old, fonds, permanent, fixed, said):
    actor = old[OLD_ARCHIVIST]
    label = BoxLabel("1", "Giá 1", 3, 1, 3, date(2020, 1, 1), date(2021, 1, 1), permanent, fixed)
    told = words(form_prints.print_box_labels(actor, queries.fonds(actor, fonds), [label]))
    assert squeezed(f"Thời hạn: {said}") in told


def test_what_was_left_as_it_is_stands_with_its_reason_and_who_left_it(old, fonds):
    actor = old[OLD_ARCHIVIST]
    perform(EnterFiles(fonds=fonds, files=[Line(number=300, title="Hồ sơ lạc")]), actor)
    perform(CheckFonds(fonds=fonds), actor)
    some = list(Fault.objects.filter(fonds=fonds, kind="off_list").values_list("pk", flat=True))[:3]
    perform(ExceptFaults(fonds=fonds, faults=some, reason="Chờ hội đồng xác định giá trị"), actor)
    part, rows = listed.left_as_is(actor, fonds, 1)
    assert (part.total, {one.reason for one in rows}) == (3, {"Chờ hội đồng xác định giá trị"})
    told = words(form_prints.print_exceptions(actor, queries.fonds(actor, fonds), part, rows))
    for one in rows:
        assert squeezed(f"{one.number}{one.title}") in told
    for words_ in ("Danh sách này gồm 3 ngoại lệ", "10:00 ngày 04/07/2025", actor.name, "Lỗi còn mở"):
        assert squeezed(words_) in told, words_
    assert squeezed("mục lục đã đổi") not in told
    perform(EnterFiles(fonds=fonds, files=[Line(title="Thêm")]), actor)
    stale = form_prints.print_exceptions(actor, queries.fonds(actor, fonds), part, rows)
    assert squeezed("mục lục đã đổi sau lần kiểm tra này") in words(stale)


def test_a_claim_tells_both_sides_words_and_the_minutes_it_is_about(old, fonds, handover):
    sign(old, handover, OLD_LEADER)
    sign(old, handover, NEW_LEADER)
    actor = old[NEW_ARCHIVIST]
    claim = RaiseClaim(handover=handover, number=5, kind=ClaimKind.DAMAGED, words="Rách bìa")
    raised = perform(claim, actor).ids["claim"]

    def paper(who):
        page = handovers.handover(old[who], handover)
        return words(
            form_prints.print_claim(old[who], page, page.claims[0], handovers.receiver_place(old[who], handover))
        )

    told = paper(NEW_ARCHIVIST)
    page = handovers.handover(actor, handover)
    for part in ("Rách bìa", "Chưa trả lời.", "Hồ sơ hư hỏng", page.minutes, page.row.giver, "Hồ sơ số: 5"):
        assert squeezed(part) in told, part
    perform(AnswerClaim(handover=handover, claim=raised, answer="Đã rách khi đóng hộp"), old[OLD_ARCHIVIST])
    told = paper(NEW_ARCHIVIST)
    assert squeezed("Đã rách khi đóng hộp") in told
    assert paper(OLD_ARCHIVIST) == told, "both sides hold the same paper"


def test_outside_the_reach_there_is_no_form(old, fonds):
    actor = old["ct-tra-ly"]
    for read in (listed.box_labels, listed.left_as_is):
        with pytest.raises(NotFound):
            read(actor, fonds, 1)
    with pytest.raises(NotFound):
        listed.files(actor, fonds, Narrow(), 1)
