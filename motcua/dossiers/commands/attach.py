"""Attach a scan or a result file to a dossier, or take off one attached by mistake."""

from __future__ import annotations

from uuid import UUID

from motcua.documents import queries as documents
from motcua.dossiers import policies, rules
from motcua.dossiers.models import Attachment, Dossier, DossierPaper
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossiers import ScanAttached, ScanRemoved

RESULT = "ket-qua"
"""The key under which a result file is attached, beside the keys of papers."""

REASON_MOST = 300


class AttachScan(Command, frozen=True, kw_only=True):
    """Attach the stored file ``sha256`` for the paper ``paper`` (its key), or as the result (``ket-qua``)."""

    TARGET = "dossier"

    dossier: UUID
    paper: str
    sha256: str
    filename: str


class RemoveScan(Command, frozen=True, kw_only=True):
    """Take a wrongly attached file off the dossier, with the reason."""

    TARGET = "dossier"

    dossier: UUID
    attachment: UUID
    reason: str


def is_open(dossier: Dossier) -> Said | None:
    """Files are attached while the dossier is open."""
    return None if dossier.open else said(N_("Hồ sơ đã kết thúc, không thay tệp được nữa."))


@act(AttachScan, on=Dossier, verb=N_("Đính kèm"), may=policies.may_attach, when=is_open, order=60)
def attach(command: AttachScan, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep which file belongs to which paper; the bytes are in the store already."""
    if command.paper != RESULT and not DossierPaper.objects.filter(dossier=dossier, key=command.paper).exists():
        raise BadInput(N_("Không có giấy tờ «{key}» trong hồ sơ."), field="paper", key=command.paper[:60])
    blob = documents.claim(command.sha256)
    if blob is None:
        raise NotFound(N_("Tệp chưa được tải lên hoặc tải lên chưa xong."), field="file")
    if Attachment.objects.filter(
        dossier=dossier, paper=command.paper, sha256=blob.sha256, removed_at__isnull=True
    ).exists():
        raise Conflict(N_("Tệp này đã đính kèm cho giấy tờ này."), field="file")
    row = Attachment.objects.create(
        dossier=dossier,
        paper=command.paper,
        sha256=blob.sha256,
        filename=clean(command.filename, 150) or blob.sha256[:12],
        media_type=blob.media_type,
        size=blob.size,
        pages=blob.pages,
        attached_at=context.at,
        attached_by=context.actor.name,
    )
    event = ScanAttached(
        attachment=row.id,
        paper=command.paper,
        sha256=blob.sha256,
        size=blob.size,
        media_type=blob.media_type,
        pages=blob.pages,
    )
    return Done(event, outcome={"attachment": row.id})


@act(RemoveScan, on=Dossier, verb=N_("Gỡ tệp"), may=policies.may_attach, when=is_open, order=61)
def remove(command: RemoveScan, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Mark the file as taken off."""
    reason = rules.kept_words(command.reason, REASON_MOST, "reason")
    if not reason:
        raise BadInput(N_("Xin ghi lý do gỡ tệp."), field="reason")
    changed = Attachment.objects.filter(pk=command.attachment, dossier=dossier, removed_at__isnull=True).update(
        removed_at=context.at
    )
    if not changed:
        raise NotFound(N_("Tệp này không còn trong hồ sơ."))
    return Done(ScanRemoved(attachment=command.attachment, reason=reason))
