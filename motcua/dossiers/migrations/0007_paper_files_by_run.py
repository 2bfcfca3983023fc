"""Runs that hand paper files on to the divisions, and where the paper file of a dossier is."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_notices"),
        ("dossiers", "0006_lists_people_live_in"),
        ("office", "0003_devices_in_the_field"),
        ("parties", "0003_scope_of_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandoverRun",
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
                ("day", models.DateField()),
                ("slot", models.CharField(blank=True, max_length=5)),
                ("state", models.CharField(default="open", max_length=6)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.CharField(max_length=120)),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_by", models.CharField(blank=True, max_length=120)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.CharField(blank=True, max_length=120)),
                ("missing", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="RunItem",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("state", models.CharField(default="stacked", max_length=8)),
                ("scanned_at", models.DateTimeField()),
                ("scanned_by", models.CharField(max_length=120)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(blank=True, max_length=120)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="RunTimes",
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
                ("times", models.CharField(max_length=60)),
            ],
        ),
        migrations.AddField(
            model_name="dossier",
            name="paper_lost",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="dossier",
            name="paper_lost_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="shelf",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="dossier",
            name="shelf_unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office.unit",
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="shelved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("shelf", ""), _negated=True),
                fields=["received_unit", "shelf"],
                name="dossiers_shelf",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("paper_lost_at__isnull", False)),
                fields=["received_unit", "id"],
                name="dossiers_paper_lost",
            ),
        ),
        migrations.AddField(
            model_name="handoverrun",
            name="unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddField(
            model_name="runitem",
            name="at_unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office.unit",
            ),
        ),
        migrations.AddField(
            model_name="runitem",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="run_items", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="runitem",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="dossiers.handoverrun"
            ),
        ),
        migrations.AddField(
            model_name="runitem",
            name="unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddField(
            model_name="runtimes",
            name="unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
            ),
        ),
        migrations.AddIndex(
            model_name="handoverrun",
            index=models.Index(fields=["unit", "day", "id"], name="dossiers_runs"),
        ),
        migrations.AddConstraint(
            model_name="handoverrun",
            constraint=models.UniqueConstraint(fields=("realm", "unit", "number"), name="dossiers_run_number_once"),
        ),
        migrations.AddConstraint(
            model_name="handoverrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("realm", "unit"), name="dossiers_one_run_open"
            ),
        ),
        migrations.AddIndex(
            model_name="runitem",
            index=models.Index(
                condition=models.Q(("state", "missing")), fields=["unit", "id"], name="dossiers_files_missing"
            ),
        ),
        migrations.AddConstraint(
            model_name="runitem",
            constraint=models.UniqueConstraint(fields=("run", "dossier"), name="dossiers_run_item_once"),
        ),
        migrations.AddConstraint(
            model_name="runitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["stacked", "stray"])),
                fields=("dossier",),
                name="dossiers_on_its_way_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="runtimes",
            constraint=models.UniqueConstraint(fields=("realm", "unit"), name="dossiers_run_times_once"),
        ),
    ]
