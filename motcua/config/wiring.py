"""Wiring: which room hears which event, which duty is due when. Everything that is hooked up is hooked up here."""

from __future__ import annotations

from datetime import time
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from motcua.adapters.devices.probe import NodeDevices
from motcua.adapters.email.smtp import Server, SmtpPostman
from motcua.adapters.filestore.store import DiskStore
from motcua.adapters.province.client import ProvinceOverHttp
from motcua.archives import files as archives_files
from motcua.archives import replay as archives
from motcua.archives.reactions import follow_refusal, follow_signature
from motcua.articles import duties as articles_duties
from motcua.articles import files as articles_files
from motcua.articles import replay as articles
from motcua.budget import replay as budget
from motcua.budget.duties import watch as watch_estimates
from motcua.catalogue import replay as catalogue_replay
from motcua.certifications import replay as certifications
from motcua.certifications.reactions import forget_person as forget_certified
from motcua.checklists import files as checklists_files
from motcua.checklists import replay as checklists
from motcua.conclusions import files as conclusions_files
from motcua.conclusions import replay as conclusions
from motcua.conclusions.reactions import follow_publication
from motcua.config import clockwork
from motcua.contact import duties as contact
from motcua.contact import ports as contact_ports
from motcua.contact.reactions import hear
from motcua.contact.rules import heard
from motcua.custody import duties as custody
from motcua.custody import files as custody_files
from motcua.custody import replay as custody_replay
from motcua.decisions import duties as decisions_duties
from motcua.decisions import files as decisions_files
from motcua.decisions import replay as decisions
from motcua.desks.operator import health
from motcua.documents import clearing, pieces, shelf, signing, waiting
from motcua.documents.ports import FileKeeper, Signer, Validator
from motcua.dossiers import duties as dossiers_duties
from motcua.dossiers import files as dossiers_files
from motcua.dossiers import reactions as dossiers_reactions
from motcua.dossiers.reactions import DossiersOfAPerson, await_sync, follow_payment, forget_person, give_out
from motcua.dossiers.replay import (
    filled_forms,
    fold_application,
    fold_comparison,
    fold_confirmation,
    fold_dossier,
    fold_handover,
    fold_pattern,
    fold_run,
    fold_run_times,
    fold_signing_call,
    fold_stand_in,
    fold_view,
    fold_work_giving,
)
from motcua.dossiers.trials import DossiersOnTrial
from motcua.findings import files as findings_files
from motcua.findings import replay as findings
from motcua.findings.duties import watch as watch_findings
from motcua.findings.reactions import note_lacks
from motcua.indicators import replay as indicators
from motcua.inspections import duties as inspections_duties
from motcua.inspections import files as inspections_files
from motcua.inspections import reactions as inspections_reactions
from motcua.inspections import replay as inspections
from motcua.kernel import clock
from motcua.ledger import erasures, marks, replay, sealing, tallies
from motcua.ledger.actor import Actor
from motcua.ledger.duties import Alarm, Duty, schedule
from motcua.ledger.events.archives import MinutesSigned, SigningRefused
from motcua.ledger.events.conclusions import ConclusionPublished, ConclusionSigned
from motcua.ledger.events.dossier_inherited import DossierBroughtIn, DossierTakenOver
from motcua.ledger.events.dossier_life import HandedOff
from motcua.ledger.events.dossier_office import StandInEnded
from motcua.ledger.events.dossier_places import DossierForwarded
from motcua.ledger.events.dossiers import DossierAccepted, DossierAssigned, StepCompleted, StepSentBack
from motcua.ledger.events.findings import SheetFinished
from motcua.ledger.events.inspections import StopBegun
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.events.links import ConnectionTested, LineCut, MeasurementsRecorded, OutageCorrected
from motcua.ledger.events.office import UnitValidityChanged
from motcua.ledger.events.payments import BillPaid
from motcua.ledger.events.proposals import CommonAnswered
from motcua.ledger.events.staff import LeaveCancelled
from motcua.ledger.events.steering import OccasionMoved
from motcua.ledger.feed import react_later
from motcua.ledger.perform import react_now
from motcua.links import duties as links_duties
from motcua.links import files as links_files
from motcua.links import ports as links_ports
from motcua.links import reactions as links_reactions
from motcua.links import replay as links_replay
from motcua.office import sessions
from motcua.office.duties import close_idle_accounts
from motcua.oversight import directive_reactions
from motcua.oversight import files as oversight_files
from motcua.oversight import replay as oversight
from motcua.oversight.conclusion_reactions import open_directives
from motcua.oversight.directive_duties import make_occurrences, watch_directives
from motcua.oversight.duties import watch as watch_projects
from motcua.parties import ports as party_ports
from motcua.payments import replay as payments
from motcua.payments.reactions import forget_person as forget_payer
from motcua.proposals import files as proposals_files
from motcua.proposals import replay as proposals
from motcua.proposals.reactions import answer_members, answer_named
from motcua.readiness import files as readiness_files
from motcua.readiness import ports as readiness_ports
from motcua.readiness import replay as readiness
from motcua.readiness.duties import compare_summaries, tell_reviews
from motcua.samples import replay as samples
from motcua.staff import replay as staff
from motcua.staff.duties import note_absences
from motcua.works import duties as works_duties
from motcua.works import files as works_files
from motcua.works import replay as works

