from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.documents import printing
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.dossiers import prints, receipts, wording
from motcua.dossiers.papers import (
    CloseOfDay,
    ControlSlip,
    DayItem,
    DayList,
    Given,
    Heading,
    Move,
    ReceptionSlip,
    Result,
    ReturnReceipt,
    Stage,
    centre_name,
    form_set,
)
from motcua.kernel import clock
from motcua.kernel.errors import BadInput

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = [KEY.public_key()]
RECEIVED = clock.at(2025, 7, 11, 9)
DUE = clock.at(2025, 7, 11, 17)
PAPERS = (
    Given(name="Tờ khai đăng ký khai sinh theo mẫu", original=1),
    Given(name="Giấy chứng sinh hoặc văn bản của người làm chứng xác nhận về việc sinh", original=1),
    Given(name="Giấy chứng nhận kết hôn của cha, mẹ", photocopy=2),
)


def head(**other: object) -> Heading:
    facts: dict[str, object] = {
        "governing_body": "Ủy ban nhân dân xã Phụng Công",
        "centre": centre_name("xã Phụng Công", date(2025, 7, 11)),
        "place": "Phụng Công",
        "made_at": clock.at(2025, 7, 11, 9, 5),
        "number": "0001/TN",
    }
    return Heading(**{**facts, **other})  # type: ignore[arg-type]


def slip(**other: object) -> ReceptionSlip:
    facts: dict[str, object] = {
        "heading": head(),
        "code": "H31.27.4-250711-0001",
        "unit_code": "12187",
        "procedure_code": "1.001193",
        "request": "Đăng ký khai sinh",
        "received_from": "Nguyễn Thị Thử Nghiệm",
        "address": "Thôn Đại, xã Phụng Công, tỉnh Hưng Yên",
        "phone": "0900 000 123",
        "email": "nguoi.thu@example.vn",
        "id_number": "001190000123",
        "owner": "Trần Thử Nghiệm",
        "papers": PAPERS,
        "received_at": RECEIVED,
        "due_at": DUE,
        "limit": "Trong ngày làm việc",
        "why": ("Nhận trước 15 giờ: trả trong ngày 11/7/2025.",),
        "submitter": "Nguyễn Thị Thử Nghiệm",
        "officer": "Lê Văn Cán Bộ",
        "holder": "Trung tâm Phục vụ hành chính công xã Phụng Công",
        "lookup": "https://motcua.phungcong.example.vn/ho-so/tra-cuu",
        "secret": "K7M4-2QPX",
        "centre_phone": "0221 000 0000",
        "return_place": "Quầy trả kết quả",
    }
    return receipts.seal(ReceptionSlip(**{**facts, **other}), KEY)  # type: ignore[arg-type]


def text(pdf: bytes) -> str:
    with open_pdf(pdf) as opened:
        return squeezed(text_of(opened))


def shows(pdf: bytes, *words: str) -> None:
    page = text(pdf)
    for word in words:
        assert squeezed(word) in page, word


def pages(pdf: bytes) -> int:
    return len(pikepdf.open(BytesIO(pdf)).pages)


@pytest.mark.parametrize(
    ("day", "circular", "control"),
    [
        (date(2019, 1, 8), "01/2018", "05"),
        (date(2025, 7, 11), "01/2018", "05"),
        (date(2025, 9, 14), "01/2018", "05"),
        (date(2025, 9, 15), "03/2025", "06"),
        (date(2026, 11, 22), "03/2025", "06"),
    ],
)
def test_the_forms_of_the_day_are_used(day: date, circular: str, control: str) -> None:
    forms = form_set(day)
    assert circular in forms.circular
    assert (forms.slip, forms.control) == ("01", control)


def test_before_the_first_known_forms_the_day_is_named() -> None:
    with pytest.raises(BadInput, match="22/02/2018"):
        form_set(date(2018, 2, 22))


def test_the_centre_has_its_name_from_the_first_of_july_2025() -> None:
    assert centre_name("xã A", date(2025, 6, 30)) == "Bộ phận Tiếp nhận và Trả kết quả xã A"
    assert centre_name("xã A", date(2025, 7, 1)) == "Trung tâm Phục vụ hành chính công xã A"


