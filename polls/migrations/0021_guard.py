"""What waits for a facilitator. Groups that have begun keep what they saw: no aid looks there."""

from django.db import migrations, models
from django.db.models import Value

UNGUARDED = {"approval": "none"}


def leave_begun_groups(apps, schema_editor):
    begun = {"started__isnull": False}
    apps.get_model("polls", "LiveSession").objects.filter(**begun).update(guard=UNGUARDED)
    questions = apps.get_model("polls", "Question").objects
    questions.filter(session__started__isnull=False).update(guard=UNGUARDED)


class Migration(migrations.Migration):
    dependencies = [("polls", "0020_aside")]
    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="guard",
                field=models.JSONField(
                    db_default=Value({}, output_field=models.JSONField()), default=dict
                ),
            )
            for name in ("livesession", "question")
        ),
        migrations.RunPython(leave_begun_groups, migrations.RunPython.noop),
    ]
