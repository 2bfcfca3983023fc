"""The dossier and what belongs to it: codes it bore before, the papers given, the steps of its process, its pauses, the
questions put to other bodies, its files and its declaration."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from motcua.dossiers.rules.life import State
from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed
from motcua.ledger.prepared import Prepared

OVER = Coalesce("ended_at", "returned_at")
"""When a dossier's life was over: its result was handed over, or it ended otherwise."""


class Dossier(Streamed):
    """A dossier: one procedure asked for by one applicant, held by exactly one unit at a time.

    Three units are kept apart: where the citizen was helped, the centre that answers for it, who is competent. The centre
    that answers (``received_unit``) received it, unless that was an old unit (``origin``) since dissolved, whose dossier it
    took over at ``inherited_at``: then the date promised is kept and never reckoned anew. Beside
    them ``settling_unit``: the centre of the competent body's place, or that body itself where these books know no centre of
    its; ``returning_unit``: the centre that hands the result over. ``sent_at``, ``arrived_at``, ``back_at``: when a dossier
    of another place was sent there, reached it, and its result reached the returning centre; ``paper_file``: where its
    papers are (:class:`~motcua.dossiers.rules.places.PaperFile`), "" while they never left. ``unsynced_since``: since when
    the province's system does not know it, kept once it does (``synced_at``).
    ``code`` is empty while the province's system has not given one (*song hành*). ``open`` is false once its life is over.
    ``paused_at``: since when its clock stands still. ``first_due_at``: the date promised first, where an apology moved
    it; ``promised_at``: a new date promised when the old one had passed, by which it is not judged. ``told``: how far
    people were told that its date comes near (:class:`~motcua.dossiers.rules.Told`). ``ended_at``: when it ended without a
    result. ``consignment``: the tracking number of the post, or the box of the locker. ``outside``: the body outside that
    has it now, while the holder follows it up. ``step_minutes``: working minutes the present step may take. ``reminders``:
    how often its people were asked to fetch the result. ``folded``: the words it is found by while it is open. ``shelf``:
    where its paper file was put, at ``shelf_unit``; ``paper_lost``: what is known of one that nobody finds.
    ``stand_in_id``: the stand-in under which its official holds it for somebody on leave, until the step is passed on.
    """

    STREAM = "dossier"

    State = State

    code = models.CharField(max_length=40, blank=True)
    reception_number = models.CharField(max_length=40)
    visit_id = models.UUIDField()
    state = models.CharField(max_length=12, default=State.ACCEPTED.value)
    open = models.BooleanField(default=True)
    helped_at = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    received_unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    competent = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    settling_unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    returning_unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    holder_since = models.DateTimeField()
    official_id = models.UUIDField(null=True)
    official_name = models.CharField(max_length=120, blank=True)
    stand_in_id = models.UUIDField(null=True)
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
    submitter_name = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=40, default="owner")
    about = models.CharField(max_length=500, blank=True)
    details = models.TextField(default="{}")
    return_manner = models.CharField(max_length=10, default="desk")
    sets = models.PositiveSmallIntegerField(default=1)
    received_at = models.DateTimeField()
    received_day = models.DateField()
    due_at = models.DateTimeField(null=True)
    due = models.TextField(blank=True)
    minutes = models.PositiveIntegerField(null=True)
    step = models.PositiveSmallIntegerField(default=0)
    step_count = models.PositiveSmallIntegerField(default=0)
    step_name = models.CharField(max_length=200, blank=True)
    step_role = models.CharField(max_length=20, blank=True)
    step_due_at = models.DateTimeField(null=True)
    step_minutes = models.PositiveIntegerField(null=True)
    outside = models.CharField(max_length=200, blank=True)
    ready_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    issue = models.PositiveSmallIntegerField(default=1)
    filed_by = models.CharField(max_length=8, default="citizen")
    paused_at = models.DateTimeField(null=True)
    supplements = models.PositiveSmallIntegerField(default=0)
    supplements_allowed = models.PositiveSmallIntegerField(default=1)
    extensions = models.PositiveSmallIntegerField(default=0)
    extensions_allowed = models.PositiveSmallIntegerField(default=1)
    first_due_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)
    told = models.PositiveSmallIntegerField(default=0)
    rejected = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    consignment = models.CharField(max_length=60, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)
    paper_file = models.CharField(max_length=8, blank=True)
    unsynced_since = models.DateTimeField(null=True)
    synced_at = models.DateTimeField(null=True)
    folded = models.TextField(blank=True)
    shelf = models.CharField(max_length=40, blank=True)
    shelf_unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    shelved_at = models.DateTimeField(null=True)
    paper_lost_at = models.DateTimeField(null=True)
    paper_lost = models.CharField(max_length=300, blank=True)
    origin = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    inherited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # The realm last: with it first, SQLite takes the index of these for every list of a realm, and reads it all.
            models.UniqueConstraint(fields=["code", "realm"], condition=~models.Q(code=""), name="dossiers_code_once"),
            models.UniqueConstraint(fields=["reception_number", "realm"], name="dossiers_number_once"),
        ]
        indexes = [
            models.Index(fields=["holder", "due_at", "id"], condition=models.Q(open=True), name="dossiers_worklist"),
            models.Index(fields=["official_id", "due_at", "id"], condition=models.Q(open=True), name="dossiers_mine"),
            models.Index(
                fields=["stand_in_id"], condition=models.Q(stand_in_id__isnull=False), name="dossiers_stood_in"
            ),
            models.Index(fields=["received_unit", "received_day", "id"], name="dossiers_received"),
            models.Index(
                fields=["received_unit", "due_at", "id"], condition=models.Q(open=True), name="dossiers_centre_open"
            ),
            models.Index(
                fields=["holder", "ready_at", "id"],
                condition=models.Q(open=True, ready_at__isnull=False),
                name="dossiers_ready",
            ),
            models.Index(fields=["received_unit", "id"], condition=models.Q(code=""), name="dossiers_not_entered"),
            models.Index(
                fields=["returning_unit", "returned_at"],
                condition=models.Q(returned_at__isnull=False),
                name="dossiers_returned",
            ),
            models.Index(
                fields=["received_unit", "unsynced_since", "id"],
                condition=models.Q(unsynced_since__isnull=False),
                name="dossiers_unsynced",
            ),
            models.Index(
                fields=["settling_unit", "due_at", "id"],
                condition=models.Q(open=True) & ~models.Q(settling_unit=models.F("received_unit")),
                name="dossiers_settling_open",
            ),
            models.Index(
                fields=["settling_unit", "id"],
                condition=~models.Q(settling_unit=models.F("received_unit")),
                name="dossiers_from_elsewhere",
            ),
            models.Index(
                fields=["returning_unit", "id"],
                condition=~models.Q(returning_unit=models.F("settling_unit")),
                name="dossiers_handed_elsewhere",
            ),
            models.Index(fields=["due_at"], condition=models.Q(open=True, told__lt=3), name="dossiers_to_tell"),
            models.Index(fields=["applicant", "id"], name="dossiers_applicant"),
            models.Index(fields=["submitter", "id"], name="dossiers_submitter"),
            models.Index(models.F("received_unit"), OVER, condition=models.Q(open=False), name="dossiers_over"),
            models.Index(fields=["visit_id"], name="dossiers_visit"),
            models.Index(
                fields=["holder", "step_due_at"],
                condition=models.Q(open=True) & ~models.Q(outside=""),
                name="dossiers_outside",
            ),
            models.Index(fields=["received_unit", "shelf"], condition=~models.Q(shelf=""), name="dossiers_shelf"),
            models.Index(
                fields=["received_unit", "id"],
                condition=models.Q(paper_lost_at__isnull=False),
                name="dossiers_paper_lost",
            ),
            models.Index(
                fields=["received_unit", "inherited_at", "id"],
                condition=models.Q(inherited_at__isnull=False),
                name="dossiers_inherited",
            ),
        ]

    @cached_property
    def course(self) -> list[StepRun]:
        """Return the steps of its process in order, as they stood when first asked for."""
        return _COURSE(self.id)


