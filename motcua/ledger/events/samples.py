"""Events of samples: dossiers of a visited centre drawn at random, what inspectors say of each check, findings made of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class LineTold(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier of a sample, by its id and its code alone."""

    id: UUID
    dossier: UUID
    code: str


class CheckTold(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said of one check: ``books`` is what the books said then; ``landing``: replaces, older, beside."""

    id: UUID
    line: UUID
    check: str
    books: str
    verdict: str
    words: str
    observed_at: datetime
    landing: str


class SampleCommitted(Event, frozen=True, kw_only=True):
    """From which dossiers a sample is to be drawn was fixed: size and fingerprint of the population, hash of the seed."""

    NAME = "samples.sample_committed"
    STREAM = "sample"

    campaign: UUID
    stop: UUID
    place: UUID
    centre: UUID
    day: date
    number: int
    basis: str
    since: date
    until: date
    field: str
    procedure: str
    procedures: list[str]
    count: int
    size: int
    fingerprint: str
    seed_hash: str
    reason: str


class SampleHeld(Event, frozen=True, kw_only=True):
    """The seed was told and the sample drawn from the population that was fixed."""

    NAME = "samples.sample_held"
    STREAM = "sample"

    stop: UUID
    place: UUID
    seed: str
    drawn: list[LineTold]


class DossierPicked(Event, frozen=True, kw_only=True):
    """A dossier was added by hand, with the reason: it is no part of what was drawn at random."""

    NAME = "samples.dossier_picked"
    STREAM = "sample"

    stop: UUID
    place: UUID
    line: LineTold
    reason: str


class ChecksNoted(Event, frozen=True, kw_only=True):
    """An inspector confirmed or refuted checks of sampled dossiers, perhaps hours before and without a line."""

    NAME = "samples.checks_noted"
    STREAM = "sample"

    place: UUID
    answers: list[CheckTold]


class CheckSettled(Event, frozen=True, kw_only=True):
    """Of what several people said of one check, one answer was chosen to hold."""

    NAME = "samples.check_settled"
    STREAM = "sample"

    line: UUID
    check: str
    kept: UUID
    dropped: list[UUID]
    reason: str


class FindingRaised(Event, frozen=True, kw_only=True):
    """A shortcoming was made of a check that does not match."""

    NAME = "samples.finding_raised"
    STREAM = "sample"

    line: UUID
    check: str
    answer: UUID
    finding: UUID
