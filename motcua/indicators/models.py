"""Tables of figures that people stated. Nothing here is ever added up: what is computed is not kept."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Figure(Streamed):
    """One stated figure, for all its places together. ``home`` is the place of who entered it.

    ``value`` is plain decimal text with the decimals typed; ``flags`` the lasting flags, ``open_flags`` how many of them
    nobody has explained. ``last`` is the last day of the period, ``told_on`` the day it was stated.
    """

    STREAM = "figure"

    home = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=30, blank=True)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=6)
    unit = models.CharField(max_length=30, blank=True)
    value = models.CharField(max_length=30, blank=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    parts = models.JSONField(default=list)
    first = models.DateField()
    last = models.DateField()
    stated_by = models.CharField(max_length=200)
    basis = models.CharField(max_length=4)
    source = models.CharField(max_length=8)
    source_id = models.UUIDField(null=True)
    source_words = models.CharField(max_length=1000)
    told_on = models.DateField()
    scale = models.CharField(max_length=10, blank=True)
    level = models.CharField(max_length=10, blank=True)
    flags = models.CharField(max_length=200, blank=True)
    open_flags = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    folded = models.CharField(max_length=1600)

    class Meta:
        indexes = [
            models.Index(fields=["-told_on", "-id"], name="indicators_figure_day"),
            models.Index(fields=["home", "-told_on", "-id"], name="indicators_figure_home"),
            models.Index(fields=["indicator", "-told_on"], name="indicators_figure_what"),
        ]


class FigurePlace(models.Model):
    """One of the places a figure is about; a figure of several is joint, and is that of none of them."""

    id = models.UUIDField(primary_key=True, default=new_id)
    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figure", "place"], name="indicators_place_once")]
        indexes = [models.Index(fields=["place", "figure"], name="indicators_place_figure")]


class Explanation(models.Model):
    """Why a flagged figure is as it is, in somebody's words."""

    id = models.UUIDField(primary_key=True, default=new_id)
    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="explanations")
    code = models.CharField(max_length=20)
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    account_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figure", "code"], name="indicators_explained_once")]
