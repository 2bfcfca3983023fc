"""Tables of the office: units and their lineage, venues, officials and posts, accounts and devices, calendars, hours."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class DataLoad(Streamed):
    """That a packaged data set was loaded in one edition (the digest of its content), with the entry that tells it."""

    STREAM = "data_load"
    COMMON = True

    name = models.CharField(max_length=40)
    edition = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "edition"], name="office_load_once")]


class Stamp(models.Model):
    """A word that changes whenever units, hours or days change: what processes keep in memory is kept under it."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.CharField(max_length=32)


class Unit(Streamed):
    """An administrative unit, a body of one, or a division: anything that receives, resolves, holds or manages.

    ``code`` is the official code of the administrative unit (empty for bodies and divisions). ``valid_to`` is exclusive.
    Rows that came with the packaged data set have version 0 until somebody acts on them: their source is the entry of
    the load. Their id is made from the data set's own id, so that every node knows a commune by the same one.
    """

    STREAM = "unit"
    COMMON = True
    PACKAGED = True

    class Level(models.TextChoices):
        """What kind of unit it is."""

        PROVINCE = "province"
        DISTRICT = "district"
        COMMUNE = "commune"
        COMMITTEE = "committee"
        CENTRE = "centre"
        DIVISION = "division"
        POLICE = "police"
        MILITARY = "military"
        OUTSIDE = "outside"

    code = models.CharField(max_length=20, blank=True, db_index=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    name = models.CharField(max_length=200)
    full_name = models.CharField(max_length=250)
    folded = models.CharField(max_length=250, db_index=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    province = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    trust = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["level", "parent"], name="office_unit_level")]


class UnitLineage(models.Model):
    """That (part of) one unit went into another at a date: many to many."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="went_to")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="came_from")
    part = models.CharField(max_length=10, blank=True)
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new", "since"], name="office_lineage_once")]


class AgencyCode(models.Model):
    """A unit's identifier code under QĐ 20/2020/QĐ-TTg, with validity; ``trial`` marks codes made up for practice."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="agency_codes")
    code = models.CharField(max_length=35)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    trial = models.BooleanField(default=False)
    source = models.CharField(max_length=250)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code", "valid_from"], name="office_code_once")]


class Venue(models.Model):
    """A building a unit works in: the centre, the commune office and the Party office may lie apart."""

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="venues")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)


class CentreSettings(models.Model):
    """How a centre works: whose dossier codes it uses, and what it prints."""

    class CodeSource(models.TextChoices):
        """*Song hành*: codes come from the province's system or the portal. *Chính*: our own."""

        PARALLEL = "parallel"
        PRIMARY = "primary"

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="settings")
    code_source = models.CharField(max_length=10, choices=CodeSource.choices, default=CodeSource.PARALLEL)
    code_source_ground = models.CharField(max_length=200, blank=True)
    hotline = models.CharField(max_length=20, blank=True)
    warn_days = models.PositiveSmallIntegerField(default=3)


class CalendarDay(models.Model):
    """A day that is not as its weekday says, for everybody (``unit`` empty) or for one unit, with its legal source.

    ``kind`` is one of ``kernel.worktime.Kind``, or empty for a day a person has put back to what its weekday says.
    ``edited`` days were decided here: a later edition of the packaged calendar leaves them alone.
    """

    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="calendar_days")
    day = models.DateField()
    kind = models.CharField(max_length=16, blank=True)
    intervals = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120, blank=True)
    swapped_with = models.DateField(null=True)
    ground = models.CharField(max_length=250)
    source = models.CharField(max_length=250, blank=True)
    trust = models.CharField(max_length=20, blank=True)
    undecided = models.BooleanField(default=False)
    edited = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="office_day_once"),
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(unit__isnull=True), name="office_national_day_once"
            ),
        ]


class CalendarYear(Streamed):
    """A year whose national days are entered: outside such years no due date is given. Edits of its days stream here."""

    STREAM = "calendar_year"
    COMMON = True
    PACKAGED = True

    year = models.PositiveSmallIntegerField(unique=True)
    ground = models.CharField(max_length=250)
    undecided = models.BooleanField(default=False)


