"""Tables of the staff room: who moves where, who serves what, who is on duty, away and present; training and needs.

Each row that belongs to a centre keeps its ``place`` (the commune), by which sight is cut (``office.territory``).
"""

from __future__ import annotations

from django.db import models

from motcua.ledger.models import Streamed
from motcua.staff.rules.halves import Half

HALVES = [(half.value, half.value) for half in Half]


class Assignment(Streamed):
    """That an official serves certain fields at a counter of a centre, from a day to a day (exclusive), by a decision."""

    STREAM = "assignment"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    counter = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    decision = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["unit", "official"], name="staff_assignment_unit")]


class AssignedField(models.Model):
    """One field of an assignment; ``trained`` says whether the official was trained in it when it was issued."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="fields")
    field = models.CharField(max_length=200)
    trained = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "field"], name="staff_assigned_field_once")]


class Roster(Streamed):
    """A duty roster of a centre for a period. What is drafted holds only once published; ``edition`` counts publishings.

    ``planned`` are days of rest with work, ``places`` what must be served in every half-day, one a line.
    """

    STREAM = "roster"

    class State(models.TextChoices):
        """Drafted only, published (and perhaps drafted further), or withdrawn."""

        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    planned = models.CharField(max_length=400, blank=True)
    places = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveSmallIntegerField(default=0)
    changed = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "first"], name="staff_roster_unit")]


class Slot(models.Model):
    """Who serves a place in a half-day. ``edition`` 0 is the draft; others are what was published."""

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="slots")
    edition = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()
    half = models.CharField(max_length=9, choices=HALVES)
    post = models.CharField(max_length=60)
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster", "edition", "day", "half", "post"], name="staff_slot_post"),
            models.UniqueConstraint(fields=["roster", "edition", "day", "half", "official"], name="staff_slot_person"),
        ]
        indexes = [models.Index(fields=["day", "edition"], name="staff_slot_day")]


class Leave(Streamed):
    """That somebody asks to be away for some half-days, who covers, and what was decided."""

    STREAM = "leave"

    class Kind(models.TextChoices):
        """Annual leave, illness, sent elsewhere by duty, at a class, other."""

        ANNUAL = "annual"
        SICK = "sick"
        MISSION = "mission"
        CLASS = "class"
        OTHER = "other"

    class State(models.TextChoices):
        """Asked, granted, refused, or taken back."""

        ASKED = "asked"
        GRANTED = "granted"
        REFUSED = "refused"
        CANCELLED = "cancelled"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    first = models.DateField()
    first_half = models.CharField(max_length=9, choices=HALVES)
    last = models.DateField()
    last_half = models.CharField(max_length=9, choices=HALVES)
    cover = models.ForeignKey("office.Official", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State.choices)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "last"], name="staff_leave_unit")]


class Cover(Streamed):
    """That one official stands in for another in one half-day, named on the day itself."""

    STREAM = "cover"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    half = models.CharField(max_length=9, choices=HALVES)
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    cover = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "unit", "day", "half", "official"],
                condition=models.Q(withdrawn=False),
                name="staff_cover_once",
            )
        ]


class Presence(Streamed):
    """That somebody was at work in a half-day: signed in and out by themself, or entered later by the head with a reason."""

    STREAM = "presence"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    half = models.CharField(max_length=9, choices=HALVES)
    came = models.DateTimeField()
    left = models.DateTimeField(null=True)
    entered_by = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "official", "day", "half"], name="staff_presence_once")]
        indexes = [models.Index(fields=["unit", "day"], name="staff_presence_day")]


class Shortcoming(Streamed):
    """That a place on the published roster was not served: who was away without cover, when it was seen and by whom."""

    STREAM = "shortcoming"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    half = models.CharField(max_length=9, choices=HALVES)
    post = models.CharField(max_length=60)
    standing = models.CharField(max_length=14)
    seen_at = models.DateTimeField()
    seen_by = models.CharField(max_length=120)
    on_site = models.BooleanField()
    explanation = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["realm", "unit", "day", "half", "official"], name="staff_shortcoming_once")
        ]
        indexes = [models.Index(fields=["place", "day"], name="staff_shortcoming_day")]


class Skill(Streamed):
    """That an official knows a field from before, as their unit says (*tự báo cáo*): not from a class recorded here."""

    STREAM = "skill"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=200)
    since = models.DateField()
    ground = models.CharField(max_length=200)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "official", "field"], condition=models.Q(withdrawn=False), name="staff_skill_once"
            )
        ]


class Move(Streamed):
    """That somebody moves from an old unit to a new post: by which decision, from which day, who hands over to them.

    ``official`` is empty while the person is not registered here. ``fields`` are what the new post serves, one a line.
    """

    STREAM = "move"

    class State(models.TextChoices):
        """Planned, arrived at the new post, or given up."""

        PLANNED = "planned"
        ARRIVED = "arrived"
        CANCELLED = "cancelled"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("office.Official", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    from_unit = models.CharField(max_length=200)
    from_folded = models.CharField(max_length=200)
    title = models.CharField(max_length=150)
    fields = models.TextField(blank=True)
    decision = models.CharField(max_length=120)
    decided_on = models.DateField()
    first_day = models.DateField()
    hands_over = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    arrived_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "first_day"], name="staff_move_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "official"], condition=models.Q(state="planned"), name="staff_move_person_once"
            ),
            models.UniqueConstraint(
                fields=["realm", "folded", "from_folded"],
                condition=models.Q(state="planned"),
                name="staff_move_planned_once",
            ),
        ]


class MoveItem(models.Model):
    """One thing a person who moves in needs: done, not needed, or (no row) not answered."""

    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="items")
    item = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    day = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["move", "item"], name="staff_move_item_once")]


class TrainingNeed(Streamed):
    """That a centre asks for training in a field: how deep, for whom, why; and in which class it was met."""

    STREAM = "training_need"

    class State(models.TextChoices):
        """Asked, taken into a class, refused with an answer, or taken back."""

        ASKED = "asked"
        PLANNED = "planned"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=200)
    deep = models.BooleanField(default=False)
    why = models.CharField(max_length=500)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    answer = models.CharField(max_length=500, blank=True)
    training = models.ForeignKey("staff.TrainingClass", null=True, on_delete=models.PROTECT, related_name="needs")

    class Meta:
        indexes = [models.Index(fields=["place", "state"], name="staff_training_need")]


class NeedPerson(models.Model):
    """Somebody for whom training is asked."""

    need = models.ForeignKey(TrainingNeed, on_delete=models.PROTECT, related_name="people")
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "official"], name="staff_need_person_once")]


class TrainingClass(Streamed):
    """A class of the plan: field, the department (*sở*) that owns it, where, how many seats, who teaches."""

    STREAM = "training_class"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=200)
    deep = models.BooleanField(default=False)
    owner = models.CharField(max_length=150)
    where = models.CharField(max_length=200)
    online = models.BooleanField(default=False)
    seats = models.PositiveSmallIntegerField()
    teacher = models.CharField(max_length=150, blank=True)
    first = models.DateField()
    last = models.DateField()
    cancelled = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["place", "first"], name="staff_class_place")]


class ClassSession(models.Model):
    """A half-day of a class; ``taken`` once attendance was written down."""

    training = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="sessions")
    day = models.DateField()
    half = models.CharField(max_length=9, choices=HALVES)
    taken = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "day", "half"], name="staff_session_once")]


class Enrolment(models.Model):
    """Somebody on a class: ``result`` is empty until written down, then passed or not."""

    training = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="enrolments")
    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=6, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "official"], name="staff_enrolment_once")]
        indexes = [models.Index(fields=["official", "result"], name="staff_enrolment_passed")]


class Attendance(models.Model):
    """That somebody on a class was there in a session."""

    session = models.ForeignKey(ClassSession, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="staff_attendance_once")]


class StaffNeed(Streamed):
    """Housing, allowance or posts that are missing: for whom, why, since when, what would solve it and who can."""

    STREAM = "staff_need"

    class State(models.TextChoices):
        """Told, being dealt with, solved, refused, or taken back by the centre."""

        TOLD = "told"
        UNDER_WAY = "under_way"
        SOLVED = "solved"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("office.Official", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    people = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=500)
    since = models.DateField()
    solution = models.CharField(max_length=500)
    solver = models.CharField(max_length=14)
    state = models.CharField(max_length=9, choices=State.choices, default=State.TOLD)
    answer = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [models.Index(fields=["place", "state"], name="staff_need_place")]
