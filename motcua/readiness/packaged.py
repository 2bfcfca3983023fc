"""Packaged data of readiness: the six-zone template and the scripts of a trial run, checked when they are read."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from motcua.readiness.rules.facts import TemplateFacts, checked_template
from motcua.readiness.rules.trial import Asks

DATA: Final = Path(__file__).with_name("data")


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to try in a trial run: its steps, what must come of it, and how far its trial dossier must come."""

    key: str
    title: str
    steps: tuple[str, ...]
    expected: str
    asks: Asks = Asks.NOTHING


class Scripts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The scripts of a trial run with where they come from."""

    key: str
    title: str
    source: str
    trust: str
    scripts: tuple[Script, ...]


@cache
def templates() -> tuple[TemplateFacts, ...]:
    """Return the packaged templates."""
    files = sorted(DATA.glob("template_*.json"))
    return tuple(checked_template(msgspec.json.decode(file.read_bytes(), type=TemplateFacts)) for file in files)


@cache
def scripts() -> Scripts:
    """Return the packaged scripts."""
    return msgspec.json.decode((DATA / "trial_scripts.json").read_bytes(), type=Scripts)


def content_of(facts: TemplateFacts) -> str:
    """Return a template as it is kept: JSON with sorted keys, the same facts giving the same text."""
    return msgspec.json.encode(facts, order="deterministic").decode()


def digest_of(content: str) -> str:
    """Return the SHA-256 of a kept template in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()
