"""Sessions in the database, as Django keeps them; reading one, which every request does, is a prepared statement."""

from __future__ import annotations

from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.models import Session
from django.utils import timezone

from motcua.ledger.prepared import Prepared

_KEYS: Final = frozenset(VALID_KEY_CHARS)
_BY_KEY = Prepared(lambda key: Session.objects.filter(session_key=key))


class SessionStore(db.SessionStore):
    """Django's own, but for the read."""

    def _get_session_from_db(self) -> Session | None:
        """Return the row of a session that has not run out, ``None`` (and a fresh key later) without one."""
        key = self.session_key
        # What a browser sends may be anything; a key of ours has these signs alone.
        found = _BY_KEY(key) if key and _KEYS.issuperset(key) else []
        if found and found[0].expire_date > timezone.now():
            return found[0]
        self._session_key = None
        return None


def sweep() -> int:
    """Remove the sessions that have run out, and with them what pages kept in them; return how many."""
    removed, _ = Session.objects.filter(expire_date__lte=timezone.now()).delete()
    return removed
