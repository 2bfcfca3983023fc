"""A slip printed before a code of the province's was put right: it still opens its dossier, and no other."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client

from motcua.dossiers import following, slips
from motcua.dossiers.commands import CorrectDossier, EnterProvincialCode
from motcua.dossiers.models import Dossier, FormerCode
from motcua.kernel.errors import NotFound
from motcua.ledger.perform import perform

URL = "/tra-cuu/"
WRONG, RIGHT = "H33.45.12-250711-0024", "H33.45.12-250711-0042"
EXTRACT = "2.000635"


def put_right(town: Any, dossier: UUID, code: str) -> None:
    applicant = Dossier.objects.get(pk=dossier).applicant_id
    perform(CorrectDossier(dossier=dossier, reason="Gõ nhầm", applicant=applicant, code=code), town["tiepnhan"])


def with_code(town: Any, code: str, citizen: int = 0) -> UUID:
    dossier = town.accept(EXTRACT, citizen)
    perform(EnterProvincialCode(dossier=dossier, code=code), town["tiepnhan"])
    return dossier


def look(client: Client, code: str, secret: str) -> str:
    client.post(URL, {"ma": code, "ma-tra-cuu": secret})
    return client.get(URL).content.decode()


@pytest.fixture
def old(town: Any) -> Any:
    """The slip of a dossier as it was printed with a mistyped code, which was put right afterwards."""
    town.work_beside_the_province()
    dossier = with_code(town, WRONG)
    printed = slips.reception_slip(town["tiepnhan"], dossier)
    put_right(town, dossier, RIGHT)
    return printed


def test_the_old_slip_opens_the_dossier_and_the_page_says_its_code_of_now(client: Client, old: Any) -> None:
    page = look(client, old.code, old.secret)
    assert "Hồ sơ của bạn đang ở bước" in page
    assert f"Mã hồ sơ hiện nay là {RIGHT}." in page
    assert WRONG in page


def test_the_new_code_opens_it_too(client: Client, old: Any) -> None:
    assert "đang ở bước" in look(client, RIGHT, old.secret)


def test_scanning_the_old_slip_again_in_the_same_browser_asks_nothing(client: Client, old: Any) -> None:
    look(client, old.code, old.secret)
    assert "đang ở bước" in client.get(URL, {"ma": WRONG}).content.decode()


def test_without_the_secret_the_old_code_says_no_more_than_any_other(client: Client, old: Any, plain: Any) -> None:
    known = client.post(URL, {"ma": WRONG, "ma-tra-cuu": "AAAA-AAAA"})
    unknown = client.post(URL, {"ma": WRONG[:-4] + "9999", "ma-tra-cuu": "AAAA-AAAA"})
    assert known.status_code == unknown.status_code == 404
    assert plain(known) == plain(unknown).replace(WRONG[:-4] + "9999", WRONG)


def test_a_code_that_is_anothers_by_now_opens_to_each_their_own(client: Client, town: Any, old: Any) -> None:
    theirs = slips.reception_slip(town["tiepnhan"], with_code(town, WRONG, 1))
    assert following.follow(WRONG, old.secret).label == RIGHT
    assert following.follow(WRONG, theirs.secret).label == WRONG
    with pytest.raises(NotFound):
        following.follow(RIGHT, theirs.secret)


def test_a_code_put_right_and_back_is_no_former_one(town: Any, old: Any) -> None:
    dossier = Dossier.objects.get(code=RIGHT).id
    put_right(town, dossier, WRONG)
    assert list(FormerCode.objects.values_list("code", flat=True)) == [RIGHT]
    assert following.follow(RIGHT, old.secret).label == WRONG
    put_right(town, dossier, RIGHT)
    assert following.follow(RIGHT, old.secret).also[1:] == (WRONG,)


def test_a_slip_with_the_centres_number_is_told_the_code_given_since(client: Client, town: Any) -> None:
    town.work_beside_the_province()
    dossier = town.accept(EXTRACT)
    slip = slips.reception_slip(town["tiepnhan"], dossier)
    assert "Mã hồ sơ hiện nay" not in look(client, slip.code, slip.secret)
    perform(EnterProvincialCode(dossier=dossier, code=RIGHT), town["tiepnhan"])
    page = look(client, slip.code, slip.secret)
    assert f"Mã hồ sơ hiện nay là {RIGHT}." in page
    assert slip.code in page


def test_a_centre_of_its_own_codes_shows_one_code(client: Client, slip: Any) -> None:
    assert "Mã hồ sơ hiện nay" not in look(client, slip.code, slip.secret)


def test_codes_put_right_before_the_update_are_taken_from_the_histories(town: Any, old: Any) -> None:
    with_code(town, "H33.45.12-250711-0099", 1)
    FormerCode.objects.all().delete()
    with pytest.raises(NotFound):
        following.follow(WRONG, old.secret)
    migration = import_module("motcua.dossiers.migrations.0002_former_codes")
    for _ in range(2):
        migration.remember(apps, None)
    assert list(FormerCode.objects.values_list("realm", "code")) == [("real", WRONG)]
    assert following.follow(WRONG, old.secret).label == RIGHT
