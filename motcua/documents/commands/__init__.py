"""What can be done in documents: a file for each verb."""

from __future__ import annotations

from motcua.documents.commands.keep_certificate import KeepCertificate, keep_certificate
from motcua.documents.commands.withdraw_certificate import WithdrawCertificate

__all__ = ["KeepCertificate", "WithdrawCertificate", "keep_certificate"]
