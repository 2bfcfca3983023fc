"""What is due in dossiers when time passes: dates that come near, that are tomorrow, that were missed; leave that begins or ends.

Doing it twice tells nothing twice.
"""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import nearing, signing
from motcua.dossiers.commands import CallForSigning, EndStandIn, LendDossier, NoticeDate
from motcua.dossiers.models import Dossier, StandIn
from motcua.dossiers.rules.stand_in import Cause
from motcua.dossiers.stand_ins import in_hand, refusal
from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.ledger.actor import Actor, Realm, system
from motcua.ledger.perform import perform


def warn(subject: str, actor: Actor) -> str:
    """Tell of every date that is as near as its centre wants to be warned, or tomorrow; answer how many, in words."""
    del subject
    told = 0
    for dossier, realm in list(nearing.near()):
        told += _tell(dossier, realm, actor)
    return f"{told} hồ sơ sắp đến hạn"


def missed() -> list[str]:
    """Return the dossiers that became late and of which nobody was told so."""
    return [str(one) for one in nearing.missed()]


def tell_missed(subject: str, actor: Actor) -> str:
    """Tell the chair that a dossier is late; one that was settled since the subjects were listed asks for nothing."""
    realm = Dossier.objects.values_list("realm", flat=True).get(pk=UUID(subject))
    return "đã báo hồ sơ quá hạn" if _tell(UUID(subject), realm, actor) else "không còn phải báo"


def stand_ins() -> list[str]:
    """Return the stand-ins that have begun and not ended."""
    found = StandIn.objects.filter(ended_at__isnull=True, first__lte=clock.today()).order_by("first", "id")
    return [str(pk) for pk in found.values_list("pk", flat=True)]


def follow_stand_in(subject: str, actor: Actor) -> str:
    """Give the colleague what the person on leave still holds; after the last day end it: all comes back by itself."""
    row = StandIn.objects.get(pk=UUID(subject))
    order = system(actor.on_behalf_of, realm=Realm(row.realm))
    if row.last < clock.today():
        perform(EndStandIn(stand_in=row.id, cause=Cause.OVER), order, key=f"stand-in-{row.id.hex}-over")
        return "đã hết kỳ nghỉ, hồ sơ về lại người giữ"
    given = 0
    for dossier in in_hand(row.absentee_id, row.realm):
        if refusal(dossier, row.colleague_id) is None:
            perform(LendDossier(dossier=dossier.id, stand_in=row.id), order)
            given += 1
    return f"đã giao {given} hồ sơ cho người làm thay"


def calls() -> list[str]:
    """Return the calls to sign that are due: unit, realm and hour."""
    return [f"{unit}.{realm}.{hour}" for unit, realm, hour in signing.due()]


def call_for_signing(subject: str, actor: Actor) -> str:
    """Tell the leaders of a unit what waits for them; what was signed since the subjects were listed asks for nothing."""
    unit, realm, hour = subject.split(".")
    command = CallForSigning(unit=UUID(unit), hour=hour)
    try:
        perform(command, system(actor.on_behalf_of, realm=Realm(realm)))
    except Conflict:
        return "không còn phải nhắc"
    return "đã nhắc lãnh đạo ký"


def _tell(dossier: UUID, realm: str, actor: Actor) -> bool:
    """Say whether it was told; what was settled since it was looked for asks for nothing more."""
    try:
        perform(NoticeDate(dossier=dossier), system(actor.on_behalf_of, realm=Realm(realm)))
    except Conflict:
        return False
    return True
