"""The sentence of a board: honest about who is not ready, and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.words import said
from motcua.readiness.rules.board import Tally, UnderWorks, percent, sentence

TODAY = date(2025, 6, 13)
LEFT = said("còn 3 ngày (1 ngày làm việc)")
NGUYEN = UnderWorks("Phùng Nguyên", date(2025, 6, 25))
ONE = (date(2025, 6, 24), date(2025, 6, 24))


@pytest.mark.parametrize(
    ("tally", "left", "words"),
    [
        (Tally(0, 0, 0), LEFT, "Chưa có Trung tâm nào trong bảng."),
        (Tally(5, 1, 0), LEFT, "Sẵn sàng 1/5 (20 %), đang hoàn thiện 4/5, còn 3 ngày (1 ngày làm việc)"),
        (Tally(5, 5, 0), LEFT, "Sẵn sàng 5/5 (100 %)"),
        (Tally(5, 0, 0), None, "Sẵn sàng 0/5 (0 %), đang hoàn thiện 5/5"),
        (
            Tally(3, 0, 2, works=(NGUYEN,), reviews=ONE),
            None,
            "2/3 cơ bản đáp ứng yêu cầu trước mắt (rà soát lại 24/6); Phùng Nguyên đang xây dựng, phải xong trước 25/6",
        ),
        (
            Tally(4, 1, 2, works=(NGUYEN,), reviews=(date(2025, 6, 20), date(2026, 1, 5))),
            LEFT,
            (
                "Sẵn sàng 1/4 (25 %), 2/4 cơ bản đáp ứng yêu cầu trước mắt (rà soát lại từ 20/6 đến 5/1/2026); "
                "Phùng Nguyên đang xây dựng, phải xong trước 25/6, còn 3 ngày (1 ngày làm việc)"
            ),
        ),
        (Tally(3, 2, 0, no_file=1), None, "Sẵn sàng 2/3 (66,7 %), chưa lập hồ sơ 1/3"),
        (
            Tally(3, 0, 0, works=(UnderWorks("A", date(2025, 6, 25)), NGUYEN)),
            None,
            "Sẵn sàng 0/3 (0 %); A, Phùng Nguyên đang xây dựng, phải xong trước 25/6, đang hoàn thiện 1/3",
        ),
        (
            Tally(9, 0, 0, works=tuple(UnderWorks(str(n), date(2025, 6, 20 + n)) for n in range(4))),
            None,
            "Sẵn sàng 0/9 (0 %); đang xây dựng 4/9, đang hoàn thiện 5/9",
        ),
    ],
)
def test_a_board_says_who_is_ready_and_names_its_exceptions(tally, left, words):
    assert str(sentence(tally, TODAY, left)) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(1, 5, "20 %"), (1, 3, "33,3 %"), (3320, 3321, "99,9 %"), (3321, 3321, "100 %"), (0, 7, "0 %"), (2, 3, "66,7 %")],
)
def test_a_rate_is_written_as_people_write_it(part, whole, words):
    assert percent(part, whole) == words


@given(st.integers(1, 4000), st.data())
def test_only_all_of_them_is_ever_a_hundred(whole, data):
    part = data.draw(st.integers(0, whole))
    assert (percent(part, whole) == "100 %") == (part == whole)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_whoever_is_not_ready_is_counted_somewhere_in_the_sentence(ready, basic, no_file, rest):
    everybody = ready + basic + no_file + rest
    words = str(sentence(Tally(everybody, ready, basic, no_file), TODAY, None))
    assert f"đang hoàn thiện {rest}/{everybody}" in words
    assert (f"chưa lập hồ sơ {no_file}/" in words) == bool(no_file)
    assert (f"{basic}/{everybody} cơ bản đáp ứng" in words) == bool(basic)
