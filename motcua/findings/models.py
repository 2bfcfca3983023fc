"""Tables of findings: sheets with every answer given, findings with what was said and shown of each."""

from __future__ import annotations

from django.db import models

from motcua.findings.rules.life import State
from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Sheet(Streamed):
    """A checklist laid open at a stop. ``points`` of ``whole`` were reached when it was finished."""

    STREAM = "sheet"

    campaign_id = models.UUIDField()
    stop_id = models.UUIDField()
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    version_id = models.UUIDField()
    title = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True)
    points = models.PositiveIntegerField(null=True)
    whole = models.PositiveIntegerField(null=True)
    missing = models.PositiveSmallIntegerField(default=0)
    closing = models.CharField(max_length=3000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stop_id", "version_id"], name="findings_sheet_once")]
        indexes = [
            models.Index(fields=["campaign_id"], name="findings_sheet_campaign"),
            models.Index(fields=["place", "day"], name="findings_sheet_place"),
        ]


class Answer(models.Model):
    """What somebody said to one question; of several, one is current, others stand beside it or are past."""

    class Standing(models.TextChoices):
        """Whether an answer holds."""

        CURRENT = "current"
        BESIDE = "beside"
        PAST = "past"

    id = models.UUIDField(primary_key=True, default=new_id)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers", db_index=False)
    item = models.CharField(max_length=100)
    value = models.CharField(max_length=4000)
    standing = models.CharField(max_length=8)
    observed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    account_id = models.UUIDField()
    by = models.CharField(max_length=150)
    by_title = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sheet", "item", "standing"], name="findings_answer_item")]


class Finding(Streamed):
    """Something good, lacking, or lacking without words. ``about`` is by which repeats are known; ``said_by`` a leader."""

    STREAM = "finding"

    campaign_id = models.UUIDField()
    stop_id = models.UUIDField()
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    sheet = models.ForeignKey(Sheet, null=True, on_delete=models.PROTECT, related_name="findings")
    answer_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default=State.OPEN.value)
    severity = models.CharField(max_length=10, blank=True)
    item = models.CharField(max_length=100, blank=True)
    criterion = models.CharField(max_length=500, blank=True)
    ground = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=3000, blank=True)
    said_by = models.CharField(max_length=250, blank=True)
    about = models.CharField(max_length=200, blank=True)
    folded = models.CharField(max_length=1000, blank=True)
    unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    due_words = models.CharField(max_length=200, blank=True)
    overdue_told = models.BooleanField(default=False)
    noted_by = models.UUIDField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "state", "due"], name="findings_finding_place"),
            models.Index(fields=["campaign_id", "kind"], name="findings_finding_campaign"),
            models.Index(fields=["stop_id"], name="findings_finding_stop"),
            models.Index(fields=["place", "about", "day"], name="findings_finding_repeat"),
            models.Index(fields=["state", "due"], name="findings_finding_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "item"],
                condition=models.Q(sheet__isnull=False) & ~models.Q(state="withdrawn") & ~models.Q(item=""),
                name="findings_finding_once",
            )
        ]


class Word(models.Model):
    """What was said about a finding after it was noted: explanation, proof, a second look (``rules.life.Reply``)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="said")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    account_id = models.UUIDField()
    by = models.CharField(max_length=150)
    unit_name = models.CharField(max_length=250)
    words = models.CharField(max_length=3000, blank=True)
    on_site = models.BooleanField(default=False)
    stop_id = models.UUIDField(null=True)


class Shown(models.Model):
    """A file that belongs to an answer, to a finding, or to a word about one: photograph, spoken note, paper."""

    id = models.UUIDField(primary_key=True, default=new_id)
    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="shown")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.CASCADE, related_name="shown")
    word = models.ForeignKey(Word, null=True, on_delete=models.CASCADE, related_name="shown")
    kind = models.CharField(max_length=6)
    sha256 = models.CharField(max_length=64, db_index=True)
    filename = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    caption = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy = models.PositiveIntegerField(null=True)
    seconds = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__isnull=False, finding__isnull=True, word__isnull=True)
                | models.Q(answer__isnull=True, finding__isnull=False, word__isnull=True)
                | models.Q(answer__isnull=True, finding__isnull=True, word__isnull=False),
                name="findings_shown_of_one",
            )
        ]


class StopMinutes(Streamed):
    """Minutes of a stop, from the draft to the signatures. ``front`` is the team's side as the events tell it.

    ``paper`` is the print that was closed (``pages`` long), ``file`` what was signed last or the scan of the signed print.
    ``recorder_id`` is the official who writes the minutes, where it is one.
    """

    STREAM = "stop_minutes"

    campaign_id = models.UUIDField()
    stop_id = models.UUIDField()
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    supplements = models.UUIDField(null=True)
    state = models.CharField(max_length=10)
    number = models.CharField(max_length=50, blank=True)
    recorder_id = models.UUIDField(null=True)
    front = models.JSONField()
    explanation = models.CharField(max_length=6000, blank=True)
    reservations = models.CharField(max_length=6000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    silence = models.CharField(max_length=500, blank=True)
    paper = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["campaign_id", "-day"], name="findings_minutes_campaign"),
            models.Index(fields=["place", "state", "-day"], name="findings_minutes_place"),
            models.Index(fields=["stop_id"], name="findings_minutes_stop"),
        ]
        constraints = [
            # The first minutes of a stop are one, and so is what is being written of it.
            models.UniqueConstraint(
                fields=["stop_id"],
                condition=models.Q(supplements__isnull=True) & ~models.Q(state="discarded"),
                name="findings_minutes_first",
            ),
            models.UniqueConstraint(
                fields=["stop_id"],
                condition=~models.Q(state__in=["signed", "discarded"]),
                name="findings_minutes_open",
            ),
        ]


class MinutesSignature(models.Model):
    """How one side ended the minutes: signed in the system, with a token, on paper, or refused (then why, and who saw it)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    minutes = models.ForeignKey(StopMinutes, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=10)
    way = models.CharField(max_length=10)
    account_id = models.UUIDField()
    official_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    signed_on = models.DateField()
    file = models.CharField(max_length=64, blank=True)
    certificate = models.CharField(max_length=300, blank=True)
    serial = models.CharField(max_length=100, blank=True)
    trial = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    witness = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "side"], name="findings_minutes_side")]
