"""Each act of a dossier's life as a command with plausible words, for whatever tries or tells many of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from motcua.config.demo.dossiers import FROM_SYSTEM, Citizen, command_for
from motcua.dossiers import commands, routing
from motcua.dossiers.models import Consultation, Dossier, DossierPaper
from motcua.dossiers.rules import life
from motcua.dossiers.rules.collecting import Manner
from motcua.dossiers.stages import stage_of
from motcua.kernel import clock
from motcua.ledger.commands import Command
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven


def first_paper(dossier: Dossier | UUID) -> str:
    papers = DossierPaper.objects.filter(dossier=dossier).exclude(kind="note").order_by("ordinal")
    return papers.values_list("key", flat=True)[0]


def question(dossier: Dossier) -> Any:
    return Consultation.objects.filter(dossier=dossier).values_list("id", flat=True).last() or dossier.id


def from_system(dossier: Dossier) -> Command:
    stage = stage_of(dossier.id)
    if stage.step_role == "specialised_system":
        return command_for(stage)
    return commands.EnterSpecialisedResult(dossier=dossier.id, taken_back=FROM_SYSTEM)


def later(dossier: Dossier, days: int) -> Any:
    return (clock.local(clock.now()) + timedelta(days=days)).date()


BUILD: Final[Mapping[str, Callable[[Dossier, Citizen, int], Command]]] = {
    "CompleteStep": lambda d, citizen, n: commands.CompleteStep(dossier=d.id, opinion="Đúng"),
    "EnterSpecialisedResult": lambda d, citizen, n: from_system(d),
    "ApproveDossier": lambda d, citizen, n: commands.ApproveDossier(dossier=d.id),
    "SealResult": lambda d, citizen, n: commands.SealResult(dossier=d.id),
    "SendBack": lambda d, citizen, n: commands.SendBack(dossier=d.id, reason="Thiếu chữ ký"),
    "HandOff": lambda d, citizen, n: commands.HandOff(
        dossier=d.id,
        unit=sorted(routing.bodies(routing.seat(d.settling_unit_id, d.received_unit_id)))[n % 3],
        reason="Đúng lĩnh vực",
    ),
    "TakeOverDossier": lambda d, citizen, n: commands.TakeOverDossier(dossier=d.id),
    "ForwardDossier": lambda d, citizen, n: commands.ForwardDossier(
        dossier=d.id, paper=("kept", "sent", "none")[n % 3]
    ),
    "ConfirmArrival": lambda d, citizen, n: commands.ConfirmArrival(dossier=d.id, note="Đủ giấy tờ"),
    "ConfirmResultArrival": lambda d, citizen, n: commands.ConfirmResultArrival(dossier=d.id),
    "RequestSupplement": lambda d, citizen, n: commands.RequestSupplement(
        dossier=d.id, lacking=(Lacking(key=first_paper(d), words="Bổ sung bản chính"),)
    ),
    "AllowSecondSupplement": lambda d, citizen, n: commands.AllowSecondSupplement(
        dossier=d.id, reason="Phát sinh", aware=bool(n % 3)
    ),
    "ReceiveSupplement": lambda d, citizen, n: commands.ReceiveSupplement(
        dossier=d.id, papers=(PaperGiven(key=first_paper(d), originals=1),)
    ),
    "DemandFee": lambda d, citizen, n: commands.DemandFee(dossier=d.id, notice="TB-01", amount_vnd=50_000),
    "MarkPaid": lambda d, citizen, n: commands.MarkPaid(dossier=d.id, receipt="BL-0001"),
    "SuspendDossier": lambda d, citizen, n: commands.SuspendDossier(dossier=d.id, ground="Điều luật thử", reason="Chờ"),
    "ResumeDossier": lambda d, citizen, n: commands.ResumeDossier(dossier=d.id),
    "ApplyLongerLimit": lambda d, citizen, n: commands.ApplyLongerLimit(
        dossier=d.id, days=n + 1, ground="Điều luật thử", reason="Xác minh"
    ),
    "ExtendDeadline": lambda d, citizen, n: commands.ExtendDeadline(
        dossier=d.id, day=later(d, n * 2), cause=life.Cause.PEOPLE, reason="Thiếu người"
    ),
    "AskSecondExtension": lambda d, citizen, n: commands.AskSecondExtension(
        dossier=d.id, day=later(d, n * 2), cause=life.Cause.SYSTEM, reason="Lại mất mạng"
    ),
    "AllowSecondExtension": lambda d, citizen, n: commands.AllowSecondExtension(dossier=d.id, reason="Thiên tai"),
    "AskOutside": lambda d, citizen, n: commands.AskOutside(
        dossier=d.id, body="Cơ quan Thử", answer_by=later(d, n), question="Có quy hoạch không"
    ),
    "SendOutside": lambda d, citizen, n: commands.SendOutside(
        dossier=d.id, words="Phiếu chuyển", body="Cơ quan Thử", answer_by=later(d, n) if n else None
    ),
    "RecordAnswer": lambda d, citizen, n: commands.RecordAnswer(
        dossier=d.id, consultation=question(d), answer="" if n % 2 else "Không", silent=bool(n % 2)
    ),
    "RejectDossier": lambda d, citizen, n: commands.RejectDossier(
        dossier=d.id, ground="Điều luật thử", reason="Không đủ điều kiện"
    ),
    "WithdrawDossier": lambda d, citizen, n: commands.WithdrawDossier(
        dossier=d.id, asked_on=clock.today(), reason="Không còn nhu cầu"
    ),
    "StopDossier": lambda d, citizen, n: commands.StopDossier(
        dossier=d.id, ground="Điều luật thử", reason="Có tranh chấp"
    ),
    "ReturnResult": lambda d, citizen, n: commands.ReturnResult(
        dossier=d.id, receiver="owner", number=citizen.number, slip=True
    ),
    "SendByPost": lambda d, citizen, n: commands.SendByPost(dossier=d.id, tracking="VN12345", address="Thôn Thử"),
    "PlaceInLocker": lambda d, citizen, n: commands.PlaceInLocker(dossier=d.id, box=f"A{n}"),
    "OpenLocker": lambda d, citizen, n: commands.OpenLocker(dossier=d.id, code="000000"),
    "RemindToCollect": lambda d, citizen, n: commands.RemindToCollect(
        dossier=d.id, manner=Manner.PHONE, note="Mai đến"
    ),
    "ReopenDossier": lambda d, citizen, n: commands.ReopenDossier(dossier=d.id, ground="Quyết định thử", reason="Nhầm"),
}
"""By the name of its command: of a dossier, the citizen whose it is, and a number from 0 to 5 that varies it."""
