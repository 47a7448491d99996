"""Readers of English are shown in English what a pause is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0002_pause")]

    operations = [
        migrations.AddField(
            model_name="pause",
            name="subject_title_en",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
