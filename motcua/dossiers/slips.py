"""The papers of a dossier, filled in from the books: each read is logged, each print is of the day it was received."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from django.conf import settings

from motcua.dossiers import codes, policies, receipts, routing, rules
from motcua.dossiers.history import sentence
from motcua.dossiers.models import Dossier, DossierPaper, RunItem, StepRun
from motcua.dossiers.papers import (
    ControlSlip,
    Given,
    Heading,
    Move,
    ReceptionSlip,
    Result,
    ReturnReceipt,
    centre_name,
)
from motcua.dossiers.queries import explained
from motcua.dossiers.rules.places import FORWARD
from motcua.dossiers.rules.runs import ItemState
from motcua.kernel import clock, worktime
from motcua.kernel.errors import NotAllowed, NotFound, RuleError
from motcua.kernel.words import N_
from motcua.ledger import access, keys, marks
from motcua.ledger.actor import Actor, Realm
from motcua.ledger.events.dossier_inherited import DossierTakenOver
from motcua.ledger.events.dossier_life import DossierRejected, HandedOff
from motcua.ledger.events.dossier_places import DossierForwarded
from motcua.ledger.events.dossiers import ResultReturned, StepCompleted, StepSentBack
from motcua.ledger.queries import stream
from motcua.office.queries import names as office
from motcua.office.queries.names import PlaceHeading
from motcua.parties.queries import cards as parties

_MOVES = (StepCompleted, StepSentBack, HandedOff, DossierRejected, DossierTakenOver, DossierForwarded)
"""What hands the dossier on: each is a row of the control slip."""
_RECEIVED = (ItemState.RECEIVED.value, ItemState.EXTRA.value)
FOLLOW_PATH = "/tra-cuu/"


def reception_slip(actor: Actor, dossier_id: UUID) -> ReceptionSlip:
    """Return form 01 of a dossier the actor may read, sealed with the node's key and ready to print."""
    dossier = readable(actor, dossier_id, "dossiers.reception_slip")
    people = parties.cards([dossier.applicant_id, dossier.submitter_id], realm=dossier.realm, numbers=True)
    applicant = people[dossier.applicant_id]
    giver = people[dossier.submitter_id] if dossier.submitter_id else applicant
    place = _place(dossier)
    explanation = explained(dossier)
    node_keys = keys.load(settings.MOTCUA_KEYS)
    label = dossier.code or dossier.reception_number
    named = office.names_of({dossier.returning_unit_id, dossier.competent_id, dossier.holder_id})
    first = StepRun.objects.filter(dossier=dossier, ordinal=0).values_list("official_name", flat=True).first()
    slip = ReceptionSlip(
        heading=_heading(dossier, place, dossier.inherited_at or dossier.received_at),
        code=label,
        unit_code=place.agency_code or place.commune_code,
        procedure_code=dossier.procedure_code,
        request=_request(dossier),
        received_from=giver.name,
        owner=applicant.name if dossier.submitter_id else "",
        owner_address=applicant.address if dossier.submitter_id else "",
        address=giver.address,
        phone=giver.phone,
        email=giver.email,
        id_number=giver.number,
        papers=tuple(
            _given(row)
            for row in DossierPaper.objects.filter(dossier=dossier).order_by("ordinal")
            if row.originals or row.certified or row.photocopies
        ),
        sets=dossier.sets,
        received_at=dossier.received_at,
        due_at=_spoken(dossier),
        limit=str(explanation.limit),
        why=tuple(f"{line}{f' ({ground})' if ground else ''}" for line, ground in explanation.lines),
        submitter=giver.name,
        officer=first or "",
        receiving_unit=place.centre,
        holder=named[dossier.holder_id],
        lookup=f"{settings.MOTCUA_PUBLIC_URL.rstrip('/')}{FOLLOW_PATH}?ma={label}",
        secret=codes.secret(node_keys.mac, dossier.id),
        return_place=named[dossier.returning_unit_id],
        settling=named[dossier.competent_id],
        return_manner=rules.RETURN_MANNERS[dossier.return_manner],
        centre_phone=place.hotline,
        issue=dossier.issue,
        unsynced=bool(dossier.unsynced_since and not dossier.synced_at),
    )
    return receipts.seal(slip, node_keys.private)


def control_slip(actor: Actor, dossier_id: UUID) -> ControlSlip:
    """Return the control slip of a dossier with every hand-over so far; rows are only ever added.

    The first is the counter's own: with the reception the dossier went to the unit of the first step that follows.
    """
    dossier = readable(actor, dossier_id, "dossiers.control_slip")
    place = _place(dossier)
    return ControlSlip(
        heading=_heading(dossier, place, clock.now()),
        code=dossier.code or dossier.reception_number,
        owner=dossier.applicant_name,
        request=_request(dossier),
        received_at=dossier.received_at,
        due_at=_spoken(dossier),
        settling_unit=office.names_of({dossier.competent_id})[dossier.competent_id],
        moves=_moves(dossier),
    )


