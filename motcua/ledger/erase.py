"""Erasure of personal data from the books: the only way a private part ever goes, and it leaves its own entry."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from motcua.ledger.commands import Context
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.models import Erasure, PrivatePart


def erase_private_parts(subject: UUID, ground: str, context: Context) -> PrivatePartsErased:
    """Delete the private parts about ``subject`` and return the event that says so, for the caller's handler to answer.

    ``ground`` is the law or request it is done under. Called inside ``perform`` only.
    """
    parts: Sequence[tuple[UUID, int]] = list(
        PrivatePart.objects.filter(subject_id=subject).order_by("id").values_list("entry_id", "ordinal")
    )
    if not Erasure.objects.filter(subject_id=subject).exists():
        Erasure(subject_id=subject, entry_id=context.entry, at=context.at).save(force_insert=True)
    PrivatePart.objects.filter(subject_id=subject)._raw_delete("default")
    return PrivatePartsErased(subject=subject, ground=ground, parts=list(parts))
