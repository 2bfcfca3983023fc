"""A script's result names its trial dossier; the official start has a duty plan of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readiness", "0001_readiness")]
    operations = [
        migrations.AddField(
            model_name="scriptresult",
            name="trial_dossier",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="trial",
            name="official_plan",
            field=models.TextField(blank=True, default=""),
        ),
    ]
