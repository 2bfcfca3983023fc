"""Tables of inspections: a campaign with its team and draws, and its stops."""

from __future__ import annotations

from django.db import models

from motcua.inspections.rules.campaigns import State
from motcua.inspections.rules.stops import Outline, StopState
from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Campaign(Streamed):
    """A campaign of the place and unit that planned it; ``planner`` is the account that prepared it.

    ``outline`` is a list of {key, text, columns}. ``readied_at``: since when an announced one is known outside.
    """

    STREAM = "campaign"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    planner = models.UUIDField()
    title = models.CharField(max_length=300)
    folded = models.CharField(max_length=700)
    kind = models.CharField(max_length=10)
    announced = models.BooleanField()
    state = models.CharField(max_length=10, default=State.DRAFT.value)
    mandate = models.CharField(max_length=10)
    mandate_number = models.CharField(max_length=100, blank=True)
    mandate_day = models.DateField(null=True)
    mandate_issuer = models.CharField(max_length=200, blank=True)
    mandate_file = models.CharField(max_length=64, blank=True)
    content = models.CharField(max_length=4000, blank=True)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    purpose = models.CharField(max_length=2000, blank=True)
    documents = models.JSONField(default=list)
    outline = models.JSONField(default=list)
    outline_due = models.DateField(null=True)
    readied_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=2000, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "state"], name="inspections_campaign_place"),
            models.Index(fields=["planner"], name="inspections_campaign_planner"),
            models.Index(fields=["mandate_file"], name="inspections_campaign_file"),
        ]


class Member(models.Model):
    """Somebody in a team; an official's name and titles are the office's, a unit without a person has no name."""

    id = models.UUIDField(primary_key=True, default=new_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    ordinal = models.PositiveSmallIntegerField()
    told = models.CharField(max_length=10)
    part = models.CharField(max_length=10)
    official = models.ForeignKey("office.Official", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=250, blank=True)
    party = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "official"], name="inspections_member_once")]


class Draw(models.Model):
    """A draw of a campaign. Until it is held the books know of ``seed`` only its hash."""

    id = models.UUIDField(primary_key=True, default=new_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="draws")
    number = models.PositiveSmallIntegerField()
    pool = models.JSONField()
    left_out = models.JSONField()
    days = models.PositiveSmallIntegerField(null=True)
    count = models.PositiveSmallIntegerField()
    seed_hash = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, blank=True)
    committed_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    drawn = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="inspections_draw_number")]


class Stop(Streamed):
    """A half-day of a campaign at a commune. ``at`` is a minute of the day; ``goes`` lists members, empty for all.

    ``asks``: the commune answers the outline here, at its first stop of the campaign. ``outline`` is how far it has come.
    """

    STREAM = "stop"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="stops")
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    venue = models.CharField(max_length=300, blank=True)
    day = models.DateField()
    half = models.CharField(max_length=10)
    at = models.PositiveSmallIntegerField(null=True)
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    goes = models.JSONField(default=list)
    overlap = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, default=StopState.PLANNED.value)
    begun_at = models.DateTimeField(null=True)
    begun_by = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)
    asks = models.BooleanField(default=False)
    outline = models.CharField(max_length=10, default=Outline.EMPTY.value)
    answers = models.JSONField(default=dict)
    drafted = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True)
    remarks = models.CharField(max_length=2000, blank=True)
    overdue_told = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["campaign", "day"], name="inspections_stop_route"),
            models.Index(fields=["day", "place"], name="inspections_stop_day"),
            models.Index(fields=["place", "begun_at"], name="inspections_stop_place"),
        ]
