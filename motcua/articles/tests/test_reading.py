"""What is read from press texts: five retellings with the slips of the real ones, five texts without any, and tables."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.articles.rules import reading
from motcua.articles.rules.reading import decoding
from motcua.articles.rules.reading.flags.codes import CODES
from motcua.articles.rules.reading.shapes import Paragraph
from motcua.articles.rules.reading.units import units_of
from motcua.config.demo.articles import TEXTS, text_of
from motcua.kernel.errors import BadInput

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "texts").glob("clean_*.txt"))


def answer(text):
    return reading.as_json(reading.read(text))


def short(found):
    """Return an answer as ``expected.json`` keeps it: what the importer says, without the words of its advice."""
    return found | {
        "flags": [[one["where"], one["code"], one["words"]] for one in found["flags"]],
        "units": [
            [
                one["words"],
                one["ambiguous"],
                [f"{c['full_name']}, {c['province']}" for c in one["candidates"]],
                one["also"],
            ]
            for one in found["units"]
        ],
        "people": [[one["name"], one["titles"], one["unit"]] for one in found["people"]],
        "dates": [
            [
                one["words"],
                one["day"],
                one["half"],
                one["limit"],
                one["last_day"],
                one["year"],
                one["rest_day"],
                one["event"],
            ]
            for one in found["dates"]
        ],
    }


@pytest.mark.parametrize("name", TEXTS)
def test_each_retelling_gives_exactly_its_answer(name):
    assert short(answer(text_of(name))) == EXPECTED[name]


def test_no_code_is_unknown_or_never_given():
    given_somewhere = {flag[1] for one in EXPECTED.values() for flag in one["flags"]}
    assert given_somewhere == set(CODES) - {"date.year_unknown"}


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_text_without_a_trap_gives_no_flag(path):
    assert short(answer(path.read_text(encoding="utf-8"))) == EXPECTED[path.stem]
    assert EXPECTED[path.stem]["flags"] == []


@given(st.data())
def test_empty_lines_spaces_and_unicode_forms_change_nothing(data):
    text = text_of(data.draw(st.sampled_from(TEXTS)))
    lines = [line for line in text.splitlines() if line.strip()]
    gaps = data.draw(
        st.lists(st.sampled_from(["\n", "\n\n", "\r\n", "\n \t\n\n"]), min_size=len(lines), max_size=len(lines))
    )
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    told = "".join(f"  {line} {gap}" for line, gap in zip(lines, gaps, strict=True))
    assert answer(unicodedata.normalize(form, told)) == answer(text)


@given(st.text(max_size=400))
def test_whatever_is_pasted_is_read_or_refused_in_words(text):
    try:
        found = answer(text)
    except BadInput:
        return
    assert isinstance(found["flags"], list)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ngày 13/6/2025 xã họp.", ("2025-06-13", None, "on", "stated")),
        ("Sáng ngày 22.2.2018, đoàn đến xã.", ("2018-02-22", "morning", "on", "stated")),
        ("Chiều 15-7-2025, đoàn đến xã.", ("2025-07-15", "afternoon", "on", "stated")),
        ("Xong trước ngày 25/6/2025.", ("2025-06-25", None, "before", "stated")),
        ("Nộp hết ngày 30/9/2025.", ("2025-09-30", None, "until_end", "stated")),
        ("Họp ngày 12 tháng 6 năm 2025 tại xã.", ("2025-06-12", None, "on", "stated")),
        ("Xã họp ngày 5/3.", (None, None, "on", "unknown")),
        ("Sau sáp nhập, xã họp ngày 5/3.", ("2025-03-05", None, "on", "inferred")),
        ("Ngày 31/2/2025 không có.", None),
        ("Mới xong 4/5 trung tâm.", None),
        ("Theo Nghị định 118/2025/NĐ-CP và tỷ lệ 2,5/10.", None),
        ("Trực 24/7.", None),
    ],
)
def test_days_are_read_as_they_are_written(sentence, expected):
    found = [(one["day"], one["half"], one["limit"], one["year"]) for one in answer(f"Tin của xã\n{sentence}")["dates"]]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("ending", "author", "organisation"),
    [
        ("Xong việc ở xã này sau khi đã sáp nhập các đơn vị./.\nĐức Thuận", "Đức Thuận", None),
        ("Xong việc ở xã này sau khi đã sáp nhập các đơn vị./. Đức Thuận", "Đức Thuận", None),
        ("Xong việc ở xã này sau khi đã sáp nhập các đơn vị./.Đức Thuận", "Đức Thuận", None),
        ("Xong việc ở xã này sau khi đã sáp nhập các đơn vịĐức Thuận", "Đức Thuận", None),
        (
            "Xong việc ở xã này sau khi đã sáp nhập. Hoàng Hương, Trung tâm VHTT&TT huyện.",
            "Hoàng Hương",
            "Trung tâm VHTT&TT huyện",
        ),
        ("Xong việc ở xã.\nTin, ảnh: Bùi Minh", "Bùi Minh", None),
        ("Việc này đã làm xong từ lâu ở TP. Thái Bình", None, None),
        ("Việc này đã làm xong từ lâu ở xã Đại Đồng.", None, None),
    ],
)
def test_a_byline_is_found_alone_and_glued(ending, author, organisation):
    found = answer(f"Một tin của xã\nĐoàn đến xã xem việc.\n{ending}")
    assert (found["author"], found["organisation"]) == (author, organisation)
    assert not any((author or "Đức Thuận") in line for line in found["body"])


@pytest.mark.parametrize(
    ("line", "name", "link"),
    [
        ("Nguồn: Baohungyen.vn", "Baohungyen.vn", None),
        ("Nguồn Đầu Tư: https://baodautu.vn/a-d1.html", "Đầu Tư", "https://baodautu.vn/a-d1.html"),
        ("(Theo Báo Phú Thọ)", "Báo Phú Thọ", None),
        ("Nguồn: javascript:alert", "javascript:alert", None),
    ],
)
def test_a_source_keeps_name_and_link_apart(line, name, link):
    assert answer(f"Một tin\nĐoàn đến xã xem việc.\n{line}")["source"] == {"name": name, "link": link}


def test_namesakes_stay_apart_unless_the_text_tells_them_apart():
    told = units_of([Paragraph(1, "Đoàn đến xã Đại Đồng.")], None)
    assert told[0].ambiguous
    assert len({one.province for one in told[0].candidates}) > 2
    lineage = units_of([Paragraph(1, "Trụ sở xã Đại Đồng đặt tại xã Yên Nghiệp cũ.")], None)
    assert [one.province for one in lineage[0].candidates] == ["Phú Thọ"]
    assert lineage[1].candidates[0].became == ("xã Đại Đồng (Phú Thọ)",)


def test_a_person_is_no_unit():
    assert units_of([Paragraph(1, "Phó Chủ tịch UBND tỉnh Quách Tất Liêm đến xã.")], None) == ()


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        ("Xã Đại Đồng".encode(), "", "Xã Đại Đồng"),
        ("Xã Đại Đồng".encode("utf-8-sig"), "", "Xã Đại Đồng"),
        ("Xã Đại Đồng".encode("utf-16"), "", "Xã Đại Đồng"),
        ("Xã Đại Đồng".encode("utf-16-le"), "utf-16", "Xã Đại Đồng"),
        (unicodedata.normalize("NFD", "Xã Đại Đồng").encode(), "", "Xã Đại Đồng"),
        ("Xa\u0303 Đa\u0323i Đô\u0300ng".encode("cp1258"), "cp1258", "Xã Đại Đồng"),
    ],
)
def test_files_are_read_in_the_encoding_they_declare(content, encoding, expected):
    assert decoding.decode(content, encoding) == expected


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"", ""),
        (b" \n ", ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", ""),
        (b"abc\x00def", ""),
        ("Xã".encode("cp1258", "ignore") + b"\xe3", ""),
        ("Xã Đại Đồng".encode(), "latin-9"),
        (b"\xff\xfe\x00", "utf-8"),
        (b"a" * (decoding.MOST_BYTES + 1), ""),
        (b"xa \n" * decoding.MOST_LETTERS, ""),
        (b"a" * 5000, ""),
        (b"... !!! ---", ""),
    ],
)
def test_what_is_no_text_is_refused_in_words(content, encoding):
    with pytest.raises(BadInput):
        reading.read(decoding.decode(content, encoding))


@pytest.mark.parametrize(
    "sentence",
    [
        "Trước ngày 1/7/2025, xã có tên khác.",
        "Ngày 2/9/1945, nước Việt Nam Dân chủ Cộng hòa ra đời.",
        "Xã Lâm Thao ở huyện Lâm Thao cũ, tỉnh Phú Thọ.",
        "Cơ sở vật chất của xã còn hạn chế ở chỗ thiếu phòng họp.",
        "Bí thư Đảng ủy Nguyễn Văn Thử và Bí thư Đảng ủy Phụng Công Nguyễn Văn Thử cùng dự.",
        "Dự án thi công công trình do nghệ nhân nhân dân đánh giá giá đất.",
        "Chủ nhật 20/7/2025, xã trực tiếp dân.",
    ],
)
def test_what_only_looks_like_a_trap_is_none(sentence):
    told = f"Tin của xã\nNgày 15/7/2025, đoàn đến xã Phụng Công, tỉnh Hưng Yên.\n{sentence}"
    assert answer(told)["flags"] == []
