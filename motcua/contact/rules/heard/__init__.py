"""What each event asks of the inbox: one table over all topics, from an event to its wishes."""

from __future__ import annotations

from typing import Final

from motcua.contact.rules.heard import (
    catalogue,
    centre,
    decisions,
    directives,
    dossiers,
    found,
    people,
    proposals,
    steering,
    things,
    visits,
    works,
)
from motcua.contact.rules.wishes import Ear, Heard, Wish
from motcua.ledger.events import Event

_EARS: Final[dict[type[Event], Ear]] = {}
for topic in (
    works,
    catalogue,
    centre,
    people,
    things,
    directives,
    visits,
    found,
    proposals,
    decisions,
    steering,
    dossiers,
):
    if both := _EARS.keys() & topic.EARS.by_type.keys():
        raise TypeError(f"heard twice: {both}")
    _EARS.update(topic.EARS.by_type)

EVENTS: Final = tuple(sorted(_EARS, key=lambda event: event.NAME))
"""Every event the inbox listens to."""


def asked(event: Event, heard: Heard) -> list[Wish]:
    """Return what an event asks of the inbox, in order; :class:`KeyError` for one that is not listened to."""
    return _EARS[type(event)](event, heard)
