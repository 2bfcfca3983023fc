"""What the house tests know of the house: its floors, its rooms and its files. Read from pyproject, never repeated."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "motcua"
PYPROJECT = PROJECT / "pyproject.toml"


def contracts() -> list[dict[str, Any]]:
    """Return the import contracts."""
    return list(tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"])


@cache
def floors() -> dict[str, int]:
    """Return the floor of each room and tower of the package, 0 at the bottom."""
    plan = next(contract for contract in contracts() if contract.get("exhaustive"))["layers"]
    return {name.strip(): floor for floor, names in enumerate(reversed(plan)) for name in names.split("|")}


def rooms() -> list[str]:
    """Return the rooms that own tables."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/migrations"))


def python_files(*folders: str) -> Iterator[Path]:
    """Yield the Python files under these folders of the project (default: the package), tests included."""
    for folder in folders or ("motcua",):
        yield from sorted(path for path in (PROJECT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def product_files() -> Iterator[Path]:
    """Yield the Python files of the product itself: no tests, no migrations."""
    for path in python_files():
        if not {"tests", "migrations"} & set(path.parts):
            yield path


@cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(), str(path))


def named(path: Path) -> str:
    """Return a file's name as people say it: from the project's root."""
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)


def words_of(path: Path) -> str:
    """Return a text file's content; of a file that is no text: nothing."""
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""
