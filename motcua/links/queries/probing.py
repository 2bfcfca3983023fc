"""Which line a measuring machine may report on, by the token it shows."""

from __future__ import annotations

import hmac
from dataclasses import replace
from uuid import UUID

from motcua.ledger.actor import Actor, Channel, Realm, system
from motcua.links import rules
from motcua.links.models import Line
from motcua.links.policies import PROBE

TOKEN_MOST = 200


def line_of_token(line: UUID, token: str) -> Actor | None:
    """Return the machine as an actor when the token is that of the line and the line is in use, else ``None``."""
    if not 0 < len(token) <= TOKEN_MOST:
        return None
    row = Line.objects.filter(pk=line, until__isnull=True).values_list("token_digest", "name", "realm").first()
    if row is None or not row[0] or not hmac.compare_digest(row[0], rules.digest_of(token)):
        return None
    machine = system(f"Máy đo của {row[1]}"[:200], powers=frozenset({PROBE}), realm=Realm(row[2]))
    return replace(machine, channel=Channel.MACHINE)
