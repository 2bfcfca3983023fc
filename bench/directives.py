"""``make bench-directives``: what the board of overdue directives of a province costs. DB=sqlite,postgres, DIRECTIVES=200000."""

from __future__ import annotations

import os
import sys

from bench import costs


def main() -> int:
    """Fill and measure on each database in processes of their own."""
    count = os.environ.get("DIRECTIVES", "200000")
    return costs.told("directives", "bench.directives_fill", "bench.directives_run", count)


if __name__ == "__main__":
    sys.exit(main())
