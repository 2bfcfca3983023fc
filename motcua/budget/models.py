"""Tables of budget. Amounts are whole đồng; what follows from the lines is kept in the row, for lists."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Estimate(Streamed):
    """An estimate of a centre's running costs for a year; ``missing_told`` once the day went by without approval."""

    STREAM = "estimate"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    total = models.BigIntegerField(default=0)
    wanted_by = models.DateField(null=True)
    ground = models.CharField(max_length=500, blank=True)
    round = models.PositiveSmallIntegerField(default=0)
    drafted_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    missing_told = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["place", "year"], name="budget_estimate_place")]


class EstimateLine(models.Model):
    """One line of an estimate as it stands now; earlier ones are in the books."""

    id = models.UUIDField(primary_key=True, default=new_id)
    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="lines")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    for_centre = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)


class Grant(Streamed):
    """Support money of a commune; ``spent`` and ``centre_spent`` count what stands."""

    STREAM = "grant"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    decision = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True)
    amount = models.BigIntegerField()
    purpose = models.CharField(max_length=500, blank=True)
    centre_first = models.BooleanField(default=False)
    centre_first_ground = models.CharField(max_length=500, blank=True)
    recorded_on = models.DateField()
    spent = models.BigIntegerField(default=0)
    centre_spent = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["place", "recorded_on"], name="budget_grant_place")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(spent__gte=0, spent__lte=models.F("amount")), name="budget_no_more"
            ),
            models.CheckConstraint(
                condition=models.Q(centre_spent__gte=0, centre_spent__lte=models.F("spent")), name="budget_share"
            ),
        ]


class Spending(models.Model):
    """One spending of a grant; taken back it stays, with the reason."""

    id = models.UUIDField(primary_key=True, default=new_id)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="spendings")
    day = models.DateField()
    at = models.DateTimeField()
    account_id = models.UUIDField()
    what = models.CharField(max_length=300)
    amount = models.BigIntegerField()
    for_centre = models.BooleanField()
    paper = models.CharField(max_length=200, blank=True)
    warned = models.BooleanField(default=False)
    centre_gaps = models.PositiveIntegerField(null=True)
    gaps_as_of = models.DateField(null=True)
    gaps_source = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    reversed_at = models.DateTimeField(null=True)
    reversed_why = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["grant", "day"], name="budget_spending_day")]
