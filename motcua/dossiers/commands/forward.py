"""Send a dossier taken for another place there, and note when it reached that place and its result the return desk."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, rules
from motcua.dossiers.commands.accept import pass_to
from motcua.dossiers.models import Attachment, Dossier, DossierPaper
from motcua.dossiers.rules import life
from motcua.dossiers.rules.places import FORWARD, PAPER_FILES, PaperFile
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_places import DossierForwarded, ForwardedArrived, ResultArrived

NOTE_MOST = 500


class ForwardDossier(Command, frozen=True, kw_only=True):
    """Send the electronic file to the competent place; ``paper`` says what becomes of the papers (a :class:`PaperFile`)."""

    TARGET = "dossier"

    dossier: UUID
    paper: str
    note: str = ""


class ConfirmArrival(Command, frozen=True, kw_only=True):
    """Note at the competent place that the dossier, and the papers if they were sent, have come."""

    TARGET = "dossier"

    dossier: UUID
    note: str = ""


class ConfirmResultArrival(Command, frozen=True, kw_only=True):
    """Note at the centre that hands it over that the result of another place has come."""

    TARGET = "dossier"

    dossier: UUID
    note: str = ""


def is_to_go(dossier: Dossier) -> Said | None:
    """The clock runs, and the dossier waits to be sent to the place that settles it."""
    refusal = life.barred(dossier, "ForwardDossier")
    if refusal is None and _key(dossier) != FORWARD:
        return said(N_("Hồ sơ không chờ chuyển nơi khác giải quyết."))
    return refusal


def is_on_its_way(dossier: Dossier) -> Said | None:
    """It was sent, and nobody has said that it came."""
    refusal = life.barred(dossier, "ConfirmArrival")
    if refusal is None and dossier.sent_at is None:
        return said(N_("Hồ sơ chưa chuyển đi nơi khác."))
    if refusal is None and dossier.arrived_at is not None:
        return said(N_("Hồ sơ đã được xác nhận là đến nơi."))
    return refusal


def result_is_on_its_way(dossier: Dossier) -> Said | None:
    """The result is there, it comes from another place, and nobody has said that it came."""
    refusal = life.barred(dossier, "ConfirmResultArrival")
    if refusal is None and dossier.returning_unit_id == dossier.settling_unit_id:
        return said(N_("Kết quả có tại nơi giải quyết, không phải chuyển đi."))
    if refusal is None and dossier.back_at is not None:
        return said(N_("Kết quả đã được xác nhận là đến nơi trả."))
    return refusal


@act(
    ForwardDossier,
    on=Dossier,
    verb=N_("Chuyển nơi giải quyết"),
    may=policies.may_forward,
    when=is_to_go,
    order=9,
)
def forward(command: ForwardDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Pass the dossier to the first unit of the competent place; what was given on paper must have been digitised."""
    if command.paper not in PAPER_FILES:
        raise BadInput(N_("Chọn hồ sơ giấy giữ lại hay chuyển đi."), field="paper")
    _check_digitised(dossier)
    note = rules.kept_words(command.note, NOTE_MOST, "note")
    runs = {run.ordinal: run for run in dossier.course}
    passed = pass_to(dossier, runs[dossier.step + 1], context)
    dossier.state = life.State.PROCESSING.value
    dossier.sent_at, dossier.arrived_at, dossier.paper_file = context.at, None, command.paper
    return Done(
        DossierForwarded(
            applicant=dossier.applicant_id,
            step=passed.step,
            next_step=passed.next_step,
            from_unit=passed.from_unit,
            to_unit=dossier.holder_id,
            place=dossier.settling_unit_id,
            late=passed.late,
            paper=command.paper,
            note=note,
        )
    )


@act(
    ConfirmArrival,
    on=Dossier,
    verb=N_("Xác nhận hồ sơ đến nơi"),
    may=policies.may_confirm_arrival,
    when=is_on_its_way,
    order=8,
)
def confirm_arrival(command: ConfirmArrival, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep when it came; papers that were sent are there from now on."""
    note = rules.kept_words(command.note, NOTE_MOST, "note")
    dossier.arrived_at = context.at
    if dossier.paper_file == PaperFile.SENT:
        dossier.paper_file = PaperFile.THERE.value
    return Done(
        ForwardedArrived(
            applicant=dossier.applicant_id, place=dossier.settling_unit_id, paper=dossier.paper_file, note=note
        )
    )


@act(
    ConfirmResultArrival,
    on=Dossier,
    verb=N_("Xác nhận kết quả đến nơi trả"),
    may=policies.may_return,
    when=result_is_on_its_way,
    order=8,
)
def confirm_result(command: ConfirmResultArrival, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep when the result came to the return desk."""
    note = rules.kept_words(command.note, NOTE_MOST, "note")
    dossier.back_at = context.at
    return Done(ResultArrived(applicant=dossier.applicant_id, place=dossier.returning_unit_id, note=note))


def _key(dossier: Dossier) -> str:
    return next((run.key for run in dossier.course if run.ordinal == dossier.step), "")


def _check_digitised(dossier: Dossier) -> None:
    """Refuse while a paper that was given at the counter has no file (TT 03/2025/TT-VPCP Đ5): there nobody sees the paper."""
    given = DossierPaper.objects.filter(dossier=dossier).exclude(kind="show")
    if dossier.channel == "online":
        return
    names = {row.key: row.name for row in given if row.originals or row.certified or row.photocopies}
    files = Attachment.objects.filter(dossier=dossier, removed_at__isnull=True)
    missing = sorted(names.keys() - set(files.values_list("paper", flat=True)))
    if missing:
        raise RuleError(
            N_("Còn {count} giấy tờ chưa số hóa, trước hết: {name}. Quét hoặc chụp rồi chuyển."),
            field="paper",
            count=len(missing),
            name=names[missing[0]],
        )
