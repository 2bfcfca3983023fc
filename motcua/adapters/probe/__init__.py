"""The measuring machine of a line: pings, downloads and uploads against a node, results kept until they are sent."""

from __future__ import annotations

from motcua.adapters.probe.client import measure
from motcua.adapters.probe.outbox import Outbox as box  # noqa: N813 - what ``links.ports.Probe`` calls it

__all__ = ["box", "measure"]
