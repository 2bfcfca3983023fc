"""Collects the tests once, then deals them out to processes forked from the one that did.

A plugin of ``pyproject.toml``, asked for with ``--hands N``: so many processes for what has no browser, and so many beside
them for what has one, which waits more than it works. With processes that each started anew every one of them imported the
product, collected fourteen thousand tests and gathered Hypothesis's constants: minutes of a run on two processors.

What one process gets together is told in ``tests/dealing.py``. A process takes the next hand itself when it comes to the
last test of the one before: pytest takes fixtures down by the test that follows.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import pytest

from tests.dealing import hand_of

FORK = get_context("fork")
FOLDERS = ("MOTCUA_VAR", "MOTCUA_KEYS", "MOTCUA_ANCHORS", "MOTCUA_BLOBS", "MOTCUA_SIGNING_ROOTS", "STATIC_ROOT")
"""What the settings keep under the folder that ``tests/apart.py`` gives a process."""
ENDED = "the process ended while it ran this test"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Ask how many processes."""
    parser.addoption("--hands", type=int, default=0, help="processes forked once the tests are collected")


@dataclass
class Pile:
    """Hands, each the numbers of its tests, that some processes take one after another."""

    hands: list[list[int]]
    taken: Any = field(default_factory=lambda: FORK.Value("i", 0))

    def take(self) -> list[int]:
        """Return the next hand; nothing when none is left."""
        with self.taken.get_lock():
            number = self.taken.value
            self.taken.value = number + 1
        return self.hands[number] if number < len(self.hands) else []

    def drop(self) -> None:
        """Leave what nobody has taken."""
        with self.taken.get_lock():
            self.taken.value = len(self.hands)

    def deal(self) -> Iterator[tuple[int, int | None]]:
        """Yield the tests of one hand after another, each with the one that follows."""
        hand = self.take()
        while hand:
            yield from pairwise(hand)
            following = self.take()
            yield hand[-1], following[0] if following else None
            hand = following


def piles(items: list[pytest.Item]) -> list[Pile]:
    """Part what has a browser from the rest, and each into hands in the order of the tests."""
    parted: dict[bool, dict[str, list[int]]] = {False: {}, True: {}}
    for number, item in enumerate(items):
        browsing = item.get_closest_marker("journey") is not None
        parted[browsing].setdefault(hand_of(item.nodeid), []).append(number)
    return [Pile(list(hands.values())) for hands in parted.values() if hands]


@dataclass
class Hand:
    """A process at work, as the one that forked it sees it. ``at`` is the test it is at, -1 for none."""

    pid: int
    said: Connection
    at: int = -1


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Fork, hear what the processes say of their tests, and pass it on; fail where a test was not told of."""
    count = session.config.getoption("hands")
    if not count or not session.items or session.testsfailed or session.config.option.collectonly:
        return None
    heaps = piles(session.items)
    hands = [_fork(session, pile) for pile in heaps for _ in range(min(count, len(pile.hands)))]
    try:
        told = _hear(session, hands, heaps)
    finally:
        for hand in hands:
            _end(hand)
    untold = [item.nodeid for number, item in enumerate(session.items) if number not in told]
    if untold and not session.shouldfail:
        session.shouldfail = f"{len(untold)} tests were never run, {untold[0]} the first of them"
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    return True


def _hear(session: pytest.Session, hands: list[Hand], heaps: list[Pile]) -> set[int]:
    """Pass on what is said until every process has ended; return the numbers of the tests that were run."""
    told: set[int] = set()
    open_ends = {hand.said: hand for hand in hands}
    while open_ends:
        for end in wait(list(open_ends)):
            hand = open_ends[end]
            try:
                kind, what = hand.said.recv()
            except EOFError:
                del open_ends[end]
                if hand.at >= 0:
                    told.add(hand.at)
                    _report_ended(session, session.items[hand.at])
                continue
            if kind == "at":
                hand.at = what
            elif kind == "report":
                _pass_on(session, what)
            elif kind == "finished":
                told.add(what)
                item, hand.at = session.items[what], -1
                session.config.hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
            elif kind == "warnings":
                session.config.pluginmanager.get_plugin("terminalreporter")._add_stats("warnings", what)
            else:
                sys.stderr.write(what)
        if session.shouldfail:
            for pile in heaps:
                pile.drop()
    return told


def _pass_on(session: pytest.Session, data: dict[str, Any]) -> None:
    hook = session.config.hook
    hook.pytest_runtest_logreport(report=hook.pytest_report_from_serializable(config=session.config, data=data))


def _report_ended(session: pytest.Session, item: pytest.Item) -> None:
    report = pytest.TestReport(item.nodeid, item.location, {}, "failed", ENDED, "call")
    session.config.hook.pytest_runtest_logreport(report=report)


def _end(hand: Hand) -> None:
    hand.said.close()
    ended, _ = os.waitpid(hand.pid, os.WNOHANG)
    if not ended:
        os.kill(hand.pid, signal.SIGTERM)
        os.waitpid(hand.pid, 0)


def _fork(session: pytest.Session, pile: Pile) -> Hand:
    theirs, ours = FORK.Pipe(duplex=False)
    pid = os.fork()
    if pid:
        ours.close()
        return Hand(pid, theirs)
    theirs.close()
    try:
        _work(session, pile, ours)
    except BaseException:
        ours.send(("fault", traceback.format_exc()))
        os._exit(1)
    os._exit(0)


class _Telling:
    """The plugin of a process: it tells each report to the one that forked it."""

    def __init__(self, config: pytest.Config, to: Connection) -> None:
        self._config, self._to = config, to

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        self._to.send(("report", data))


def _work(session: pytest.Session, pile: Pile, to: Connection) -> None:
    """Be one of the processes: run hand after hand, then take down what stands."""
    config = session.config
    _stand_apart(config)
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    reporter._tw._file = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process
    config.pluginmanager.register(_Telling(config, to))
    for number, following in pile.deal():
        to.send(("at", number))
        item, nextitem = session.items[number], None if following is None else session.items[following]
        config.hook.pytest_runtest_protocol(item=item, nextitem=nextitem)
        to.send(("finished", number))
    to.send(("warnings", reporter.stats.get("warnings", [])))
    finish = config.pluginmanager.subset_hook_caller("pytest_sessionfinish", [reporter])
    finish(session=session, exitstatus=int(bool(session.testsfailed)))


def _stand_apart(config: pytest.Config) -> None:
    """Give the process a folder of its own for keys, files and roots, and for what it says and keeps on the way."""
    from django.conf import settings
    from django.db import connection

    before = Path(os.environ["MOTCUA_VAR"])
    kept = {name: Path(getattr(settings, name)).relative_to(before) for name in FOLDERS}
    own = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    shutil.copytree(before, own, dirs_exist_ok=True)
    os.environ["MOTCUA_VAR"] = str(own)
    for name, place in kept.items():
        setattr(settings, name, own / place)
    if connection.vendor == "sqlite":
        file = own / "test.sqlite3"
        os.environ["DATABASE_URL"], connection.settings_dict["NAME"] = f"sqlite:///{file}", str(file)
    capture: Any = config.pluginmanager.get_plugin("capturemanager")
    capture.stop_global_capturing()
    capture.start_global_capturing()
    config._tmp_path_factory._basetemp = None  # type: ignore[attr-defined]  # made anew, its own
