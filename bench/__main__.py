"""``make bench``: SIZE=10k,100k,1m (filled books are kept under var/bench), DB=sqlite,postgres, COUNT=200.

Prints what the operations cost, how that grows with the books, and what boards, overdue directives, ageing proposals,
stock-take and phone page cost.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from typing import Any

from bench import boards, books, directives, field, proposals, tables


def main() -> int:
    """Fill and measure each size on each database in processes of their own, then the boards and the field."""
    figures: list[dict[str, Any]] = []
    with ExitStack() as stack:
        for engine in books.engines():
            for size in books.asked("SIZE", "10k"):
                figures += _measure(engine, size, stack)
    print(tables.operations(figures))
    print(tables.growth(books.HOME))
    return max(boards.main(), directives.main(), proposals.main(), field.main())


def _measure(engine: str, size: str, stack: ExitStack) -> list[dict[str, Any]]:
    folder, environment = books.filled(engine, size, stack, "bench.prepare", str(books.size_of(size)))
    print(f"== {engine} {size}: measuring", flush=True)
    answer = folder / tables.FIGURES
    books.run("bench.run", environment, str(answer))
    return [{"engine": engine, "size": size, **figure} for figure in json.loads(answer.read_text())]


if __name__ == "__main__":
    sys.exit(main())
