"""What can be done in archives: a file for each verb."""

from __future__ import annotations

from motcua.archives.commands.answer_claim import AnswerClaim
from motcua.archives.commands.attach_part import AttachPart, DetachPart
from motcua.archives.commands.box_files import BoxFiles
from motcua.archives.commands.bring_list import BringRetentionList, LoadRetentionList, load_packaged
from motcua.archives.commands.check_bag import CheckBag
from motcua.archives.commands.check_fonds import CheckFonds
from motcua.archives.commands.classify_files import ClassifyFiles
from motcua.archives.commands.correct_file import CorrectFile
from motcua.archives.commands.correct_fonds import CorrectFonds
from motcua.archives.commands.enter_files import EnterFiles
from motcua.archives.commands.except_faults import ExceptFaults
from motcua.archives.commands.lock_fonds import LockFonds
from motcua.archives.commands.make_minutes import MakeMinutes
from motcua.archives.commands.open_fonds import OpenFonds
from motcua.archives.commands.pass_custody import PassCustody
from motcua.archives.commands.prepare_handover import PrepareHandover
from motcua.archives.commands.raise_claim import RaiseClaim
from motcua.archives.commands.receive_handover import ReceiveHandover
from motcua.archives.commands.refuse_signing import RefuseSigning
from motcua.archives.commands.set_boxes import SetBoxes
from motcua.archives.commands.sign_minutes import AcceptSignedMinutes, SignMinutes
from motcua.archives.commands.strike_files import StrikeFiles
from motcua.archives.commands.withdraw_handover import WithdrawHandover

__all__ = [
    "AcceptSignedMinutes",
    "AnswerClaim",
    "AttachPart",
    "BoxFiles",
    "BringRetentionList",
    "CheckBag",
    "CheckFonds",
    "ClassifyFiles",
    "CorrectFile",
    "CorrectFonds",
    "DetachPart",
    "EnterFiles",
    "ExceptFaults",
    "LoadRetentionList",
    "LockFonds",
    "MakeMinutes",
    "OpenFonds",
    "PassCustody",
    "PrepareHandover",
    "RaiseClaim",
    "ReceiveHandover",
    "RefuseSigning",
    "SetBoxes",
    "SignMinutes",
    "StrikeFiles",
    "WithdrawHandover",
    "load_packaged",
]
