"""What readiness asks of the outside: devices the node can test by itself, and the trial dossiers of a centre."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

import msgspec

from motcua.kernel.words import Said


class Probed(msgspec.Struct, frozen=True, kw_only=True):
    """What one self-test found: its name (see ``TEST_NAMES``), how it went, and the figures behind it in words."""

    name: str
    outcome: Literal["good", "bad", "unknown"]
    told: str


class Devices(Protocol):
    """Tests what can truly be tested from here; each test answers within seconds and never raises."""

    def probe(self) -> Sequence[Probed]:
        """Return what each test found; what is not there to be tested is ``unknown`` and says why."""
        ...


class _Nothing:
    def probe(self) -> Sequence[Probed]:
        return ()


_devices: list[Devices] = [_Nothing()]


def use(devices: Devices) -> None:
    """Test ``devices`` from now on. Called from ``config/wiring.py`` only."""
    _devices[:] = [devices]


def devices() -> Devices:
    """Return the devices to test."""
    return _devices[0]


class TrialDossier(Protocol):
    """A dossier of the trial realm: where it was received, how it is called, where it stands. No personal data."""

    @property
    def id(self) -> UUID:
        """The dossier."""

    @property
    def unit(self) -> UUID:
        """The centre that received it."""

    @property
    def label(self) -> str:
        """Its code, or its reception number."""

    @property
    def procedure(self) -> str:
        """The name of its procedure."""

    @property
    def state(self) -> str:
        """One of accepted, processing, ready, returned."""

    @property
    def standing(self) -> Said:
        """The same in words, with the step it is at."""

    @property
    def scans(self) -> int:
        """How many files of papers it has."""


class TrialDossiers(Protocol):
    """Knows the dossiers that centres made in the trial realm."""

    def made(self, units: Collection[UUID], since: datetime) -> Sequence[TrialDossier]:
        """Return those the centres received from an instant on, newest first, at most 100."""
        ...

    def named(self, ids: Collection[UUID]) -> Mapping[UUID, TrialDossier]:
        """Return those of the ids that are dossiers of the trial realm."""
        ...


class _NoDossiers:
    def made(self, units: Collection[UUID], since: datetime) -> Sequence[TrialDossier]:
        del units, since
        return ()

    def named(self, ids: Collection[UUID]) -> Mapping[UUID, TrialDossier]:
        del ids
        return {}


_trial_dossiers: list[TrialDossiers] = [_NoDossiers()]


def ask(dossiers: TrialDossiers) -> None:
    """Ask ``dossiers`` from now on. Called from ``config/wiring.py`` only."""
    _trial_dossiers[:] = [dossiers]


def trial_dossiers() -> TrialDossiers:
    """Return whom to ask for trial dossiers."""
    return _trial_dossiers[0]
