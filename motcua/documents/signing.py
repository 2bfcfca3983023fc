"""Signing papers the house made: in the system with a kept certificate, or with one's own token outside of it.

A paper is a PDF in the store. Each signature makes a new file that begins with the very bytes of the one before, so
what the first signed is what the second signs. Whether somebody may sign a paper at all is the business of the room
whose paper it is; it asks here in the handler of its command, with the paper's row locked. How it is done and what is
checked: docs/decisions/0010-who-signs.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from motcua.documents import locker, owners, shelf
from motcua.documents.models import Blob, SigningCertificate
from motcua.documents.ports import Box, CertificateFacts, KeyFiles, Signer, SignRequest, Validator
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor


class Way(StrEnum):
    """How a paper was signed."""

    SYSTEM = "system"
    TOKEN = "token"  # noqa: S105 - a smart card, not a password


WAY_NAMES = {Way.SYSTEM: N_("Ký trên hệ thống"), Way.TOKEN: N_("Ký ngoài bằng thiết bị của mình, tải lên")}


@dataclass(frozen=True, slots=True)
class Signed:
    """A paper with one more signature: the file, how it was signed, with what; ``at`` is the signer's claim."""

    sha256: str
    way: Way
    at: datetime
    certificate: CertificateFacts


@dataclass(frozen=True, slots=True)
class KeptCertificate:
    """A certificate kept for a post, as its holder sees it."""

    id: UUID
    subject: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime
    trial: bool
    kept_at: datetime


_files: list[KeyFiles] = []
_validators: list[Callable[[], Validator]] = []


def use(files: KeyFiles, validator: Callable[[], Validator]) -> None:
    """Open key files and judge signatures with these from now on. Called from ``config/wiring.py`` only."""
    _files[:], _validators[:] = [files], [validator]


def open_file(content: bytes, password: str) -> Signer:
    """Return the signer in a PKCS#12 file; :class:`BadInput` for a wrong password or another file."""
    return _files[0](content, password)


def validator() -> Validator:
    """Return who judges signatures, against the roots trusted now."""
    return _validators[0]()


def kept_for(actor: Actor) -> KeptCertificate | None:
    """Return the certificate kept for the post the actor acts at, ``None`` where there is none."""
    row = _row(actor)
    if row is None:
        return None
    return KeptCertificate(
        row.id,
        row.subject,
        row.organisation,
        row.issuer,
        row.serial,
        row.valid_from,
        row.valid_to,
        row.trial,
        row.kept_at,
    )


def signer_for(actor: Actor) -> Signer | None:
    """Return the signer kept for the actor's post, ``None`` where there is none; the key is opened for this use only."""
    row = _row(actor)
    if row is None:
        return None
    content, password = msgspec.json.decode(locker.unlock(bytes(row.sealed), row.post_id.bytes), type=tuple[bytes, str])
    return open_file(content, password)


def sign(actor: Actor, sha256: str, *, reason: str, location: str = "", box: Box | None = None) -> Signed:
    """Sign the stored paper ``sha256`` in the system as ``actor`` and store what comes of it.

    :class:`Conflict` where no certificate is kept for the post, :class:`NotFound` without the paper; else what
    :meth:`Signer.sign` raises.
    """
    signer = signer_for(actor)
    if signer is None:
        raise Conflict(
            N_(
                "Chức vụ của bạn chưa gửi giữ chứng thư số. Gửi giữ tại «Tài khoản», hoặc tải về ký bằng thiết bị riêng."
            )
        )
    refusal = owners.refuse_owner(signer.certificate, actor)
    if refusal is not None:
        raise RuleError(refusal.sentence, **refusal.values)
    paper, at = shelf.store().get(sha256), clock.now()
    number = len(validator().check(paper)) + 1
    request = SignRequest(at=at, name=actor.name, reason=reason, location=location, field=f"ChuKy{number}", box=box)
    blob = shelf.take_in(signer.sign(paper, request))
    return Signed(blob.sha256, Way.SYSTEM, at, signer.certificate)


def accept(actor: Actor, before: str, after: str) -> Signed:
    """Accept the stored file ``after`` as ``before`` signed by ``actor`` with their own token.

    :class:`RuleError` tells what is wrong: another document, more than a signature added, none or several new ones, a
    signature that is not good, or somebody else's.
    """
    paper, signed = shelf.store().get(before), shelf.store().get(after)
    judge = validator()
    refusal = judge.only_signed(paper, signed)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="file", **refusal.values)
    known, found = len(judge.check(paper)), judge.check(signed)
    if len(found) != known + 1:
        raise RuleError(N_("Tệp tải lên phải có thêm đúng một chữ ký số so với tệp đã tải về."), field="file")
    for verdict in found:
        if not verdict.good:
            raise RuleError(verdict.verdict.sentence, field="file", **verdict.verdict.values)
    facts, at = found[-1].certificate, found[-1].signed_at
    refusal = owners.refuse_owner(facts, actor)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="file", **refusal.values)
    if at is None or at > clock.now():
        raise RuleError(N_("Chữ ký ghi thời gian chưa tới: kiểm tra ngày giờ trên máy đã ký."), field="file")
    return Signed(after, Way.TOKEN, at, facts)


def upload(upload: shelf.Upload) -> str:
    """Take in a signed PDF sent by a person; return its hash. :class:`BadInput` for a file that is no signed PDF."""
    blob: Blob = shelf.take_in_upload(upload)
    if not blob.signed:
        raise BadInput(N_("Tệp tải lên chưa có chữ ký số. Ký rồi tải lên lại."), field="file")
    return blob.sha256


def _row(actor: Actor) -> SigningCertificate | None:
    if actor.post is None:
        return None
    return SigningCertificate.objects.filter(
        post=actor.post, official=actor.official, realm=str(actor.realm), withdrawn_at__isnull=True
    ).first()
