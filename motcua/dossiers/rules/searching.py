"""By which words a dossier is found, and how what somebody typed is held against them: marks and case do not matter."""

from __future__ import annotations

from typing import Final, Protocol

from motcua.kernel.text import fold, words

WORDS_MOST: Final = 8
"""Words of a search that are looked at; whoever types more means a sentence."""


class HasWords(Protocol):
    """What is looked for by its words."""

    applicant_name: str
    submitter_name: str
    about: str
    procedure_name: str


def key_of(dossier: HasWords) -> str:
    """Return the search key of a dossier: its people, what it is about and its procedure, one after another."""
    texts = (dossier.applicant_name, dossier.submitter_name, dossier.about, dossier.procedure_name)
    return " ".join(filter(None, map(fold, texts)))


def wanted(text: str) -> tuple[str, ...]:
    """Return the words that all must stand in a key, longest first; none when nothing can be looked for."""
    found = dict.fromkeys(words(text))
    return tuple(sorted(found, key=len, reverse=True)[:WORDS_MOST])
