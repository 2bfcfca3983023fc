"""How the papers of somebody differ, kept with a dossier or a visit."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0008_shown_data_confirmed"),
        ("office", "0003_devices_in_the_field"),
        ("parties", "0003_scope_of_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataComparison",
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
                ("visit_id", models.UUIDField(null=True)),
                ("dossier_id", models.UUIDField(null=True)),
                ("correct", models.CharField(max_length=80)),
                ("purpose", models.CharField(blank=True, max_length=200)),
                ("differences", models.TextField(default="{}")),
                ("compared_at", models.DateTimeField()),
                ("compared_by", models.CharField(max_length=120)),
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
                "indexes": [
                    models.Index(fields=["dossier_id"], name="dossiers_compared_dossier"),
                    models.Index(fields=["visit_id"], name="dossiers_compared_visit"),
                    models.Index(fields=["person", "id"], name="dossiers_compared_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("realm", "unit", "number"), name="dossiers_comparison_number_once")
                ],
            },
        ),
    ]
