"""Tables of works. What follows from history (percents, counts) is kept in the row beside it, for lists."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Works(Streamed):
    """Building works of one centre, done by one contractor, asked for by a day.

    ``last_day`` is the last day in time, reckoned from how the day was asked for. ``last_word_on`` is the day of the
    contractor's last word, the day of the start where there was none. ``silence_degree`` and ``slip_told`` are what was
    last noticed, and nothing again when the works spoke.
    """

    STREAM = "works"

    class State(models.TextChoices):
        """Under way, accepted, or given up."""

        RUNNING = "running"
        ACCEPTED = "accepted"
        CANCELLED = "cancelled"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    contractor = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=500)
    venue = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    starts = models.DateField()
    asked_kind = models.CharField(max_length=8)
    asked_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    ground = models.CharField(max_length=1000, blank=True)
    asked_by = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(null=True)
    silent_days = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(default=0)
    seen_percent = models.PositiveSmallIntegerField(null=True)
    seen_on = models.DateField(null=True)
    last_word_on = models.DateField()
    silence_degree = models.PositiveSmallIntegerField(default=0)
    slip_told = models.PositiveIntegerField(default=0)
    miss_told = models.BooleanField(default=False)
    open_blockers = models.PositiveSmallIntegerField(default=0)
    accepted_on = models.DateField(null=True)
    days_late = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["place", "state", "last_day"], name="works_place"),
            models.Index(fields=["contractor", "state"], name="works_contractor"),
        ]


class Stage(models.Model):
    """A part of the works with its weight and planned days; ``done`` is empty until something was said of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    works = models.ForeignKey(Works, on_delete=models.CASCADE, related_name="stages")
    key = models.CharField(max_length=40)
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField()
    done = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["works", "key"], name="works_stage_key")]


class Report(models.Model):
    """One word about the works: the builder's report, or what an official saw (``source``)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    works = models.ForeignKey(Works, on_delete=models.CASCADE, related_name="reports")
    source = models.CharField(max_length=8)
    day = models.DateField()
    at = models.DateTimeField()
    account_id = models.UUIDField()
    unit_name = models.CharField(max_length=250)
    percent = models.PositiveSmallIntegerField()
    stages = models.JSONField(default=dict)
    words = models.CharField(max_length=2000, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["works", "at"], name="works_report_at")]


class Photo(models.Model):
    """Evidence that came with a report."""

    id = models.UUIDField(primary_key=True, default=new_id)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="photos")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    filename = models.CharField(max_length=200)


class Blocker(models.Model):
    """Something that blocks the works, until it is cleared."""

    id = models.UUIDField(primary_key=True, default=new_id)
    works = models.ForeignKey(Works, on_delete=models.CASCADE, related_name="blockers")
    what = models.CharField(max_length=1000)
    side = models.CharField(max_length=10)
    who = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    how = models.CharField(max_length=1000, blank=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.UUIDField(null=True)


class Acceptance(models.Model):
    """An acceptance record as it was signed; ``set_aside_at`` when a defect opened the works again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    works = models.ForeignKey(Works, on_delete=models.CASCADE, related_name="acceptances")
    held_on = models.DateField()
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()
    signer_title = models.CharField(max_length=200)
    parties = models.JSONField(default=list)
    conclusion = models.CharField(max_length=2000, blank=True)
    last_day = models.DateField(null=True)
    late = models.PositiveIntegerField(default=0)
    set_aside_at = models.DateTimeField(null=True)


class Defect(models.Model):
    """What an acceptance left to mend by a day: mended by the builder's word, good when an official saw it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    acceptance = models.ForeignKey(Acceptance, on_delete=models.CASCADE, related_name="defects")
    what = models.CharField(max_length=500)
    due = models.DateField()
    mended_at = models.DateTimeField(null=True)
    mended_words = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_words = models.CharField(max_length=500, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
