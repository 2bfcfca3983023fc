"""Tables of payments. Amounts are whole đồng. Levels, receipts and slips are never overwritten nor deleted."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class FeeLevel(Streamed):
    """A level that the centre posted: counts from ``since`` until another of its kind begins, or until ``until``.

    ``exemptions`` holds the groups as a JSON list. ``trial_value``: made up for practice (*thử*).
    """

    STREAM = "fee_level"
    COMMON = True

    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey("catalogue.Procedure", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=40, blank=True)
    formula = models.CharField(max_length=12)
    case = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=8, blank=True)
    exemptions = models.TextField(default="[]")
    ground = models.CharField(max_length=500)
    trial_value = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["centre", "procedure", "since"], name="payments_level_of")]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gte=0), name="payments_level_amount")]


class TillSetup(Streamed):
    """Where transfers go and how receipts are called, as said last: the newest row of a centre counts."""

    STREAM = "till_setup"
    COMMON = True

    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    bank_name = models.CharField(max_length=120, blank=True)
    bank_bin = models.CharField(max_length=6, blank=True)
    account_number = models.CharField(max_length=19, blank=True)
    account_name = models.CharField(max_length=120, blank=True)
    receipt_form = models.CharField(max_length=20, blank=True)
    receipt_symbol = models.CharField(max_length=20, blank=True)
    ground = models.CharField(max_length=500)
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField()


class Bill(Streamed):
    """What somebody owes for a dossier. ``paid`` sums the receipts that stand, ``refunded`` what was given back."""

    STREAM = "bill"

    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    dossier = models.UUIDField()
    label = models.CharField(max_length=60)
    procedure = models.CharField(max_length=20)
    catalogue_version = models.PositiveIntegerField(null=True)
    case = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=8)
    payer = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()
    gross = models.BigIntegerField()
    total = models.BigIntegerField()
    paid = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10)
    percent = models.PositiveSmallIntegerField(default=0)
    exemption = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["dossier"], name="payments_bill_dossier"),
            models.Index(fields=["centre", "state", "-opened_at"], name="payments_bill_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paid__gte=0, paid__lte=models.F("total"), total__lte=models.F("gross")),
                name="payments_no_more",
            ),
            models.CheckConstraint(
                condition=models.Q(refunded__gte=0, refunded__lte=models.F("paid")), name="payments_given_back"
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(state="open"), name="payments_one_open_bill"
            ),
        ]


class BillLine(models.Model):
    """One line of a bill, as it was charged; ``level`` is the centre's own level, if it was one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="lines")
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    unit_amount = models.BigIntegerField()
    quantity = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True)
    amount = models.BigIntegerField()
    reduced = models.BigIntegerField(default=0)
    level = models.UUIDField(null=True)
    ground = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField(null=True)


class Shift(Streamed):
    """The time in which an official takes money, from a counted float to a counted close."""

    STREAM = "shift"

    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    day = models.DateField()
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=6)
    opening = models.TextField(default="{}")
    float_amount = models.BigIntegerField()
    handed = models.BigIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closing = models.TextField(default="{}")
    taken = models.BigIntegerField(null=True)
    refunded = models.BigIntegerField(null=True)
    expected = models.BigIntegerField(null=True)
    counted = models.BigIntegerField(null=True)
    difference = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["centre", "day"], name="payments_shift_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "realm"], condition=models.Q(state="open"), name="payments_one_shift"
            ),
        ]


class Handover(models.Model):
    """Cash handed from a till to the treasurer."""

    id = models.UUIDField(primary_key=True, default=new_id)
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="handovers")
    amount = models.BigIntegerField()
    to = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    account_id = models.UUIDField()


class Transfer(models.Model):
    """A transfer that a payer announced: waiting until a line of the statement confirms it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="transfers")
    amount = models.BigIntegerField()
    content = models.CharField(max_length=25)
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    asked_by_id = models.UUIDField()
    line = models.UUIDField(null=True, unique=True)
    received = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="payments_transfer_waiting")]


class Receipt(models.Model):
    """A numbered receipt (biên lai). An annulled one stays with its number, and counts no more."""

    id = models.UUIDField(primary_key=True, default=new_id)
    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="receipts")
    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    realm = models.CharField(max_length=5)
    symbol = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    manner = models.CharField(max_length=8)
    amount = models.BigIntegerField()
    tendered = models.BigIntegerField(null=True)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, null=True, related_name="receipts")
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, null=True, related_name="receipts")
    at = models.DateTimeField()
    account_id = models.UUIDField()
    refunded = models.BigIntegerField(default=0)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["centre", "realm", "-at"], name="payments_receipt_list")]
        constraints = [
            models.UniqueConstraint(fields=["centre", "realm", "symbol", "number"], name="payments_receipt_number"),
            models.CheckConstraint(
                condition=models.Q(refunded__gte=0, refunded__lte=models.F("amount"), amount__gt=0),
                name="payments_receipt_left",
            ),
        ]


class Refund(models.Model):
    """Money of a receipt given back, with a number of its own; ``line`` once a statement shows it going out."""

    id = models.UUIDField(primary_key=True, default=new_id)
    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="refunds")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="refunds")
    symbol = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    manner = models.CharField(max_length=8)
    amount = models.BigIntegerField()
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, null=True, related_name="refunds")
    at = models.DateTimeField()
    account_id = models.UUIDField()
    reason = models.CharField(max_length=500, blank=True)
    line = models.UUIDField(null=True, unique=True)


class Reconciliation(Streamed):
    """The reconciliation of a centre's money of a day; figures and ``kept`` (its differences as JSON) are those of its closing."""

    STREAM = "reconciliation"

    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    cash_taken = models.BigIntegerField(null=True)
    cash_refunded = models.BigIntegerField(null=True)
    cash_difference = models.BigIntegerField(null=True)
    transfers_in = models.BigIntegerField(null=True)
    statement_in = models.BigIntegerField(null=True)
    statement_out = models.BigIntegerField(null=True)
    differences = models.PositiveIntegerField(null=True)
    kept = models.TextField(blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "day", "realm"], name="payments_one_reconciliation")]


class StatementLine(models.Model):
    """One line of the bank's statement; which transfer or refund it is, these say."""

    id = models.UUIDField(primary_key=True, default=new_id)
    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="lines")
    reference = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField()
    content = models.CharField(max_length=300, blank=True)


class Explanation(models.Model):
    """Why something does not agree; the newest words for a difference count."""

    id = models.UUIDField(primary_key=True, default=new_id)
    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="explanations")
    difference = models.CharField(max_length=8)
    subject = models.UUIDField()
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    account_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reconciliation", "difference", "subject"], name="payments_one_explanation"
            ),
        ]
