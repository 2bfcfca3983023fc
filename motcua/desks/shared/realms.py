"""In which realm a session acts: real, unless its user entered the trial (*chế độ thử*) and the trial still runs.

The session only says what was wished for; whether a trial runs is asked of readiness at every request, so that the
official start ends every such session at once.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from motcua.ledger.actor import ANONYMOUS_ACCOUNT, Actor, Realm
from motcua.office import signin
from motcua.readiness.queries import running


def actor_in(request: HttpRequest) -> Actor | None:
    """Return who acts in a session, in the realm they act in; ``None`` when nobody does or the screen is locked."""
    found = signin.actor_in(request.session)
    if found is None or not signin.wants_trial(request.session) or not running.trial_runs(found.unit):
        return found
    return replace(found, realm=Realm.TRIAL)


def has_ended(request: HttpRequest, actor: Actor) -> bool:
    """Say whether somebody still believes to be in a trial that is over."""
    known = actor.account != ANONYMOUS_ACCOUNT
    return known and actor.realm is Realm.REAL and signin.wants_trial(request.session)


def enter(request: HttpRequest) -> None:
    """Act in the trial realm from now on.

    Forms that other windows still show were opened in the other realm: with a new token none of them can be sent.
    """
    signin.enter_trial(request.session)
    rotate_token(request)


def leave(request: HttpRequest) -> None:
    """Act among what is real from now on; forms opened in the trial can no longer be sent."""
    signin.leave_trial(request.session)
    rotate_token(request)
