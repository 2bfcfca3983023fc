"""Tables of conclusions: the paper, the places it speaks of, who received it, what was corrected."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Conclusion(Streamed):
    """What was concluded at a working session or by an inspection, from draft to paper.

    ``place`` is that of the issuing body, ``unit`` whoever began the draft. Its head (``front``) and sentences lie here as the events
    tell them. ``paper`` is the file laid before the signer, ``file`` what was signed or the scan of the paper.
    """

    STREAM = "conclusion"

    issuer = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    genre = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    speaker = models.CharField(max_length=200, blank=True)
    spoken_on = models.DateField()
    front = models.JSONField()
    sentences = models.JSONField(default=list)
    asks = models.PositiveSmallIntegerField(default=0)
    undated = models.PositiveSmallIntegerField(default=0)
    folded = models.TextField()
    round = models.PositiveSmallIntegerField(default=0)
    remarks = models.CharField(max_length=2000, blank=True)
    paper = models.CharField(max_length=64, blank=True)
    file = models.CharField(max_length=64, blank=True)
    way = models.CharField(max_length=8, blank=True)
    signed_on = models.DateField(null=True)
    signer_name = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=300, blank=True)
    trial = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    number_text = models.CharField(max_length=50, blank=True)
    issued_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    replaces = models.UUIDField(null=True)
    replaced_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["issuer", "state", "-spoken_on"], name="conclusions_conclusion_body"),
            models.Index(fields=["unit", "state", "-spoken_on"], name="conclusions_conclusion_unit"),
            models.Index(fields=["-spoken_on", "-id"], name="conclusions_conclusion_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "issuer", "year", "number_text"],
                condition=~models.Q(number_text=""),
                name="conclusions_conclusion_number",
            )
        ]


class ConclusionPlace(models.Model):
    """A place that a conclusion speaks of."""

    id = models.UUIDField(primary_key=True, default=new_id)
    conclusion = models.ForeignKey(Conclusion, on_delete=models.CASCADE, related_name="spoken_of")
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "conclusion"], name="conclusions_conclusion_place")]


class ConclusionRecipient(models.Model):
    """A place or body that a conclusion went out to, and who there said it has arrived."""

    id = models.UUIDField(primary_key=True, default=new_id)
    conclusion = models.ForeignKey(Conclusion, on_delete=models.CASCADE, related_name="sent_to")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True)
    account_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "conclusion"], name="conclusions_conclusion_sent")]


class ConclusionCorrigendum(models.Model):
    """A correction issued after signing: what stood there and what is to be read instead."""

    id = models.UUIDField(primary_key=True, default=new_id)
    conclusion = models.ForeignKey(Conclusion, on_delete=models.CASCADE, related_name="corrigenda")
    number = models.CharField(max_length=50)
    issued_on = models.DateField()
    sentence = models.UUIDField(null=True)
    wrong = models.CharField(max_length=2000)
    right = models.CharField(max_length=2000)
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()
    account_id = models.UUIDField()
