"""What a verification of the books found: how much was checked, and each fault with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.words import Said, said


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code for machines, where, and a sentence for people."""

    code: str
    where: str
    said: Said


@dataclass
class Report:
    """What was checked and the faults found, in the order they were found."""

    entries: int = 0
    streams: int = 0
    private_parts: int = 0
    erased_parts: int = 0
    seals: int = 0
    sealed: int = 0
    anchors: int = 0
    access_days: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Say whether no fault was found."""
        return not self.faults

    def fault(self, code: str, at: object, sentence: str, /, **values: Any) -> None:
        """Note a fault."""
        self.faults.append(Fault(code, str(at), said(sentence, **values)))
