"""What each event asks of whom, when somebody is reminded, how a letter is tried: pure, by tables."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args, get_origin
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.contact.rules import heard, mail, timing
from motcua.contact.rules.kinds import KINDS, SPANS, TOPICS, UP_NAMES, URGENCY_NAMES, Up, Urgency, next_up, topic_of
from motcua.contact.rules.wishes import Ears, End, Heard, Learn, Post, Reach, To, Wish
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.ledger.events import (
    archives,
    budget,
    catalogue,
    conclusions,
    contact,
    custody,
    decisions,
    directives,
    dossier_inherited,
    dossier_life,
    dossier_office,
    dossiers,
    findings,
    inspections,
    links,
    minutes,
    office,
    oversight,
    proposals,
    readiness,
    staff,
    works,
)
from motcua.office import calendars
from motcua.office.rules import POWERS

PLACE, OTHER, THING, PART = (UUID(int=number) for number in (1, 2, 3, 4))
KNOWN = Learn(PLACE, "Việc Thử", unit=PLACE, other=OTHER)
DAY = date(2025, 7, 14)


def event(kind: type, /, **fields: Any) -> Any:
    """Return an event with these fields, the others filled in with something of their type."""
    filled = {one.name: fields.get(one.name, _some(one.type)) for one in msgspec.structs.fields(kind)}
    return msgspec.convert(filled, type=kind, from_attributes=True)


def _some(kind: Any) -> Any:
    table = {UUID: PART, str: "chữ", int: 1, bool: True, date: DAY, datetime: datetime(2025, 7, 14, tzinfo=UTC)}
    for plain in (kind, *get_args(kind)):
        if isinstance(plain, type) and issubclass(plain, msgspec.Struct) and plain is kind:
            return event(plain, place=PLACE)
        if plain in table and get_origin(kind) not in {list, dict, tuple}:
            return table[plain]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind()
    return {} if get_origin(kind) is dict else []


def asked(one: Any, known: Learn | None = KNOWN) -> list[Wish]:
    return heard.asked(one, Heard(THING, 7, DAY, known))


def posts(one: Any, known: Learn | None = KNOWN) -> list[Post]:
    return [wish for wish in asked(one, known) if isinstance(wish, Post)]


def ends(one: Any) -> set[str]:
    return {kind for wish in asked(one) if isinstance(wish, End) for kind in wish.kinds}


def at(power: str, of: UUID = PLACE, reach: Reach = Reach.PLACE) -> To:
    return To(of, power, reach)


ABOVE = at("oversee", reach=Reach.ABOVE)
BODY = event(minutes.BodyTold, recorder=minutes.AttendantTold())
BUILDER = at("works.report", OTHER, Reach.UNIT)
LEAD = at("directive.report", OTHER, Reach.UNIT)
WORKERS = [at(power, OTHER, Reach.UNIT) for power in ("dossier.process", "dossier.endorse", "dossier.approve")]
DESK = [at(power, reach=Reach.UNIT) for power in ("dossier.receive", "dossier.process", "dossier.endorse")]
CHAIR = at("dossier.approve", OTHER, Reach.UNIT)
DIRECTOR = at("limit.confirm", reach=Reach.UNIT)
DEFECT = works.DefectTold(defect=PART, what="Thử", due=DAY)
GAP = staff.GapTold(DAY, "morning", "Quầy 1")

POSTED = [
    (event(dossier_office.SigningCalled, unit=OTHER, late=0, today=1, delegates=[dossier_office.DelegateTold(PLACE, "dossier.read")]), "dossiers.to_sign", "soon", [CHAIR, at("dossier.read", reach=Reach.UNIT)]),
    (event(dossier_office.SigningCalled, unit=OTHER, late=0, today=0, delegates=[]), "dossiers.to_sign", "calm", [CHAIR]),
    (event(dossier_office.StandInArranged, unit=PLACE), "dossiers.stand_in", "calm", DESK),
    (event(dossier_office.StandInEnded, unit=PLACE, cause="early"), "dossiers.stand_in", "calm", DESK),
    # works
    # the board on the wall
    (event(catalogue.LineFoundMissing, unit=PLACE), "catalogue.missing", "soon", [at("limit.confirm", reach=Reach.UNIT)]),
    (event(catalogue.ProcedureTakenIn, offered=[PLACE]), "catalogue.renewed", "calm", [at("limit.confirm", reach=Reach.UNIT)]),
    (event(works.SilenceNoticed, place=PLACE, contractor=OTHER, degree=1), "works.silence", "soon", [at("works.write"), BUILDER]),
    (event(works.SilenceNoticed, place=PLACE, contractor=None, degree=2), "works.silence", "late", [at("works.write"), ABOVE]),
    (event(works.SlipForeseen, place=PLACE), "works.slip", "soon", [at("works.write")]),
    (event(works.SlipForeseen, place=PLACE, day=None), "works.slip", "soon", [at("works.write")]),
    (event(works.DayMissed, place=PLACE), "works.missed", "late", [at("works.write")]),
    (event(works.BlockerOpened, side="contractor"), "works.blocker", "soon", [BUILDER]),
    (event(works.BlockerOpened, side="commune"), "works.blocker", "soon", [at("works.write")]),
    (event(works.BlockerOpened, side="other"), "works.blocker", "soon", [at("works.write")]),
    (event(works.BlockerOpened, side="above"), "works.blocker", "soon", [ABOVE]),
    (event(works.WorksAccepted, place=PLACE, defects=[DEFECT]), "works.defect", "soon", [BUILDER]),
    (event(works.DefectMended), "works.defect", "soon", [at("works.write")]),
    (event(works.DefectChecked, good=False), "works.defect", "soon", [BUILDER]),
    # lines, projects
    (event(links.LineCut, place=PLACE, ended_at=None), "links.cut", "late", [at("link.write")]),
    (event(links.LineSilent, place=PLACE), "links.silent", "soon", [at("link.write")]),
    (event(oversight.ProjectStaleNoticed, place=PLACE), "oversight.stale", "soon", [at("project.write")]),
    # difficulties and proposals
    (event(proposals.ProposalFiled, place=PLACE, units=[OTHER, PART]), "proposals.answer", "soon", [at("proposal.answer", OTHER, Reach.UNIT), at("proposal.answer", PART, Reach.UNIT)]),
    (event(proposals.ProposalFiled, place=PLACE, units=[]), "proposals.route", "soon", [at("proposal.route", reach=Reach.ABOVE)]),
    (event(proposals.ProposalRouted, place=PLACE, units=[OTHER]), "proposals.answer", "soon", [at("proposal.answer", OTHER, Reach.UNIT)]),
    (event(proposals.ProposalReopened, place=PLACE, units=[OTHER]), "proposals.answer", "soon", [at("proposal.answer", OTHER, Reach.UNIT)]),
    (event(proposals.ProposalAnswered, place=PLACE, outcome="forwarded", forwarded=OTHER), "proposals.answer", "soon", [at("proposal.answer", OTHER, Reach.UNIT)]),
    (event(proposals.ProposalAnswered, place=PLACE, outcome="forwarded", forwarded=None), "proposals.route", "soon", [at("proposal.route", reach=Reach.ABOVE)]),
    (event(proposals.ProposalAnswered, place=PLACE, outcome="partial"), "proposals.answered", "calm", [at("proposal.write")]),
    # conclusions
    (event(conclusions.ConclusionSubmitted, issuer=OTHER), "conclusion.sign", "soon", [at("conclusion.sign", OTHER, Reach.UNIT)]),
    (event(conclusions.ConclusionReturned, unit=OTHER), "conclusion.returned", "soon", [at("conclusion.write", OTHER, Reach.UNIT)]),
    (event(conclusions.ConclusionSigned, issuer=OTHER), "conclusion.issue", "soon", [at("conclusion.write", OTHER, Reach.UNIT)]),
    (
        event(conclusions.ConclusionPublished, units=[PLACE]),
        "conclusion.new",
        "soon",
        [at("directive.report", PLACE, Reach.UNIT)],
    ),
    # money
    (event(budget.EstimateAsked, place=PLACE), "budget.asked", "calm", [at("budget.write")]),
    (event(budget.EstimateAsked, place=PLACE, wanted_by=None), "budget.asked", "calm", [at("budget.write")]),
    (event(budget.EstimateSubmitted, place=PLACE), "budget.decide", "soon", [at("budget.approve")]),
    (event(budget.EstimateDecided, place=PLACE, approved=False), "budget.returned", "soon", [at("budget.write")]),
    (event(budget.EstimateMissingNoticed, place=PLACE), "budget.missing", "late", [at("budget.write"), at("budget.approve")]),
    (event(decisions.CommitmentAsked, place=PLACE, units=[]), "decisions.unsigned", "soon", [at("dossier.read")]),
    (event(decisions.CommitmentReminded, place=PLACE, units=[OTHER], late=True), "decisions.unsigned", "late", [at("dossier.read", OTHER, Reach.UNIT), at("decision.write")]),
    # being ready
    (event(readiness.ReviewFellDue, place=PLACE), "readiness.review", "soon", [at("readiness.write")]),
    (
        event(readiness.ItemsReported, place=PLACE, suspended=["trial"]),
        "readiness.suspended",
        "late",
        [at("readiness.certify"), at("readiness.write")],
    ),
    (
        event(readiness.TrialPlanned, place=PLACE, official_on=None),
        "readiness.day_off",
        "soon",
        [at("readiness.launch"), at("readiness.launch", reach=Reach.ABOVE)],
    ),
    (event(readiness.DefectFound, unit=OTHER, severity="blocking"), "readiness.defect", "late", [at("readiness.write", OTHER)]),
    (event(readiness.DefectFound, unit=OTHER, severity="minor"), "readiness.defect", "soon", [at("readiness.write", OTHER)]),
    # people, seals
    (event(staff.AbsenceNoted, place=PLACE, half="morning"), "staff.absence", "soon", [at("staff.write")]),
    (event(staff.LeaveAsked, unit=OTHER, granted=False), "staff.leave", "soon", [at("staff.write", OTHER)]),
    (event(staff.RosterPublished, unit=OTHER, gaps=[GAP]), "staff.gaps", "soon", [at("staff.write", OTHER)]),
    (event(staff.TrainingAsked, place=PLACE), "staff.training", "calm", [at("training.plan", reach=Reach.ABOVE)]),
    (event(staff.StaffNeedTold, place=PLACE), "staff.need", "calm", [ABOVE]),
    (event(office.SealOrdered, place=PLACE), "office.order", "calm", [at("staff.write")]),
    (event(office.CertificateOrdered, place=PLACE, expected=None), "office.order", "calm", [at("staff.write")]),
    (event(office.OrderStepTaken, place=PLACE, done=False), "office.order", "calm", [at("staff.write")]),
    # equipment
    (event(custody.TransferProposed, giver=PLACE, receiver=OTHER), "custody.check", "soon", [at("asset.write", OTHER)]),
    (event(custody.TransferDecisionDue, giver=PLACE, receiver=OTHER, days=3), "custody.decision", "soon", [at("asset.write"), at("asset.write", OTHER)]),
    (event(custody.TransferDecisionDue, giver=PLACE, receiver=PLACE, days=-1), "custody.decision", "late", [at("asset.write")]),
    (event(custody.RequestSubmitted), "custody.approve", "soon", [at("asset.approve")]),
    (event(custody.RequestReturned), "custody.returned", "soon", [at("asset.write")]),
    (event(custody.RequestApproved), "custody.order", "soon", [at("asset.write")]),
    # records
    (event(archives.HandoverPrepared, place=PLACE, to_place=OTHER), "archives.receive", "soon", [at("records.write", OTHER)]),
    (event(archives.SigningRefused), "archives.refused", "soon", [at("records.write")]),
    (event(archives.ClaimRaised), "archives.claim", "soon", [at("records.write")]),
    # directives
    (event(directives.DirectiveStarted, place=PLACE, lead=OTHER), "directives.given", "calm", [LEAD]),
    (event(directives.DirectiveNoticed, degree=1, place=PLACE, lead=OTHER), "directives.near", "soon", [LEAD]),
    (event(directives.DirectiveNoticed, degree=2, place=PLACE, lead=OTHER), "directives.late", "late", [LEAD]),
    (event(directives.DirectiveNoticed, degree=3, place=PLACE, lead=OTHER), "directives.late", "late", [LEAD, at("directive.write")]),
    (
        event(directives.DirectiveNoticed, degree=4, place=PLACE, lead=OTHER, keeper_place=PART),
        "directives.late",
        "late",
        [LEAD, at("directive.write"), at("directive.write", PART)],
    ),
    (event(directives.DirectiveOffered), "directives.offered", "soon", [at("directive.write", OTHER)]),
    (event(directives.DirectiveReturned), "directives.returned", "soon", [at("directive.report", PLACE, Reach.UNIT)]),
    (event(directives.DirectiveExtensionAsked), "directives.extension", "soon", [at("directive.write", OTHER)]),
    (event(directives.DirectiveDueMoved), "directives.moved", "calm", [at("directive.report", PLACE, Reach.UNIT)]),
    # dates of dossiers
    (event(dossier_life.DateNoticed, degree=1, holder=OTHER, centre=PLACE), "dossiers.near", "calm", WORKERS),
    (event(dossier_life.DateNoticed, degree=2, holder=OTHER, centre=PLACE), "dossiers.eve", "soon", [*WORKERS, DIRECTOR]),
    (event(dossier_life.DateNoticed, degree=3, centre=PLACE, competent=OTHER, committee=OTHER, apologised=0), "dossiers.missed", "late", [CHAIR, DIRECTOR]),
    (event(dossier_life.DateNoticed, degree=3, centre=PLACE, competent=PART, committee=OTHER, apologised=1), "dossiers.missed", "late", [CHAIR, at("dossier.approve", PART, Reach.UNIT), DIRECTOR]),
    (event(dossier_life.SecondExtensionAsked, centre=PLACE, competent=OTHER, committee=OTHER), "dossiers.again", "soon", [CHAIR]),
    # inspections
    (event(inspections.CampaignReadied, places=[PLACE], days=[DAY], has_outline=False), "inspections.visit", "calm", [at("inspection.answer")]),
    (event(inspections.CampaignReadied, places=[PLACE], days=[DAY]), "inspections.outline", "soon", [at("inspection.answer")]),
    (event(inspections.CampaignReadied, places=[PLACE], days=[DAY], outline_due=None), "inspections.outline", "soon", [at("inspection.answer")]),
    (event(inspections.CampaignReadied, team=[OTHER]), "inspections.team", "calm", [at("inspection.read", OTHER, Reach.UNIT)]),
    (event(inspections.StopPlanned, place=PLACE), "inspections.moved", "soon", [at("inspection.answer")]),
    (event(inspections.StopMoved, place=PLACE), "inspections.moved", "soon", [at("inspection.answer")]),
    (event(inspections.OutlineSubmitted, unit=OTHER), "inspections.submitted", "calm", [at("inspection.plan", OTHER, Reach.UNIT)]),
    (event(inspections.OutlineReturned, place=PLACE), "inspections.returned", "soon", [at("inspection.answer")]),
    (event(findings.FindingNoted, place=PLACE), "findings.shortcoming", "soon", [at("inspection.answer")]),
    (event(findings.FindingNoted, place=PLACE, due=None), "findings.shortcoming", "calm", [at("inspection.answer")]),
    (event(findings.RemedyAsked, place=PLACE), "findings.shortcoming", "soon", [at("inspection.answer")]),
    (event(findings.ProofSubmitted, place=PLACE, team=[OTHER]), "findings.proof", "soon", [at("inspection.work", OTHER, Reach.UNIT)]),
    (event(findings.FindingRechecked, place=PLACE), "findings.closed", "calm", [at("inspection.answer")]),
    (event(findings.FindingRechecked, place=PLACE, closed=False), "findings.again", "soon", [at("inspection.answer")]),
    (event(findings.FindingReopened, place=PLACE), "findings.again", "soon", [at("inspection.answer")]),
    (event(findings.FindingReopened, place=PLACE, due=None), "findings.again", "soon", [at("inspection.answer")]),
    (event(minutes.StopMinutesLaid, place=PLACE, body=BODY), "findings.minutes_answer", "soon", [at("inspection.answer")]),
    (event(minutes.StopMinutesAnswered, place=PLACE, team=[OTHER]), "findings.minutes_answered", "calm", [at("inspection.work", OTHER, Reach.UNIT)]),
    (event(minutes.StopMinutesClosed, place=PLACE), "findings.minutes_sign", "soon", [at("inspection.answer")]),
    (event(inspections.OutlineOverdueNoticed, place=PLACE, unit=OTHER), "inspections.overdue", "late", [at("inspection.answer"), at("inspection.plan", OTHER, Reach.UNIT)]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "kind", "urgency", "to"), POSTED, ids=lambda value: getattr(value, "NAME", None))
def test_an_event_asks_those_who_can_act(one, kind, urgency, to):
    (post,) = posts(one)
    assert (post.kind, str(post.urgency), list(post.to)) == (kind, urgency, to)
    assert not re.search(r"[{}]", str(post.sentence))


BOTH_SIGN = [event(custody.TransferChecked), event(archives.MinutesMade)]


@pytest.mark.parametrize("one", BOTH_SIGN, ids=lambda one: one.NAME)
def test_a_leader_of_each_side_signs_and_is_asked_apart(one):
    found = posts(one)
    assert [post.to[0].of for post in found] == [PLACE, OTHER]
    assert [post.period.split("/")[0] for post in found] == ["giver", "receiver"]


ALL_OF_DIRECTIVES = {kind for kind in KINDS if kind.startswith("directives.")}
TO_MEND = {"findings.shortcoming", "findings.again"}
OF_FINDING = TO_MEND | {"findings.proof", "findings.closed"}
COMING = {"dossiers.near", "dossiers.eve"}
OF_DOSSIERS = COMING | {"dossiers.missed", "dossiers.again"}
OF_MINUTES = {kind for kind in KINDS if kind.startswith("findings.minutes_")}
ENDED = [
    (event(catalogue.LinePutBack), {"catalogue.missing"}),
    (event(catalogue.NoticePosted, replaces=PART), {"catalogue.missing", "catalogue.renewed"}),
    (event(catalogue.NoticePosted, replaces=None), {"catalogue.renewed"}),
    (event(works.ProgressPosted), {"works.silence"}),
    (event(works.SiteVisited), {"works.silence"}),
    (event(works.DayAsked), {"works.slip", "works.missed"}),
    (event(works.BlockerAnswered), {"works.blocker"}),
    (event(works.BlockerCleared), {"works.blocker"}),
    (event(works.WorksAccepted), {"works.silence", "works.slip", "works.missed", "works.blocker", "works.defect"}),
    (event(works.WorksCancelled), {"works.silence", "works.slip", "works.missed", "works.blocker", "works.defect"}),
    (event(works.WorksReopened), {"works.silence", "works.slip", "works.missed", "works.blocker", "works.defect"}),
    (event(works.DefectChecked, good=True), {"works.defect"}),
    (event(links.LineCut), {"links.silent"}),
    (event(links.LineRestored), {"links.cut"}),
    (event(links.OutageWithdrawn), {"links.cut"}),
    (event(links.OutageCorrected), {"links.cut"}),
    (event(links.OutageCorrected, ended_at=None), set()),
    (event(links.LineEnded), {"links.cut", "links.silent"}),
    (event(links.MeasurementsRecorded), {"links.silent"}),
    (event(links.ConnectionTested), {"links.silent"}),
    (event(oversight.ProjectWordPosted), {"oversight.stale"}),
    (event(oversight.ProjectClosed), {"oversight.stale"}),
    (event(proposals.ProposalRouted), {"proposals.answer", "proposals.route"}),
    (event(proposals.ProposalAnswered, outcome="refused"), {"proposals.answer", "proposals.route"}),
    (event(proposals.ProposalAnswered, outcome="forwarded"), {"proposals.answer", "proposals.route"}),
    (event(proposals.ProposalAnswered, outcome="partial"), set()),
    (event(proposals.ProposalReopened), {"proposals.answered"}),
    (event(proposals.AnswerAcknowledged), {"proposals.answered"}),
    (event(proposals.ProposalWithdrawn), {"proposals.answer", "proposals.route", "proposals.answered"}),
    (event(conclusions.ConclusionSubmitted), {"conclusion.returned"}),
    (event(conclusions.ConclusionReturned), {"conclusion.sign"}),
    (event(conclusions.ConclusionTakenBack), {"conclusion.sign"}),
    (event(conclusions.ConclusionDiscarded), {"conclusion.sign", "conclusion.returned"}),
    (event(conclusions.ConclusionSigned), {"conclusion.sign"}),
    (event(conclusions.ConclusionPublished), {"conclusion.issue"}),
    (event(conclusions.ConclusionReceived, units=[PLACE]), {"conclusion.new"}),
    (event(conclusions.ConclusionReplaced), {"conclusion.issue", "conclusion.new"}),
    (event(conclusions.ConclusionWithdrawn), {"conclusion.issue", "conclusion.new"}),
    (event(budget.EstimateSubmitted), {"budget.asked", "budget.returned"}),
    (event(budget.EstimateDecided, approved=True), {"budget.asked", "budget.decide", "budget.returned", "budget.missing"}),
    (event(budget.EstimateDecided, approved=False), {"budget.decide"}),
    (event(decisions.CommitmentSigned, left=0), {"decisions.unsigned"}),
    (event(decisions.CommitmentSigned, left=1), set()),
    (event(decisions.CommitmentEnded), {"decisions.unsigned"}),
    (event(decisions.CommitmentReminded), {"decisions.unsigned"}),
    (event(readiness.ItemsInspected), {"readiness.review"}),
    (event(readiness.FileCertified), {"readiness.suspended"}),
    (event(readiness.CertificateWithdrawn), {"readiness.suspended"}),
    (event(readiness.TrialMoved), {"readiness.day_off"}),
    (event(readiness.DutyPlanGiven), {"readiness.day_off"}),
    (event(readiness.Launched), {"readiness.day_off"}),
    (event(readiness.DefectMended, open=False), {"readiness.defect"}),
    (event(readiness.DefectMended, open=True), set()),
    (event(staff.AbsenceExplained), {"staff.absence"}),
    (event(staff.LeaveDecided), {"staff.leave"}),
    (event(staff.LeaveCancelled), {"staff.leave"}),
    (event(staff.LeaveAsked, granted=True), set()),
    (event(staff.RosterPublished), {"staff.gaps"}),
    (event(staff.RosterWithdrawn), {"staff.gaps"}),
    (event(staff.TrainingAnswered), {"staff.training"}),
    (event(staff.TrainingWithdrawn), {"staff.training"}),
    (event(staff.ClassPlanned, needs=[PART]), {"staff.training"}),
    (event(staff.StaffNeedAnswered), {"staff.need"}),
    (event(staff.StaffNeedClosed), {"staff.need"}),
    (event(office.OrderStepTaken, done=True), {"office.order"}),
    (event(office.CertificateActivated), {"office.order"}),
    (event(office.OrderWithdrawn), {"office.order"}),
    (event(custody.TransferChecked), {"custody.check"}),
    (event(custody.TransferSigned), {"custody.sign"}),
    (event(custody.TransferRefused), {"custody.check", "custody.sign"}),
    (event(custody.TransferWithdrawn), {"custody.check", "custody.sign"}),
    (event(custody.TransferDecided), {"custody.decision"}),
    (event(custody.RequestSubmitted), {"custody.returned"}),
    (event(custody.RequestReturned), {"custody.approve"}),
    (event(custody.RequestApproved), {"custody.approve"}),
    (event(custody.RequestOrdered), {"custody.order"}),
    (event(archives.HandoverReceived), {"archives.receive"}),
    (event(archives.MinutesMade), {"archives.sign", "archives.refused"}),
    (event(archives.MinutesSigned), {"archives.sign"}),
    (event(archives.SigningRefused), {"archives.sign"}),
    (event(archives.HandoverWithdrawn), {"archives.receive", "archives.sign", "archives.refused"}),
    (event(archives.ClaimAnswered), {"archives.claim"}),
    (event(directives.DirectiveReported), {"directives.given", "directives.moved", "directives.returned"}),
    (event(directives.DirectiveExtensionDecided, granted=False), {"directives.extension"}),
    (event(directives.DirectiveDueSet), {"directives.extension", "directives.near", "directives.late", "directives.moved"}),
    (event(directives.DirectiveReturned), {"directives.offered"}),
    (event(directives.DirectiveAccepted), ALL_OF_DIRECTIVES),
    (event(directives.DirectiveCancelled), ALL_OF_DIRECTIVES),
    (event(directives.DirectiveReopened), ALL_OF_DIRECTIVES),
    (event(dossier_life.DateNoticed, degree=1), set()),
    (event(dossier_life.DateNoticed, degree=2), COMING),
    (event(dossier_life.DateNoticed, degree=3), COMING),
    (event(dossier_life.SecondExtensionAsked), {"dossiers.again"}),
    (event(dossier_life.SecondExtensionAllowed), {"dossiers.again"}),
    (event(dossier_life.DeadlineExtended), COMING | {"dossiers.missed"}),
    (event(dossier_life.SupplementRequested), COMING),
    (event(dossier_life.FeeDemanded), COMING),
    (event(dossier_life.DossierSuspended), COMING),
    (event(dossier_life.LongerLimitApplied), COMING),
    (event(dossier_office.StandInEnded, cause="over"), {"dossiers.stand_in"}),
    (event(dossier_office.SigningCalled, delegates=[]), {"dossiers.to_sign"}),
    (event(dossier_office.SigningMuted, muted=True), {"dossiers.to_sign"}),
    (event(dossier_office.SigningMuted, muted=False), set()),
    (event(dossiers.StepCompleted, state="processing"), set()),
    (event(dossiers.StepCompleted, state="ready"), OF_DOSSIERS),
    (event(dossier_life.DossierRejected), OF_DOSSIERS),
    (event(dossier_life.DossierWithdrawn), OF_DOSSIERS),
    (event(dossier_life.DossierStopped), OF_DOSSIERS),
    (event(dossier_inherited.DossierTakenOver), OF_DOSSIERS),
    (event(inspections.CampaignReadied, announced=False, places=[PLACE], days=[DAY], team=[OTHER]), set()),
    (event(inspections.StopPlanned, told=False), set()),
    (event(inspections.StopMoved), {"inspections.moved"}),
    (event(inspections.StopBegun), {"inspections.moved", "inspections.visit"}),
    (event(inspections.StopCancelled), {"inspections.moved", "inspections.overdue", "inspections.returned", "inspections.submitted", "inspections.visit", "inspections.outline"}),
    (event(inspections.StopFinished), {"inspections.moved", "inspections.overdue", "inspections.returned", "inspections.submitted", "inspections.outline"}),
    (event(inspections.OutlineSubmitted), {"inspections.overdue", "inspections.returned", "inspections.outline"}),
    (event(inspections.OutlineReturned), {"inspections.submitted"}),
    (event(findings.FindingNoted), set()),
    (event(findings.RemedyAsked), TO_MEND),
    (event(findings.ProofSubmitted), TO_MEND),
    (event(findings.FindingRechecked, closed=True), OF_FINDING),
    (event(findings.FindingRechecked, closed=False), OF_FINDING),
    (event(findings.FindingReopened), OF_FINDING),
    (event(findings.FindingWithdrawn), OF_FINDING),
    (event(minutes.StopMinutesLaid, body=BODY), set()),
    (event(minutes.StopMinutesAnswered), {"findings.minutes_answer", "findings.minutes_answered"}),
    (event(minutes.StopMinutesClosed), OF_MINUTES),
    (event(minutes.StopMinutesSigned, complete=True), OF_MINUTES),
    (event(minutes.StopMinutesSigned, complete=False, side="unit"), {"findings.minutes_sign"}),
    (event(minutes.StopMinutesSigned, complete=False, side="team"), set()),
    (event(minutes.StopMinutesRefused, complete=True), OF_MINUTES),
    (event(minutes.StopMinutesRefused, complete=False, side="unit"), {"findings.minutes_sign"}),
    (event(minutes.StopMinutesSignedOnPaper), OF_MINUTES),
    (event(minutes.StopMinutesTakenBack), OF_MINUTES),
    (event(inspections.CampaignClosed), {"inspections.visit", "inspections.outline", "inspections.team"}),
    (event(inspections.CampaignCancelled), {"inspections.visit", "inspections.outline", "inspections.team"}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "kinds"), ENDED, ids=lambda value: getattr(value, "NAME", None))
def test_an_event_ends_what_it_settles_and_nothing_else(one, kinds):
    assert ends(one) == kinds


def test_every_kind_is_asked_and_ended_by_some_event():
    told = {kind for _, kind, _, _ in POSTED} | {post.kind for one in BOTH_SIGN for post in posts(one)}
    over = {kind for _, kinds in ENDED for kind in kinds}
    assert told == over == KINDS.keys() - {"contact.mail"}


def test_every_event_that_is_heard_stands_in_a_table():
    shown = {type(row[0]) for row in [*POSTED, *ENDED]} | {type(one) for one in BOTH_SIGN}
    learned = {
        works.WorksCreated,
        works.WorksCorrected,
        oversight.ProjectListed,
        budget.EstimateDrafted,
        custody.RequestDrafted,
        custody.RequestCorrected,
        directives.DirectiveOpened,
        directives.DirectiveDescribed,
        directives.DirectiveTakenOver,
    }
    assert set(heard.EVENTS) == shown | learned
    for kind in learned - {custody.RequestCorrected}:
        (wish,) = asked(event(kind, place=PLACE, unit=PLACE))
        assert isinstance(wish, Learn)
        assert wish.place == PLACE


@pytest.mark.parametrize("kind", heard.EVENTS, ids=lambda kind: kind.NAME)
def test_an_event_of_a_thing_nobody_told_of_is_heard_without_trouble(kind):
    for wish in asked(event(kind), None):
        assert isinstance(wish, Learn | Post | End)


def test_what_ends_one_side_or_one_part_leaves_the_others():
    (end,) = asked(event(custody.TransferSigned, done=False, side="giver"))
    assert end.period == "giver"
    (end,) = asked(event(custody.TransferSigned, done=True, side="giver"))
    assert end.period == ""
    (end,) = asked(event(archives.MinutesSigned, complete=False, side="receiver"))
    assert end.period == "receiver/"
    (end,) = asked(event(links.LineRestored, outage=PART))
    assert end.period == str(PART)
    (end,) = asked(event(staff.ClassPlanned, needs=[PART, OTHER]))
    assert end.about == (PART, OTHER)
    assert asked(event(staff.ClassPlanned, needs=[])) == []


def test_both_sides_are_asked_apart_to_sign_minutes_and_one_that_signed_no_more():
    unit, team = posts(event(minutes.StopMinutesClosed, place=PLACE, team=[OTHER]))
    assert (unit.to, team.to) == ((at("inspection.answer"),), (at("inspection.work", OTHER, Reach.UNIT),))
    (end,) = asked(event(minutes.StopMinutesRefused, complete=False, side="unit"))
    assert unit.period.startswith(end.period)
    assert not team.period.startswith(end.period)


def test_what_is_good_is_told_to_nobody():
    assert asked(event(findings.FindingNoted, kind="good")) == []


def test_a_trial_asks_about_each_of_its_days_once():
    days = [post.day_off for post in posts(event(readiness.TrialPlanned, trial_on=DAY, official_on=date(2025, 7, 20)))]
    assert days == [DAY, date(2025, 7, 20)]
    assert len(posts(event(readiness.TrialMoved, trial_on=DAY, official_on=DAY))) == 1


def test_of_what_is_not_announced_nobody_is_told():
    quiet = {"places": [PLACE], "days": [DAY], "team": [OTHER], "announced": False}
    for one in (event(inspections.CampaignReadied, **quiet), event(inspections.StopMoved, told=False)):
        assert asked(one) == []


PERSONAL = [
    (event(staff.LeaveAsked, granted=False, kind="Ốm Đau", reason="Lý Do Riêng"), ("Ốm Đau", "Lý Do Riêng")),
    (event(custody.RequestReturned, reason="Lý Do Riêng"), ("Lý Do Riêng",)),
    (event(findings.FindingNoted, words="Lý Do Riêng", said_by="Ông A"), ("Lý Do Riêng", "Ông A")),
    (event(minutes.StopMinutesAnswered, team=[OTHER], explanation="Lý Do Riêng"), ("Lý Do Riêng",)),
    (event(works.BlockerOpened, what="Ông Nguyễn Văn A", who="Bà B"), ("Nguyễn", "Bà B")),
    (event(office.CertificateOrdered, place=PLACE, title="Chủ tịch Thử"), ("Chủ tịch",)),
]


@pytest.mark.parametrize(("one", "words"), PERSONAL, ids=lambda value: getattr(value, "NAME", None))
def test_no_sentence_says_whose_it_is_or_why(one, words):
    sentence = str(posts(one)[0].sentence)
    assert not any(word in sentence for word in words)


def test_every_power_that_is_told_is_held_by_somebody():
    powers = frozenset().union(*POWERS.values())
    assert {to.power for one, *_ in POSTED for post in posts(one) for to in post.to} <= powers


def test_an_event_is_heard_by_one_function_only():
    ears = Ears()
    ears.hears(works.WorksCreated)(lambda one, heard: [])
    with pytest.raises(TypeError):
        ears.hears(works.WorksCreated)(lambda one, heard: [])


def test_kinds_topics_and_words_are_whole():
    assert {topic_of(kind) for kind in KINDS} == set(TOPICS)
    assert set(URGENCY_NAMES) == set(Urgency)
    assert set(UP_NAMES) == set(Up)
    assert next_up("works.silence", 0) is Up.HEADS
    assert next_up("works.silence", 1) is Up.OVERSEERS
    assert next_up("works.silence", 2) is None
    assert next_up("budget.decide", 0) is Up.OVERSEERS
    assert next_up("staff.need", 0) is None
    assert [next_up("proposals.answer", level) for level in range(3)] == [Up.STEERING, Up.LEADERS, None]
    assert contact.MessagePosted.PERSONAL == {}


# when

CALENDAR = calendars.national()


@pytest.mark.parametrize(
    ("urgency", "posted", "last", "remind", "escalate"),
    [
        # 11/7/2025 is a Friday; the national day begins at 7:30
        (Urgency.CALM, (11, 10), None, None, None),
        (Urgency.LATE, (11, 8), None, (11, 13, 30), (14, 8)),
        (Urgency.SOON, (11, 8), None, (15, 8), (16, 8)),
        # a day of its own: reminded the working day before, told above when it is over
        (Urgency.CALM, (9, 10), date(2025, 7, 14), (11, 7, 30), (15, 7, 30)),
        (Urgency.SOON, (14, 9), date(2025, 7, 14), None, (15, 7, 30)),
        (Urgency.SOON, (11, 9), date(2025, 7, 14), (14, 7, 30), (15, 7, 30)),
    ],
)
def test_reminders_are_in_working_time(urgency, posted, last, remind, escalate):
    plan = timing.plan(CALENDAR, urgency, clock.at(2025, 7, *posted), last, above=True)
    assert (plan.remind_at, plan.escalate_at) == tuple(
        clock.at(2025, 7, *one) if one else None for one in (remind, escalate)
    )


def test_where_nobody_is_above_nobody_is_told():
    for last in (None, date(2025, 7, 20)):
        assert timing.plan(CALENDAR, Urgency.LATE, clock.at(2025, 7, 11, 9), last, above=False).escalate_at is None


def test_a_day_that_is_over_is_reminded_of_by_its_span():
    at_ = clock.at(2025, 7, 11, 8)
    late = timing.plan(CALENDAR, Urgency.LATE, at_, date(2025, 7, 1), above=True)
    assert late == timing.plan(CALENDAR, Urgency.LATE, at_, None, above=True)


def test_a_year_without_a_calendar_is_named():
    with pytest.raises(RuleError, match="2040"):
        timing.plan(CALENDAR, Urgency.LATE, clock.at(2040, 7, 2, 8), None, above=True)


MINUTES = st.integers(0, 60 * 24 * 300).map(lambda n: clock.at(2025, 1, 6) + timedelta(minutes=n))


@given(MINUTES, st.sampled_from(sorted(SPANS)))
def test_a_reminder_comes_before_the_next_level_and_never_at_night(posted, urgency):
    plan = timing.plan(CALENDAR, urgency, posted, None, above=True)
    assert posted < plan.remind_at < plan.escalate_at < timing.again(CALENDAR, urgency, plan.escalate_at)
    for instant in (plan.remind_at, plan.escalate_at):
        assert 7 <= clock.local(instant).hour <= 17
        assert clock.local(instant).weekday() < 5 or CALENDAR.day(clock.local(instant).date()).counted


# how letters are tried


@given(st.integers(1, 200))
def test_waits_double_up_to_an_hour(attempts):
    wait, following = mail.wait_after(attempts), mail.wait_after(attempts + 1)
    assert mail.FIRST_WAIT <= wait <= following <= mail.LONGEST_WAIT
    assert following in {wait * 2, mail.LONGEST_WAIT}


@pytest.mark.parametrize(("hours", "over"), [(0, False), (23.99, False), (24, True), (48, True)])
def test_a_letter_is_tried_for_a_day(hours, over):
    made = clock.at(2025, 7, 11, 8)
    assert mail.gives_up(made, made + timedelta(hours=hours)) is over


def test_only_what_is_late_is_urgent():
    assert [mail.is_urgent(one) for one in Urgency] == [False, False, True]
    assert set(mail.WISH_NAMES) == set(mail.Wish)
    assert set(mail.FATE_NAMES) == set(mail.Fate)
