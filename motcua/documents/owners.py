"""Whose a certificate is: its words compared with the person and the unit that sign."""

from __future__ import annotations

import re

from motcua.documents.ports import CertificateFacts
from motcua.kernel.text import canonical_tones, clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor

TRIAL_MARK = "THỬ - "
_BETWEEN = re.compile(r"[,;()/]|\s[-–]\s")
"""What stands between a name and a title."""


def refuse_owner(facts: CertificateFacts, actor: Actor) -> Said | None:
    """Say whose else a certificate is than the actor's own or their unit's; ``None`` when it is theirs.

    A personal certificate bears the person's name, alone or with a title; one of an organisation bears the unit's.
    A name without marks in the certificate (many are written so) fits the name with marks, never the other way round.
    """
    subject = facts.subject.removeprefix(TRIAL_MARK)
    if _bears(subject, actor.name) or (actor.unit_name and _bears(subject, actor.unit_name)):
        return None
    return said(
        N_("Chứng thư số này của «{subject}», không phải của {name} hay của {unit}. Ký bằng chứng thư số của mình."),
        subject=facts.subject or facts.organisation,
        name=actor.name,
        unit=actor.unit_name,
    )


def _bears(subject: str, name: str) -> bool:
    wanted = fold(name) if subject.isascii() else _reading(name)
    parts = [subject, *_BETWEEN.split(subject)]
    return bool(wanted) and wanted in [fold(part) if subject.isascii() else _reading(part) for part in parts]


def _reading(text: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in canonical_tones(clean(text)).casefold())
    return " ".join(kept.split())
