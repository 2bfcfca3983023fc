"""The event vocabulary: everything that can be said to have happened, one module per room, below everybody.

An event is a frozen ``msgspec.Struct``: typed, named, versioned; unknown fields are an error. Its docstring tells what
happened. ``PERSONAL`` maps each field with personal data to the field that holds the id of the person it is about:
those fields go to the private part of the entry, which may be erased while the chain still verifies.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar
from uuid import UUID

import msgspec

_by_name: dict[str, type[Event]] = {}


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happened to one thing. Subclasses are registered under ``NAME`` when their module is imported."""

    NAME: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1
    STREAM: ClassVar[str] = ""
    PERSONAL: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.NAME:
            known = _by_name.setdefault(cls.NAME, cls)
            if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
                raise TypeError(f"two events are named {cls.NAME}")
            _by_name[cls.NAME] = cls


def vocabulary() -> dict[str, type[Event]]:
    """Return every event type known, by name."""
    return dict(sorted(_by_name.items()))


def event_type(name: str) -> type[Event]:
    """Return the type of the event ``name``; ``KeyError`` when no room has it."""
    return _by_name[name]


def split(event: Event) -> tuple[str, list[tuple[UUID, str]]]:
    """Return the open payload as JSON text and, per person, ``(subject id, private payload as JSON text)``.

    Both are canonical (sorted keys) so that the same event always gives the same bytes. ``TypeError`` for personal data
    that say of nobody whose they are: no erasure could ever find them.
    """
    fields = {name: getattr(event, name) for name in event.__struct_fields__}
    private: dict[UUID, dict[str, Any]] = {}
    for name, subject_field in event.PERSONAL.items():
        value = fields.pop(name)
        if value is not None and value != "":
            subject = fields.get(subject_field)
            if subject is None:
                raise TypeError(f"{event.NAME}: {name} is personal and {subject_field} names nobody")
            private.setdefault(subject, {})[name] = value
    return canonical(fields), [(subject, canonical(part)) for subject, part in private.items()]


def join(name: str, payload: str, private: list[str]) -> Event:
    """Return the event again from its stored payloads; personal fields whose part was erased are empty strings.

    Raises ``msgspec.ValidationError`` when the payload does not fit the event's schema.
    """
    kind = event_type(name)
    fields: dict[str, Any] = msgspec.json.decode(payload)
    for part in private:
        fields.update(msgspec.json.decode(part))
    for missing in _always_told(kind) - fields.keys():
        fields[missing] = ""
    return msgspec.convert(fields, type=kind)


@cache
def _always_told(kind: type[Event]) -> frozenset[str]:
    """Return the personal fields an event cannot be made without."""
    return frozenset(field.name for field in msgspec.structs.fields(kind) if field.required) & kind.PERSONAL.keys()


def canonical(value: Any) -> str:
    """Return ``value`` as JSON text with sorted keys and no spaces: the bytes that are hashed."""
    return msgspec.json.encode(value, order="deterministic").decode()
