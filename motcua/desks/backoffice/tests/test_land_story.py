"""C17 looked at in a browser: a land dossier on its way out and back, for who works it, the director and the citizen.

The pages are rendered first, at each stop; the browser is only asked what nothing else can tell: whether they fit a
telephone and a desk, and whether everybody can use them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as product
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page, expect

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.desks.backoffice.tests.served import SITE, fits, window
from motcua.dossiers import codes
from motcua.dossiers.commands import CompleteStep, RecordAnswer, SendOutside
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.tests.land import LAND, open_land
from motcua.kernel import clock
from motcua.ledger import keys
from motcua.ledger.perform import perform

pytestmark = [pytest.mark.django_db, pytest.mark.journey]


@pytest.fixture
def stops(desk: Desk) -> dict[str, bytes]:
    """The pages of the story as they are served, by name."""
    town, found = desk.town, {}
    open_land(town, days=2)
    dossier = town.accept(LAND)
    here, board = f"/ho-so/{dossier}/", f"/viec/bang/?dv={town['kinhte'].unit}"

    def at(name: str, who: str) -> None:
        client = desk.client(who, verified=who == "giamdoc")
        found[f"{name} {who}"] = client.get(here).content
        found[f"{name} cong-dan"] = followed(dossier).content

    at("phong", "kinhte")
    perform(CompleteStep(dossier=dossier), town["kinhte"])
    at("truoc-khi-gui", "kinhte")
    perform(SendOutside(dossier=dossier, words="Phiếu chuyển số 12"), town["kinhte"])
    at("ben-ngoai", "giamdoc")
    with clock.fixed(town.at + timedelta(days=5)):
        at("tre", "giamdoc")
        found["tre bang"] = desk.client("giamdoc", verified=True).get(board).content
        asked = Consultation.objects.get(dossier=dossier)
        perform(RecordAnswer(dossier=dossier, consultation=asked.id, answer="Đã trích lục"), town["kinhte"])
        at("ve", "kinhte")
    return found


def followed(dossier: Any) -> HttpResponse:
    """Return the follow-up page as the citizen with the slip sees it."""
    row = Dossier.objects.get(pk=dossier)
    secret = codes.secret(keys.load(product.MOTCUA_KEYS).mac, row.id)
    page: Any = Client().post("/tra-cuu/", {"ma": row.code, "ma-tra-cuu": secret}, follow=True)
    return page


@pytest.fixture
def page(stops: dict[str, bytes]) -> Iterator[Page]:
    """A window in which these pages are served, with their styles."""

    with window(stops) as opened:
        yield opened


def test_at_every_stop_step_holder_and_time_left_are_seen_on_a_phone_and_at_a_desk(
    stops: dict[str, bytes], page: Page
) -> None:
    for name in stops:
        fits(page, name)
    page.goto(f"{SITE}/ben-ngoai giamdoc")
    line = page.locator(".state-line")
    expect(line).to_contain_text("Văn phòng đăng ký đất đai (Phòng Kinh tế")
    expect(line.locator(".due").nth(1)).to_contain_text("còn 2 ngày")
    page.goto(f"{SITE}/tre giamdoc")
    expect(page.locator(".state-line .tone-late")).to_be_visible()
    page.goto(f"{SITE}/tre cong-dan")
    expect(page.locator(".state-step")).to_contain_text("đến nay chưa trả lời")
    expect(page.locator(".step-late")).to_contain_text("Văn phòng đăng ký đất đai")
