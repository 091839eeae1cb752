"""The earlier session with which one is compared."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0031_split")]
    operations = [
        migrations.AddField(
            model_name="livesession",
            name="before",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sessions_after",
                to="polls.livesession",
            ),
        ),
    ]