class FormerCode(models.Model):
    """A code a dossier is not known by any more, while slips still say it: a province's that was put right, or that of the
    old unit's receipt.

    Its own code now is never among them. Two dossiers may have borne the same one, each for a while or each at its unit.
    """

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="former_codes")
    realm = models.CharField(max_length=5)
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["realm", "code", "dossier"], name="dossiers_former_code_once"),
        ]


class DossierPaper(models.Model):
    """One paper of the published list and what was given of it."""

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="papers")
    ordinal = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=1000)
    kind = models.CharField(max_length=8)
    originals = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    photocopies = models.PositiveSmallIntegerField(default=0)
    waiver = models.CharField(max_length=300, blank=True)


class StepRun(models.Model):
    """One step of the process this dossier was accepted under, planned and then lived.

    ``allowed``: the working minutes it may take, ``None`` before it began and where nothing says. ``official_id``: who
    finished it, to whom it goes back when the next step is not passed.
    """

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="steps")
    ordinal = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20)
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    share = models.PositiveSmallIntegerField()
    spec = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    allowed = models.PositiveIntegerField(null=True)
    official_id = models.UUIDField(null=True)
    official_name = models.CharField(max_length=120, blank=True)
    opinion = models.CharField(max_length=1000, blank=True)
    taken_back = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "ordinal"], name="dossiers_step_place")]
        indexes = [
            models.Index(
                fields=["unit", "finished_at"],
                condition=models.Q(role="leader", finished_at__isnull=False),
                name="dossiers_signed",
            ),
        ]


