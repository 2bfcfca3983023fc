"""What is due in dossiers when time passes: dates that come near, that are tomorrow, that were missed.

Doing it twice tells nothing twice.
"""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import nearing
from motcua.dossiers.commands import NoticeDate
from motcua.dossiers.models import Dossier
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


def _tell(dossier: UUID, realm: str, actor: Actor) -> bool:
    """Say whether it was told; what was settled since it was looked for asks for nothing more."""
    try:
        perform(NoticeDate(dossier=dossier), system(actor.on_behalf_of, realm=Realm(realm)))
    except Conflict:
        return False
    return True
