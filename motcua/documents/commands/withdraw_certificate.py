"""Take a kept certificate out of use and erase its key."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.documents import policies
from motcua.documents.models import SigningCertificate
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.documents import CertificateWithdrawn


class WithdrawCertificate(Command, frozen=True, kw_only=True):
    """Use the certificate no more, for ``reason``: a new one, a lost key, the end of the post."""

    TARGET = "certificate"

    certificate: UUID
    reason: Annotated[str, msgspec.Meta(max_length=300)]


def is_used(certificate: SigningCertificate) -> Said | None:
    """A certificate is withdrawn once."""
    return None if certificate.withdrawn_at is None else said(N_("Chứng thư số này đã thu hồi."))


@act(WithdrawCertificate, on=SigningCertificate, verb=N_("Thu hồi"), may=policies.may_withdraw, when=is_used)
def withdraw(
    command: WithdrawCertificate, certificate: SigningCertificate, context: Context
) -> Done[SigningCertificate]:
    """Empty the locked key; what was signed with it stays signed."""
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do thu hồi."), field="reason")
    certificate.sealed, certificate.withdrawn_at = b"", context.at
    event = CertificateWithdrawn(official=certificate.official_id, serial=certificate.serial, reason=reason)
    return Done(event)
