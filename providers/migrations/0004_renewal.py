import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0011_demanded_step'),
        ('providers', '0003_provider_only_corrected'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='provider',
            name='only_corrected',
        ),
        migrations.AddField(
            model_name='provider',
            name='renewal_asked_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='provider',
            name='renewal_called_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='provider',
            trigger=pgtrigger.compiler.Trigger(name='only_corrected', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n            IF OLD.state = NEW.state AND OLD.state IN (\'approved\', \'suspended\') AND (NEW."registration_number" IS DISTINCT FROM OLD."registration_number" OR NEW."registered_on" IS DISTINCT FROM OLD."registered_on") THEN\n                PERFORM workflow_demand_correction(\'providers.provider\', NEW.id);\n            END IF;\n            RETURN NEW;\n        ', hash='e420b3aeec9d76e29db8ae186272f9253d51372f', operation='UPDATE OF "registration_number", "registered_on"', pgid='pgtrigger_only_corrected_c0c4a', table='providers_provider', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='provider',
            trigger=pgtrigger.compiler.Trigger(name='only_corrected_or_renew', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n            IF OLD.state = NEW.state AND OLD.state IN (\'approved\', \'suspended\') AND (NEW."valid_until" IS DISTINCT FROM OLD."valid_until") THEN\n                PERFORM workflow_demand_step(\'providers.provider\', NEW.id, ARRAY[\'correct\', \'renew\']);\n            END IF;\n            RETURN NEW;\n        ', hash='4a35903e83afc9a16c36c46e395d6d73a511f0b8', operation='UPDATE OF "valid_until"', pgid='pgtrigger_only_corrected_or_renew_b0395', table='providers_provider', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
