"""What somebody confirmed on the screen turned to them, before anything was printed."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0007_paper_files_by_run"),
        ("office", "0003_devices_in_the_field"),
        ("parties", "0003_scope_of_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataConfirmation",
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
                ("visit_id", models.UUIDField()),
                ("procedure_code", models.CharField(max_length=20)),
                ("fields", models.CharField(max_length=80)),
                ("questioned", models.CharField(blank=True, max_length=80)),
                ("confirmed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
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
                "indexes": [models.Index(fields=["visit_id", "id"], name="dossiers_confirmed")],
            },
        ),
    ]
