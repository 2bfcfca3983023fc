"""Reads of handovers: both sides see theirs, overseers all of their territory."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from motcua.archives import minutes, policies
from motcua.archives.commands.make_minutes import may_make
from motcua.archives.models import Claim, Handover, HandoverSignature
from motcua.archives.rules.handover import ClaimKind, Side
from motcua.archives.views import ClaimRow, HandoverPage, HandoverRow, SignatureRow
from motcua.documents.signing import Way
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory

_OPEN = (Handover.State.DRAFT, Handover.State.MINUTES)
MOST = 200


def handovers(actor: Actor, *, fonds: UUID | None = None) -> tuple[HandoverRow, ...]:
    """Return the newest handovers in reach, or all of one fonds."""
    found = _seen(actor)
    if fonds is not None:
        found = found.filter(fonds=fonds)
    return _rows(list(found.order_by("-prepared_at", "-id")[:MOST]))


def handover(actor: Actor, id_: UUID) -> HandoverPage:
    """Return one handover with all that stands in it; :class:`NotFound` outside the reach."""
    row = _one(actor, id_)
    fonds, side = row.fonds, policies.side_of(actor, row)
    signatures = HandoverSignature.objects.filter(handover=row, round=row.round).order_by("id")
    unsigned, signable = row.state in _OPEN, row.state in {Handover.State.MINUTES, Handover.State.SIGNING}
    verified = actor.can(policies.SIGN) and side is not None
    return HandoverPage(
        row=_rows([row])[0],
        version=row.version,
        ground=row.ground,
        round=row.round,
        giver_words=row.giver_words,
        receiver_words=row.receiver_words,
        boxes=minutes.boxes_in_use(fonds),
        boxes_counted=row.boxes_counted,
        sample=minutes.sample_of(row),
        differences=row.differences,
        judgements=minutes.judgements_of(row),
        judged_by=row.judged_by,
        left=minutes.left_open(row, fonds) if unsigned else (),
        counts=minutes.counts_of(fonds),
        minutes=row.minutes_sha256,
        minutes_at=row.minutes_at,
        stale=signable and row.minutes_inventory != fonds.inventory,
        bag=row.bag_sha256,
        manifest=row.bag_manifest,
        bag_files=row.bag_files,
        bag_checked_at=row.bag_checked_at,
        refused_reason=row.refused_reason,
        refused_by=row.refused_by,
        signatures=tuple(
            SignatureRow(Side(one.side), one.name, one.title, Way(one.way), one.signed_at, one.certificate, one.trial)
            for one in signatures
        ),
        claims=_claims(row),
        side=side,
        may_make=unsigned and may_make(actor, row) is None,
        may_receive=policies.may_receive(actor, row) is None,
        may_give=policies.may_give(actor, row) is None,
        may_sign=signable and verified,
        signed_by_us=side is not None and any(one.side == side for one in signatures),
    )


def minutes_file(actor: Actor, id_: UUID) -> str:
    """Return the hash of the newest file of the minutes; :class:`NotFound` where there are none."""
    row = _one(actor, id_)
    if not row.minutes_sha256:
        raise NotFound(N_("Chưa lập biên bản."))
    return row.minutes_sha256


def receiver_place(actor: Actor, id_: UUID) -> str:
    """Return the name of the place that receives; :class:`NotFound` outside the reach."""
    return office.unit(_one(actor, id_).to_place_id).printed


def bag_file(actor: Actor, id_: UUID) -> str:
    """Return the hash of the package of digital parts; :class:`NotFound` where there is none."""
    row = _one(actor, id_)
    if not row.bag_sha256:
        raise NotFound(N_("Biên bản này không kèm gói tệp điện tử."))
    return row.bag_sha256


def receivers(actor: Actor, place: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return the committees a fonds kept by ``place`` would go to: of the places its own was merged into."""
    del actor
    found = {}
    for heir in (*office.heirs(place), *(one.unit for one in office.lineage(place)[1])):
        committee = office.committee_of(heir.id)
        if committee is not None and heir.id != place:
            found[committee.id] = f"{committee.full_name}, {heir.province_name}".rstrip(", ")
    return tuple(found.items())


def _seen(actor: Actor) -> QuerySet[Handover]:
    refusal = policies.may_read(actor)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    reach = list(territory.of(actor))
    return Handover.objects.filter(Q(place__in=reach) | Q(to_place__in=reach), realm=str(actor.realm))


def _one(actor: Actor, id_: UUID) -> Handover:
    row = _seen(actor).filter(pk=id_).select_related("fonds__list").first()
    if row is None:
        raise NotFound(N_("Không có bàn giao này trong phạm vi của bạn."))
    return row


def _rows(rows: Sequence[Handover]) -> tuple[HandoverRow, ...]:
    units = office.units(id_ for row in rows for id_ in (row.giver_id, row.receiver_id))
    given = (
        HandoverSignature.objects.filter(handover=OuterRef("pk"), round=OuterRef("round"))
        .order_by()
        .values("handover")
        .annotate(count=Count("id"))
        .values("count")
    )
    open_ = (
        Claim.objects.filter(handover=OuterRef("pk"), answered_at__isnull=True)
        .order_by()
        .values("handover")
        .annotate(count=Count("id"))
        .values("count")
    )
    counts = {
        id_: (name, signed, claims)
        for id_, name, signed, claims in Handover.objects.filter(pk__in=[row.id for row in rows])
        .annotate(signed=Coalesce(Subquery(given), 0), claims_open=Coalesce(Subquery(open_), 0))
        .values_list("id", "fonds__name", "signed", "claims_open")
    }
    return tuple(
        HandoverRow(
            row.id,
            row.fonds_id,
            counts[row.id][0],
            units[row.giver_id].full_name,
            units[row.receiver_id].full_name,
            row.state,
            counts[row.id][1],
            row.prepared_at,
            row.done_at,
            counts[row.id][2],
        )
        for row in rows
    )


def _claims(row: Handover) -> tuple[ClaimRow, ...]:
    return tuple(
        ClaimRow(
            one.id,
            one.number,
            one.title,
            ClaimKind(one.kind),
            one.words,
            one.raised_by,
            one.raised_at,
            one.answer,
            one.answered_by,
            one.answered_at,
        )
        for one in row.claims.order_by("raised_at", "id")
    )
