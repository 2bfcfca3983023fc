"""Whether these books are a demonstration. Only a demonstration may run on another clock, and it says so everywhere."""

from __future__ import annotations

from motcua.kernel import clock
from motcua.ledger.models import Mark

KIND = "kind"
DEMONSTRATION = "demonstration"
REAL = "real"


_known: list[str] = []


def kind() -> str | None:
    """Return ``real``, ``demonstration``, or ``None`` while the books have not been begun. Read once a process."""
    if not _known:
        _known.extend(Mark.objects.filter(pk=KIND).values_list("value", flat=True))
    return _known[0] if _known else None


def forget() -> None:
    """Read it again at the next question (between tests, which roll the database back)."""
    _known.clear()


def is_demonstration() -> bool:
    """Say whether everything in these books is made up."""
    return kind() == DEMONSTRATION


def begin(as_what: str) -> None:
    """Say once and for good what these books are. The database refuses to change it."""
    Mark(name=KIND, value=as_what, at=clock.now()).save(force_insert=True)
    forget()
