"""Tables of custody: assets and who manages them, handovers, norms and gaps, requests, stock-takes, depreciation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Asset(Streamed):
    """A building, a piece of land, a vehicle or a device. ``code`` is on its label and stays with it for good.

    ``unit`` is the one managing unit; empty means that nobody knows («chưa rõ đơn vị quản lý»), never a guess.
    ``building`` and ``room`` are words; ``gone`` assets have left the books but not the history.
    """

    STREAM = "asset"

    code = models.CharField(max_length=40)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    group = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=500)
    model = models.CharField(max_length=120, blank=True)
    serial = models.CharField(max_length=80, blank=True)
    year_made = models.PositiveSmallIntegerField(null=True)
    used_since = models.DateField(null=True)
    cost = models.BigIntegerField(null=True)
    fund = models.CharField(max_length=200, blank=True)
    building = models.CharField(max_length=200, blank=True)
    room = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    condition = models.CharField(max_length=10)
    use = models.CharField(max_length=10)
    user_id = models.UUIDField(null=True)
    user_name = models.CharField(max_length=120, blank=True)
    warranty_until = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    request_line_id = models.UUIDField(null=True, db_index=True)
    registered_on = models.DateField()
    gone = models.BooleanField(default=False)
    gone_on = models.DateField(null=True)
    disposal = models.CharField(max_length=12, blank=True)
    disposal_decision = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "code"], name="custody_asset_code")]
        indexes = [
            models.Index(fields=["place", "realm", "code"], name="custody_asset_place"),
            models.Index(fields=["place", "kind"], condition=Q(gone=False), name="custody_asset_kind"),
            models.Index(fields=["place", "code"], condition=Q(gone=False, use="idle"), name="custody_asset_idle"),
            models.Index(fields=["unit", "code"], condition=Q(gone=False), name="custody_asset_unit"),
            models.Index(
                fields=["place", "code"], condition=Q(gone=False, unit__isnull=True), name="custody_asset_nobody"
            ),
        ]


class Holding(models.Model):
    """That a unit manages an asset from a day on, by what ground; ``until`` is empty for the one that does now."""

    id = models.UUIDField(primary_key=True, default=new_id)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="holdings")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    ground = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asset"], condition=Q(until__isnull=True), name="custody_one_manager")
        ]


class Photo(models.Model):
    """A picture of an asset as it was on a day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    taken_at = models.DateTimeField()


class Transfer(Streamed):
    """A handover by minutes of two parties: nothing moves before both have signed, then everything at once.

    ``place`` is the giver's. ``temporary`` ones wait for the formal decision until ``formal_due`` (that day included).
    """

    STREAM = "asset_transfer"

    class State(models.TextChoices):
        """Proposed by the giver, checked by the receiver, signed by both; or refused, or withdrawn."""

        PROPOSED = "proposed"
        CHECKED = "checked"
        DONE = "done"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    label = models.CharField(max_length=40)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    receiver_place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    ground = models.CharField(max_length=300)
    handed_on = models.DateField()
    temporary = models.BooleanField(default=False)
    formal_due = models.DateField(null=True)
    decision = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)
    giver_signer = models.UUIDField(null=True)
    giver_signed_name = models.CharField(max_length=300, blank=True)
    giver_signed_at = models.DateTimeField(null=True)
    receiver_signer = models.UUIDField(null=True)
    receiver_signed_name = models.CharField(max_length=300, blank=True)
    receiver_signed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "realm"], name="custody_transfer_giver"),
            models.Index(fields=["receiver_place", "realm"], name="custody_transfer_receiver"),
        ]


