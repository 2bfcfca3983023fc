"""How people work: how units give out work, who stands in for whom, calls to sign, sentence patterns, lists kept."""

from __future__ import annotations

from django.db import models

from motcua.ledger.models import Streamed


class WorkGiving(Streamed):
    """How a unit gives out the work that reaches it: by itself to whom the rule proposes (``automatic``), or by hand."""

    STREAM = "work_giving"

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    automatic = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "unit"], name="dossiers_work_giving_once")]


class StandIn(Streamed):
    """That a colleague works somebody's dossiers while they are on leave, ``first`` and ``last`` included.

    ``ended_at``: it is over, and what was still in the colleague's hands went back. ``leave_id``: the recorded leave.
    """

    STREAM = "stand_in"

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    absentee_id = models.UUIDField()
    absentee_name = models.CharField(max_length=120)
    colleague_id = models.UUIDField()
    colleague_name = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField()
    leave_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["absentee_id"], condition=models.Q(ended_at__isnull=True), name="dossiers_stand_ins"),
        ]


class SigningCall(Streamed):
    """How the leaders of a unit are told what waits for their signature.

    ``hours``: the centre's own hours, on the centre's line alone; "" until it settles some. ``told``: the hours of ``day``
    at which they were told; ``muted_on``: the day on which ``muted_by`` wants no more of it.
    """

    STREAM = "signing_call"

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    hours = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    told = models.CharField(max_length=40, blank=True)
    muted_on = models.DateField(null=True)
    muted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "unit"], name="dossiers_signing_call_once")]


class SentencePattern(Streamed):
    """A sentence the whole centre shares for an act (:class:`~motcua.dossiers.rules.patterns.For`), with its ground.

    ``procedure``, ``paper``, ``role``: where alone it is offered, "" everywhere. ``place``: its place in the list of its act.
    ``used``: how often it was sent, a count beside the books.
    """

    STREAM = "sentence_pattern"

    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    words = models.CharField(max_length=500)
    ground = models.CharField(max_length=200, blank=True)
    procedure = models.CharField(max_length=60, blank=True)
    paper = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=60, blank=True)
    place = models.PositiveSmallIntegerField(default=1)
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=120)
    retired_at = models.DateTimeField(null=True)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["centre", "place"], condition=models.Q(retired_at__isnull=True), name="dossiers_patterns"
            ),
        ]


class SavedView(Streamed):
    """A list of dossiers with its filters that one person keeps under a name: theirs alone, seen by nobody else.

    ``filters``: what was typed into the filters, as JSON; what it holds is asked anew, under the rights of whoever looks.
    """

    STREAM = "saved_view"

    owner_id = models.UUIDField()
    name = models.CharField(max_length=60, blank=True)
    scope = models.CharField(max_length=20)
    filters = models.TextField(default="{}")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["owner_id", "id"], condition=models.Q(removed_at__isnull=True), name="dossiers_saved_views"
            ),
        ]
