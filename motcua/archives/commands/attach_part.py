"""Attach digital files to a record, and take them off."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import lines, policies
from motcua.archives.models import DigitalPart, Fonds
from motcua.documents import queries as documents
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import PartAttached, PartDetached

PARTS_MOST = 100


class AttachPart(Command, frozen=True, kw_only=True):
    """Attach the stored file ``sha256`` to the record under ``name``."""

    TARGET = "fonds"

    fonds: UUID
    file: UUID
    sha256: Annotated[str, msgspec.Meta(max_length=64)]
    name: Annotated[str, msgspec.Meta(max_length=150)]


class DetachPart(Command, frozen=True, kw_only=True):
    """Take the file ``sha256`` off the record for ``reason``; the bytes stay in the store."""

    TARGET = "fonds"

    fonds: UUID
    file: UUID
    sha256: Annotated[str, msgspec.Meta(max_length=64)]
    reason: Annotated[str, msgspec.Meta(max_length=300)]


@act(AttachPart, on=Fonds, verb=N_("Đính kèm tệp"), may=policies.may_write, when=lines.is_open)
def attach(command: AttachPart, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse a file that is not stored, and the same one twice."""
    (row,) = lines.files_of(fonds, [command.file])
    facts = documents.claim(command.sha256)
    if facts is None:
        raise NotFound(N_("Tệp chưa có trong kho. Tải lên lại."), field="file")
    if row.parts.filter(sha256=command.sha256).exists():
        raise Conflict(N_("Hồ sơ đã có tệp này."), field="file")
    if row.parts.count() >= PARTS_MOST:
        raise BadInput(N_("Mỗi hồ sơ nhiều nhất {most} tệp."), field="file", most=PARTS_MOST)
    name = clean(command.name.replace("/", "-").replace("\\", "-")) or facts.sha256[:12]
    DigitalPart.objects.create(file=row, name=name, sha256=facts.sha256, size=facts.size)
    lines.change(fonds)
    return Done(PartAttached(file=row.id, name=name, sha256=facts.sha256, size=facts.size))


@act(DetachPart, on=Fonds, verb=N_("Gỡ tệp"), may=policies.may_write, when=lines.is_open)
def detach(command: DetachPart, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse it without a reason."""
    (row,) = lines.files_of(fonds, [command.file])
    part = row.parts.filter(sha256=command.sha256).first()
    reason = clean(command.reason)
    if part is None:
        raise NotFound(N_("Hồ sơ không có tệp này."), field="file")
    if not reason:
        raise BadInput(N_("Ghi lý do gỡ tệp."), field="reason")
    part.delete()
    lines.change(fonds)
    return Done(PartDetached(file=row.id, name=part.name, sha256=part.sha256, reason=reason))
