"""Dossiers taken over from units that were dissolved: what these hand over, and which centres answered for each."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_notices"),
        ("dossiers", "0009_data_compared"),
        ("office", "0003_devices_in_the_field"),
        ("parties", "0003_scope_of_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
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
                ("stated", models.PositiveIntegerField()),
                ("ground", models.CharField(max_length=300)),
                ("minutes", models.CharField(max_length=120)),
                ("minutes_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Takeover",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("realm", models.CharField(max_length=5)),
                ("at", models.DateTimeField()),
                ("old_code", models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.AddField(
            model_name="dossier",
            name="inherited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="origin",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("inherited_at__isnull", False)),
                fields=["received_unit", "inherited_at", "id"],
                name="dossiers_inherited",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="origin",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddField(
            model_name="takeover",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="takeovers", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="takeover",
            name="from_unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddField(
            model_name="takeover",
            name="place",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddField(
            model_name="takeover",
            name="to_unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("realm", "unit", "origin"), name="dossiers_handover_once"),
        ),
        migrations.AddIndex(
            model_name="takeover",
            index=models.Index(fields=["to_unit", "place"], name="dossiers_took_over"),
        ),
        migrations.AddIndex(
            model_name="takeover",
            index=models.Index(fields=["from_unit"], name="dossiers_passed_on"),
        ),
        migrations.AddConstraint(
            model_name="takeover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("old_code", ""), _negated=True),
                fields=("realm", "place", "old_code"),
                name="dossiers_old_code_once",
            ),
        ),
    ]