@pytest.mark.parametrize(
    ("instant", "long", "short"),
    [
        (clock.at(2025, 9, 9, 9), "09 giờ 00 phút, ngày 09 tháng 9 năm 2025", "09:00 ngày 09/9/2025"),
        (clock.at(2026, 2, 14, 17, 5), "17 giờ 05 phút, ngày 14 tháng 02 năm 2026", "17:05 ngày 14/02/2026"),
        (
            datetime.fromisoformat("2025-12-31T17:30:00+00:00"),
            "00 giờ 30 phút, ngày 01 tháng 01 năm 2026",
            "00:30 ngày 01/01/2026",
        ),
    ],
)
def test_instants_are_said_on_vietnamese_clocks(instant: datetime, long: str, short: str) -> None:
    assert (wording.long_instant(instant), wording.short_instant(instant)) == (long, short)


@pytest.mark.parametrize(("number", "shown"), [("001190000123", "•••••••••123"), ("123", "•••"), ("", "")])
def test_a_number_is_masked_but_for_its_end(number: str, shown: str) -> None:
    assert wording.masked(number) == shown


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_slip_holds_every_field_of_the_form(size: prints.Size) -> None:
    pdf = prints.print_reception_slip(slip(), size, copies=(prints.CUSTOMER, prints.STUB))
    shows(
        pdf,
        "ỦY BAN NHÂN DÂN XÃ PHỤNG CÔNG", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ PHỤNG CÔNG", "Số: 0001/TN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Phụng Công, ngày 11 tháng 7 năm 2025",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: H31.27.4-250711-0001", "Liên: KHÁCH HÀNG", "Liên: LƯU",
        "Nguyễn Thị Thử Nghiệm", "001190000123", "0900 000 123", "nguoi.thu@example.vn", "Chủ hồ sơ: Trần Thử Nghiệm",
        "Đăng ký khai sinh (mã thủ tục 1.001193)", "Bản chính", "Bản sao chứng thực", "Bản chụp", PAPERS[1].name,
        "số lượng hồ sơ: 01 bộ", "Thời hạn giải quyết theo quy định: Trong ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 11 tháng 7 năm 2025",
        "Thời gian trả kết quả: 17 giờ 00 phút, ngày 11 tháng 7 năm 2025", "Vì sao hẹn ngày này",
        "Hồ sơ đang ở: Trung tâm Phục vụ hành chính công", "K7M4-2QPX", "https://motcua.phungcong.example.vn/ho-so/tra-cuu",
        "0221 000 0000", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Lê Văn Cán Bộ",
        "Mẫu số 01, Thông tư 01/2018/TT-VPCP", "chưa đối chiếu bản gốc",
    )  # fmt: skip
    assert pages(pdf) == 2


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_eight_papers_with_everything_filled_in_stay_on_one_page(size: prints.Size) -> None:
    eight = tuple(msgspec.structs.replace(PAPERS[1], name=PAPERS[1].name + f" ({number})") for number in range(8))
    full = slip(
        papers=eight,
        heading=head(realm="thử", demonstration=True),
        owner_address="Số 5, ngõ 12, đường Hoàng Hoa Thám, thôn Đại, xã Phụng Công, tỉnh Hưng Yên",
        why=tuple(f"Lý do thứ {number} của ngày hẹn, kèm căn cứ pháp lý để người dân đọc." for number in range(3)),
        stages=(Stage(label="Sau khi nộp nghĩa vụ tài chính"),),
        issue=2,
        reissue_reason="Sửa năm sinh của chủ hồ sơ",
    )
    pdf = prints.print_reception_slip(full, size)
    shows(pdf, "(7)", "NGƯỜI TIẾP NHẬN HỒ SƠ")
    assert pages(pdf) == 1


@pytest.mark.parametrize("size", ["a4", "a5", "80mm"])
def test_a_paper_only_shown_stands_in_its_own_line_without_a_count(size: prints.Size) -> None:
    shown = (Given(name="Thẻ căn cước", shown=True), Given(name="Hộ chiếu", shown=True))
    pdf = prints.print_reception_slip(slip(papers=(PAPERS[0], *shown)), size)
    shows(pdf, "Giấy tờ đã xuất trình (trả lại ngay): Thẻ căn cước; Hộ chiếu")
    assert text(pdf).count(squeezed("Thẻ căn cước")) == 1
    assert squeezed("xuất trình (trả lại ngay)") not in text(prints.print_reception_slip(slip(), size))


@pytest.mark.parametrize("size", ["a4", "a5", "80mm"])
def test_a_slip_without_a_code_of_the_province_says_what_its_number_is(size: prints.Size) -> None:
    made = slip(code="TN-04342-250711-0001")
    pdf = prints.print_reception_slip(made, size)
    shows(pdf, "Số tiếp nhận (chưa có mã của tỉnh): TN-04342-250711-0001")
    assert squeezed("Mã hồ sơ: TN") not in text(pdf)
    assert "Số tiếp nhận (chưa có mã của tỉnh): TN-04342-250711-0001" in str(
        receipts.facts(receipts.summary_of(made))[0]
    )


