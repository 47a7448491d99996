import uuid

from django.db import migrations, models

import workflow.lifecycle


class Migration(migrations.Migration):
    """A tombstone names the decision behind it."""

    dependencies = [("disclosure", "0002_english")]

    operations = [
        migrations.AddField(
            model_name="withheld",
            name="event_id",
            field=models.UUIDField(default=uuid.uuid4),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='withholding',
            name='state',
            field=workflow.lifecycle.StateField(choices=[('proposed', 'Proposed'), ('withheld', 'Withheld from publication'), ('rejected', 'Rejected')], default='proposed', max_length=32, protected=True),
        ),
    ]
