"""Sizes that are enforced."""

from __future__ import annotations

from tests.house import plan, report, sizes


def test_no_function_is_over_eighty_lines():
    found = [function for path in plan.python_files(*sizes.MEASURED) for function in sizes.functions(path)]
    assert sizes.too_long(found) == []


def test_ninety_five_of_a_hundred_files_have_at_most_350_lines():
    lengths = [sizes.length(path) for path in plan.python_files(*sizes.MEASURED) if path.stat().st_size]
    assert sizes.percentile(lengths, 0.95) <= sizes.FILE_MOST


def test_a_long_function_is_seen(tmp_path):
    file = tmp_path / "long.py"
    file.write_text("def f():\n" + "    x = 1\n" * 80 + "async def g():\n" + "    x = 1\n" * 79)
    assert [function.lines for function in sizes.too_long(sizes.functions(file))] == [81]


def test_the_percentile_is_reached_by_so_many():
    assert sizes.percentile(list(range(1, 101)), 0.95) == 95
    assert sizes.percentile([10] * 19 + [1000], 0.95) == 10
    assert sizes.percentile([10] * 18 + [1000] * 2, 0.95) == 1000


def test_the_report_says_every_measure(capsys):
    report.main()
    told = capsys.readouterr().out
    for measure in ("file length, median", "function length, median", "test lines to product lines", "comment"):
        assert measure in told
