"""Draw a sample at random: what it is drawn from and the hash of the seed stand in the books before, the seed after."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.dossiers import sampled
from motcua.dossiers.sampled import Population
from motcua.inspections import queries as inspections
from motcua.inspections.queries import StopFacts
from motcua.inspections.rules import draw as seeds
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.samples import DossierPicked, LineTold, SampleCommitted, SampleHeld
from motcua.office import queries as office
from motcua.samples import policies, populations
from motcua.samples.commands.shared import Reason, goes_on, is_held, refuse_stop, wanted
from motcua.samples.models import Line, Sample
from motcua.samples.rules import drawing
from motcua.samples.rules.drawing import COUNT_MOST, Basis


class CommitSample(Command, frozen=True, kw_only=True):
    """Fix a sample of ``count`` dossiers that the visited centre received from ``since`` to ``until``.

    Of one ``field`` or one ``procedure`` only where that is said. A second one at the stop wants a reason.
    """

    stop: UUID
    basis: Basis
    since: date
    until: date
    count: Annotated[int, msgspec.Meta(ge=1, le=COUNT_MOST)]
    field: Annotated[str, msgspec.Meta(max_length=200)] = ""
    procedure: Annotated[str, msgspec.Meta(max_length=20)] = ""
    reason: Reason = ""


@act(CommitSample, on=Sample, verb=N_("Chốt tập hồ sơ để bốc mẫu"), may=policies.may_commit)
def commit_sample(command: CommitSample, context: Context) -> Done[Sample]:
    """Make the seed and keep it; the books learn its hash, and size and fingerprint of the population as it stands."""
    stop = _stop(command.stop, context)
    drawing.check_period(command.since, command.until, clock.local(context.at).date())
    before = Sample.objects.filter(stop_id=stop.id).order_by("-number").first()
    reason = clean(command.reason)
    if before is not None:
        reason = wanted(reason, "reason", N_("Buổi này đã lấy mẫu: ghi lý do lấy thêm."))
    centre = office.centre_of(stop.place)
    if centre is None:
        raise Conflict(N_("Nơi này chưa có Trung tâm: không có hồ sơ để chọn mẫu."))
    codes = _codes(command)
    population = Population(centre.id, str(context.actor.realm), command.since, command.until, tuple(codes), context.at)
    found = populations.counted(population, command.basis)
    drawing.check_size(found.size)
    seed = secrets.token_hex(seeds.SEED_BYTES)
    sample = Sample(
        id=new_id(),
        realm=context.actor.realm,
        campaign_id=stop.campaign,
        stop_id=stop.id,
        place_id=stop.place,
        centre_id=centre.id,
        day=stop.day,
        number=before.number + 1 if before else 1,
        basis=command.basis.value,
        since=command.since,
        until=command.until,
        field=clean(command.field),
        procedure=clean(command.procedure),
        procedures=codes,
        count=command.count,
        size=found.size,
        fingerprint=found.fingerprint,
        seed_hash=seeds.committed(seed),
        seed=seed,
        reason=reason,
        committed_at=context.at,
    )
    event = SampleCommitted(
        campaign=sample.campaign_id,
        stop=sample.stop_id,
        place=sample.place_id,
        centre=sample.centre_id,
        day=sample.day,
        number=sample.number,
        basis=sample.basis,
        since=sample.since,
        until=sample.until,
        field=sample.field,
        procedure=sample.procedure,
        procedures=codes,
        count=sample.count,
        size=sample.size,
        fingerprint=sample.fingerprint,
        seed_hash=sample.seed_hash,
        reason=reason,
    )
    return Done(event, sample)


def _stop(id_: UUID, context: Context) -> StopFacts:
    found = inspections.stop_facts(id_)
    if found is None or found.realm != context.actor.realm:
        raise NotFound(N_("Không có buổi kiểm tra này."))
    refusal = refuse_stop(id_)
    if refusal is not None:
        raise Conflict(refusal.sentence, **refusal.values)
    return found


def _codes(command: CommitSample) -> list[str]:
    """Return the procedures meant, none for all; :class:`BadInput` for a field or a code nobody knows."""
    field, procedure = clean(command.field), clean(command.procedure)
    if procedure:
        if not catalogue.latest_versions([procedure]):
            raise BadInput(N_("Không có thủ tục mã «{code}»."), field="procedure", code=procedure)
        return [procedure]
    if not field:
        return []
    found = sorted(catalogue.codes_in(field))
    if not found:
        raise BadInput(N_("Không có lĩnh vực «{field}»."), field="field", name=field)
    return found


class HoldSample(Command, frozen=True, kw_only=True):
    """Tell the seed and draw."""

    TARGET = "sample"

    sample: UUID


@act(HoldSample, on=Sample, verb=N_("Bốc mẫu"), may=policies.may_work, when=goes_on, order=10)
def hold_sample(command: HoldSample, sample: Sample, context: Context) -> Done[Sample]:
    """Draw from what was fixed. A population or a seed that is another one by now is refused."""
    del command
    if sample.held_at is not None or Sample.objects.filter(stop_id=sample.stop_id, number__gt=sample.number).exists():
        raise Conflict(N_("Mẫu này đã bốc hoặc đã thay bằng mẫu khác."))
    if seeds.committed(sample.seed) != sample.seed_hash:
        raise Conflict(N_("Hạt giống không khớp mã đã chốt trong sổ: không bốc thăm được. Báo quản trị."))
    drawn, now = populations.drawn(sample)
    if now.fingerprint != sample.fingerprint:
        raise Conflict(N_("Tập hồ sơ không còn như lúc chốt: chốt lại rồi bốc."))
    codes = sampled.labelled(drawn)
    told = [LineTold(id=new_id(), dossier=one, code=codes[one]) for one in drawn]
    Line.objects.bulk_create(
        Line(id=one.id, sample=sample, ordinal=place, dossier_id=one.dossier, code=one.code)
        for place, one in enumerate(told, 1)
    )
    sample.held_at = context.at
    event = SampleHeld(stop=sample.stop_id, place=sample.place_id, seed=sample.seed, drawn=told)
    return Done(event, outcome={"drawn": len(told)})


class PickDossier(Command, frozen=True, kw_only=True):
    """Add a dossier by hand, by its code, with the reason."""

    TARGET = "sample"

    sample: UUID
    code: Annotated[str, msgspec.Meta(max_length=60)]
    reason: Reason


@act(PickDossier, on=Sample, verb=N_("Thêm hồ sơ chọn tay"), may=policies.may_work, when=is_held, order=40)
def pick_dossier(command: PickDossier, sample: Sample, context: Context) -> Done[Sample]:
    """Refuse a code of another centre, and what is in the sample already."""
    del context
    reason = wanted(command.reason, "reason", N_("Ghi vì sao chọn hồ sơ này."))
    dossier = sampled.coded(sample.centre_id, sample.realm, command.code)
    if dossier is None:
        raise NotFound(N_("Trung tâm này không có hồ sơ mã «{code}»."), field="code", code=clean(command.code, 60))
    if sample.lines.filter(dossier=dossier).exists():
        raise Conflict(N_("Hồ sơ này đã có trong mẫu."), field="code")
    if sample.lines.count() >= COUNT_MOST + COUNT_MOST:
        raise Conflict(N_("Mẫu đã có nhiều nhất {most} hồ sơ."), field="code", most=COUNT_MOST + COUNT_MOST)
    told = LineTold(id=new_id(), dossier=dossier, code=sampled.labelled([dossier])[dossier])
    Line.objects.create(
        id=told.id,
        sample=sample,
        ordinal=sample.lines.count() + 1,
        dossier_id=dossier,
        code=told.code,
        picked=True,
        reason=reason,
    )
    event = DossierPicked(stop=sample.stop_id, place=sample.place_id, line=told, reason=reason)
    return Done(event, outcome={"line": told.id})
