"""The report of a period looks at what was over since it began by when it was handed over: its result may have lain before."""

import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0014_lists_by_their_index")]

    operations = [
        migrations.RemoveIndex(model_name="dossier", name="dossiers_decided"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                models.F("received_unit"),
                django.db.models.functions.comparison.Coalesce("ended_at", "returned_at"),
                condition=models.Q(("open", False)),
                name="dossiers_over",
            ),
        ),
    ]
