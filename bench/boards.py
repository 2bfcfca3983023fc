"""``make bench-boards``: what boards of 3,321 centres with 150 items each cost. DB=sqlite,postgres, CENTRES=3321."""

from __future__ import annotations

import os
import sys

from bench import costs


def main(*wanted: str) -> int:
    """Fill and measure on each database in processes of their own; ``all``: the boards across centres as well."""
    return costs.told("boards", "bench.boards_fill", "bench.boards_run", os.environ.get("CENTRES", "3321"), *wanted)


if __name__ == "__main__":
    sys.exit(main("all"))
