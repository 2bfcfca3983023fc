"""Tables of the catalogue: procedures and their versions as published, and what each centre made of them."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Procedure(models.Model):
    """A procedure by its code; what it says is in its versions."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=500)
    folded = models.CharField(max_length=500)
    field = models.CharField(max_length=120)
    agency_class = models.CharField(max_length=20)
    thin = models.BooleanField(default=False)
    province = models.CharField(max_length=60, blank=True)


class ProcedureVersion(models.Model):
    """One version of a procedure: never changed once loaded. ``content`` is a ``facts.ProcedureFacts`` as JSON.

    A dossier stays with the version it was accepted under. ``valid_to`` is the last day in force. ``origin`` says how it
    came: with the product, from the national catalogue, or from the centre's own list.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    content = models.TextField()
    origin = models.CharField(max_length=10, default="packaged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="catalogue_version_number"),
        ]


class VersionRecord(models.Model):
    """The record a version was read from, as it came: what was judged can be judged again."""

    version = models.OneToOneField(ProcedureVersion, on_delete=models.PROTECT, primary_key=True, related_name="+")
    shape = models.CharField(max_length=10)
    content = models.TextField()


class CatalogueLoad(Streamed):
    """One load of procedures: where they came from and how many were new."""

    STREAM = "catalogue_load"
    COMMON = True

    source = models.CharField(max_length=60, default="motcua.catalogue.packaged")
    digest = models.CharField(max_length=64)
    loaded = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    at = models.DateTimeField()


class Posting(Streamed):
    """That a centre offers a procedure, and what its director confirmed about it.

    ``confirmed`` holds ``facts.Limit`` values as JSON, each with its ground: only these and binding published limits
    give a due date. The centre's own steps are a :class:`Process`.
    """

    STREAM = "posting"
    COMMON = True

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="postings")
    on = models.BooleanField(default=True)
    since = models.DateField()
    confirmed = models.TextField(default="[]")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "procedure"], name="catalogue_posting_once")]


class Process(Streamed):
    """A version of a centre's own internal process for a procedure: a draft, checked, then in force from a day, or dropped.

    ``steps`` holds ``rules.process.PlannedStep`` values as JSON. Of those in force the one that began last counts; dossiers
    keep the steps they were accepted with.
    """

    STREAM = "process"
    COMMON = True

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="draft")
    steps = models.TextField(default="[]")
    from_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "procedure", "number"], name="catalogue_process_number"),
        ]


class Notice(Streamed):
    """That the set of a procedure was put up on the board: which version, which lines, and what was found missing since.

    ``lines`` holds digests by key as they were posted, ``taken_down`` what was said of lines found missing, by key. The
    newest notice of a procedure counts.
    """

    STREAM = "notice"
    COMMON = True

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    version_number = models.PositiveIntegerField()
    posted_on = models.DateField()
    lines = models.TextField(default="{}")
    taken_down = models.TextField(default="{}")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "procedure", "number"], name="catalogue_notice_number"),
        ]


class EForm(Streamed):
    """A version of the form a procedure's declaration is filled in on: a draft, then in force from a day, or dropped.

    ``case`` empty: for every case that has no form of its own. ``unit`` empty: it came with the product and serves every
    centre without one of its own. ``content`` is the schema as JSON; once in force it never changes.
    """

    STREAM = "eform"
    COMMON = True

    unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    case = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="draft")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    from_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "procedure", "case", "number"], name="catalogue_eform_number"),
            models.UniqueConstraint(
                fields=["procedure", "case", "number"],
                condition=models.Q(unit__isnull=True),
                name="catalogue_eform_packaged_number",
            ),
        ]