def _moves(dossier: Dossier) -> tuple[Move, ...]:
    received, *later = stream(dossier.id)
    moved = [(entry, entry.event) for entry in later if isinstance(entry.event, _MOVES)]
    first = next((run for run in dossier.course if run.role != "counter"), dossier.course[-1])
    units = {unit for _, event in moved for unit in (event.from_unit, event.to_unit)}
    counter = dossier.origin_id or dossier.received_unit_id
    names = office.names_of(units | {counter, first.unit_id})
    people = office.people_of({received.account, *(entry.account for entry, _ in moved)})
    by_counter = Move(
        giver=names[counter],
        taker=names[first.unit_id],
        at=dossier.received_at,
        outcome="đúng hạn",
        giver_name=people.get(received.account, ""),
    )
    by_others = (
        Move(
            giver=names[event.from_unit],
            taker=names[event.to_unit],
            at=entry.at,
            outcome="quá hạn" if getattr(event, "late", False) else "đúng hạn",
            note="" if isinstance(event, StepCompleted) else str(sentence(event)),
            giver_name=people.get(entry.account, ""),
        )
        for entry, event in moved
    )
    onward = sorted((*by_others, *_by_run(dossier)), key=lambda move: move.at)
    # What another place settles goes on when it is sent there, not at the counter.
    return tuple(onward) if any(run.key == FORWARD for run in dossier.course) else (by_counter, *onward)


def _by_run(dossier: Dossier) -> tuple[Move, ...]:
    """Return the hand-overs of the paper file by run that were received: giver and taker, each as who scanned it."""
    received = RunItem.objects.filter(dossier=dossier, state__in=_RECEIVED).select_related("run__unit", "at_unit")
    return tuple(
        Move(
            giver=item.run.unit.name,
            taker=item.at_unit.name if item.at_unit else "",
            at=item.settled_at or item.scanned_at,
            outcome="",
            note=f"Giao hồ sơ giấy theo chuyến {item.run.number}",
            giver_name=item.scanned_by,
            taker_name=item.settled_by,
        )
        for item in received
    )


def return_receipt(actor: Actor, dossier_id: UUID) -> ReturnReceipt:
    """Return the receipt for a result that was handed over; :class:`RuleError` before it was."""
    dossier = readable(actor, dossier_id, "dossiers.return_receipt")
    entries = [entry for entry in stream(dossier.id) if isinstance(entry.event, ResultReturned)]
    if not entries:
        raise RuleError(N_("Kết quả chưa trả nên chưa có giấy biên nhận."))
    handed = entries[-1]
    event = msgspec.convert(msgspec.to_builtins(handed.event), ResultReturned)
    capacity = {"owner": "Chủ hồ sơ", "submitter": "Người nộp hồ sơ", "proxy": "Người được ủy quyền"}
    people = office.people_of({handed.account})
    return ReturnReceipt(
        heading=_heading(dossier, _place(dossier), handed.at),
        code=dossier.code or dossier.reception_number,
        request=_request(dossier),
        owner=dossier.applicant_name,
        results=_results(dossier),
        receiver=event.receiver_name,
        receiver_id=event.receiver_number,
        receiver_capacity=capacity[event.capacity],
        slip_handed_back=event.slip_handed_back,
        handed_at=handed.at,
        officer=people.get(handed.account, ""),
        note=event.authority,
    )


def declaration_heading(actor: Actor, dossier_id: UUID) -> Heading:
    """Return the top of the declaration of a dossier the actor may read, as of the day it was received; the read is logged."""
    dossier = readable(actor, dossier_id, "dossiers.declaration_print")
    return _heading(dossier, _place(dossier), dossier.received_at)


def _given(row: DossierPaper) -> Given:
    """Return a paper as the slip says it: what was only shown stayed with its owner and has no count."""
    if row.kind == "show":
        return Given(name=row.name, shown=True)
    return Given(name=row.name, original=row.originals, certified=row.certified, photocopy=row.photocopies)


def _results(dossier: Dossier) -> tuple[Result, ...]:
    from_system: dict[str, str] = {}
    for text in StepRun.objects.filter(dossier=dossier).exclude(taken_back="").values_list("taken_back", flat=True):
        from_system |= msgspec.json.decode(text)
    return (Result(name=dossier.procedure_name, number=from_system.get("Số", "")),)


def _request(dossier: Dossier) -> str:
    return f"{dossier.procedure_name} – {dossier.about}" if dossier.about else dossier.procedure_name


def _spoken(dossier: Dossier) -> datetime | None:
    """Return the due instant as it is said: one that falls on opening time is the close of the working day before."""
    if dossier.due_at is None:
        return None
    return worktime.spoken_instant(routing.calendar(dossier.received_unit_id), dossier.due_at)


def _place(dossier: Dossier) -> PlaceHeading:
    # What a new centre prints bears its own name; the old receipt stays as it was printed.
    return office.heading_of(dossier.received_unit_id, clock.local(dossier.inherited_at or dossier.received_at).date())


def _heading(dossier: Dossier, place: PlaceHeading, at: datetime) -> Heading:
    return Heading(
        governing_body=place.governing_body,
        centre=centre_name(place.commune, clock.local(dossier.inherited_at or dossier.received_at).date()),
        place=place.short,
        made_at=at,
        number=dossier.reception_number,
        realm="thử" if dossier.realm == Realm.TRIAL else "thật",
        demonstration=marks.is_demonstration(),
    )


def readable(actor: Actor, dossier_id: UUID, query: str) -> Dossier:
    """Return a dossier the actor may read, for its papers; the read is logged, a refusal too (:class:`NotFound`)."""
    dossier = Dossier.objects.filter(pk=dossier_id).first()
    if dossier is None:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    refusal = policies.may_read(actor, dossier)
    if refusal is not None:
        access.refused(actor, query, dossier.id, NotAllowed(refusal.sentence, **refusal.values))
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    people = [dossier.id, dossier.applicant_id, *([dossier.submitter_id] if dossier.submitter_id else [])]
    access.read(actor, query, people, purpose="In giấy tờ của hồ sơ")
    return dossier
