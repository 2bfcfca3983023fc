"""What can be done to the catalogue, a verb a file."""

from __future__ import annotations

from motcua.catalogue.commands.confirm_limit import ConfirmLimit
from motcua.catalogue.commands.load_procedures import LoadProcedures, load_packaged
from motcua.catalogue.commands.switch import SwitchOff, SwitchOn
from motcua.catalogue.commands.take_in import TakeInProcedure

__all__ = ["ConfirmLimit", "LoadProcedures", "SwitchOff", "SwitchOn", "TakeInProcedure", "load_packaged"]
