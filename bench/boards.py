"""``make bench-boards``: what boards of 3,321 centres with 150 items each cost. DB=sqlite,postgres, CENTRES=3321."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from typing import Any

from bench import books, tables


def main(*wanted: str) -> int:
    """Fill and measure on each database in processes of their own; ``all``: the boards across centres as well."""
    centres = os.environ.get("CENTRES", "3321")
    figures: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in books.engines():
            folder, environment = books.filled(engine, f"boards-{centres}", stack, "bench.boards_fill", centres)
            answer = folder / tables.FIGURES
            books.run("bench.boards_run", environment, str(answer), *wanted)
            figures += [{"db": engine, **each} for each in json.loads(answer.read_text())]
    print(f"\n{'db':<10}{'what':<50}{'SQL':>5}{'CPU ms':>9}{'ms':>9}  asked")
    for row in figures:
        asked = tables.verdict(row["cpu_ms"], row["most"], "ms CPU") if row.get("most") else ""
        print(f"{row['db']:<10}{row['what']:<50}{row['statements']:>5}{row['cpu_ms']:>9.0f}{row['ms']:>9.0f}  {asked}")
    return 0


if __name__ == "__main__":
    sys.exit(main("all"))
