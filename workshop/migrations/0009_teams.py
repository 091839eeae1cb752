"""Workshops and house styles of a team."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("polls", "0033_teams"),
        ("workshop", "0008_sign_in_at_a_provider"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="workshop",
            name="team",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="workshops",
                to="polls.team",
            ),
        ),
        migrations.AddField(
            model_name="housestyle",
            name="team",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="house_style",
                to="polls.team",
            ),
        ),
        migrations.AlterField(
            model_name="housestyle",
            name="owner",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="house_style",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
