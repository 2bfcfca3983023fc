"""Tables of oversight. What the last word said is kept in the row, for lists; every word is kept beside it."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed
from motcua.oversight.models.directives import Directive, DirectiveFile, DirectiveUnit, DirectiveWord
from motcua.oversight.models.steering import Milestone, Occasion, OccasionDay, Plan, SixWords, SteeringReport


class Project(Streamed):
    """A project, a clearance or a plan that a commune is watched for. ``stale_told`` is unset by the next word."""

    STREAM = "project"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=600)
    kind = models.CharField(max_length=12)
    site = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12)
    next_step = models.CharField(max_length=500, blank=True)
    next_by = models.DateField(null=True)
    last_word_on = models.DateField()
    stale_days = models.PositiveSmallIntegerField()
    stale_told = models.BooleanField(default=False)
    open = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["place", "open", "last_word_on"], name="oversight_project_place")]


class ProjectWord(models.Model):
    """One word about a project, and whose it is."""

    id = models.UUIDField(primary_key=True, default=new_id)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="words")
    at = models.DateTimeField()
    account_id = models.UUIDField()
    unit_name = models.CharField(max_length=250)
    status = models.CharField(max_length=12)
    text = models.CharField(max_length=2000)
    next_step = models.CharField(max_length=500, blank=True)
    next_by = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["project", "at"], name="oversight_word_at")]


__all__ = [
    "Directive",
    "DirectiveFile",
    "DirectiveUnit",
    "DirectiveWord",
    "Milestone",
    "Occasion",
    "OccasionDay",
    "Plan",
    "Project",
    "ProjectWord",
    "SixWords",
    "SteeringReport",
]
