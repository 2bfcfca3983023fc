"""Every template is rendered by some test: a pytest plugin notes which are, and the end of the whole run asks.

Switched on by ``MOTCUA_RENDERED=FOLDER``: each process of the run leaves a file there with the templates it rendered.
``python -m tests.house.rendered FOLDER`` then names those nobody rendered.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
import pytest
import typst

from tests.house import plan

VARIABLE = "MOTCUA_RENDERED"
_seen: set[str] = set()


KINDS = {".html", ".txt", ".typ", ".js"}


def templates(package: Path = plan.PACKAGE) -> set[str]:
    """Return every template by the name it is loaded under: ``counter/home.html``, ``dossiers/print/form.typ``."""
    found = set()
    for folder in package.rglob("templates"):
        found |= {str(file.relative_to(folder)) for file in folder.rglob("*") if file.suffix in KINDS}
    return found


def with_imports(seen: Iterable[str], package: Path = plan.PACKAGE) -> set[str]:
    """Return the templates seen, and what the typesetter's own templates import."""
    known = set(seen)
    for folder in package.rglob("templates"):
        for name in sorted(known):
            file = folder / name
            if file.suffix == ".typ" and file.exists():
                known |= {
                    str((file.parent / other).relative_to(folder))
                    for other in re.findall(r'#(?:import|include) "([^"]+\.typ)"', file.read_text())
                }
    return known


def never_rendered(folder: Path) -> list[str]:
    """Return the templates that no process of the run rendered."""
    seen = {line for file in folder.glob("*.txt") for line in file.read_text().splitlines()}
    return sorted(templates() - with_imports(seen))


class _Compiler:
    """The typesetter, noting what it sets."""

    def __init__(self, *args: Any, **values: Any) -> None:
        self._real = _typesetter(*args, **values)

    def compile(self, *args: Any, **values: Any) -> Any:
        name = str(values.get("input", args[0] if args else ""))
        _seen.add(name.rpartition("/templates/")[2])
        return self._real.compile(*args, **values)


_typesetter = typst.Compiler
_load = jinja2.Environment._load_template


def _noting(environment: jinja2.Environment, name: str, values: Any) -> jinja2.Template:
    _seen.add(name)
    return _load(environment, name, values)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note."""
    if os.environ.get(VARIABLE):
        jinja2.Environment._load_template = _noting  # type: ignore[method-assign]
        typst.Compiler = _Compiler  # type: ignore[misc, assignment]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave a file with what this process rendered."""
    if os.environ.get(VARIABLE):
        folder = Path(os.environ[VARIABLE])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{os.getpid()}.txt").write_text("\n".join(sorted(_seen)))


def main(folder: str) -> int:
    """Name the templates that nobody rendered; return 1 where there are any."""
    missed = never_rendered(Path(folder))
    for name in missed:
        sys.stderr.write(f"no test renders {name}\n")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
