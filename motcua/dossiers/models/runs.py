"""The runs that hand paper files on: their times, each run, each file in it."""

from __future__ import annotations

from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.rules.runs import ItemState, RunState
from motcua.ledger.models import Streamed


class RunTimes(Streamed):
    """At which times of the day a centre hands paper files on to the divisions: "10:30 16:00"."""

    STREAM = "run_times"

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    times = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "unit"], name="dossiers_run_times_once")]


class HandoverRun(Streamed):
    """One handing-over of paper files from a centre to the divisions. ``slot``: the time it is of, "" for one between."""

    STREAM = "handover_run"

    State = RunState

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    day = models.DateField()
    slot = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=6, default=RunState.OPEN.value)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)
    missing = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["realm", "unit", "number"], name="dossiers_run_number_once"),
            # Two counters scan into one run; a second one open beside it would split the stack.
            models.UniqueConstraint(
                fields=["realm", "unit"], condition=models.Q(state="open"), name="dossiers_one_run_open"
            ),
        ]
        indexes = [models.Index(fields=["unit", "day", "id"], name="dossiers_runs")]


class RunItem(models.Model):
    """One paper file in a run. ``unit``: whose sheet it stands on; ``at_unit``: who scanned it back, where it really is."""

    State = ItemState

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(HandoverRun, on_delete=models.CASCADE, related_name="items")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="run_items")
    ordinal = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=8, default=ItemState.STACKED.value)
    scanned_at = models.DateTimeField()
    scanned_by = models.CharField(max_length=120)
    at_unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "dossier"], name="dossiers_run_item_once"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(state__in=["stacked", "stray"]),
                name="dossiers_on_its_way_once",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "id"], condition=models.Q(state="missing"), name="dossiers_files_missing"),
        ]
