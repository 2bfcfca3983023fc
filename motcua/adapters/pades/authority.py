"""A local certificate authority for trials and demonstrations: everything it issues says *thử* in its own name.

It is no trust service under the law (Luật Giao dịch điện tử 20/2023/QH15): its root is trusted only where somebody
puts it into the settings.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.words import N_

MARK = "THỬ"
_ROOT_NAME = f"{MARK} - Motcua, gốc cục bộ không giá trị pháp lý"
_KEY_FILE, _CERTIFICATE_FILE = "goc-thu.key.pem", "goc-thu.pem"
# Early enough for demonstrations whose clock is set to the years the product tells about.
TRIAL_FROM = datetime(2018, 1, 1, tzinfo=UTC)
_ROOT_UNTIL = datetime(2050, 1, 1, tzinfo=UTC)


def make_authority(folder: Path) -> Path:
    """Make a trial authority in ``folder`` and return its root certificate (PEM); :class:`Conflict` when one exists."""
    folder.mkdir(parents=True, exist_ok=True)
    certificate_path = folder / _CERTIFICATE_FILE
    if certificate_path.exists():
        raise Conflict(N_("Thư mục {folder} đã có gốc chứng thực thử."), folder=str(folder))
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = _name(_ROOT_NAME, MARK)
    certificate = (
        _builder(name, name, key.public_key(), TRIAL_FROM, _ROOT_UNTIL)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_secret(folder / _KEY_FILE, _pem_key(key))
    certificate_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return certificate_path


def issue(
    folder: Path,
    subject: str,
    password: str,
    *,
    organisation: str = "",
    valid_from: datetime = TRIAL_FROM,
    valid_to: datetime | None = None,
    for_signing: bool = True,
) -> bytes:
    """Return a trial certificate with its key as PKCS#12, sealed with ``password``; the subject is prefixed "THỬ".

    ``valid_to`` is three years from machine time when not given. ``for_signing=False`` makes a certificate for key
    agreement only, to show what a wrong one looks like. :class:`NotFound` without an authority in ``folder``.
    """
    if not password:
        raise BadInput(N_("Cần mật khẩu để niêm tệp chứng thư số thử."), field="password")
    try:
        root = x509.load_pem_x509_certificate((folder / _CERTIFICATE_FILE).read_bytes())
        # We wrote it: to prove its primes for each certificate would cost more than all the rest but the new key.
        content = (folder / _KEY_FILE).read_bytes()
        root_key = serialization.load_pem_private_key(content, None, unsafe_skip_rsa_key_validation=True)
    except FileNotFoundError as error:
        raise NotFound(N_("Thư mục {folder} chưa có gốc chứng thực thử."), folder=str(folder)) from error
    assert isinstance(root_key, rsa.RSAPrivateKey)  # noqa: S101 - we wrote it
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    until = valid_to or datetime.now(UTC) + timedelta(days=3 * 365)
    name = _name(f"{MARK} - {subject}", organisation)
    certificate = (
        _builder(name, root.subject, key.public_key(), valid_from, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signing=for_signing), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        subject.encode(), key, certificate, [root], serialization.BestAvailableEncryption(password.encode())
    )


def _name(common: str, organisation: str) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.COMMON_NAME, _short(common)),
    ]
    if organisation:
        parts.insert(1, x509.NameAttribute(NameOID.ORGANIZATION_NAME, _short(organisation)))
    return x509.Name(parts)


def _short(text: str) -> str:
    """Return ``text`` cut to the 64 bytes a name in a certificate may have; the mark stands first, so it stays."""
    return text.encode()[:64].decode(errors="ignore").strip()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since.astimezone(UTC))
        .not_valid_after(until.astimezone(UTC))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, authority: bool = False, signing: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=not authority and not signing,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _pem_key(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write_secret(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
