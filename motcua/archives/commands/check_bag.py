"""Check the package of digital parts when it is received: whole, and the one the minutes name."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import bags, policies
from motcua.archives.models import Handover
from motcua.documents import queries as documents
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import BagChecked


class CheckBag(Command, frozen=True, kw_only=True):
    """Check the stored package ``sha256`` (as it arrived) against the minutes."""

    TARGET = "handover"

    handover: UUID
    sha256: Annotated[str, msgspec.Meta(max_length=64)]


def has_bag(handover: Handover) -> Said | None:
    """There is a package only where there are digital parts and minutes."""
    return None if handover.bag_sha256 else said(N_("Biên bản này không kèm gói tệp điện tử."))


@act(CheckBag, on=Handover, verb=N_("Kiểm tra gói tệp"), may=policies.may_receive, when=has_bag)
def check_bag(command: CheckBag, handover: Handover, context: Context) -> Done[Handover]:
    """Refuse a damaged package and one of another handover; only a good one is written down."""
    with documents.open_blob(command.sha256) as content:
        found = bags.validate(content)
    if found.manifest != handover.bag_manifest:
        raise RuleError(N_("Gói tệp nguyên vẹn nhưng không phải gói ghi trong biên bản này."), field="file")
    handover.bag_checked_at = context.at
    return Done(BagChecked(bag=command.sha256, manifest=found.manifest, files=found.files))