FILE_KEEPERS: dict[str, FileKeeper] = {
    "archives": archives_files.files_needed,
    "articles": articles_files.files_needed,
    "checklists": checklists_files.files_needed,
    "conclusions": conclusions_files.files_needed,
    "custody": custody_files.files_needed,
    "decisions": decisions_files.files_needed,
    "dossiers": dossiers_files.files_needed,
    "findings": findings_files.files_needed,
    "inspections": inspections_files.files_needed,
    "links": links_files.files_needed,
    "oversight": oversight_files.files_needed,
    "proposals": proposals_files.files_needed,
    "readiness": readiness_files.files_needed,
    "works": works_files.files_needed,
}
"""Every room whose tables name stored files; a test finds the one that is missing."""

REPLAYED = (
    archives,
    articles,
    budget,
    catalogue_replay,
    certifications,
    checklists,
    conclusions,
    custody_replay,
    decisions,
    indicators,
    findings,
    inspections,
    links_replay,
    oversight,
    payments,
    proposals,
    readiness,
    samples,
    staff,
    works,
)
"""Every room whose rows are rebuilt from their history each night, but dossiers."""

STANDING_ORDER = "Lệnh thường trực của hệ thống, Giám đốc Trung tâm giao"


def wire() -> None:
    """Make a process ready to serve or to act: the clock, then the rooms. After Django's apps are loaded."""
    clockwork.wind()
    hook_up()


@lru_cache(maxsize=1)
def hook_up() -> None:
    """Hook up the rooms, once a process; no database is read."""
    shelf.use(DiskStore(settings.MOTCUA_BLOBS))
    signing.use(_key_file, _validator)
    party_ports.ask(DossiersOfAPerson())
    for room, keeper in FILE_KEEPERS.items():
        clearing.ask(room, keeper)
    if settings.MOTCUA_PROVINCE_URL:
        links_ports.ask(ProvinceOverHttp(settings.MOTCUA_PROVINCE_URL))
    readiness_ports.ask(DossiersOnTrial())
    readiness_ports.use(NodeDevices(health.look, settings.MOTCUA_TIME_PEER))
    offer_folds()
    _hook_up_reactions()
    _hook_up_duties()
    _hook_up_contact()


def _hook_up_reactions() -> None:
    """Say which room hears which event, in the same transaction or after the seal."""
    react_now(PrivatePartsErased, forget_person)
    react_now(BillPaid, follow_payment)
    moved = (StepCompleted, StepSentBack, HandedOff, DossierForwarded)
    for arrival in (DossierAccepted, DossierBroughtIn, DossierTakenOver, *moved):
        react_now(arrival, give_out)
    for told in (LineCut, OutageCorrected):
        react_now(told, await_sync)
    react_now(DossierAssigned, dossiers_reactions.lend_new)
    react_now(StandInEnded, dossiers_reactions.give_back)
    react_now(LeaveCancelled, dossiers_reactions.follow_leave)
    react_now(PrivatePartsErased, forget_payer)
    react_now(PrivatePartsErased, forget_certified)
    react_later("ledger.erasures_outside", (PrivatePartsErased,), erasures.note)
    react_now(MeasurementsRecorded, links_reactions.judge)
    react_now(ConnectionTested, links_reactions.judge)
    react_now(MinutesSigned, follow_signature)
    react_now(SigningRefused, follow_refusal)
    react_now(SheetFinished, note_lacks)
    react_now(StopBegun, inspections_reactions.follow_begin)
    react_now(CommonAnswered, answer_members)
    react_now(ConclusionPublished, follow_publication)
    react_now(ConclusionSigned, open_directives)
    react_now(ConclusionSigned, answer_named)
    react_now(OccasionMoved, directive_reactions.follow_occasion)
    react_later("oversight.follow_units", (UnitValidityChanged,), directive_reactions.follow_unit)


