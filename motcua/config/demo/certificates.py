"""Trial certificates of the demonstration: an authority of its own, and for each leader a certificate marked *thử*."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.conf import settings

from motcua.documents import signing
from motcua.documents.commands import keep_certificate
from motcua.ledger.actor import Actor


def give(people: Iterable[Actor]) -> None:
    """Keep a trial certificate for the post of each of these people who has none yet; nobody learns its password."""
    from motcua.adapters.pades.authority import issue, make_authority  # noqa: PLC0415 - importing it is slow

    folder = settings.MOTCUA_VAR / "trial-authority"
    root = folder / "goc-thu.pem"
    if not root.exists():
        make_authority(folder)
    roots = settings.MOTCUA_SIGNING_ROOTS
    roots.mkdir(parents=True, exist_ok=True)
    (roots / root.name).write_bytes(root.read_bytes())
    for person in people:
        if signing.kept_for(person) is None:
            password = secrets.token_urlsafe(16)
            content = issue(folder, person.name, password, organisation=person.unit_name)
            keep_certificate(person, content, password)
