"""Lists, search and report read by indexes of their own: numbers before the realm, what another place settles, when decided."""

import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0006_eforms"),
        ("dossiers", "0013_filled_forms"),
        ("office", "0003_devices_in_the_field"),
        ("parties", "0003_scope_of_consent"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="dossier", name="dossiers_code_once"),
        migrations.RemoveConstraint(model_name="dossier", name="dossiers_number_once"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                models.F("received_unit"),
                django.db.models.functions.comparison.Coalesce("ended_at", "ready_at"),
                condition=models.Q(("open", False)),
                name="dossiers_decided",
            ),
        ),
        migrations.RemoveIndex(model_name="dossier", name="dossiers_settling_open"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(
                    ("open", True), models.Q(("settling_unit", models.F("received_unit")), _negated=True)
                ),
                fields=["settling_unit", "due_at", "id"],
                name="dossiers_settling_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True), fields=("code", "realm"), name="dossiers_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(fields=("reception_number", "realm"), name="dossiers_number_once"),
        ),
        migrations.AddIndex(
            model_name="steprun",
            index=models.Index(
                condition=models.Q(("finished_at__isnull", False), ("role", "leader")),
                fields=["unit", "finished_at"],
                name="dossiers_signed",
            ),
        ),
    ]
