from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_guard_the_books")]
    # May be empty, so that SQLite adds a column and does not make the table anew, without its triggers.
    operations = [
        migrations.AddField(model_name="mark", name="mac", field=models.BinaryField(max_length=32, null=True)),
    ]
