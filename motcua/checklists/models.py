"""Tables of checklists. A version's content never changes; whether it is in use is told by days."""

from __future__ import annotations

from django.db import models

from motcua.checklists.rules.versions import State
from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Checklist(Streamed):
    """A checklist: packaged for everybody (``place`` empty), or of a place and used by those within its reach.

    ``title`` is that of its newest version, ``ends_on`` the day from which no version is offered.
    """

    STREAM = "checklist"

    place = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    folded = models.CharField(max_length=300)
    used = models.BooleanField(default=False)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "place", "key"], name="checklists_key_once")]
        indexes = [models.Index(fields=["realm", "place", "folded", "id"], name="checklists_list")]


class Version(models.Model):
    """A version of a checklist: the XLSX it came as (``sha256``), its XForm, and ``content``, JSON of ``rules.items.Form``.

    ``digest`` is the hash of XForm and content.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, default=State.DRAFT.value)
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    xform = models.TextField()
    content = models.TextField()
    items = models.PositiveSmallIntegerField()
    scored = models.PositiveSmallIntegerField()
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=120, blank=True)
    published_note = models.CharField(max_length=500, blank=True)
    retired_from = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklists_version_once"),
            models.UniqueConstraint(
                fields=["checklist"], condition=models.Q(state="draft"), name="checklists_one_draft"
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="checklists_version_file")]
