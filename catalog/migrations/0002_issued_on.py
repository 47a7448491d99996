import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="issued_on",
            field=models.DateField(default=datetime.date(2014, 9, 18), verbose_name="date of the document"),
            preserve_default=False,
        ),
    ]
