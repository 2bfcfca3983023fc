"""Events of dossiers taken for another place: sent there, arrived there, the result arrived where it is handed over."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from motcua.ledger.events import Event


class DossierForwarded(Event, frozen=True, kw_only=True):
    """The receiving centre sent the electronic file to the place that settles it; ``paper``: kept, sent, none."""

    NAME = "dossiers.forwarded"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"note": "applicant"}

    applicant: UUID
    step: str
    next_step: str
    from_unit: UUID
    to_unit: UUID
    place: UUID
    late: bool
    paper: str
    note: str = ""


class ForwardedArrived(Event, frozen=True, kw_only=True):
    """The place that settles it said that the dossier has come; ``paper`` says where its papers are now."""

    NAME = "dossiers.forwarded_arrived"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"note": "applicant"}

    applicant: UUID
    place: UUID
    paper: str
    note: str = ""


class ResultArrived(Event, frozen=True, kw_only=True):
    """The centre that hands it over said that the result of another place has come."""

    NAME = "dossiers.result_arrived"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"note": "applicant"}

    applicant: UUID
    place: UUID
    note: str = ""
