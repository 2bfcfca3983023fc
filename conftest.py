"""Shared set-up of all tests: books to begin with, and a clock that no test leaves shifted."""

# ruff: noqa: PLC0415 - what a test run does not need is not imported for it
from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest import mock
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from motcua.config.demo.dossiers import Citizen
    from motcua.config.demo.region import Region
    from motcua.ledger.actor import Actor
    from motcua.office.founding import Founded

pytest_plugins = ["tests.blank", "tests.house.rendered", "tests.house.replayed", "tests.standing"]

settings.register_profile(
    "motcua",
    deadline=None,
    derandomize="MOTCUA_EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    print_blob=True,
)
settings.load_profile("motcua")


DATABASE_FIXTURES = {"db", "town", "region", "transactional_db", "house_at", "told_books"}
"""What brings a database along. ``house_at`` and ``told_books`` serve the product over one (``tests/journeys``): what one
does at a desk is done in a browser on both; the long stories are played in it once, and told to their end on both.
"""


def pytest_configure() -> None:
    """Let each test client begin at once: it would look through all static files first, a fifth of a page test's time."""
    from django.conf import settings as product

    product.WHITENOISE_AUTOREFRESH = True
    # Thousands of tests are kept in memory to the end: to look through them again and again found nothing.
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later look for garbage."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second database run only what touches one.

    What has a browser comes last, and last of all the journeys: theirs leaves a loop running in its process, in which
    Django gives out other connections than before. A desk's tests close their browser with the file.
    """
    items.sort(key=_place)
    if not os.environ.get("MOTCUA_TEST_ONLY_DATABASE"):
        return
    wanted = {item: _touches_database(item) for item in items}
    config.hook.pytest_deselected(items=[item for item, touches in wanted.items() if not touches])
    items[:] = [item for item, touches in wanted.items() if touches]


def _place(item: pytest.Item) -> int:
    if item.get_closest_marker("journey") is None:
        return 0
    return 2 if "journeys" in item.path.parts else 1


def _touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Give the ledger's toy room its table wherever it was collected: the books are verified over every stream."""
    import sys

    toyroom = sys.modules.get("motcua.ledger.tests.toyroom")
    if toyroom is None:
        return
    from django.db import connection

    with django_db_blocker.unblock():
        if toyroom.Box._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(toyroom.Box)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Forget what a process keeps in memory of the books: each test's database is rolled back."""
    from motcua.ledger import access, marks

    marks.forget()
    access.forget()
    from motcua.catalogue import queries as catalogue
    from motcua.office import stamps

    stamps.forget()
    catalogue.version.cache_clear()


# The town: a commune with its centre, people and a dozen procedures, for tests of whatever stands above the rooms.

TOWN_PROCEDURES = (
    "1.001193",  # khai sinh: same day, but no verified limit for an abandoned child; four cases
    "1.004873",  # xác nhận tình trạng hôn nhân: 3 working days
    "1.000656",  # khai tử
    "2.000635",  # trích lục: one case
    "2.000815",  # chứng thực bản sao: only direct, limit confirmed by the director
    "1.001612",  # hộ kinh doanh: limit unverified and not confirmed, so no date is promised
    "1.000894",  # kết hôn
)
CONFIRMED_SAME_DAY = ("2.000815", "1.000894")
REGION_DAY = (2025, 6, 12, 8)
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@dataclass(frozen=True)
class Town:
    """A commune at work. ``actors`` are its people by sign-in name (config/demo/people.py), ``citizens`` the asked-for.

    ``at`` is the instant the clock stands at: Friday 11/7/2025, 10:00.
    """

    bodies: Founded
    actors: dict[str, Actor]
    citizens: list[Citizen]
    at: datetime

    def __getitem__(self, username: str) -> Actor:
        return self.actors[username]

    def account(self, username: str) -> UUID:
        """Return the account of one of its people."""
        return self.actors[username].account

    def accept(self, code: str = "2.000635", citizen: int = 0, about: str = "") -> UUID:
        """Receive a dossier with all its required papers; return its id."""
        from motcua.config.demo import dossiers

        return dossiers.accept(self.actors, self.citizens[citizen], code, about)

    def make_ready(self, dossier: UUID) -> UUID:
        """Work a dossier until its result waits to be handed over; return its id."""
        from motcua.config.demo import dossiers
        from motcua.dossiers.models import Dossier

        while Dossier.objects.get(pk=dossier).state != Dossier.State.READY:
            dossiers.advance(self.actors, dossier)
        return dossier

    def work_beside_the_province(self) -> None:
        """Take codes from the province's system from now on (song hành) instead of minting them."""
        from motcua.config.demo.centre import founder
        from motcua.ledger.perform import perform
        from motcua.office.commands import SetCentre
        from motcua.office.commands.set_centre import CodeSource

        perform(SetCentre(unit=self.bodies.centre, code_source=CodeSource.PARALLEL), founder())


@pytest.fixture(scope="module")
def _town_books(stand: Any) -> Town:
    """The town's books, which stand while file after file asks for them."""
    return stand("town", _build_town)


def _build_town() -> Town:
    from django.test import override_settings

    from motcua.kernel import clock

    with override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
        return _built_town(clock.at(2025, 7, 11, 10))


