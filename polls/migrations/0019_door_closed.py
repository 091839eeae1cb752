"""A session whose facilitator lets no new devices in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0018_pictures_of_a_version")]
    operations = [
        migrations.AddField(
            model_name="livesession",
            name="door_closed",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
