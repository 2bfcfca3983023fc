from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from motcua.documents import printing
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.kernel import clock

AT = clock.at(2025, 7, 11, 9)
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: datetime(year: data.made.year, month: data.made.month, day: data.made.day,
  hour: data.made.hour, minute: data.made.minute, second: data.made.second))
#set text(font: "Liberation Serif", lang: "vi", fallback: false)
#data.body
"""
VIETNAMESE = "Nguyễn Thị Ẩn, Đặng Văn Ửng, ỷ ỹ ỵ ẵ ẳ ặ ợ ỡ ừ; Ngày 1 tháng 7 – «quý» 50.000 ₫"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "t.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def text(pdf: bytes) -> str:
    with open_pdf(pdf) as opened:
        return text_of(opened)


def test_a_page_is_pdf_a_2a_and_ua_1_with_title_language_and_embedded_fonts(template: Path) -> None:
    pdf = pikepdf.open(BytesIO(printing.render(template, {"title": "Giấy thử", "body": VIETNAMESE}, made_at=AT)))
    with pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert meta["dc:title"] == "Giấy thử"
        assert meta["xmp:CreateDate"].startswith("2025-07-11T02:00:00")
    assert str(pdf.Root.Lang).startswith("vi")
    assert "/OutputIntents" in pdf.Root
    assert "/StructTreeRoot" in pdf.Root
    fonts = list(pdf.pages[0].Resources.Font.values())
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert "Liberation" in str(descriptor.FontName)


def test_vietnamese_survives_in_the_text_layer(template: Path) -> None:
    pdf = printing.render(template, {"title": "x", "body": VIETNAMESE}, made_at=AT)
    assert squeezed(VIETNAMESE) in squeezed(text(pdf))


def test_the_same_input_gives_the_same_bytes_in_another_process(template: Path) -> None:
    here = printing.render(template, {"title": "x", "body": VIETNAMESE}, made_at=AT)
    code = (
        "import sys; from pathlib import Path; from hashlib import sha256;"
        "from motcua.documents import printing; from motcua.kernel import clock;"
        "pdf = printing.render(Path(sys.argv[1]), {'title': 'x', 'body': sys.argv[2]}, made_at=clock.at(2025, 7, 11, 9));"
        "print(sha256(pdf).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", code, str(template), VIETNAMESE],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(printing.__file__).parents[2],
    )
    assert there.stdout.strip() == sha256(here).hexdigest()


@pytest.mark.parametrize(
    "body",
    [
        '#panic("x") $1/0$ *đậm* @ref <label> // chú thích /* */ `raw` \\ #let x = 1',
        "\\u{0}" + "\x00\x07\x1b[31m",
        "😀 中文 ﷺ ខ្មែរ ꨀ",
        "שלום \u202eabc\u202c مرحبا",
        "Dài" * 4000,
        "\ud800 lẻ",
        "a\u0301\u0323" * 50,
        "",
        "{name} {0} %s",
    ],
)
def test_hostile_data_is_set_as_text_and_never_breaks_the_page(template: Path, body: str) -> None:
    pdf = printing.render(template, {"title": "x", "body": body}, made_at=AT)
    shown = squeezed(text(pdf))
    assert "\u202e" not in shown
    if body.startswith("#panic"):
        assert squeezed(body) in shown


def test_data_may_not_read_files_of_the_machine(template: Path) -> None:
    template.write_text(TEMPLATE + "#read(data.path)", encoding="utf-8")
    with pytest.raises(printing.CannotPrint):
        printing.render(template, {"title": "x", "body": "", "path": "/etc/hostname"}, made_at=AT)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("A\u202eB\u200bC\u00adD", "ABCD"),
        ("dòng\nhai", "dòng\nhai"),
        ("tên 😀", "tên □"),
        ("\uf004", ""),
    ],
)
def test_text_is_made_printable(given: str, printed: str) -> None:
    assert printing.printable(given) == printed


def test_missing_fonts_name_the_debian_package(template: Path, tmp_path: Path) -> None:
    with pytest.raises(printing.FontsMissing, match="fonts-liberation2"):
        printing.render(template, {"title": "x", "body": "x"}, made_at=AT, fonts=tmp_path)


def test_a_font_that_is_no_font_counts_as_missing(tmp_path: Path) -> None:
    (tmp_path / "LiberationSerif-Regular.ttf").write_bytes(b"\x00\x01\x00\x00\x00\x09rubbish")
    with pytest.raises(printing.FontsMissing):
        printing.coverage(tmp_path)


def test_a_broken_template_says_which_one_and_why(template: Path) -> None:
    template.write_text("#nothing-of-the-kind", encoding="utf-8")
    with pytest.raises(printing.CannotPrint, match=r"t\.typ"):
        printing.render(template, {}, made_at=AT)


def test_many_threads_print_at_once_and_never_mix_their_data(template: Path) -> None:
    def one(number: int) -> bool:
        pdf = printing.render(template, {"title": "x", "body": f"Hồ sơ số {number:04d} hết"}, made_at=AT)
        return squeezed(f"Hồ sơ số {number:04d} hết") in squeezed(text(pdf))

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(one, range(60)))


def test_a_naive_date_is_a_fault(template: Path) -> None:
    with pytest.raises(ValueError, match="naive"):
        printing.render(template, {}, made_at=AT.replace(tzinfo=None))


def test_digits_make_a_smaller_code_than_letters() -> None:
    assert len(printing.qr_svg("https://a.vn/#", "1" * 300)) < len(printing.qr_svg("https://a.vn/#", "a" * 300))
