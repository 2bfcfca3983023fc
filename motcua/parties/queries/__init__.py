"""Reads of this room. Each takes the actor, stays in the actor's realm, and is logged when it shows a person unmasked."""

from __future__ import annotations

from motcua.parties.queries.doubles import Double, possible_doubles
from motcua.parties.queries.find import Found, Row, find
from motcua.parties.queries.history import HistoryLine, ReadLine, history, who_read
from motcua.parties.queries.party import (
    ConsentView,
    NumberView,
    PartyView,
    ProxyView,
    has_consented,
    party,
    same_person,
    stand_in,
)

__all__ = [
    "ConsentView",
    "Double",
    "Found",
    "HistoryLine",
    "NumberView",
    "PartyView",
    "ProxyView",
    "ReadLine",
    "Row",
    "find",
    "has_consented",
    "history",
    "party",
    "possible_doubles",
    "same_person",
    "stand_in",
    "who_read",
]
