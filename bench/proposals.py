"""``make bench-proposals``: how long proposals of 3,321 communes wait, and what asking costs. DB=sqlite,postgres, COMMUNES=3321."""

from __future__ import annotations

import os
import sys

from bench import costs


def main() -> int:
    """Fill and measure on each database in processes of their own."""
    communes = os.environ.get("COMMUNES", "3321")
    return costs.told("proposals", "bench.proposals_fill", "bench.proposals_run", communes)


if __name__ == "__main__":
    sys.exit(main())
