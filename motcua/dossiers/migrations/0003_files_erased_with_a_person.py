from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_former_codes")]

    operations = [
        migrations.AlterField(
            model_name="attachment", name="sha256", field=models.CharField(blank=True, max_length=64)
        ),
        migrations.AlterField(
            model_name="attachment", name="filename", field=models.CharField(blank=True, max_length=150)
        ),
        migrations.AddField(model_name="attachment", name="erased_at", field=models.DateTimeField(null=True)),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("sha256", ""), _negated=True), fields=["sha256"], name="dossiers_attachment_file"
            ),
        ),
    ]
