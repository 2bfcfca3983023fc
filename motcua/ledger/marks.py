"""Whether these books are a demonstration. Only a demonstration may run on another clock, and it says so everywhere."""

from __future__ import annotations

import hashlib

from django.conf import settings

from motcua.kernel import clock
from motcua.ledger import chain, keys
from motcua.ledger.events import canonical
from motcua.ledger.models import Entry, Mark

KIND = "kind"
DEMONSTRATION = "demonstration"
REAL = "real"


_known: list[str] = []


def kind() -> str | None:
    """Return ``real``, ``demonstration``, or ``None`` while the books have not been begun. Read once a process."""
    if not _known:
        _known.extend(Mark.objects.filter(pk=KIND).values_list("value", flat=True))
    return _known[0] if _known else None


def forget() -> None:
    """Read it again at the next question (between tests, which roll the database back)."""
    _known.clear()


def is_demonstration() -> bool:
    """Say whether everything in these books is made up."""
    return kind() == DEMONSTRATION


def may_run_on_another_clock() -> bool:
    """Say whether nobody relies on these books' instants: a demonstration's, or books without an entry yet."""
    return is_demonstration() or (kind() is None and not Entry.objects.exists())


def begin(as_what: str) -> None:
    """Say once and for good what these books are. The database refuses to change it."""
    mark = Mark(name=KIND, value=as_what, at=clock.now())
    mark.mac = code_of(mark, keys.load(settings.MOTCUA_KEYS).mac)
    mark.save(force_insert=True)
    forget()


def code_of(mark: Mark, mac_key: bytes) -> bytes:
    """Return the code over a mark: HMAC-SHA-256 over the SHA-256 of everything it says."""
    parts = ["motcua.mark.1", mark.name, mark.value, chain.instant_text(mark.at)]
    return chain.entry_mac(mac_key, hashlib.sha256(canonical(parts).encode()).digest())
