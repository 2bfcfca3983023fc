"""Tables of directives. What lists ask for is kept in the row; everything that was said hangs beside it.

``until`` is the last day in time, :data:`FAR` where there is none, so that one index orders what has a day before what has
none. ``keeper`` answers for the directive as its issuer: whoever issued it, or the successor that signed for it; that a
keeper has ended is read from its validity and stands in no column. ``open`` says that it is neither accepted nor called off.
"""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed
from motcua.oversight.rules.directives import FAR


class Directive(Streamed):
    """One task that somebody above gave: source, the six clear things, units, time, state."""

    STREAM = "directive"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)
    folded = models.CharField(max_length=900)
    source_kind = models.CharField(max_length=12)
    source = models.UUIDField(null=True)
    source_words = models.CharField(max_length=2000, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    document_date = models.DateField(null=True)
    issuer_words = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    plan = models.ForeignKey("oversight.Plan", on_delete=models.PROTECT, null=True, related_name="tasks")
    period = models.CharField(max_length=10, blank=True)
    keeper = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    keeper_place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    group_words = models.CharField(max_length=200, blank=True)
    person = models.UUIDField(null=True)
    leader = models.UUIDField(null=True)
    product = models.CharField(max_length=500, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    authority = models.CharField(max_length=500, blank=True)
    target_words = models.CharField(max_length=500, blank=True)
    due_kind = models.CharField(max_length=8)
    due_day = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    occasion = models.ForeignKey("oversight.Occasion", on_delete=models.PROTECT, null=True, related_name="+")
    anchor_unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    offset_days = models.SmallIntegerField(default=0)
    until = models.DateField(default=FAR)
    repeat = models.CharField(max_length=10)
    repeat_day = models.PositiveSmallIntegerField(default=0)
    lacking = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10)
    open = models.BooleanField(default=True)
    percent = models.PositiveSmallIntegerField(default=0)
    obstacle = models.CharField(max_length=1000, blank=True)
    opened_on = models.DateField()
    opened_by = models.UUIDField()
    started_on = models.DateField(null=True)
    last_word_on = models.DateField(null=True)
    offered_on = models.DateField(null=True)
    offered_by = models.UUIDField(null=True)
    done_on = models.DateField(null=True)
    days_late = models.PositiveSmallIntegerField(default=0)
    asked_day = models.DateField(null=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    returned = models.PositiveSmallIntegerField(default=0)
    degree = models.PositiveSmallIntegerField(default=0)
    lesson = models.CharField(max_length=2000, blank=True)
    replaced_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "period"], condition=~models.Q(period=""), name="oversight_directive_period"
            )
        ]
        indexes = [
            models.Index(fields=["open", "until", "id"], name="oversight_directive_due"),
            models.Index(fields=["place", "open", "until"], name="oversight_directive_place"),
            models.Index(fields=["lead", "open", "until"], name="oversight_directive_lead"),
            models.Index(fields=["keeper_place", "open", "until"], name="oversight_directive_keeper"),
            models.Index(
                fields=["source"], condition=models.Q(source__isnull=False), name="oversight_directive_source"
            ),
        ]


class DirectiveUnit(models.Model):
    """A unit that shares a directive; the one that leads stands in the directive itself."""

    id = models.UUIDField(primary_key=True, default=new_id)
    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="co_owners")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directive", "unit"], name="oversight_directive_unit_once")]


class DirectiveWord(models.Model):
    """One thing said about a directive: a report, an extension asked or decided, an offer, a return, a lesson.

    ``links`` point at works, projects, training, proposals elsewhere: kind, id, words. ``day`` and ``before`` are the days
    an extension is about.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="words")
    at = models.DateTimeField()
    account_id = models.UUIDField()
    unit_name = models.CharField(max_length=250)
    kind = models.CharField(max_length=12)
    percent = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=2000, blank=True)
    obstacle = models.CharField(max_length=1000, blank=True)
    day = models.DateField(null=True)
    before = models.DateField(null=True)
    links = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["directive", "at"], name="oversight_directive_word_at")]


class DirectiveFile(models.Model):
    """A piece of evidence of a word."""

    id = models.UUIDField(primary_key=True, default=new_id)
    word = models.ForeignKey(DirectiveWord, on_delete=models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
