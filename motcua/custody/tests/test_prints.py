"""Papers of custody as PDF/A: both sides' words, counts and differences; labels whose QR opens the asset."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from motcua.custody import prints
from motcua.custody.commands import ApproveRequest, Asked, CloseStockTake, ReturnRequest, SignTransfer, SubmitRequest
from motcua.custody.models import Asset
from motcua.custody.queries import norms, requests, stock_takes, transfers
from motcua.custody.queries import register as assets
from motcua.custody.rules.assets import Condition, Use
from motcua.custody.tests.factories import issue, open_round, register
from motcua.custody.tests.test_norms_and_requests import draft, record
from motcua.custody.tests.test_stock_takes import saw, send
from motcua.custody.tests.test_transfers import check, propose
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.ledger.perform import perform


class Words(str):
    """The text of a PDF; what is drawn in pieces is found whatever blanks lie between them."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return str.__contains__(squeezed(self), squeezed(str(part)))


def words(pdf: bytes) -> Words:
    with open_pdf(pdf) as document:
        return Words(text_of(document))


def is_archivable(pdf: bytes) -> bool:
    with pikepdf.open(BytesIO(pdf)) as document:
        return "pdfaid:part" in str(document.open_metadata())


def test_the_minutes_tell_both_sides_words_counts_and_differences(region):
    transfer = propose(region, [register(region, cost=15_000_000), register(region)], temporary=True)
    check(region, transfer, words="Trầy vỏ, thiếu dây nguồn")
    for who in ("ct-cao-xa", "ct-xuan-lung"):
        perform(SignTransfer(transfer=transfer), region[who])
    who = region["csvc-cao-xa"]
    pdf = prints.print_transfer(who, transfers.transfer_page(who, transfer))
    told = words(pdf)
    for part in ("BB-08527-0001", "QĐ 12/QĐ-UBND thử", "15.000.000", "Trầy vỏ", "2/2", "12/07/2025", "Đã ký điện tử"):
        assert part in told
    assert region["ct-cao-xa"].name in told
    assert region["ct-xuan-lung"].name in told
    assert is_archivable(pdf)
    # Whoever prints it holds the same paper, headed by the giver.
    other = region["csvc-xuan-lung"]
    assert words(prints.print_transfer(other, transfers.transfer_page(other, transfer))) == told


def test_unsigned_minutes_leave_room_for_the_pen(region):
    transfer = propose(region, [register(region)])
    who = region["csvc-cao-xa"]
    told = words(prints.print_transfer(who, transfers.transfer_page(who, transfer)))
    assert "Ký và ghi rõ họ tên" in told
    assert "Đã ký điện tử" not in told


@pytest.mark.parametrize("closed", [False, True])
def test_the_minutes_of_a_stock_take_list_what_is_missing_differing_and_surplus(region, closed):
    ids = [register(region, room="Quầy 1", name=f"Máy {n}") for n in range(3)]
    codes = [Asset.objects.get(pk=one).code for one in ids]
    stock_take, keeper = open_round(region), region["csvc-cao-xa"]
    send(
        stock_take,
        region["tn-cao-xa"],
        saw(codes[0], room="Quầy 1"),
        saw(codes[1], room="Kho", condition=Condition.BROKEN),
        saw(name="Quạt trần", room="Sảnh"),
    )
    if closed:
        perform(CloseStockTake(stock_take=stock_take, note="Thiếu một máy"), keeper)
    told = words(prints.print_stock_take(keeper, stock_takes.round_page(keeper, stock_take)))
    for part in ("2/3", codes[2], "Quạt trần", "Hỏng, sửa được; Kho", region["tn-cao-xa"].name):
        assert part in told
    assert ("CHƯA KHÓA SỔ" in told) is not closed


def test_a_label_carries_the_code_that_opens_the_asset(region):
    register(region, name="Máy quét " + "rất dài " * 12, kind="scanner")
    register(region, kind="hall", name="Hội trường", unit=None)
    who = region["csvc-cao-xa"]
    rows = assets.listing(who).rows
    pdf = prints.print_labels(who, rows)
    assert "Chưa rõ đơn vị quản lý" in words(pdf)
    assert is_archivable(pdf)
    assert assets.by_code(who, rows[0].code).id == rows[0].id


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs poppler-utils")
def test_the_qr_of_a_printed_label_reads_back(region, tmp_path):
    register(region)
    who = region["csvc-cao-xa"]
    rows = assets.listing(who).rows
    (tmp_path / "labels.pdf").write_bytes(prints.print_labels(who, rows))
    subprocess.run(
        ["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", "labels.pdf", "labels"], cwd=tmp_path, check=True
    )
    found = zxingcpp.read_barcodes(Image.open(tmp_path / "labels.png"))
    assert [one.text for one in found] == [rows[0].code]


def test_a_hundred_labels_take_five_sheets(region):
    register(region)
    who = region["csvc-cao-xa"]
    pdf = prints.print_labels(who, assets.listing(who).rows * 100)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 5


def print_request(region, request, who="csvc-cao-xa"):
    page = requests.request_page(region[who], request)
    review = norms.review_page(region[who], page.review) if page.review else None
    return prints.print_request(region[who], page, review)


def test_a_request_tells_what_it_costs_the_gaps_it_rests_on_and_by_which_edition(region):
    issue(region)
    register(region, condition=Condition.BROKEN, use=Use.REPAIR, name="Máy hỏng")
    review = record(region, counters=4)
    lines = [
        Asked(kind="pc", quantity=3, unit_cost=15_000_000, why="thiếu 2, hỏng 1"),
        Asked(kind="scanner", quantity=4),
    ]
    request = draft(region, lines=lines, review=review, reason="Thiếu so với hướng dẫn")
    pdf = print_request(region, request)
    told = words(pdf)
    for part in (
        *(
            "ĐỀ NGHỊ BỔ SUNG TRANG THIẾT BỊ",
            "Ủy ban nhân dân xã Bản Nguyên",
            "Thiếu so với hướng dẫn",
            "thiếu 2, hỏng 1",
        ),
        *("Máy tính và màn hình", "15.000.000", "45.000.000", "7 thiết bị, kinh phí ước tính 45.000.000"),
        *("chưa có đơn giá, chưa tính vào tổng: Máy quét có khay nạp giấy", "01/HD-UBND thử, bản 1", "SỐ LƯỢNG THỬ"),
        *("chưa kiểm chứng", "4 quầy", "NGƯỜI LẬP", region["csvc-cao-xa"].name, "THỦ TRƯỞNG ĐƠN VỊ", "đang soạn"),
    ):
        assert part in told, part
    assert is_archivable(pdf)
    assert words(print_request(region, request, "gd-cao-xa")) == told, "whoever prints it holds the same paper"


def test_a_request_by_hand_says_so_and_carries_the_word_of_whoever_decided(region):
    request, who = draft(region), region["csvc-cao-xa"]
    assert "không kèm kết quả rà soát" in words(print_request(region, request))
    perform(SubmitRequest(request=request), who)
    perform(ReturnRequest(request=request, reason="Giải thích thêm"), region["ct-cao-xa"])
    told = words(print_request(region, request))
    assert "Trả lại: Giải thích thêm" in told
    assert "Duyệt trên hệ thống" not in told
    perform(SubmitRequest(request=request), who)
    assert "Giải thích thêm" not in words(print_request(region, request))
    perform(ApproveRequest(request=request, words="Đồng ý mua"), region["ct-cao-xa"])
    told = words(print_request(region, request))
    for part in ("Duyệt: Đồng ý mua", region["ct-cao-xa"].name, "Duyệt trên hệ thống"):
        assert part in told
