"""What the tables of the register must say, folded from the history of each document and commitment alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.decisions.commands.shared import searched
from motcua.decisions.models import Asked, Commitment, Document, Member, Signature
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.events import decisions as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_SAME = (
    *("kind", "number", "issued_on", "side", "issuer", "abstract", "theme", "theme_year"),
    *("valid_from", "valid_to", "due_on"),
)


def _facts(facts: told.DocumentFacts) -> Row:
    return (
        {name: getattr(facts, name) for name in _SAME}
        | {
            "year": facts.issued_on.year,
            "issuer_unit_id": facts.issuer_unit,
            "replaces_id": facts.replaces,
            "members": {at: (one.name, one.official, one.task) for at, one in enumerate(facts.members)},
        }
        | searched(facts)
    )


def _registered(_row: Row, event: told.DocumentRegistered, _entry: Told) -> Row:
    return _facts(event.facts) | {
        "place_id": event.place,
        "sha256": event.sha256,
        "filename": event.filename,
        "revoked_on": None,
        "revoked_reason": "",
    }


fold_document = by_steps(
    {
        told.DocumentRegistered: _registered,
        told.DocumentCorrected: lambda _row, event, _entry: _facts(event.facts),
        told.DocumentFiled: lambda _row, event, _entry: copied(event, "sha256", "filename"),
        told.DocumentRevoked: lambda _row, event, _entry: {
            "revoked_on": event.revoked_on,
            "revoked_reason": event.reason,
        },
        told.DocumentRestored: lambda _row, _event, _entry: {"revoked_on": None, "revoked_reason": ""},
    }
)


def rows_of_documents(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the members beside these documents, as the fold names them."""
    found = Member.objects.filter(document__in=ids)
    return {"members": beside(found, "document", "ordinal", ("name", "official_id", "task"))}


def _people(units: Iterable[UUID], people: Iterable[told.PersonAsked]) -> Row:
    """Return whom it asks, as the table has it."""
    asked: dict[Any, tuple[Any, ...]] = {(unit, None): ("",) for unit in units}
    return {"whom": asked | {(None, one.official): (one.name,) for one in people}}


def _searched(row: Row) -> Row:
    return {"folded": fold(f"{row['theme']} {row['theme_year']} {row['asked_by']}")[:600]}


def _asked(_row: Row, event: told.CommitmentAsked, _entry: Told) -> Row:
    row = copied(event, "theme", "theme_year", "text", "asked_by", "asked_on", "sign_by", "audience")
    row |= copied(event, place_id="place", document_id="document", renews_id="renews")
    row |= {"open": True, "ended_on": None, "ended_reason": "", "reminded_on": None, "told": 0, "signed": {}}
    return row | _searched(row) | _people(event.units, event.people)


def _corrected(row: Row, event: told.CommitmentCorrected, _entry: Told) -> Row:
    row |= copied(event, "asked_by", "sign_by", document_id="document")
    return _searched(row) | _people(event.units, event.people)


def _signed(row: Row, event: told.CommitmentSigned, entry: Told) -> None:
    for one in event.signatures:
        row["signed"][one.id] = (
            *(one.official, one.name, one.title, one.unit_name, event.way, event.signed_on),
            *(entry.at, entry.account, event.sha256, event.serial),
        )


def _struck(row: Row, event: told.SignatureStruck, _entry: Told) -> None:
    row["signed"].pop(event.signature)


fold_commitment = by_steps(
    {
        told.CommitmentAsked: _asked,
        told.CommitmentCorrected: _corrected,
        told.CommitmentSigned: _signed,
        told.SignatureStruck: _struck,
        told.CommitmentReminded: lambda _row, event, entry: {
            "reminded_on": clock.local(entry.at).date(),
            "told": event.missing,
        },
        told.CommitmentEnded: lambda _row, event, entry: {
            "open": False,
            "ended_on": clock.local(entry.at).date(),
            "ended_reason": event.reason,
        },
    }
)


def rows_of_commitments(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return whom these commitments ask and who signed them, as the fold names them."""
    columns = (
        *("official_id", "name", "title", "unit_name", "way", "signed_on"),
        *("at", "account_id", "sha256", "serial"),
    )
    return {
        "whom": beside(Asked.objects.filter(commitment__in=ids), "commitment", ("unit_id", "official_id"), ("name",)),
        "signed": beside(Signature.objects.filter(commitment__in=ids), "commitment", "id", columns),
    }


REPLAYS = (
    (Document.STREAM, fold_document, rows_of_documents),
    (Commitment.STREAM, fold_commitment, rows_of_commitments),
)
