"""Readers of English are shown in English what a duty is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0013_loaded_city")]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="title_en",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
