"""What can be done to the catalogue, a verb a file."""

from __future__ import annotations

from motcua.catalogue.commands.confirm_limit import ConfirmLimit
from motcua.catalogue.commands.eforms import (
    ChangeEForm,
    DraftEForm,
    DropEForm,
    PutEFormInForce,
    TakeInEForm,
    load_packaged_forms,
)
from motcua.catalogue.commands.load_procedures import LoadProcedures, load_packaged
from motcua.catalogue.commands.notices import PostNotice, PutLineBack, ReportMissingLine
from motcua.catalogue.commands.processes import (
    ChangeProcess,
    DraftProcess,
    DropProcess,
    PutProcessInForce,
    VerifyProcess,
)
from motcua.catalogue.commands.switch import SwitchOff, SwitchOn
from motcua.catalogue.commands.take_in import TakeInProcedure

__all__ = [
    "ChangeEForm",
    "ChangeProcess",
    "ConfirmLimit",
    "DraftEForm",
    "DraftProcess",
    "DropEForm",
    "DropProcess",
    "LoadProcedures",
    "PostNotice",
    "PutEFormInForce",
    "PutLineBack",
    "PutProcessInForce",
    "ReportMissingLine",
    "SwitchOff",
    "SwitchOn",
    "TakeInEForm",
    "TakeInProcedure",
    "VerifyProcess",
    "load_packaged",
    "load_packaged_forms",
]
