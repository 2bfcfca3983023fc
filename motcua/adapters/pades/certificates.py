"""What a certificate says of itself, in our words."""

from __future__ import annotations

from asn1crypto import x509

from motcua.adapters.pades.authority import MARK
from motcua.documents.ports import CertificateFacts


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """Return the facts of a certificate as read from it; nothing is checked here."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    names = [_text(subject.get("common_name")), _text(issuer.get("common_name"))]
    return CertificateFacts(
        subject=names[0],
        organisation=_text(subject.get("organization_name")),
        issuer=names[1] or _text(issuer.get("organization_name")),
        serial=format(certificate.serial_number, "x"),
        valid_from=certificate.not_valid_before,
        valid_to=certificate.not_valid_after,
        trial=any(name.startswith(MARK) for name in names),
    )


def _text(value: object) -> str:
    # A name may be repeated in a certificate; asn1crypto then gives a list.
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
