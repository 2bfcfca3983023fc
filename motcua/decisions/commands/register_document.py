"""Enter a document in the register, put right what was entered, add its file."""

from __future__ import annotations

from uuid import UUID

from motcua.decisions import policies
from motcua.decisions.commands.shared import (
    Facts,
    Line,
    Sha,
    Words,
    checked,
    is_standing,
    keep_members,
    place_asked,
    put,
    stored,
    wanted,
)
from motcua.decisions.models import Document
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.decisions import DocumentCorrected, DocumentFiled, DocumentRegistered


class RegisterDocument(Command, frozen=True, kw_only=True):
    """Enter a document of ``place``; ``sha256`` is its file, where there is one."""

    place: UUID
    facts: Facts
    sha256: Sha = ""
    filename: Line = ""


@act(RegisterDocument, on=Document, verb=N_("Ghi vào sổ"), may=policies.may_register)
def register_document(command: RegisterDocument, context: Context) -> Done[Document]:
    """Refuse the same number of the same body and day twice."""
    place_asked(command.place)
    facts = checked(command.facts, context.actor, command.place, clock.local(context.at).date())
    document = Document(realm=str(context.actor.realm), place_id=command.place)
    put(document, facts)
    _refuse_twin(document)
    if command.sha256:
        document.sha256, document.filename = stored(command.sha256), clean(command.filename)
    document.save(force_insert=True)
    keep_members(document, facts)
    event = DocumentRegistered(place=command.place, facts=facts, sha256=document.sha256, filename=document.filename)
    return Done(event, document)


class CorrectDocument(Command, frozen=True, kw_only=True):
    """Put right what the register says, with the reason; what it said before stays in the history."""

    TARGET = "document"

    document: UUID
    facts: Facts
    reason: Words


@act(CorrectDocument, on=Document, verb=N_("Đính chính"), may=policies.may_write, order=30)
def correct_document(command: CorrectDocument, document: Document, context: Context) -> Done[Document]:
    """Keep the corrected facts."""
    today = clock.local(context.at).date()
    facts = checked(command.facts, context.actor, document.place_id, today, document.id)
    reason = wanted(command.reason, "reason")
    put(document, facts)
    _refuse_twin(document)
    _refuse_circle(document)
    keep_members(document, facts)
    return Done(DocumentCorrected(facts=facts, reason=reason))


class FileDocument(Command, frozen=True, kw_only=True):
    """Put a file to the document, in place of the one there was."""

    TARGET = "document"

    document: UUID
    sha256: Sha
    filename: Line


@act(FileDocument, on=Document, verb=N_("Đính kèm tệp"), may=policies.may_write, when=is_standing, order=20)
def file_document(command: FileDocument, document: Document, context: Context) -> Done[Document]:
    """Refuse the very file it has."""
    del context
    if command.sha256 == document.sha256:
        raise BadInput(N_("Tệp này đã đính kèm."), field="files")
    before = document.sha256
    document.sha256, document.filename = stored(command.sha256), clean(command.filename)
    return Done(DocumentFiled(sha256=document.sha256, filename=document.filename, before=before))


def _refuse_twin(document: Document) -> None:
    if not document.number:
        return
    same = Document.objects.filter(
        place=document.place_id,
        realm=document.realm,
        number=document.number,
        issued_on=document.issued_on,
        issuer=document.issuer,
        revoked_on__isnull=True,
    ).exclude(pk=document.pk)
    if same.exists():
        raise BadInput(
            N_("Số «{number}» của cơ quan này ngày này đã có trong sổ."), field="number", number=document.number
        )


def _refuse_circle(document: Document) -> None:
    """Refuse that a document replaces one which (by others between) replaces it."""
    seen, at = {document.pk}, document.replaces_id
    while at is not None:
        if at in seen:
            raise BadInput(N_("Hai văn bản không thay thế lẫn nhau."), field="replaces")
        seen.add(at)
        at = Document.objects.filter(pk=at).values_list("replaces", flat=True).first()
