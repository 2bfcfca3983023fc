from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_lists_waiting_to_be_imported")]

    operations = [
        migrations.CreateModel(
            name="LetGo",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
