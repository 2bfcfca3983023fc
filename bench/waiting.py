"""Some of the open dossiers of filled books wait: for papers, for money, or suspended; so that their lists hold something."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from bench.province import Centre, centres
from motcua.dossiers.commands import DemandFee, RequestSupplement, SuspendDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.acts import first_paper
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.perform import perform
from motcua.ledger.sealing import seal_all

A_TENTH = 10
KEPT = "1.001193"
"""The procedure whose dossiers are worked by what is measured: none of it is made to wait."""


def lay() -> None:
    """Make a tenth of each centre's open dossiers wait for each reason, by ``perform``; nothing where it was done before."""
    for centre in centres():
        with transaction.atomic():
            _lay(centre)
    seal_all()


def _lay(centre: Centre) -> None:
    still_open, staff = Dossier.objects.filter(open=True, received_unit=centre.place.centre), centre.staff
    if still_open.filter(paused_at__isnull=False).exists():
        return
    free = still_open.filter(step=1).exclude(procedure_code=KEPT).order_by("id")
    waiting = list(free.values_list("id", flat=True)[: 3 * max(1, still_open.count() // A_TENTH)])
    ways: tuple[tuple[Callable[[UUID], Command], Actor], ...] = (
        (_supplement, staff["tiepnhan"]),
        (lambda id_: DemandFee(dossier=id_, notice="TB-01", amount_vnd=8_000), staff["tiepnhan"]),
        (lambda id_: SuspendDossier(dossier=id_, ground="Điều luật thử", reason="Chờ xác minh"), staff["giamdoc"]),
    )
    for at, id_ in enumerate(waiting):
        build, actor = ways[at % len(ways)]
        perform(build(id_), actor)


def _supplement(dossier: UUID) -> Command:
    return RequestSupplement(dossier=dossier, lacking=(Lacking(key=first_paper(dossier), words="Nộp bản chính"),))
