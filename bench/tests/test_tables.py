"""What the bench prints: whether what is asked holds, and sizes and databases beside each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import books, tables


def figure(**more: Any) -> dict[str, Any]:
    told = {"engine": "sqlite", "size": "10k", "name": "worklist", "statements": 8, "cpu_ms": 7.0, "app_ms": 6.0}
    told |= {"database_ms": 1.0, "times_bare": 3.5, "times_raw": 9.0, "p50": 1, "p95": 2, "p99": 3, "per_second": 90}
    return {**told, "refused": 0, "most_ms": 20.0, "most_statements": 0, **more}


def kept(home: Path, engine: str, size: str, milliseconds: float) -> None:
    folder = home / f"{engine}-{size}"
    folder.mkdir(parents=True)
    (folder / tables.FIGURES).write_text(json.dumps([figure(cpu_ms=milliseconds)]))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, "≤ 20 ms CPU: holds"),
        ({"cpu_ms": 20.1}, "≤ 20 ms CPU: MISSED"),
        ({"most_statements": 8}, "≤ 20 ms CPU: holds, ≤ 8 SQL: holds"),
        ({"most_statements": 7}, "≤ 20 ms CPU: holds, ≤ 7 SQL: MISSED"),
        ({"most_ms": 0.0}, ""),
    ],
)
def test_what_is_asked_stands_beside_what_was_found(row: dict[str, Any], words: str) -> None:
    assert tables.asked(figure(**row)) == words


def test_refusals_are_printed() -> None:
    head, row = tables.operations([figure(refused=17)]).splitlines()
    assert row[: head.index("refused") + len("refused")].endswith("17")


def test_the_worklist_of_a_million_is_held_against_that_of_ten_thousand(tmp_path: Path) -> None:
    for engine, size, milliseconds in (
        ("sqlite", "10k", 10.0),
        ("sqlite", "1m", 12.0),
        ("postgres", "10k", 10.0),
        ("postgres", "100k", 11.0),
        ("postgres", "1m", 13.5),
    ):
        kept(tmp_path, engine, size, milliseconds)
    said = tables.growth(tmp_path)
    assert "sqlite: worklist at 1m to 10k: 1.20 times, ≤ 1.3 times: holds" in said
    assert "postgres: worklist at 1m to 10k: 1.35 times, ≤ 1.3 times: MISSED" in said
    row = next(line for line in said.splitlines() if line.startswith("worklist"))
    assert row.split() == ["worklist", "10.0", "12.0", "10.0", "11.0", "13.5"]


def test_one_size_alone_says_that_the_other_is_not_measured(tmp_path: Path) -> None:
    kept(tmp_path, "sqlite", "10k", 10.0)
    assert "sqlite: worklist at 1m to 10k: not measured on both sizes yet" in tables.growth(tmp_path)


def test_nothing_measured_says_nothing(tmp_path: Path) -> None:
    assert tables.growth(tmp_path) == ""


@pytest.mark.parametrize(("name", "count"), [("10k", 10_000), ("1m", 1_000_000), ("600", 600)])
def test_a_size_is_a_word_or_a_number(name: str, count: int) -> None:
    assert books.size_of(name) == count


def test_a_size_that_is_none_is_refused() -> None:
    with pytest.raises(SystemExit):
        books.size_of("large")


@pytest.mark.parametrize("typed", ["10k,100k", "10k 100k", " 10k, 100k "])
def test_sizes_are_parted_by_commas_or_spaces(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIZE", typed)
    assert books.asked("SIZE", "10k") == ["10k", "100k"]
