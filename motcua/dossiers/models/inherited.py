"""What old units handed over, and which centres answered for a dossier."""

from __future__ import annotations

from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.ledger.models import Streamed


class Handover(Streamed):
    """What an old unit hands over to the centre that came after it, as its minutes say: how many open dossiers.

    ``origin`` is the old unit's place; ``ground`` the resolution of the merger, which stands in each dossier's history.
    """

    STREAM = "dossier_handover"

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    origin = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    stated = models.PositiveIntegerField()
    ground = models.CharField(max_length=300)
    minutes = models.CharField(max_length=120)
    minutes_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "unit", "origin"], name="dossiers_handover_once")]


class Takeover(models.Model):
    """That a dossier passed from one unit that answered for it to the next, which came after it.

    ``old_code``: the code on the old receipt, of one that was not in these books before.
    """

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="takeovers")
    realm = models.CharField(max_length=5)
    from_unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    to_unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    old_code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "place", "old_code"],
                condition=~models.Q(old_code=""),
                name="dossiers_old_code_once",
            ),
        ]
        indexes = [
            models.Index(fields=["to_unit", "place"], name="dossiers_took_over"),
            models.Index(fields=["from_unit"], name="dossiers_passed_on"),
        ]
