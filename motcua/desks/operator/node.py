"""The node a verb works on: where its things lie, and opening its books only when a verb needs them.

Nothing here imports Django or the settings until it must: reading the settings makes the web secret, and ``due``,
``unit`` and ``find`` must leave no file behind on a machine where nothing is set up.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import motcua
from motcua.catalogue.ports import NationalCatalogue
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.links.ports import Probe

PACKAGE: Final = Path(motcua.__file__).parent
SETTINGS: Final = "motcua.config.settings"
WIRING: Final = "motcua.config.wiring"
DEMONSTRATION: Final = "motcua.config.demo"
PROBE: Final = "motcua.adapters.probe"
NATIONAL: Final = "motcua.adapters.national.client"
SQLITE_FILE: Final = "motcua.sqlite3"
_SHIFT: Final = re.compile(r"[+-]\d+")

Progress = Callable[[str, int, int], None]
"""``progress(what, done, all)``: what is being done, how many of how many."""


class Unfit(MotcuaError):
    """The question was good; the machine, the books or the file asked about are not. A verb then exits with 1."""

    status = 409


class SignIn(Protocol):
    """An account of the demonstration: where it signs in and what it is for."""

    @property
    def username(self) -> str:
        """The sign-in name."""

    @property
    def password(self) -> str:
        """The password."""

    @property
    def title(self) -> str:
        """What the person is."""

    @property
    def desk(self) -> str:
        """The name of the desk."""

    @property
    def path(self) -> str:
        """Its address on the node, ``/quay/``."""

    @property
    def second_factor(self) -> bool:
        """Whether a code is asked besides."""


class Demonstration(Protocol):
    """What ``motcua.config.demo`` offers the command line."""

    def load(self, progress: Callable[[str], None]) -> None:
        """Fill empty books with reference data and the demonstration, telling what is being done."""

    def sign_ins(self) -> Iterable[SignIn]:
        """Return every account with its desk."""

    def stories(self) -> Mapping[str, Callable[[], str]]:
        """Return the stories by name; telling one plays it into the books and returns what happened."""


def var_folder() -> Path:
    """Return the folder of a node's files, as the settings would (they read the same variable)."""
    given = os.environ.get("MOTCUA_VAR", "").strip()
    return Path(given).expanduser().resolve() if given else PACKAGE.parent / "var"


def public_keys_folder() -> Path:
    """Return where this node publishes the keys that its receipts and seals are checked with."""
    given = os.environ.get("MOTCUA_KEYS", "").strip()
    return (Path(given).expanduser().resolve() if given else var_folder() / "keys") / "public"


def installed_version() -> str:
    """Return the version of the installed package; ``0`` when the code runs without being installed."""
    try:
        return version("motcua")
    except PackageNotFoundError:
        return "0"


def has_database() -> bool:
    """Say whether there is a database to ask: a SQLite file that is not empty, or the address of a server."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if url and not url.startswith("sqlite:"):
        return True
    file = Path(urlsplit(url).path[1:]) if url else var_folder() / SQLITE_FILE
    return file.is_file() and file.stat().st_size > 0


def set_up() -> None:
    """Start Django, once; makes the node's folders and secrets at the first start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - only verbs that need a database pay for it
    from django.apps import apps  # noqa: PLC0415

    if not apps.ready:
        django.setup()


def open_books() -> None:
    """Start Django where there is a database; :class:`Unfit` where there is none, so that looking makes nothing."""
    if not has_database():
        raise Unfit(
            N_("Chưa có cơ sở dữ liệu ở {place}. Chạy «motcua run» (trình diễn) hoặc «motcua init» (trung tâm thật)."),
            place=os.environ.get("DATABASE_URL", "").strip() or str(var_folder() / SQLITE_FILE),
        )
    set_up()


def wired() -> None:
    """Open the books with every reaction and duty hooked up."""
    open_books()
    _config(WIRING).wire()


def demonstration() -> Demonstration:
    """Return the demonstration; call after Django is set up."""
    found: Any = _config(DEMONSTRATION)
    demo: Demonstration = found
    return demo


def probe() -> Probe:
    """Return what measures a line; it needs neither settings nor database."""
    found: Any = import_module(PROBE)
    machine: Probe = found
    return machine


def national(address: str) -> NationalCatalogue:
    """Return the national catalogue as it is reached at an address."""
    found: Any = import_module(NATIONAL)
    portal: NationalCatalogue = found.Portal(address)
    return portal


def _config(name: str) -> ModuleType:
    # Configuration is the floor above the desks: it may import us, never we it. The command line is the one place that
    # starts the whole house, so it asks for the top floor by name.
    return import_module(name)


def settings() -> Any:
    """Return Django's settings; only after :func:`set_up`."""
    from django.conf import settings as found  # noqa: PLC0415

    return found


def settle_clock() -> None:
    """Turn a set clock given as an instant into a shift in seconds, so that every process of the node agrees.

    :class:`BadInput` when ``MOTCUA_CLOCK`` is neither an instant nor a shift such as ``-3600``.
    """
    text = os.environ.get("MOTCUA_CLOCK", "").strip()
    if not text or _SHIFT.fullmatch(text):
        return
    ahead = read_instant(text) - datetime.now(UTC)
    os.environ["MOTCUA_CLOCK"] = f"{round(ahead.total_seconds()):+d}"


_WRITTEN: Final = ("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y")


def read_instant(text: str) -> datetime:
    """Return the instant written in ``text`` (ISO 8601 or ``11/7/2025 09:00``); without a zone it is Vietnam's time."""
    tidy = " ".join(text.split())
    found: datetime | None = None
    with suppress(ValueError):
        found = datetime.fromisoformat(tidy)
    for form in _WRITTEN:
        if found is None:
            with suppress(ValueError):
                found = datetime.strptime(tidy, form)  # noqa: DTZ007 - the zone is added below
    if found is None or not 1900 <= found.year <= 2200:
        raise BadInput(
            N_("Không hiểu thời điểm «{text}». Ghi như: 2025-07-11T09:00 hoặc «11/7/2025 09:00» (giờ Việt Nam)."),
            text=text[:60],
            field="instant",
        )
    return found.replace(tzinfo=clock.VIETNAM) if found.tzinfo is None else clock.local(found)
