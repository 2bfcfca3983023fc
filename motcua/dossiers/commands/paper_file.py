"""Where the paper file of a dossier stands, or that nobody finds it."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, rules
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import runs
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_runs import PaperFileLost, PaperFileShelved


class ShelvePaperFile(Command, frozen=True, kw_only=True):
    """Note the shelf the paper file stands on at the actor's unit; a file that was lost is found by it."""

    TARGET = "dossier"

    dossier: UUID
    shelf: str


class ReportPaperFileLost(Command, frozen=True, kw_only=True):
    """The paper file is not where it should be; ``reason`` says what is known of it."""

    TARGET = "dossier"

    dossier: UUID
    reason: str


def is_not_lost(dossier: Dossier) -> Said | None:
    """What is lost is lost once; putting it on a shelf says that it was found."""
    if dossier.paper_lost_at is None:
        return None
    return said(N_("Hồ sơ giấy đang ghi là chưa thấy. Tìm được thì ghi giá, kệ đang để."))


@act(ShelvePaperFile, on=Dossier, verb=N_("Ghi giá, kệ hồ sơ giấy"), may=policies.may_handle_file, order=80)
def shelve(command: ShelvePaperFile, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep the place as it was typed, tidied."""
    shelf = rules.demanded_words(command.shelf, runs.SHELF_MOST, "shelf", N_("Ghi giá, kệ, ngăn đang để hồ sơ."))
    unit = policies.own_unit(context.actor)
    before = dossier.shelf
    if (before, dossier.shelf_unit_id, dossier.paper_lost_at) == (shelf, unit, None):
        raise RuleError(N_("Hồ sơ giấy đang ghi ở chỗ này rồi."), field="shelf")
    dossier.shelf, dossier.shelf_unit_id, dossier.shelved_at = shelf, unit, context.at
    dossier.paper_lost_at, dossier.paper_lost = None, ""
    return Done(PaperFileShelved(unit=unit, shelf=shelf, before=before))


@act(
    ReportPaperFileLost,
    on=Dossier,
    verb=N_("Báo chưa thấy hồ sơ giấy"),
    may=policies.may_handle_file,
    when=is_not_lost,
    order=81,
)
def report_lost(command: ReportPaperFileLost, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep that it is lost, since when and what is known of it."""
    reason = rules.demanded_words(command.reason, runs.REASON_MOST, "reason", N_("Ghi đã tìm ở đâu, ai cầm sau cùng."))
    dossier.paper_lost_at, dossier.paper_lost = context.at, reason
    return Done(PaperFileLost(applicant=dossier.applicant_id, reason=reason))
