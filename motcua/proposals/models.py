"""Tables of proposals. What follows from history (state, lead, when it closed) is kept in the row, for lists and counts."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Filing(Streamed):
    """An ordered list that a commune filed at once. ``first`` items came with it; ``listed_open``: it ends with «…»."""

    STREAM = "filing"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    occasion = models.CharField(max_length=8)
    visit = models.UUIDField(null=True)
    visit_words = models.CharField(max_length=300, blank=True)
    first = models.PositiveSmallIntegerField()
    listed_open = models.BooleanField(default=True)
    filed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "id"], name="proposals_filing_place")]


class Common(Streamed):
    """A matter that several communes ask about, kept by the steering office of ``place``."""

    STREAM = "common_matter"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    folded = models.CharField(max_length=600)
    category = models.CharField(max_length=20)
    lead = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    open = models.BooleanField(default=True)
    outcome = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=4000, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "open"], name="proposals_common_place")]


class Proposal(Streamed):
    """A difficulty or a proposal.

    ``open`` says that it still waits for an answer. ``lead`` is the unit it lies with, ``lies_since`` from when;
    nobody where no unit could be found or it was sent to somebody these books do not know.
    """

    STREAM = "proposal"

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="items")
    ordinal = models.PositiveSmallIntegerField()
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=10)
    category = models.CharField(max_length=20)
    statement = models.CharField(max_length=2000)
    folded = models.CharField(max_length=6000)
    purpose = models.CharField(max_length=1000, blank=True)
    priority = models.CharField(max_length=500, blank=True)
    cost = models.BigIntegerField(null=True)
    cost_basis = models.CharField(max_length=500, blank=True)
    solver = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    open = models.BooleanField(default=True)
    filed_on = models.DateField()
    closed_on = models.DateField(null=True)
    lead = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    lies_since = models.DateField()
    forwarded_to = models.CharField(max_length=250, blank=True)
    promised_by = models.DateField(null=True)
    satisfied = models.BooleanField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    common = models.ForeignKey(Common, null=True, on_delete=models.PROTECT, related_name="members")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["filing", "ordinal"], name="proposals_filing_ordinal")]
        indexes = [
            models.Index(fields=["place", "open", "filed_on"], name="proposals_place"),
            models.Index(fields=["open", "filed_on"], name="proposals_open"),
            models.Index(fields=["lead", "open", "filed_on"], name="proposals_lead"),
        ]


class Routed(models.Model):
    """A unit a proposal lies with now; one of them leads."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="routes")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    lead = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "unit"], name="proposals_routed_once")]
        indexes = [models.Index(fields=["unit", "proposal"], name="proposals_routed_unit")]


class Wait(models.Model):
    """A stretch of days in which a proposal had no answer and lay with one unit; ``until`` is the first day no more so."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="waits")
    ordinal = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "ordinal"], name="proposals_wait_ordinal")]
        indexes = [models.Index(fields=["since", "until"], name="proposals_wait_days")]


class Difficulty(models.Model):
    """A proposal that answers a difficulty."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="difficulties")
    difficulty = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="proposed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "difficulty"], name="proposals_difficulty_once")]


class Evidence(models.Model):
    """A fact of another book as it was, or a file; ``aside_at`` says that it no longer counts."""

    id = models.UUIDField(primary_key=True, default=new_id)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="evidence")
    book = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    values = models.JSONField(default=dict)
    as_of = models.DateTimeField()
    href = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    aside_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="proposals_file")]


class Answer(models.Model):
    """One answer to a proposal, as it reads now."""

    id = models.UUIDField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers")
    at = models.DateTimeField()
    account_id = models.UUIDField()
    unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=250)
    outcome = models.CharField(max_length=10)
    words = models.CharField(max_length=4000)
    promised_by = models.DateField(null=True)
    directive = models.UUIDField(null=True)
    open_part = models.CharField(max_length=1000, blank=True)
    forwarded_to = models.CharField(max_length=250, blank=True)
    common = models.UUIDField(null=True)
    conclusion = models.UUIDField(null=True)
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["proposal", "at"], name="proposals_answer_at")]


class Routing(Streamed):
    """To which units matters of a category go in a place, from the moment it was said; the last word counts."""

    STREAM = "proposal_routing"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20)
    units = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "category", "set_at"], name="proposals_routing_place")]
