"""Codes of the province's that were put right go on leading to their dossiers; those of before are in the entries."""

import json

import django.db.models.deletion
from django.db import migrations, models


def remember(apps, schema_editor):
    """Take the codes put right so far from the histories; what is a dossier's own code again is not among them."""
    dossiers = apps.get_model("dossiers", "Dossier").objects
    former = apps.get_model("dossiers", "FormerCode").objects
    corrected = apps.get_model("ledger", "Entry").objects.filter(event="dossiers.corrected")
    for stream, payload in corrected.values_list("stream_id", "payload").iterator():
        code = json.loads(payload).get("before", {}).get("code")
        dossier = dossiers.filter(pk=stream).exclude(code=code).first() if code else None
        if dossier is not None:
            former.get_or_create(dossier=dossier, realm=dossier.realm, code=code)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_dossiers"), ("ledger", "0004_tallies")]

    operations = [
        migrations.CreateModel(
            name="FormerCode",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("realm", models.CharField(max_length=5)),
                ("code", models.CharField(max_length=40)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_codes",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("realm", "code", "dossier"), name="dossiers_former_code_once")
                ],
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
