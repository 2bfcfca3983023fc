"""What the counter keeps beside dossiers: what was turned away, the closed days, the data shown to citizens and compared."""

from __future__ import annotations

from django.db import models

from motcua.ledger.models import Streamed


class Application(Streamed):
    """What somebody came with that was not received: to be completed (form 02), or refused (form 03). No dossier, no clock."""

    STREAM = "application"

    class Kind(models.TextChoices):
        """Asked to complete it, or refused."""

        SUPPLEMENT = "supplement"
        REFUSAL = "refusal"

    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure_code = models.CharField(max_length=20)
    procedure_name = models.CharField(max_length=500)
    procedure_version = models.ForeignKey(
        "catalogue.ProcedureVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.CharField(max_length=60)
    channel = models.CharField(max_length=8)
    applicant = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+", db_index=False)
    applicant_name = models.CharField(max_length=200)
    submitter = models.ForeignKey(
        "parties.Party", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    about = models.CharField(max_length=500, blank=True)
    papers = models.TextField(default="[]")
    lacking = models.TextField(default="[]")
    reason = models.CharField(max_length=1000, blank=True)
    ground = models.CharField(max_length=300, blank=True)
    turned_at = models.DateTimeField()
    turned_day = models.DateField()
    dossier_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "number"], name="dossiers_application_number_once")]
        indexes = [
            models.Index(fields=["unit", "turned_day", "id"], name="dossiers_turned_away"),
            models.Index(fields=["applicant", "id"], name="dossiers_turned_person"),
        ]


class Day(Streamed):
    """That a centre closed a day."""

    STREAM = "day"

    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=120)
    received = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    left_open = models.TextField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "unit", "day"], name="dossiers_day_once")]


class DataConfirmation(Streamed):
    """That somebody at the counter looked at what the official had typed, on the screen turned to them, and said it is right.

    ``fields``: what was shown and confirmed; ``questioned``: what they touched as wrong before. No value is kept: what
    was confirmed stands in the dossier and in the books of people, each with its history.
    """

    STREAM = "data_confirmation"

    visit_id = models.UUIDField()
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure_code = models.CharField(max_length=20)
    fields = models.CharField(max_length=80)
    questioned = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["visit_id", "id"], name="dossiers_confirmed")]


class DataComparison(Streamed):
    """How several papers of a person differ, kept with a dossier or a visit: only what differs, with what it was for.

    ``differences``: by source and field, as JSON; "{}" once the data of the person were erased. ``correct``: the sources to
    be put right.
    """

    STREAM = "data_comparison"

    number = models.CharField(max_length=40)
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+", db_index=False)
    visit_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField(null=True)
    correct = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200, blank=True)
    differences = models.TextField(default="{}")
    compared_at = models.DateTimeField()
    compared_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["realm", "unit", "number"], name="dossiers_comparison_number_once")
        ]
        indexes = [
            models.Index(fields=["dossier_id"], name="dossiers_compared_dossier"),
            models.Index(fields=["visit_id"], name="dossiers_compared_visit"),
            models.Index(fields=["person", "id"], name="dossiers_compared_person"),
        ]
