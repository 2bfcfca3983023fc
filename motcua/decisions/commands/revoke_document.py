"""Say that a document was withdrawn by who issued it, and take that back where it was entered wrongly."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.decisions import policies
from motcua.decisions.commands.shared import Words, is_revoked, is_standing, wanted
from motcua.decisions.models import Document
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.decisions import DocumentRestored, DocumentRevoked


class RevokeDocument(Command, frozen=True, kw_only=True):
    """The document has no effect from ``revoked_on``; ``reason`` says by what and why."""

    TARGET = "document"

    document: UUID
    revoked_on: date
    reason: Words


@act(RevokeDocument, on=Document, verb=N_("Ghi thu hồi"), may=policies.may_write, when=is_standing, order=80)
def revoke_document(command: RevokeDocument, document: Document, context: Context) -> Done[Document]:
    """Refuse a day before it was issued, or to come."""
    if not document.issued_on <= command.revoked_on <= clock.local(context.at).date():
        raise BadInput(N_("Ngày thu hồi phải từ ngày ban hành đến hôm nay."), field="revoked_on")
    document.revoked_on = command.revoked_on
    document.revoked_reason = wanted(command.reason, "reason")
    return Done(DocumentRevoked(revoked_on=command.revoked_on, reason=document.revoked_reason))


class RestoreDocument(Command, frozen=True, kw_only=True):
    """That it was withdrawn had been entered wrongly."""

    TARGET = "document"

    document: UUID
    reason: Words


@act(RestoreDocument, on=Document, verb=N_("Bỏ ghi thu hồi"), may=policies.may_write, when=is_revoked, order=85)
def restore_document(command: RestoreDocument, document: Document, context: Context) -> Done[Document]:
    """Let it stand as before; why stays in the history."""
    del context
    document.revoked_on, document.revoked_reason = None, ""
    return Done(DocumentRestored(reason=wanted(command.reason, "reason")))