class OpeningHours(models.Model):
    """A unit's hours on one weekday from a date on (``unit`` empty: the national default).

    A week is entered whole: seven counted rows with the same ``valid_from``, rest days with no intervals. Rows that are
    not ``counted`` are extra hours in which the counter receives; they hold until the unit's next week begins.
    """

    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    intervals = models.CharField(max_length=80, blank=True)
    counted = models.BooleanField(default=True)
    valid_from = models.DateField()
    ground = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "weekday", "valid_from", "counted"], name="office_hours_once"),
            models.UniqueConstraint(
                fields=["weekday", "valid_from", "counted"],
                condition=models.Q(unit__isnull=True),
                name="office_national_hours_once",
            ),
        ]


class Official(Streamed):
    """A person who works here. Titles belong to posts, of which one may hold several at a time."""

    STREAM = "official"
    COMMON = True

    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    left_on = models.DateField(null=True)


class Post(models.Model):
    """An official's post in a unit: title, roles, and from when to when (exclusive), by which decision.

    ``rank`` orders one person's titles and says which post they sign in to: 1 is the highest.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=150)
    roles = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    decision = models.CharField(max_length=120, blank=True)


class Delegation(models.Model):
    """That one post may sign for another: scope and dates.

    ``scope`` is the words of the decision. ``matters`` (codes and fields of procedures, a line each) and ``papers``
    (kinds, by spaces) are what of it is held against a dossier; empty: all.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    giver = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="gave")
    taker = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="took")
    scope = models.CharField(max_length=300)
    matters = models.TextField(blank=True)
    papers = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    decision = models.CharField(max_length=120)
    revoked_on = models.DateField(null=True)


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their sign-in name, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account with this sign-in name."""
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A way to sign in as an official. Passwords and second factors are looked after by kept libraries.

    Open sessions carry ``session_stamp``; giving the account another one ends them all.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    username = models.CharField(max_length=60, unique=True)
    official = models.OneToOneField(Official, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(null=True)
    session_stamp = models.CharField(max_length=32, blank=True)
    last_seen = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    objects = AccountManager()


class PasswordUsed(models.Model):
    """A password an account has had, as its hash: the last ten may not come back (TCVN 14423:2026)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passwords_used")
    encoded = models.CharField(max_length=128)
    at = models.DateTimeField()


class MarkOrder(Streamed):
    """The order of a seal or a digital-signature certificate: for which unit or person, how far, and who holds it now.

    ``what`` is the text on the seal or the title on the certificate. ``since`` is the day of the step it stands at.
    ``valid_to`` is exclusive; validity and ``serial`` are known once a certificate is activated.
    """

    STREAM = "mark_order"

    kind = models.CharField(max_length=6)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey(Official, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    step = models.CharField(max_length=10)
    since = models.DateField()
    holder = models.CharField(max_length=150)
    expected = models.DateField(null=True)
    done = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    serial = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "done"], name="office_mark_place"),
            models.Index(fields=["official"], name="office_mark_official"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "unit", "kind", "what"],
                condition=models.Q(done=False, withdrawn=False, official__isnull=True),
                name="office_mark_unit_once",
            ),
            models.UniqueConstraint(
                fields=["realm", "official"],
                condition=models.Q(done=False, withdrawn=False),
                name="office_mark_person_once",
            ),
        ]


class MarkStep(models.Model):
    """One step an order has taken: on which day, to whom it went with that."""

    order = models.ForeignKey(MarkOrder, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10)
    day = models.DateField()
    holder = models.CharField(max_length=150)
    note = models.CharField(max_length=300, blank=True)
    corrected = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "step"], name="office_mark_step_once")]


class Device(Streamed):
    """A phone or tablet on which somebody carries work into the field, as it announced itself.

    ``digest`` is the SHA-256 of a secret made on the phone. What follows ``unsent`` is what it said last, no part of the
    books (``devices.heard``): how many items it holds unsent, of which work (JSON), and when; ``session`` is the session it
    came with. ``place`` is where its owner works.
    """

    STREAM = "device"
    COMMON = True

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    browser = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10)
    since = models.DateTimeField()
    unsent = models.PositiveIntegerField(default=0)
    works = models.TextField(blank=True)
    unsent_at = models.DateTimeField(null=True)
    last_seen = models.DateTimeField(null=True)
    session = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["place", "state", "id"], name="office_device_place")]
