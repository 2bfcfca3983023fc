"""Reads of dossiers: each takes the actor and answers only what that actor may see, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Subquery

from motcua.catalogue import queries as catalogue
from motcua.catalogue.facts import Step
from motcua.catalogue.rules import case_of
from motcua.dossiers import giving, policies, rules, standing, step_clock
from motcua.dossiers.confirmed import confirmed
from motcua.dossiers.history import history_of
from motcua.dossiers.lists import PAGE, find, rows_of, worklist
from motcua.dossiers.models import Attachment, Dossier, DossierPaper, StepRun
from motcua.dossiers.paper_file import paper_file
from motcua.dossiers.rules import life, places
from motcua.dossiers.views import (
    Across,
    Colleague,
    DossierPage,
    Explained,
    FileView,
    PaperView,
    PersonView,
    StepView,
)
from motcua.kernel import clock, worktime
from motcua.kernel.errors import Conflict, Gone, NotAllowed, NotFound
from motcua.kernel.names import mask_number
from motcua.kernel.words import N_, Said, said
from motcua.ledger import access
from motcua.ledger.actor import Actor, Realm
from motcua.ledger.perform import Offer, available
from motcua.ledger.prepared import Prepared
from motcua.ledger.queries import stream
from motcua.office import family, territory
from motcua.office.queries import names as office
from motcua.parties.queries import cards as parties

__all__ = [
    "PAGE",
    "attachment",
    "demand",
    "dossier_page",
    "explained",
    "file_of",
    "find",
    "rows_of",
    "worklist",
]

SIBLINGS_MOST = 100
_REQUESTER = {
    "Họ, chữ đệm, tên người yêu cầu": "name",
    "Số định danh cá nhân người yêu cầu": "number",
    "Nơi cư trú người yêu cầu": "address",
}
"""Fields of specialised systems that the books of people already answer."""


def dossier_page(actor: Actor, dossier_id: UUID, *, purpose: str = "Giải quyết hồ sơ") -> DossierPage:
    """Return everything about one dossier; the read is logged. ``NotFound`` also when the actor may not know it."""
    visit = _visit(dossier_id)
    dossier = next((one for one in visit if one.id == dossier_id), None)
    if dossier is None:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    refusal = policies.may_read(actor, dossier)
    if refusal is not None:
        access.refused(actor, "dossiers.page", dossier.id, NotAllowed(refusal.sentence, **refusal.values))
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    people = [dossier.id, dossier.applicant_id, *([dossier.submitter_id] if dossier.submitter_id else [])]
    access.read(actor, "dossiers.page", people, purpose=purpose)
    return _page(actor, dossier, [one for one in visit if one is not dossier])


_VISITED = Prepared(
    lambda dossier: Dossier.objects.filter(
        visit_id=Subquery(Dossier.objects.filter(pk=dossier).values("visit_id"))
    ).order_by("id")[:SIBLINGS_MOST]
)
_STEPS = Prepared(
    lambda dossier: StepRun.objects.filter(
        dossier__visit_id=Subquery(Dossier.objects.filter(pk=dossier).values("visit_id"))
    ).order_by("dossier_id", "ordinal")
)
_FILES = Prepared(lambda dossier: Attachment.objects.filter(dossier_id=dossier, removed_at__isnull=True).order_by("id"))
_PAPERS = Prepared(lambda dossier: DossierPaper.objects.filter(dossier_id=dossier).order_by("ordinal"))


def _visit(dossier_id: UUID) -> list[Dossier]:
    """Return a dossier and those handed in with it, each with its steps, in two statements."""
    visit = _VISITED(dossier_id)
    steps: dict[UUID, list[StepRun]] = {one.id: [] for one in visit}
    for step in _STEPS(dossier_id):
        steps.get(step.dossier_id, []).append(step)
    for one in visit:
        one.course = steps[one.id]
    return visit


def _page(actor: Actor, dossier: Dossier, siblings: list[Dossier]) -> DossierPage:
    facts = catalogue.version(dossier.procedure_version_id).facts
    files = _files(dossier.id)
    steps = dossier.course
    units = {dossier.helped_at_id, dossier.received_unit_id, dossier.competent_id, *(step.unit_id for step in steps)}
    units |= {dossier.settling_unit_id, dossier.returning_unit_id, *([dossier.origin_id] if dossier.origin_id else [])}
    names = office.names_of(units)
    people = _people(actor, dossier)
    details: dict[str, str] = msgspec.json.decode(dossier.details)
    known = {field: getattr(people[-1], part) for field, part in _REQUESTER.items() if people[-1].whole} | details
    (row,) = rows_of([dossier])
    offers, after_factor, barred = _offers(actor, dossier)
    colleagues, proposed = _givable(actor, dossier)
    told = stream(dossier.id)
    return DossierPage(
        row=row,
        case=case_of(facts, dossier.case).name,
        case_key=dossier.case,
        channel=dossier.channel,
        field=facts.field,
        procedure_code=dossier.procedure_code,
        portal_status=life.PORTAL_STATUS[dossier.state],
        applicant_id=dossier.applicant_id,
        submitter=dossier.submitter_name,
        submitter_id=dossier.submitter_id,
        capacity=dossier.capacity,
        details=details,
        helped_at=names[dossier.helped_at_id],
        helped_at_id=dossier.helped_at_id,
        received_unit=names[dossier.received_unit_id],
        received_unit_id=dossier.received_unit_id,
        origin=names[dossier.origin_id] if dossier.origin_id else "",
        inherited_at=dossier.inherited_at,
        competent=names[dossier.competent_id],
        competent_id=dossier.competent_id,
        across=_across(dossier, names),
        holder_id=dossier.holder_id,
        holder_since=dossier.holder_since,
        return_manner=dossier.return_manner,
        sets=dossier.sets,
        visit=dossier.visit_id,
        siblings=rows_of([one for one in siblings if policies.may_read(actor, one) is None]),
        due=explained(dossier),
        papers=_papers(dossier, files),
        results=tuple(file for file in files if file.paper == "ket-qua"),
        steps=tuple(_step(step, names, known) for step in steps),
        history=history_of(told, {step.key: step.name for step in steps}, whole=actor.can("party.read")),
        offers=offers,
        after_factor=after_factor,
        barred=barred,
        colleagues=colleagues,
        proposed=proposed,
        people=people,
        entered_code=dossier.code if dossier.code != dossier.reception_number else "",
        received_day=dossier.received_day,
        ready_at=dossier.ready_at,
        returned_at=dossier.returned_at,
        issue=dossier.issue,
        life=standing.life_of(dossier, told, hands_off=policies.may_hand_off(actor, dossier) is None),
        paper_file=paper_file(dossier, names[dossier.received_unit_id]),
        confirmed=confirmed(dossier),
    )


def _across(dossier: Dossier, names: Mapping[UUID, str]) -> Across:
    return Across(
        settling=names[dossier.settling_unit_id],
        settling_id=dossier.settling_unit_id,
        returning=names[dossier.returning_unit_id],
        returning_id=dossier.returning_unit_id,
        away=places.away(dossier),
        sent_at=dossier.sent_at,
        arrived_at=dossier.arrived_at,
        back_at=dossier.back_at,
    )


def _offers(actor: Actor, dossier: Dossier) -> tuple[tuple[Offer, ...], tuple[Offer, ...], Said | None]:
    """Return what the actor can do, what they could after a second factor, and why the step itself is not theirs."""
    offers = tuple(available(dossier, actor))
    if actor.verified:
        return offers, (), policies.may_finish_step(actor, dossier) if dossier.open else None
    shown = actor.as_verified()
    known = {offer.command for offer in offers}
    more = tuple(offer for offer in available(dossier, shown) if offer.command not in known)
    return offers, more, policies.may_finish_step(shown, dossier) if dossier.open else None


def _givable(actor: Actor, dossier: Dossier) -> tuple[tuple[Colleague, ...], tuple[str, Said] | None]:
    """Return whom a head may give the step to, and whom the rule proposes; nothing for others."""
    if not dossier.open or policies.may_give_out(actor, dossier) is not None:
        return (), None
    asked = giving.Proposals()
    words = {one.official: giving.words_of(one, dossier) for one in asked.candidates(dossier)}
    mine = policies.may_assign(actor, dossier) is None
    people = office.colleagues(dossier.holder_id) if mine else ()
    found = asked.of(dossier) if not dossier.outside else None
    proposed = (found.first.name, found.why) if found else None
    return tuple(Colleague(id_, name, words.get(id_)) for id_, name in people), proposed


def _people(actor: Actor, dossier: Dossier) -> tuple[PersonView, ...]:
    """Return the applicant and, where another handed it in, the submitter; covered for who may not read people."""
    whole = actor.can("party.read")
    try:
        found = parties.cards([dossier.applicant_id, dossier.submitter_id], realm=dossier.realm, numbers=True)
    except NotFound:
        # Their data were erased; the dossier stays readable with what it carries itself.
        return (
            PersonView(dossier.applicant_id, dossier.applicant_name, dossier.capacity, "", "", "", "", whole=False),
        )
    roles = [(dossier.applicant_id, "owner" if dossier.submitter_id else dossier.capacity)]
    roles += [(dossier.submitter_id, dossier.capacity)] if dossier.submitter_id else []
    return tuple(
        PersonView(
            id=card.id,
            name=card.name,
            capacity=capacity,
            born=card.born,
            number=card.number if whole else mask_number(card.number),
            phone=card.phone if whole else mask_number(card.phone),
            address=card.address,
            whole=whole,
        )
        for card, capacity in ((found[id_], capacity) for id_, capacity in roles)
    )


def _files(dossier_id: UUID) -> tuple[FileView, ...]:
    return tuple(_file(row) for row in _FILES(dossier_id))


def _file(row: Attachment) -> FileView:
    return FileView(
        id=row.id,
        paper=row.paper,
        filename=row.filename,
        media_type=row.media_type,
        size=row.size,
        pages=row.pages,
        at=row.attached_at,
        by=row.attached_by,
        erased_at=row.erased_at,
        here=bool(row.sha256),
    )


def _papers(dossier: Dossier, files: tuple[FileView, ...]) -> tuple[PaperView, ...]:
    return tuple(
        PaperView(
            row.key,
            row.name,
            row.kind,
            row.originals,
            row.certified,
            row.photocopies,
            row.waiver,
            tuple(file for file in files if file.paper == row.key),
        )
        for row in _PAPERS(dossier.id)
    )


def _step(run: StepRun, names: dict[UUID, str], details: dict[str, str]) -> StepView:
    spec = msgspec.json.decode(run.spec, type=Step) if run.spec else None
    taken_back = msgspec.json.decode(run.taken_back) if run.taken_back else {}
    return StepView(
        ordinal=run.ordinal,
        key=run.key,
        name=run.name,
        role=run.role,
        unit=names[run.unit_id],
        started_at=run.started_at,
        due_at=run.due_at,
        finished_at=run.finished_at,
        official=run.official_name,
        opinion=run.opinion,
        system=(spec.system or "") if spec else "",
        fields=tuple((name, details.get(name, "")) for name in spec.fields) if spec else (),
        takes_back=spec.takes_back if spec else (),
        taken_back=taken_back,
        doubts=tuple(rules.doubts_of(details, taken_back)),
        body=step_clock.body_of(run),
        days=spec.days if spec else None,
        calendar_days=bool(spec and spec.calendar_days),
        silence=(spec.silence or "") if spec else "",
    )


def explained(dossier: Dossier) -> Explained:
    """Return a dossier's due date with its explanation, as it was reckoned at acceptance."""
    if not dossier.due:
        return Explained(
            None,
            said(N_("chưa hẹn: chờ Giám đốc Trung tâm xác nhận thời hạn của thủ tục")),
            (),
            said(N_("chưa xác nhận")),
        )
    due = worktime.Due.from_dict(msgspec.json.decode(dossier.due))
    return Explained(due.at, due.spoken, tuple((line.said, line.ground) for line in due.why), due.limit.said)