def _built_town(at: datetime) -> Town:
    from motcua.catalogue import packaged
    from motcua.catalogue.commands import ConfirmLimit, SwitchOn, load_packaged
    from motcua.config.demo import dossiers, people
    from motcua.config.demo.centre import STARTED, TRIAL_CODE, founder
    from motcua.kernel import clock
    from motcua.ledger.perform import perform
    from motcua.office import founding, stamps
    from motcua.office.commands import EnterAgencyCode, SetCentre, load_calendars
    from motcua.office.commands.set_centre import CodeSource
    from motcua.office.tests.factories import make_commune, make_province

    stamps.forget()
    boss = founder()
    few = {code: packaged.get(code) for code in TOWN_PROCEDURES}
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        load_calendars(boss)
        with mock.patch.object(packaged, "all_procedures", return_value=few):
            load_packaged(boss)
        commune = make_commune(make_province())
        place = founding.found_commune(commune.id, boss, valid_from=STARTED, ground="Kiểm thử")
        perform(
            EnterAgencyCode(unit=place.committee, code=TRIAL_CODE, valid_from=STARTED, trial=True, source="thử"), boss
        )
        perform(
            SetCentre(unit=place.centre, code_source=CodeSource.PRIMARY, ground="Kiểm thử", hotline="0221 3999 999"),
            boss,
        )
        staff = people.hire(place)
        for code in TOWN_PROCEDURES:
            posting = perform(SwitchOn(unit=place.centre, procedure=code), staff["giamdoc"]).target
            if code in CONFIRMED_SAME_DAY:
                confirmed = ConfirmLimit(posting=posting, kind="same_day", cutoff="15:00", ground="Kiểm thử")
                perform(confirmed, staff["giamdoc"])
        citizens = dossiers.citizens(staff)
    return Town(place, staff, citizens, at)


@pytest.fixture
def town(_town_books: Town, db: None) -> Iterator[Town]:
    """A commune with staff, citizens and a few procedures; the clock stands at ``town.at``; undone after the test."""
    with at_work(_town_books.at):
        yield _town_books


@pytest.fixture(scope="module")
def _region_books(stand: Any) -> Region:
    """The region's books, which stand while file after file asks for them."""
    return stand("region", _build_region)


def _build_region() -> Region:
    from django.test import override_settings

    from motcua.config.demo import region
    from motcua.config.demo.centre import founder
    from motcua.kernel import clock
    from motcua.office import stamps
    from motcua.office.commands import load_calendars
    from motcua.office.tests.factories import make_merged

    stamps.forget()
    with override_settings(PASSWORD_HASHERS=QUICK_HASHERS), clock.fixed(clock.at(2025, 6, 2, 8)):
        load_calendars(founder())
        return region.build(make_merged(region.PLACES, region.WARDS, region.COMMUNES))


@pytest.fixture
def region(_region_books: Region, db: None) -> Iterator[Region]:
    """Nine centres being made ready, their people and those who oversee them; the clock stands at Thursday 12/6/2025, 08:00.

    ``region["csvc-tra-ly"]`` is an ``Actor``: see ``motcua/config/demo/region.py``. Undone after the test.
    """
    from motcua.kernel import clock

    with at_work(clock.at(*REGION_DAY)):
        yield _region_books


@contextmanager
def at_work(at: datetime) -> Iterator[None]:
    """Let somebody work at that instant: quick passwords, plain static files, a shelf of this process."""
    from django.conf import settings
    from django.test import override_settings

    from motcua.adapters.filestore.store import DiskStore
    from motcua.documents import shelf
    from motcua.kernel import clock

    with override_settings(PASSWORD_HASHERS=QUICK_HASHERS, STORAGES=PLAIN_FILES), clock.fixed(at):
        shelf.use(DiskStore(settings.MOTCUA_BLOBS))
        yield


@pytest.fixture(scope="module")
def lay_on_region(_region_books: Region, lay: Any) -> Callable[[Callable[[Region], Any]], Any]:
    """Return ``lay_on_region(tell)``: tell more of the region, on its day, for all tests of a file."""
    from motcua.kernel import clock

    def laid(tell: Callable[[Region], Any]) -> Any:
        with at_work(clock.at(*REGION_DAY)):
            return lay(lambda: tell(_region_books))

    return laid


@pytest.fixture(scope="module")
def laid_steering(lay_on_region: Any) -> Region:
    """The region with its provinces and those who inspect and steer, for all tests of a file; see ``steering``."""
    from motcua.config.demo import inspecting
    from motcua.office.tests.factories import in_provinces

    def tell(built: Region) -> Region:
        in_provinces(built.places)
        return inspecting.hire(built)

    laid: Region = lay_on_region(tell)
    return laid


@pytest.fixture
def steering(laid_steering: Region, region: Region) -> Iterator[Region]:
    """The region with those who inspect and steer (``motcua/config/demo/inspecting.py``), on Tuesday 15/7/2025, 08:00."""
    from motcua.kernel import clock

    del region
    with clock.fixed(clock.at(2025, 7, 15, 8)):
        yield laid_steering


@pytest.fixture
def sign_in() -> Any:
    """Return ``sign_in(client, username, verified=False)``: sign somebody of the town in without the sign-in pages.

    ``verified`` is as after a second factor.
    """
    from django.conf import settings as live
    from django.http import HttpRequest

    from motcua.office import queries, signin
    from motcua.office.queries import names

    def enter(client: Client, username: str, *, verified: bool = False) -> Client:
        account = names.account_named(username)
        if account is None:
            raise LookupError(username)
        request = HttpRequest()
        request.session = client.session
        who = signin.Recognised(account, username, queries.posts_of(account), False, signin.Factor.NONE)
        signin.start_session(request, who)
        if verified:
            signin.mark_verified(request.session)
        request.session.save()
        client.cookies[live.SESSION_COOKIE_NAME] = request.session.session_key
        return client

    return enter