@pytest.mark.parametrize("size", ["a4", "a5", "80mm"])
def test_the_issue_is_counted_on_paper_as_it_is_signed(size: prints.Size) -> None:
    again = slip(issue=2)
    shows(prints.print_reception_slip(again, size), "CẤP LẠI (lần cấp giấy: 2)")
    assert "Lần cấp giấy: 2" in [str(line) for line in receipts.facts(receipts.summary_of(again))]


def test_more_papers_than_a_page_holds_run_on_with_numbered_pages() -> None:
    pdf = prints.print_reception_slip(slip(papers=PAPERS * 20), "a5")
    assert pages(pdf) > 1
    shows(pdf, "Trang 1/", "NGƯỜI NỘP HỒ SƠ")


def test_without_a_confirmed_limit_no_date_is_printed() -> None:
    pdf = prints.print_reception_slip(slip(due_at=None, limit="chưa xác nhận"), "a5")
    shows(pdf, "Thời gian trả kết quả: Chưa hẹn: chờ xác nhận thời hạn", "Vì sao chưa hẹn ngày")
    assert squeezed("17 giờ 00") not in text(pdf)


def test_a_promise_before_the_reception_is_refused() -> None:
    with pytest.raises(BadInput, match="hẹn trả"):
        slip(due_at=clock.at(2025, 7, 10, 9))


def test_the_strip_masks_the_identity_number_and_shows_the_date() -> None:
    pdf = prints.print_reception_slip(slip(), "80mm")
    page = text(pdf)
    assert "001190000123" not in page
    assert "•••••••••123" in page
    shows(pdf, "17:00 ngày 11/7/2025", "K7M4-2QPX")
    with open_pdf(pdf) as opened:
        assert round(float(opened.pages[0].mediabox[2]) / 72 * 25.4) == 80


@pytest.mark.parametrize("size", ["a4", "a5", "80mm"])
def test_trial_demonstration_and_reprint_are_marked(size: prints.Size) -> None:
    marked = slip(heading=head(realm="thử", demonstration=True), issue=2, reissue_reason="Sửa năm sinh")
    shows(
        prints.print_reception_slip(marked, size),
        "HỒ SƠ THỬ – KHÔNG CÓ GIÁ TRỊ", "BẢN TRÌNH DIỄN – đồng hồ đặt 09:05 ngày 11/7/2025", "CẤP LẠI", "Sửa năm sinh",
    )  # fmt: skip
    plain = text(prints.print_reception_slip(slip(), size))
    for mark in ("DỮLIỆUTHỬ", "TRÌNHDIỄN", "CẤPLẠI"):
        assert mark not in plain


def test_a_reprint_of_the_same_slip_is_the_same_file() -> None:
    assert prints.print_reception_slip(slip(), "a5") == prints.print_reception_slip(slip(), "a5")


def test_hostile_words_stay_words_and_stay_on_the_paper() -> None:
    words = '#panic("x") *đậm* $1/0$ \u202eABC 😀 ' + "dài" * 60
    pdf = prints.print_reception_slip(slip(received_from=words, address=words, request=words, why=(words,)), "a5")
    shows(pdf, '#panic("x") *đậm* $1/0$', "dài" * 60)
    if shutil.which("pdftotext"):
        boxes = subprocess.run(
            ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
        ).stdout.decode()
        rights = [float(part.split('"')[0]) for part in boxes.split('xMax="')[1:]]
        assert rights
        assert max(rights) <= 420 - 20


def control(**other: object) -> ControlSlip:
    facts: dict[str, object] = {
        "heading": head(),
        "code": "H31.27.4-250711-0001",
        "owner": "Trần Thử Nghiệm",
        "request": "Đăng ký khai sinh",
        "received_at": RECEIVED,
        "due_at": DUE,
        "settling_unit": "Phòng Văn hóa – Xã hội",
        "moves": (
            Move(
                giver="Trung tâm",
                taker="Phòng Văn hóa – Xã hội",
                at=clock.at(2025, 7, 11, 9, 30),
                outcome="sớm",
                note="Kèm bản giấy",
            ),
        ),
    }
    return ControlSlip(**{**facts, **other})  # type: ignore[arg-type]


