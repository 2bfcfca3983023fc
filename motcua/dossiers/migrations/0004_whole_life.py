"""The whole life of a dossier: pauses, promises made anew, other ends, questions to other bodies, what was turned away."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_content_may_come_back"),
        ("dossiers", "0003_files_erased_with_a_person"),
        ("office", "0003_devices_in_the_field"),
        ("parties", "0003_scope_of_consent"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="consignment",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="dossier",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="extensions",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="dossier",
            name="extensions_allowed",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="dossier",
            name="filed_by",
            field=models.CharField(default="citizen", max_length=8),
        ),
        migrations.AddField(
            model_name="dossier",
            name="first_due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="paused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="promised_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="rejected",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="dossier",
            name="supplements",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="dossier",
            name="supplements_allowed",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="dossier",
            name="told",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="state",
            field=models.CharField(default="accepted", max_length=12),
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.UUIDField(default=motcua.kernel.ids.new_id, primary_key=True, serialize=False)),
                ("body", models.CharField(max_length=200)),
                ("question", models.CharField(blank=True, max_length=1000)),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("silent", models.BooleanField(default=False)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consultations", to="dossiers.dossier"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Application",
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
                ("number", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(choices=[("supplement", "Supplement"), ("refusal", "Refusal")], max_length=10),
                ),
                ("procedure_code", models.CharField(max_length=20)),
                ("procedure_name", models.CharField(max_length=500)),
                ("case", models.CharField(max_length=60)),
                ("channel", models.CharField(max_length=8)),
                ("applicant_name", models.CharField(max_length=200)),
                ("about", models.CharField(blank=True, max_length=500)),
                ("papers", models.TextField(default="[]")),
                ("lacking", models.TextField(default="[]")),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("ground", models.CharField(blank=True, max_length=300)),
                ("turned_at", models.DateTimeField()),
                ("turned_day", models.DateField()),
                ("dossier_id", models.UUIDField(null=True)),
                (
                    "applicant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.party",
                    ),
                ),
                (
                    "procedure_version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.procedureversion",
                    ),
                ),
                (
                    "submitter",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.party",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "turned_day", "id"], name="dossiers_turned_away"),
                    models.Index(fields=["applicant", "id"], name="dossiers_turned_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("realm", "number"), name="dossiers_application_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("due_before", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("dossier",),
                        name="dossiers_one_pause_at_a_time",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("open", True), ("told__lt", 3)), fields=["due_at"], name="dossiers_to_tell"
            ),
        ),
    ]
