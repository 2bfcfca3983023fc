"""Words a dossier is found by, reminders to fetch a result, lists people keep for themselves, and the indexes of lists."""

import re
import unicodedata

from django.db import migrations, models

import motcua.kernel.ids

MARKS = re.compile("[\u0300-\u036f]")
NOT_WORD = re.compile(r"[\W_]+")
CHUNK = 1_000


def fold(text):
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return NOT_WORD.sub(" ", MARKS.sub("", plain).replace("đ", "d")).strip()


def give_words(apps, schema_editor):
    """Only open dossiers are looked for by their words."""
    dossiers = apps.get_model("dossiers", "Dossier")
    waiting = []
    for row in dossiers.objects.filter(open=True).iterator(CHUNK):
        texts = (row.applicant_name, row.submitter_name, row.about, row.procedure_name)
        row.folded = " ".join(filter(None, map(fold, texts)))
        waiting.append(row)
    dossiers.objects.bulk_update(waiting, ["folded"], batch_size=CHUNK)


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0005_work_given_and_sent"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="reminders",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="dossier",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="folded",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(give_words, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="dossier", name="dossiers_centre_open"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("open", True)),
                fields=["received_unit", "due_at", "id"],
                name="dossiers_centre_open",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("open", True), ("ready_at__isnull", False)),
                fields=["holder", "ready_at", "id"],
                name="dossiers_ready",
            ),
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("realm", models.CharField(default="real", max_length=5)),
                ("version", models.PositiveIntegerField(default=0)),
                ("head", models.BinaryField(default=bytes, max_length=32)),
                ("owner_id", models.UUIDField()),
                ("name", models.CharField(blank=True, max_length=60)),
                ("scope", models.CharField(max_length=20)),
                ("filters", models.TextField(default="{}")),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=["owner_id", "id"],
                        name="dossiers_saved_views",
                    )
                ],
            },
        ),
    ]
