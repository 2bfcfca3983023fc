"""Every event is documented, tells what of it is personal, survives an erasure, and keeps its schema."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import msgspec
import pytest
from django.apps import apps

from motcua.ledger.events import Event
from motcua.ledger.models import Streamed
from tests.house import plan, vocabulary
from tests.house.vocabulary import faults_of_schema, page, real_events, schema, text_of

EVENTS = real_events()
TOPICS = {
    "dossier_forms": "dossiers",
    "dossier_inherited": "dossiers",
    "dossier_life": "dossiers",
    "dossier_places": "dossiers",
    "dossier_sync": "dossiers",
    "dossier_lists": "dossiers",
    "dossier_compared": "dossiers",
    "dossier_runs": "dossiers",
    "dossier_visits": "dossiers",
    "dossier_office": "dossiers",
    "directives": "oversight",
    "minutes": "findings",
    "steering": "oversight",
}
"""Files of events that are a topic of a larger room: their names begin with that room."""


def faults(kind: type[Event], streams: set[str]) -> list[str]:
    """Return what is wrong with the declaration of an event."""
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    told = []
    if "__doc__" not in vars(kind) or not kind.__doc__:
        told.append("no docstring")
    file = kind.__module__.split(".")[-1]
    if kind.NAME.split(".")[0] != TOPICS.get(file, file):
        told.append("its name does not begin with its room")
    if kind.STREAM not in streams:
        told.append(f"no table carries the stream {kind.STREAM!r}")
    for name, subject in kind.PERSONAL.items():
        if name not in fields or subject not in fields:
            told.append(f"{name} → {subject}: no such field")
        elif subject in kind.PERSONAL or not any(part is UUID for part in parts_of(fields[subject].type)):
            told.append(f"{subject} is not an open id")
        elif not readable_when_erased(fields[name]):
            told.append(f"{name} cannot be read once it is erased: let it be empty")
    return told


def parts_of(kind: Any) -> tuple[Any, ...]:
    return getattr(kind, "__args__", None) or (kind,)


def readable_when_erased(field: msgspec.structs.FieldInfo) -> bool:
    """Say whether a personal field reads as empty when its part is gone, and as the same when it was empty."""
    if not field.required:
        default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
        return default in (None, "") or not default
    try:
        msgspec.convert("", field.type)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("kind", EVENTS, ids=[kind.NAME for kind in EVENTS])
def test_the_event_is_well_declared(kind):
    streams = {model.STREAM for model in apps.get_models() if issubclass(model, Streamed)}
    assert faults(kind, streams) == []


class Undocumented(Event, frozen=True, kw_only=True):
    STREAM = "box"
    NAME = "test_events.undocumented"


class Astray(Event, frozen=True, kw_only=True):
    """Happens to what nobody keeps."""

    NAME = "test_events.astray"
    STREAM = "nowhere"


class Misnamed(Event, frozen=True, kw_only=True):
    """Bears another room's name."""

    NAME = "elsewhere.misnamed"
    STREAM = "box"


class Missing(Event, frozen=True, kw_only=True):
    """Calls a field personal that it has not."""

    NAME = "test_events.missing"
    STREAM = "box"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "person"}
    person: UUID


class HiddenSubject(Event, frozen=True, kw_only=True):
    """Keeps the id of the person in the part that the id should find."""

    NAME = "test_events.hidden"
    STREAM = "box"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "person", "person": "person"}
    person: UUID
    name: str


class Unreadable(Event, frozen=True, kw_only=True):
    """Has a number that cannot be empty."""

    NAME = "test_events.unreadable"
    STREAM = "box"
    PERSONAL: ClassVar[dict[str, str]] = {"height": "person"}
    person: UUID
    height: int


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        (Undocumented, "no docstring"),
        (Astray, "no table carries"),
        (Misnamed, "does not begin with its room"),
        (Missing, "no such field"),
        (HiddenSubject, "not an open id"),
        (Unreadable, "cannot be read once it is erased"),
    ],
)
def test_a_bad_declaration_is_named(kind, fault):
    assert any(fault in told for told in faults(kind, {"box"}))


def test_every_event_is_told_by_its_room():
    source = {room: "".join(path.read_text() for path in (plan.PACKAGE / room).rglob("*.py")) for room in plan.rooms()}
    unused = [kind.NAME for kind in EVENTS if kind.__name__ not in source[kind.NAME.split(".")[0]]]
    assert unused == []


@pytest.mark.parametrize("kind", EVENTS, ids=[kind.NAME for kind in EVENTS])
def test_the_schema_is_frozen(kind):
    assert faults_of_schema(kind) == []


def test_no_schema_is_kept_of_what_is_not_there():
    known = {(kind.NAME, kind.VERSION) for kind in EVENTS}
    for file in vocabulary.SCHEMAS.glob("*.json"):
        frozen = msgspec.json.decode(file.read_bytes())
        assert any(name == frozen["event"] and frozen["version"] <= version for name, version in known), file.name


def test_the_page_is_up_to_date():
    assert vocabulary.PAGE.read_text() == page(EVENTS), "run python -m tests.house.vocabulary"


def test_a_changed_event_is_named_until_its_version_is_raised(tmp_path):
    class Before(Event, frozen=True, kw_only=True):
        """As it was."""

        STREAM = "box"
        size: int

    class After(Event, frozen=True, kw_only=True):
        """As it is, with another word about it."""

        STREAM = "box"
        size: int
        weight: int = 0

    class Raised(After, frozen=True, kw_only=True):
        VERSION = 2

    for kind in (Before, After, Raised):
        kind.NAME = "test_events.changed"
        kind.__name__ = "Changed"
    assert "not frozen" in faults_of_schema(Before, tmp_path)[0]
    vocabulary.frozen_file(Before, tmp_path).write_bytes(text_of(schema(Before)))
    assert faults_of_schema(Before, tmp_path) == []
    assert "raise its VERSION" in faults_of_schema(After, tmp_path)[0]
    vocabulary.frozen_file(Raised, tmp_path).write_bytes(text_of(schema(Raised)))
    assert faults_of_schema(Raised, tmp_path) == []
    vocabulary.frozen_file(Before, tmp_path).unlink()
    assert "version 1 is gone" in faults_of_schema(Raised, tmp_path)[0]


def test_other_words_about_an_event_do_not_change_its_schema():
    one, two = (
        type("Same", (Event,), {"__doc__": words, "STREAM": "box", "__annotations__": {"size": int}}, kw_only=True)
        for words in ("As it was.", "In better words.")
    )
    assert schema(one) == schema(two)
