"""What can be done in the register: documents, and commitments with their signatures."""

from __future__ import annotations

from motcua.decisions.commands.ask_commitment import AskCommitment, CorrectCommitment, EndCommitment, renew
from motcua.decisions.commands.register_document import CorrectDocument, FileDocument, RegisterDocument
from motcua.decisions.commands.remind import RemindOfCommitment
from motcua.decisions.commands.revoke_document import RestoreDocument, RevokeDocument
from motcua.decisions.commands.shared import Facts, MemberWish
from motcua.decisions.commands.sign_commitment import SignCommitment, StrikeSignature, TakeSignedPaper

__all__ = [
    "AskCommitment",
    "CorrectCommitment",
    "CorrectDocument",
    "EndCommitment",
    "Facts",
    "FileDocument",
    "MemberWish",
    "RegisterDocument",
    "RemindOfCommitment",
    "RestoreDocument",
    "RevokeDocument",
    "SignCommitment",
    "StrikeSignature",
    "TakeSignedPaper",
    "renew",
]
