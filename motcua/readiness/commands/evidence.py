"""Evidence: photographs and papers laid to items, and what the machine finds testing itself."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import msgspec

from motcua.documents import queries as documents
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import DeviceTested, EvidenceAttached, EvidenceRemoved, SelfTested
from motcua.readiness import policies, summaries
from motcua.readiness.models import Evidence, ReadinessFile, SelfTest
from motcua.readiness.ports import Probed

EACH_MOST: Final = 30
TESTS_MOST: Final = 30


class AttachEvidence(Command, frozen=True, kw_only=True):
    """Lay a stored file to an item."""

    TARGET = "file"

    file: UUID
    item: str
    sha256: str
    filename: str
    note: str = ""


class RemoveEvidence(Command, frozen=True, kw_only=True):
    """Say that evidence no longer counts, and why."""

    TARGET = "file"

    file: UUID
    evidence: UUID
    reason: str


class RecordSelfTest(Command, frozen=True, kw_only=True):
    """Keep what the machine found testing itself."""

    TARGET = "file"

    file: UUID
    results: list[Probed]


@act(AttachEvidence, on=ReadinessFile, verb=N_("Gắn bằng chứng"), may=policies.may_speak, order=15)
def attach_evidence(command: AttachEvidence, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Keep the evidence; the same file is laid to an item once."""
    if summaries.facts_of(file.template_id).find(command.item) is None:
        raise BadInput(N_("Bộ mẫu của hồ sơ không có mục «{item}»."), field="item", item=command.item[:60])
    blob = documents.claim(command.sha256)
    if blob is None:
        raise NotFound(N_("Tệp chưa có trong kho; xin gửi lại."))
    standing = Evidence.objects.filter(file=file, item=command.item, removed_at__isnull=True)
    if standing.filter(sha256=command.sha256).exists():
        raise Conflict(N_("Tệp này đã gắn vào mục này."), field="file")
    if standing.count() >= EACH_MOST:
        raise BadInput(N_("Mỗi mục tối đa {most} tệp."), field="file", most=EACH_MOST)
    row = Evidence(
        id=new_id(),
        file=file,
        item=command.item,
        sha256=command.sha256,
        filename=clean(command.filename.replace("/", " "), 150) or N_("không tên"),
        media_type=blob.media_type,
        size=blob.size,
        note=clean(command.note, 300),
        at=context.at,
        by=context.actor.name,
    )
    row.save(force_insert=True)
    event = EvidenceAttached(evidence=row.id, item=row.item, sha256=row.sha256, filename=row.filename)
    return Done(event, outcome={"evidence": row.id})


@act(RemoveEvidence, on=ReadinessFile, verb=N_("Bỏ bằng chứng"), may=policies.may_speak, order=85)
def remove_evidence(command: RemoveEvidence, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Mark evidence as removed; the bytes and the history stay."""
    reason = clean(command.reason, 300)
    if not reason:
        raise BadInput(N_("Ghi lý do bỏ bằng chứng."), field="reason")
    row = Evidence.objects.filter(pk=command.evidence, file=file, removed_at__isnull=True).first()
    if row is None:
        raise NotFound(N_("Không có bằng chứng này."))
    row.removed_at, row.removed_why = context.at, reason
    row.save(update_fields=["removed_at", "removed_why"])
    return Done(EvidenceRemoved(evidence=row.id, item=row.item, reason=reason))


@act(RecordSelfTest, on=ReadinessFile, verb=N_("Máy tự kiểm tra"), may=policies.may_report, order=40)
def record_self_test(command: RecordSelfTest, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Keep the results; they stand beside the items they bear on and answer none by themselves."""
    if not 0 < len(command.results) <= TESTS_MOST:
        raise BadInput(N_("Máy chủ này chưa có phép tự kiểm tra nào."), field="results")
    results = [msgspec.structs.replace(one, name=one.name[:40], told=clean(one.told, 300)) for one in command.results]
    SelfTest.objects.create(
        file=file, at=context.at, by=context.actor.name, results=msgspec.json.encode(results).decode()
    )
    event = SelfTested(results=[DeviceTested(name=one.name, outcome=one.outcome, told=one.told) for one in results])
    return Done(event)
