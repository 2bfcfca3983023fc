"""Signing PDF files, PAdES B-B, with a certificate and key from a file (PKCS#12 or PEM)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.adapters.pades.certificates import facts_of
from motcua.adapters.pades.stamp import stamp_style
from motcua.documents.ports import Box, CertificateFacts, SignRequest
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_

_DIGEST = "sha256"
_CONTAINER = 3072  # bytes beside the certificates: attributes, signature up to RSA-4096, ASN.1 frames


class FileSigner:
    """Signs with one certificate; the key is decoded once and kept. Threads sign one after another."""

    def __init__(
        self,
        certificate: x509.Certificate,
        key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
        chain: Iterable[x509.Certificate] = (),
        *,
        machine_time: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._certificate = _to_asn1(certificate)
        self._facts = facts_of(self._certificate)
        self._machine_time = machine_time
        self._one_at_a_time = Lock()
        kept = list(chain)
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyhanko has no types
        store.register_multiple(_to_asn1(link) for link in kept)
        self._signer = _KeptKeySigner(self._certificate, key, store)
        self._usage = _usage_of(certificate)
        # Hexadecimal room for the container. Left to itself pyHanko signs a dummy first, doubling the cost.
        links = {link.fingerprint(hashes.SHA256()): link for link in (certificate, *kept)}
        self._reserved = 2 * (
            _CONTAINER + sum(len(link.public_bytes(serialization.Encoding.DER)) for link in links.values())
        )

    @classmethod
    def from_pkcs12(cls, content: bytes, password: str) -> FileSigner:
        """Return the signer in a ``.p12``/``.pfx`` file; :class:`BadInput` for a wrong password or file."""
        try:
            key, certificate, chain = pkcs12.load_key_and_certificates(content, password.encode())
        except ValueError as error:
            raise BadInput(N_("Không mở được tệp chứng thư số: sai mật khẩu hoặc không phải PKCS#12.")) from error
        if certificate is None:
            raise BadInput(N_("Tệp không có chứng thư số."))
        return cls(certificate, _usable(key), chain)

    @classmethod
    def from_pem(cls, certificate: Path, key: Path, password: str = "") -> FileSigner:
        """Return the signer of two PEM files (the first may hold the chain too); :class:`BadInput` when unreadable."""
        try:
            found = x509.load_pem_x509_certificates(certificate.read_bytes())
            loaded = serialization.load_pem_private_key(key.read_bytes(), password.encode() or None)
        except (OSError, ValueError, TypeError) as error:
            raise BadInput(N_("Không đọc được chứng thư số hoặc khóa trong tệp PEM.")) from error
        return cls(found[0], _usable(loaded), found[1:])

    @property
    def certificate(self) -> CertificateFacts:
        """Return the facts of the certificate this signer holds."""
        return self._facts

    def sign(self, pdf: bytes, request: SignRequest) -> bytes:
        """Return ``pdf`` with one more signature appended as an incremental update.

        Raises :class:`RuleError` when the certificate may not sign, or not now, or not at ``request.at``;
        :class:`BadInput` when the PDF or the field cannot take a signature.
        """
        self._require_usable(request.at)
        metadata = PdfSignatureMetadata(
            field_name=request.field,
            md_algorithm=_DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            reason=request.reason or None,
            location=request.location or None,
            name=request.name,
        )
        spec, style = _appearance(request, self._facts)
        signer = _DatedPdfSigner(metadata, self._signer, stamp_style=style, new_field_spec=spec)
        signer.at = clock.local(request.at)
        try:
            # strict=False: scanners write small faults into PDF files that do not matter for signing.
            writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
            # asn1crypto decodes certificates while they are read, which two threads must not do to the same one.
            with self._one_at_a_time:
                signed = signer.sign_pdf(writer, bytes_reserved=self._reserved)
        except (SigningError, PdfError, ValueError, OSError) as error:
            raise BadInput(N_("Không ký được tệp PDF này: {reason}"), reason=str(error)) from error
        return bytes(signed.getvalue())

    def _require_usable(self, at: datetime) -> None:
        if not self._usage:
            raise RuleError(N_("Chứng thư số của {subject} không dùng để ký."), subject=self._facts.subject)
        for instant, sentence in (
            (self._machine_time(), N_("Chứng thư số của {subject} chỉ có hiệu lực từ {since} đến {until}.")),
            (at, N_("Ngày ký {at} nằm ngoài hiệu lực chứng thư số của {subject}: từ {since} đến {until}.")),
        ):
            if not self._facts.valid_from <= instant <= self._facts.valid_to:
                raise RuleError(
                    sentence,
                    subject=self._facts.subject,
                    since=_day(self._facts.valid_from),
                    until=_day(self._facts.valid_to),
                    at=_day(at),
                )


class _KeptKeySigner(SimpleSigner):
    """pyHanko's signer with the key decoded once: it decodes the key at every signature, which costs more than signing."""

    def __init__(
        self,
        certificate: asn1_x509.Certificate,
        key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
        store: SimpleCertificateStore,
    ) -> None:
        plain = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        # Not through pyHanko's loader: it proves the key's primes a second time, which costs ten signatures.
        super().__init__(certificate, asn1_keys.PrivateKeyInfo.load(plain), store)
        self._kept = key

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Return the raw signature of ``data`` (RSA PKCS#1 v1.5 or ECDSA)."""
        digest = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[digest_algorithm]
        if isinstance(self._kept, rsa.RSAPrivateKey):
            return self._kept.sign(data, padding.PKCS1v15(), digest)
        return self._kept.sign(data, ec.ECDSA(digest))


class _DatedPdfSigner(PdfSigner):
    """pyHanko's PDF signer writing business time, not the machine's, as the claimed time of signing."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        """Return the session with the claimed time put in."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def _appearance(request: SignRequest, facts: CertificateFacts) -> tuple[SigFieldSpec, StaticStampStyle | None]:
    box = request.box
    if box is None:
        # Outside the page: readers for the blind then need no words for a field nobody sees.
        return SigFieldSpec(request.field, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True)), None
    words = f"Chữ ký số của {request.name}"
    spec = SigFieldSpec(request.field, on_page=box.page, box=_corners(box), readable_field_name=words)
    return spec, stamp_style(request, facts)


def _corners(box: Box) -> tuple[int, int, int, int]:
    return round(box.left), round(box.bottom), round(box.left + box.width), round(box.bottom + box.height)


def _usable(key: object) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    if isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        return key
    raise BadInput(N_("Khóa ký phải là RSA hoặc ECDSA."))


def _usage_of(certificate: x509.Certificate) -> bool:
    """Return whether the certificate may sign documents (key usage absent, or one of the two for signing)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _to_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _day(instant: datetime) -> str:
    return clock.local(instant).strftime("%d/%m/%Y")
