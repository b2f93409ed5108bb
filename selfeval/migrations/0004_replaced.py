from django.db import migrations, models


def mark(apps, schema_editor):
    """Where something was replaced before this field was there."""
    replaced = apps.get_model('selfeval', 'Overwrite').objects.values('evaluation')
    apps.get_model('selfeval', 'Evaluation').objects.filter(pk__in=replaced).update(replaced=True)


class Migration(migrations.Migration):

    dependencies = [
        ('selfeval', '0003_warn_before_erasing'),
    ]

    operations = [
        migrations.AddField(
            model_name='evaluation',
            name='replaced',
            field=models.BooleanField(default=False, verbose_name='iets vervangen'),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
