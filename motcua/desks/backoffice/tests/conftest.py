"""A morning at the town's centre: dossiers at every kind of step, and people signed in to work them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from PIL import Image

from motcua.config.demo import dossiers
from motcua.documents import shelf
from motcua.dossiers.commands import AttachScan
from motcua.dossiers.models import Dossier, DossierPaper
from motcua.ledger.perform import perform

EXTRACT = "2.000635"


@dataclass(frozen=True)
class Desk:
    """The town with people signed in by name, and dossiers brought to the step they are wanted at."""

    town: Any
    sign_in: Callable[..., Client]

    def client(self, username: str, *, verified: bool = False) -> Client:
        """Return a browser in which ``username`` is signed in."""
        return self.sign_in(Client(), username, verified=verified)

    def at(self, role: str, code: str = EXTRACT, citizen: int = 0, about: str = "") -> UUID:
        """Return a dossier that waits at a step of ``role``."""
        dossier = self.town.accept(code, citizen, about)
        while Dossier.objects.get(pk=dossier).step_role != role:
            dossiers.advance(self.town.actors, dossier)
        return dossier

    def attach(self, dossier: UUID) -> None:
        """Attach a picture to the first paper of a dossier."""
        out = BytesIO()
        Image.new("RGB", (8, 8), "white").save(out, "PNG")
        blob = shelf.take_in(out.getvalue())
        paper = DossierPaper.objects.filter(dossier=dossier).order_by("ordinal")[0].key
        command = AttachScan(dossier=dossier, paper=paper, sha256=blob.sha256, filename="to-khai.png")
        perform(command, self.town["tiepnhan"])

    def row(self, dossier: UUID) -> Dossier:
        """Return the dossier as it is in the books."""
        return Dossier.objects.get(pk=dossier)

    def code_of(self, username: str) -> str:
        """Return the next good code of the person's second factor, as their phone shows it."""
        device = TOTPDevice.objects.get(user_id=self.town.account(username), confirmed=True)
        device.last_t, device.throttling_failure_count = -1, 0
        device.save()
        totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
        return f"{totp.token():0{device.digits}d}"


@pytest.fixture
def desk(town: Any, sign_in: Any) -> Desk:
    """Return the town's back office."""
    return Desk(town, sign_in)
