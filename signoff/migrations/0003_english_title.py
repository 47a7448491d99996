"""Readers of English are shown in English what goes round for signatures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signoff", "0002_chiefs_and_deputies")]

    operations = [
        migrations.AddField(
            model_name="circulation",
            name="title_en",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
