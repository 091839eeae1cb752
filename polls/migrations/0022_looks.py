"""What of each slide's results is in view, and whether charts are tables."""

from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):
    dependencies = [("polls", "0021_guard")]
    operations = [
        migrations.AddField(
            model_name="livesession",
            name="looks",
            field=models.JSONField(
                db_default=Value({}, output_field=models.JSONField()), default=dict
            ),
        ),
        migrations.AddField(
            model_name="livesession",
            name="tables",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
