"""Put evidence beside a proposal: facts other books said at that instant, and files; set a piece aside again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.documents import queries as documents
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.proposals import EvidenceAttached, EvidenceSetAside, FactTold, FileTold
from motcua.proposals import policies
from motcua.proposals.commands.shared import Reason, is_open
from motcua.proposals.models import Evidence, Proposal
from motcua.proposals.rules import life
from motcua.proposals.rules.facts import Book

EVIDENCE_MOST = 60
FILES_MOST = 12


class FactWish(msgspec.Struct, frozen=True, kw_only=True):
    """What a book says now: a marked sentence with its values, as of when, and the address of the rows behind it."""

    book: Book
    words: Annotated[str, msgspec.Meta(max_length=1000, min_length=1)]
    values: dict[str, str | int | float] = {}
    as_of: datetime
    href: Annotated[str, msgspec.Meta(max_length=200)] = ""


class FileWish(msgspec.Struct, frozen=True, kw_only=True):
    """A file already taken in, by the hash of its content."""

    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    filename: Annotated[str, msgspec.Meta(max_length=200)] = ""


class AttachEvidence(Command, frozen=True, kw_only=True):
    """Attach facts and files. Facts are read by whoever gives the command, from the books, at that instant."""

    TARGET = "proposal"

    proposal: UUID
    facts: Annotated[list[FactWish], msgspec.Meta(max_length=20)] = []
    files: Annotated[list[FileWish], msgspec.Meta(max_length=FILES_MOST)] = []


@act(AttachEvidence, on=Proposal, verb=N_("Đính kèm bằng chứng"), may=policies.may_keep, when=is_open, order=20)
def attach_evidence(command: AttachEvidence, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Keep each piece as it is now; a file that was never taken in is refused."""
    if not command.facts and not command.files:
        raise BadInput(N_("Chọn số liệu hoặc tệp để đính kèm."), field="facts")
    if proposal.evidence.count() + len(command.facts) + len(command.files) > EVIDENCE_MOST:
        raise BadInput(N_("Mỗi mục có nhiều nhất {most} bằng chứng."), field="files", most=EVIDENCE_MOST)
    facts = [
        FactTold(
            evidence=new_id(),
            book=one.book.value,
            words=one.words,
            values=dict(one.values),
            as_of=one.as_of,
            href=one.href,
        )
        for one in command.facts
    ]
    files = []
    for one in command.files:
        if documents.claim(one.sha256) is None:
            raise NotFound(N_("Tệp chưa tải lên hết; hãy chọn lại tệp rồi gửi lại."), field="files")
        files.append(FileTold(evidence=new_id(), sha256=one.sha256, filename=clean(one.filename)[:200] or "tep"))
    rows = [
        Evidence(
            id=one.evidence,
            proposal=proposal,
            book=one.book,
            words=one.words,
            values=one.values,
            as_of=one.as_of,
            href=one.href,
        )
        for one in facts
    ]
    rows += [
        Evidence(id=one.evidence, proposal=proposal, sha256=one.sha256, filename=one.filename, as_of=context.at)
        for one in files
    ]
    Evidence.objects.bulk_create(rows)
    return Done(EvidenceAttached(facts=facts, files=files))


class SetEvidenceAside(Command, frozen=True, kw_only=True):
    """Say that a piece of evidence no longer counts, with the reason; it stays readable."""

    TARGET = "proposal"

    proposal: UUID
    evidence: UUID
    reason: Reason


@act(SetEvidenceAside, on=Proposal, verb=N_("Bỏ bằng chứng"), may=policies.may_keep, when=is_open)
def set_evidence_aside(command: SetEvidenceAside, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Refuse what is not there or was set aside."""
    reason = life.said_words(command.reason, "reason")
    row = proposal.evidence.filter(pk=command.evidence).first()
    if row is None:
        raise NotFound(N_("Không có bằng chứng này."))
    if row.aside_at is not None:
        raise Conflict(N_("Bằng chứng này đã bỏ."))
    row.aside_at = context.at
    row.save(update_fields=["aside_at"])
    return Done(EvidenceSetAside(evidence=row.id, reason=reason))
