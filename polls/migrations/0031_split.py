"""What may be told of a question by group, and whether projectors have it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0030_own_pace")]
    operations = [
        migrations.AddField(
            model_name="question",
            name="split",
            field=models.JSONField(
                db_default=models.Value({}, output_field=models.JSONField()), default=dict
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="split_shown",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
