"""Judging the signatures on a PDF against trusted roots, without the network.

PAdES B-B carries no time stamp of a third party and no revocation data: the time of signing is the signer's claim, and
whether a certificate had been revoked is not known here. Both are said in ``docs/decisions/0006-signatures.md``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import ModificationInfo, PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from motcua.adapters.pades.certificates import facts_of
from motcua.adapters.pades.growth import only_signed
from motcua.documents.ports import CertificateFacts, SignatureVerdict
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said

# Government and public certificates in use carry either of the two usages for signing.
_USAGES = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
# pyHanko reports a chain that leads nowhere as a warning with its stack; our verdict already says it.
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.ERROR)


class PdfValidator:
    """Judges signatures against ``roots`` (PEM or DER certificates); nothing is fetched."""

    def __init__(self, roots: Iterable[bytes]) -> None:
        # Kept as bytes: decoded certificates may not be shared between threads.
        self._roots = [_certificate(root).dump() for root in roots]

    def check(self, pdf: bytes) -> tuple[SignatureVerdict, ...]:
        """Return a verdict for each signature, oldest first; :class:`BadInput` when the file is no readable PDF."""
        try:
            reader = PdfFileReader(BytesIO(pdf), strict=False)
            found = list(reader.embedded_regular_signatures)
        except (PdfError, SigningError, SignatureValidationError, ValueError, KeyError, TypeError, OSError) as error:
            raise BadInput(N_("Tệp PDF bị hỏng, không đọc được chữ ký số.")) from error
        return tuple(self._judge(signature) for signature in found)

    def only_signed(self, before: bytes, after: bytes) -> Said | None:
        """Say what else ``after`` is than ``before`` with signatures added; ``None`` when it is just that.

        It must begin with the very bytes of ``before``: signing programs add behind, they need not rewrite.
        """
        if not after.startswith(before) or len(after) == len(before):
            return said(
                N_(
                    "Tệp tải lên không bắt đầu bằng đúng tệp đã tải về: có thể là tài liệu khác, bản cũ, hoặc phần mềm"
                    " ký đã ghi lại tệp. Tải bản mới nhất về, ký và lưu thêm (không lưu đè, không in ra PDF)."
                )
            )
        try:
            clean = only_signed(before, after)
        except (PdfError, ValueError, KeyError, TypeError, AttributeError, OSError):
            return said(N_("Tệp PDF bị hỏng, không đọc được chữ ký số."))
        if not clean:
            return said(N_("Ngoài chữ ký, tệp tải lên còn bị sửa nội dung. Chỉ nhận tệp được ký thêm, không sửa."))
        return None

    def _judge(self, signature: EmbeddedPdfSignature) -> SignatureVerdict:
        signed_at = signature.self_reported_timestamp
        facts = facts_of(signature.signer_cert)
        status = self._status(signature, signed_at)
        intact = status is not None and status.intact and status.valid
        whole = status is not None and _whole(signature, status)
        trusted = status is not None and status.trusted
        valid = signed_at is not None and facts.valid_from <= signed_at <= facts.valid_to
        problems = tuple(
            _problems(
                facts, signed_at, intact=intact, whole=whole, trusted=trusted, valid=valid, usage=_may_sign(signature)
            )
        )
        return SignatureVerdict(
            field=str(signature.field_name),
            certificate=facts,
            signed_at=signed_at,
            reason=str(signature.sig_object.get("/Reason", "")),
            location=str(signature.sig_object.get("/Location", "")),
            intact=intact,
            trusted=trusted,
            covers_whole_file=whole,
            certificate_valid=valid,
            verdict=_verdict(facts, signed_at, problems),
            problems=problems,
        )

    def _status(self, signature: EmbeddedPdfSignature, signed_at: datetime | None) -> PdfSignatureStatus | None:
        """Return pyHanko's findings at the claimed time, or ``None`` when the signature cannot be worked out at all."""
        roots = [_certificate(root) for root in self._roots]
        context = ValidationContext(trust_roots=roots, moment=signed_at or clock.now(), allow_fetching=False)
        try:
            return validate_pdf_signature(signature, context, key_usage_settings=_USAGES)
        except (SignatureValidationError, SigningError, PdfError, ValueError, KeyError, TypeError):
            return None


def _whole(signature: EmbeddedPdfSignature, status: ModificationInfo) -> bool:
    """Return whether the signature covers the file, but for later revisions that grow it lawfully.

    Lawful are further signatures, form filling and validation data. Bytes after the last revision belong to none.
    """
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    grown = signature.signed_revision < signature.reader.xrefs.total_revisions - 1
    return status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and bool(status.docmdp_ok) and grown


def _may_sign(signature: EmbeddedPdfSignature) -> bool:
    usage = signature.signer_cert.key_usage_value
    return usage is None or bool({"digital_signature", "non_repudiation"} & usage.native)


def _problems(
    facts: CertificateFacts,
    signed_at: datetime | None,
    *,
    intact: bool,
    whole: bool,
    trusted: bool,
    valid: bool,
    usage: bool,
) -> Iterable[Said]:
    if not intact:
        yield said(N_("Nội dung đã bị sửa sau khi ký, hoặc chữ ký bị hỏng."))
    if not whole:
        yield said(N_("Chữ ký không bao trùm toàn bộ tệp: có phần thêm vào sau."))
    if signed_at is None:
        yield said(N_("Chữ ký không ghi thời gian ký."))
    elif signed_at < facts.valid_from:
        yield said(
            N_("Ký ngày {at}, khi chứng thư số chưa có hiệu lực (từ {since})."),
            at=_day(signed_at),
            since=_day(facts.valid_from),
        )
    elif signed_at > facts.valid_to:
        yield said(
            N_("Ký ngày {at}, khi chứng thư số đã hết hạn (đến {until})."),
            at=_day(signed_at),
            until=_day(facts.valid_to),
        )
    if not usage:
        yield said(N_("Chứng thư số này không được cấp để ký."))
    if intact and not trusted and valid and usage:
        yield said(N_("Không truy được chứng thư số đến một gốc tin cậy (do {issuer} cấp)."), issuer=facts.issuer)


def _verdict(facts: CertificateFacts, signed_at: datetime | None, problems: tuple[Said, ...]) -> Said:
    if problems:
        return said(N_("Chữ ký của {name} KHÔNG hợp lệ: {first}"), name=facts.subject, first=problems[0])
    when = clock.local(signed_at).strftime("%H:%M %d/%m/%Y") if signed_at else ""
    if facts.trial:
        return said(
            N_("Chữ ký THỬ của {name} lúc {when} còn nguyên vẹn; không có giá trị pháp lý."),
            name=facts.subject,
            when=when,
        )
    return said(N_("Chữ ký của {name} lúc {when} hợp lệ."), name=facts.subject, when=when)


def _certificate(content: bytes) -> asn1_x509.Certificate:
    try:
        der = pem.unarmor(content)[2] if pem.detect(content) else content
        return asn1_x509.Certificate.load(der, strict=True)
    except (ValueError, TypeError) as error:
        raise BadInput(N_("Chứng thư số gốc không đọc được.")) from error


def _day(instant: datetime) -> str:
    return clock.local(instant).strftime("%d/%m/%Y")
