"""What is documented is there, what is there is documented, and nothing speaks of the place it was written in."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.house import plan

DOCS = plan.PROJECT / "docs"
SETTINGS = DOCS / "operating" / "settings.md"
GLOSSARY = DOCS / "glossary.md"
OF_OTHERS = frozenset({"DJANGO_SETTINGS_MODULE", "PATH", "HOME"})
"""Read by others, or not ours to explain."""

# In halves, so that this file does not say them itself.
FORBIDDEN = re.compile(
    "|".join(
        [
            "/wo" + r"rk/(main|shared|out)",
            r"\.\./sha" + r"red/(design|domain|mission|data|README)",
            "mission/art" + "icles",
            "capabilities" + r"\.md",
            "practice-" + r"notes\.md",
            "iss" + "ues show",
            "cl" + "aude",
            "anth" + "ropic",
            "language mo" + "del",
            r"pypi\." + "org",
            r"pythonho" + r"sted\.org",
            r"registry\.np" + "mjs",
            r"/tm" + r"p/(brief|settings\.full)",
        ]
    ),
    re.IGNORECASE,
)
NOT_OURS = {"uv.lock"}
SKIPPED = {".git", ".venv", "var", "__pycache__", "node_modules", ".hypothesis", ".mypy_cache", ".ruff_cache"}


READERS = frozenset({"text", "flag", "integer", "words", "networks", "folder", "getenv", "get", "pop"})


def environment_names(tree: ast.AST) -> set[str]:
    """Return the variables that code reads from the environment by a literal name."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _may_read(node):
            called = ast.unparse(node.func)
            if re.fullmatch(
                r"env\.(text|flag|integer|words|networks|folder)|os\.getenv|(os\.)?environ\.(get|pop)", called
            ):
                names.add(str(node.args[0].value))
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) in {"environ", "os.environ"}:
            names.add(ast.unparse(node.slice).strip("'\""))
    return {name for name in names if re.fullmatch(r"[A-Z][A-Z0-9_]+", name)}


def _may_read(call: ast.Call) -> bool:
    """Say whether a call is of such a name at all: to write every call out in full took longer than all the rest."""
    named = isinstance(call.func, ast.Attribute) and call.func.attr in READERS
    return named and bool(call.args) and isinstance(call.args[0], ast.Constant)


@cache
def settings_read() -> set[str]:
    """Return the variables that the product reads."""
    return {name for path in plan.product_files() for name in environment_names(plan.tree(path))}


def test_every_setting_is_told():
    read = settings_read()
    assert "DATABASE_URL" in read
    told = SETTINGS.read_text() if SETTINGS.exists() else ""
    assert {name for name in read if f"`{name}`" not in told} - OF_OTHERS == set()


def test_every_setting_told_is_read():
    told = set(re.findall(r"^\|\s*`([A-Z][A-Z0-9_]+)`", SETTINGS.read_text(), re.MULTILINE))
    read = settings_read()
    assert told - read - OF_OTHERS == set()


@pytest.mark.parametrize(
    "code",
    ['env.text("A_NAME")', 'env.flag("A_NAME", default=True)', 'os.environ.get("A_NAME")', 'os.environ["A_NAME"]'],
)
def test_a_variable_that_is_read_is_seen(code):
    assert environment_names(ast.parse(code)) == {"A_NAME"}


def identifiers(text: str) -> list[str]:
    """Return the identifiers of a glossary: what stands in backquotes in the first column of its tables."""
    return [
        word
        for line in text.splitlines()
        if line.startswith("|")
        for word in re.findall(r"`([^`]+)`", line.split("|")[1])
    ]


def unknown(words: list[str], source: str) -> list[str]:
    """Return the words that occur nowhere in the source as a name; of ``room.Name`` each part must."""
    names = set(re.findall(r"\w+", source))
    return [word for word in words if not set(re.findall(r"\w+", word)) <= names]


def test_every_identifier_of_the_glossary_exists():
    words = identifiers(GLOSSARY.read_text())
    assert len(words) > 20
    source = "\n".join(path.read_text() for path in plan.product_files()) + " ".join(plan.floors())
    assert unknown(words, source) == []


def test_a_glossary_term_that_is_gone_is_named():
    text = "| Identifier | Term |\n|---|---|\n| `dossiers.Dossier`, `Vanished` | hồ sơ |\n"
    assert unknown(identifiers(text), "class Dossier: dossiers") == ["Vanished"]


def files() -> list[Path]:
    return [
        path
        for path in plan.PROJECT.rglob("*")
        if path.is_file() and not SKIPPED & set(path.relative_to(plan.PROJECT).parts) and path.name not in NOT_OURS
    ]


def test_no_file_speaks_of_the_place_it_was_written_in():
    said = {
        plan.named(path): match[0]
        for path in files()
        if path.suffix not in {".png", ".woff2", ".pdf", ".sqlite3"}
        and (match := FORBIDDEN.search(plan.words_of(path)))
    }
    assert said == {}


@pytest.mark.parametrize(
    "words", ["see /wo" + "rk/main/x", "../sha" + "red/domain/x.md", "https://pypi." + "org/simple"]
)
def test_such_words_are_seen(words):
    assert FORBIDDEN.search(words)


def test_an_import_of_a_neighbouring_folder_is_fine():
    assert not FORBIDDEN.search('import { say } from "../shared/words.js";')


def test_links_between_documents_lead_somewhere():
    broken = []
    for path in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
            if not (path.parent / target).exists():
                broken.append(f"{plan.named(path)} → {target}")
    assert broken == []
