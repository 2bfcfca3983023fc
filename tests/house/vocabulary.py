"""``python -m tests.house.vocabulary``: writes ``docs/events.md`` and freezes the schemas of new events.

A schema that is frozen is never rewritten: books that were written under it must stay readable. Whoever changes an event
raises its ``VERSION``, which freezes a new schema beside the old. Before the first release ``--unreleased`` lets the
schemas of the present versions be written anew.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import msgspec

from motcua.ledger import events
from motcua.ledger.events import Event, vocabulary
from tests.house import plan

PAGE = plan.PROJECT / "docs" / "events.md"
SCHEMAS = Path(__file__).with_name("schemas")

INTRODUCTION = """# Events

Everything that can be said to have happened. Written by `python -m tests.house.vocabulary` from `motcua/ledger/events/`;
a test keeps it in step.

An entry of the books holds one event. Fields marked **personal** lie in the private part of the entry, under the person
named in brackets, and can be erased while the chain still verifies ([ledger.md](ledger.md)). `stream` is the kind of thing
whose history the event belongs to. Unknown fields are an error; a changed event gets a higher version.
"""


def real_events() -> list[type[Event]]:
    """Return every event of the product by name (events that tests declare are left out)."""
    for module in iter_modules(events.__path__):
        import_module(f"{events.__name__}.{module.name}")
    return [kind for kind in vocabulary().values() if kind.__module__.startswith(events.__name__)]


def schema(kind: type[Event]) -> dict[str, Any]:
    """Return what is frozen of an event: where it belongs, what is personal, and the JSON schema of its fields.

    Words about an event may be bettered at any time, so descriptions are left out.
    """
    (_,), parts = msgspec.json.schema_components([kind])
    for part in parts.values():
        part.pop("description", None)
    return {
        "event": kind.NAME,
        "version": kind.VERSION,
        "stream": kind.STREAM,
        "personal": dict(sorted(kind.PERSONAL.items())),
        "schema": dict(sorted(parts.items())),
    }


def frozen_file(kind: type[Event], folder: Path = SCHEMAS) -> Path:
    """Return the file in which the present version of an event is frozen."""
    return folder / f"{kind.NAME}.{kind.VERSION}.json"


def text_of(value: dict[str, Any]) -> bytes:
    """Return a schema as it is kept."""
    return msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=1) + b"\n"


def faults_of_schema(kind: type[Event], folder: Path = SCHEMAS) -> list[str]:
    """Return what is wrong between an event and what is frozen of it."""
    file = frozen_file(kind, folder)
    if not file.exists():
        return [f"{kind.NAME} version {kind.VERSION} is not frozen: run python -m tests.house.vocabulary"]
    if file.read_bytes() != text_of(schema(kind)):
        return [f"{kind.NAME} was changed: raise its VERSION (books written under version {kind.VERSION} must be read)"]
    older = [version for version in range(1, kind.VERSION) if not (folder / f"{kind.NAME}.{version}.json").exists()]
    return [f"{kind.NAME}: the schema of version {version} is gone" for version in older]


def page(kinds: Iterable[type[Event]]) -> str:
    """Return ``docs/events.md``."""
    lines = [INTRODUCTION]
    room = ""
    for kind in kinds:
        if kind.NAME.split(".")[0] != room:
            room = kind.NAME.split(".")[0]
            lines.append(f"\n## {room}\n")
        lines.append(f"\n### `{kind.NAME}`\n")
        lines.append(f"{inspect.cleandoc(kind.__doc__ or '')}\n")
        lines.append(f"\nVersion {kind.VERSION}, stream `{kind.STREAM}`.\n")
        lines.append("\n| Field | Type | |\n|---|---|---|\n")
        for field in msgspec.structs.fields(kind):
            mark = f"**personal** ({kind.PERSONAL[field.name]})" if field.name in kind.PERSONAL else ""
            lines.append(f"| `{field.name}` | {type_name(field.type)} | {mark} |\n")
    return "".join(lines)


def type_name(kind: Any) -> str:
    """Return a field's type in words of Python."""
    name = kind.__name__ if isinstance(kind, type) and not getattr(kind, "__args__", None) else str(kind)
    for module in ("motcua.ledger.events.", "uuid.", "datetime.", "typing."):
        name = name.replace(module, "")
    for room in plan.floors():
        name = name.replace(f"{room}.", "")
    return name.replace("NoneType", "None").replace("|", "or")


def main(*arguments: str) -> int:
    """Write the page and the schemas; refuse to change a frozen one."""
    kinds, refused = real_events(), []
    SCHEMAS.mkdir(exist_ok=True)
    for kind in kinds:
        file, text = frozen_file(kind), text_of(schema(kind))
        if file.exists() and file.read_bytes() != text and "--unreleased" not in arguments:
            refused.append(kind.NAME)
            continue
        file.write_bytes(text)
    if "--unreleased" in arguments:
        present = {frozen_file(kind) for kind in kinds}
        for file in set(SCHEMAS.glob("*.json")) - present:
            file.unlink()
    PAGE.write_text(page(kinds))
    for name in refused:
        sys.stderr.write(f"{name} was changed: raise its VERSION (or --unreleased before the first release)\n")
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
