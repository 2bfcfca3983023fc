"""Tables of archives: fonds with their boxes and files, official lists, faults, handovers between two bodies."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class RetentionList(Streamed):
    """One version of an official list of classes and periods (*danh mục, thời hạn bảo quản*), with its source.

    ``place`` is who brought it in; without one it came packaged and is for everybody. Never changed once it is in.
    """

    STREAM = "retention_list"

    place = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    issued_on = models.DateField(null=True)
    trust = models.CharField(max_length=20)
    note = models.CharField(max_length=500, blank=True)
    edition = models.CharField(max_length=64, unique=True)
    brought_at = models.DateTimeField()


class RetentionClass(models.Model):
    """A class of a list; ``years`` 0 is *vĩnh viễn*, ``None`` where the list names no single period."""

    id = models.BigAutoField(primary_key=True)
    list = models.ForeignKey(RetentionList, on_delete=models.CASCADE, related_name="classes")
    ordinal = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    group = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    years = models.PositiveSmallIntegerField(null=True)
    ground = models.CharField(max_length=200, blank=True)
    trust = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "code"], name="archives_class_once")]


class Fonds(Streamed):
    """The records of one body (*phông*), kept together when the body ends.

    ``origin`` made the records, ``custodian`` keeps them, ``place`` is the custodian's: it moves with the custody.
    ``inventory`` counts the changes of its lines; a check is fresh while ``checked_inventory`` is the same. ``locked``
    names the handover under signature: until it is decided nothing of the inventory changes.
    """

    STREAM = "fonds"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    origin = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    custodian = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=250)
    folded = models.CharField(max_length=250)
    begins = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    metres = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    condition = models.CharField(max_length=500, blank=True)
    expected = models.PositiveIntegerField(null=True)
    list = models.ForeignKey(RetentionList, null=True, on_delete=models.PROTECT, related_name="+")
    files = models.PositiveIntegerField(default=0)
    classified = models.PositiveIntegerField(default=0)
    shelved = models.PositiveIntegerField(default=0)
    faultless = models.PositiveIntegerField(default=0)
    unsettled = models.PositiveIntegerField(default=0)
    inventory = models.PositiveIntegerField(default=0)
    checked_inventory = models.PositiveIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    locked = models.UUIDField(null=True)
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "folded", "id"], name="archives_fonds_place")]


class Box(models.Model):
    """A box (*hộp, cặp*): its number, where it stands, how many sheets it may hold (0: not measured)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    fonds = models.ForeignKey(Fonds, on_delete=models.CASCADE, related_name="boxes", db_index=False)
    number = models.CharField(max_length=20)
    order = models.CharField(max_length=40)
    shelf = models.CharField(max_length=120, blank=True)
    capacity = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fonds", "number"], name="archives_box_once")]


class RecordFile(models.Model):
    """A file of a fonds (*hồ sơ lưu trữ*): one line of the list. ``years`` 0 is *vĩnh viễn*, ``None`` not known.

    Numbers may repeat: that is a fault to be told, not to be refused. ``faults`` and ``excepted`` are from the last check.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    fonds = models.ForeignKey(Fonds, on_delete=models.CASCADE, related_name="lines", db_index=False)
    box = models.ForeignKey(Box, null=True, on_delete=models.PROTECT, related_name="lines", db_index=False)
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=2000, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    years = models.PositiveSmallIntegerField(null=True)
    sheets = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    creator = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=40, blank=True)
    off_list = models.BooleanField(default=False)
    medium = models.CharField(max_length=8)
    folded = models.CharField(max_length=1000)
    faults = models.PositiveSmallIntegerField(default=0)
    excepted = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["fonds", "number", "id"], name="archives_file_list"),
            models.Index(fields=["fonds", "code", "number", "id"], name="archives_file_class"),
            models.Index(fields=["box", "number", "id"], name="archives_file_box"),
            models.Index(fields=["fonds", "number", "id"], condition=models.Q(off_list=True), name="archives_file_off"),
        ]


class DigitalPart(models.Model):
    """A digital file of a record: bytes in the store under their hash, under this name in the record."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(RecordFile, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "sha256"], name="archives_part_once")]


class Fault(models.Model):
    """What the last check found, and whether it was excepted in writing. An exception outlives later checks."""

    id = models.UUIDField(primary_key=True, default=new_id)
    fonds = models.ForeignKey(Fonds, on_delete=models.CASCADE, related_name="faults", db_index=False)
    file = models.ForeignKey(RecordFile, null=True, on_delete=models.CASCADE, related_name="+")
    box = models.ForeignKey(Box, null=True, on_delete=models.CASCADE, related_name="+")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    values = models.TextField()
    reason = models.CharField(max_length=500, blank=True)
    excepted_by = models.CharField(max_length=120, blank=True)
    excepted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["fonds", "kind", "ordinal"], name="archives_fault_kind")]


class Handover(Streamed):
    """A fonds on its way from one body to another: counts, judgements, minutes, signatures of both.

    ``place`` is the giver's, ``to_place`` the receiver's. ``minutes_sha256`` is the newest file of the minutes: with
    each signature it becomes another. ``round`` grows when signatures were voided by a refusal.
    """

    STREAM = "records_handover"

    class State(models.TextChoices):
        """Where in its life the handover is."""

        DRAFT = "draft"
        MINUTES = "minutes"
        SIGNING = "signing"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    to_place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    fonds = models.ForeignKey(Fonds, on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    ground = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    round = models.PositiveSmallIntegerField(default=1)
    prepared_at = models.DateTimeField()
    giver_words = models.CharField(max_length=2000, blank=True)
    receiver_words = models.CharField(max_length=2000, blank=True)
    boxes_counted = models.PositiveIntegerField(null=True)
    sample = models.TextField(default="[]")
    differences = models.CharField(max_length=2000, blank=True)
    judgements = models.TextField(default="[]")
    judged_by = models.CharField(max_length=120, blank=True)
    minutes_sha256 = models.CharField(max_length=64, blank=True)
    minutes_pages = models.PositiveSmallIntegerField(default=0)
    minutes_inventory = models.PositiveIntegerField(null=True)
    minutes_at = models.DateTimeField(null=True)
    bag_sha256 = models.CharField(max_length=64, blank=True)
    bag_manifest = models.CharField(max_length=64, blank=True)
    bag_files = models.PositiveIntegerField(default=0)
    bag_checked_at = models.DateTimeField(null=True)
    refused_reason = models.CharField(max_length=1000, blank=True)
    refused_by = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fonds"],
                condition=models.Q(state__in=["draft", "minutes", "signing"]),
                name="archives_handover_one_open",
            )
        ]


class HandoverSignature(models.Model):
    """A side's signature on the minutes of a round: who, with which certificate, on which file."""

    id = models.BigAutoField(primary_key=True)
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="signatures")
    round = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8)
    account_id = models.UUIDField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=150)
    way = models.CharField(max_length=8)
    signed_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    certificate = models.CharField(max_length=300)
    serial = models.CharField(max_length=80)
    trial = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "round", "side"], name="archives_signature_side"),
            models.UniqueConstraint(fields=["handover", "round", "account_id"], name="archives_signature_person"),
        ]


class Claim(models.Model):
    """What the receiver finds missing or damaged after the handover, and what the giver answers."""

    id = models.UUIDField(primary_key=True, default=new_id)
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="claims")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=8)
    words = models.CharField(max_length=1000)
    raised_by = models.CharField(max_length=120)
    raised_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
