"""``make bench-year``: the operating report of a ward's year of 30,000 dossiers, and the same counted from the ledger alone.

DB=sqlite,postgres. 29,000 dossiers go their straight way, written in bulk; 1,000 more live every other way, by ``perform``.
"""

from __future__ import annotations

import sys

from bench import costs


def main() -> int:
    """Fill and measure on each database in processes of their own."""
    return costs.told("year", "bench.year_fill", "bench.year_run", "29000")


if __name__ == "__main__":
    sys.exit(main())
