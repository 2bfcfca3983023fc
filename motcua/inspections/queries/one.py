"""One campaign with its team, stops and outline, and one stop: as much of it as the asker sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.inspections.models import Campaign, Stop
from motcua.inspections.queries import people, route, scope
from motcua.inspections.queries.people import MemberRow
from motcua.inspections.queries.scope import Sight
from motcua.inspections.rules import stops as stop_rules
from motcua.inspections.rules.campaigns import Kind, Mandate, State, lacks
from motcua.inspections.rules.stops import Conflict, Half, Leg, Outline, StopKind, StopState, is_overdue, legs
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names

LOOKED = "Xem cuộc kiểm tra"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the outline; with ``columns`` it is answered by a table, a row a line."""

    key: str
    text: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop as pages show it; ``goes`` are the members who go, empty for the whole team."""

    id: UUID
    campaign: UUID
    title: str
    place: UUID
    place_name: str
    unit: UUID | None
    unit_name: str
    venue: str
    day: date
    half: Half
    at: int | None
    ordinal: int
    kind: StopKind
    state: StopState
    goes: tuple[UUID, ...]
    overlap: str
    begun_at: datetime | None
    finished_at: datetime | None
    asks: bool
    outline: Outline
    overdue: bool
    known: bool
    position: tuple[float, float] | None
    conflicts: tuple[Conflict, ...]
    warnings: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class DrawRow:
    """A draw; ``seed`` and ``drawn`` are empty until it was held."""

    id: UUID
    number: int
    pool: tuple[tuple[UUID, str], ...]
    left_out: tuple[tuple[UUID, str], ...]
    days: int | None
    count: int
    seed_hash: str
    seed: str
    reason: str
    committed_at: datetime
    held_at: datetime | None
    drawn: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A campaign as one person sees it. Sealed: only kind of sight, state, place and day it was begun are told."""

    id: UUID
    sight: Sight
    version: int
    title: str
    kind: Kind
    state: State
    announced: bool
    readied_at: datetime | None
    place: UUID
    place_name: str
    unit: UUID
    unit_name: str
    mandate: Mandate
    mandate_number: str
    mandate_day: date | None
    mandate_issuer: str
    has_file: bool
    content: str
    period: tuple[date | None, date | None]
    purpose: str
    documents: tuple[str, ...]
    questions: tuple[Question, ...]
    outline_due: date | None
    closing: str
    members: tuple[MemberRow, ...]
    stops: tuple[StopRow, ...]
    legs: tuple[Leg, ...]
    draws: tuple[DrawRow, ...]
    lacks: tuple[Said, ...]
    parts: frozenset[str]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class StopPage:
    """A stop with its campaign, who goes, the outline's answers as the asker may read them, and what may be done now."""

    row: StopRow
    version: int
    campaign: CampaignPage
    members: tuple[MemberRow, ...]
    begun_by: str
    answers: dict[str, str]
    submitted_at: datetime | None
    remarks: str
    may_answer: bool
    offers: tuple[Offer, ...]


def page(actor: Actor, campaign: UUID, *, purpose: str = LOOKED) -> CampaignPage:
    """Return a campaign; :class:`NotFound` for whoever sees nothing of it. Whoever looks at an unannounced one is logged."""
    found = Campaign.objects.filter(pk=campaign, realm=actor.realm).first()
    sight = scope.sights(actor, [campaign]).get(campaign)
    if found is None or sight is None:
        error = NotFound(N_("Không có cuộc kiểm tra này, hoặc bạn không thuộc phạm vi được biết."))
        access.refused(actor, "inspections.campaign", campaign, error)
        raise error
    if not found.announced:
        access.read(actor, "inspections.campaign", [found.pk], purpose=purpose)
    return _page(actor, found, sight)


def stop_page(actor: Actor, stop: UUID, *, purpose: str = LOOKED) -> StopPage:
    """Return a stop; :class:`NotFound` for whoever sees nothing of it."""
    found = scope.stops(actor).filter(pk=stop).select_related("campaign").first()
    if found is None:
        error = NotFound(N_("Không có buổi kiểm tra này, hoặc bạn không thuộc phạm vi được biết."))
        access.refused(actor, "inspections.stop", stop, error)
        raise error
    campaign = page(actor, found.campaign_id, purpose=purpose)
    row = next(one for one in campaign.stops if one.id == stop)
    going = tuple(one for one in campaign.members if not row.goes or one.id in row.goes)
    own = actor.can(scope.ANSWER) and territory.home(actor) == found.place_id
    offers = tuple(available(found, actor))
    begun_by = names.people_of([found.begun_by]).get(found.begun_by, "") if found.begun_by else ""
    return StopPage(
        row=row,
        version=found.version,
        campaign=campaign,
        members=going,
        begun_by=begun_by,
        answers=dict(found.drafted if own else found.answers),
        submitted_at=found.submitted_at,
        remarks=found.remarks,
        may_answer=own,
        offers=offers,
    )


def mandate_file(actor: Actor, campaign: UUID) -> str:
    """Return the hash of the decision's file for whoever sees the campaign; :class:`NotFound` where there is none."""
    seen = page(actor, campaign)
    found = Campaign.objects.filter(pk=campaign).values_list("mandate_file", flat=True).first()
    if seen.sight is Sight.SEALED or not found:
        raise NotFound(N_("Cuộc kiểm tra này chưa có tệp quyết định, kế hoạch."))
    return found


