"""Rules of conclusions by tables: what a sentence asks, by when, where it ends, what is still missing, which number."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.conclusions.rules import checks, reading
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import Genre, Kind, Thing, When
from motcua.kernel.errors import BadInput
from motcua.ledger.events.conclusions import AboutTold, DueTold, HeadTold, PersonTold, RecipientTold, SentenceTold

JUNE_13, JULY_11, JULY_15 = date(2025, 6, 13), date(2025, 7, 11), date(2025, 7, 15)
ONE, TWO, PLACE = (UUID(int=number) for number in (1, 2, 3))

SAID = [
    # 13/6: what the district's chair asked of three communes
    ("Hạ tầng các nơi đều mới đầu tư, cơ bản đáp ứng yêu cầu trước mắt.", Kind.NONE, When.NONE),
    ("Yêu cầu các cơ quan chuyên môn phối hợp rà soát toàn bộ trang thiết bị, nhất là đường truyền.", Kind.INSTRUCTION, When.NONE),
    ("Địa phương phối hợp đơn vị thi công, đẩy nhanh tiến độ, phấn đấu xong trước ngày 25/6.", Kind.REQUEST, When.BEFORE),
    ("Các cơ quan, đơn vị, địa phương tập trung phối hợp, sớm bổ sung cơ sở vật chất.", Kind.INSTRUCTION, When.SOON),
    ("Cần hoàn thành kiểm kê, phân loại hồ sơ, sẵn sàng cho công tác bàn giao.", Kind.REQUEST, When.NONE),
    # 11/7: Phụng Công
    ("Cán bộ, công chức làm việc với tinh thần khẩn trương và trách nhiệm.", Kind.NONE, When.NONE),
    ("Yêu cầu xã Phụng Công xây dựng kế hoạch 6 tháng cuối năm theo «6 rõ».", Kind.REQUEST, When.BY),
    ("Lưu ý Phòng Văn hóa – Xã hội tổ chức tốt dịp khai giảng, trung thu…", Kind.INSTRUCTION, When.EVENT),
    ("Xã sớm hoàn thiện thủ tục dự toán, cần bảo đảm kinh phí vận hành.", Kind.REQUEST, When.SOON),
    ("Yêu cầu Văn phòng UBND tỉnh đôn đốc, sớm tập huấn cho công chức.", Kind.INSTRUCTION, When.SOON),
    ("Xã công khai số trực ban để người dân liên hệ khi cần.", Kind.NONE, When.NONE),
    # 15/7: Đại Đồng
    ("Ghi nhận những cố gắng của chính quyền xã trong vận hành bộ máy.", Kind.RECOGNITION, When.NONE),
    ("Đề nghị chính quyền xã duy trì hoạt động Trung tâm thông suốt.", Kind.REQUEST, When.NONE),
    ("Ưu tiên mua sắm cho Trung tâm từ kinh phí được cấp hỗ trợ.", Kind.REQUEST, When.NONE),
    ("Chính quyền xã khẩn trương, chủ động xây dựng quy hoạch không gian phát triển…", Kind.REQUEST, When.SOON),
    # 22/2/2018: an inspection of public duty
    ("Đoàn đánh giá cao những kết quả của 2 xã.", Kind.RECOGNITION, When.NONE),
    ("Đề nghị 2 xã tập trung chỉ đạo trong thời gian tới.", Kind.REQUEST, When.SOON),
    ("Còn 2 hồ sơ quá hạn chưa có văn bản xin lỗi.", Kind.SHORTCOMING, When.NONE),
    ("Nguyên nhân là thiếu người trực.", Kind.CAUSE, When.NONE),
    ("Trách nhiệm thuộc về Chủ tịch UBND xã.", Kind.RESPONSIBILITY, When.NONE),
    # 12/6: a city's centres
    ("Trung tâm Trà Lý đang được khẩn trương sửa chữa.", Kind.NONE, When.NONE),
    ("Các địa phương đẩy nhanh cải tạo, chủ động sắp xếp đội ngũ.", Kind.REQUEST, When.NONE),
    ("Khi bộ máy mới đi vào hoạt động, cán bộ cần phát huy trách nhiệm.", Kind.REQUEST, When.EVENT),
    # what is no request
    ("Giao dịch hành chính của xã nhiều, chủ yếu về đất đai.", Kind.NONE, When.NONE),
    ("Về đề nghị hỗ trợ kinh phí: nhất trí, giao Sở Tài chính tham mưu.", Kind.ANSWER, When.NONE),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "when"), SAID)
def test_a_rule_suggests_what_a_sentence_does_and_by_when(words, kind, when):
    found = reading.read(words, JULY_15)
    assert (found.kind, found.due.kind) == (kind, when)


DATES = [
    ("phấn đấu xong trước ngày 25/6", JUNE_13, When.BEFORE, date(2025, 6, 25), date(2025, 6, 24)),
    ("xong trước 25/6/2025", JUNE_13, When.BEFORE, date(2025, 6, 25), date(2025, 6, 24)),
    ("trước ngày 25 tháng 6 năm 2025", JUNE_13, When.BEFORE, date(2025, 6, 25), date(2025, 6, 24)),
    ("chậm nhất ngày 30/7", JULY_15, When.BY, date(2025, 7, 30), date(2025, 7, 30)),
    ("trước hết ngày 30/7", JULY_15, When.BY, date(2025, 7, 30), date(2025, 7, 30)),
    ("đến hết ngày 31/12", JULY_15, When.BY, date(2025, 12, 31), date(2025, 12, 31)),
    ("trước 17 giờ ngày 20/7", JULY_15, When.BY, date(2025, 7, 20), date(2025, 7, 20)),
    ("trước ngày 15/1", JULY_15, When.BEFORE, date(2026, 1, 15), date(2026, 1, 14)),
    ("xong trong tháng 8", JULY_15, When.BY, date(2025, 8, 31), date(2025, 8, 31)),
    ("trong quý III/2025", JULY_15, When.BY, date(2025, 9, 30), date(2025, 9, 30)),
    ("kế hoạch 6 tháng cuối năm", JULY_15, When.BY, date(2025, 12, 31), date(2025, 12, 31)),
    ("cuối tháng 2/2028", JULY_15, When.BY, date(2028, 2, 29), date(2028, 2, 29)),
    ("hằng tuần báo cáo", JULY_15, When.EVERY, None, None),
    ("dịp Quốc khánh 2/9", JULY_11, When.EVENT, date(2025, 9, 2), date(2025, 9, 2)),
    ("Ngày Thương binh – Liệt sỹ 27/7", JULY_11, When.EVENT, date(2025, 7, 27), date(2025, 7, 27)),
    ("tổ chức trung thu cho trẻ em", JULY_11, When.EVENT, None, None),
    ("sớm bổ sung", JULY_15, When.SOON, None, None),
    ("sớm bổ sung, xong trước ngày 25/7", JULY_15, When.BEFORE, date(2025, 7, 25), date(2025, 7, 24)),
    ("trước ngày 31/2", JULY_15, When.NONE, None, None),
    ("đường 437 dài 24/7 km", JULY_15, When.NONE, None, None),
]


@pytest.mark.parametrize(("words", "spoken", "kind", "day", "last"), DATES)
def test_words_of_time_are_read_with_their_last_day(words, spoken, kind, day, last):
    due = reading.due_of(words, spoken)
    assert (due.kind, due.day, rules.last_day(due)) == (kind, day, last)


def test_every_phrase_of_a_sentence_is_found_in_its_order():
    words = "Tổ chức tốt Ngày Thương binh – Liệt sỹ 27/7, Quốc khánh 2/9, khai giảng, trung thu…"
    assert [(due.kind, due.day) for due in reading.phrases(words, JULY_11)] == [
        (When.EVENT, date(2025, 7, 27)),
        (When.EVENT, date(2025, 9, 2)),
        (When.EVENT, None),
        (When.EVENT, None),
    ]
    assert reading.read(words, JULY_11).open


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 180))
def test_before_a_day_ends_the_day_before_whatever_the_year(spoken, ahead):
    day = spoken + timedelta(days=ahead)
    due = reading.due_of(f"xong trước ngày {day.day}/{day.month}", spoken)
    assert (due.day, rules.last_day(due)) == (day, day - timedelta(days=1))


SPLIT = [
    ("Một việc. Hai việc!", ["Một việc.", "Hai việc!"]),
    ("UBND TP. Thái Bình thiết kế. Các nơi làm.", ["UBND TP. Thái Bình thiết kế.", "Các nơi làm."]),
    ("Xây dựng quy hoạch… Đoàn thăm xã.", ["Xây dựng quy hoạch…", "Đoàn thăm xã."]),
    ("1. Về kinh phí: nhất trí.", ["1. Về kinh phí: nhất trí."]),
    ("2.1. Về nhân sự: chờ tỉnh.", ["2.1. Về nhân sự: chờ tỉnh."]),
    ("Theo Điều 5. Quy định chung.", ["Theo Điều 5. Quy định chung."]),
    ("Xong trước ngày 16/8. Xã lập quy hoạch.", ["Xong trước ngày 16/8.", "Xã lập quy hoạch."]),
    ("Đ/c Nguyễn V. An nói.\nViệc khác", ["Đ/c Nguyễn V. An nói.", "Việc khác"]),
]


@pytest.mark.parametrize(("text", "sentences"), SPLIT)
def test_a_text_is_cut_where_sentences_end(text, sentences):
    assert reading.sentences_of(text) == sentences


@given(st.text(st.sampled_from("aÂ .!?…\nTP1"), max_size=60))
def test_cutting_loses_nothing(text):
    assert "".join("".join(reading.sentences_of(text)).split()) == "".join(text.split())


def sentence(kind=Kind.REQUEST, words="Báo cáo", id_=ONE, **more):
    return SentenceTold(id=id_, kind=kind, words=words, **more)


@given(st.text(st.sampled_from("abc "), min_size=1, max_size=30), st.integers(-3, 33))
def test_a_split_keeps_the_words_and_the_first_id(words, at):
    parts = rules.split(sentence(words=words), at, TWO)
    assert parts[0].id == ONE
    assert "".join(part.words for part in parts).replace(" ", "") == words.replace(" ", "")
    assert len(parts) == 1 or (parts[1].id == TWO and parts[1].joined)


def test_moving_stops_at_the_edges():
    rows = [sentence(id_=UUID(int=n)) for n in range(3)]
    assert [one.id.int for one in rules.moved(rows, 0, 1)] == [1, 0, 2]
    assert rules.moved(rows, 0, -1) == rows
    assert rules.moved(rows, 2, 5) == rows


@pytest.mark.parametrize(
    "one",
    [
        sentence(due=DueTold(words="trước", kind=When.BEFORE)),
        sentence(due=DueTold(words="sớm", kind=When.SOON, day=JULY_15)),
        sentence(due=DueTold(words="", kind=When.BEFORE, day=JULY_15)),
        sentence(due=DueTold(words="", kind="mai", day=JULY_15)),
        sentence(kind="khác"),
        sentence(words="x" * (rules.WORDS_MOST + 1)),
        sentence(about=[AboutTold(kind="castle", id=TWO, words="x")]),
    ],
)
def test_a_sentence_that_makes_no_sense_is_refused(one):
    with pytest.raises(BadInput):
        checks.checked_sentences([one], JULY_15)


def test_what_asks_nobody_keeps_neither_addressee_nor_day():
    due = DueTold(words="trước ngày 25/7", kind=When.BEFORE, day=date(2025, 7, 25))
    (kept,) = checks.checked_sentences([sentence(kind=Kind.ASSESSMENT, units=[PLACE], group="xã", due=due)], JULY_15)
    assert (kept.units, kept.group, kept.due) == ([], "", DueTold())


FULL = HeadTold(
    title="Kết luận",
    places=[PLACE],
    spoken_on=JULY_15,
    speaker=PersonTold(name="Quách Tất Liêm", titles="Phó Chủ tịch UBND tỉnh"),
    recipients=[RecipientTold(words="UBND xã")],
    symbol="TB-UBND",
    signs_as="TL. CHỦ TỊCH",
    report_on=date(2025, 8, 15),
)
ASKED = sentence(group="UBND xã", due=DueTold(words="chậm nhất 30/7", kind=When.BY, day=date(2025, 7, 30)))
MERITS, FAULTS = (
    sentence(kind=Kind.RECOGNITION, id_=TWO),
    sentence(kind=Kind.SHORTCOMING, words="Thiếu 2 bảng", id_=PLACE),
)


def test_a_leader_may_say_soon_and_an_inspection_may_not():
    soon = sentence(group="UBND xã", due=DueTold(words="sớm", kind=When.SOON))
    assert rules.lacking(Genre.LEADER, FULL, [soon]) == []
    assert "«sớm» chưa có ngày" in str(rules.doubts(Genre.LEADER, [soon])[0])
    assert "phải có thời hạn" in str(rules.lacking(Genre.INSPECTION, FULL, [MERITS, FAULTS, soon])[0])
    assert rules.lacking(Genre.INSPECTION, FULL, [MERITS, FAULTS, ASKED]) == []


def test_everything_missing_is_named():
    bare = HeadTold(title="x", places=[PLACE], spoken_on=JULY_15)
    assert len(rules.lacking(Genre.LEADER, bare, [])) == 5
    told = " ".join(str(one) for one in rules.lacking(Genre.INSPECTION, bare, [sentence(), sentence(kind=Kind.NONE)]))
    for words in ("chưa ghi giao ai", "chưa chọn loại", "ưu điểm", "tồn tại", "báo cáo kết quả"):
        assert words in told
    later = " ".join(
        str(one) for one in rules.doubts(Genre.INSPECTION, [sentence(kind=Kind.SHORTCOMING, words="Chậm")])
    )
    for words in ("chưa có số liệu", "nguyên nhân", "trách nhiệm"):
        assert words in later


def test_a_proposal_is_answered_by_an_answer_or_a_request_that_names_it():
    given_ = [(ONE, "Hỗ trợ kinh phí"), (TWO, "Tập huấn")]
    about = [AboutTold(kind=Thing.PROPOSAL, id=ONE, words="Hỗ trợ kinh phí")]
    assert rules.unanswered(given_, [sentence(kind=Kind.ANSWER, about=about)]) == [(TWO, "Tập huấn")]
    assert len(rules.unanswered(given_, [sentence(kind=Kind.ASSESSMENT, about=about)])) == 2


def test_numbers_and_symbols_are_those_of_papers():
    assert rules.number_text(7, "TB-UBND") == "07/TB-UBND"
    assert rules.typed_number(" 12/TB-UBND ") == (12, "12/TB-UBND")
    assert rules.symbol_of("Ủy ban nhân dân tỉnh Phú Thọ", committee=True) == "TB-UBND"
    assert rules.symbol_of("Sở Nội vụ", committee=False) == "TB-SNV"
    for text in ("", "TB-UBND", "0/TB", "12", "12/"):
        with pytest.raises(BadInput):
            rules.typed_number(text)
