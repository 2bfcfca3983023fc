"""``python -m tests.house.report``: how big things are. Sizes that are enforced decide the exit code."""

from __future__ import annotations

import sys
from statistics import median

from tests.house import plan, sizes


def main() -> int:
    """Print the measures; return 1 where an enforced one is missed."""
    files = [path for path in plan.python_files(*sizes.MEASURED) if path.stat().st_size]
    product = list(plan.product_files())
    tests = [path for path in files if "tests" in path.parts]
    lengths = [sizes.length(path) for path in files]
    found = [function for path in files for function in sizes.functions(path)]
    views = [
        function
        for path in product
        if "desks" in path.parts and "views" in path.parts
        for function in sizes.functions(path)
    ]
    product_lines, test_lines = sum(map(sizes.length, product)), sum(map(sizes.length, tests))
    comments = sum(map(sizes.comment_lines, product))
    worst, overlong = sizes.percentile(lengths, 0.95), sizes.too_long(found)
    rows = [
        ("files", f"{len(files)} ({len(product)} product, {len(tests)} tests)"),
        ("file length, median", f"{median(lengths):.0f} lines"),
        ("file length, 95th percentile", f"{worst} lines (enforced: {sizes.FILE_MOST})"),
        ("functions", str(len(found))),
        ("function length, median", f"{median(function.lines for function in found):.0f} lines"),
        ("functions over the limit", f"{len(overlong)} (enforced: none over {sizes.FUNCTION_MOST} lines)"),
        ("view length, median", f"{median([function.lines for function in views] or [0]):.0f} lines"),
        ("test lines to product lines", f"{test_lines / product_lines:.2f}"),
        ("lines with a comment", f"{comments / product_lines:.1%}"),
    ]
    for name, value in rows:
        sys.stdout.write(f"{name:32} {value}\n")
    for function in overlong:
        sys.stdout.write(f"too long: {function.where} ({function.lines} lines)\n")
    return int(bool(overlong) or worst > sizes.FILE_MOST)


if __name__ == "__main__":
    sys.exit(main())
