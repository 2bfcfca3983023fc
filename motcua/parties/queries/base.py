"""What every read of this room begins with: is the asker allowed, and is the person in the asker's realm."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel import text
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.parties.models import Party


def demand(refusal: Said | None, actor: Actor, query: str, subject: UUID | None = None) -> None:
    """Raise :class:`NotAllowed` for a refusal, after one line in the access log."""
    if refusal is not None:
        error = NotAllowed(refusal.sentence, **refusal.values)
        access.refused(actor, query, subject, error)
        raise error


def purpose_of(typed: str) -> str:
    """Return the stated purpose of a read; :class:`BadInput` without one."""
    kept = text.clean(typed, 60)
    if not kept:
        raise BadInput(N_("Xin ghi mục đích xem thông tin cá nhân."), field="purpose")
    return kept


def family_in(party: UUID, actor: Actor) -> tuple[Party, list[Party]]:
    """Return the record that speaks for ``party`` and every record of the same person. One read.

    :class:`NotFound` when there is none in the actor's realm.
    """
    family = list(Party.objects.filter(root__family=party, realm=actor.realm).order_by("id"))
    root = next((member for member in family if member.merged_into_id is None), None)
    if root is None:
        raise NotFound(N_("Không tìm thấy công dân, tổ chức này."))
    return root, family
