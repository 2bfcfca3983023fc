"""Fills books for one bench on each database asked for, measures them in a process of its own, and prints what it cost."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import Any

from bench import books, tables


def told(kept: str, fill: str, run: str, count: str, *wanted: str) -> int:
    """Fill books kept as ``kept-count`` by module ``fill``, measure by module ``run``, print the table; return 0.

    ``wanted`` is handed to ``run`` after the file for its figures.
    """
    figures: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in books.engines():
            folder, environment = books.filled(engine, f"{kept}-{count}", stack, fill, count)
            answer = folder / tables.FIGURES
            books.run(run, environment, str(answer), *wanted)
            figures += [{"db": engine, **each} for each in json.loads(answer.read_text())]
    print(f"\n{'db':<10}{'what':<50}{'SQL':>5}{'CPU ms':>9}{'ms':>9}  asked")
    for row in figures:
        asked = tables.verdict(row["cpu_ms"], row["most"], "ms CPU") if row.get("most") else ""
        print(f"{row['db']:<10}{row['what']:<50}{row['statements']:>5}{row['cpu_ms']:>9.0f}{row['ms']:>9.0f}  {asked}")
    return 0
