"""``due``, ``unit`` and ``find``: right answers, clear refusals, and no trace on a machine where nothing is set up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from motcua.desks.operator.cli import VERBS, main

COMMAND = [sys.executable, "-m", "motcua.desks.operator.cli"]


def ask(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, words, input=given)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (["2025-08-29T09:00", "--limit", "5 ngày làm việc"], "2025-09-09T09:00:00+07:00"),
        (["2025-07-04T09:00", "--limit", "8 ngày làm việc"], "2025-07-16T09:00:00+07:00"),
        (["2025-07-11T10:00", "--limit", "trong ngày"], "2025-07-11T17:00:00+07:00"),
        (["2025-07-11T15:00", "--limit", "trong ngày"], "2025-07-11T17:00:00+07:00"),
        (["2025-07-11T15:01", "--limit", "trong ngày"], "2025-07-14T17:00:00+07:00"),
        (["2025-07-11T08:00", "--limit", "16 giờ làm việc"], "2025-07-15T08:00:00+07:00"),
        (["2025-07-11T09:00", "--before", "2025-07-25"], "2025-07-24T23:59:59+07:00"),
        (["2025-07-11T02:00:00+00:00", "--limit", "3 ngày làm việc"], "2025-07-16T09:00:00+07:00"),
        (["11/7/2025 09:00", "--limit", "3 ngày làm việc"], "2025-07-16T09:00:00+07:00"),
    ],
)
def test_due_answers_machines_with_an_instant_and_its_reasons(words: list[str], due: str) -> None:
    result = ask("due", *words, "--json")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer["due"] == due
    assert answer["why"]
    assert set(answer) == {"due", "why"}


def test_a_pause_moves_the_due_instant_and_a_lasting_one_leaves_none() -> None:
    start = ("due", "2025-07-04T09:00", "--limit", "8 ngày làm việc", "--json")
    ended = json.loads(ask(*start, "--pause", "2025-07-07T09:00", "2025-07-09T09:00").stdout)
    lasting = json.loads(ask(*start, "--pause", "2025-07-07T09:00", "-").stdout)
    assert ended["due"] == "2025-07-18T09:00:00+07:00"
    assert lasting["due"] is None


def test_due_speaks_vietnamese_to_people() -> None:
    result = ask("due", "2025-07-11T15:01", "--limit", "trong ngày")
    assert result.stdout.startswith("Hạn trả: hết ngày 14/7")
    assert "sau 15:00" in result.stdout


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["due", "hôm qua", "--limit", "5 ngày"], "instant"),
        (["due", "2025-07-11T09:00", "--limit", "8"], "limit"),
        (["due", "2025-07-11T09:00"], "limit"),
        (["due", "2025-07-11T09:00", "--limit", "5 ngày", "--before", "2025-08-01"], "limit"),
        (["due", "2025-07-11T09:00", "--limit", "5 ngày", "--unit", "99999"], "unit"),
        (["due", "2040-07-11T09:00", "--limit", "5 ngày"], "calendar"),
        (["due", "2025-07-11T09:00", "--before", "2025-07-25T10:00"], "before"),
        (["due", "--limit", "5 ngày"], "start"),
        (["find"], "question"),
        (["unit", "  "], "text"),
        (["unit", "x", "--no-such"], None),
        (["no-such-verb"], None),
    ],
)
def test_what_is_not_understood_is_one_line_and_exit_code_2(words: list[str], field: str | None) -> None:
    said = ask(*words)
    assert said.exit_code == 2
    assert said.stdout == ""
    assert len(said.stderr.splitlines()) == 1
    assert "Traceback" not in said.stderr
    machine = ask(*words, "--json")
    assert machine.exit_code == 2
    assert json.loads(machine.stderr)["error"]
    if field is not None:
        assert json.loads(machine.stderr)["field"] == field


def test_find_answers_a_batch_line_by_line_in_order() -> None:
    asked = "đăng ký khai sinh\n\n1.001193\n"
    lines = ask("find", "--batch", "-", "--top", "3", given=asked).stdout.splitlines()
    answers = [json.loads(line) for line in lines]
    assert len(answers) == 3
    assert all(set(answer) == {"answer", "clarify", "none"} for answer in answers)
    assert answers[0]["answer"][0]["code"] == "1.001193"
    assert len(answers[0]["answer"]) <= 3
    assert answers[1]["none"] is True
    assert set(answers[2]["answer"][0]) == {"code", "name", "score"}


def test_unit_finds_namesakes_with_what_became_of_them() -> None:
    rows = json.loads(ask("unit", "Thái Bình", "--on", "2025-07-11", "--json").stdout)
    assert len(rows) >= 3
    assert {"code", "name", "level", "province", "from", "to"} <= set(rows[0])
    assert any(row["to"] == "2025-07-01" for row in rows)


def test_every_verb_has_a_help_page() -> None:
    for verb in VERBS:
        result = ask(verb, "--help")
        assert result.exit_code == 0, verb


def run_apart(words: list[str], var: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"MOTCUA_VAR": str(var), "LC_ALL": "C"}
    return subprocess.run([*COMMAND, *words], env=environment, input=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "words",
    [
        ["due", "2025-07-11T09:00", "--limit", "3 ngày làm việc", "--json"],
        ["due", "2025-07-11T09:00", "--limit", "3 ngày làm việc", "--unit", "12247", "--json"],
        ["unit", "Phụng Công", "--json"],
        ["find", "đăng ký khai sinh", "--json"],
    ],
)
def test_packaged_data_answer_where_nothing_is_set_up_and_leave_nothing_behind(
    words: list[str], tmp_path: Path
) -> None:
    var = tmp_path / "nowhere"
    done = run_apart(words, var)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
    assert list(tmp_path.iterdir()) == []


def test_without_a_database_a_units_calendar_is_the_national_one_and_says_so(tmp_path: Path) -> None:
    done = run_apart(["due", "2025-07-11T09:00", "--limit", "3 ngày làm việc", "--unit", "12247", "--json"], tmp_path)
    assert "lịch chung cả nước" in json.loads(done.stdout)["why"][-1]


def test_a_file_that_is_no_key_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "ab.pem").write_text("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
    said = ask("verify-receipt", "-", "--keys", str(tmp_path), given="1")
    assert said.exit_code == 2
    assert said.stderr == "Tệp ab.pem không phải khóa công khai đọc được.\n"


@pytest.mark.parametrize("verb", ["verify-ledger", "seal", "tick", "replay", "backup", "health", "serve", "work"])
def test_verbs_that_need_books_say_so_and_make_none(verb: str, tmp_path: Path) -> None:
    done = run_apart([verb], tmp_path / "nowhere")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["find", "khai sinh", "--top", "0"], "«--top» là số nguyên từ 1 đến 50."),
        (["find", "khai sinh", "--top", "ba"], "«--top» là số nguyên từ 1 đến 50."),
        (["find", "khai sinh", "--top"], "Tùy chọn «--top» thiếu giá trị. Xem: motcua --help."),
        (["find", "--batch", "/khong/co"], "Không có, hoặc không đọc được tệp ghi ở «--batch»."),
        (["unit", "Thái", "Bình"], "Thừa «Bình». Lời có dấu cách thì đặt trong ngoặc kép."),
        (["unit", "Thái", "Bình", "tỉnh"], "Thừa «Bình tỉnh». Lời có dấu cách thì đặt trong ngoặc kép."),
        (["verify-receipt", "/khong/co.pdf"], "Không có, hoặc không đọc được tệp ghi ở «file»."),
        (["verify-receipt", "-", "--keys", "/khong/co"], "Không có thư mục ghi ở «--keys»."),
        (["restore", "/khong/co", "--into", "x"], "Không có, hoặc không đọc được tệp ghi ở «file»."),
        (["run", "--port", "70000"], "«--port» là số nguyên từ 1 đến 65535."),
    ],
)
def test_what_is_not_understood_is_said_in_vietnamese_on_one_line(words: list[str], sentence: str) -> None:
    result = ask(*words, given="")
    assert (result.exit_code, result.stderr) == (2, f"{sentence}\n")
