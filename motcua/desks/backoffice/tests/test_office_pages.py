"""The pages of the back office's housekeeping looked at in a browser: on a telephone and at a desk, usable by everybody."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.desks.backoffice.tests.served import fits, window
from motcua.desks.backoffice.tests.test_calling import WHO
from motcua.desks.backoffice.tests.test_leave import hai, held, sent_of

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
__all__ = ["hai"]


@pytest.fixture
def pages(desk: Desk, hai: Any) -> dict[str, bytes]:
    """Each page as it is served, by name."""
    held(desk, 2)
    client = desk.client("kinhte")
    sent = sent_of(hai)
    found = {"nghi": client.get("/viec/nghi/", sent).content}
    found["giao"] = client.post("/viec/nghi/", sent | {"once_key": "k"}).content
    found["dang nghi"] = client.get("/viec/nghi/").content
    caller = desk.client("tiepnhan")
    found["goi hoi"] = caller.post("/viec/goi-hoi/", WHO).content
    found["tra loi"] = caller.post("/viec/goi-hoi/", WHO | {"dossier": desk.at("leader", citizen=0)}).content
    found["mau cau"] = caller.get("/viec/mau-cau/").content
    found["cho ky"] = desk.client("lanhdao", verified=True).get("/viec/cho-dau-ky/").content
    return found


def test_they_fit_and_everybody_can_use_them(pages: dict[str, bytes]) -> None:
    with window(pages) as page:
        for name in pages:
            fits(page, name)
