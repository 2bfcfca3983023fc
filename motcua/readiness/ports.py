"""What readiness asks of the outside: devices that the node can test by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec


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
