"""Keep the file certificate of a post, so that its holder can sign in the system."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.documents import locker, owners, policies, signing
from motcua.documents.models import SigningCertificate
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.documents import CertificateKept
from motcua.ledger.perform import Outcome, perform

MOST_BYTES = 64 * 1024
"""A PKCS#12 file with its chain has some 4 KB."""

_handed: ContextVar[tuple[bytes, str] | None] = ContextVar("certificate handed over", default=None)


class KeepCertificate(Command, frozen=True, kw_only=True):
    """Keep the certificate with this ``serial`` for ``post``; file and password are handed over apart.

    They are never in the command: see :func:`keep_certificate`.
    """

    post: UUID
    serial: Annotated[str, msgspec.Meta(max_length=80)]


@act(KeepCertificate, on=SigningCertificate, verb=N_("Gửi giữ chứng thư số"), may=policies.may_keep)
def _keep(command: KeepCertificate, context: Context) -> Done[SigningCertificate]:
    """Refuse a second certificate for the post, one that has run out, and somebody else's."""
    given, actor = _handed.get(), context.actor
    if given is None or actor.official is None:
        raise BadInput(N_("Chọn tệp chứng thư số."), field="file")
    facts = signing.open_file(*given).certificate
    if facts.serial != command.serial:
        raise BadInput(N_("Tệp chứng thư số không khớp số sê-ri đã đọc. Chọn lại tệp."), field="file")
    refusal = owners.refuse_owner(facts, actor)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="file", **refusal.values)
    if not facts.valid_from <= clock.now() <= facts.valid_to:
        raise RuleError(
            N_("Chứng thư số chỉ có hiệu lực từ {since} đến {until}."),
            field="file",
            since=f"{clock.local(facts.valid_from):%d/%m/%Y}",
            until=f"{clock.local(facts.valid_to):%d/%m/%Y}",
        )
    if SigningCertificate.objects.filter(post=command.post, withdrawn_at__isnull=True).exists():
        raise Conflict(N_("Chức vụ này đã gửi giữ một chứng thư số. Thu hồi chứng thư số cũ trước."), field="file")
    certificate = SigningCertificate(
        realm=actor.realm,
        official_id=actor.official,
        post_id=command.post,
        subject=facts.subject,
        organisation=facts.organisation,
        issuer=facts.issuer,
        serial=facts.serial,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        trial=facts.trial,
        sealed=locker.lock(msgspec.json.encode(given), command.post.bytes),
        kept_at=context.at,
    )
    event = CertificateKept(
        official=actor.official,
        post=command.post,
        subject=facts.subject,
        issuer=facts.issuer,
        serial=facts.serial,
        valid_to=facts.valid_to,
        trial=facts.trial,
    )
    return Done(event, certificate)


def keep_certificate(actor: Actor, content: bytes, password: str, *, key: str | None = None) -> Outcome:
    """Keep the PKCS#12 file ``content`` for the actor's post; it is opened once with ``password`` to be tried.

    :class:`BadInput` for a wrong password or file; else what :func:`motcua.ledger.perform.perform` raises.
    """
    if not content or len(content) > MOST_BYTES:
        raise BadInput(N_("Chọn tệp chứng thư số (.p12, .pfx), nhiều nhất {most} KB."), field="file", most=64)
    if actor.post is None:
        raise BadInput(N_("Tài khoản chưa gắn với chức vụ nào."), field="file")
    serial = signing.open_file(content, password).certificate.serial
    handed = _handed.set((content, password))
    try:
        return perform(KeepCertificate(post=actor.post, serial=serial), actor, key=key)
    finally:
        _handed.reset(handed)
