"""Tables of samples: a sample with its draw, the dossiers in it, what was said of each check, findings made of them."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Sample(Streamed):
    """A sample of dossiers at a stop. Until it is held the books know of ``seed`` only its hash.

    Days of ``since`` and ``until`` are days of reception. ``procedures`` are the codes meant by ``field`` or ``procedure``
    when it was fixed, none for all. ``size`` and ``fingerprint`` are those of the population.
    """

    STREAM = "sample"

    campaign_id = models.UUIDField()
    stop_id = models.UUIDField()
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField()
    field = models.CharField(max_length=200, blank=True)
    procedure = models.CharField(max_length=20, blank=True)
    procedures = models.JSONField(default=list)
    count = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    seed_hash = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, blank=True)
    committed_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stop_id", "number"], name="samples_sample_number")]
        indexes = [models.Index(fields=["place", "held_at"], name="samples_sample_place")]


class Line(models.Model):
    """A dossier of a sample, with its code as it was then; ``picked`` by hand for ``reason``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="lines", db_index=False)
    ordinal = models.PositiveSmallIntegerField()
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    picked = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "dossier"], name="samples_line_once")]


class Answer(models.Model):
    """What somebody said of one check; of several, one is current, others stand beside it or are past."""

    class Standing(models.TextChoices):
        """Whether an answer holds."""

        CURRENT = "current"
        BESIDE = "beside"
        PAST = "past"

    id = models.UUIDField(primary_key=True, default=new_id)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="answers", db_index=False)
    check_key = models.CharField(max_length=20)
    books = models.CharField(max_length=10)
    verdict = models.CharField(max_length=10)
    words = models.CharField(max_length=2000, blank=True)
    standing = models.CharField(max_length=8)
    observed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    account_id = models.UUIDField()
    by = models.CharField(max_length=150)
    by_title = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [models.Index(fields=["line", "check_key", "standing"], name="samples_answer_check")]


class Raised(models.Model):
    """A finding that was made of a check."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="raised")
    check_key = models.CharField(max_length=20)
    answer_id = models.UUIDField()
    finding_id = models.UUIDField(unique=True)
