"""What can be done with certifications, a topic a file."""

from __future__ import annotations

from motcua.certifications.commands.books import CloseCertificationDay, OpenCertificationBook
from motcua.certifications.commands.correct import CancelNumber, ChargeAgain, CorrectOriginal
from motcua.certifications.commands.receive import Certify, OriginalWish
from motcua.certifications.commands.work import (
    CompareCopies,
    HandOverCertification,
    NameSigner,
    RecordPrinting,
    SignCertification,
)

__all__ = [
    "CancelNumber",
    "Certify",
    "ChargeAgain",
    "CloseCertificationDay",
    "CompareCopies",
    "CorrectOriginal",
    "HandOverCertification",
    "NameSigner",
    "OpenCertificationBook",
    "OriginalWish",
    "RecordPrinting",
    "SignCertification",
]