def demand(actor: Actor, dossier_id: UUID, command: type[Any]) -> None:
    """Refuse early what ``command`` would refuse: before bytes are taken in for it. Raises what ``perform`` would."""
    dossier = Dossier.objects.filter(pk=dossier_id).first()
    if dossier is None or policies.may_read(actor, dossier) is not None:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    offer = next((one for one in available(dossier, actor) if one.command is command), None)
    if offer is None:
        raise NotAllowed(N_("Việc này không thuộc quyền của vị trí đang đăng nhập."))
    if offer.refusal is not None:
        raise Conflict(offer.refusal.sentence, **offer.refusal.values)


def attachment(actor: Actor, dossier_id: UUID, attachment_id: UUID) -> FileView:
    """Return one file of a dossier the actor may read; the read is logged."""
    row, _ = file_of(actor, dossier_id, attachment_id)
    return row


def file_of(actor: Actor, dossier_id: UUID, attachment_id: UUID) -> tuple[FileView, str]:
    """Return one file of a dossier with the hash of its bytes; the read is logged. :class:`Gone` after an erasure."""
    dossier = Dossier.objects.filter(pk=dossier_id).first()
    if dossier is None:
        raise NotFound(N_("Không tìm thấy tệp."))
    if (refusal := policies.may_read(actor, dossier)) is not None:
        access.refused(actor, "dossiers.file", dossier.id, NotAllowed(refusal.sentence, **refusal.values))
        raise NotFound(N_("Không tìm thấy tệp."))
    row = Attachment.objects.filter(pk=attachment_id, dossier=dossier, removed_at__isnull=True).first()
    if row is None:
        raise NotFound(N_("Không tìm thấy tệp."))
    if row.erased_at is not None and not row.sha256:
        raise Gone(N_("Tệp này đã xóa theo yêu cầu ngày {day}."), day=f"{clock.local(row.erased_at):%d/%m/%Y}")
    access.read(actor, "dossiers.file", [dossier.id, dossier.applicant_id], purpose="Xem giấy tờ trong hồ sơ")
    return _file(row), row.sha256


def trial_left_behind(actor: Actor, units: Iterable[UUID]) -> int:
    """Return how many trial dossiers these units of the actor's reach received; they are in no real list or statistic."""
    mine = [unit for unit in units if territory.holds(actor, family.home_of(unit))]
    return Dossier.objects.filter(realm=Realm.TRIAL.value, received_unit__in=mine).count()
