"""How big things are: measured for the report, two of them enforced."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.house import plan

FILE_MOST = 350
"""Lines of the 95th percentile of files."""
FUNCTION_MOST = 80
MEASURED = ("motcua", "tests", "bench")


@dataclass(frozen=True)
class Function:
    """A function and how many lines it has, decorators apart."""

    where: str
    lines: int


@cache
def functions(path: Path) -> list[Function]:
    """Return the functions of a file; it is looked through once."""
    return [
        Function(f"{plan.named(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(plan.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def too_long(found: list[Function]) -> list[Function]:
    """Return the functions over the limit."""
    return [function for function in found if function.lines > FUNCTION_MOST]


def percentile(values: list[int], share: float) -> int:
    """Return the smallest value that at least ``share`` of the values do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share * 100) // 100) - 1)] if ordered else 0


def length(path: Path) -> int:
    """Return a file's lines."""
    return len(path.read_text().splitlines())


def comment_lines(path: Path) -> int:
    """Return the lines of a file that hold a comment (docstrings apart)."""
    text = path.read_text()
    if "#" not in text:
        return 0
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return len({token.start[0] for token in tokens if token.type == tokenize.COMMENT})
