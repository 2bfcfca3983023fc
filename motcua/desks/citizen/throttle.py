"""Patience with wrong tries: so many from an address, so many at a code, then a pause that is told to the minute.

Machine time, counted for all processes together; nothing of it is in the books. The rule in words: docs/rules/follow-up.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from motcua.desks.shared.address import origin
from motcua.kernel import clock
from motcua.ledger import tallies

WINDOW = 15 * 60
"""Seconds from the first wrong try after which all is forgotten."""
MOST_FROM_ADDRESS = 10
MOST_AT_CODE = 10
STRANGERS_TRIES = 3
"""Wrong tries an address still has at a code that others have guessed at: whoever holds the slip is not locked out."""
MOST_BY_DIGITS = 10
A_DAY = 24 * 60 * 60
"""Wrong tries at a code with the four digits that stand for a secret, from all addresses together in a day: of ten thousand
so few are tried that guessing is hopeless; whoever is locked out by others telephones."""
MOST_FILES = 20
MOST_SEARCHES = 120
"""Searches for a place: many, because a whole office may sit behind one address."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts something that happened, by a name, for ``window`` seconds from the first time."""

    kind: str
    window: int = WINDOW

    def seen(self, name: str) -> int:
        """Return how often it has happened."""
        return tallies.seen(self.kind, name)[0]

    def count(self, name: str) -> int:
        """Note that it happened once more; return how often."""
        return tallies.count(self.kind, name, self.window)

    def wait(self, name: str) -> int:
        """Return the seconds until it is forgotten, at least one."""
        return max(1, tallies.seen(self.kind, name)[1])


MOST_PRINTS = 60
"""Declarations set as paper: a family, or the row of machines in a hall."""
_addresses, _codes, _files, _searches, _told, _digits, _prints = (
    Counter("citizen.address"),
    Counter("citizen.code"),
    Counter("citizen.file"),
    Counter("citizen.search"),
    Counter("citizen.told"),
    Counter("citizen.digits", A_DAY),
    Counter("citizen.print"),
)


def barred(address: str, code: str, *, digits: bool = False) -> int:
    """Return how many seconds this address must wait before trying this code, 0 when it may try now.

    ``digits``: it is tried with four digits in place of a secret.
    """
    tries = _addresses.seen(address)
    if tries >= MOST_FROM_ADDRESS:
        return _addresses.wait(address)
    if tries >= STRANGERS_TRIES and _codes.seen(code) >= MOST_AT_CODE:
        return _codes.wait(code)
    if digits and _digits.seen(code) >= MOST_BY_DIGITS:
        return _digits.wait(code)
    return 0


def wrong(address: str, code: str, *, digits: bool = False) -> None:
    """Note a wrong try, whether or not there is such a code."""
    _addresses.count(address)
    _codes.count(code)
    if digits:
        _digits.count(code)


def first_refusal(address: str) -> bool:
    """Say whether this is the first refusal of an address in its window: the one that goes into the access log."""
    return _told.count(address) == 1


def file_wait(address: str) -> int:
    """Note a file handed in to be read; return how many seconds to wait when there were too many, else 0."""
    return _files.wait(address) if _files.count(address) > MOST_FILES else 0


def search_wait(address: str) -> int:
    """Note a search for a place; return how many seconds to wait when there were too many, else 0."""
    return _searches.wait(address) if _searches.count(address) > MOST_SEARCHES else 0


def print_wait(address: str) -> int:
    """Note a declaration to be printed; return how many seconds to wait when there were too many, else 0."""
    return _prints.wait(address) if _prints.count(address) > MOST_PRINTS else 0


def again_at(wait: int) -> str:
    """Return the minute from which whoever must wait so many seconds may try again, as it is told: «09:31»."""
    return f"{clock.local(clock.now() + timedelta(seconds=wait + 59)):%H:%M}"


def address_of(request: HttpRequest) -> str:
    """Return the address that tries are counted at, empty where none is known."""
    return origin(request) or ""
