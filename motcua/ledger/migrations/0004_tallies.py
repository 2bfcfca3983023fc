"""Counts that are forgotten after a while: no part of the books, so without their triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_code_of_the_mark")]
    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("value", models.PositiveIntegerField()),
                ("until", models.PositiveBigIntegerField(db_index=True)),
            ],
        ),
    ]
