"""A commune with its bodies and people; the packaged units, loaded once a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.db import transaction
from django.test import override_settings

from conftest import QUICK_HASHERS
from motcua.ledger.actor import Actor, system
from motcua.ledger.perform import perform
from motcua.office import queries, stamps
from motcua.office.commands import OpenAccount, PostGiven, RegisterOfficial, load_units, open_account
from motcua.office.founding import Founded, found_commune
from motcua.office.models import Unit
from motcua.office.packaged import unit_key
from motcua.office.rules import Role

PASSWORD = "mat-khau-thu-nghiem-1"
SINCE = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _fresh_memory():
    """The database is rolled back between tests; what the process keeps must not outlive it."""
    stamps.forget()
    yield
    stamps.forget()


@pytest.fixture
def boss() -> Actor:
    return system("Kiểm thử")


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Argon2 is slow on purpose; what is tested here is not the hash."""
    settings.PASSWORD_HASHERS = QUICK_HASHERS


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """All packaged units, loaded once for a file of tests and rolled back after the last: others start empty."""
    with django_db_blocker.unblock():
        load = transaction.atomic()
        load.__enter__()
        outcome = load_units(system("Kiểm thử"))
    yield outcome
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        load.__exit__(None, None, None)


@dataclass(frozen=True)
class Commune:
    """Ids of a commune's bodies and of one account for each role."""

    bodies: Founded
    accounts: dict[str, UUID]
    officials: dict[str, UUID]

    def actor(self, role: str, *, verified: bool = True) -> Actor:
        found = queries.actor_of(self.accounts[role], verified=verified)
        assert found is not None
        return found


def make_place(code: str, name: str, province: Unit | None = None) -> Unit:
    level = "commune" if province else "province"
    full = f"xã {name}" if province else f"tỉnh {name}"
    return Unit.objects.create(
        id=unit_key(f"test-{code}"),
        code=code,
        level=level,
        name=name,
        full_name=full,
        folded=full,
        parent=province,
        province=province,
    )


@pytest.fixture(scope="module")
def laid_province(lay) -> Unit:
    return lay(lambda: make_place("91", "Thử Tỉnh"))


@pytest.fixture
def province(laid_province, db) -> Unit:
    return Unit.objects.get(pk=laid_province.pk)


WHERE = {
    Role.RECEIVER: "centre",
    Role.SPECIALIST: "culture",
    Role.DIVISION_HEAD: "culture",
    Role.LEADER: "committee",
    Role.DIRECTOR: "centre",
    Role.CLERK: "committee",
    Role.ADMIN: "office",
    Role.AUDITOR: "office",
    Role.SUPPLY: "office",
    Role.ARCHIVIST: "office",
    Role.PERSONNEL: "office",
    Role.ACCOUNTANT: "committee",
    Role.OVERSEER: "committee",
}
"""Where each role sits; a contractor's body is none that every commune has (the permission matrix tries it as well)."""


def staff_commune(place: Unit, boss: Actor, prefix: str = "") -> Commune:
    """Found a commune's bodies and give it one official, with an account, for each role."""
    bodies = found_commune(place.id, boss)
    units = {
        "centre": bodies.centre,
        "committee": bodies.committee,
        "office": bodies.divisions["Văn phòng HĐND và UBND"],
        "culture": bodies.divisions["Phòng Văn hóa – Xã hội"],
    }
    accounts, officials = {}, {}
    for role, where in WHERE.items():
        post = PostGiven(unit=units[where], title=f"Chức danh {role}", roles=[role], valid_from=SINCE)
        made = perform(
            RegisterOfficial(name=f"Cán bộ Thử {'ABCDEFGHIJKLMN'[list(Role).index(role)]}", posts=[post]), boss
        )
        command = OpenAccount(official=made.target, username=f"{prefix}{role}", must_change=False)
        outcome, _ = open_account(command, boss, password=PASSWORD)
        officials[str(role)] = made.target
        accounts[str(role)] = UUID(outcome.ids["account"])
    return Commune(bodies, accounts, officials)


@pytest.fixture(scope="module")
def laid_commune(laid_province, lay) -> Commune:
    return lay(lambda: _founded("91001", "Thử Một", laid_province))


@pytest.fixture(scope="module")
def laid_neighbour(laid_province, laid_commune, lay) -> Commune:
    return lay(lambda: _founded("91002", "Thử Hai", laid_province, "hai-"))


def _founded(code: str, name: str, province: Unit, prefix: str = "") -> Commune:
    stamps.forget()
    with override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
        return staff_commune(make_place(code, name, province), system("Kiểm thử"), prefix)


@pytest.fixture
def commune(laid_commune, db) -> Commune:
    return laid_commune


@pytest.fixture
def neighbour(laid_neighbour, db) -> Commune:
    return laid_neighbour
