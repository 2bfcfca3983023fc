"""Events of the declaration of a dossier: filled in on an e-form, and put right."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from motcua.ledger.events import Event


class FormFilled(Event, frozen=True, kw_only=True):
    """The declaration of a dossier was filled in (``issue`` 1) or put right (higher), on a version of an e-form.

    ``answers`` are as JSON; ``fields`` name the questions that were answered otherwise before. ``digest``: SHA-256 of the
    answers, personal like them: whoever guesses could try. They go with the data of the applicant.
    """

    NAME = "dossiers.form_filled"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"answers": "applicant", "digest": "applicant", "reason": "applicant"}

    applicant: UUID
    form: UUID
    form_digest: str
    issue: int
    fields: list[str]
    digest: str = ""
    answers: str = ""
    reason: str = ""
