"""Tables of links. Single measurements are kept for a while, hours for good; cuts are what the books say."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Line(Streamed):
    """A line of a centre, or the province's system as a target that is tested like one.

    Speeds promised in Mbit/s, cost in đồng a month, ``until`` the last day of use. ``token_digest`` is the SHA-256 of
    the token a measuring machine shows. ``last_*`` repeat the newest measurement and the newest test, for lists.
    """

    STREAM = "line"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    use = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=500)
    provider = models.CharField(max_length=200, blank=True)
    contract = models.CharField(max_length=200, blank=True)
    down_mbps = models.PositiveIntegerField(null=True)
    up_mbps = models.PositiveIntegerField(null=True)
    monthly_cost = models.PositiveBigIntegerField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    p95_ms = models.PositiveIntegerField()
    loss = models.PositiveSmallIntegerField()
    speed = models.PositiveSmallIntegerField()
    silent = models.PositiveIntegerField()
    patience = models.PositiveSmallIntegerField()
    services = models.JSONField(default=list)
    token_digest = models.CharField(max_length=64, blank=True)
    last_at = models.DateTimeField(null=True)
    silent_told = models.DateTimeField(null=True)
    cut_since = models.DateTimeField(null=True)
    tested_at = models.DateTimeField(null=True)
    test_passed = models.BooleanField(null=True)
    test_took = models.PositiveBigIntegerField(null=True)
    test_fault = models.CharField(max_length=200, blank=True)
    backlog = models.PositiveIntegerField(null=True)
    backlog_source = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(fields=["place", "kind"], name="links_line_place")]


class Measurement(models.Model):
    """One measurement at its true time; its id was made by whoever measured, so that a second report changes nothing."""

    id = models.UUIDField(primary_key=True, default=new_id)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="measurements")
    at = models.DateTimeField()
    sent = models.PositiveIntegerField()
    received = models.PositiveIntegerField()
    p50 = models.PositiveBigIntegerField(null=True)
    p95 = models.PositiveBigIntegerField(null=True)
    down = models.PositiveBigIntegerField(null=True)
    up = models.PositiveBigIntegerField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["line", "at"], name="links_measurement_at")]


class Hour(models.Model):
    """What an hour's measurements come to; ``pieces`` are the stretches of it that were measured.

    Each piece is ``[first second, last second, up]``, counted from the start of the hour, so that uptime needs no single
    measurement and stays exact when those are no longer kept.
    """

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="hours")
    start = models.DateTimeField()
    tests = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()
    sent = models.PositiveIntegerField()
    received = models.PositiveIntegerField()
    p50 = models.PositiveBigIntegerField(null=True)
    p95 = models.PositiveBigIntegerField(null=True)
    down = models.PositiveBigIntegerField(null=True)
    up = models.PositiveBigIntegerField(null=True)
    pieces = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "start"], name="links_hour_once")]


class Outage(models.Model):
    """A cut of a line, in the books once; withdrawn ones stay with their reason."""

    id = models.UUIDField(primary_key=True, default=new_id)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="outages")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=8)
    end_source = models.CharField(max_length=8, blank=True)
    cause = models.CharField(max_length=1000, blank=True)
    services = models.JSONField(default=list)
    reported_at = models.DateTimeField()
    reported_by = models.UUIDField()
    corrections = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["line", "started_at"], name="links_outage_at")]


class Evidence(models.Model):
    """A file that shows a cut: a picture, a letter of the provider."""

    id = models.UUIDField(primary_key=True, default=new_id)
    outage = models.ForeignKey(Outage, on_delete=models.CASCADE, related_name="evidence")
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