def _hook_up_duties() -> None:
    """Say what is due when: the timetable of every room but the inbox."""
    schedule(Duty("ledger.seal_access_days", STANDING_ORDER, time(0, 30), _seal_access_days))
    schedule(Duty("office.close_idle_accounts", STANDING_ORDER, time(2, 0), _close_idle_accounts))
    schedule(Duty("ledger.replay", STANDING_ORDER, time(1, 0), _replay, looks=True))
    schedule(Duty("readiness.tell_reviews", STANDING_ORDER, time(6, 0), tell_reviews))
    schedule(Duty("readiness.compare_summaries", STANDING_ORDER, time(1, 30), compare_summaries, looks=True))
    schedule(Duty("dossiers.warn", STANDING_ORDER, time(6, 35), dossiers_duties.warn))
    schedule(
        Duty("dossiers.tell_missed", STANDING_ORDER, time(0, 0), dossiers_duties.tell_missed, dossiers_duties.missed)
    )
    schedule(
        Duty(
            "dossiers.stand_ins",
            STANDING_ORDER,
            time(6, 10),
            dossiers_duties.follow_stand_in,
            dossiers_duties.stand_ins,
        )
    )
    schedule(
        Duty(
            "dossiers.call_for_signing",
            STANDING_ORDER,
            time(0, 0),
            dossiers_duties.call_for_signing,
            dossiers_duties.calls,
        )
    )
    schedule(Duty("staff.note_absences", STANDING_ORDER, time(17, 30), note_absences))
    schedule(Duty("oversight.watch", STANDING_ORDER, time(6, 50), watch_projects))
    schedule(Duty("oversight.make_occurrences", STANDING_ORDER, time(5, 30), make_occurrences))
    schedule(Duty("oversight.watch_directives", STANDING_ORDER, time(6, 45), watch_directives))
    schedule(Duty("inspections.watch", STANDING_ORDER, time(6, 45), inspections_duties.watch))
    schedule(Duty("findings.watch", STANDING_ORDER, time(6, 40), watch_findings))
    schedule(Duty("budget.watch", STANDING_ORDER, time(6, 55), watch_estimates))
    schedule(Duty("decisions.watch", STANDING_ORDER, time(6, 40), decisions_duties.watch))
    schedule(Duty("works.watch", STANDING_ORDER, time(6, 30), works_duties.watch))
    schedule(Duty("links.notice_silence", STANDING_ORDER, time(0, 0), links_duties.notice_silence, links_duties.hours))
    # The network is waited for outside any transaction; what came of it is written once for its hour.
    schedule(
        Duty(
            "links.try_province", STANDING_ORDER, time(0, 0), links_duties.try_province, links_duties.hours, looks=True
        )
    )
    schedule(Duty("links.forget_old", STANDING_ORDER, time(3, 0), links_duties.forget_old))
    schedule(Duty("articles.publish", STANDING_ORDER, time(0, 0), articles_duties.publish, articles_duties.due))
    schedule(Duty("articles.forget_readers", STANDING_ORDER, time(0, 5), articles_duties.forget_readers))
    schedule(Duty("ledger.sweep_tallies", STANDING_ORDER, time(2, 30), _sweep_tallies))
    schedule(Duty("office.sweep_sessions", STANDING_ORDER, time(2, 35), _sweep_sessions))
    schedule(Duty("documents.sweep_waiting", STANDING_ORDER, time(2, 45), _sweep_waiting))
    # Each file in transactions of its own: the bytes go only after the books have let it go.
    schedule(Duty("documents.clear_files", STANDING_ORDER, time(0, 0), clearing.sweep, clearing.waiting, looks=True))
    schedule(
        Duty("documents.drop_unclaimed", STANDING_ORDER, time(2, 50), clearing.drop, clearing.unclaimed, looks=True)
    )
    schedule(Duty("custody.remind_of_decisions", STANDING_ORDER, time(7, 0), custody.remind_of_decisions))
    schedule(Duty("custody.reckon_again", STANDING_ORDER, time(6, 30), custody.reckon_again))


