"""What contact asks of the outside: to carry a letter, and to know where a page is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person, in plain text; ``id`` names it, so that a double can be told by whoever gets two."""

    id: UUID
    address: str
    subject: str
    body: str
    urgent: bool = False


class Undelivered(Exception):
    """A letter was not taken; ``code`` is the server's answer (0: there was none), ``reason`` in its own words."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}".strip())
        self.code, self.reason = code, reason


class Refused(Undelivered):
    """The server will never take this letter: an unknown address, a full stop."""


class Later(Undelivered):
    """The server may take this letter later: greylisting, a full mailbox, a lost connection."""


class Unusable(Undelivered):
    """No letter can be sent now: the server is not there, wants encryption or another password. Somebody must look."""


class Postman(Protocol):
    """Carries letters to a mail server."""

    def send(self, letter: Letter) -> None:
        """Hand over one letter; raises :class:`Refused`, :class:`Later` or :class:`Unusable`."""


@dataclass(slots=True)
class _Outside:
    postman: Postman | None = None
    inbox: Callable[[], str] = str
    page: Callable[[UUID], str] = str


_outside = _Outside()


def use(postman: Postman | None, inbox: Callable[[], str], page: Callable[[UUID], str]) -> None:
    """Send by ``postman`` from now on (``None``: no mail at all). Called from ``config/wiring.py`` only.

    ``inbox`` and ``page`` answer the whole address of the inbox and of one message.
    """
    _outside.postman, _outside.inbox, _outside.page = postman, inbox, page


def postman() -> Postman | None:
    """Return who carries letters, ``None`` where no server is named in the settings."""
    return _outside.postman


def inbox_address() -> str:
    """Return the whole address of the inbox."""
    return _outside.inbox()


def page_address(message: UUID) -> str:
    """Return the whole address of a message."""
    return _outside.page(message)
