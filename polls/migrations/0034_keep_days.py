"""How many days the answers of a session are kept, as the organisation said when it was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0033_teams")]
    operations = [
        migrations.AddField(
            "livesession", "keep_days", models.PositiveSmallIntegerField(null=True)
        ),
    ]
