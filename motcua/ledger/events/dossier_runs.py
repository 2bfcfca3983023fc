"""Events of paper files: runs that hand them on, scans that receive them, shelves they stand on, files that are lost."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from motcua.ledger.events import Event


class RunTimesSet(Event, frozen=True, kw_only=True):
    """It was set at which times of the day a centre hands paper files on."""

    NAME = "dossiers.run_times_set"
    STREAM = "run_times"

    unit: UUID
    times: tuple[str, ...]


class RunOpened(Event, frozen=True, kw_only=True):
    """The counter began to stack paper files for the divisions; ``slot`` is the time it is of, "" for one between."""

    NAME = "dossiers.run_opened"
    STREAM = "handover_run"

    unit: UUID
    number: str
    slot: str


class PaperFileStacked(Event, frozen=True, kw_only=True):
    """The paper file of a dossier was scanned into a run, onto the sheet of ``to_unit``, at place ``ordinal``."""

    NAME = "dossiers.paper_file_stacked"
    STREAM = "handover_run"

    dossier: UUID
    to_unit: UUID
    ordinal: int


class PaperFileTakenOut(Event, frozen=True, kw_only=True):
    """A paper file was taken out of a run again before anybody received it."""

    NAME = "dossiers.paper_file_taken_out"
    STREAM = "handover_run"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    dossier: UUID
    applicant: UUID
    reason: str = ""


class RunSent(Event, frozen=True, kw_only=True):
    """A run was handed on: so many files on so many sheets. From now on receivers scan them back."""

    NAME = "dossiers.run_sent"
    STREAM = "handover_run"

    files: int
    sheets: int


class PaperFileReceived(Event, frozen=True, kw_only=True):
    """A unit scanned a paper file back. ``state``: received; stray (it is another's); extra (it stood on no sheet)."""

    NAME = "dossiers.paper_file_received"
    STREAM = "handover_run"

    dossier: UUID
    by_unit: UUID
    state: str


class PaperFileMissing(Event, frozen=True, kw_only=True):
    """A paper file of a run did not arrive; whoever says so says why."""

    NAME = "dossiers.paper_file_missing"
    STREAM = "handover_run"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    dossier: UUID
    applicant: UUID
    reason: str = ""


class RunClosed(Event, frozen=True, kw_only=True):
    """Every file of a run is accounted for: received, taken out, or named missing with the reason."""

    NAME = "dossiers.run_closed"
    STREAM = "handover_run"

    received: int
    missing: int
    extra: int


class PaperFileShelved(Event, frozen=True, kw_only=True):
    """The paper file of a dossier was put on a shelf of a unit; one that was lost is found by it."""

    NAME = "dossiers.paper_file_shelved"
    STREAM = "dossier"

    unit: UUID
    shelf: str
    before: str


class PaperFileLost(Event, frozen=True, kw_only=True):
    """The paper file of a dossier is not to be found where it should be."""

    NAME = "dossiers.paper_file_lost"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    reason: str = ""
