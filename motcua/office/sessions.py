"""Sessions in the database, as Django keeps them; reading one, which every request does, is a prepared statement."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from motcua.ledger.prepared import Prepared

_BY_KEY = Prepared(lambda key: Session.objects.filter(session_key=key))


class SessionStore(db.SessionStore):
    """Django's own, but for the read."""

    def _get_session_from_db(self) -> Session | None:
        """Return the row of a session that has not run out, ``None`` (and a fresh key later) without one."""
        found = _BY_KEY(self.session_key) if self.session_key else []
        if found and found[0].expire_date > timezone.now():
            return found[0]
        self._session_key = None
        return None
