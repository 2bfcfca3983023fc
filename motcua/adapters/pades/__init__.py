"""Signing and judging PDF signatures (PAdES B-B) with certificates kept in files, and a local authority for trials.

``FileSigner`` and ``PdfValidator`` stand behind ``documents.ports.Signer`` and ``Validator``. Certificates live in
machine time: a certificate that has run out cannot be made to sign by setting the business clock back. The instant
written into the signature is business time and must fall inside the certificate's validity as well.
"""

from __future__ import annotations

from motcua.adapters.pades.authority import issue, make_authority
from motcua.adapters.pades.signer import FileSigner
from motcua.adapters.pades.validator import PdfValidator

__all__ = ["FileSigner", "PdfValidator", "issue", "make_authority"]
