"""Minutes of stops: those of a stop and of a campaign, one whole, its print and its files. Cut by :mod:`.scope` alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from motcua.documents.letters import Letter
from motcua.findings import minutes_prints, policies
from motcua.findings.minutes_body import body_of
from motcua.findings.models import MinutesSignature, StopMinutes
from motcua.findings.queries import scope
from motcua.findings.rules.minutes import MinutesState, Side
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.events import minutes as told
from motcua.ledger.events.minutes import BodyTold
from motcua.ledger.feed import Told
from motcua.ledger.perform import Offer, available, demanded
from motcua.ledger.queries import stream
from motcua.ledger.timeline import Happened
from motcua.office.queries import names

MOST: Final = 500
_WORDS: Final = {
    told.StopMinutesDrafted: N_("Bắt đầu soạn"),
    told.StopMinutesCorrected: N_("Sửa biên bản"),
    told.StopMinutesLaid: N_("Gửi đơn vị ghi ý kiến"),
    told.StopMinutesAnswered: N_("Đơn vị ghi ý kiến"),
    told.StopMinutesTakenBack: N_("Rút về để sửa"),
    told.StopMinutesClosed: N_("Đọc lại và chốt"),
    told.StopMinutesSigned: N_("Ký số"),
    told.StopMinutesSignedOnPaper: N_("Ký trên giấy"),
    told.StopMinutesRefused: N_("Đơn vị từ chối ký"),
    told.StopMinutesDiscarded: N_("Bỏ dự thảo"),
}
_WRITING: Final = (told.StopMinutesDrafted, told.StopMinutesCorrected, told.StopMinutesDiscarded)
"""What others than the team are not told: how the draft came about."""


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """Minutes as lists show them."""

    id: UUID
    campaign: UUID
    stop: UUID
    place: UUID
    place_name: str
    day: date
    number: str
    title: str
    supplements: UUID | None
    state: MinutesState
    answered: bool
    signed: tuple[Side, ...]
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """How one side ended the minutes."""

    side: Side
    way: str
    name: str
    title: str
    signed_on: date
    certificate: str
    trial: bool
    reason: str
    witness: str


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """One set of minutes whole: what the team wrote, what the unit said, who signed, what the asker may do now.

    ``paper`` is the file to be signed next, or the signed one. ``of_unit``: the asker answers for the unit.
    """

    row: MinutesRow
    version: int
    body: BodyTold
    explanation: str
    reservations: str
    answered_at: datetime | None
    answered_by: str
    ended_at: datetime | None
    silence: str
    paper: str
    pages: int
    signatures: tuple[SignatureRow, ...]
    others: tuple[MinutesRow, ...]
    history: tuple[Happened, ...]
    sides: tuple[Side, ...]
    of_unit: bool
    works: bool
    offers: tuple[Offer, ...]


def at_stop(actor: Actor, stop: UUID) -> tuple[MinutesRow, ...]:
    """Return the minutes of a stop that the asker may see, the first ones first."""
    found = scope.minutes(actor).filter(stop_id=stop).exclude(state=MinutesState.DISCARDED)
    return _rows(list(found.order_by("pk")))


def of_campaign(actor: Actor, campaign: UUID) -> tuple[MinutesRow, ...]:
    """Return the minutes of a campaign that the asker may see, in the order of its days."""
    found = scope.minutes(actor).filter(campaign_id=campaign).exclude(state=MinutesState.DISCARDED)
    return _rows(list(found.order_by("day", "pk")[:MOST]))


def signed_at(actor: Actor, place: UUID, most: int) -> tuple[MinutesRow, ...]:
    """Return the newest signed minutes of a place that the asker may see: what a conclusion can stand on."""
    found = scope.minutes(actor).filter(place=place, state=MinutesState.SIGNED)
    return _rows(list(found.order_by("-day", "-pk")[:most]))


def may_begin(actor: Actor, stop: UUID) -> bool:
    """Say whether the asker works in the team of a stop, and so writes its minutes."""
    return policies.may_work_at(actor, stop) is None


def page(actor: Actor, id_: UUID) -> MinutesPage:
    """Return one set of minutes; whoever may not see it is refused, and that is logged."""
    found = _one(actor, id_)
    entries = stream(found.pk)
    works = policies.may_work(actor, found) is None
    accounts = {one.account for one in entries if one.account is not None}
    people = names.people_of(accounts | ({found.answered_by} if found.answered_by else set()))
    rows = MinutesSignature.objects.filter(minutes=found).order_by("pk")
    return MinutesPage(
        row=_rows([found])[0],
        version=found.version,
        body=body_of(found.front),
        explanation=found.explanation,
        reservations=found.reservations,
        answered_at=found.answered_at,
        answered_by=people.get(found.answered_by, "") if found.answered_by else "",
        ended_at=found.ended_at,
        silence=found.silence,
        paper=found.file or found.paper,
        pages=found.pages,
        signatures=tuple(_signature(one) for one in rows),
        others=tuple(one for one in at_stop(actor, found.stop_id) if one.id != found.pk),
        history=tuple(
            Happened(one.at, said(_WORDS[type(one.event)]), people.get(one.account, ""), _said(one.event), _tone(one))
            for one in reversed(entries)
            if works or not isinstance(one.event, _WRITING)
        ),
        sides=policies.sides_of(actor, found),
        of_unit=policies.may_answer_minutes(actor, found) is None,
        works=works,
        offers=tuple(available(found, actor)),
    )


def demand(actor: Actor, id_: UUID, command: type) -> None:
    """Refuse whoever may not do this to minutes, before a file is taken in; what their state says comes later."""
    demanded(_one(actor, id_), actor, command)


def letter(actor: Actor, id_: UUID) -> Letter:
    """Return the minutes as the paper they are now."""
    return minutes_prints.letter(_one(actor, id_), clock.now())


def file_of(actor: Actor, id_: UUID) -> str:
    """Return the hash of the signed file or scan, before that of the print to be signed; :class:`NotFound` without one."""
    found = _one(actor, id_)
    if not (found.file or found.paper):
        raise NotFound(N_("Biên bản chưa đọc lại và chốt, chưa có tệp để ký."))
    return found.file or found.paper


def present_at(actor: Actor, id_: UUID) -> Sequence[names.Serving]:
    """Return who serves at the inspected place on the day of the stop, for whoever writes the minutes."""
    found = _one(actor, id_)
    return names.serving([found.place_id], found.day) if policies.may_work(actor, found) is None else ()


def _one(actor: Actor, id_: UUID) -> StopMinutes:
    found = scope.minutes(actor).filter(pk=id_).first()
    if found is None:
        error = NotFound(N_("Không có biên bản này, hoặc bạn không thuộc phạm vi được xem."))
        access.refused(actor, "findings.minutes", id_, error)
        raise error
    return found


def _rows(found: Sequence[StopMinutes]) -> tuple[MinutesRow, ...]:
    named = names.names_of({one.place_id for one in found})
    sides: dict[UUID, list[Side]] = {}
    given = MinutesSignature.objects.filter(minutes__in=[one.pk for one in found]).order_by("pk") if found else ()
    for one in given:
        sides.setdefault(one.minutes_id, []).append(Side(one.side))
    return tuple(
        MinutesRow(
            id=one.pk,
            campaign=one.campaign_id,
            stop=one.stop_id,
            place=one.place_id,
            place_name=named.get(one.place_id, ""),
            day=one.day,
            number=one.number,
            title=str(one.front["title"]),
            supplements=one.supplements,
            state=MinutesState(one.state),
            answered=one.answered_at is not None,
            signed=tuple(sides.get(one.pk, ())),
            done_at=one.done_at,
        )
        for one in found
    )


def _signature(one: MinutesSignature) -> SignatureRow:
    return SignatureRow(
        side=Side(one.side),
        way=one.way,
        name=one.name,
        title=one.title,
        signed_on=one.signed_on,
        certificate=one.certificate,
        trial=one.trial,
        reason=one.reason,
        witness=one.witness,
    )


def _said(event: Any) -> str:
    match event:
        case told.StopMinutesTakenBack() | told.StopMinutesDiscarded() | told.StopMinutesRefused():
            return event.reason
        case told.StopMinutesSigned():
            return ", ".join(filter(None, (event.name, event.title)))
        case told.StopMinutesSignedOnPaper():
            return "; ".join(filter(None, (event.team_signer, event.unit_signer, event.recorder)))
        case told.StopMinutesClosed():
            return event.silence
        case _:
            return ""


def _tone(one: Told) -> str:
    if isinstance(one.event, told.StopMinutesRefused):
        return "late"
    return "good" if isinstance(one.event, told.StopMinutesSigned | told.StopMinutesSignedOnPaper) else "plain"
