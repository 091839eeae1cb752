"""Remember what a break paused. Of a session that is in one now: everything that is paused."""

from django.db import migrations, models


def mark_paused(apps, schema_editor):
    questions = apps.get_model("polls", "Question").objects
    questions.filter(session__paused=True, state="paused").update(on_break=True)


class Migration(migrations.Migration):
    dependencies = [("polls", "0015_no_samples")]
    operations = [
        migrations.AddField(
            model_name="question",
            name="on_break",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(mark_paused, migrations.RunPython.noop),
    ]
