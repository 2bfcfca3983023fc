"""Events of oversight: projects and land clearance that somebody keeps an eye on, and what was last said of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.ledger.events import Event


class ProjectListed(Event, frozen=True, kw_only=True):
    """A project or clearance was put on the watch list of a commune."""

    NAME = "oversight.project_listed"
    STREAM = "project"

    place: UUID
    name: str
    kind: str
    site: str
    owner: str
    status: str
    next_step: str
    next_by: date | None
    stale_days: int


class ProjectWordPosted(Event, frozen=True, kw_only=True):
    """Somebody said how a project stands and what comes next."""

    NAME = "oversight.project_word_posted"
    STREAM = "project"

    status: str
    words: str
    next_step: str
    next_by: date | None
    owner: str


class ProjectCorrected(Event, frozen=True, kw_only=True):
    """Name, kind, site or patience of a project was put right, with the reason."""

    NAME = "oversight.project_corrected"
    STREAM = "project"

    name: str
    kind: str
    site: str
    stale_days: int
    reason: str


class ProjectClosed(Event, frozen=True, kw_only=True):
    """A project left the watch list: it was finished, or given up."""

    NAME = "oversight.project_closed"
    STREAM = "project"

    finished: bool
    words: str


class ProjectReopened(Event, frozen=True, kw_only=True):
    """A project that had left the list is watched again."""

    NAME = "oversight.project_reopened"
    STREAM = "project"

    words: str


class ProjectStaleNoticed(Event, frozen=True, kw_only=True):
    """Nobody said anything of a project for as long as is borne; told once for each silence."""

    NAME = "oversight.project_stale_noticed"
    STREAM = "project"

    place: UUID
    name: str
    owner: str
    since: date
    days: int