_COURSE = Prepared(lambda dossier: StepRun.objects.filter(dossier_id=dossier).order_by("ordinal"))


class Pause(models.Model):
    """A time in which the clock of a dossier stood still. ``due_before`` is the date promised when it began.

    ``kind``: supplement, fee, suspended, ended (an end that was undone).
    """

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=10)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    due_before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(ended_at__isnull=True), name="dossiers_one_pause_at_a_time"
            )
        ]


class Consultation(models.Model):
    """A question to another body, with a clock of its own; the dossier stays with its holder meanwhile.

    ``step``: the key of the step that the body outside works itself (the dossier was sent there); "" for an opinion.
    ``silence``: the article by which, at such a step, silence after the deadline counts as consent; "" where it never does.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="consultations")
    body = models.CharField(max_length=200)
    question = models.CharField(max_length=1000, blank=True)
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    silent = models.BooleanField(default=False)
    step = models.CharField(max_length=60, blank=True)
    silence = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["answer_by"], condition=models.Q(answered_at__isnull=True), name="dossiers_unanswered"
            ),
        ]


class Attachment(models.Model):
    """A file of the dossier by its content hash: the scan of a paper (``paper`` is its key) or a result.

    ``erased_at``: the data of the person were erased. A scan then has neither name nor hash; an issued result stays.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="attachments")
    paper = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, blank=True)
    filename = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True)
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=120)
    removed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        # Asked by hash only when a file may be deleted; rows without one are those it was deleted for.
        indexes = [
            models.Index(fields=["sha256"], condition=~models.Q(sha256=""), name="dossiers_attachment_file"),
        ]


class FilledForm(models.Model):
    """The declaration of a dossier, filled in on a version of an e-form, with which it stays.

    ``answers`` is JSON, personal: blanked when the data of the applicant are erased. ``issue`` grows with each correction.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, primary_key=True, related_name="filled_form")
    form = models.ForeignKey("catalogue.EForm", on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    issue = models.PositiveSmallIntegerField(default=1)
    filled_at = models.DateTimeField()
    filled_by = models.CharField(max_length=120)
    erased_at = models.DateTimeField(null=True)
