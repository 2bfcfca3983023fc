"""Reads of this room. Each takes the actor, stays in the actor's realm, and is logged when it shows a person unmasked."""

from __future__ import annotations

from motcua.parties.queries.doubles import Double, possible_doubles
from motcua.parties.queries.find import Found, Row, find
from motcua.parties.queries.history import HistoryLine, ReadLine, history, who_read
from motcua.parties.queries.outline import Outline, is_erased, is_merged, outline
from motcua.parties.queries.party import (
    ConsentView,
    NumberView,
    PartyView,
    ProxyView,
    StandIn,
    has_consented,
    party,
    same_person,
    stand_in,
    stand_ins,
)

__all__ = [
    "ConsentView",
    "Double",
    "Found",
    "HistoryLine",
    "NumberView",
    "Outline",
    "PartyView",
    "ProxyView",
    "ReadLine",
    "Row",
    "StandIn",
    "find",
    "has_consented",
    "history",
    "is_erased",
    "is_merged",
    "outline",
    "party",
    "possible_doubles",
    "same_person",
    "stand_in",
    "stand_ins",
    "who_read",
]
