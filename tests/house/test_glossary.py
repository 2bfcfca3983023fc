"""Every identifier of the glossary exists: a module, a class, a field, a member, or a value of a constant or a type."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
from django.core.exceptions import FieldDoesNotExist

GLOSSARY = Path("docs/glossary.md")
ROW = re.compile(r"^\| `(motcua\.[\w.]+)(?::([\w.\-]+))?` \|", re.MULTILINE)


def found(path: str) -> Any:
    """Return what a path names; ``AttributeError`` when it names nothing."""
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        try:
            thing = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            thing = member(thing, part)
        return thing
    raise AttributeError(path)


def member(thing: Any, name: str) -> Any:
    if hasattr(thing, "_meta"):
        try:
            return thing._meta.get_field(name)
        except FieldDoesNotExist:
            pass
    if name in getattr(thing, "__dataclass_fields__", {}):
        return thing.__dataclass_fields__[name]
    return getattr(thing, name)


def values(thing: Any) -> set[str]:
    """Return the values a constant holds or a type allows."""
    if get_args(thing):
        return set(get_args(thing))
    held = {str(one) for one in thing}
    if hasattr(thing, "values"):
        held |= {str(each) for one in thing.values() if not isinstance(one, str) for each in one}
    return held


ROWS = ROW.findall(GLOSSARY.read_text())


def test_there_are_rows_and_none_is_written_twice():
    assert len(ROWS) > 200
    assert len(ROWS) == len(set(ROWS))


@pytest.mark.parametrize(("path", "value"), ROWS)
def test_the_identifier_exists(path, value):
    thing = found(path)
    assert not value or value in values(thing)


@pytest.mark.parametrize(
    "path", ["motcua.dossiers.models.Dossier.vanished", "motcua.nowhere", "motcua.office.rules.Role.KING"]
)
def test_what_is_gone_is_named(path):
    with pytest.raises(AttributeError):
        found(path)


def test_every_command_and_event_is_told():
    from motcua.ledger.commands import acts
    from motcua.ledger.events import vocabulary

    told = {path for path, _ in ROWS}
    wanted = {f"{a.command.__module__}.{a.command.__name__}" for a in acts()} | {
        f"{e.__module__}.{e.__qualname__}" for e in vocabulary().values()
    }
    assert {w for w in wanted if w.startswith("motcua.") and ".tests." not in w} - told == set()
