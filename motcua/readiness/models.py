"""Tables of readiness: templates, files with their answers and evidence, certificates, summaries, plans, boards, trial runs."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Template(Streamed):
    """A version of a template (``key``, ``number``): packaged, or issued by whoever oversees ``place``.

    ``content`` is JSON of ``rules.facts.TemplateFacts``; it never changes once it is there.
    """

    STREAM = "readiness_template"

    key = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    trust = models.CharField(max_length=16)
    place = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=120, blank=True)
    content = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "key", "number"], name="readiness_template_once")]


class ReadinessFile(Streamed):
    """The readiness file of a centre under one version of a template.

    ``works`` says that the place is being built or mended, ``works_before`` the day before which that must be done, as
    ``works_said`` tells by whom.
    """

    STREAM = "readiness_file"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="files")
    opened_at = models.DateTimeField()
    works = models.BooleanField(default=False)
    works_before = models.DateField(null=True)
    works_said = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "unit"], name="readiness_file_once")]


class Answer(models.Model):
    """What somebody said of an item, with who and when; the id is made where it was written down, even offline.

    ``state``: *current* counts, *beside* is said by somebody else meanwhile and not settled, *past* was replaced.
    """

    class State(models.TextChoices):
        """Whether it counts."""

        CURRENT = "current"
        BESIDE = "beside"
        PAST = "past"

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(ReadinessFile, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=60)
    who = models.CharField(max_length=4)
    state = models.CharField(max_length=7, choices=State.choices, default=State.CURRENT)
    verdict = models.CharField(max_length=5)
    count = models.PositiveIntegerField(null=True)
    actual = models.CharField(max_length=500, blank=True)
    missing = models.CharField(max_length=500, blank=True)
    review_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    observed_at = models.DateTimeField()
    visit_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    account_id = models.UUIDField()
    by = models.CharField(max_length=120)
    by_title = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "item", "who"], condition=models.Q(state="current"), name="readiness_answer_current"
            )
        ]
        indexes = [
            models.Index(
                fields=["file"], condition=models.Q(state__in=["current", "beside"]), name="readiness_answer_standing"
            ),
            models.Index(fields=["file", "item", "-recorded_at"], name="readiness_answer_history"),
        ]


class Evidence(models.Model):
    """A photograph or paper on an item, or what the machine found testing itself; taken away with a reason, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(ReadinessFile, on_delete=models.PROTECT, related_name="evidence")
    item = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=150)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    removed_at = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=300, blank=True)


class SelfTest(models.Model):
    """What the machine found testing itself at an instant; ``results`` is JSON of ``ports.Probed``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(ReadinessFile, on_delete=models.PROTECT, related_name="self_tests")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    results = models.TextField()


class Certificate(models.Model):
    """That a named person certified a file for a phase; withdrawn by a person, or suspended by a later *chưa*."""

    class State(models.TextChoices):
        """Whether it stands."""

        STANDING = "standing"
        SUSPENDED = "suspended"
        WITHDRAWN = "withdrawn"
        REPLACED = "replaced"

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(ReadinessFile, on_delete=models.PROTECT, related_name="certificates")
    phase = models.CharField(max_length=8)
    state = models.CharField(max_length=9, choices=State.choices, default=State.STANDING)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_title = models.CharField(max_length=150, blank=True)
    note = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "phase"],
                condition=models.Q(state__in=["standing", "suspended"]),
                name="readiness_certificate_once",
            )
        ]


class Summary(models.Model):
    """How a file stands for a phase: written in the transaction of whatever changes it, so that boards never count answers.

    ``exceptions`` (the first few) and ``zones`` are JSON; ``certified`` is the state of the certificate, "" without one.
    """

    file = models.ForeignKey(ReadinessFile, on_delete=models.CASCADE, related_name="summaries")
    phase = models.CharField(max_length=8)
    realm = models.CharField(max_length=5)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=250)
    grade = models.CharField(max_length=5)
    items = models.PositiveSmallIntegerField()
    answered = models.PositiveSmallIntegerField()
    met = models.PositiveSmallIntegerField()
    basic = models.PositiveSmallIntegerField()
    unmet = models.PositiveSmallIntegerField()
    musts = models.PositiveSmallIntegerField()
    musts_met = models.PositiveSmallIntegerField()
    seen = models.PositiveSmallIntegerField()
    differences = models.PositiveSmallIntegerField()
    disputes = models.PositiveSmallIntegerField()
    lacking = models.PositiveSmallIntegerField()
    seen_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    certified = models.CharField(max_length=9, blank=True)
    works = models.BooleanField(default=False)
    works_before = models.DateField(null=True)
    exceptions = models.TextField(default="[]")
    zones = models.TextField(default="[]")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "phase"], name="readiness_summary_once")]
        indexes = [
            models.Index(fields=["realm", "phase", "folded", "file"], name="readiness_summary_list"),
            models.Index(fields=["unit", "phase"], name="readiness_summary_unit"),
        ]


class FloorPlan(Streamed):
    """The floor plan of a centre as it is now; every saving leaves a version."""

    STREAM = "readiness_plan"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "unit"], name="readiness_plan_once")]


class PlanVersion(models.Model):
    """A floor plan as it was saved; ``content`` is JSON of ``rules.floor.Drawing``."""

    plan = models.ForeignKey(FloorPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="readiness_plan_version_once")]


class Board(Streamed):
    """A saved list of centres that somebody oversees, with what they get ready for and until when.

    ``outlines`` is the checked GeoJSON of places (an object by official code), "" without one.
    """

    STREAM = "readiness_board"

    title = models.CharField(max_length=150)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=8)
    target = models.DateField(null=True)
    closed = models.BooleanField(default=False)
    outlines = models.TextField(blank=True)


class BoardCentre(models.Model):
    """A centre on a board, with its place and where on the map it stands."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="centres")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=250)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "unit"], name="readiness_board_centre_once")]
        indexes = [models.Index(fields=["board", "folded", "id"], name="readiness_board_order")]


class Trial(Streamed):
    """A plan by which several centres try out and then start together."""

    STREAM = "readiness_trial"

    title = models.CharField(max_length=150)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=8)
    trial_on = models.DateField()
    official_on = models.DateField(null=True)
    duty_plan = models.TextField(blank=True)
    official_plan = models.TextField(blank=True, default="")
    scripts = models.TextField()
    lessons = models.TextField(blank=True)


class TrialCentre(models.Model):
    """A centre of a plan."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="centres")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trial", "unit"], name="readiness_trial_centre_once")]


class ScriptResult(models.Model):
    """What came of trying a script at a centre, on which trial dossier; the newest counts."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="results")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    script = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8)
    note = models.CharField(max_length=500, blank=True)
    trial_dossier = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)


class Defect(models.Model):
    """Something found wrong in a trial run: how bad, who mends it, whether it is mended."""

    id = models.UUIDField(primary_key=True, default=new_id)
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="defects")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    severity = models.CharField(max_length=8)
    owner = models.CharField(max_length=150, blank=True)
    due = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    mended_at = models.DateTimeField(null=True)
    mended_by = models.CharField(max_length=120, blank=True)
    mended_how = models.CharField(max_length=500, blank=True)


class Waiver(models.Model):
    """That a leader signed for a centre that is not ready to start a phase, with the reason."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="waivers")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=8)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_title = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trial", "unit", "phase"], name="readiness_waiver_once")]


class Launch(models.Model):
    """That the centres of a plan started a phase together: who decided, on what state of each."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="launches")
    phase = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_title = models.CharField(max_length=150, blank=True)
    words = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trial", "phase"], name="readiness_launch_once")]