def _hook_up_contact() -> None:
    """Let the inbox hear, remind and write letters; without a mail server nothing is written."""
    smtp = settings.MOTCUA_SMTP
    contact_ports.use(
        SmtpPostman(Server(*smtp)) if smtp else None,
        inbox=lambda: settings.MOTCUA_PUBLIC_URL.rstrip("/") + reverse("inbox:home"),
        page=lambda message: settings.MOTCUA_PUBLIC_URL.rstrip("/") + reverse("inbox:message", args=[message]),
    )
    react_later("contact.inbox", heard.EVENTS, hear)
    schedule(Duty("contact.remind", STANDING_ORDER, time(0, 0), contact.remind, contact.to_remind))
    schedule(Duty("contact.escalate", STANDING_ORDER, time(0, 0), contact.escalate, contact.to_escalate))
    schedule(Duty("contact.daily_letters", STANDING_ORDER, time(7, 15), contact.daily_letters))
    schedule(Duty("contact.forget_letters", STANDING_ORDER, time(3, 10), contact.forget_letters))


def offer_folds() -> None:
    """Offer the fold of every thing whose rows are rebuilt from its history each night."""
    replay.replays("dossier", fold_dossier, filled_forms)
    replay.replays("application", fold_application)
    replay.replays("work_giving", fold_work_giving)
    replay.replays("handover_run", fold_run)
    replay.replays("data_comparison", fold_comparison)
    replay.replays("data_confirmation", fold_confirmation)
    replay.replays("run_times", fold_run_times)
    replay.replays("saved_view", fold_view)
    replay.replays("dossier_handover", fold_handover)
    replay.replays("stand_in", fold_stand_in)
    replay.replays("signing_call", fold_signing_call)
    replay.replays("sentence_pattern", fold_pattern)
    for room in REPLAYED:
        for how in room.REPLAYS:
            replay.replays(*how)


def _key_file(content: bytes, password: str) -> Signer:
    """Open a key file; what signs is imported by whoever signs: a quarter of every start otherwise."""
    from motcua.adapters.pades import FileSigner  # noqa: PLC0415

    return FileSigner.from_pkcs12(content, password)


def _validator() -> Validator:
    """Judge signatures against the roots in their folder, as it is now: a new authority needs no restart."""
    from motcua.adapters.pades import PdfValidator  # noqa: PLC0415

    return PdfValidator(path.read_bytes() for path in sorted(settings.MOTCUA_SIGNING_ROOTS.glob("*.pem")))


def _close_idle_accounts(subject: str, actor: Actor) -> str:
    """Close accounts long unused; a demonstration's are left open for whoever comes by."""
    if marks.is_demonstration():
        return "bản trình diễn: không đóng tài khoản nào"
    return close_idle_accounts(subject, actor)


def _seal_access_days(_subject: str, _actor: Actor) -> str:
    return f"{sealing.seal_access_days()} ngày nhật ký đã niêm phong"


def _sweep_tallies(_subject: str, _actor: Actor) -> str:
    return f"{tallies.sweep()} lượt đếm hết hạn đã bỏ"


def _sweep_sessions(_subject: str, _actor: Actor) -> str:
    return f"{sessions.sweep()} phiên làm việc đã hết được xóa"


def _sweep_waiting(_subject: str, _actor: Actor) -> str:
    return f"{waiting.sweep()} danh sách chờ nhập và {pieces.sweep()} tệp gửi dở quá hạn đã xóa"


def _replay(_subject: str, _actor: Actor) -> str:
    """Compare rows with their history; a difference is an alarm."""
    differences = replay.compare(only=replay.tonight(clock.now()))
    if differences:
        raise Alarm(f"{len(differences)} bản ghi khác lịch sử của nó, đầu tiên: {differences[0]}")
    return "bản ghi khớp lịch sử"
