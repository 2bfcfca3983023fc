"""What is not received: the citizen is told, once and in writing, what to complete (form 02) or why not (form 03).

It is no dossier: no clock runs and no statistic of dossiers received counts it. Whoever comes back with the papers is
received from what was typed the first time.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.catalogue import rules as catalogue_rules
from motcua.catalogue.facts import Channel, Paper
from motcua.dossiers import codes, policies, routing, rules
from motcua.dossiers.models import Application
from motcua.dossiers.rules.papers import check_whole, checked_lacking
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossier_life import ApplicationTurnedAway, Lacking
from motcua.ledger.events.dossiers import PaperGiven
from motcua.parties.queries import cards as parties


class TurnAway(Command, frozen=True, kw_only=True):
    """Do not receive: ``kind`` supplement with the list of all that is missing, or refusal with ground and reason."""

    kind: Application.Kind
    procedure: str
    case: str
    applicant: UUID
    channel: Channel = "direct"
    submitter: UUID | None = None
    about: str = ""
    papers: tuple[PaperGiven, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    ground: str = ""
    reason: str = ""


@act(TurnAway, on=Application, verb=N_("Không tiếp nhận"), may=policies.may_accept)
def turn_away(command: TurnAway, context: Context) -> Done[Application]:
    """Keep what was brought and what was said of it."""
    actor, day = context.actor, clock.local(context.at).date()
    if actor.unit is None:
        raise RuleError(N_("Tài khoản chưa gắn với trung tâm nào."))
    place = routing.directory(actor.unit)
    terms = catalogue.terms(place.centre, command.procedure, command.channel, command.case, day)
    facts = terms.version.facts
    asked = catalogue_rules.papers_for(catalogue_rules.case_of(facts, command.case), command.channel)
    rules.check_listed(asked, command.papers)
    lacking, ground = _said(command, asked)
    people = parties.cards([command.applicant, command.submitter], realm=actor.realm)
    number = codes.own_number("KTN", str(actor.realm), routing.commune_code(place.centre, day), day)
    application = Application(
        id=new_id(),
        realm=str(actor.realm),
        number=number,
        kind=command.kind,
        unit_id=place.centre,
        procedure_code=facts.code,
        procedure_name=facts.name,
        procedure_version_id=terms.version.id,
        case=command.case,
        channel=command.channel,
        applicant_id=command.applicant,
        applicant_name=people[command.applicant].name,
        submitter_id=command.submitter,
        about=rules.kept_words(command.about, rules.ABOUT_MOST, "about"),
        papers=canonical(msgspec.to_builtins(command.papers)),
        lacking=canonical(msgspec.to_builtins(lacking)),
        reason=rules.kept_words(command.reason, rules.WORDS_MOST, "reason"),
        ground=ground,
        turned_at=context.at,
        turned_day=day,
    )
    event = ApplicationTurnedAway(
        kind=command.kind,
        number=number,
        unit=place.centre,
        procedure=facts.code,
        procedure_version=terms.version.id,
        case=command.case,
        channel=command.channel,
        applicant=application.applicant_id,
        submitter=command.submitter,
        papers=list(command.papers),
        ground=ground,
        applicant_name=application.applicant_name,
        about=application.about,
        lacking=lacking,
        reason=application.reason,
    )
    return Done(event, application, {"number": number})


def _said(command: TurnAway, asked: tuple[Paper, ...]) -> tuple[list[Lacking], str]:
    """Return the list of what is missing, or the ground of a refusal; :class:`BadInput` where it is not complete."""
    if command.kind == Application.Kind.SUPPLEMENT:
        lacking = checked_lacking({paper.key for paper in asked if paper.kind != "note"}, command.lacking)
        given = {paper.key for paper in command.papers if any(rules.counts_of(paper)) or paper.waiver.strip()}
        missing = [
            (paper.key, paper.name)
            for paper in asked
            if paper.required and paper.kind != "note" and paper.key not in given
        ]
        check_whole(missing, lacking)
        return lacking, rules.kept_words(command.ground, rules.GROUND_MOST, "ground")
    if command.lacking:
        raise BadInput(N_("Phiếu từ chối không kèm danh sách bổ sung."), field="lacking")
    ground = rules.demanded_words(command.ground, rules.GROUND_MOST, "ground", N_("Ghi căn cứ pháp lý để từ chối."))
    rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do từ chối: người dân đọc được."))
    return [], ground
