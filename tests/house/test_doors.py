"""Every address has a door: public, for whoever is signed in, or for named powers; and nothing else is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.desks.shared.door import Door, power, public, signed_in
from motcua.office.rules import POWERS

# Opening a door to everybody is a decision: it is written down here as well. A whole desk, or one address of a desk.
# Measuring machines show the token of their line instead of signing in.
PROBES = frozenset({"links:probe_echo", "links:probe_download", "links:probe_upload", "links:probe_results"})
# A phone in the field whose session has ended shows its own secret to hear that it is to be wiped.
OPEN = PROBES | {
    "field:orders",
    "citizen",
    "language",
    "account:sign_in",
    "account:sign_out",
    "account:lock",
    "account:unlock",
}


def addresses(patterns: Iterable[Any], space: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every address (its full name, else its route) with its view."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, ":".join(filter(None, (space, pattern.namespace))))
        elif isinstance(pattern, URLPattern):
            yield ":".join(filter(None, (space, pattern.name or str(pattern.pattern)))), pattern.callback


def faults(found: Iterable[tuple[str, Callable[..., Any]]]) -> list[str]:
    """Return what is wrong with the doors of these addresses."""
    known = frozenset().union(*POWERS.values())
    told = []
    for name, view in found:
        door = getattr(view, "door", None)
        if not isinstance(door, Door):
            told.append(f"{name} has no door")
        elif door.public and name not in OPEN and name.split(":")[0] not in OPEN:
            told.append(f"{name} is open to everybody")
        else:
            told += [f"{name} asks for {each}, which no role has" for each in sorted(door.any_of - known)]
    return told


def test_every_address_has_a_door():
    found = list(addresses(get_resolver().url_patterns))
    assert len(found) > 20
    assert faults(found) == []


def view(request):
    raise AssertionError


@pytest.mark.parametrize(
    ("name", "guarded", "fault"),
    [
        ("counter:home", view, "no door"),
        ("counter:home", public(view), "open to everybody"),
        ("counter:home", power("dossier.recieve")(view), "no role has"),
    ],
)
def test_a_bad_door_is_named(name, guarded, fault):
    assert fault in faults([(name, guarded)])[0]


@pytest.mark.parametrize(
    ("name", "guarded"),
    [("citizen:follow", public(view)), ("counter:home", signed_in(view)), ("x", power("dossier.receive")(view))],
)
def test_a_good_door_is_fine(name, guarded):
    assert faults([(name, guarded)]) == []
