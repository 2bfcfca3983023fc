"""What the citizen with a reception slip sees of a dossier, without an account: state, holder, date, why. No names.

Whoever shows code and secret gets a *ticket*, with which the same browser may look again for half an hour without the
secret being kept anywhere. Where an old unit handed a dossier over, its receipt has no secret of ours: the last four digits
of the owner's identity number or telephone stand for it. The rule in words: docs/rules/follow-up.md.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db.models import Q, Value

from motcua.dossiers import clocks, codes, routing, standing
from motcua.dossiers import step_clock as stepping
from motcua.dossiers.models import Dossier, FormerCode, StepRun, Takeover
from motcua.dossiers.queries import explained
from motcua.dossiers.rules import life
from motcua.dossiers.rules.inheriting import DIGITS
from motcua.dossiers.views import Followed, FollowedStep
from motcua.kernel import clock, worktime
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger import keys
from motcua.ledger.actor import Realm
from motcua.ledger.prepared import Prepared
from motcua.ledger.queries import stream
from motcua.office.queries import names as office
from motcua.parties.queries import cards as parties

TICKET_LASTS = timedelta(minutes=30)
_SALT = "motcua.dossiers.following"
_COMPARED = 8
"""How many secrets are compared at every try: a code may name a dossier in each realm, by code and by number, and
those that bore it until it was put right; were there more of these, the latest."""
_NOBODY = (UUID(int=0),) * _COMPARED
_LONGEST_CODE, _LONGEST_SECRET = 60, 60


def follow(code: str, secret: str) -> Followed:
    """Return what the holder of a reception slip may know; :class:`NotFound` for anything else."""
    return _view(Dossier.objects.get(pk=_proved(code, secret)))


def ticket_for(code: str, secret: str) -> str:
    """Return the signed word with which a browser that has shown the secret may look again for half an hour.

    :class:`NotFound` when code and secret are not those of one slip.
    """
    return signing.dumps(_proved(code, secret).hex, salt=_SALT)


def _proved(code: str, secret: str) -> UUID:
    """Return the dossier whose slip this is; :class:`NotFound` when there is none.

    A wrong code and a wrong secret answer alike and cost alike: one statement and the same number of comparisons.
    """
    found = _ids(code.strip().upper()[:_LONGEST_CODE])
    mac, typed = keys.load(settings.MOTCUA_KEYS).mac, secret[:_LONGEST_SECRET]
    same = [codes.same_secret(codes.secret(mac, id_), typed) for id_ in (*found, *_NOBODY)[:_COMPARED]]
    matched = next((id_ for id_, fits in zip(found, same, strict=False) if fits), None)
    if matched is None:
        matched = _by_digits(found, typed)
    if matched is None:
        raise NotFound(
            N_(
                "Không tìm thấy hồ sơ với mã và mã tra cứu này. Xin xem lại hai dòng in trên giấy hẹn, hoặc gọi Trung tâm."
            )
        )
    return matched


def is_digits(typed: str) -> bool:
    """Say whether what was typed for a secret are the four digits that stand for it on an old receipt."""
    bare = "".join(typed.split())
    return len(bare) == DIGITS and bare.isascii() and bare.isdigit()


def _by_digits(found: list[UUID], typed: str) -> UUID | None:
    """Return the dossier entered from an old unit's list whose owner's number or telephone ends in the digits typed.

    Two statements whether or not there is one; of a dossier that has a secret of ours the digits say nothing. Nobody is
    named to whoever guesses right: the page tells of the dossier alone, and wrong tries are counted as for a secret.
    """
    if not is_digits(typed):
        return None
    brought = Takeover.objects.filter(dossier__in=found).exclude(old_code="")
    owners = dict(brought.values_list("dossier_id", "dossier__applicant_id"))
    proved = parties.ending_in(set(owners.values()), "".join(typed.split()))
    return next((id_ for id_ in found if owners.get(id_) in proved), None)


def followed(ticket: str) -> Followed:
    """Return the dossier a ticket is for; :class:`NotFound` when it is forged or older than half an hour."""
    try:
        dossier = UUID(signing.loads(ticket[:300], salt=_SALT, max_age=TICKET_LASTS))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotFound(N_("Phiên tra cứu đã hết. Xin nhập lại hai dòng in trên giấy hẹn.")) from error
    for row in _ROW(dossier):
        return _view(row)
    raise NotFound(N_("Không tìm thấy hồ sơ."))


_ROW = Prepared(lambda dossier: Dossier.objects.filter(pk=dossier))


def _ids(code: str) -> list[UUID]:
    """Return the dossiers that bear a code or reception number, then those that bore it, of either realm.

    One statement, by their unique indexes.
    """
    realms = [str(realm) for realm in Realm]
    by_code = Q(realm__in=realms, code=code) & ~Q(code="")
    by_number = Q(realm__in=realms, reception_number=code)
    bear = Dossier.objects.filter(by_code | by_number).annotate(rank=Value(0)).values_list("id", "rank")
    bore = (
        FormerCode.objects.filter(realm__in=realms, code=code).annotate(rank=Value(1)).values_list("dossier_id", "rank")
    )
    found = bear.union(bore, all=True).order_by("rank", "-id")[:_COMPARED]
    return list(dict.fromkeys(id_ for id_, _ in found))


def _view(dossier: Dossier) -> Followed:
    steps = dossier.course
    units = {dossier.holder_id, dossier.received_unit_id, dossier.returning_unit_id, *(step.unit_id for step in steps)}
    names = office.names_of(units | ({dossier.origin_id} if dossier.origin_id else set()))
    reckoning = clocks.Clocks(clock.now())
    step_clock = reckoning.of_step(dossier)
    return Followed(
        id=dossier.id,
        realm=dossier.realm,
        label=dossier.code or dossier.reception_number,
        also=_also(dossier),
        procedure_code=dossier.procedure_code,
        procedure=dossier.procedure_name,
        centre_id=dossier.received_unit_id,
        centre=names[dossier.received_unit_id],
        returning_id=dossier.returning_unit_id,
        returning=names[dossier.returning_unit_id],
        holder=names[dossier.holder_id],
        holder_since=dossier.holder_since,
        state=dossier.state,
        step=dossier.step,
        step_count=dossier.step_count,
        step_name=dossier.step_name,
        received_at=dossier.received_at,
        ready_at=dossier.ready_at,
        returned_at=dossier.returned_at,
        promised_at=_promised(dossier),
        clock=reckoning.of(dossier),
        due=explained(dossier),
        steps=tuple(
            FollowedStep(
                name=step.name,
                unit=stepping.body_of(step) or names[step.unit_id],
                state=_stands(step, dossier),
                finished_at=step.finished_at,
                clock=step_clock if step.ordinal == dossier.step and step_clock.at else None,
            )
            for step in steps
        ),
        return_manner=dossier.return_manner,
        lacking=_lacking(dossier),
        apologised=dossier.extensions > 0,
        rejected=dossier.rejected,
        consignment=dossier.consignment,
        box_code=_box_code(dossier),
        step_clock=step_clock if step_clock.at else None,
        outside=dossier.outside,
        origin=names[dossier.origin_id] if dossier.origin_id else "",
    )


def _stands(step: StepRun, dossier: Dossier) -> Literal["done", "now", "next"]:
    """Say whether a step is over; what an old unit did before it handed the dossier over is, though no time is known."""
    if step.finished_at or (dossier.inherited_at and step.ordinal < dossier.step):
        return "done"
    return "now" if step.started_at else "next"


def _lacking(dossier: Dossier) -> tuple[str, ...]:
    """Return the names of the papers to bring, as the published list has them: words to one person stay on their form."""
    if dossier.state != life.State.SUPPLEMENT:
        return ()
    return tuple(name for _, name, _ in standing.lacking(dossier, stream(dossier.id)))


def _box_code(dossier: Dossier) -> str:
    if dossier.state != life.State.READY or not dossier.consignment:
        return ""
    return codes.locker_code(keys.load(settings.MOTCUA_KEYS).mac, dossier.id, dossier.consignment)


def _promised(dossier: Dossier) -> datetime | None:
    """Return the instant promised last, as it is said; none while the clock stands still."""
    at = dossier.promised_at or dossier.due_at
    return worktime.spoken_instant(routing.calendar(dossier.received_unit_id), at) if at is not None else None


def _also(dossier: Dossier) -> tuple[str, ...]:
    """Return the other codes under which slips of a dossier were printed: the centre's number, a province's put right, that
    of an old unit."""
    changed = dossier.issue > 1 or dossier.inherited_at is not None
    former = dossier.former_codes.order_by("id").values_list("code", flat=True) if changed else ()
    label = dossier.code or dossier.reception_number
    return tuple(one for one in (dossier.reception_number, *former) if one != label)
