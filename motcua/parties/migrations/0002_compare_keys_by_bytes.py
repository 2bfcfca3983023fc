"""Let PostgreSQL compare search keys byte by byte, as SQLite does: only then is a range of keys a prefix."""

from django.db import migrations


def compare_by_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE parties_namekey ALTER COLUMN key TYPE varchar(280) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_parties")]
    operations = [migrations.RunPython(compare_by_bytes, migrations.RunPython.noop)]
