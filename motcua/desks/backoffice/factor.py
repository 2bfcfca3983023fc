"""The second factor asked beside the act itself: what was typed stays, and nobody is sent away to come back."""

from __future__ import annotations

from motcua.desks.shared import realms
from motcua.desks.shared.door import DeskRequest
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.office import signin

FIELD = "otp"


def show(request: DeskRequest) -> None:
    """Check the code typed beside an act, if one was asked for; from then on this session is verified.

    :class:`NotAllowed` (field ``otp``) when it is missing or wrong: nothing was done.
    """
    if FIELD not in request.POST or request.actor.verified:
        return
    code = request.POST[FIELD].strip()
    if not code:
        raise NotAllowed(N_("Nhập mã 6 số trên ứng dụng xác thực của bạn."), field=FIELD)
    refusal = signin.verify(request.session, code)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, field=FIELD, **refusal.values)
    request.actor = realms.actor_in(request) or request.actor