def test_the_control_slip_leaves_rows_to_write_in_without_a_second_page() -> None:
    move = control().moves[0]
    for count in (0, 1, 4, 5):
        slip = prints.print_control_slip(control(moves=(move,) * count))
        assert pages(slip) == 1
        assert text(slip).count(squeezed("Giao:")) == 6


def test_the_centre_s_number_is_grouped_as_on_the_screen() -> None:
    assert wording.reception_slip(slip(centre_phone="02213999999"), narrow=False)["centre_phone"] == "0221 3999 999"
    assert wording.reception_slip(slip(centre_phone="1022"), narrow=False)["centre_phone"] == "1022"


def test_the_control_slip_bears_the_number_of_its_day_and_its_rows() -> None:
    shows(
        prints.print_control_slip(control()),
        "Mẫu số 05, Thông tư 01/2018/TT-VPCP",
        "09 giờ 30 phút",
        "sớm",
        "Kèm bản giấy",
    )
    after = control(received_at=clock.at(2025, 9, 15, 8), due_at=None)
    shows(prints.print_control_slip(after), "Mẫu số 06, Thông tư 03/2025/TT-VPCP", "Chưa hẹn")


def test_the_return_receipt_says_what_was_handed_to_whom() -> None:
    receipt = ReturnReceipt(
        heading=head(), code="H31.27.4-250711-0001", request="Đăng ký khai sinh", owner="Trần Thử Nghiệm",
        results=(Result(name="Giấy khai sinh", number="128/2025", signed_on=date(2025, 7, 11)),),
        receiver="Nguyễn Thị Thử Nghiệm", receiver_capacity="Người được ủy quyền", slip_handed_back=False,
        handed_at=clock.at(2025, 7, 11, 16, 20), officer="Lê Văn Cán Bộ",
    )  # fmt: skip
    pdf = prints.print_return_receipt(receipt)
    shows(
        pdf,
        "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
        "128/2025",
        "Người được ủy quyền",
        "16 giờ 20 phút",
        "đã kiểm tra giấy tờ tùy thân",
    )
    assert pages(pdf) == 1


def day_sheet(**other: object) -> CloseOfDay:
    values: dict[str, object] = {
        "heading": head(),
        "day": date(2025, 7, 11),
        "counts": (("Hồ sơ tiếp nhận trong ngày", 42),),
        "lists": (
            DayList(title="Chưa nhập lên tỉnh"),
            DayList(title="Chưa số hóa", items=(DayItem(code="A-1", what="Thiếu trang 2"),), count=1),
        ),
        "closed_by": "Đỗ Thị Giám Đốc",
        "printed_at": clock.at(2025, 7, 14, 8, 5),
    }
    return CloseOfDay(**(values | other))  # type: ignore[arg-type]


def test_the_sheet_at_close_of_day_shows_what_is_clear_and_what_is_open() -> None:
    shows(
        prints.print_close_of_day(day_sheet()),
        "42",
        "Không còn việc nào.",
        "Chưa số hóa: 1",
        "Thiếu trang 2",
        "chưa chốt",
    )


def test_the_sheet_of_a_closed_day_tells_its_closing_from_its_printing() -> None:
    closed = day_sheet(closed_at=clock.at(2025, 7, 11, 17, 2))
    shows(prints.print_close_of_day(closed), "17 giờ 02 phút, ngày 11", "08 giờ 05 phút, ngày 14", "theo sổ lúc in")


def test_a_list_that_is_cut_says_how_many_there_are() -> None:
    long = DayList(title="Quá hạn", items=(DayItem(code="A-1", what="x"),), count=250)
    shows(prints.print_close_of_day(day_sheet(lists=(long,))), "Quá hạn: 250 (in 1 hồ sơ đầu)")


@pytest.mark.parametrize("size", ["a4", "a5", "80mm"])
def test_a_printed_slip_verifies_from_its_file(size: prints.Size) -> None:
    checked = receipts.verify_receipt(prints.print_reception_slip(slip(), size), PUBLIC)
    assert checked.good, str(checked.verdict)
    assert checked.facts == receipts.summary_of(slip())
    assert any("17 giờ 00 phút, ngày 11 tháng 7 năm 2025" in str(line) for line in checked.lines)


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs poppler-utils")
@pytest.mark.parametrize("size", ["a4", "a5", "80mm"])
def test_the_code_is_read_from_a_picture_of_the_page(size: prints.Size, tmp_path: Path) -> None:
    (tmp_path / "slip.pdf").write_bytes(prints.print_reception_slip(slip(), size))
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "slip.pdf", "slip"],
        cwd=tmp_path,
        check=True,
        stderr=subprocess.DEVNULL,
    )
    checked = receipts.verify_receipt((tmp_path / "slip.png").read_bytes(), PUBLIC)
    assert checked.good, str(checked.verdict)


