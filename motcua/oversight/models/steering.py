"""Tables around directives: plans with their milestones, days of every year, reports as issued, wording of «6 rõ»."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Plan(Streamed):
    """A plan of tasks for a place and a period; its tasks are directives."""

    STREAM = "plan"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    accepted_on = models.DateField(null=True)
    accepted_by = models.UUIDField(null=True)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["place", "starts"], name="oversight_plan_place")]


class Milestone(models.Model):
    """What a plan wants reached by the end of a month."""

    id = models.UUIDField(primary_key=True, default=new_id)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    month = models.DateField()
    words = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "month"], name="oversight_milestone_once")]


class Occasion(Streamed):
    """A day that comes every year at a place; month and day 0: mid-autumn by the moon."""

    STREAM = "occasion"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    owner = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    kept = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["place", "kept"], name="oversight_occasion_place")]


class OccasionDay(models.Model):
    """The day of one year, where it is another than the usual one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="days")
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occasion", "year"], name="oversight_occasion_year")]


class SteeringReport(Streamed):
    """The report of a period as it was issued: figures and lines in the words of that day."""

    STREAM = "steering_report"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    words = models.CharField(max_length=2000, blank=True)
    figures = models.JSONField()
    lines = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["place", "starts"], name="oversight_report_place")]


class SixWords(Streamed):
    """What a place calls the six clear things, from a moment on; the newest counts."""

    STREAM = "six_words"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    words = models.JSONField()
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "set_at"], name="oversight_six_words_place")]
