"""Dossiers taken for another place, and those that wait for the province's system."""

import django.db.models.deletion
from django.db import migrations, models


def settle_here(apps, schema_editor):
    """Every dossier so far was planned at the bodies of the centre that received it, and handed over there."""
    here = models.F("received_unit")
    dossiers = apps.get_model("dossiers", "Dossier").objects
    dossiers.update(settling_unit=here, returning_unit=here)
    dossiers.filter(code="").update(unsynced_since=models.F("received_at"))


def unit(**options):
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit", **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0010_inherited"),
    ]

    operations = [
        migrations.AddField(model_name="dossier", name="settling_unit", field=unit(null=True)),
        migrations.AddField(model_name="dossier", name="returning_unit", field=unit(null=True)),
        migrations.AddField(model_name="dossier", name="sent_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="dossier", name="arrived_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="dossier", name="back_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="dossier",
            name="paper_file",
            field=models.CharField(blank=True, default="", max_length=8),
            preserve_default=False,
        ),
        migrations.AddField(model_name="dossier", name="unsynced_since", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="dossier", name="synced_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(settle_here, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(model_name="dossier", name="settling_unit", field=unit()),
        migrations.AlterField(model_name="dossier", name="returning_unit", field=unit()),
        migrations.RemoveIndex(model_name="dossier", name="dossiers_returned"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["returning_unit", "returned_at"],
                condition=models.Q(("returned_at__isnull", False)),
                name="dossiers_returned",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["settling_unit", "due_at", "id"],
                condition=models.Q(("open", True)),
                name="dossiers_settling_open",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["settling_unit", "id"],
                condition=models.Q(("settling_unit", models.F("received_unit")), _negated=True),
                name="dossiers_from_elsewhere",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["returning_unit", "id"],
                condition=models.Q(("returning_unit", models.F("settling_unit")), _negated=True),
                name="dossiers_handed_elsewhere",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["received_unit", "unsynced_since", "id"],
                condition=models.Q(("unsynced_since__isnull", False)),
                name="dossiers_unsynced",
            ),
        ),
    ]
