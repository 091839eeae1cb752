"""Devices whose answers are put aside, and when a warning of many devices was dealt with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0019_door_closed")]
    operations = [
        migrations.AddField(
            model_name="livesession",
            name="aside",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="livesession",
            name="crowd_handled",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="aside",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("aside__gt", 0)),
                fields=["session"],
                name="participant_aside",
            ),
        ),
    ]
