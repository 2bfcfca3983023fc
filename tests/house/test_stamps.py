"""What is kept in memory is dropped when it changes: an act on a table that a kept read reads gives a new word."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.house import plan

WRITES = frozenset(
    {"create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "update", "delete", "save"}
)


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def decorated(function: ast.FunctionDef, name: str) -> ast.expr | None:
    for each in function.decorator_list:
        called = each.func if isinstance(each, ast.Call) else each
        if ast.unparse(called).split(".")[-1] == name:
            return each
    return None


def reach(function: ast.FunctionDef, others: dict[str, ast.FunctionDef]) -> list[ast.FunctionDef]:
    """Return the function and whatever of its module it uses, however deep."""
    found, waiting = [function], [function]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Name) and node.id in others and others[node.id] not in found:
                found.append(others[node.id])
                waiting.append(others[node.id])
    return found


def tables(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the tables that are asked: ``Unit`` of ``Unit.objects``."""
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
            yield node.value.id


def kept_tables(trees: Iterable[ast.Module]) -> set[str]:
    """Return the tables that reads under ``@kept`` look into."""
    return {
        table
        for tree in trees
        for function in functions(tree).values()
        if decorated(function, "kept")
        for part in reach(function, functions(tree))
        for table in tables(ast.walk(part))
    }


def forgetful(tree: ast.Module, kept: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the handlers that change kept tables and give no new word, each with the tables."""
    for name, function in functions(tree).items():
        declared = decorated(function, "act")
        if not isinstance(declared, ast.Call):
            continue
        parts = reach(function, functions(tree))
        nodes = [node for part in parts for node in ast.walk(part)]
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        if any(ast.unparse(call.func) == "stamps.bump" for call in calls):
            continue
        changed = {ast.unparse(each.value) for each in declared.keywords if each.arg == "on"}
        for call in calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
                changed.update(tables(ast.walk(call.func)))
        if changed & kept:
            yield name, sorted(changed & kept)


def test_every_act_on_what_is_kept_in_memory_gives_a_new_word():
    kept = kept_tables(plan.tree(path) for path in plan.product_files())
    assert {"Unit", "CentreSettings", "OpeningHours", "CalendarDay", "AgencyCode", "Posting"} <= kept
    found = {
        plan.named(path): offences
        for path in plan.product_files()
        if (offences := list(forgetful(plan.tree(path), kept)))
    }
    assert found == {}


def test_a_forgetful_act_is_named():
    read = ast.parse("@kept\ndef unit(id_): return _row(id_)\ndef _row(id_): return Unit.objects.get(pk=id_)")
    acts = ast.parse(
        "@act(Rename, on=Unit)\ndef rename(c, unit, x): unit.name = c.name\n"
        "@act(Move, on=Other)\ndef move(c, o, x): _move(c)\n"
        "def _move(c): Unit.objects.filter(pk=c.unit).update(parent=c.to)\n"
        "@act(Close, on=Unit)\ndef close(c, unit, x): stamps.bump()\n"
        "@act(Look, on=Other)\ndef look(c, o, x): return Unit.objects.get(pk=c.unit)\n"
    )
    kept = kept_tables([read])
    assert kept == {"Unit"}
    assert list(forgetful(acts, kept)) == [("rename", ["Unit"]), ("move", ["Unit"])]
