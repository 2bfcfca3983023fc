"""Who works whose dossiers while somebody is on leave; when leaders are told what waits for a signature; sentence patterns."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0011_places"),
        ("office", "0003_devices_in_the_field"),
    ]

    operations = [
        migrations.AddField(model_name="dossier", name="stand_in_id", field=models.UUIDField(null=True)),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("stand_in_id__isnull", False)), fields=["stand_in_id"], name="dossiers_stood_in"
            ),
        ),
        migrations.CreateModel(
            name="StandIn",
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
                ("absentee_id", models.UUIDField()),
                ("absentee_name", models.CharField(max_length=120)),
                ("colleague_id", models.UUIDField()),
                ("colleague_name", models.CharField(max_length=120)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("leave_id", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["absentee_id"],
                        name="dossiers_stand_ins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningCall",
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
                ("hours", models.CharField(blank=True, max_length=40)),
                ("day", models.DateField(null=True)),
                ("told", models.CharField(blank=True, max_length=40)),
                ("muted_on", models.DateField(null=True)),
                ("muted_by", models.CharField(blank=True, max_length=120)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="signingcall",
            constraint=models.UniqueConstraint(fields=("realm", "unit"), name="dossiers_signing_call_once"),
        ),
        migrations.CreateModel(
            name="SentencePattern",
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
                ("kind", models.CharField(max_length=12)),
                ("words", models.CharField(max_length=500)),
                ("ground", models.CharField(blank=True, max_length=200)),
                ("procedure", models.CharField(blank=True, max_length=60)),
                ("paper", models.CharField(blank=True, max_length=60)),
                ("role", models.CharField(blank=True, max_length=60)),
                ("place", models.PositiveSmallIntegerField(default=1)),
                ("author_id", models.UUIDField()),
                ("author_name", models.CharField(max_length=120)),
                ("retired_at", models.DateTimeField(null=True)),
                ("used", models.PositiveIntegerField(default=0)),
                (
                    "centre",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=["centre", "place"],
                        name="dossiers_patterns",
                    )
                ],
            },
        ),
    ]
