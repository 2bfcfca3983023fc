"""Who is given work by the rule, how long a step may take, and what was sent to bodies outside."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_notices"),
        ("dossiers", "0004_whole_life"),
        ("office", "0003_devices_in_the_field"),
        ("parties", "0003_scope_of_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkGiving",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("realm", models.CharField(default="real", max_length=5)),
                ("version", models.PositiveIntegerField(default=0)),
                ("head", models.BinaryField(default=bytes, max_length=32)),
                ("automatic", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="consultation",
            name="silence",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="consultation",
            name="step",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="dossier",
            name="outside",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="dossier",
            name="step_minutes",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="steprun",
            name="allowed",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="steprun",
            name="official_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["answer_by"], name="dossiers_unanswered"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("open", True), models.Q(("outside", ""), _negated=True)),
                fields=["holder", "step_due_at"],
                name="dossiers_outside",
            ),
        ),
        migrations.AddField(
            model_name="workgiving",
            name="unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="workgiving",
            constraint=models.UniqueConstraint(fields=("realm", "unit"), name="dossiers_work_giving_once"),
        ),
    ]
