"""What several commands share: lengths, states that allow an act, texts that must say something."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.documents import queries as documents
from motcua.inspections import policies
from motcua.inspections.models import Campaign
from motcua.inspections.rules.campaigns import ALIVE, State
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor

Line = Annotated[str, msgspec.Meta(max_length=300)]
Short = Annotated[str, msgspec.Meta(max_length=200)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]
Words = Annotated[str, msgspec.Meta(max_length=2000)]
Long = Annotated[str, msgspec.Meta(max_length=4000)]
FileHash = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]


def is_alive(campaign: Campaign) -> Said | None:
    """What was closed or given up stays as it is."""
    if campaign.state in ALIVE:
        return None
    return said(N_("Cuộc kiểm tra đã kết thúc hoặc đã hủy."))


def is_draft(campaign: Campaign) -> Said | None:
    """Only what is still being prepared."""
    return None if campaign.state == State.DRAFT else said(N_("Cuộc kiểm tra không còn ở bước chuẩn bị."))


def wanted(text: str, field: str, *, lines: bool = False) -> str:
    """Return a text that must say something, tidied; :class:`BadInput` beside ``field`` when it says nothing."""
    found = clean(text, lines=lines)
    if not found.strip():
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def reason_for(campaign: Campaign, reason: str) -> str:
    """Return the reason for a change: nobody needs one while it is being prepared, afterwards others rely on it."""
    return clean(reason) if campaign.state == State.DRAFT else wanted(reason, "reason")


def searched(campaign: Campaign) -> str:
    """Return the folded text a campaign is found by."""
    return fold(f"{campaign.title} {campaign.mandate_number} {campaign.mandate_issuer}")[:700]


def kept_file(sha256: str) -> str:
    """Return the hash of a file that was taken in; :class:`NotFound` when it was not."""
    if sha256 and documents.claim(sha256) is None:
        raise NotFound(N_("Tệp chưa tải lên hết; hãy chọn lại rồi gửi lại."), field="files")
    return sha256


def planned_by(actor: Actor, id_: UUID) -> Campaign:
    """Return a campaign, locked, that the actor plans and that still goes on; raises what bars it."""
    found = Campaign.objects.select_for_update().filter(pk=id_, realm=actor.realm).first()
    if found is None:
        raise NotFound(N_("Không có cuộc kiểm tra này, hoặc bạn không thuộc phạm vi được biết."))
    for refusal, kind in ((policies.may_plan(actor, found), NotAllowed), (is_alive(found), Conflict)):
        if refusal is not None:
            raise kind(refusal.sentence, **refusal.values)
    return found
