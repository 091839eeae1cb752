"""A session shared with a colleague."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

LEVELS = [
    ("facilitate", "begeleiden: de hele regie, behalve delen en wissen"),
    ("look", "kijken: wat het scherm laat zien, en het verslag"),
    ("take", "meenemen: alleen het verslag en de bestanden"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("polls", "0028_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="SessionShare",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("level", models.CharField(choices=LEVELS, max_length=10)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="polls.livesession",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="session_shares",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["user__username"],
                "constraints": [
                    models.UniqueConstraint(fields=["session", "user"], name="share_once")
                ],
            },
        ),
    ]
