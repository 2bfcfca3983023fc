"""Ask the citizen, once and for all that is missing, and take in what they bring (NĐ 118/2025 Đ11, Đ17)."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, reckoning, rules
from motcua.dossiers.models import Dossier, DossierPaper
from motcua.dossiers.rules import life
from motcua.dossiers.rules.papers import checked_lacking
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import (
    Lacking,
    SecondSupplementAllowed,
    SupplementReceived,
    SupplementRequested,
)
from motcua.ledger.events.dossiers import PaperGiven


class RequestSupplement(Command, frozen=True, kw_only=True):
    """Ask for all that is missing or wrong, paper by paper; the clock stands still until it is brought."""

    TARGET = "dossier"

    dossier: UUID
    lacking: tuple[Lacking, ...]
    reason: str = ""


class AllowSecondSupplement(Command, frozen=True, kw_only=True):
    """Open one more request for supplement. ``aware``: the director was told that the index counts the dossier late."""

    TARGET = "dossier"

    dossier: UUID
    reason: str
    aware: bool


class ReceiveSupplement(Command, frozen=True, kw_only=True):
    """Take in what was asked for: how many of each paper, or why one is not needed after all."""

    TARGET = "dossier"

    dossier: UUID
    papers: tuple[PaperGiven, ...]
    note: str = ""


def may_ask_again(dossier: Dossier) -> Said | None:
    """A second request is blocked until the director has opened it (NĐ 118/2025 Đ11)."""
    if dossier.supplements >= dossier.supplements_allowed:
        return life.barred(dossier, "RequestSupplement") or said(
            N_("Hồ sơ này đã yêu cầu bổ sung một lần. Chỉ Giám đốc Trung tâm mở được lần nữa.")
        )
    return life.barred(dossier, "RequestSupplement")


def was_asked(dossier: Dossier) -> Said | None:
    """Only what was used up once needs to be opened again."""
    if dossier.supplements < dossier.supplements_allowed:
        return life.barred(dossier, "AllowSecondSupplement") or said(N_("Hồ sơ này còn được yêu cầu bổ sung."))
    return life.barred(dossier, "AllowSecondSupplement")


def waits_for_papers(dossier: Dossier) -> Said | None:
    """Papers were asked for and have not come."""
    if dossier.state != life.State.SUPPLEMENT:
        return said(N_("Hồ sơ không chờ bổ sung giấy tờ."))
    return None


@act(RequestSupplement, on=Dossier, verb=N_("Yêu cầu bổ sung"), may=policies.may_ask, when=may_ask_again, order=50)
def request_supplement(command: RequestSupplement, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Stop the clock and keep the list."""
    papers = DossierPaper.objects.filter(dossier=dossier).exclude(kind="note")
    lacking = checked_lacking(set(papers.values_list("key", flat=True)), command.lacking)
    reckoning.pause(dossier, life.State.SUPPLEMENT, context.at)
    dossier.state = life.leads_to("RequestSupplement")
    dossier.supplements += 1
    return Done(
        SupplementRequested(
            applicant=dossier.applicant_id,
            number=dossier.supplements,
            lacking=lacking,
            due_at=dossier.due_at,
            reason=rules.kept_words(command.reason, rules.WORDS_MOST, "reason"),
        )
    )


@act(
    AllowSecondSupplement,
    on=Dossier,
    verb=N_("Mở yêu cầu bổ sung lần nữa"),
    may=policies.may_open_again,
    when=was_asked,
    order=80,
)
def allow_second(command: AllowSecondSupplement, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Raise the number of requests allowed by one, under the director's name and reason."""
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do mở lần nữa."))
    if not command.aware:
        raise BadInput(
            N_("Đánh dấu đã biết: hồ sơ yêu cầu bổ sung quá một lần bị Bộ chỉ số 766 tính là trễ hạn."), field="aware"
        )
    dossier.supplements_allowed = dossier.supplements + 1
    return Done(
        SecondSupplementAllowed(applicant=dossier.applicant_id, allowed=dossier.supplements_allowed, reason=reason)
    )


@act(
    ReceiveSupplement,
    on=Dossier,
    verb=N_("Nhận giấy tờ bổ sung"),
    may=policies.may_take_in,
    when=waits_for_papers,
    order=10,
)
def receive_supplement(command: ReceiveSupplement, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Add what came to the papers given and let the clock go on."""
    rows = {row.key: row for row in DossierPaper.objects.filter(dossier=dossier)}
    came: list[PaperGiven] = []
    for paper in command.papers:
        row = rows.get(paper.key)
        if row is None:
            raise BadInput(
                N_("Giấy tờ «{key}» không có trong thành phần hồ sơ đã công khai."), field="papers", key=paper.key[:60]
            )
        counts = rules.counts_of(paper)
        waiver = rules.kept_words(paper.waiver, rules.WAIVER_MOST, "papers")
        if not any(counts) and not waiver:
            continue
        row.originals, row.certified, row.photocopies = (
            min(had + new, rules.COUNT_MOST)
            for had, new in zip((row.originals, row.certified, row.photocopies), counts, strict=True)
        )
        row.waiver = waiver or row.waiver
        row.save(update_fields=["originals", "certified", "photocopies", "waiver"])
        came.append(paper)
    if not came:
        raise RuleError(N_("Ghi số bản của giấy tờ người dân mang đến."), field="papers")
    reckoning.resume(dossier, context.at)
    dossier.state = life.leads_to("ReceiveSupplement")
    return Done(
        SupplementReceived(
            papers=came, due_at=dossier.due_at, note=rules.kept_words(command.note, rules.WORDS_MOST, "note")
        )
    )
