"""What can be done with samples: drawn, checked, and made findings of."""

from __future__ import annotations

from motcua.samples.commands.check import NoteChecks, SettleCheck
from motcua.samples.commands.draw import CommitSample, HoldSample, PickDossier
from motcua.samples.commands.finding import RaiseFinding

__all__ = ["CommitSample", "HoldSample", "NoteChecks", "PickDossier", "RaiseFinding", "SettleCheck"]
