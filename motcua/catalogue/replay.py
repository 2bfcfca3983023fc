"""What an e-form's row must say, folded from its history alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.catalogue.eforms import State, digest_of
from motcua.catalogue.models import EForm
from motcua.ledger.events.catalogue import EFormChanged, EFormDrafted, EFormDropped, EFormPutInForce, EFormTakenIn
from motcua.ledger.feed import Told


def fold_eform(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a version that follow from its events; its schema by its digest."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, EFormTakenIn | EFormDrafted):
            row = {"procedure_id": event.procedure, "case": event.case, "number": event.number, "digest": event.digest}
            drafted = isinstance(event, EFormDrafted)
            row |= {"unit_id": event.unit if isinstance(event, EFormDrafted) else None}
            row |= {"state": State.DRAFT.value if drafted else State.IN_FORCE.value}
            row |= {"from_day": event.from_day if isinstance(event, EFormTakenIn) else None}
        elif isinstance(event, EFormChanged):
            row["digest"] = event.digest
        elif isinstance(event, EFormPutInForce):
            row |= {"state": State.IN_FORCE.value, "from_day": event.from_day}
        elif isinstance(event, EFormDropped):
            row["state"] = State.DROPPED.value
        row["content"] = row["digest"]
    return row


def contents(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the digest of what these versions say: by it the schema itself follows from the history."""
    found = EForm.objects.filter(pk__in=ids).values_list("id", "content")
    return {"content": {id_: digest_of(content) for id_, content in found}}


REPLAYS = ((EForm.STREAM, fold_eform, contents),)
