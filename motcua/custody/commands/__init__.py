"""What can be done with assets; importing this module makes the acts known."""

from motcua.custody.commands.change_condition import ChangeCondition
from motcua.custody.commands.check_transfer import Checked, CheckTransfer, Verdict
from motcua.custody.commands.close_stock_take import CloseStockTake
from motcua.custody.commands.correct_asset import CorrectAsset
from motcua.custody.commands.decide_request import ApproveRequest, ReturnRequest, SubmitRequest
from motcua.custody.commands.decide_transfer import EnterTransferDecision, RemindOfDecision
from motcua.custody.commands.draft_request import Asked, CorrectRequest, DraftRequest
from motcua.custody.commands.end_transfer import RefuseTransfer, WithdrawTransfer
from motcua.custody.commands.follow_request import DeliverRequest, OrderRequest
from motcua.custody.commands.import_depreciation import ImportDepreciation, KindRate
from motcua.custody.commands.issue_norm import Ask, IssueNorm
from motcua.custody.commands.move_asset import MoveAsset
from motcua.custody.commands.open_stock_take import OpenStockTake
from motcua.custody.commands.photograph_asset import PhotographAsset
from motcua.custody.commands.propose_transfer import Given, ProposeTransfer
from motcua.custody.commands.record_gaps import RecordGaps
from motcua.custody.commands.record_observations import RecordObservations
from motcua.custody.commands.register_asset import Facts, RegisterAsset
from motcua.custody.commands.settle_manager import SettleManager
from motcua.custody.commands.settle_observation import SettleObservation
from motcua.custody.commands.sign_transfer import SignTransfer
from motcua.custody.commands.write_off_asset import WriteOffAsset

__all__ = [
    "ApproveRequest",
    "Ask",
    "Asked",
    "ChangeCondition",
    "CheckTransfer",
    "Checked",
    "CloseStockTake",
    "CorrectAsset",
    "CorrectRequest",
    "DeliverRequest",
    "DraftRequest",
    "EnterTransferDecision",
    "Facts",
    "Given",
    "ImportDepreciation",
    "IssueNorm",
    "KindRate",
    "MoveAsset",
    "OpenStockTake",
    "OrderRequest",
    "PhotographAsset",
    "ProposeTransfer",
    "RecordGaps",
    "RecordObservations",
    "RefuseTransfer",
    "RegisterAsset",
    "RemindOfDecision",
    "ReturnRequest",
    "SettleManager",
    "SettleObservation",
    "SignTransfer",
    "SubmitRequest",
    "Verdict",
    "WithdrawTransfer",
    "WriteOffAsset",
]
