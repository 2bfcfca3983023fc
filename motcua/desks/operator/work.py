"""The work process: seals what was committed, lets later reactions read on, does what is due, mails; again and again.

One step's trouble stops neither the other steps nor the process: it is logged, the connection is dropped, and the step
comes round again.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

from django.db import close_old_connections, connections

from motcua.contact import mailing
from motcua.ledger import duties, feed, sealing

log = logging.getLogger("motcua.work")

PAUSE: Final = 2.0
"""Seconds between two rounds: how long an entry waits for its seal at most, when nothing is amiss."""
ROUNDS_A_LETTER: Final = 5
"""Letters are tried every ten seconds: whoever waits for one does not see the difference."""
ROUNDS_A_TICK: Final = 15
"""Duties are daily; looking every half minute is soon enough."""


class Work:
    """The loop; :meth:`stop` ends it after the step under way."""

    def __init__(self, *, pause: float = PAUSE) -> None:
        self._pause = pause
        self._stop = threading.Event()
        self._rounds = 0

    def run(self) -> None:
        """Work until stopped by SIGTERM, SIGINT or :meth:`stop`; what is committed by then is sealed before it ends."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told)
        while not self._stop.is_set():
            self.round()
            self._stop.wait(self._pause)
        self._do("seal", sealing.seal_all)
        connections.close_all()

    def round(self) -> None:
        """Do every step once."""
        self._do("seal", sealing.seal_all)
        self._do("readers", feed.run_readers)
        if self._rounds % ROUNDS_A_TICK == 0:
            self._do("duties", duties.tick)
        if self._rounds % ROUNDS_A_LETTER == 0:
            self._do("letters", mailing.run)
        self._rounds += 1

    def stop(self) -> None:
        """Ask the loop to end."""
        self._stop.set()

    def _told(self, number: int, frame: FrameType | None) -> None:
        self.stop()

    def _do(self, name: str, step: Callable[[], Any]) -> None:
        close_old_connections()
        try:
            step()
        except Exception:
            log.exception("%s failed; it is tried again in the next round", name)
            # A connection in an unknown state is worth nothing; the next step opens a fresh one.
            connections.close_all()
