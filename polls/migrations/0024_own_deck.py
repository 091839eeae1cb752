"""A session can change its deck for itself: the version that results knows its session."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0023_moved")]
    operations = [
        migrations.AddField(
            model_name="deckversion",
            name="base",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="polls.deckversion",
            ),
        ),
        migrations.AddField(
            model_name="deckversion",
            name="session",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="own_decks",
                to="polls.livesession",
            ),
        ),
    ]