def _page(actor: Actor, one: Campaign, sight: Sight) -> CampaignPage:
    sealed, whole = sight is Sight.SEALED, sight is Sight.WHOLE
    seen = [] if sealed else list(scope.stops(actor).filter(campaign=one).select_related("campaign"))
    live = [stop for stop in seen if stop.state != StopState.CANCELLED]
    first = min((stop.day for stop in live), default=clock.today())
    members = () if sealed else people.members_of(one.pk, first)
    slots = route.slots(live)
    named = names.names_of({one.place_id, one.unit_id})
    shown = "" if sealed else None
    outline = () if sealed else tuple(Question(q["key"], q["text"], tuple(q["columns"])) for q in one.outline)
    missing = lacks(
        mandate=one.mandate,
        parts=[member.part for member in members],
        stops=len(live),
        outline_due=one.outline_due,
        has_outline=bool(outline),
    )
    return CampaignPage(
        id=one.pk,
        sight=sight,
        version=one.version,
        title=one.title if shown is None else "",
        kind=Kind.SUDDEN if sealed else Kind(one.kind),
        state=State(one.state),
        announced=one.announced,
        readied_at=one.readied_at,
        place=one.place_id,
        place_name=named.get(one.place_id, ""),
        unit=one.unit_id,
        unit_name=named.get(one.unit_id, ""),
        mandate=Mandate.NONE if sealed else Mandate(one.mandate),
        mandate_number=one.mandate_number if shown is None else "",
        mandate_day=None if sealed else one.mandate_day,
        mandate_issuer=one.mandate_issuer if shown is None else "",
        has_file=bool(one.mandate_file) and not sealed,
        content=one.content if shown is None else "",
        period=(None, None) if sealed else (one.period_from, one.period_to),
        purpose=one.purpose if shown is None else "",
        documents=() if sealed else tuple(one.documents),
        questions=outline,
        outline_due=None if sealed else one.outline_due,
        closing=one.closing if whole else "",
        members=members,
        stops=stop_rows(actor, seen, conflicts=whole),
        legs=legs(slots) if whole else (),
        draws=_draws(one) if whole or (not sealed and one.state == State.CLOSED) else (),
        lacks=missing if whole and one.state in {State.DRAFT, State.READY, State.RUNNING} else (),
        parts=scope.parts(actor, one.pk),
        offers=() if sealed else tuple(available(one, actor)),
    )


def stop_rows(actor: Actor, stops: Sequence[Stop], *, conflicts: bool) -> tuple[StopRow, ...]:
    """Return stops in the order travelled; with what stands in their way for those who plan or go."""
    today = clock.today()
    ways = {stop.place_id for stop in stops} | {stop.unit_id for stop in stops if stop.unit_id is not None}
    named, where = names.names_of(ways), route.positions(stops) if conflicts else {}
    bars = route.found_conflicts(actor, stops) if conflicts else {}
    rows = []
    for stop in stops:
        campaign = stop.campaign
        rows.append(
            StopRow(
                id=stop.pk,
                campaign=stop.campaign_id,
                title=campaign.title,
                place=stop.place_id,
                place_name=named.get(stop.place_id, ""),
                unit=stop.unit_id,
                unit_name=named.get(stop.unit_id, "") if stop.unit_id else "",
                venue=stop.venue,
                day=stop.day,
                half=Half(stop.half),
                at=stop.at,
                ordinal=stop.ordinal,
                kind=StopKind(stop.kind),
                state=StopState(stop.state),
                goes=tuple(UUID(one) for one in stop.goes),
                overlap=stop.overlap if conflicts else "",
                begun_at=stop.begun_at,
                finished_at=stop.finished_at,
                asks=stop.asks and bool(campaign.outline) and campaign.announced,
                outline=Outline(stop.outline),
                overdue=stop.state != StopState.CANCELLED
                and campaign.readied_at is not None
                and campaign.announced
                and stop.asks
                and bool(campaign.outline)
                and is_overdue(stop.outline, campaign.outline_due, today),
                known=scope.is_known(campaign, stop),
                position=where.get(stop.pk),
                conflicts=bars.get(stop.pk, ()),
                warnings=route.warnings(stop.place_id, stop.unit_id, stop.day, stop.half, stop.at)
                if conflicts and stop.state == StopState.PLANNED
                else (),
            )
        )
    return tuple(
        sorted(rows, key=lambda row: (row.day, stop_rules.half_rank(row.half), row.ordinal, row.at or 0, row.id))
    )


def _draws(one: Campaign) -> tuple[DrawRow, ...]:
    found = list(one.draws.order_by("number"))
    ids = {UUID(unit) for draw in found for unit in (*draw.pool, *draw.left_out)}
    named = names.names_of(ids)

    def told(units: Sequence[str]) -> tuple[tuple[UUID, str], ...]:
        return tuple((UUID(unit), named.get(UUID(unit), "")) for unit in units)

    return tuple(
        DrawRow(
            id=draw.pk,
            number=draw.number,
            pool=told(draw.pool),
            left_out=told(draw.left_out),
            days=draw.days,
            count=draw.count,
            seed_hash=draw.seed_hash,
            seed=draw.seed if draw.held_at else "",
            reason=draw.reason,
            committed_at=draw.committed_at,
            held_at=draw.held_at,
            drawn=told(draw.drawn),
        )
        for draw in found
    )
