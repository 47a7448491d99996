"""The second half of what two people do doesn't wait for whoever did the first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0011_demanded_step")]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="not_for",
            field=models.UUIDField(blank=True, null=True),
        ),
    ]
