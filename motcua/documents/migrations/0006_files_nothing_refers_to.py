from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_files_in_pieces")]

    operations = [
        # What lies here already is taken for claimed: nobody noted whether it was.
        migrations.AddField(
            model_name="blob", name="claimed", field=models.BooleanField(default=True), preserve_default=False
        ),
        migrations.AlterField(model_name="blob", name="claimed", field=models.BooleanField(default=False)),
        migrations.AddIndex(
            model_name="blob",
            index=models.Index(
                fields=["stored_at"], condition=models.Q(claimed=False), name="documents_blob_unclaimed"
            ),
        ),
    ]
