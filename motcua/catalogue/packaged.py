"""The catalogue that comes with the product: read once from our data files, checked as it is read.

Available without a database, so that an operator can ask and a new centre can begin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from motcua.catalogue.facts import ProcedureFacts, ProcessTemplate
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_

DATA = Path(__file__).parent / "data"


class PackagedForm(msgspec.Struct, frozen=True, rename={"from_day": "from"}):
    """An e-form that comes with the product: for which procedure and case, since when, and its schema."""

    procedure: str
    case: str
    from_day: date
    schema: dict[str, Any]


_forms = msgspec.json.Decoder(PackagedForm)
_procedures = msgspec.json.Decoder(tuple[ProcedureFacts, ...])
_templates = msgspec.json.Decoder(tuple[ProcessTemplate, ...])


@cache
def process_templates() -> Mapping[str, ProcessTemplate]:
    """Return the internal processes we propose, by key."""
    return MappingProxyType({each.key: each for each in _templates.decode((DATA / "processes.json").read_bytes())})


@cache
def all_procedures() -> Mapping[str, ProcedureFacts]:
    """Return every packaged procedure by code, thin ones included, each with its proposed process filled in."""
    found: dict[str, ProcedureFacts] = {}
    for path in sorted((DATA / "procedures").glob("*.json")):
        for facts in _procedures.decode(path.read_bytes()):
            found[facts.code] = _with_process(facts)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def all_forms() -> tuple[PackagedForm, ...]:
    """Return every packaged e-form, by code of procedure."""
    return tuple(_forms.decode(path.read_bytes()) for path in sorted((DATA / "eforms").glob("*.json")))


def get(code: str) -> ProcedureFacts:
    """Return the procedure with national or provincial ``code``; :class:`NotFound` when we know none.

    The agency suffix of a local copy (``1.001193.H26``) is left aside.
    """
    national = ".".join(code.strip().split(".")[:2])
    try:
        return all_procedures()[national]
    except KeyError:
        raise NotFound(N_("Không có thủ tục mang mã «{code}» trong danh mục."), field="code", code=code) from None


def version_digest(facts: ProcedureFacts) -> str:
    """Return the SHA-256 (hex) of the facts' content: equal content, equal digest, whatever the order of files."""
    return hashlib.sha256(msgspec.json.encode(facts, order="deterministic")).hexdigest()


def _with_process(facts: ProcedureFacts) -> ProcedureFacts:
    if facts.template is None:
        return facts
    template = process_templates()[facts.template]
    return msgspec.structs.replace(facts, process=template.steps, process_note=template.note)