class TransferLine(models.Model):
    """One asset of a handover: as the books had it, as the giver found it, and what the receiver says.

    ``open`` while the handover is; an asset stands in one open handover at most.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveSmallIntegerField()
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    cost = models.BigIntegerField(null=True)
    book = models.CharField(max_length=10)
    actual = models.CharField(max_length=10)
    papers = models.CharField(max_length=300, blank=True)
    verdict = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=300, blank=True)
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "ordinal"], name="custody_transfer_line"),
            models.UniqueConstraint(fields=["asset"], condition=Q(open=True), name="custody_one_transfer"),
        ]


class Norm(Streamed):
    """Guidance on how a centre is equipped, as one edition of a document; a later one supersedes it from its day on."""

    STREAM = "asset_norm"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField()
    valid_from = models.DateField()
    source = models.CharField(max_length=300)
    trust = models.CharField(max_length=20)
    trial = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "realm", "edition"], name="custody_norm_edition")]


class NormLine(models.Model):
    """How many of a kind a norm asks for."""

    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    quantity = models.PositiveSmallIntegerField()
    per = models.CharField(max_length=10)
    oldest = models.PositiveSmallIntegerField(null=True)
    same_model = models.BooleanField(default=False)
    unit_cost = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["norm", "kind"], name="custody_norm_kind")]


class GapReview(Streamed):
    """What a centre lacked against one edition of a norm on a day, with what it was reckoned from; never changed."""

    STREAM = "asset_gaps"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    counters = models.PositiveSmallIntegerField(null=True)
    officers = models.PositiveSmallIntegerField(null=True)
    facts = models.TextField()
    lines = models.TextField()
    lacking = models.PositiveIntegerField()
    cost = models.BigIntegerField()
    unpriced = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["centre", "realm", "id"], name="custody_review_centre")]


class SupplyRequest(Streamed):
    """A request for more equipment, made from gaps or by hand, followed until each device is registered."""

    STREAM = "asset_request"

    label = models.CharField(max_length=40)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(GapReview, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=1000)
    cost = models.BigIntegerField()
    drafted_by = models.UUIDField()
    drafted_at = models.DateTimeField()
    decided_name = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_words = models.CharField(max_length=500, blank=True)
    supplier = models.CharField(max_length=200, blank=True)
    contract = models.CharField(max_length=120, blank=True)
    expected_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "realm", "id"], name="custody_request_place")]


class SupplyLine(models.Model):
    """One kind asked for, how many, at what estimated price, and how many came."""

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.ForeignKey(SupplyRequest, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    quantity = models.PositiveSmallIntegerField()
    unit_cost = models.BigIntegerField(null=True)
    why = models.CharField(max_length=200, blank=True)
    delivered = models.PositiveSmallIntegerField(default=0)


class StockTake(Streamed):
    """A round of stock-taking: the list of what should be there is frozen when it is opened."""

    STREAM = "stock_take"

    label = models.CharField(max_length=40)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    ground = models.CharField(max_length=300, blank=True)
    rooms = models.TextField()
    expected = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    open = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=300, blank=True)
    seen = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    surplus = models.PositiveIntegerField(default=0)
    differing = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "realm"], condition=Q(open=True), name="custody_one_stock_take")
        ]
        indexes = [models.Index(fields=["place", "realm", "id"], name="custody_stock_place")]


class Expected(models.Model):
    """An asset that should be found in a round, as the books had it; what was seen of it, and how it was settled."""

    stock_take = models.ForeignKey(StockTake, on_delete=models.PROTECT, related_name="list")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    room = models.CharField(max_length=120, blank=True)
    condition = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="unseen")
    counted = models.ForeignKey("Observation", null=True, on_delete=models.PROTECT, related_name="+")
    differs = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stock_take", "code"], name="custody_expected_code")]
        indexes = [models.Index(fields=["stock_take", "state", "code"], name="custody_expected_state")]


class Observation(models.Model):
    """What somebody saw, under the id their own device gave it; the same id again is the same observation.

    ``code`` is empty for what was found and is not in the books (``name`` says what it is).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    stock_take = models.ForeignKey(StockTake, on_delete=models.PROTECT, related_name="observations")
    expected = models.ForeignKey(Expected, null=True, on_delete=models.PROTECT, related_name="observations")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200, blank=True)
    room = models.CharField(max_length=120, blank=True)
    condition = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True)
    photo = models.CharField(max_length=64, blank=True)
    device = models.CharField(max_length=80, blank=True)
    observed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["stock_take", "observed_at"], name="custody_observed")]


class DepreciationTable(Streamed):
    """A table of depreciation in force from a day on in a place and all under it, with where it is from."""

    STREAM = "depreciation_table"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    trust = models.CharField(max_length=20)
    trial = models.BooleanField(default=False)
    valid_from = models.DateField()


class DepreciationRate(models.Model):
    """One line of a table: in how many years a kind is written off, and by how much a year (hundredths of a per cent)."""

    table = models.ForeignKey(DepreciationTable, on_delete=models.PROTECT, related_name="rates")
    kind = models.CharField(max_length=40)
    years = models.PositiveSmallIntegerField()
    basis_points = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "kind"], name="custody_rate_kind")]