def test_the_code_is_small_enough_for_any_telephone() -> None:
    import segno

    made = segno.make_qr([(slip().lookup + "#",), (slip().signed,)], error="m", boost_error=False)  # type: ignore[arg-type]
    assert made.version <= 12


def test_a_scanned_address_verifies_as_text() -> None:
    made = slip()
    assert receipts.verify_receipt(f"{made.lookup}#{made.signed}\r\n".encode(), PUBLIC).good


def test_another_code_in_the_address_is_told() -> None:
    made = slip(lookup="https://x.vn/tra-cuu/?ma=H31.27.4-250711-0001")
    assert receipts.verify_receipt(f"{made.lookup}#{made.signed}".encode(), PUBLIC).good
    other = "https://x.vn/tra-cuu/?ma=H31.27.4-250711-0009"
    checked = receipts.verify_receipt(f"{other}#{made.signed}".encode(), PUBLIC)
    assert not checked.good
    assert "H31.27.4-250711-0009" in str(checked.lines[0])
    assert not receipts.verify_receipt(forged(made, lookup=other), PUBLIC).good


def test_a_changed_first_digit_is_not_called_a_bad_scan() -> None:
    signed = slip().signed
    for at in range(20):
        changed = f"{signed[:at]}{(int(signed[at]) + 1) % 10}{signed[at + 1 :]}"
        assert "đã bị sửa" in str(receipts.verify_receipt(changed.encode(), PUBLIC).verdict)


def test_a_good_verdict_still_asks_to_compare_the_paper() -> None:
    assert "so từng dòng" in str(receipts.verify_receipt(slip().signed.encode(), PUBLIC).verdict)


def forged(signed: ReceptionSlip, **change: object) -> bytes:
    return prints.print_reception_slip(msgspec.structs.replace(signed, **change), "a5")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"due_at": clock.at(2025, 7, 10 + 4, 17)}, "giờ hẹn trả"),
        ({"due_at": None}, "giờ hẹn trả"),
        ({"code": "H31.27.4-250711-0002"}, "mã hồ sơ"),
        ({"received_at": clock.at(2025, 7, 11, 8)}, "giờ nhận"),
    ],
)
def test_words_that_differ_from_what_was_signed_are_told(change: dict[str, object], words: str) -> None:
    checked = receipts.verify_receipt(forged(slip(), **change), PUBLIC)
    assert not checked.good
    assert "đã bị sửa" in str(checked.verdict)
    assert words in str(checked.lines[0])
    assert checked.facts == receipts.summary_of(slip())


def test_a_date_added_to_an_unpromised_slip_is_told() -> None:
    assert not receipts.verify_receipt(forged(slip(due_at=None), due_at=DUE), PUBLIC).good


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Không thấy mã kiểm chứng"),
        ("Giấy hẹn viết tay".encode(), "Không thấy mã kiểm chứng"),
        (b"%PDF-1.7 cut", "bị hỏng"),
        (b"\x89PNG\r\n\x1a\n cut", "bị hỏng"),
        (b"\xff" * 100, "Không thấy mã kiểm chứng"),
    ],
)
def test_what_is_no_slip_gets_a_verdict_and_no_error(content: bytes, words: str) -> None:
    checked = receipts.verify_receipt(content, PUBLIC)
    assert not checked.good
    assert words in str(checked.verdict)


def test_a_slip_of_another_centre_is_not_ours() -> None:
    checked = receipts.verify_receipt(prints.print_reception_slip(slip(), "a5"), [])
    assert not checked.good
    assert "khóa đã công bố" in str(checked.verdict)


def test_an_unsealed_slip_prints_and_says_that_nothing_can_be_checked() -> None:
    pdf = prints.print_reception_slip(msgspec.structs.replace(slip(), signed=""), "a5")
    assert not receipts.verify_receipt(pdf, PUBLIC).good


def test_every_template_is_set_in_the_pinned_fonts_only() -> None:
    for pdf in (
        prints.print_reception_slip(slip(), "a4"),
        prints.print_reception_slip(slip(), "80mm"),
        prints.print_control_slip(control()),
    ):
        opened = pikepdf.open(BytesIO(pdf))
        names = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
        assert names
        assert all("Liberation" in name for name in names)
        assert opened.trailer.Info.Title is not None
    assert printing.FONT_PACKAGE == "fonts-liberation2"
