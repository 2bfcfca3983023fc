from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_catalogue")]
    operations = [migrations.RemoveConstraint(model_name="procedureversion", name="catalogue_version_content")]
