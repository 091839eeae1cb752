"""How many devices were connected at once, and how many people answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0027_shared_report")]
    operations = [
        migrations.AddField(
            model_name="livesession",
            name=name,
            field=models.PositiveIntegerField(db_default=0, default=0),
        )
        for name in ("most_present", "answered")
    ]
