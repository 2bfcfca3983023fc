"""How far a consent goes: which data, for what, how long. Consents of before keep none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_compare_keys_by_bytes")]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="scope",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
    ]
